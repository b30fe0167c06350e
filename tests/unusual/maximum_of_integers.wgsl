// dispatch: 1
@group(0) @binding(0) var<storage, read> b0: array<i32>;
@group(0) @binding(1) var<storage, read_write> ret: array<atomic<i32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> best: atomic<i32>;
@compute @workgroup_size(128)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  if (lid.x == 0u) { atomicStore(&best, i32(-2147483647) - 1); }
  workgroupBarrier();
  var mine = i32(-2147483647) - 1;
  for (var i = i32(lid.x); i < p.n; i += 128) { mine = max(mine, b0[i]); }
  atomicMax(&best, mine);
  workgroupBarrier();
  if (lid.x == 0u) { atomicStore(&ret[0], atomicLoad(&best)); }
}
