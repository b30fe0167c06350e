@group(0) @binding(0) var<storage, read> b0: array<f32>;
@group(0) @binding(1) var<storage, read> b1: array<f32>;
@group(0) @binding(2) var<storage, read_write> b2: array<f32>;
struct Params { n0: i32, n1: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let r = i32(gid.x);
  if (r >= p.n0) { return; }
  var sum = 0.0;
  for (var c = 0; c < p.n1; c++) { sum += b0[c * p.n0 + r] * b1[c]; }
  b2[r] = sum;
}
