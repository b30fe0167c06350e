@group(0) @binding(0) var<storage, read> rgba: array<u32>;
@group(0) @binding(1) var<storage, read_write> gray: array<u32>;
struct Params { pixels: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = gid.x;
  let n = u32(p.pixels);
  if (i * 4u >= n) { return; }
  var word = gray[i];
  for (var k = 0u; k < 4u && i * 4u + k < n; k++) {
    let c = rgba[i * 4u + k];
    let v = (76u * (c & 255u) + 151u * ((c >> 8u) & 255u) + 29u * ((c >> 16u) & 255u) + 128u) >> 8u;
    word = (word & ~(255u << (k * 8u))) | (v << (k * 8u));
  }
  gray[i] = word;
}
