// What the shaders share: vectors, easing, integer hashes, noise, distances, colour.
#pragma once

#define INLINE static inline __attribute__((always_inline))

extern float sinf(float), cosf(float), expf(float), logf(float), powf(float, float), atan2f(float, float);

typedef struct { float x, y, z; } vec3;

INLINE vec3 v3(float x, float y, float z) { return (vec3){x, y, z}; }
INLINE vec3 add3(vec3 a, vec3 b) { return v3(a.x + b.x, a.y + b.y, a.z + b.z); }
INLINE vec3 sub3(vec3 a, vec3 b) { return v3(a.x - b.x, a.y - b.y, a.z - b.z); }
INLINE vec3 mul3(vec3 a, float s) { return v3(a.x * s, a.y * s, a.z * s); }
INLINE vec3 mulv(vec3 a, vec3 b) { return v3(a.x * b.x, a.y * b.y, a.z * b.z); }
INLINE float dot3(vec3 a, vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

INLINE float absf(float v) { return __builtin_fabsf(v); }
INLINE float floorf_(float v) { return __builtin_floorf(v); }
INLINE float rootf(float v) { return __builtin_sqrtf(v); }
INLINE float minf(float a, float b) { return a < b ? a : b; }
INLINE float maxf(float a, float b) { return a > b ? a : b; }
INLINE float clampf(float v, float low, float high) { return v < low ? low : v > high ? high : v; }
INLINE float saturatef(float v) { return clampf(v, 0.0f, 1.0f); }
INLINE float mixf(float a, float b, float t) { return a + (b - a) * t; }
INLINE float fractf(float v) { return v - floorf_(v); }
INLINE float lengthf(float x, float y) { return rootf(x * x + y * y); }
INLINE float smoothstepf(float a, float b, float v) {
    float t = saturatef((v - a) / (b - a));
    return t * t * (3.0f - 2.0f * t);
}

INLINE vec3 unit3(vec3 a) { return mul3(a, 1.0f / rootf(dot3(a, a))); }
INLINE vec3 mix3(vec3 a, vec3 b, float t) { return v3(mixf(a.x, b.x, t), mixf(a.y, b.y, t), mixf(a.z, b.z, t)); }

// Noise: integer arithmetic only, so that every machine draws the same lattice.
INLINE unsigned hash2(int x, int y) {
    unsigned h = (unsigned)x * 0x8da6b343u ^ (unsigned)y * 0xd8163841u;
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    h ^= h >> 12;
    return h;
}
INLINE float random2(int x, int y) { return (float)(hash2(x, y) >> 16) * (1.0f / 65535.0f); }
INLINE float noise2(float x, float y) {
    float fx = floorf_(x), fy = floorf_(y);
    int ix = (int)fx, iy = (int)fy;
    float tx = x - fx, ty = y - fy;
    tx = tx * tx * (3.0f - 2.0f * tx);
    ty = ty * ty * (3.0f - 2.0f * ty);
    float top = mixf(random2(ix, iy), random2(ix + 1, iy), tx);
    float bottom = mixf(random2(ix, iy + 1), random2(ix + 1, iy + 1), tx);
    return mixf(top, bottom, ty);
}
INLINE float fbm2(float x, float y, int octaves) {
    float sum = 0.0f, weight = 0.5f;
    for (int i = 0; i < octaves; i++) {
        sum += weight * noise2(x, y);
        x = x * 2.0f + 17.25f;
        y = y * 2.0f - 9.75f;
        weight *= 0.5f;
    }
    return sum;
}

// Signed distances.
INLINE float disc(float x, float y, float radius) { return lengthf(x, y) - radius; }
INLINE float box(float x, float y, float half_w, float half_h) {
    float dx = absf(x) - half_w, dy = absf(y) - half_h;
    return lengthf(maxf(dx, 0.0f), maxf(dy, 0.0f)) + minf(maxf(dx, dy), 0.0f);
}
INLINE float segment(float x, float y, float ax, float ay, float bx, float by) {
    float ex = bx - ax, ey = by - ay;
    float t = saturatef(((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey));
    return lengthf(x - ax - t * ex, y - ay - t * ey);
}
INLINE float smooth_union(float a, float b, float k) {
    float t = saturatef(0.5f + 0.5f * (b - a) / k);
    return mixf(b, a, t) - k * t * (1.0f - t);
}

// Colour.
INLINE vec3 cosine_palette(float t, vec3 offset, vec3 swing, vec3 rate, vec3 phase) {
    return v3(offset.x + swing.x * cosf(6.2831853f * (rate.x * t + phase.x)),
              offset.y + swing.y * cosf(6.2831853f * (rate.y * t + phase.y)),
              offset.z + swing.z * cosf(6.2831853f * (rate.z * t + phase.z)));
}
INLINE float hue_channel(float hue, float shift) {
    return saturatef(absf(fractf(hue + shift) * 6.0f - 3.0f) - 1.0f);
}
INLINE vec3 hsv(float hue, float saturation, float value) {
    return v3(value * mixf(1.0f, hue_channel(hue, 0.0f), saturation),
              value * mixf(1.0f, hue_channel(hue, 2.0f / 3.0f), saturation),
              value * mixf(1.0f, hue_channel(hue, 1.0f / 3.0f), saturation));
}
INLINE float luma(vec3 c) { return 0.2126f * c.x + 0.7152f * c.y + 0.0722f * c.z; }
INLINE unsigned byte_of(float v) { return (unsigned)(int)(saturatef(v) * 255.0f + 0.5f); }
INLINE unsigned pack(vec3 c) { return 0xff000000u | byte_of(c.z) << 16 | byte_of(c.y) << 8 | byte_of(c.x); }

// Storing, three or four floats a pixel.
INLINE void put3(float *out, int pixel, vec3 c) {
    out[3 * pixel] = c.x;
    out[3 * pixel + 1] = c.y;
    out[3 * pixel + 2] = c.z;
}
INLINE void put4(float *out, int pixel, vec3 c, float alpha) {
    out[4 * pixel] = c.x;
    out[4 * pixel + 1] = c.y;
    out[4 * pixel + 2] = c.z;
    out[4 * pixel + 3] = alpha;
}
