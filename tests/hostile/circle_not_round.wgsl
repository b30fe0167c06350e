@group(0) @binding(0) var<storage, read_write> out: array<u32>;
struct Params { w: u32, h: u32, cx: f32, cy: f32, radius: f32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let x = gid.x;
  let y = gid.y;
  if (x >= p.w || y >= p.h) { return; }
  let dx = abs(f32(x) + 0.5 - p.cx);
  let dy = abs(f32(y) + 0.5 - p.cy);
  let inside = clamp(0.5 - (max(dx, dy) - p.radius), 0.0, 1.0);
  let red = u32(40.0 + 200.0 * inside);
  let green = u32(60.0 + 90.0 * inside);
  out[y * p.w + x] = 0xff000000u | (80u << 16u) | (green << 8u) | red;
}
