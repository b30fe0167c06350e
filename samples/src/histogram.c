// Counts byte values into 256 bins: iterations meet in a bin, which takes atomic additions.
//
// $ clang --target=wasm32 -Os -fwrapv -c histogram.c -o $T/histogram.o
// $ wasm-ld --no-entry --export=histogram $T/histogram.o -o $T/histogram.wasm
// $ wasm2wat $T/histogram.wasm -o ../integer/histogram.wat
void histogram(const unsigned char *src, int n, unsigned *bins) {
    for (int i = 0; i < n; i++) bins[src[i]]++;
}
