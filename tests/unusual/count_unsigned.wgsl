@group(0) @binding(0) var<storage, read_write> out: array<i32>;
struct Params { n: i32, base: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  if (gid.x < u32(p.n)) { out[gid.x] = bitcast<i32>(bitcast<u32>(p.base) + gid.x); }
}
