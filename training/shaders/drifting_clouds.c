// -O2 -fno-unroll-loops
// Clouds of five octaves of value noise over a blue sky, lit from the side by a second look-up.
#include "toolbox.h"

void drifting_clouds(float *out, int w, int h, float time, float cover) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)h * 3.0f + time * 0.25f;
            float v = ((float)y + 0.5f) / (float)h * 3.0f;
            float dense = fbm2(u, v, 5);
            float toward = fbm2(u + 0.15f, v - 0.2f, 4);
            float cloud = smoothstepf(1.0f - cover, 1.4f - cover, dense + 0.25f);
            float lit = saturatef(0.6f + 2.0f * (dense - toward));
            float height = ((float)y + 0.5f) / (float)h;
            vec3 sky = mix3(v3(0.18f, 0.4f, 0.75f), v3(0.65f, 0.8f, 0.95f), height);
            vec3 white = mix3(v3(0.55f, 0.58f, 0.66f), v3(1.0f, 0.98f, 0.95f), lit);
            vec3 c = mix3(sky, white, cloud);
            put3(out, y * w + x, c);
        }
}
