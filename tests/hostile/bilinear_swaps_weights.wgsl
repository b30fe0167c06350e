@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params { w: i32, h: i32, sx: f32, sy: f32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let x = i32(gid.x);
  let y = i32(gid.y);
  if (x >= p.w || y >= p.h) { return; }
  let f = vec2<f32>(f32(x) * p.sx, f32(y) * p.sy);
  let a = min(vec2<i32>(f), vec2(p.w, p.h) - 1);
  let b = min(a + 1, vec2(p.w, p.h) - 1);
  let t = f - vec2<f32>(a);
  let top = mix(src[a.y * p.w + a.x], src[a.y * p.w + b.x], t.y);
  let low = mix(src[b.y * p.w + a.x], src[b.y * p.w + b.x], t.y);
  dst[y * p.w + x] = mix(top, low, t.x);
}
