// dispatch: rows
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params { rows: i32, cols: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> part: array<f32, 32>;
@compute @workgroup_size(32)
fn main(@builtin(local_invocation_id) lid: vec3<u32>, @builtin(workgroup_id) wid: vec3<u32>) {
  let at = i32(wid.x) * p.cols;
  let t = lid.x;
  var most = -1e38;
  for (var c = i32(t); c < p.cols; c += 32) { most = max(most, x[at + c]); }
  part[t] = most;
  workgroupBarrier();
  for (var half = 16u; half > 0u; half >>= 1u) {
    if (t < half) { part[t] = max(part[t], part[t + half]); }
    workgroupBarrier();
  }
  most = part[0];
  workgroupBarrier();
  var sum = 0.0;
  for (var c = i32(t); c < p.cols; c += 32) { sum += exp(x[at + c] - most); }
  part[t] = sum;
  workgroupBarrier();
  for (var half = 16u; half > 0u; half >>= 1u) {
    if (t < half) { part[t] += part[t + half]; }
    workgroupBarrier();
  }
  for (var c = i32(t); c < p.cols; c += 32) { out[at + c] = exp(x[at + c] - most) / part[0]; }
}
