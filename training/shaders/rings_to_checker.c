// -Os --strip-all
// Rings give way to a checkerboard: a slanted edge wipes across the picture as `progress` goes from 0 to 1.
#include "toolbox.h"

void rings_to_checker(float *out, int w, int h, float progress) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float d = lengthf(u - 0.5f, (v - 0.5f) * 0.75f);
            float wave = 0.5f + 0.5f * cosf(40.0f * d - 3.0f * progress);
            vec3 rings = mix3(v3(0.1f, 0.2f, 0.35f), v3(0.95f, 0.8f, 0.4f), wave * wave);
            rings = mul3(rings, 1.0f - 0.5f * d);
            // A checkerboard with soft edges: the product of two triangular waves.
            float a = absf(fractf(u * 4.0f) - 0.5f) * 4.0f - 1.0f;
            float b = absf(fractf(v * 3.0f) - 0.5f) * 4.0f - 1.0f;
            float field = smoothstepf(-0.2f, 0.2f, a * b);
            vec3 checker = mix3(v3(0.15f, 0.35f, 0.3f), v3(0.9f, 0.92f, 0.85f), field);
            float edge = (u + 0.4f * v) / 1.4f + 0.04f * sinf(v * 12.0f);
            float start = progress * 1.5f - 0.25f;
            float t = 1.0f - smoothstepf(start - 0.15f, start + 0.15f, edge);
            vec3 c = mix3(rings, checker, t);
            float seam = t * (1.0f - t) * 4.0f;
            c = mix3(c, v3(1.0f, 0.95f, 0.8f), 0.5f * seam * seam);
            put4(out, y * w + x, c, 1.0f);
        }
}
