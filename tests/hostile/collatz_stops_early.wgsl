@group(0) @binding(0) var<storage, read> b0: array<u32>;
@group(0) @binding(1) var<storage, read_write> b1: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  var v = b0[i];
  var count = 0;
  while (v > 1u && count < 100) {
    v = select(v >> 1u, 3u * v + 1u, (v & 1u) == 1u);
    count++;
  }
  b1[i] = count;
}
