@group(0) @binding(0) var<storage, read> a: array<i32>;
@group(0) @binding(1) var<storage, read> b: array<i32>;
@group(0) @binding(2) var<storage, read_write> b0: array<i32>;
struct Params { n: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  var v = vec2<u32>(bitcast<u32>(a[i]), bitcast<u32>(b[i]));
  while (v.y != 0u) { v = vec2<u32>(v.y, v.x % v.y); }
  b0[i] = bitcast<i32>(v.x);
}
