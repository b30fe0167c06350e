// -O0
// Blinds turn from a diagonal gradient to a soft plasma, one slat after the other.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float sinf(float);

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void blinds(uint32_t *pixels, int w, int h, float progress, float slats) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float at = u * slats;
            float within = __builtin_fabsf(2.0f * (at - __builtin_floorf(at)) - 1.0f);
            float edge = 1.8f * progress - 0.6f * u - 0.1f;
            float t = 1.0f - smoothstepf(edge - 0.1f, edge + 0.1f, within);
            float plasma = 0.5f + 0.4f * sinf(4.0f * u + 3.0f * v);
            float r = mixf(u, plasma, t);
            float g = mixf(0.4f, plasma * plasma, t);
            float b = mixf(0.9f - 0.6f * v, 1.0f - plasma, t);
            pixels[y * w + x] = 0xff000000u | channel(b) << 16 | channel(g) << 8 | channel(r);
        }
}
