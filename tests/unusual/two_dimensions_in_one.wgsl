// dispatch: 3, ceil_div(n, 192)
@group(0) @binding(0) var<storage, read_write> out: array<i32>;
struct Params { n: i32, base: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>, @builtin(workgroup_id) wid: vec3<u32>) {
  let i = i32((wid.y * 3u + wid.x) * 64u + lid.x);
  if (i < p.n) { out[i] = p.base + i; }
}
