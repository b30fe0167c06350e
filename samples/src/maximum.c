// The largest element, returned.
//
// $ clang --target=wasm32 -Os -fwrapv -c maximum.c -o $T/maximum.o
// $ wasm-ld --no-entry --export=maximum -s $T/maximum.o -o $T/maximum.wasm
// $ wasm2wat $T/maximum.wasm -o ../reduce/maximum.wat
int maximum(const int *values, int n) {
    int best = -2147483647 - 1;
    for (int i = 0; i < n; i++)
        if (values[i] > best) best = values[i];
    return best;
}
