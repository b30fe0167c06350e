@group(0) @binding(0) var<storage, read_write> counts: array<u32>;
struct Params { w: i32, h: i32, limit: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let x = i32(gid.x);
  let y = i32(gid.y);
  if (x >= p.w || y >= p.h) { return; }
  let c = vec2<f32>(-2.0 + 3.0 * f32(x) / f32(p.w), -1.25 + 2.5 * f32(y) / f32(p.h));
  var z = vec2<f32>();
  var i = 0;
  loop {
    if (i >= p.limit) { break; }
    if (z.x * z.x + z.y * z.y > 4.0) { break; }
    z = vec2<f32>(z.x * z.x - z.y * z.y + c.x, 2.0 * z.x * z.y + c.y);
    continuing { i++; }
  }
  counts[y * p.w + x] = u32(i);
}
