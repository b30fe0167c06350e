@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> ret: array<atomic<u32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> part: array<f32, 64>;
@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
) {
  let i = i32(gid.x);
  let t = lid.x;
  part[t] = 0.0;
  if (i < p.n) { part[t] = x[i]; }
  workgroupBarrier();
  for (var half = 32u; half > 0u; half >>= 1u) {
    if (t < half) { part[t] += part[t + half]; }
    workgroupBarrier();
  }
  if (t == 0u) {
    var old = atomicLoad(&ret[0]);
    loop {
      let r = atomicCompareExchangeWeak(&ret[0], old, bitcast<u32>(bitcast<f32>(old) + part[0]));
      if (r.exchanged) { break; }
      old = r.old_value;
    }
  }
}
