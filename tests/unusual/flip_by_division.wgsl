@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params { w: i32, h: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let w = u32(p.w);
  let i = gid.x;
  if (i >= w * u32(p.h)) { return; }
  dst[i / w * w + (w - 1u - i % w)] = src[i];
}
