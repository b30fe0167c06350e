// -O2 --strip-all
// A plasma of four waves, coloured by a cosine palette and packed into bytes.
#include "toolbox.h"

void plasma_waves(unsigned *out, int w, int h, float time) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w * 2.0f - 1.0f;
            float v = ((float)y + 0.5f) / (float)h * 2.0f - 1.0f;
            float cx = u + 0.5f * sinf(time * 0.3f), cy = v + 0.5f * cosf(time * 0.5f);
            float sum = sinf(u * 5.0f + time);
            sum += sinf(2.0f * (u * sinf(time * 0.5f) + v * cosf(time * 0.3f)) + time);
            sum += sinf(rootf(9.0f * (cx * cx + cy * cy) + 1.0f) + time);
            sum += cosf(v * 4.0f - time * 0.7f);
            vec3 c = cosine_palette(sum * 0.25f, v3(0.5f, 0.5f, 0.5f), v3(0.5f, 0.45f, 0.4f), v3(1.0f, 0.8f, 0.6f),
                                    v3(0.0f, 0.15f, 0.35f));
            float rim = 1.0f - 0.35f * smoothstepf(0.6f, 1.4f, lengthf(u, v));
            out[y * w + x] = pack(mul3(c, rim));
        }
}
