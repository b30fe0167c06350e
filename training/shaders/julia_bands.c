// -O2
// A Julia set with smooth iteration counts, banded colours outside and an orbit trap inside.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float log2f(float);

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }
INLINE float fractf(float v) { return v - __builtin_floorf(v); }

// A triangle wave in place of a cosine, rounded by a cubic.
INLINE float hump(float t) {
    float f = 1.0f - __builtin_fabsf(2.0f * fractf(t) - 1.0f);
    return f * f * (3.0f - 2.0f * f);
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

uint32_t julia_bands(float x, float y, float scale, float cr, float ci, float bands) {
    float zr = x * scale - 1.6f, zi = y * scale - 1.2f;
    float trap = 4.0f, line = 4.0f, square = zr * zr + zi * zi;
    int steps = 0;
    while (steps < 14 && square < 256.0f) {
        float next = zr * zr - zi * zi + cr;
        zi = 2.0f * zr * zi + ci;
        zr = next;
        square = zr * zr + zi * zi;
        trap = square < trap ? square : trap;
        float across = __builtin_fabsf(zr + 0.4f * zi);
        line = across < line ? across : line;
        steps++;
    }

    float r, g, b;
    if (square >= 256.0f) {
        float smooth = (float)steps + 4.0f - log2f(log2f(square));
        float t = smooth * bands;
        float fade = clampf(smooth * 0.12f, 0.0f, 1.0f);
        r = mixf(0.05f, mixf(0.25f, 0.95f, hump(t)), fade);
        g = mixf(0.06f, mixf(0.15f, 0.80f, hump(t + 0.12f)), fade);
        b = mixf(0.14f, mixf(0.30f, 0.55f, hump(t + 0.45f)), fade);
    } else {
        float glow = 1.0f - clampf(__builtin_sqrtf(trap) * 0.8f, 0.0f, 1.0f);
        float stroke = 1.0f - clampf(line * 3.0f, 0.0f, 1.0f);
        r = 0.10f + 0.5f * glow * glow + 0.15f * stroke;
        g = 0.08f + 0.3f * glow;
        b = 0.16f + 0.2f * glow + 0.35f * stroke;
    }
    return 0xff000000u | channel(b) << 16 | channel(g) << 8 | channel(r);
}
