@group(0) @binding(0) var<storage, read_write> b0: array<f32>;
struct Params { n: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i < p.n || b0[i] < 0.0) { b0[i] = max(b0[i], 0.0); }
}
