@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>, @builtin(num_workgroups) num: vec3<u32>) {
  let each = (u32(p.n) + num.x * 64u - 1u) / (num.x * 64u);
  let i = gid.x * each;
  if (i < u32(p.n)) { out[i] = x[i] * x[i] * f32(num.x) / f32((u32(p.n) + 63u) / 64u); }
}
