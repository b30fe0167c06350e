// -Os --strip-all
// Rings from four drops on a pond: they bend the view of a pebbled ground and catch the sky.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float sinf(float);
float expf(float);

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE uint32_t hash2(int x, int y) {
    uint32_t h = (uint32_t)(x + 101 * y) * 0x9e3779b9u;
    h ^= h >> 15;
    h *= 0x846ca68bu;
    return h ^ h >> 16;
}

INLINE float noise(float x, float y) {
    float fx = __builtin_floorf(x), fy = __builtin_floorf(y), corner[4];
    for (int i = 0; i < 4; i++)
        corner[i] = (float)(hash2((int)fx + (i & 1), (int)fy + (i >> 1)) & 255u) / 255.0f;
    float tx = x - fx, ty = y - fy;
    tx = tx * tx * (3.0f - 2.0f * tx);
    ty = ty * ty * (3.0f - 2.0f * ty);
    return mixf(mixf(corner[0], corner[1], tx), mixf(corner[2], corner[3], tx), ty);
}

void pond_ripples(float *out, int w, int h, float time, float strength) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float sx = 0.0f, sy = 0.0f;
            for (int i = 0; i < 4; i++) {
                uint32_t k = hash2(i, 7);
                float dx = u - 0.1f - 0.8f * (float)(k & 255u) / 255.0f;
                float dy = v - 0.1f - 0.8f * (float)(k >> 8 & 255u) / 255.0f;
                float d = __builtin_sqrtf(dx * dx + dy * dy + 0.0004f);
                float slope = sinf(18.0f * d - 2.0f * time + (float)i) * expf(-3.0f * d) / d;
                sx += slope * dx;
                sy += slope * dy;
            }
            float gu = u * 6.0f + strength * sx, gv = v * 6.0f + strength * sy;
            float pebble = noise(gu, gv);
            float grain = noise(gu * 2.0f + 9.0f, gv * 2.0f);
            float ground = 0.25f + 0.45f * pebble + 0.15f * grain;
            float shine = clampf(0.15f + 0.18f * (sx - sy), 0.0f, 1.0f);
            float deep = clampf(1.2f - 0.6f * v, 0.0f, 1.0f);
            float *pixel = out + 4 * (y * w + x);
            pixel[0] = mixf(ground * 0.75f, 0.80f, shine * deep);
            pixel[1] = mixf(ground * 0.85f, 0.90f, shine * deep);
            pixel[2] = mixf(ground * 0.70f + 0.12f, 1.0f, shine * deep);
            pixel[3] = 1.0f;
        }
}
