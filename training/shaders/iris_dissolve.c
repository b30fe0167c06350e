// -Os
// An iris whose edge dissolves in noise opens from a striped sunset onto a starry hill.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

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

INLINE float hash2(int x, int y) {
    uint32_t h = (uint32_t)x * 0x27d4eb2du + (uint32_t)y * 0x165667b1u;
    h ^= h >> 15;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    return (float)(h >> 8) * (1.0f / 16777216.0f);
}

INLINE float noise(float x, float y) {
    float fx = __builtin_floorf(x), fy = __builtin_floorf(y);
    int ix = (int)fx, iy = (int)fy;
    float tx = x - fx, ty = y - fy;
    tx = tx * tx * (3.0f - 2.0f * tx);
    ty = ty * ty * (3.0f - 2.0f * ty);
    return mixf(mixf(hash2(ix, iy), hash2(ix + 1, iy), tx),
                mixf(hash2(ix, iy + 1), hash2(ix + 1, iy + 1), tx), ty);
}

INLINE rgb sunset(float u, float v) {
    rgb c = mix3((rgb){0.30f, 0.10f, 0.35f}, (rgb){1.0f, 0.62f, 0.30f}, v);
    float band = v * 9.0f - __builtin_floorf(v * 9.0f);
    float dip = 0.12f * smoothstepf(0.0f, 0.5f, band) * (1.0f - smoothstepf(0.5f, 1.0f, band));
    return (rgb){c.r - dip, c.g - dip * u, c.b};
}

INLINE rgb hill(float u, float v) {
    float top = 0.7f - 0.5f * (u - 0.4f) * (u - 0.4f);
    rgb night = mix3((rgb){0.02f, 0.03f, 0.12f}, (rgb){0.12f, 0.18f, 0.35f}, v);
    float cu = u * 10.0f, cv = v * 10.0f;
    float iu = __builtin_floorf(cu), iv = __builtin_floorf(cv);
    float dx = cu - iu - 0.5f, dy = cv - iv - 0.5f;
    float star = hash2((int)iu, (int)iv) * (1.0f - smoothstepf(0.02f, 0.2f, dx * dx + dy * dy));
    night = mix3(night, (rgb){1.0f, 1.0f, 0.9f}, star * star);
    return mix3(night, (rgb){0.10f, 0.22f, 0.12f}, smoothstepf(top - 0.03f, top + 0.03f, v));
}

void iris_dissolve(float *out, int w, int h, float progress, float rough) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float dx = u - 0.5f, dy = v - 0.5f;
            float radius = __builtin_sqrtf(dx * dx + dy * dy) + rough * (noise(u * 7.0f, v * 7.0f) - 0.5f);
            float edge = progress * 1.1f - 0.15f;
            float open = 1.0f - smoothstepf(edge, edge + 0.15f, radius);
            rgb c = mix3(sunset(u, v), hill(u, v), open);
            float burn = open * (1.0f - open) * 2.0f;
            float *pixel = out + 3 * (y * w + x);
            pixel[0] = c.r + burn;
            pixel[1] = c.g + 0.5f * burn;
            pixel[2] = c.b + 0.1f * burn;
        }
}
