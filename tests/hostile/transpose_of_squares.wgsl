@group(0) @binding(0) var<storage, read> b0: array<f32>;
@group(0) @binding(1) var<storage, read_write> b1: array<f32>;
struct Params { n0: i32, n1: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let c = i32(gid.x);
  let r = i32(gid.y);
  if (c < p.n1 && r < p.n1) { b1[c * p.n1 + r] = b0[r * p.n1 + c]; }
}
