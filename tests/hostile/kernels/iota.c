// Counts up from a base.
void iota(int *out, int n, int base) {
    for (int i = 0; i < n; i++) out[i] = base + i;
}
