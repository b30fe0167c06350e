// C = A·B, row-major; A is m×k, B is k×n.
//
// $ zig cc -target wasm32-freestanding -O2 -fno-unroll-loops -fwrapv -ffp-contract=off -c matmul.c -o $T/matmul.o
// $ wasm-ld --no-entry --export=matmul $T/matmul.o -o $T/matmul.wasm
// $ wasm2wat $T/matmul.wasm -o ../linear/matmul.wat
void matmul(const float *a, const float *b, float *c, int m, int n, int k) {
    for (int row = 0; row < m; row++)
        for (int col = 0; col < n; col++) {
            float sum = 0.0f;
            for (int i = 0; i < k; i++) sum += a[row * k + i] * b[i * n + col];
            c[row * n + col] = sum;
        }
}
