// Clamps bytes to [low, high]: byte loads and stores that WGSL has to pack into words.
//
// $ zig cc -target wasm32-freestanding -Os -fwrapv -c clamp_u8.c -o $T/clamp_u8.o
// $ wasm-ld --no-entry --export=clamp_u8 $T/clamp_u8.o -o $T/clamp_u8.wasm
// $ wasm2wat $T/clamp_u8.wasm -o ../map/clamp_u8.wat
void clamp_u8(const unsigned char *src, unsigned char *dst, int n, int low, int high) {
    for (int i = 0; i < n; i++) {
        int v = src[i];
        v = v < low ? low : v;
        dst[i] = (unsigned char)(v > high ? high : v);
    }
}
