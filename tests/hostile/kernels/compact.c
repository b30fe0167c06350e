// Keeps the positive elements in their order; count[0] says how many, the rest of out is left alone.
void compact(const int *x, int *out, int *count, int n) {
    int k = 0;
    for (int i = 0; i < n; i++)
        if (x[i] > 0) out[k++] = x[i];
    count[0] = k;
}
