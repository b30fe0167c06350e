// dispatch: 1 fn hidden() {}
@group(0) @binding(0) var<storage, read> b0: array<f32>;
@group(0) @binding(1) var<storage, read> b1: array<f32>;
@group(0) @binding(2) var<storage, read_write> ret: array<f32>;
struct Params { n: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(1)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  var sum = 0.0;
  for (var i = 0; i < p.n; i++) { sum += b0[i] * b1[i]; }
  ret[0] = sum;
}
