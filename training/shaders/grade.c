// -Os --strip-all
// A test card graded in YCbCr: lift and gain on luma, a turn of the chroma plane, soft clipping.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float sinf(float);
float cosf(float);

typedef struct { float r, g, b; } rgb;
typedef struct { float y, cb, cr; } ycc;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE ycc to_ycc(rgb c) {
    float y = 0.299f * c.r + 0.587f * c.g + 0.114f * c.b;
    return (ycc){y, 0.564f * (c.b - y), 0.713f * (c.r - y)};
}

INLINE rgb to_rgb(ycc c) {
    return (rgb){c.y + 1.403f * c.cr, c.y - 0.344f * c.cb - 0.714f * c.cr, c.y + 1.773f * c.cb};
}

// Hue bars above, a grey ramp with a coloured disc below.
INLINE rgb card(float u, float v) {
    float bar = u * 6.0f;
    rgb bars = {
        clampf(__builtin_fabsf(bar - 3.0f) - 1.0f, 0.0f, 1.0f),
        clampf(2.0f - __builtin_fabsf(bar - 2.0f), 0.0f, 1.0f),
        clampf(2.0f - __builtin_fabsf(bar - 4.0f), 0.0f, 1.0f),
    };
    float dx = u - 0.3f, dy = v - 0.76f;
    float disc = 1.0f - smoothstepf(0.02f, 0.035f, dx * dx + dy * dy);
    rgb ramp = {mixf(u, 0.85f, disc), mixf(u, 0.45f, disc), mixf(u, 0.30f, disc)};
    float low = smoothstepf(0.48f, 0.54f, v);
    return (rgb){mixf(bars.r, ramp.r, low), mixf(bars.g, ramp.g, low), mixf(bars.b, ramp.b, low)};
}

INLINE float shoulder(float v) {
    return v < 0.8f ? v : 0.8f + 0.2f * (v - 0.8f) / (v - 0.6f);
}

INLINE uint8_t byte(float v) { return (uint8_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void grade(uint8_t *rgba, int w, int h, float lift, float gain, float hue) {
    float c = cosf(hue), s = sinf(hue);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            ycc in = to_ycc(card(u, v));
            float luma = lift + in.y * (gain - lift);
            float shadow = 1.0f - smoothstepf(0.0f, 0.5f, luma), light = smoothstepf(0.5f, 1.0f, luma);
            ycc out = {
                luma,
                in.cb * c - in.cr * s + 0.04f * shadow - 0.03f * light,
                in.cb * s + in.cr * c - 0.02f * shadow + 0.03f * light,
            };
            rgb done = to_rgb(out);
            uint8_t *pixel = rgba + 4 * (y * w + x);
            pixel[0] = byte(shoulder(done.r));
            pixel[1] = byte(shoulder(done.g));
            pixel[2] = byte(shoulder(done.b));
            pixel[3] = 255;
        }
}
