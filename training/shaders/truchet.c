// -Os
// Truchet tiles: quarter rings turned at random join into ribbons with an outline and a dashed middle.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float atan2f(float, float);

INLINE float minf(float a, float b) { return a < b ? a : b; }
INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }
INLINE float length2(float x, float y) { return __builtin_sqrtf(x * x + y * y); }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE uint32_t hash2(int x, int y) {
    uint32_t h = (uint32_t)x * 0xb5297a4du + (uint32_t)y * 0x68e31da4u;
    h ^= h >> 8;
    h *= 0x1b56c4e9u;
    return h ^ h >> 16;
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void truchet(int x, int y, uint32_t *pixels, int w, int h, float tiles, float width, float dash) {
    float px = ((float)x + 0.5f) / (float)w * tiles + 0.137f, py = ((float)y + 0.5f) / (float)h * tiles + 0.071f;
    float cx = __builtin_floorf(px), cy = __builtin_floorf(py);
    float fx = px - cx, fy = py - cy;
    uint32_t seed = hash2((int)cx, (int)cy);
    if (seed & 1u) fx = 1.0f - fx;

    // The nearer of the two corners that are centres of arcs.
    float first = length2(fx, fy), second = length2(1.0f - fx, 1.0f - fy);
    float ax = fx, ay = fy;
    if (second < first) {
        ax = 1.0f - fx;
        ay = 1.0f - fy;
    }
    float d = minf(__builtin_fabsf(first - 0.5f), __builtin_fabsf(second - 0.5f));
    float ribbon = 1.0f - smoothstepf(width, width + 0.06f, d);
    float line = 1.0f - smoothstepf(0.02f, 0.05f, __builtin_fabsf(d - width));
    float turn = atan2f(ay + 0.01f, ax + 0.01f) * 0.63661977f;
    float beat = turn * dash - __builtin_floorf(turn * dash);
    float marks = smoothstepf(0.2f, 0.3f, beat) * (1.0f - smoothstepf(0.7f, 0.8f, beat));
    marks *= 1.0f - smoothstepf(0.02f, 0.05f, d);

    float tone = (float)(seed >> 4 & 15u) / 15.0f;
    float round = 1.0f - d / (width + 0.06f);
    float r = mixf(0.16f + 0.04f * tone, 0.65f + 0.30f * round, ribbon);
    float g = mixf(0.22f + 0.06f * tone, 0.30f + 0.25f * round, ribbon);
    float b = mixf(0.30f + 0.08f * tone, 0.22f + 0.05f * round, ribbon);
    float dark = 1.0f - line;
    r = mixf(r * dark, 1.0f, marks);
    g = mixf(g * dark, 0.95f, marks);
    b = mixf(b * dark, 0.80f, marks);
    pixels[y * w + x] = 0xff000000u | channel(b) << 16 | channel(g) << 8 | channel(r);
}
