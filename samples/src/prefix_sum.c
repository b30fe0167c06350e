// Inclusive prefix sums: each iteration needs the one before.
//
// $ clang --target=wasm32 -Os -fwrapv -c prefix_sum.c -o $T/prefix_sum.o
// $ wasm-ld --no-entry --export=prefix_sum $T/prefix_sum.o -o $T/prefix_sum.wasm
// $ wasm2wat $T/prefix_sum.wasm -o ../serial/prefix_sum.wat
void prefix_sum(const int *src, int *dst, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
        sum += src[i];
        dst[i] = sum;
    }
}
