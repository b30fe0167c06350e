// dispatch: 1
@group(0) @binding(0) var<storage, read> b0: array<f32>;
@group(0) @binding(1) var<storage, read> b1: array<f32>;
@group(0) @binding(2) var<storage, read_write> ret: array<f32>;
struct Params { n: i32 }
@group(0) @binding(3) var<uniform> p: Params;
var<workgroup> part: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  let t = lid.x;
  var sum = 0.0;
  for (var i = i32(t); i < p.n; i += 64) { sum += b0[i] * b1[i]; }
  part[t] = sum;
  workgroupBarrier();
  for (var half = 32u; half > 0u; half >>= 1u) {
    if (t < half) { part[t] += part[t + half]; }
    workgroupBarrier();
  }
  if (t == 0u) { ret[0] = part[0]; }
}
