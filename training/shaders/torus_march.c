// -Os
// A ring and a ball found by marching nine steps along each ray, lit by the slope of their distance.
#include "toolbox.h"

INLINE float scene(vec3 p) {
    float ring = lengthf(lengthf(p.x, p.z) - 1.0f, p.y) - 0.35f;
    float ball = rootf(dot3(p, p) + 0.0001f) - 0.45f;
    return smooth_union(ring, ball, 0.3f);
}

// The scene stands still; eye, rays and lamp are tilted about x instead.
INLINE vec3 tilted(vec3 p, float c, float s) { return v3(p.x, p.y * c - p.z * s, p.y * s + p.z * c); }

void torus_march(float *out, int w, int h, float tilt) {
    // `tilt` is the tangent of half the angle.
    float k = 1.0f / (1.0f + tilt * tilt), c = (1.0f - tilt * tilt) * k, s = 2.0f * tilt * k;
    vec3 eye = tilted(v3(0.0f, 0.0f, -3.0f), c, s), lamp = tilted(v3(0.5f, 0.6f, -0.62f), c, s);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = (((float)x + 0.5f) / (float)w - 0.5f) * 2.4f;
            float v = (0.5f - ((float)y + 0.5f) / (float)h) * 2.0f;
            vec3 ray = tilted(unit3(v3(u, v, 2.4f)), c, s);
            float t = 1.4f, nearest = 1.0f;
            for (int i = 0; i < 9; i++) {
                float d = scene(add3(eye, mul3(ray, t)));
                nearest = minf(nearest, d);
                t += 0.8f * d;
            }
            vec3 p = add3(eye, mul3(ray, t));
            float here = scene(p), e = 0.2f;
            vec3 slope = v3(scene(v3(p.x + e, p.y, p.z)) - here, scene(v3(p.x, p.y + e, p.z)) - here,
                            scene(v3(p.x, p.y, p.z + e)) - here);
            vec3 normal = mul3(slope, 1.0f / rootf(dot3(slope, slope) + 0.01f));
            float lambert = saturatef(0.4f + 0.6f * dot3(normal, lamp));
            vec3 body = mul3(mix3(v3(0.25f, 0.5f, 0.45f), v3(0.95f, 0.7f, 0.35f), saturatef(0.5f + 0.4f * p.y)), lambert);
            vec3 ground = mix3(v3(0.08f, 0.09f, 0.13f), v3(0.25f, 0.28f, 0.38f), 0.5f + 0.4f * v);
            put3(out, y * w + x, mix3(ground, body, 1.0f - smoothstepf(0.0f, 0.3f, nearest)));
        }
}
