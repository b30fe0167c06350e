@group(0) @binding(0) var<storage, read> src: array<u32>;
@group(0) @binding(1) var<storage, read_write> bins: array<atomic<u32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = gid.x;
  if (i < (u32(p.n) + 3u) / 4u) {
    for (var s = 0u; s < 32u; s += 8u) { atomicAdd(&bins[(src[i] >> s) & 255u], 1u); }
  }
}
