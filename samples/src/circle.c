// A disc with an anti-aliased rim, by its signed distance: one pixel a call, packed RGBA out.
//
// $ clang --target=wasm32 -O2 -fwrapv -ffp-contract=off -fno-math-errno -c circle.c -o $T/circle.o
// $ wasm-ld --no-entry --export=circle $T/circle.o -o $T/circle.wasm
// $ wasm2wat $T/circle.wasm -o ../shader/circle.wat
float sqrtf(float);

unsigned circle(float x, float y, float cx, float cy, float radius) {
    float dx = x - cx, dy = y - cy;
    float distance = sqrtf(dx * dx + dy * dy) - radius;
    float inside = 0.5f - distance;
    inside = inside < 0.0f ? 0.0f : inside > 1.0f ? 1.0f : inside;
    unsigned red = (unsigned)(int)(40.0f + 200.0f * inside);
    unsigned green = (unsigned)(int)(60.0f + 90.0f * inside);
    return 0xff000000u | 80u << 16 | green << 8 | red;
}
