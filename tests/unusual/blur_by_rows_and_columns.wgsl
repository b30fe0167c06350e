@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params { w: i32, h: i32 }
@group(0) @binding(2) var<uniform> p: Params;
fn row(y: i32, x: i32) -> f32 {
  let at = clamp(y, 0, p.h - 1) * p.w;
  return src[at + max(x - 1, 0)] + src[at + x] + src[at + min(x + 1, p.w - 1)];
}
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let x = i32(gid.x);
  let y = i32(gid.y);
  if (x >= p.w || y >= p.h) { return; }
  dst[y * p.w + x] = (row(y - 1, x) + row(y, x) + row(y + 1, x)) / 9.0;
}
