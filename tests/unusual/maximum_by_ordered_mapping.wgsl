// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> ret: array<atomic<u32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> best: atomic<u32>;
fn order(v: f32) -> u32 {
  let bits = bitcast<u32>(v);
  return select(bits | 0x80000000u, ~bits, (bits >> 31u) == 1u);
}
fn unorder(key: u32) -> u32 {
  return select(~key, key & 0x7fffffffu, (key >> 31u) == 1u);
}
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  if (lid.x == 0u) { atomicStore(&best, order(-3.0e38)); }
  workgroupBarrier();
  for (var i = i32(lid.x); i < p.n; i += 64) { atomicMax(&best, order(x[i])); }
  workgroupBarrier();
  if (lid.x == 0u) { atomicStore(&ret[0], unorder(atomicLoad(&best))); }
}
