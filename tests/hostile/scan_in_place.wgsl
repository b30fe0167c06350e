// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> part: array<i32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  var carry = 0;
  for (var base = 0; base < p.n; base += 64) {
    let i = base + i32(lid.x);
    workgroupBarrier();
    part[lid.x] = 0;
    if (i < p.n) { part[lid.x] = x[i]; }
    workgroupBarrier();
    for (var step = 1u; step < 64u; step <<= 1u) {
      if (lid.x >= step) { part[lid.x] += part[lid.x - step]; }
      workgroupBarrier();
    }
    if (i < p.n) { out[i] = part[lid.x] + carry; }
    carry += part[63];
  }
}
