// A one-pole low-pass filter: y[i] = y[i-1] + k·(x[i] - y[i-1]).
//
// $ clang --target=wasm32 -O2 -fno-unroll-loops -fwrapv -ffp-contract=off -c iir.c -o $T/iir.o
// $ wasm-ld --no-entry --export=iir $T/iir.o -o $T/iir.wasm
// $ wasm2wat $T/iir.wasm -o ../serial/iir.wat
void iir(const float *x, float *y, int n, float k) {
    float state = 0.0f;
    for (int i = 0; i < n; i++) {
        state += k * (x[i] - state);
        y[i] = state;
    }
}
