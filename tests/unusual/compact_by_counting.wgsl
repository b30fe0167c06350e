@group(0) @binding(0) var<storage, read> x: array<i32>;
@group(0) @binding(1) var<storage, read_write> out: array<i32>;
@group(0) @binding(2) var<storage, read_write> count: array<i32>;
struct Params { n: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  var before = 0;
  for (var k = 0; k < i; k++) { before += select(0, 1, x[k] > 0); }
  let mine = x[i] > 0;
  if (mine) { out[before] = x[i]; }
  if (i == p.n - 1) { count[0] = before + i32(mine); }
}
