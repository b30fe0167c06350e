// a/b, and 0 where b is 0.
void ratio(const float *a, const float *b, float *out, int n) {
    for (int i = 0; i < n; i++) out[i] = b[i] == 0.0f ? 0.0f : a[i] / b[i];
}
