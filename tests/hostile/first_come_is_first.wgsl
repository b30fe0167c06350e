// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> ret: array<atomic<i32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> best: atomic<i32>;
var<workgroup> winner: atomic<i32>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  if (lid.x == 0u) {
    atomicStore(&best, -2147483648);
    atomicStore(&winner, -1);
  }
  workgroupBarrier();
  for (var i = i32(lid.x); i < p.n; i += 64) { atomicMax(&best, x[i]); }
  workgroupBarrier();
  let most = atomicLoad(&best);
  for (var i = i32(lid.x); i < p.n; i += 64) {
    if (x[i] == most) { atomicCompareExchangeWeak(&winner, -1, i); }
  }
  workgroupBarrier();
  if (lid.x == 0u) { atomicStore(&ret[0], atomicLoad(&winner)); }
}
