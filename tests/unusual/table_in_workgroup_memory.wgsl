@group(0) @binding(0) var<storage, read> b0: array<i32>;
@group(0) @binding(1) var<storage, read_write> b1: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
var<workgroup> table: array<u32, 16>;
@compute @workgroup_size(64)
fn main(
  @builtin(global_invocation_id) gid: vec3<u32>,
  @builtin(local_invocation_id) lid: vec3<u32>,
) {
  if (lid.x % 4u == 0u) {
    var v = lid.x / 4u;
    for (var bit = 0; bit < 4; bit++) { v = (v >> 1u) ^ (0xedb88320u * (v & 1u)); }
    table[lid.x / 4u] = v;
  }
  workgroupBarrier();
  let i = i32(gid.x);
  if (i < p.n) {
    var crc = ~u32(b0[i]);
    for (var k = 0; k < 8; k++) { crc = (crc >> 4u) ^ table[crc & 15u]; }
    b1[i] = i32(~crc);
  }
}
