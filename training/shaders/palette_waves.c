// -O1
// Waves that bend each other, coloured by a cosine palette whose phases are scalars.

#define INLINE static inline __attribute__((always_inline))

float sinf(float);
float cosf(float);

#define TAU 6.2831853f

typedef struct { float x, y; } vec2;
typedef struct { float r, g, b; } rgb;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }

INLINE vec2 rotate(vec2 p, float angle) {
    float c = cosf(angle), s = sinf(angle);
    return (vec2){c * p.x - s * p.y, s * p.x + c * p.y};
}

INLINE vec2 bend(vec2 p, float time) {
    p.x += 0.10f * sinf(2.0f * p.y + time);
    p.y += 0.10f * sinf(2.5f * p.x - 0.7f * time);
    return p;
}

INLINE rgb palette(float t, float a, float b) {
    return (rgb){
        0.5f + 0.5f * cosf(TAU * t),
        0.5f + 0.5f * cosf(TAU * (t + a)),
        0.5f + 0.5f * cosf(TAU * (t + b)),
    };
}

void palette_waves(float *out, int w, int h, float time, float green, float blue) {
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            vec2 p = {((float)x + 0.5f) / (float)w * 2.0f - 1.0f, ((float)y + 0.5f) / (float)h * 2.0f - 1.0f};
            p = bend(p, time);
            p = rotate(p, 0.3f);
            float r = __builtin_sqrtf(p.x * p.x + p.y * p.y + 0.01f);
            rgb c = palette(0.35f * r + 0.05f * p.x + 0.08f * time, green, blue);
            float crest = 0.12f * sinf(5.0f * r - time);
            float fade = clampf(1.1f - 0.35f * r, 0.0f, 1.0f);
            float *pixel = out + 3 * (y * w + x);
            pixel[0] = clampf(c.r * fade + crest, 0.0f, 1.2f);
            pixel[1] = clampf(c.g * fade + crest * 0.8f, 0.0f, 1.2f);
            pixel[2] = clampf(c.b * fade + crest * 0.5f, 0.0f, 1.2f);
        }
    }
}
