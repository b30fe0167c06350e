// -O1 --strip-all
// A flight through a tiled tunnel: depth from the radius, tiles around, a light at its end.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float atan2f(float, float);

INLINE float maxf(float a, float b) { return a > b ? a : b; }
INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE float hash2(int x, int y) {
    uint32_t h = (uint32_t)x * 73856093u ^ (uint32_t)y * 19349663u;
    h ^= h >> 13;
    h *= 0x5bd1e995u;
    h ^= h >> 15;
    return (float)(h & 1023u) / 1023.0f;
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

uint32_t tunnel(float x, float y, float scale, float travel, float twist) {
    float px = x * scale - 1.0f, py = y * scale - 0.7f;
    // A squircle rather than a circle, and never quite zero.
    float x2 = px * px, y2 = py * py;
    float radius = __builtin_sqrtf(__builtin_sqrtf(x2 * x2 + y2 * y2 + 0.0001f));
    float depth = 0.6f / radius;
    float around = (atan2f(py, px) * 0.15915494f + 0.5f) * 12.0f + twist * depth;
    float along = depth * 2.0f + travel;

    float row = __builtin_floorf(along);
    float shifted = around + 0.5f * (row - 2.0f * __builtin_floorf(row * 0.5f));
    float column = __builtin_floorf(shifted);
    float fu = shifted - column, fv = along - row;
    int turn = (int)column % 12;
    turn = turn < 0 ? turn + 12 : turn;

    float edge = maxf(__builtin_fabsf(fu - 0.5f), __builtin_fabsf(fv - 0.5f));
    float soft = 0.08f + 0.03f * depth;
    float tile = 1.0f - smoothstepf(0.46f - soft, 0.5f, edge);
    float shade = 0.55f + 0.35f * hash2(turn, (int)row);
    float bevel = 0.08f * (0.5f - fv) * tile;

    float fade = clampf(1.15f - 0.28f * depth, 0.0f, 1.0f);
    float lamp = 1.0f - smoothstepf(0.10f, 0.45f, radius);
    float r = mixf(0.0f, shade * 0.95f, tile) + bevel;
    float g = mixf(0.0f, shade * 0.70f, tile) + bevel;
    float b = mixf(0.0f, shade * 0.50f, tile) + bevel;
    r = mixf(r * fade, 1.0f, lamp);
    g = mixf(g * fade, 0.95f, lamp);
    b = mixf(b * fade, 0.80f, lamp);
    return 0xff000000u | channel(b) << 16 | channel(g) << 8 | channel(r);
}
