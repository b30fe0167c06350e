// dispatch: n0
@group(0) @binding(0) var<storage, read> b0: array<f32>;
@group(0) @binding(1) var<storage, read> b1: array<f32>;
@group(0) @binding(2) var<storage, read_write> b2: array<f32>;
struct Params { n0: i32, n1: i32 }
@group(0) @binding(3) var<uniform> p: Params;
var<workgroup> part: array<f32, 32>;
@compute @workgroup_size(32)
fn main(@builtin(local_invocation_id) lid: vec3<u32>, @builtin(workgroup_id) wid: vec3<u32>) {
  let r = i32(wid.x);
  var sum = 0.0;
  for (var c = i32(lid.x); c < p.n1; c += 32) { sum += b0[r * p.n1 + c] * b1[c]; }
  part[lid.x] = sum;
  workgroupBarrier();
  for (var half = 16u; half > 0u; half >>= 1u) {
    if (lid.x < half) { part[lid.x] += part[lid.x + half]; }
    workgroupBarrier();
  }
  if (lid.x == 0u) { b2[r] = part[0]; }
}
