// -O2
// Metaballs that rise and sink in a plasma-lit lamp, with a warm rim where they thin out.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float sinf(float);
float cosf(float);

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE uint8_t byte(float v) { return (uint8_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void lava_lamp(uint8_t *rgba, int w, int h, float time, float heat) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float field = 0.0f;
            for (int i = 0; i < 5; i++) {
                float k = (float)i;
                float bx = 0.5f + 0.18f * sinf(1.7f * k + 0.4f * time);
                float by = 0.5f + 0.38f * cosf(0.9f * k + (0.3f + 0.1f * k) * time);
                float dx = (u - bx) * 1.4f, dy = v - by;
                float size = 0.010f + 0.003f * k;
                field += size / (dx * dx + dy * dy + 0.02f);
            }
            float ripple = 0.02f * sinf(6.0f * u + time) + 0.02f * sinf(5.0f * v - time);
            float level = field * heat + ripple;
            float body = smoothstepf(0.75f, 1.25f, level);
            float core = smoothstepf(1.0f, 2.4f, level);
            float rim = body * (1.0f - core);

            float side = __builtin_fabsf(u - 0.5f) * 2.0f;
            float neck = 0.62f + 0.25f * v;
            float glass = 1.0f - smoothstepf(neck - 0.06f, neck + 0.06f, side);
            float lit = mixf(0.25f, 0.75f, v) * (1.0f - 0.5f * side * side);
            float r = mixf(lit * 0.55f, mixf(0.95f, 1.0f, core), body) + 0.10f * rim;
            float g = mixf(lit * 0.20f, mixf(0.25f, 0.65f, core), body) + 0.12f * rim;
            float b = mixf(lit * 0.60f, mixf(0.10f, 0.25f, core), body);
            float room = 0.16f - 0.18f * v;
            uint8_t *pixel = rgba + 4 * (y * w + x);
            pixel[0] = byte(mixf(room, r, glass));
            pixel[1] = byte(mixf(room, g, glass));
            pixel[2] = byte(mixf(room * 1.2f, b, glass));
            pixel[3] = byte(0.5f + 0.5f * glass);
        }
}
