// Gradient magnitude by Sobel's masks, on the interior; the border is left alone.
//
// $ clang --target=wasm32 -O2 -fno-unroll-loops -fwrapv -ffp-contract=off -fno-math-errno -c sobel.c -o $T/sobel.o
// $ wasm-ld --no-entry --export=sobel -s $T/sobel.o -o $T/sobel.wasm
// $ wasm2wat $T/sobel.wasm -o ../image/sobel.wat
float sqrtf(float);

void sobel(const float *src, float *dst, int w, int h) {
    for (int y = 1; y < h - 1; y++)
        for (int x = 1; x < w - 1; x++) {
            const float *p = src + y * w + x;
            float gx = p[1 - w] + 2.0f * p[1] + p[1 + w] - p[-1 - w] - 2.0f * p[-1] - p[w - 1];
            float gy = p[w - 1] + 2.0f * p[w] + p[w + 1] - p[-w - 1] - 2.0f * p[-w] - p[1 - w];
            dst[y * w + x] = sqrtf(gx * gx + gy * gy);
        }
}
