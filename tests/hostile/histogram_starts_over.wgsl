// dispatch: 1
@group(0) @binding(0) var<storage, read> src: array<u32>;
@group(0) @binding(1) var<storage, read_write> bins: array<atomic<u32>>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(256)
fn main(@builtin(local_invocation_id) lid: vec3<u32>) {
  atomicStore(&bins[lid.x], 0u);
  storageBarrier();
  for (var i = lid.x; i < u32(p.n); i += 256u) { atomicAdd(&bins[(src[i / 4u] >> ((i % 4u) * 8u)) & 255u], 1u); }
}
