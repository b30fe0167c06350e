@group(0) @binding(0) var<storage, read_write> out: array<i32>;
struct Params { n: i32, base: i32 }
@group(0) @binding(1) var<uniform> p: Params;
fn count(k: i32) -> i32 {
  if (k <= 0) { return p.base; }
  return count(k - 1) + 1;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i < p.n) { out[i] = count(i); }
}
