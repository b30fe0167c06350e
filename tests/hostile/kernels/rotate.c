// Rotates by s places: a scatter to a permutation.
void rotate(const float *x, float *out, unsigned n, unsigned s) {
    for (unsigned i = 0; i < n; i++) out[(i + s) % n] = x[i];
}
