// Clamps in place.
void clampf(float *x, int n, float low, float high) {
    for (int i = 0; i < n; i++) {
        float v = x[i];
        v = v < low ? low : v;
        x[i] = v > high ? high : v;
    }
}
