@group(0) @binding(0) var<storage, read> b0: array<u32>;
@group(0) @binding(1) var<storage, read_write> b1: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  var root = 0u;
  for (var bit = 1u << 15u; bit > 0u; bit >>= 1u) {
    let next = root | bit;
    if (next * next <= b0[i]) { root = next; }
  }
  b1[i] = i32(root);
}
