// The Mandelbrot set as a pixel shader: a loop whose length depends on the pixel. The colour is
// the iteration count as a shade of grey.
//
// $ clang --target=wasm32 -Os -fwrapv -ffp-contract=off -c escape.c -o $T/escape.o
// $ wasm-ld --no-entry --export=escape -s $T/escape.o -o $T/escape.wasm
// $ wasm2wat $T/escape.wasm -o ../shader/escape.wat
unsigned escape(float x, float y, float step) {
    float cr = x * step - 2.0f, ci = y * step - 1.0f, zr = 0.0f, zi = 0.0f;
    unsigned count = 0;
    while (count < 64 && zr * zr + zi * zi <= 4.0f) {
        float t = zr * zr - zi * zi + cr;
        zi = 2.0f * zr * zi + ci;
        zr = t;
        count++;
    }
    unsigned shade = 255u - count * 255u / 64u;
    return 0xff000000u | shade << 16 | shade << 8 | shade;
}
