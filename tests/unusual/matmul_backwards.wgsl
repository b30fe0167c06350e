@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read> b: array<f32>;
@group(0) @binding(2) var<storage, read_write> c: array<f32>;
struct Params { m: i32, n: i32, k: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let col = i32(gid.x);
  let row = i32(gid.y);
  if (col >= p.n || row >= p.m) { return; }
  var sum = 0.0;
  for (var i = p.k - 1; i >= 0; i--) { sum += a[row * p.k + i] * b[i * p.n + col]; }
  c[row * p.n + col] = sum;
}
