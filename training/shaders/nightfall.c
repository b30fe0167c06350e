// -O2
// A sky at nightfall: a three-stop gradient, the sun's disc and glow, two ranges of hills in haze.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float expf(float);

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

INLINE float hash1(int i) {
    uint32_t h = (uint32_t)i * 0x9e3779b1u;
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    h ^= h >> 13;
    return (float)(h >> 8) * (1.0f / 16777216.0f);
}

INLINE float ridge(float x) {
    float cell = __builtin_floorf(x), t = x - cell;
    t = t * t * (3.0f - 2.0f * t);
    return mixf(hash1((int)cell), hash1((int)cell + 1), t);
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void nightfall(uint32_t *pixels, int w, int h, float sun, float haze) {
    const rgb zenith = {0.08f, 0.12f, 0.32f}, middle = {0.62f, 0.33f, 0.42f}, low = {0.98f, 0.66f, 0.30f};
    const rgb far = {0.36f, 0.24f, 0.36f}, near = {0.05f, 0.0f, 0.08f};
    for (int y = 0; y < h; y++) {
        float v = 1.0f - ((float)y + 0.5f) / (float)h;
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w;
            rgb sky = mix3(low, middle, smoothstepf(0.2f, 0.55f, v));
            sky = mix3(sky, zenith, smoothstepf(0.45f, 1.0f, v));

            float dx = (u - 0.62f) * 1.6f, dy = v - sun;
            float d = __builtin_sqrtf(dx * dx + dy * dy);
            float disc = 1.0f - smoothstepf(0.06f, 0.09f, d);
            float glow = 0.55f * expf(-6.0f * d);
            sky.r += glow + disc * 0.8f;
            sky.g += glow * 0.6f + disc * 0.6f;
            sky.b += glow * 0.25f + disc * 0.3f;

            float back = 0.22f + 0.16f * ridge(u * 5.0f + 3.0f);
            float front = 0.08f + 0.18f * ridge(u * 8.0f + 40.0f);
            sky = mix3(sky, mix3(far, low, haze), 1.0f - smoothstepf(back - 0.02f, back + 0.02f, v));
            sky = mix3(sky, near, 1.0f - smoothstepf(front - 0.02f, front + 0.02f, v));
            pixels[y * w + x] = 0xff000000u | channel(sky.b) << 16 | channel(sky.g) << 8 | channel(sky.r);
        }
    }
}
