@group(0) @binding(0) var<storage, read> b0: array<f32>;
@group(0) @binding(1) var<storage, read_write> b1: array<f32>;
struct Params { n0: i32, n1: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> tile: array<array<f32, 9>, 8>;
@compute @workgroup_size(8, 8)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
  @builtin(workgroup_id) wid: vec3<u32>,
) {
  let c = i32(gid.x);
  let r = i32(gid.y);
  if (c < p.n1 && r < p.n0) { tile[lid.y][lid.x] = b0[r * p.n1 + c]; }
  workgroupBarrier();
  let tr = i32(wid.y * 8u + lid.x);
  let tc = i32(wid.x * 8u + lid.y);
  if (tr < p.n0 && tc < p.n1) { b1[tc * p.n0 + tr] = tile[lid.x][lid.y]; }
}
