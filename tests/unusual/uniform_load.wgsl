// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> carry: i32;
var<workgroup> part: array<i32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  for (var base = 0; base < p.n; base += 64) {
    let i = base + i32(lid.x);
    if (i < p.n) { part[lid.x] = x[i]; }
    let before = workgroupUniformLoad(&carry);
    var sum = before;
    for (var k = 0u; k <= lid.x; k++) { sum += part[k]; }
    if (i < p.n) { out[i] = sum; }
    workgroupBarrier();
    if (lid.x == 63u) { carry = sum; }
    workgroupBarrier();
  }
}
