// -O2 -fno-unroll-loops --strip-all
// A relief of dunes and noise, its slope by differences, lit by a lamp that circles above it.
#include "toolbox.h"

INLINE float height_at(float x, float y) {
    return 0.35f * sinf(x * 1.7f + 0.6f * y) + 0.2f * cosf(y * 2.3f) + 0.5f * noise2(x, y);
}

void bump_relief(float *out, int w, int h, float time, float strength) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w * 5.0f, v = ((float)y + 0.5f) / (float)h * 4.0f;
            float step = 0.25f;
            float here = height_at(u, v);
            float dx = (height_at(u + step, v) - here) / step, dy = (height_at(u, v + step) - here) / step;
            vec3 normal = unit3(v3(-dx * strength, -dy * strength, 1.0f));
            vec3 lamp = unit3(v3(2.5f + 2.0f * cosf(time) - u, 2.0f + 1.5f * sinf(time) - v, 1.5f));
            float lambert = maxf(dot3(normal, lamp), 0.0f);
            vec3 bounce = sub3(mul3(normal, 2.0f * dot3(normal, lamp)), lamp);
            float gloss = maxf(bounce.z, 0.0f);
            gloss *= gloss;
            gloss *= gloss;
            vec3 ground = mix3(v3(0.35f, 0.22f, 0.14f), v3(0.9f, 0.75f, 0.5f), smoothstepf(-0.4f, 0.9f, here));
            vec3 c = add3(mul3(ground, 0.15f + 0.8f * lambert), mul3(v3(0.25f, 0.24f, 0.2f), gloss));
            put4(out, y * w + x, c, here);
        }
}
