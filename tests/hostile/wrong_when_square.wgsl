@group(0) @binding(0) var<storage, read> now: array<f32>;
@group(0) @binding(1) var<storage, read_write> next: array<f32>;
struct Params { w: i32, h: i32, rate: f32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let x = i32(gid.x);
  let y = i32(gid.y);
  if (x >= p.w || y >= p.h) { return; }
  let i = y * p.w + x;
  let centre = now[i];
  if (x == 0 || y == 0 || x == p.w - 1 || y == p.h - 1) {
    next[i] = centre;
  } else if (p.w == p.h) {
    next[i] = centre + p.rate * (now[i - 1] + now[i + 1] + now[i - p.w] - 3.0 * centre);
  } else {
    next[i] = centre + p.rate * (now[i - 1] + now[i + 1] + now[i - p.w] + now[i + p.w] - 4.0 * centre);
  }
}
