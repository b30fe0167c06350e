// The bits of each word in reverse order, by swapping ever larger halves.
//
// $ clang --target=wasm32 -O0 -fwrapv -c bit_reverse.c -o $T/bit_reverse.o
// $ wasm-ld --no-entry --export=bit_reverse $T/bit_reverse.o -o $T/bit_reverse.wasm
// $ wasm2wat $T/bit_reverse.wasm -o ../integer/bit_reverse.wat
void bit_reverse(const unsigned *src, unsigned *dst, int n) {
    for (int i = 0; i < n; i++) {
        unsigned v = src[i];
        v = (v >> 1 & 0x55555555u) | (v & 0x55555555u) << 1;
        v = (v >> 2 & 0x33333333u) | (v & 0x33333333u) << 2;
        v = (v >> 4 & 0x0f0f0f0fu) | (v & 0x0f0f0f0fu) << 4;
        v = (v >> 8 & 0x00ff00ffu) | (v & 0x00ff00ffu) << 8;
        dst[i] = v >> 16 | v << 16;
    }
}
