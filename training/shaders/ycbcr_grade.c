// -O2 --strip-all
// A test picture graded in YCbCr: contrast on the luma, saturation and a turn of tint on the chroma, then gamma.
#include "toolbox.h"

void ycbcr_grade(unsigned *out, int w, int h, float saturation, float tint, float gamma) {
    float c = cosf(tint), s = sinf(tint);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = ((float)x + 0.5f) / (float)w, v = ((float)y + 0.5f) / (float)h;
            float bar = floorf_(u * 7.999f);
            int bits = 7 - (int)bar;
            vec3 bars = v3((bits & 2) ? 0.75f : 0.1f, (bits & 4) ? 0.75f : 0.1f, (bits & 1) ? 0.75f : 0.1f);
            vec3 ramp = v3(u, u * u, 1.0f - u);
            vec3 rgb = mix3(bars, ramp, smoothstepf(0.5f, 0.7f, v));
            float luma_ = 0.299f * rgb.x + 0.587f * rgb.y + 0.114f * rgb.z;
            float cb = (rgb.z - luma_) * 0.564f, cr = (rgb.x - luma_) * 0.713f;
            float turned_b = (cb * c - cr * s) * saturation, turned_r = (cb * s + cr * c) * saturation;
            float t = luma_ * luma_ * (3.0f - 2.0f * luma_);
            luma_ = mixf(luma_, t, 0.6f);
            rgb = v3(luma_ + 1.403f * turned_r, luma_ - 0.344f * turned_b - 0.714f * turned_r, luma_ + 1.773f * turned_b);
            rgb = v3(powf(clampf(rgb.x, 0.02f, 1.0f), gamma), powf(clampf(rgb.y, 0.02f, 1.0f), gamma),
                     powf(clampf(rgb.z, 0.02f, 1.0f), gamma));
            float corner = lengthf(u - 0.5f, v - 0.5f);
            out[y * w + x] = pack(mul3(rgb, 1.0f - 0.5f * corner * corner));
        }
}
