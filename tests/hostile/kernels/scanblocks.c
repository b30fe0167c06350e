// Inclusive prefix sums of positive numbers, and the sum up to the end of each block of 64.
void scanblocks(const int *x, int *out, int *sums, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
        sum += x[i];
        out[i] = sum;
        sums[i / 64] = sum;
    }
}
