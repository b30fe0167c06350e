// -Os
// Four blobs and a bar melted together by smooth unions, filled, outlined and ringed by their distance.
#include "toolbox.h"

void melting_blobs(float *out, int w, int h, float time, float melt) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float scale = 2.0f / (float)h;
            float u = ((float)x + 0.5f - 0.5f * (float)w) * scale;
            float v = ((float)y + 0.5f - 0.5f * (float)h) * scale;
            float d = disc(u - 0.5f * cosf(time), v - 0.3f * sinf(time), 0.3f);
            d = smooth_union(d, disc(u + 0.4f * sinf(time * 0.7f), v - 0.35f, 0.22f), melt);
            d = smooth_union(d, box(u + 0.5f, v + 0.3f * cosf(time * 0.6f), 0.2f, 0.15f) - 0.05f, melt);
            d = smooth_union(d, segment(u, v, -0.6f, -0.5f, 0.6f, -0.4f) - 0.07f, melt);
            float cut = disc(u, v, 0.12f);
            d = maxf(d, -cut);
            vec3 ground = mix3(v3(0.93f, 0.9f, 0.84f), v3(0.75f, 0.78f, 0.85f), saturatef(0.5f + 0.5f * v));
            float rings = 0.5f + 0.5f * cosf(d * 30.0f);
            ground = mul3(ground, 0.88f + 0.12f * rings);
            vec3 body = mix3(v3(0.85f, 0.25f, 0.2f), v3(0.95f, 0.65f, 0.2f), smoothstepf(-0.3f, 0.0f, d));
            vec3 c = mix3(ground, body, 1.0f - smoothstepf(-0.02f, 0.02f, d));
            float outline = 1.0f - smoothstepf(0.01f, 0.04f, absf(d));
            c = mix3(c, v3(0.12f, 0.08f, 0.1f), outline);
            float shade = 1.0f - 0.4f * expf(-8.0f * maxf(d, 0.0f)) * smoothstepf(0.0f, 0.05f, d);
            put4(out, y * w + x, mul3(c, shade), 1.0f - smoothstepf(0.0f, 0.5f, d));
        }
}
