@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i < p.n) {
    out[i] = vec4<f32>(x[i]);
    out[i].y *= 2.0;
    out[i][2] *= 4.0;
    out[i].w = x[i] * 8.0;
  }
}
