// -Os --strip-all
// A slanted wipe with a soft, bright edge from concentric rings to a checkerboard.

#define INLINE static inline __attribute__((always_inline))

float cosf(float);

typedef struct { float r, g, b; } rgb;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE rgb mix3(rgb a, rgb b, float t) {
    return (rgb){mixf(a.r, b.r, t), mixf(a.g, b.g, t), mixf(a.b, b.b, t)};
}

// 1 in the middle of even stripes, -1 in odd ones, with soft changes.
INLINE float stripe(float t) {
    float f = t - __builtin_floorf(t);
    return clampf((__builtin_fabsf(f - 0.5f) - 0.25f) * 12.0f, -1.0f, 1.0f);
}

INLINE rgb rings(float u, float v, float zoom) {
    float dx = u - 0.5f, dy = v - 0.45f;
    float d = __builtin_sqrtf(dx * dx + dy * dy);
    float wave = 0.5f + 0.5f * cosf(d * zoom);
    rgb dark = {0.10f, 0.16f, 0.34f}, bright = {0.96f, 0.82f, 0.38f};
    rgb c = mix3(dark, bright, wave * wave);
    float fade = 1.0f - 0.8f * d;
    return (rgb){c.r * fade, c.g * fade, c.b * fade};
}

INLINE rgb checker(float u, float v) {
    float s = 0.5f + 0.5f * stripe(u * 3.0f + 0.07f) * stripe(v * 3.0f + 0.11f);
    return mix3((rgb){0.85f, 0.86f, 0.80f}, (rgb){0.55f, 0.12f + 0.2f * v, 0.18f + 0.3f * u}, s);
}

void wipe_rings(float *out, int w, int h, float progress, float slant, float zoom) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float along = (u + slant * v) / (1.0f + slant);
            float edge = progress * 1.3f - 0.15f;
            float t = 1.0f - smoothstepf(edge - 0.12f, edge + 0.12f, along);
            rgb c = mix3(rings(u, v, zoom), checker(u, v), t);
            float rim = 4.0f * t * (1.0f - t);
            float *pixel = out + 3 * (y * w + x);
            pixel[0] = clampf(c.r + 0.30f * rim, 0.0f, 1.0f);
            pixel[1] = clampf(c.g + 0.25f * rim, 0.0f, 1.0f);
            pixel[2] = clampf(c.b + 0.10f * rim, 0.0f, 1.0f);
        }
}
