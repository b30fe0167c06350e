@group(0) @binding(0) var<storage, read> words: array<i32>;
@group(0) @binding(1) var<storage, read_write> counts: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  let both = vec2<f32>(f32(countOneBits(words[i] & 0xffff)), f32(countOneBits(bitcast<u32>(words[i]) >> 16u)));
  let halves = unpack2x16float(pack2x16float(both));
  counts[i] = i32(halves.x + halves.y);
}
