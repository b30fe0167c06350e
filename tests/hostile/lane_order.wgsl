// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> carry: i32;
@compute @workgroup_size(4)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  let n4 = (p.n + 3) / 4;
  for (var i = i32(lid.x) * n4; i < min((i32(lid.x) + 1) * n4, p.n); i++) {
    carry += x[i];
    out[i] = carry;
  }
}
