// -O1 --strip-all
// A flight down a tunnel: angle and depth by polar coordinates, soft bricks on the wall, fog, a lamp ahead.
#include "toolbox.h"

void tunnel_flight(unsigned *out, int w, int h, float time) {
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            float scale = 2.0f / (float)h;
            float u = ((float)x + 0.5f - 0.5f * (float)w) * scale + 0.11f + 0.07f * sinf(time);
            float v = ((float)y + 0.5f - 0.5f * (float)h) * scale - 0.07f + 0.05f * cosf(time);
            float radius = rootf(u * u + v * v + 0.01f);
            float turn = atan2f(v, u) * 0.15915494f;
            float depth = 0.6f / (radius + 0.15f);
            float along = depth * 2.0f + time * 0.5f;
            float around = fractf(turn + 1.0f) * 8.0f;
            float joint_a = absf(fractf(around) - 0.5f) * 2.0f;
            float joint_b = absf(fractf(along) - 0.5f) * 2.0f;
            float mortar = maxf(smoothstepf(0.6f, 0.95f, joint_a), smoothstepf(0.6f, 0.95f, joint_b));
            float wave = 0.5f + 0.5f * cosf(6.2831853f * (turn * 3.0f + depth * 0.5f));
            vec3 brick = mix3(v3(0.55f, 0.25f, 0.18f), v3(0.72f, 0.42f, 0.25f), wave);
            vec3 wall = mix3(brick, v3(0.35f, 0.33f, 0.32f), mortar);
            float lit = saturatef(1.0f - 0.35f * depth);
            wall = mul3(wall, 0.2f + 0.8f * lit);
            float fog = smoothstepf(0.6f, 3.0f, depth);
            wall = mix3(wall, v3(0.1f, 0.1f, 0.14f), fog);
            float lamp = expf(-10.0f * radius * radius);
            out[y * w + x] = pack(add3(wall, mul3(v3(1.0f, 0.85f, 0.6f), 0.7f * lamp)));
        }
}
