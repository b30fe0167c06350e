// The second difference, on the interior; both ends are left alone.
//
// $ zig cc -target wasm32-freestanding -Os -fwrapv -ffp-contract=off -c laplacian1d.c -o $T/laplacian1d.o
// $ wasm-ld --no-entry --export=laplacian1d -s $T/laplacian1d.o -o $T/laplacian1d.wasm
// $ wasm2wat $T/laplacian1d.wasm -o ../stencil/laplacian1d.wat
void laplacian1d(const float *u, float *out, int n) {
    for (int i = 1; i < n - 1; i++) out[i] = u[i - 1] - 2.0f * u[i] + u[i + 1];
}
