@group(0) @binding(0) var<storage, read> rgba: array<u32>;
@group(0) @binding(1) var<storage, read_write> gray: array<u32>;
struct Params { pixels: i32 }
@group(0) @binding(2) var<uniform> p: Params;
fn luma(c: u32) -> u32 {
  let v = unpack4xU8(c);
  return (dot(v, vec4<u32>(77u, 150u, 29u, 0u)) + 128u) >> 8u;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let n = u32(p.pixels);
  let first = gid.x * 4u;
  if (first >= n) { return; }
  var word = vec4<u32>();
  for (var k = 0u; k < min(4u, n - first); k++) { word[k] = luma(rgba[first + k]); }
  let used = min(4u, n - first) * 8u;
  let mask = select((1u << used) - 1u, 0xffffffffu, used == 32u);
  gray[gid.x] = (gray[gid.x] & ~mask) | (pack4xU8(word) & mask);
}
