@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params { w: i32, h: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let x = i32(gid.x);
  let y = i32(gid.y);
  if (x < 1 || y < 1 || x >= p.w - 1 || y >= p.h - 1) { return; }
  let i = y * p.w + x;
  let w = p.w;
  let gx = src[i + 1 - w] + 2.0 * src[i + 1] + src[i + 1 + w] - src[i - 1 - w] - 2.0 * src[i - 1] - src[i - 1 + w];
  dst[i] = abs(gx);
}
