// RGBA bytes to one byte of luma, in integers (BT.601 weights out of 256).
//
// $ clang --target=wasm32 -O2 -fno-unroll-loops -fwrapv -c grayscale.c -o $T/grayscale.o
// $ wasm-ld --no-entry --export=grayscale $T/grayscale.o -o $T/grayscale.wasm
// $ wasm2wat $T/grayscale.wasm -o ../image/grayscale.wat
void grayscale(const unsigned char *rgba, unsigned char *gray, int pixels) {
    for (int i = 0; i < pixels; i++) {
        const unsigned char *p = rgba + 4 * i;
        gray[i] = (unsigned char)((77 * p[0] + 150 * p[1] + 29 * p[2] + 128) >> 8);
    }
}
