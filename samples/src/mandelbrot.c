// Iterations until |z| > 2 over [-2, 1] × [-1.25, 1.25].
//
// $ clang --target=wasm32 -O2 -fno-unroll-loops -fwrapv -ffp-contract=off -c mandelbrot.c -o $T/mandelbrot.o
// $ wasm-ld --no-entry --export=mandelbrot $T/mandelbrot.o -o $T/mandelbrot.wasm
// $ wasm2wat $T/mandelbrot.wasm -o ../loops/mandelbrot.wat
void mandelbrot(unsigned *counts, int w, int h, int limit) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float cr = -2.0f + 3.0f * (float)x / (float)w;
            float ci = -1.25f + 2.5f * (float)y / (float)h;
            float zr = 0.0f, zi = 0.0f;
            int i = 0;
            while (i < limit && zr * zr + zi * zi <= 4.0f) {
                float t = zr * zr - zi * zi + cr;
                zi = 2.0f * zr * zi + ci;
                zr = t;
                i++;
            }
            counts[y * w + x] = (unsigned)i;
        }
}
