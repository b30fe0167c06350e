// -O1
// Drifting clouds: five octaves of value noise over a blue gradient, lit from one side.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE float hash2(int x, int y) {
    uint32_t h = (uint32_t)x * 0x8da6b343u ^ (uint32_t)y * 0xd8163841u;
    h ^= h >> 16;
    h *= 0x7feb352du;
    h ^= h >> 15;
    return (float)(h & 0xffffu) * (1.0f / 65535.0f);
}

INLINE float noise(float x, float y) {
    float fx = __builtin_floorf(x), fy = __builtin_floorf(y);
    int ix = (int)fx, iy = (int)fy;
    float tx = x - fx, ty = y - fy;
    tx = tx * tx * (3.0f - 2.0f * tx);
    ty = ty * ty * (3.0f - 2.0f * ty);
    float top = mixf(hash2(ix, iy), hash2(ix + 1, iy), tx);
    float bottom = mixf(hash2(ix, iy + 1), hash2(ix + 1, iy + 1), tx);
    return mixf(top, bottom, ty);
}

INLINE float fbm(float x, float y) {
    float sum = 0.0f, weight = 0.5f;
    for (int i = 0; i < 5; i++) {
        sum += weight * noise(x, y);
        float turned = 1.6f * x + 1.2f * y;
        y = 1.6f * y - 1.2f * x + 7.3f;
        x = turned + 3.1f;
        weight *= 0.5f;
    }
    return sum;
}

void clouds(float *out, int w, int h, float time, float cover) {
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float px = u * 4.0f + time * 0.2f, py = v * 3.0f;
            float density = fbm(px, py);
            float towards = fbm(px + 0.25f, py - 0.3f);
            float alpha = smoothstepf(0.75f - 0.5f * cover, 1.05f - 0.5f * cover, density);
            float light = clampf(0.75f + 1.2f * (density - towards), 0.35f, 1.0f);
            float *pixel = out + 3 * (y * w + x);
            pixel[0] = mixf(mixf(0.16f, 0.60f, v), light, alpha);
            pixel[1] = mixf(mixf(0.38f, 0.76f, v), 0.98f * light, alpha);
            pixel[2] = mixf(mixf(0.78f, 0.92f, v), 0.94f * light + 0.05f, alpha);
        }
    }
}
