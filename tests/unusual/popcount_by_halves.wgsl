@group(0) @binding(0) var<storage, read> words: array<i32>;
@group(0) @binding(1) var<storage, read_write> counts: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  var v = bitcast<u32>(words[i]);
  v = v - ((v >> 1u) & 0x55555555u);
  v = (v & 0x33333333u) + ((v >> 2u) & 0x33333333u);
  v = (v + (v >> 4u)) & 0x0f0f0f0fu;
  counts[i] = i32((v * 0x01010101u) >> 24u);
}
