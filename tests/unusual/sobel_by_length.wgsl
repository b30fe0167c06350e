@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params { w: i32, h: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let at = vec2<i32>(gid.xy);
  let size = vec2<i32>(p.w, p.h);
  if (any(at < vec2<i32>(1)) || any(at >= size - 1)) { return; }
  var g = vec2<f32>();
  for (var d = -1; d <= 1; d++) {
    let weight = f32(2 - abs(d));
    g.x += weight * (src[(at.y + d) * p.w + at.x + 1] - src[(at.y + d) * p.w + at.x - 1]);
    g.y += weight * (src[(at.y + 1) * p.w + at.x + d] - src[(at.y - 1) * p.w + at.x + d]);
  }
  dst[at.y * p.w + at.x] = length(g);
}
