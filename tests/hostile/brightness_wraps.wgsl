@group(0) @binding(0) var<storage, read_write> pixels: array<u32>;
struct Params { n: u32, offset: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = gid.x;
  if (i >= p.n) { return; }
  let c = pixels[i];
  let o = p.offset;
  let r = u32(i32(c & 255u) + o) & 255u;
  let g = u32(i32((c >> 8u) & 255u) + o) & 255u;
  let b = u32(i32((c >> 16u) & 255u) + o) & 255u;
  pixels[i] = (c & 0xff000000u) | (b << 16u) | (g << 8u) | r;
}
