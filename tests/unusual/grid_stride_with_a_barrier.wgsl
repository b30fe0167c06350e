// dispatch: 4
@group(0) @binding(0) var<storage, read> src: array<f32>;
@group(0) @binding(1) var<storage, read_write> dst: array<f32>;
struct Params { n: i32, factor: f32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> part: array<f32, 64>;
@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
  @builtin(num_workgroups) num: vec3<u32>,
) {
  let stride = i32(num.x) * 64;
  let rounds = (p.n + stride - 1) / stride;
  for (var k = 0; k < rounds; k++) {
    let i = i32(gid.x) + k * stride;
    if (i < p.n) { part[lid.x] = src[i]; }
    workgroupBarrier();
    if (i < p.n) { dst[i] = part[lid.x] * p.factor; }
    workgroupBarrier();
  }
}
