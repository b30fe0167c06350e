@group(0) @binding(0) var<storage, read_write> words: array<i32>;
struct Params { n: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  let v = u32(words[i]);
  words[i] = i32(((v & 0x00ff00ffu) << 8u) | ((v >> 8u) & 0x00ff00ffu));
}
