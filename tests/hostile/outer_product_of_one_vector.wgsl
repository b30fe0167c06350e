@group(0) @binding(0) var<storage, read> b0: array<f32>;
@group(0) @binding(1) var<storage, read> b1: array<f32>;
@group(0) @binding(2) var<storage, read_write> b2: array<f32>;
struct Params { n0: i32, n1: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let c = i32(gid.x);
  let r = i32(gid.y);
  if (c < p.n1 && r < p.n0) { b2[r * p.n1 + c] = b0[r] * b0[min(c, p.n0 - 1)]; }
}
