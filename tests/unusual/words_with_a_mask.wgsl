@group(0) @binding(0) var<storage, read> src: array<u32>;
@group(0) @binding(1) var<storage, read_write> dst: array<u32>;
struct Params { n: i32, level: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = gid.x;
  let n = u32(p.n);
  if (i * 4u >= n) { return; }
  var word = 0u;
  var mask = 0u;
  for (var k = 0u; k < 4u; k++) {
    if (i * 4u + k < n) {
      mask |= 255u << (k * 8u);
      if (i32((src[i] >> (k * 8u)) & 255u) >= p.level) { word |= 255u << (k * 8u); }
    }
  }
  dst[i] = (dst[i] & ~mask) | word;
}
