// dispatch: 1
@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
@group(0) @binding(2) var<storage, read_write> count: array<i32>;
struct Params { n: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(1)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  var k = 0;
  for (var i = 0; i < p.n; i++) {
    if (x[i] > 0) {
      out[k] = x[i];
      k++;
    }
  }
}
