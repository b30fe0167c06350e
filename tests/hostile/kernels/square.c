// x·x.
void square(const float *x, float *out, int n) {
    for (int i = 0; i < n; i++) out[i] = x[i] * x[i];
}
