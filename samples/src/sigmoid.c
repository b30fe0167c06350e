// y = 1 / (1 + e^-x); expf stays an import.
//
// $ clang --target=wasm32 -O2 -fno-unroll-loops -fwrapv -ffp-contract=off -c sigmoid.c -o $T/sigmoid.o
// $ wasm-ld --no-entry --allow-undefined --export=sigmoid $T/sigmoid.o -o $T/sigmoid.wasm
// $ wasm2wat $T/sigmoid.wasm -o ../map/sigmoid.wat
float expf(float);

void sigmoid(const float *x, float *y, int n) {
    for (int i = 0; i < n; i++) y[i] = 1.0f / (1.0f + expf(-x[i]));
}
