// Matrix times vector, row-major.
//
// $ clang --target=wasm32 -O2 -fno-unroll-loops -fwrapv -ffp-contract=off -c matvec.c -o $T/matvec.o
// $ wasm-ld --no-entry --export=matvec $T/matvec.o -o $T/matvec.wasm
// $ wasm2wat $T/matvec.wasm -o ../linear/matvec.wat
void matvec(const float *a, const float *x, float *y, int rows, int cols) {
    for (int r = 0; r < rows; r++) {
        float sum = 0.0f;
        for (int c = 0; c < cols; c++) sum += a[r * cols + c] * x[c];
        y[r] = sum;
    }
}
