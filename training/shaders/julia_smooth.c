// -O2 -fno-unroll-loops --strip-all
// A Julia set: five steps, coloured by a glow gathered on the way and the logarithm of the nearest radius.
#include "toolbox.h"

void julia_smooth(float *out, int w, int h, float time) {
    float cr = -0.7f + 0.1f * cosf(time), ci = 0.27f + 0.1f * sinf(time);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float zr = (((float)x + 0.5f) / (float)w - 0.5f) * 2.6f;
            float zi = (((float)y + 0.5f) / (float)h - 0.5f) * 2.0f;
            float nearest = 8.0f, glow = 0.0f;
            for (int i = 0; i < 5; i++) {
                float t = zr * zr - zi * zi + cr;
                zi = 2.0f * zr * zi + ci;
                zr = t;
                float r = zr * zr + zi * zi;
                nearest = minf(nearest, r);
                glow += expf(-r);
                // Large radii are pulled back, so that nothing overflows and no branch is needed.
                float pull = 1.0f / (1.0f + maxf(r - 4.0f, 0.0f) * 0.25f);
                zr *= pull;
                zi *= pull;
            }
            float t = glow * 0.2f + 0.3f * logf(1.0f + nearest);
            vec3 c = cosine_palette(t, v3(0.5f, 0.48f, 0.45f), v3(0.45f, 0.42f, 0.4f), v3(1.0f, 1.0f, 1.2f),
                                    v3(0.0f, 0.1f, 0.25f));
            c = mul3(c, 0.4f + 0.6f * saturatef(rootf(nearest) * 1.5f));
            put3(out, y * w + x, c);
        }
}
