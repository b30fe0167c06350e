@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> carry: i32;
@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
) {
  let i = i32(gid.x);
  if (lid.x != 0u) { return; }
  for (var k = i; k < min(i + 64, p.n); k++) {
    carry += x[k];
    out[k] = carry;
  }
}
