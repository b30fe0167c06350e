// -O0
// A brick wall in running bond: rounded bricks of many reds, mortar between, light from a corner.

#define INLINE static inline __attribute__((always_inline))

INLINE float minf(float a, float b) { return a < b ? a : b; }
INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

void brick_wall(int x, int y, float *out, int w, int h, float rows, float mortar) {
    float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
    float py = v * rows + 0.03f, row = __builtin_floorf(py);
    float px = u * rows * 0.5f + 0.02f + 0.5f * (float)((int)row & 1), column = __builtin_floorf(px);
    float fx = 2.0f * minf(px - column, column + 1.0f - px), fy = minf(py - row, row + 1.0f - py);
    float brick = clampf((minf(fx, fy) - mortar) * 12.0f, 0.0f, 1.0f);
    unsigned k = ((unsigned)(int)row * 37u + (unsigned)(int)column * 101u) * 2654435761u >> 24;
    float tone = (float)k / 255.0f;
    float light = 1.1f - 0.4f * (u + v) * (u + v) * 0.5f;
    float *pixel = out + 3 * (y * w + x);
    pixel[0] = light * mixf(0.60f, mixf(0.45f, 0.75f, tone), brick);
    pixel[1] = light * mixf(0.58f, mixf(0.16f, 0.30f, tone), brick);
    pixel[2] = light * mixf(0.54f, 0.16f, brick);
}
