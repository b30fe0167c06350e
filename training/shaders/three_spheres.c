// -O2 --strip-all
// Three spheres on a floor, by ray intersection: sunlight, shadows, a gloss and a pale sky.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

typedef struct { float x, y, z; } vec3;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }
INLINE vec3 add(vec3 a, vec3 b) { return (vec3){a.x + b.x, a.y + b.y, a.z + b.z}; }
INLINE vec3 sub(vec3 a, vec3 b) { return (vec3){a.x - b.x, a.y - b.y, a.z - b.z}; }
INLINE vec3 mul(vec3 a, float s) { return (vec3){a.x * s, a.y * s, a.z * s}; }
INLINE vec3 mix3(vec3 a, vec3 b, float t) { return add(a, mul(sub(b, a), t)); }
INLINE float dot(vec3 a, vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
INLINE vec3 unit(vec3 a) { return mul(a, 1.0f / __builtin_sqrtf(dot(a, a))); }

INLINE vec3 centre(int i) {
    return (vec3){-1.1f + 1.1f * (float)i, 0.5f + 0.1f * (float)(i & 1), 3.4f - 0.4f * (float)(i & 1)};
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void three_spheres(uint32_t *pixels, int w, int h, float sun, float gloss) {
    vec3 light = unit((vec3){sun, 1.4f, -0.8f});
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float px = (((float)x + 0.5f) / (float)w - 0.5f) * 1.6f, py = 0.6f - ((float)y + 0.5f) / (float)h * 1.2f;
            vec3 eye = {0.0f, 0.9f, -0.4f}, ray = unit((vec3){px, py - 0.12f, 1.2f});
            float nearest = 30.0f, radius = 0.5f;
            int hit = -1;
            for (int i = 0; i < 3; i++) {
                float r = 0.5f + 0.1f * (float)(i & 1);
                vec3 to = sub(centre(i), eye);
                float along = dot(to, ray), gap = r * r - dot(to, to) + along * along;
                if (gap > 0.0f) {
                    float t = along - __builtin_sqrtf(clampf(gap, 0.0f, 4.0f));
                    if (t > 0.0f && t < nearest) {
                        nearest = t;
                        hit = i;
                        radius = r;
                    }
                }
            }
            vec3 sky = mix3((vec3){0.85f, 0.90f, 0.95f}, (vec3){0.35f, 0.55f, 0.85f}, clampf(ray.y * 2.0f, 0.0f, 1.0f));
            vec3 c = sky, normal = {0.0f, 1.0f, 0.0f}, at = eye;
            float far = 1.0f;
            if (hit >= 0) {
                at = add(eye, mul(ray, nearest));
                normal = mul(sub(at, centre(hit)), 1.0f / radius);
                c = (vec3){0.85f - 0.3f * (float)hit, 0.35f * (float)hit, 0.25f + 0.25f * (float)hit};
                far = 0.0f;
            } else if (ray.y < -0.02f) {
                float t = eye.y / -ray.y;
                at = add(eye, mul(ray, t));
                float rings = __builtin_sqrtf(at.x * at.x + (at.z - 3.0f) * (at.z - 3.0f)) * 0.5f;
                float fold = __builtin_fabsf(rings - __builtin_floorf(rings) - 0.5f) * 2.0f;
                c = mix3((vec3){0.45f, 0.42f, 0.38f}, (vec3){0.62f, 0.58f, 0.50f}, fold);
                far = clampf((t - 2.0f) * 0.1f, 0.0f, 1.0f);
            }
            if (far < 1.0f) {
                float shadow = 1.0f;
                for (int i = 0; i < 3; i++) {
                    float r = 0.5f + 0.1f * (float)(i & 1);
                    vec3 to = sub(centre(i), at);
                    float along = dot(to, light);
                    float miss = __builtin_sqrtf(clampf(dot(to, to) - along * along, 0.0f, 400.0f)) - r;
                    // Soft by the ray's distance from the sphere; a sphere does not shade itself here.
                    float lit = i == hit ? 1.0f : clampf(0.5f + 4.0f * miss, 0.0f, 1.0f);
                    float behind = clampf(along * 4.0f, 0.0f, 1.0f);
                    shadow *= mixf(1.0f, lit, behind);
                }
                float diffuse = clampf(dot(normal, light), 0.0f, 1.0f) * shadow;
                vec3 bounce = sub(ray, mul(normal, 2.0f * dot(normal, ray)));
                float shine = clampf(dot(bounce, light), 0.0f, 1.0f);
                shine *= shine;
                shine *= shine;
                shine = hit >= 0 ? gloss * shine * shine * shadow : 0.0f;
                c = add(mul(c, 0.25f + 0.75f * diffuse), (vec3){shine, shine, shine});
                c = mix3(c, sky, far);
            }
            pixels[y * w + x] = 0xff000000u | channel(c.z) << 16 | channel(c.y) << 8 | channel(c.x);
        }
}
