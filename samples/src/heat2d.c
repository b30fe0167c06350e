// One explicit step of the heat equation; the border keeps its temperature.
//
// $ clang --target=wasm32 -O2 -fno-unroll-loops -fwrapv -ffp-contract=off -c heat2d.c -o $T/heat2d.o
// $ wasm-ld --no-entry --export=heat2d $T/heat2d.o -o $T/heat2d.wasm
// $ wasm2wat $T/heat2d.wasm -o ../stencil/heat2d.wat
void heat2d(const float *now, float *next, int w, int h, float rate) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            int i = y * w + x;
            float centre = now[i];
            if (x == 0 || y == 0 || x == w - 1 || y == h - 1)
                next[i] = centre;
            else
                next[i] = centre + rate * (now[i - 1] + now[i + 1] + now[i - w] + now[i + w] - 4.0f * centre);
        }
}
