// -O1
// A sky at dusk: a gradient of three colours, a low sun with its halo, stars and a ridge of hills.
#include "toolbox.h"

void dusk(float *out, int w, int h, float time) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w;
            float v = 1.0f - ((float)y + 0.5f) / (float)h;
            vec3 low = v3(0.98f, 0.55f, 0.25f), middle = v3(0.62f, 0.3f, 0.48f), high = v3(0.08f, 0.1f, 0.3f);
            vec3 sky = mix3(mix3(low, middle, smoothstepf(0.1f, 0.5f, v)), high, smoothstepf(0.4f, 1.0f, v));
            float sun = lengthf((u - 0.62f) * (float)w / (float)h, v - 0.24f - 0.05f * sinf(time));
            float halo = expf(-6.0f * sun);
            sky = add3(sky, mul3(v3(1.0f, 0.7f, 0.35f), halo * 0.5f));
            sky = mix3(sky, v3(1.0f, 0.92f, 0.7f), 1.0f - smoothstepf(0.05f, 0.09f, sun));
            float star = random2(x * 3 + 1, y * 5 + 2);
            sky = add3(sky, mul3(v3(0.8f, 0.85f, 1.0f), smoothstepf(0.98f, 1.0f, star) * smoothstepf(0.5f, 0.9f, v)));
            float ridge = 0.16f + 0.05f * sinf(u * 7.0f + 0.4f) + 0.02f * sinf(u * 19.0f);
            sky = mix3(sky, v3(0.05f, 0.04f, 0.08f), 1.0f - smoothstepf(ridge - 0.01f, ridge + 0.01f, v));
            put3(out, y * w + x, v3(saturatef(sky.x), saturatef(sky.y), saturatef(sky.z)));
        }
}
