@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> part: array<i32, 64>;
@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
) {
  let i = i32(gid.x);
  if (i < p.n) { part[lid.x] = x[i]; }
  workgroupBarrier();
  if (i < p.n) {
    var sum = 0;
    for (var k = 0u; k <= lid.x; k++) { sum += part[k]; }
    out[i] = sum;
  }
}
