// Inclusive prefix sums, to be computed by many workgroups.
void scan(const int *x, int *out, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
        sum += x[i];
        out[i] = sum;
    }
}
