@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> c: array<f32>;
struct Params { m: i32, n: i32, k: i32 }
@group(0) @binding(3) var<uniform> p: Params;
var<workgroup> ta: array<f32, 64>;
var<workgroup> tb: array<f32, 64>;
@compute @workgroup_size(8, 8)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
) {
  let col = i32(gid.x);
  let row = i32(gid.y);
  let at = lid.y * 8u + lid.x;
  var sum = 0.0;
  for (var t = 0; t < p.k; t += 8) {
    let ca = t + i32(lid.x);
    let rb = t + i32(lid.y);
    ta[at] = 0.0;
    tb[at] = 0.0;
    if (row < p.m && ca < p.k) { ta[at] = a[row * p.k + ca]; }
    if (rb < p.k && col < p.n) { tb[at] = b[rb * p.n + col]; }
    workgroupBarrier();
    for (var i = 0u; i < 8u; i++) { sum += ta[lid.y * 8u + i] * tb[i * 8u + lid.x]; }
  }
  if (row < p.m && col < p.n) { c[row * p.n + col] = sum; }
}
