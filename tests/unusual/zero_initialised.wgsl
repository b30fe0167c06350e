// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> ret: array<f32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> part: array<f32, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  var sum: f32;
  for (var i = i32(lid.x); i < p.n; i += 64) { sum += x[i]; }
  if (i32(lid.x) < p.n) { part[lid.x] = sum; }
  workgroupBarrier();
  if (lid.x == 0u) {
    var all: f32;
    for (var k = 0; k < 64; k++) { all += part[k]; }
    ret[0] = all;
  }
}
