// dispatch: ceil_div(n, 64)
@group(0) @binding(0) var<storage, read> b0: array<i32>;
@group(0) @binding(1) var<storage, read_write> ret: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i < p.n) {
    if (i == 0) { ret[0] = b0[0]; }
    if (b0[i] > ret[0]) { ret[0] = b0[i]; }
  }
}
