// Floats to integers, saturating: wasm's trunc_sat.
void truncate(const float *x, int *out, int n) {
    for (int i = 0; i < n; i++) out[i] = (int)x[i];
}
