// The dot product, returned as a scalar: serial by its order of additions.
//
// $ clang --target=wasm32 -Os -fwrapv -ffp-contract=off -c dot.c -o $T/dot.o
// $ wasm-ld --no-entry --export=dot $T/dot.o -o $T/dot.wasm
// $ wasm2wat $T/dot.wasm -o ../linear/dot.wat
float dot(const float *a, const float *b, int n) {
    float sum = 0.0f;
    for (int i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}
