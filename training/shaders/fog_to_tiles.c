// -O2 -fno-unroll-loops
// Fog dissolves into glazed tiles, each tile at a moment of its own as `progress` goes from 0 to 1.
#include "toolbox.h"

void fog_to_tiles(unsigned *out, int w, int h, float progress) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float mist = 0.65f * noise2(u * 4.0f + progress, v * 4.0f) + 0.35f * noise2(u * 9.0f - progress, v * 9.0f);
            vec3 fog = mix3(v3(0.42f, 0.46f, 0.52f), v3(0.88f, 0.9f, 0.92f), mist);
            int column = x >> 3, row = y >> 3;
            unsigned kind = hash2(column, row);
            float tx = ((float)(x & 7) - 3.5f) * 0.125f, ty = ((float)(y & 7) - 3.5f) * 0.125f;
            float d = box(tx, ty, 0.34f, 0.34f) - 0.06f;
            float glaze = (float)(kind & 255u) * (1.0f / 255.0f);
            vec3 tile = mix3(v3(0.1f, 0.3f, 0.55f), v3(0.2f, 0.65f, 0.6f), glaze);
            if ((kind >> 8 & 3u) == 0u) {
                float knob = smoothstepf(0.22f, 0.12f, lengthf(tx, ty));
                tile = mix3(tile, v3(0.95f, 0.85f, 0.5f), knob);
            }
            tile = mul3(tile, 1.0f - 0.25f * (tx + ty));
            tile = mix3(tile, v3(0.8f, 0.78f, 0.74f), smoothstepf(-0.03f, 0.03f, d));
            float moment = (float)(kind >> 16 & 255u) * (1.0f / 255.0f);
            float t = smoothstepf(moment * 0.7f, moment * 0.7f + 0.3f, progress);
            out[y * w + x] = pack(mix3(fog, tile, t));
        }
}
