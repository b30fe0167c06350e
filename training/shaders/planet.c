// -Os
// A planet with seas, land and ice: a sphere hit by rays, day, dusk and an air rim.
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

float sinf(float);
float cosf(float);

typedef struct { float x, y, z; } vec3;

INLINE float clampf(float v, float lo, float hi) { return v < lo ? lo : v > hi ? hi : v; }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }

INLINE vec3 mix3(vec3 a, vec3 b, float t) {
    return (vec3){mixf(a.x, b.x, t), mixf(a.y, b.y, t), mixf(a.z, b.z, t)};
}

INLINE float smoothstepf(float lo, float hi, float v) {
    float t = clampf((v - lo) / (hi - lo), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

INLINE float lattice(int x, int y, int z) {
    uint32_t h = (uint32_t)x * 0x8da6b343u ^ (uint32_t)y * 0xd8163841u ^ (uint32_t)z * 0xcb1ab31fu;
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    h ^= h >> 12;
    return (float)(h >> 8) * (1.0f / 16777216.0f);
}

INLINE float noise(vec3 p) {
    float fx = __builtin_floorf(p.x), fy = __builtin_floorf(p.y), fz = __builtin_floorf(p.z);
    int ix = (int)fx, iy = (int)fy, iz = (int)fz;
    float tx = p.x - fx, ty = p.y - fy, tz = p.z - fz;
    tx = tx * tx * (3.0f - 2.0f * tx);
    ty = ty * ty * (3.0f - 2.0f * ty);
    tz = tz * tz * (3.0f - 2.0f * tz);
    float front = mixf(mixf(lattice(ix, iy, iz), lattice(ix + 1, iy, iz), tx),
                       mixf(lattice(ix, iy + 1, iz), lattice(ix + 1, iy + 1, iz), tx), ty);
    float back = mixf(mixf(lattice(ix, iy, iz + 1), lattice(ix + 1, iy, iz + 1), tx),
                      mixf(lattice(ix, iy + 1, iz + 1), lattice(ix + 1, iy + 1, iz + 1), tx), ty);
    return mixf(front, back, tz);
}

INLINE float fbm(vec3 p, int octaves) {
    float sum = 0.0f, weight = 0.5f;
    for (int i = 0; i < octaves; i++) {
        sum += weight * noise(p);
        p = (vec3){p.x * 2.0f + 5.2f, p.y * 2.0f + 1.3f, p.z * 2.0f + 8.1f};
        weight *= 0.5f;
    }
    return sum;
}

INLINE uint32_t channel(float v) { return (uint32_t)(int)(255.0f * clampf(v, 0.0f, 1.0f) + 0.5f); }

void planet(uint32_t *pixels, int w, int h, float turn, float sun, float sea) {
    float c = cosf(turn), s = sinf(turn), lx = sinf(sun), lz = -cosf(sun);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float px = ((float)x + 0.5f) / (float)w * 2.4f - 1.2f, py = 1.2f - ((float)y + 0.5f) / (float)h * 2.4f;
            float r2 = px * px + py * py;
            vec3 colour = {0.0f, 0.0f, 0.03f + 0.02f * py};
            float disc = 1.0f - smoothstepf(0.97f, 1.0f, r2);
            if (disc > 0.0f) {
                float pz = -__builtin_sqrtf(clampf(1.0f - r2, 0.0f, 1.0f) + 0.0004f);
                vec3 n = {c * px + s * pz, py, c * pz - s * px};
                float height = fbm((vec3){n.x * 1.8f + 7.0f, n.y * 1.8f + 4.0f, n.z * 1.8f + 9.0f}, 4);
                float land = smoothstepf(sea - 0.04f, sea + 0.04f, height);
                float high = clampf((height - sea) * 4.0f, 0.0f, 1.0f);
                vec3 water = mix3((vec3){0.03f, 0.10f, 0.30f}, (vec3){0.08f, 0.35f, 0.50f}, height);
                vec3 soil = mix3((vec3){0.20f, 0.40f, 0.14f}, (vec3){0.50f, 0.42f, 0.30f}, high);
                vec3 ground = mix3(water, soil, land);
                float pole = smoothstepf(0.65f, 0.9f, __builtin_fabsf(n.y) + 0.2f * height);
                ground = mix3(ground, (vec3){0.90f, 0.93f, 0.96f}, pole);

                float facing = px * lx + 0.25f * py + pz * lz;
                float day = smoothstepf(-0.15f, 0.35f, facing);
                float dusk = day * (1.0f - day) * 0.5f;
                float rim = 1.0f + pz;
                rim *= rim * day * 0.6f;
                ground.x = ground.x * (0.03f + 0.97f * day) + dusk * 0.5f + rim * 0.35f;
                ground.y = ground.y * (0.03f + 0.97f * day) + dusk * 0.2f + rim * 0.60f;
                ground.z = ground.z * (0.05f + 0.95f * day) + rim;
                colour = mix3(colour, ground, disc);
            }
            float halo = smoothstepf(1.44f, 0.96f, r2) * (1.0f - disc) * clampf(0.5f + 0.5f * px * lx, 0.0f, 1.0f);
            colour.x += 0.10f * halo;
            colour.y += 0.20f * halo;
            colour.z += 0.45f * halo;
            pixels[y * w + x] = 0xff000000u | channel(colour.z) << 16 | channel(colour.y) << 8 | channel(colour.x);
        }
}
