// -Os
// Cellular noise: the nearest and second nearest of jittered points, as tinted cells with dark seams.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

INLINE float minf(float a, float b) { return a < b ? a : b; }
INLINE float maxf(float a, float b) { return a > b ? a : b; }
INLINE float clampf(float v, float lo, float hi) { return minf(maxf(v, lo), hi); }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE uint32_t hash2(int x, int y) {
    uint32_t h = (uint32_t)x * 374761393u + (uint32_t)y * 668265263u;
    h = (h ^ h >> 13) * 1274126177u;
    return h ^ h >> 16;
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void cells(int x, int y, uint32_t *pixels, int w, int h, float density, float jitter) {
    float px = ((float)x + 0.5f) / (float)w * density, py = ((float)y + 0.5f) / (float)h * density;
    int cx = (int)__builtin_floorf(px), cy = (int)__builtin_floorf(py);
    float first = 8.0f, second = 8.0f, tint = 0.0f, sum = 0.0f;
    for (int j = -1; j <= 1; j++)
        for (int i = -1; i <= 1; i++) {
            uint32_t k = hash2(cx + i, cy + j);
            float ox = (float)(k & 1023u) / 1023.0f - 0.5f, oy = (float)(k >> 10 & 1023u) / 1023.0f - 0.5f;
            float dx = (float)(cx + i) + 0.5f + jitter * ox - px, dy = (float)(cy + j) + 0.5f + jitter * oy - py;
            float d = __builtin_sqrtf(dx * dx + dy * dy);
            second = minf(second, maxf(first, d));
            first = minf(first, d);
            // Tints blend where cells meet.
            float weight = maxf(1.2f - d, 0.0f);
            weight *= weight * weight;
            weight *= weight;
            tint += weight * (float)(k >> 20 & 255u) / 255.0f;
            sum += weight;
        }
    tint /= sum + 1e-3f;
    float seam = smoothstepf(0.02f, 0.14f, second - first);
    float body = 1.0f - 0.5f * first * first;
    float r = mixf(0.0f, body * mixf(0.20f, 0.95f, tint), seam);
    float g = mixf(0.0f, body * mixf(0.55f, 0.70f, tint), seam);
    float b = mixf(0.0f, body * mixf(0.75f, 0.25f, tint), seam);
    float spot = 0.4f * (1.0f - smoothstepf(0.0f, 0.18f, first));
    pixels[y * w + x] = 0xff000000u | channel(b + spot) << 16 | channel(g + spot) << 8 | channel(r + spot);
}
