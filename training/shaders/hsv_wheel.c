// -Os
// A colour wheel: hue by angle, saturation by radius, with a value ramp beside it, in gamma 2.2.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float atan2f(float, float);
float powf(float, float);

typedef struct { float r, g, b; } rgb;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }
INLINE float fractf(float v) { return v - __builtin_floorf(v); }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE float lobe(float hue, float shift) {
    return clampf(__builtin_fabsf(6.0f * fractf(hue + shift) - 3.0f) - 1.0f, 0.0f, 1.0f);
}

INLINE rgb hsv(float h, float s, float v) {
    return (rgb){
        v * mixf(1.0f, lobe(h, 0.0f), s),
        v * mixf(1.0f, lobe(h, 2.0f / 3.0f), s),
        v * mixf(1.0f, lobe(h, 1.0f / 3.0f), s),
    };
}

INLINE uint32_t encode(float v) {
    float g = v < 0.004f ? 20.0f * v : powf(clampf(v, 0.0f, 1.0f), 1.0f / 2.2f);
    return (uint32_t)(int)(255.0f * g + 0.5f);
}

uint32_t hsv_wheel(float x, float y, float scale, float turn, float value) {
    float px = x * scale - 1.0f, py = 1.0f - y * scale;
    float radius = __builtin_sqrtf(px * px + py * py);
    float angle = atan2f(py, px) * 0.15915494f + turn;
    rgb wheel = hsv(angle, clampf(radius / 0.7f, 0.0f, 1.0f), value);
    float disc = 1.0f - smoothstepf(0.78f, 0.82f, radius);
    float rim = smoothstepf(0.70f, 0.74f, radius) * disc;

    float bar = smoothstepf(0.88f, 0.90f, px) * (1.0f - smoothstepf(1.08f, 1.10f, px));
    float ramp = clampf(0.5f + 0.6f * py, 0.0f, 1.0f);
    rgb ground = {0.18f + 0.04f * py, 0.18f, 0.20f - 0.04f * py};
    float r = mixf(mixf(ground.r, ramp, bar), wheel.r, disc);
    float g = mixf(mixf(ground.g, ramp * value, bar), wheel.g, disc);
    float b = mixf(mixf(ground.b, ramp * value, bar), wheel.b, disc);
    float dark = 1.0f - 0.5f * rim;
    return 0xff000000u | encode(b * dark) << 16 | encode(g * dark) << 8 | encode(r * dark);
}
