@group(0) @binding(0) var<storage, read> b0: array<i32>;
@group(0) @binding(1) var<storage, read_write> b1: array<i32>;
struct Params { n: i32 }
@group(0) @binding(2) var<uniform> p: Params;
const TABLE = array<u32, 16>(
  0x00000000u, 0x1db71064u, 0x3b6e20c8u, 0x26d930acu, 0x76dc4190u, 0x6b6b51f4u, 0x4db26158u, 0x5005713cu,
  0xedb88320u, 0xf00f9344u, 0xd6d6a3e8u, 0xcb61b38cu, 0x9b64c2b0u, 0x86d3d2d4u, 0xa00ae278u, 0xbdbdf21du,
);
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let i = i32(gid.x);
  if (i >= p.n) { return; }
  var table = TABLE;
  var crc = ~u32(b0[i]);
  for (var k = 0; k < 8; k++) { crc = (crc >> 4u) ^ table[crc & 15u]; }
  b1[i] = i32(~crc);
}
