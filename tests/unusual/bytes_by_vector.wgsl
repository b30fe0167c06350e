@group(0) @binding(0) var<storage, read_write> words: array<i32>;
struct Params { n: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i < p.n) { words[i] = bitcast<i32>(pack4xU8(unpack4xU8(bitcast<u32>(words[i])).wzyx)); }
}
