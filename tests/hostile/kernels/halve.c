// Half of each, rounded towards zero.
void halve(const int *x, int *out, int n) {
    for (int i = 0; i < n; i++) out[i] = x[i] / 2;
}
