// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
@group(0) @binding(2) var<storage, read_write> count: array<atomic<i32>>;
struct Params { n: i32 }
@group(0) @binding(3) var<uniform> p: Params;
var<workgroup> ticket: atomic<i32>;
@compute @workgroup_size(256)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  for (var i = i32(lid.x); i < p.n; i += 256) {
    if (x[i] > 0) {
      let at = atomicAdd(&ticket, 1);
      out[at] = x[i];
    }
  }
  workgroupBarrier();
  if (lid.x == 0u) { atomicStore(&count[0], atomicLoad(&ticket)); }
}
