// |x|, wrapping: the least integer is its own.
void magnitude(const int *x, int *out, int n) {
    for (int i = 0; i < n; i++) out[i] = x[i] < 0 ? -x[i] : x[i];
}
