// -Os --strip-all
// The burning ship, with embers by orbit trap and smoke from the iteration count.

#define INLINE static inline __attribute__((always_inline))

float log2f(float);
float expf(float);

INLINE float minf(float a, float b) { return a < b ? a : b; }
INLINE float maxf(float a, float b) { return a > b ? a : b; }
INLINE float clampf(float v, float lo, float hi) { return minf(maxf(v, lo), hi); }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

void burning_ship(float *out, int w, int h, float left, float top, float span) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float cr = left + span * u, ci = top + span * v;
            float zr = cr, zi = ci, square = zr * zr + zi * zi;
            float trap = 8.0f, trail = 0.0f;
            int n = 0;
            while (n < 12 && square < 100.0f) {
                float a = __builtin_fabsf(zr), b = __builtin_fabsf(zi);
                zr = a * a - b * b + cr;
                zi = 2.0f * a * b + ci;
                square = zr * zr + zi * zi;
                trap = minf(trap, __builtin_fabsf(zr) + 0.5f * __builtin_fabsf(zi));
                trail += expf(-2.0f * square);
                n++;
            }
            float heat = 0.0f, smoke = 0.0f;
            if (square >= 100.0f) {
                float smooth = (float)n - log2f(log2f(square) * 0.1505f);
                heat = clampf(smooth / 12.0f, 0.0f, 1.0f);
                smoke = 1.0f - smoothstepf(0.0f, 0.4f, heat);
            } else {
                heat = 0.3f * clampf(1.0f - trap, 0.0f, 1.0f);
            }
            float ember = clampf(trail * 0.12f, 0.0f, 1.0f);
            float r = clampf(1.6f * heat + 0.4f * ember, 0.0f, 1.0f);
            float g = clampf(heat * heat * 1.3f + 0.15f * ember, 0.0f, 1.0f);
            float b = clampf(heat * heat * heat, 0.0f, 1.0f);
            float grey = 0.22f + 0.25f * v;
            float *pixel = out + 4 * (y * w + x);
            pixel[0] = mixf(r, grey, 0.6f * smoke);
            pixel[1] = mixf(g, grey * 0.95f, 0.6f * smoke);
            pixel[2] = mixf(b, grey * 1.05f, 0.6f * smoke);
            pixel[3] = clampf(heat + ember + 0.4f * smoke, 0.0f, 1.0f);
        }
}
