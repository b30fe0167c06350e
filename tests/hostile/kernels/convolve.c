// Valid convolution with k taps.
void convolve(const float *x, const float *taps, float *out, int n, int k) {
    for (int i = 0; i < n; i++) {
        float sum = 0.0f;
        for (int j = 0; j < k; j++) sum += taps[j] * x[i + j];
        out[i] = sum;
    }
}
