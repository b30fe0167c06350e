@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
@group(0) @binding(2) var<storage, read_write> sums: array<atomic<i32>>;
struct Params { n: i32 }
@group(0) @binding(3) var<uniform> p: Params;
var<workgroup> part: array<i32, 64>;
@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
  @builtin(workgroup_id) wid: vec3<u32>,
) {
  let i = i32(gid.x);
  if (i < p.n) { part[lid.x] = x[i]; }
  workgroupBarrier();
  if (lid.x == 0u && i < p.n) {
    var before = 0;
    if (wid.x > 0u) {
      loop {
        before = atomicLoad(&sums[wid.x - 1u]);
        if (before != 0) { break; }
      }
    }
    for (var k = 0; k < 64 && i + k < p.n; k++) {
      before += part[k];
      out[i + k] = before;
    }
    atomicStore(&sums[wid.x], before);
  }
}
