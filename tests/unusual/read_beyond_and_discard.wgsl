@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> taps: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params { n: i32, k: i32 }
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  var sum = 0.0;
  for (var j = 0; j < p.k; j += 2) {
    let second = taps[min(j + 1, p.k - 1)] * x[min(i + j + 1, i + p.k - 1)];
    sum += taps[j] * x[i + j];
    sum += select(0.0, second, j + 1 < p.k);
  }
  out[i] = sum;
}
