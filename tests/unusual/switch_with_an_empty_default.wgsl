// dispatch: 4*n
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(1)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x) / 4;
  var v = x[i];
  switch gid.x & 3u {
    case 0u: { }
    case 1u: { v += v; }
    case 2u: { v *= 4.0; }
    case 3u: { v *= 8.0; }
    default: { }
  }
  if (gid.x < u32(4 * p.n)) { out[gid.x] = v; }
}
