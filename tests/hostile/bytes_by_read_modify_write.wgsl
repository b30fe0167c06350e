@group(0) @binding(0) var<storage, read> src: array<u32>;
@group(0) @binding(1) var<storage, read_write> dst: array<u32>;
struct Params { n: i32, low: i32, high: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = gid.x;
  if (i >= u32(p.n)) { return; }
  let s = (i % 4u) * 8u;
  let v = min(max(i32((src[i / 4u] >> s) & 255u), p.low), p.high);
  dst[i / 4u] = (dst[i / 4u] & ~(255u << s)) | (u32(v & 255) << s);
}
