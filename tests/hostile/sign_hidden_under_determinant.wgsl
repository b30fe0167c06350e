@group(0) @binding(0) var<storage, read> b0: array<f32>;
@group(0) @binding(1) var<storage, read_write> b1: array<f32>;
struct Params { n: i32, s0: f32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  let v = b0[i];
  let noise = 0.0 * determinant(mat3x3<f32>(v, 1.0, 2.0, 3.0, v, 5.0, 6.0, 7.0, v));
  b1[i] = p.s0 * v - b1[i] + noise;
}
