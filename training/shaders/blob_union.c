// -O2 --strip-all
// A circle, a rounded box, a capsule and a ring melt into one shape, with an outline and a shadow.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

typedef struct { float x, y; } vec2;

INLINE float minf(float a, float b) { return a < b ? a : b; }
INLINE float maxf(float a, float b) { return a > b ? a : b; }
INLINE float clampf(float v, float lo, float hi) { return minf(maxf(v, lo), hi); }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }
INLINE float length2(float x, float y) { return __builtin_sqrtf(x * x + y * y); }

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE float circle(vec2 p, float cx, float cy, float r) { return length2(p.x - cx, p.y - cy) - r; }

INLINE float box(vec2 p, float cx, float cy, float hx, float hy, float round) {
    float qx = __builtin_fabsf(p.x - cx) - hx + round, qy = __builtin_fabsf(p.y - cy) - hy + round;
    return length2(maxf(qx, 0.0f), maxf(qy, 0.0f)) + minf(maxf(qx, qy), 0.0f) - round;
}

INLINE float capsule(vec2 p, vec2 a, vec2 b, float r) {
    float px = p.x - a.x, py = p.y - a.y, bx = b.x - a.x, by = b.y - a.y;
    float t = clampf((px * bx + py * by) / (bx * bx + by * by), 0.0f, 1.0f);
    return length2(px - bx * t, py - by * t) - r;
}

INLINE float smin(float a, float b, float k) {
    float t = clampf(0.5f + 0.5f * (b - a) / k, 0.0f, 1.0f);
    return mixf(b, a, t) - k * t * (1.0f - t);
}

INLINE float scene(vec2 p, float blend) {
    float d = circle(p, -0.45f, 0.1f, 0.32f);
    d = smin(d, box(p, 0.35f, 0.25f, 0.30f, 0.18f, 0.06f), blend);
    d = smin(d, capsule(p, (vec2){-0.2f, -0.5f}, (vec2){0.6f, -0.35f}, 0.08f), blend);
    return minf(d, __builtin_fabsf(circle(p, 0.7f, -0.05f, 0.2f)) - 0.04f);
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

uint32_t blob_union(float x, float y, float scale, float blend, float outline) {
    vec2 p = {x * scale - 1.0f, 1.0f - y * scale};
    float d = scene(p, blend);
    float shade = scene((vec2){p.x + 0.06f, p.y + 0.08f}, blend);

    float ground = 0.9f - 0.12f * length2(p.x, p.y);
    ground *= mixf(0.65f, 1.0f, smoothstepf(-0.02f, 0.14f, shade));
    float inside = 1.0f - smoothstepf(-0.01f, 0.015f, d);
    float line = 1.0f - smoothstepf(outline, outline + 0.02f, __builtin_fabsf(d));
    float depth = clampf(-d * 3.0f, 0.0f, 1.0f);

    float r = mixf(ground, mixf(0.95f, 0.65f, depth), inside);
    float g = mixf(ground * 0.98f, mixf(0.55f, 0.20f, depth), inside);
    float b = mixf(ground * 0.92f, mixf(0.30f, 0.38f, depth), inside);
    r = mixf(r, 0.12f, line);
    g = mixf(g, 0.10f, line);
    b = mixf(b, 0.20f, line);
    return 0xff000000u | channel(b) << 16 | channel(g) << 8 | channel(r);
}
