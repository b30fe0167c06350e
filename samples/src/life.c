// Conway's game of life on a torus, one byte a cell.
//
// $ clang --target=wasm32 -O2 -fno-unroll-loops -fwrapv -c life.c -o $T/life.o
// $ wasm-ld --no-entry --export=life $T/life.o -o $T/life.wasm
// $ wasm2wat $T/life.wasm -o ../stencil/life.wat
void life(const unsigned char *now, unsigned char *next, int w, int h) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            int up = (y == 0 ? h - 1 : y - 1) * w, down = (y == h - 1 ? 0 : y + 1) * w, row = y * w;
            int left = x == 0 ? w - 1 : x - 1, right = x == w - 1 ? 0 : x + 1;
            int around = now[up + left] + now[up + x] + now[up + right] + now[row + left] +
                         now[row + right] + now[down + left] + now[down + x] + now[down + right];
            next[row + x] = around == 3 || (around == 2 && now[row + x]);
        }
}
