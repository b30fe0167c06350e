// -O1
// The Mandelbrot set: at most eight steps, a smooth count, a cosine palette, packed into bytes.
#include "toolbox.h"

void mandelbrot_bands(unsigned *out, int w, int h, float zoom) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float cr = -0.6f + (((float)x + 0.5f) / (float)w - 0.5f) * 3.0f * zoom;
            float ci = (((float)y + 0.5f) / (float)h - 0.5f) * 2.4f * zoom;
            float zr = 0.0f, zi = 0.0f, smooth = 0.0f, inside = 1.0f, trap = 1.0f;
            for (int i = 0; i < 8; i++) {
                float t = zr * zr - zi * zi + cr;
                zi = 2.0f * zr * zi + ci;
                zr = t;
                float r = zr * zr + zi * zi;
                trap = minf(trap, absf(zr) + absf(zi));
                if (r > 16.0f) {
                    smooth = (float)i + 1.0f - logf(logf(r) * 0.36067376f) * 1.442695f;
                    inside = 0.0f;
                    break;
                }
            }
            vec3 c = cosine_palette(smooth * 0.09f, v3(0.5f, 0.5f, 0.55f), v3(0.5f, 0.45f, 0.4f), v3(1.0f, 1.0f, 1.0f),
                                    v3(0.6f, 0.45f, 0.3f));
            c = mul3(c, 0.3f + 0.7f * smoothstepf(0.0f, 6.0f, smooth));
            vec3 deep = mix3(v3(0.04f, 0.02f, 0.1f), v3(0.2f, 0.12f, 0.3f), saturatef(trap * 2.0f));
            c = mix3(c, deep, inside);
            float corner = lengthf((float)x / (float)w - 0.5f, (float)y / (float)h - 0.5f);
            c = mul3(c, 1.0f - 0.4f * corner);
            out[y * w + x] = pack(c);
        }
}
