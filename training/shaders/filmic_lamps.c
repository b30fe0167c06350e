// -O2
// Three coloured lamps far brighter than white, exposed, tone mapped along a film curve and encoded.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float expf(float);
float powf(float, float);

typedef struct { float r, g, b; } rgb;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE rgb lamp(rgb sum, float dx, float dy, float size, rgb tint) {
    float d2 = dx * dx + dy * dy;
    float core = 6.0f * expf(-d2 / (size * size)), halo = 0.04f / (d2 + 0.05f);
    float e = core + halo;
    return (rgb){sum.r + tint.r * e, sum.g + tint.g * e, sum.b + tint.b * e};
}

// A rational curve: toe, straight part, shoulder.
INLINE float film(float v) {
    float num = v * (2.51f * v + 0.03f), den = v * (2.43f * v + 0.59f) + 0.14f;
    return clampf(num / den, 0.0f, 1.0f);
}

INLINE float encode(float v) {
    return v <= 0.0031308f ? 12.92f * v : 1.055f * powf(v, 1.0f / 2.4f) - 0.055f;
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void filmic_lamps(int x, int y, uint32_t *pixels, int w, int h, float stops, float saturation) {
    float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
    rgb c = {0.03f + 0.05f * v, 0.03f + 0.03f * v, 0.06f};
    c = lamp(c, u - 0.25f, v - 0.35f, 0.08f, (rgb){1.0f, 0.55f, 0.20f});
    c = lamp(c, u - 0.60f, v - 0.55f, 0.11f, (rgb){0.30f, 0.75f, 1.0f});
    c = lamp(c, u - 0.82f, v - 0.22f, 0.05f, (rgb){0.95f, 0.25f, 0.60f});

    // A table that reflects them dimly.
    float table = clampf((v - 0.72f) * 20.0f, 0.0f, 1.0f);
    float shine = 0.08f / (__builtin_fabsf(u - 0.6f) + 0.2f) + 0.05f / (__builtin_fabsf(u - 0.25f) + 0.15f);
    c.r = mixf(c.r, 0.22f * shine + 0.02f, table);
    c.g = mixf(c.g, 0.20f * shine + 0.02f, table);
    c.b = mixf(c.b, 0.24f * shine + 0.03f, table);

    float exposure = powf(2.0f, stops);
    float luma = 0.2126f * c.r + 0.7152f * c.g + 0.0722f * c.b;
    c.r = clampf(mixf(luma, c.r, saturation), 0.0f, 64.0f) * exposure;
    c.g = clampf(mixf(luma, c.g, saturation), 0.0f, 64.0f) * exposure;
    c.b = clampf(mixf(luma, c.b, saturation), 0.0f, 64.0f) * exposure;
    float r = encode(film(c.r)), g = encode(film(c.g)), b = encode(film(c.b));
    float du = u - 0.5f, dv = v - 0.5f;
    float corner = 1.05f - 2.5f * (du * du + dv * dv);
    pixels[y * w + x] =
        0xff000000u | channel(b * corner) << 16 | channel(g * corner) << 8 | channel(r * corner);
}
