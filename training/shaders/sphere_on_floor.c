// -O2
// Two lit balls over a chequered floor: rays against spheres and a plane, a soft shadow, a highlight, haze.
#include "toolbox.h"

// How far along the ray the sphere is entered, and how deeply the ray passes through (below 0: it misses).
INLINE float depth_of(vec3 from, vec3 ray, vec3 centre, float radius, float *along) {
    vec3 to = sub3(centre, from);
    float near = dot3(to, ray);
    float inside = radius * radius - (dot3(to, to) - near * near);
    *along = near - rootf(maxf(inside, 0.0f));
    return inside;
}

INLINE vec3 shade(vec3 normal, vec3 ray, vec3 sun, vec3 colour) {
    float lambert = maxf(dot3(normal, sun), 0.0f);
    vec3 half_way = unit3(sub3(sun, ray));
    float spark = maxf(dot3(normal, half_way), 0.0f);
    spark *= spark;
    spark *= spark;
    spark *= spark;
    float sky = 0.5f + 0.5f * normal.y;
    vec3 c = mul3(colour, 0.15f + 0.2f * sky + 0.7f * lambert);
    return add3(c, mul3(v3(1.0f, 0.95f, 0.85f), 0.3f * spark));
}

void sphere_on_floor(float *out, int w, int h, float time) {
    vec3 sun = unit3(v3(0.6f, 0.7f, -0.4f));
    vec3 eye = v3(0.0f, 1.2f, -4.0f);
    vec3 big = v3(-0.6f, 0.9f + 0.1f * sinf(time), 0.6f), small = v3(1.1f, 0.6f, 0.2f + 0.4f * cosf(time));
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float u = (((float)x + 0.5f) / (float)w - 0.5f) * 1.8f;
            float v = (0.5f - ((float)y + 0.5f) / (float)h) * 1.2f;
            vec3 ray = unit3(v3(u, v - 0.1f, 1.6f));
            vec3 c = mix3(v3(0.85f, 0.88f, 0.92f), v3(0.3f, 0.5f, 0.8f), saturatef(ray.y * 2.0f + 0.1f));
            // The floor, hazy well before the horizon.
            float fall = maxf(-ray.y, 0.02f);
            float t = eye.y / fall;
            vec3 hit = add3(eye, mul3(ray, t));
            float a = absf(fractf(hit.x * 0.5f) - 0.5f) * 4.0f - 1.0f;
            float b = absf(fractf(hit.z * 0.5f) - 0.5f) * 4.0f - 1.0f;
            float haze = smoothstepf(0.1f, 0.35f, -ray.y);
            float chequer = smoothstepf(-0.4f, 0.4f, a * b);
            vec3 floor = mix3(v3(0.3f, 0.28f, 0.26f), v3(0.85f, 0.82f, 0.75f), chequer);
            float along;
            float dark = smoothstepf(-0.15f, 0.3f, depth_of(hit, sun, big, 0.8f, &along));
            dark = maxf(dark, smoothstepf(-0.15f, 0.2f, depth_of(hit, sun, small, 0.5f, &along)));
            c = mix3(c, mul3(floor, 1.0f - 0.6f * dark), haze);
            // The balls, farther first; their rims fade over a thin band.
            float cover = depth_of(eye, ray, big, 0.8f, &along);
            vec3 normal = mul3(sub3(add3(eye, mul3(ray, along)), big), 1.25f);
            c = mix3(c, shade(normal, ray, sun, v3(0.8f, 0.25f, 0.2f)), smoothstepf(0.0f, 0.1f, cover));
            cover = depth_of(eye, ray, small, 0.5f, &along);
            normal = mul3(sub3(add3(eye, mul3(ray, along)), small), 2.0f);
            c = mix3(c, shade(normal, ray, sun, v3(0.2f, 0.45f, 0.75f)), smoothstepf(0.0f, 0.08f, cover));
            put3(out, y * w + x, c);
        }
}
