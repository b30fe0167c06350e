@group(0) @binding(0) var<storage, read_write> pixels: array<u32>;
struct Params { n: u32, offset: i32 }
@group(0) @binding(1) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = gid.x;
  if (i >= p.n) { return; }
  let c = unpack4xU8(pixels[i]);
  let o = vec4<i32>(vec3<i32>(p.offset), 0);
  pixels[i] = pack4xU8(vec4<u32>(clamp(vec4<i32>(c) + o, vec4<i32>(0), vec4<i32>(255))));
}
