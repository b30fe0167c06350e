// -Os --strip-all
// A cloth of warp and weft: two cosine palettes, threads that pass over and under, a crease of light.
#include "toolbox.h"

void cosine_weave(float *out, int w, int h, float time, float tension) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w * 6.0f, v = ((float)y + 0.5f) / (float)h * 4.0f;
            float bend = tension * sinf(v * 1.5f + time);
            u += bend;
            v += tension * cosf(u * 1.2f - time);
            vec3 warp = cosine_palette(u * 0.12f, v3(0.55f, 0.45f, 0.4f), v3(0.35f, 0.3f, 0.3f), v3(1.0f, 1.0f, 0.8f),
                                       v3(0.1f, 0.2f, 0.35f));
            vec3 weft = cosine_palette(v * 0.17f + 0.3f, v3(0.45f, 0.5f, 0.5f), v3(0.3f, 0.3f, 0.35f),
                                       v3(0.9f, 1.1f, 1.0f), v3(0.5f, 0.4f, 0.3f));
            float round_u = absf(fractf(u) - 0.5f) * 2.0f, round_v = absf(fractf(v) - 0.5f) * 2.0f;
            warp = mul3(warp, 1.0f - 0.6f * round_u * round_u);
            weft = mul3(weft, 1.0f - 0.6f * round_v * round_v);
            float over = cosf(3.14159265f * u) * cosf(3.14159265f * v);
            vec3 c = mix3(warp, weft, smoothstepf(-0.5f, 0.5f, over));
            float crease = smoothstepf(0.2f, 0.9f, 0.5f + 0.5f * sinf(u * 0.7f + v * 0.9f + time));
            c = mul3(c, 0.7f + 0.35f * crease);
            // A stitch along every third thread of the weft.
            float stitch = smoothstepf(0.12f, 0.3f, lengthf(round_u - 0.5f, absf(fractf(v / 3.0f) - 0.5f) * 2.0f));
            c = mix3(v3(0.95f, 0.9f, 0.75f), c, stitch);
            put4(out, y * w + x, v3(saturatef(c.x), saturatef(c.y), saturatef(c.z)), 1.0f);
        }
}
