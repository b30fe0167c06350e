@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params { rows: i32, cols: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let r = i32(gid.x);
  if (r >= p.rows) { return; }
  var sum = 0.0;
  for (var c = 0; c < p.cols; c++) { sum += exp(x[r * p.cols + c]); }
  for (var c = 0; c < p.cols; c++) { out[r * p.cols + c] = exp(x[r * p.cols + c]) / sum; }
}
