// -Os --strip-all
// Five lamps far brighter than the screen, brought back by a filmic curve, a vignette and the sRGB transfer.
#include "toolbox.h"

INLINE float filmic(float v) { return saturatef(v * (2.51f * v + 0.03f) / (v * (2.43f * v + 0.59f) + 0.14f)); }
INLINE float encode(float v) {
    return v <= 0.0031308f ? 12.92f * v : 1.055f * powf(v, 1.0f / 2.4f) - 0.055f;
}

void tonemapped_lamps(float *out, int w, int h, float exposure, float time) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            vec3 light = v3(0.03f + 0.03f * v, 0.035f + 0.02f * v, 0.05f + 0.04f * (1.0f - v));
            for (int i = 0; i < 5; i++) {
                float k = (float)i;
                float dx = u - 0.1f - 0.2f * k, dy = v - 0.45f - 0.2f * sinf(time + k * 1.3f);
                float fall = 0.02f / (dx * dx + dy * dy + 0.01f);
                vec3 hue = v3(0.6f + 0.1f * k, 0.8f - 0.12f * absf(k - 2.0f), 1.0f - 0.18f * k);
                light = add3(light, mul3(hue, fall));
            }
            float corner = lengthf(u - 0.5f, v - 0.5f);
            light = mul3(light, exposure * (1.0f - 0.6f * corner));
            float grey = luma(light);
            light = mix3(light, v3(grey, grey, grey), smoothstepf(1.0f, 4.0f, grey) * 0.6f);
            put3(out, y * w + x, v3(encode(filmic(light.x)), encode(filmic(light.y)), encode(filmic(light.z))));
        }
}
