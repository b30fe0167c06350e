// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> sum: i32;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  if (i32(lid.x) < p.n && x[lid.x] != 0) { workgroupBarrier(); }
  if (lid.x == 0u) {
    for (var i = 0; i < p.n; i++) {
      sum += x[i];
      out[i] = sum;
    }
  }
}
