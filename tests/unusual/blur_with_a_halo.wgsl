@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params { w: i32, h: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> tile: array<f32, 100>;
@compute @workgroup_size(8, 8)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_index) lix: u32,
  @builtin(workgroup_id) wid: vec3<u32>,
) {
  let origin = vec2<i32>(wid.xy * 8u) - 1;
  for (var k = lix; k < 100u; k += 64u) {
    let at = clamp(origin + vec2<i32>(i32(k % 10u), i32(k / 10u)), vec2<i32>(0), vec2<i32>(p.w, p.h) - 1);
    tile[k] = src[at.y * p.w + at.x];
  }
  workgroupBarrier();
  let x = gid.x;
  let y = gid.y;
  if (x < u32(p.w) && y < u32(p.h)) {
    let c = (lix / 8u + 1u) * 10u + lix % 8u + 1u;
    var sum = 0.0;
    for (var dy = 0u; dy < 3u; dy++) {
      for (var dx = 0u; dx < 3u; dx++) { sum += tile[c + dy * 10u + dx - 11u]; }
    }
    dst[y * u32(p.w) + x] = sum * (1.0 / 9.0);
  }
}
