@group(0) @binding(0) var<storage, read> src: array<u32>;
@group(0) @binding(1) var<storage, read_write> bins: array<atomic<u32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> local: array<atomic<u32>, 256>;
@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
) {
  for (var k = lid.x; k < 256u; k += 64u) { atomicStore(&local[k], 0u); }
  let i = gid.x;
  if (i < u32(p.n)) { atomicAdd(&local[(src[i / 4u] >> ((i % 4u) * 8u)) & 255u], 1u); }
  workgroupBarrier();
  for (var k = lid.x; k < 256u; k += 64u) { atomicAdd(&bins[k], atomicLoad(&local[k])); }
}
