// -O1 --strip-all
// The Mandelbrot set with smooth colours from a cosine palette and a glow by estimated distance.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float cosf(float);
float logf(float);

typedef struct { float r, g, b; } rgb;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE rgb palette(float t) {
    return (rgb){
        0.5f + 0.45f * cosf(6.2831853f * (t + 0.55f)),
        0.45f + 0.40f * cosf(6.2831853f * (0.9f * t + 0.65f)),
        0.5f + 0.35f * cosf(6.2831853f * (0.7f * t + 0.80f)),
    };
}

INLINE uint8_t byte(float v) { return (uint8_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void mandel_glow(uint8_t *rgba, int w, int h, float zoom, float cx, float cy) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float cr = cx + (((float)x + 0.5f) / (float)w - 0.5f) * zoom;
            float ci = cy + (((float)y + 0.5f) / (float)h - 0.5f) * zoom;
            float zr = 0.0f, zi = 0.0f, dr = 0.0f, di = 0.0f, square = 0.0f, low = 4.0f;
            int n = 0;
            for (; n < 16; n++) {
                float t = 2.0f * (zr * dr - zi * di) + 1.0f;
                di = 2.0f * (zr * di + zi * dr);
                dr = t;
                t = zr * zr - zi * zi + cr;
                zi = 2.0f * zr * zi + ci;
                zr = t;
                square = zr * zr + zi * zi;
                if (square > 400.0f) break;
                low = square < low ? square : low;
            }
            rgb c;
            if (square > 400.0f) {
                float smooth = (float)n + 1.0f - logf(logf(square) * 0.5f) * 1.442695f;
                float distance = __builtin_sqrtf(square / (dr * dr + di * di)) * logf(square);
                float glow = 0.25f / (1.0f + 12.0f * distance / zoom);
                c = palette(0.06f * smooth);
                c.r = c.r * 0.8f + glow;
                c.g = c.g * 0.8f + glow * 0.9f;
                c.b = c.b * 0.8f + glow * 0.6f;
            } else {
                float depth = __builtin_sqrtf(clampf(low, 0.0f, 1.0f));
                c = (rgb){mixf(0.02f, 0.25f, depth), mixf(0.03f, 0.12f, depth), mixf(0.08f, 0.30f, depth)};
            }
            float vignette = 1.0f - 0.08f * (cr * cr + ci * ci) / (zoom * zoom);
            uint8_t *pixel = rgba + 4 * (y * w + x);
            pixel[0] = byte(c.r * vignette);
            pixel[1] = byte(c.g * vignette);
            pixel[2] = byte(c.b * vignette);
            pixel[3] = 255;
        }
}
