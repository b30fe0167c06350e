// -O1
// A relief of value noise, lit by a lamp above it: normals by differences, a gloss, lichen in hollows.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE float lattice(int x, int y) {
    uint32_t h = (uint32_t)x * 0xcc9e2d51u + (uint32_t)y * 0x1b873593u;
    h ^= h >> 16;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    return (float)(h >> 16) * (1.0f / 65535.0f);
}

// Quintic interpolation: the slopes are smooth as well.
INLINE float ease(float t) { return t * t * t * (t * (t * 6.0f - 15.0f) + 10.0f); }

INLINE float noise(float x, float y) {
    float fx = __builtin_floorf(x), fy = __builtin_floorf(y);
    int ix = (int)fx, iy = (int)fy;
    float tx = ease(x - fx), ty = ease(y - fy);
    return mixf(mixf(lattice(ix, iy), lattice(ix + 1, iy), tx),
                mixf(lattice(ix, iy + 1), lattice(ix + 1, iy + 1), tx), ty);
}

void stone_relief(float *out, int w, int h, float lamp_x, float lamp_y, float depth) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            // Height here, a little to the right, a little below.
            float height[3];
            for (int i = 0; i < 3; i++) {
                float su = u + (i == 1 ? 0.02f : 0.0f), sv = v + (i == 2 ? 0.02f : 0.0f);
                height[i] = 0.7f * noise(su * 4.0f, sv * 4.0f) + 0.3f * noise(su * 9.0f + 5.0f, sv * 9.0f);
            }
            float nx = depth * (height[0] - height[1]), ny = depth * (height[0] - height[2]), nz = 0.06f;
            float inv = 1.0f / __builtin_sqrtf(nx * nx + ny * ny + nz * nz);
            float lx = lamp_x - u, ly = lamp_y - v, lz = 0.35f - 0.1f * height[0];
            float d2 = lx * lx + ly * ly + lz * lz;
            float far = 1.0f / __builtin_sqrtf(d2);
            float facing = clampf((nx * lx + ny * ly + nz * lz) * inv * far, 0.0f, 1.0f);
            float lit = 0.15f + facing / (0.6f + 2.0f * d2);
            float gloss = facing * facing;
            gloss *= gloss;
            gloss = 0.2f * gloss * gloss;
            float lichen = 1.0f - smoothstepf(0.3f, 0.55f, height[0]);
            float *pixel = out + 3 * (y * w + x);
            pixel[0] = lit * mixf(0.80f, 0.45f, lichen) + gloss;
            pixel[1] = lit * mixf(0.72f, 0.62f, lichen) + gloss;
            pixel[2] = lit * mixf(0.60f, 0.30f, lichen) + 0.8f * gloss;
        }
}
