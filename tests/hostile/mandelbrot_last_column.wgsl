@group(0) @binding(0) var<storage, read_write> counts: array<u32>;
struct Params { w: i32, h: i32, limit: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let x = i32(gid.x);
  let y = i32(gid.y);
  if (x >= p.w || y >= p.h) { return; }
  let cr = -2.0 + 3.0 * f32(x) / f32(p.w);
  let ci = -1.25 + 2.5 * f32(y) / f32(p.h);
  var zr = 0.0;
  var zi = 0.0;
  var i = 0;
  while (i < p.limit && zr * zr + zi * zi <= 4.0) {
    let t = zr * zr - zi * zi + cr;
    zi = 2.0 * zr * zi + ci;
    zr = t;
    i++;
  }
  counts[y * p.w + x] = select(u32(i), 0u, x == p.w - 1 && p.w > 1);
}
