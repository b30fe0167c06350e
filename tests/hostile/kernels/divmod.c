// Quotient and remainder, with WGSL's answers where wasm would trap.
void divmod(const int *a, const int *b, int *q, int *r, int n) {
    for (int i = 0; i < n; i++) {
        int x = a[i], y = b[i];
        if (y == 0) {
            q[i] = x;
            r[i] = 0;
        } else if (y == -1) {
            q[i] = -x;
            r[i] = 0;
        } else {
            q[i] = x / y;
            r[i] = x % y;
        }
    }
}
