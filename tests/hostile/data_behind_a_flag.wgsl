@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
@group(0) @binding(2) var<storage, read_write> sums: array<atomic<i32>>;
struct Params { n: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
  @builtin(workgroup_id) wid: vec3<u32>,
) {
  let i = i32(gid.x);
  if (lid.x != 0u || i >= p.n) { return; }
  var before = 0;
  if (wid.x > 0u) {
    if (atomicLoad(&sums[wid.x - 1u]) != 0) {
      before = out[i - 1];
    } else {
      for (var k = 0; k < i; k++) { before += x[k]; }
    }
  }
  for (var k = i; k < min(i + 64, p.n); k++) {
    before += x[k];
    out[k] = before;
  }
  atomicStore(&sums[wid.x], before);
}
