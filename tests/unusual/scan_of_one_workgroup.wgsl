// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> part: array<array<i32, 64>, 2>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  let t = lid.x;
  var carry = 0;
  for (var base = 0; base < p.n; base += 64) {
    let i = base + i32(t);
    var now = 0u;
    part[0][t] = 0;
    if (i < p.n) { part[0][t] = x[i]; }
    workgroupBarrier();
    for (var step = 1u; step < 64u; step <<= 1u) {
      var v = part[now][t];
      if (t >= step) { v += part[now][t - step]; }
      now = 1u - now;
      part[now][t] = v;
      workgroupBarrier();
    }
    if (i < p.n) { out[i] = part[now][t] + carry; }
    carry += part[now][63];
    workgroupBarrier();
  }
}
