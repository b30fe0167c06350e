// -O1
// A wheel of hues that fades to white in the middle, inside a bevelled ring on a striped ground.
#include "toolbox.h"

void hue_wheel(float *out, int w, int h, float turn, float value) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = (((float)x + 0.5f) / (float)w - 0.5f) * 2.0f + 0.013f;
            float v = (((float)y + 0.5f) / (float)h - 0.5f) * 2.0f - 0.017f;
            float radius = lengthf(u, v);
            float hue = atan2f(v, u) * 0.15915494f + turn;
            vec3 wheel = hsv(hue, smoothstepf(0.15f, 0.75f, radius), value);
            float spoke = 0.5f + 0.5f * cosf(hue * 6.2831853f * 6.0f);
            wheel = mul3(wheel, 0.9f + 0.1f * spoke);
            float stripe = absf(fractf((u + v) * 3.0f) - 0.5f) * 2.0f;
            vec3 ground = mix3(v3(0.16f, 0.17f, 0.2f), v3(0.22f, 0.23f, 0.26f), smoothstepf(0.3f, 0.7f, stripe));
            float bevel = saturatef((radius - 0.78f) * 8.0f);
            vec3 ring = mix3(v3(0.75f, 0.75f, 0.78f), v3(0.3f, 0.3f, 0.34f), bevel);
            vec3 c = mix3(wheel, ring, smoothstepf(0.75f, 0.8f, radius));
            c = mix3(c, ground, smoothstepf(0.88f, 0.94f, radius));
            put3(out, y * w + x, c);
        }
}
