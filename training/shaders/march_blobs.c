// -Os
// A torus and a ball that melt into a floor, found by at most 20 steps along the ray.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

typedef struct { float x, y, z; } vec3;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }
INLINE vec3 along(vec3 o, vec3 d, float t) { return (vec3){o.x + d.x * t, o.y + d.y * t, o.z + d.z * t}; }
INLINE float dot(vec3 a, vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

INLINE vec3 unit(vec3 a) {
    float s = 1.0f / __builtin_sqrtf(dot(a, a));
    return (vec3){a.x * s, a.y * s, a.z * s};
}

INLINE float smin(float a, float b, float k) {
    float t = clampf(0.5f + 0.5f * (b - a) / k, 0.0f, 1.0f);
    return mixf(b, a, t) - k * t * (1.0f - t);
}

INLINE float torus(vec3 p, float big, float small) {
    float q = __builtin_sqrtf(p.x * p.x + p.z * p.z) - big;
    return __builtin_sqrtf(q * q + p.y * p.y) - small;
}

INLINE float scene(vec3 p, float lift, float melt) {
    float bx = p.x - 0.3f, by = p.y - lift, bz = p.z + 0.1f;
    float ball = __builtin_sqrtf(bx * bx + by * by + bz * bz) - 0.35f;
    float d = smin(torus((vec3){p.x, p.y - 0.15f, p.z}, 0.8f, 0.22f), ball, melt);
    return smin(d, p.y + 0.1f, 0.5f * melt);
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void march_blobs(int x, int y, uint32_t *pixels, int w, int h, float lift, float melt) {
    float px = (((float)x + 0.5f) / (float)w - 0.5f) * 1.5f, py = 0.5f - ((float)y + 0.5f) / (float)h;
    vec3 eye = {0.0f, 1.3f, -2.6f}, ray = unit((vec3){px, py - 0.45f, 1.3f});
    float t = 0.8f, d = 1.0f;
    for (int i = 0; i < 20; i++) {
        d = scene(along(eye, ray, t), lift, melt);
        t += 0.9f * d;
        if (t > 6.0f) break;
    }
    t = t < 6.0f ? t : 6.0f;
    vec3 at = along(eye, ray, t), normal = {0.0f, 0.0f, 0.0f};
    // The gradient from four corners of a tetrahedron.
    for (int i = 0; i < 4; i++) {
        vec3 corner = {(i + 1) & 2 ? -1.0f : 1.0f, i & 2 ? 1.0f : -1.0f, i & 1 ? 1.0f : -1.0f};
        float value = scene(along(at, corner, 0.02f), lift, melt);
        normal = along(normal, corner, value);
    }
    normal.y += 1e-4f;
    normal = unit(normal);

    const vec3 light = {-0.48f, 0.76f, -0.44f};
    float diffuse = clampf(dot(normal, light), 0.0f, 1.0f);
    float open = clampf(0.4f + 2.0f * scene(along(at, normal, 0.25f), lift, melt), 0.0f, 1.0f);
    float fog = clampf((t - 2.0f) * 0.25f, 0.0f, 1.0f);
    float shade = (0.25f + 0.75f * diffuse) * open;
    float high = clampf(at.y * 2.0f + 0.2f, 0.0f, 1.0f);
    float r = mixf(shade * mixf(0.45f, 0.95f, high), 0.70f, fog);
    float g = mixf(shade * mixf(0.48f, 0.50f, high), 0.75f, fog);
    float b = mixf(shade * mixf(0.55f, 0.30f, high), 0.82f, fog);
    pixels[y * w + x] = 0xff000000u | channel(b) << 16 | channel(g) << 8 | channel(r);
}
