// The mean of the 3×3 neighbourhood, edges clamped.
//
// $ clang --target=wasm32 -Os -fwrapv -ffp-contract=off -c blur3x3.c -o $T/blur3x3.o
// $ wasm-ld --no-entry --export=blur3x3 $T/blur3x3.o -o $T/blur3x3.wasm
// $ wasm2wat $T/blur3x3.wasm -o ../image/blur3x3.wat
static int clamp(int v, int high) { return v < 0 ? 0 : v > high ? high : v; }

void blur3x3(const float *src, float *dst, int w, int h) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float sum = 0.0f;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    sum += src[clamp(y + dy, h - 1) * w + clamp(x + dx, w - 1)];
            dst[y * w + x] = sum * (1.0f / 9.0f);
        }
}
