@group(0) @binding(0) var<storage, read_write> out: array<u32>;
struct Params { w: u32, h: u32, cx: f32, cy: f32, radius: f32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  if (gid.x >= p.w || gid.y >= p.h) { return; }
  let d = vec2<f32>(gid.xy) + 0.5 - vec2<f32>(p.cx, p.cy);
  let inside = saturate(0.5 - (sqrt(d.x * d.x + d.y * d.y) - p.radius));
  let c = vec2<u32>(vec2<i32>(vec2<f32>(40.0, 60.0) + vec2<f32>(200.0, 90.0) * inside));
  out[gid.y * p.w + gid.x] = c.x | (c.y << 8u) | 0xff500000u;
}
