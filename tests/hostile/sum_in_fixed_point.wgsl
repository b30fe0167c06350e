// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> ret: array<atomic<u32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> all: atomic<i32>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  for (var i = i32(lid.x); i < p.n; i += 64) { atomicAdd(&all, i32(x[i] * 4096.0)); }
  workgroupBarrier();
  if (lid.x == 0u) { atomicStore(&ret[0], bitcast<u32>(f32(atomicLoad(&all)) / 4096.0)); }
}
