// Each element four times over, doubled each time.
void expand(const float *x, float *out, int n) {
    for (int i = 0; i < n; i++) {
        float v = x[i];
        for (int k = 0; k < 4; k++) {
            out[4 * i + k] = v;
            v = v + v;
        }
    }
}
