// -O1
// A checkered floor in perspective under a sky, filtered with distance, with fog at the horizon.

#define INLINE static inline __attribute__((always_inline))

float expf(float);

typedef struct { float r, g, b; } rgb;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE rgb mix3(rgb a, rgb b, float t) {
    return (rgb){mixf(a.r, b.r, t), mixf(a.g, b.g, t), mixf(a.b, b.b, t)};
}

// The integral of a square wave: a triangle wave of slope one.
INLINE float triangle(float v) {
    float f = v * 0.5f - __builtin_floorf(v * 0.5f);
    return 1.0f - __builtin_fabsf(2.0f * f - 1.0f);
}

// The mean of the square wave over a window around v, between -1 and 1.
INLINE float filtered(float v, float width) {
    return (triangle(v + 0.5f * width) - triangle(v - 0.5f * width)) / width;
}

void checker_floor(float *out, int w, int h, float height, float turn, float fog) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float px = ((float)x + 0.5f) / (float)w * 2.0f - 1.0f, py = 1.0f - ((float)y + 0.5f) / (float)h * 2.0f;
            float horizon = 0.15f;
            rgb haze = {0.80f, 0.78f, 0.72f};
            rgb c;
            if (py > horizon) {
                float up = (py - horizon) / (1.0f - horizon);
                c = mix3(haze, (rgb){0.25f, 0.45f, 0.75f}, up * (2.0f - up));
                float dx = px - 0.35f, dy = py - 0.62f;
                float sun = expf(-30.0f * (dx * dx + dy * dy));
                c = mix3(c, (rgb){1.0f, 0.95f, 0.75f}, sun);
            } else {
                float depth = height / (horizon - py + 0.05f);
                float fx = px * depth + turn * depth, fz = depth * 2.0f;
                float width = 0.25f + 0.05f * depth * depth;
                float mask = filtered(fx * 2.0f, width) * filtered(fz, width);
                rgb dark = {0.14f, 0.12f, 0.20f}, bright = {0.88f, 0.84f, 0.78f};
                c = mix3(dark, bright, 0.5f + 0.5f * mask);
                float sheen = 0.25f * clampf(1.0f - __builtin_fabsf(px - 0.35f) * 1.5f, 0.0f, 1.0f) / (1.0f + depth);
                c = (rgb){c.r + sheen, c.g + 0.9f * sheen, c.b + 0.6f * sheen};
                c = mix3(haze, c, expf(-fog * depth));
            }
            float *pixel = out + 3 * (y * w + x);
            pixel[0] = c.r;
            pixel[1] = c.g;
            pixel[2] = c.b;
        }
}
