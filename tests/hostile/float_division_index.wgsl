@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params { w: i32, h: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = gid.x;
  if (i >= u32(p.w * p.h)) { return; }
  let w = u32(p.w);
  let y = u32(f32(i) / f32(p.w));
  let x = i - y * w;
  dst[y * w + (w - 1u - x)] = src[i];
}
