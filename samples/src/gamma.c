// Gamma correction; powf stays an import.
//
// $ clang --target=wasm32 -O2 -fno-unroll-loops -fwrapv -ffp-contract=off -c gamma.c -o $T/gamma.o
// $ wasm-ld --no-entry --allow-undefined --export=correct -s $T/gamma.o -o $T/gamma.wasm
// $ wasm2wat $T/gamma.wasm -o ../image/gamma.wat
float powf(float, float);

void correct(const float *src, float *dst, int n, float gamma) {
    for (int i = 0; i < n; i++) {
        float v = src[i];
        v = v < 0.0f ? 0.0f : v > 1.0f ? 1.0f : v;
        dst[i] = powf(v, gamma);
    }
}
