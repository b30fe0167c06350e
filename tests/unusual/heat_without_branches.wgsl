@group(0) @binding(0) var<storage, read> now: array<f32>;
@group(0) @binding(1) var<storage, read_write> next: array<f32>;
struct Params { w: i32, h: i32, rate: f32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let x = i32(gid.x);
  let y = i32(gid.y);
  if (x >= p.w || y >= p.h) { return; }
  let i = y * p.w + x;
  let last = p.w * p.h - 1;
  let centre = now[i];
  let around = now[max(i - 1, 0)] + now[min(i + 1, last)] + now[max(i - p.w, 0)] + now[min(i + p.w, last)];
  let inside = x > 0 && y > 0 && x < p.w - 1 && y < p.h - 1;
  next[i] = select(centre, centre + p.rate * (around - 4.0 * centre), inside);
}
