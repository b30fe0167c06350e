@group(0) @binding(0) var<storage, read_write> out: array<u32>;
struct Params { w: u32, h: u32, step_: f32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  if (gid.x >= p.w || gid.y >= p.h) { return; }
  let cr = (f32(gid.x) + 0.5) * p.step_ - 2.0;
  let ci = (f32(gid.y) + 0.5) * p.step_ - 1.0;
  var zr = 0.0;
  var zi = 0.0;
  var count = 0u;
  while (count < 63u && zr * zr + zi * zi <= 4.0) {
    let t = zr * zr - zi * zi + cr;
    zi = 2.0 * zr * zi + ci;
    zr = t;
    count++;
  }
  let shade = 255u - count * 255u / 64u;
  out[gid.y * p.w + gid.x] = 0xff000000u | (shade << 16u) | (shade << 8u) | shade;
}
