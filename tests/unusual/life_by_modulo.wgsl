@group(0) @binding(0) var<storage, read> now: array<u32>;
@group(0) @binding(1) var<storage, read_write> next: array<atomic<u32>>;
struct Params { w: i32, h: i32 }
@group(0) @binding(2) var<uniform> p: Params;
fn cell(x: i32, y: i32) -> u32 {
  let at = u32(((y + p.h) % p.h) * p.w + (x + p.w) % p.w);
  return extractBits(now[at / 4u], (at % 4u) * 8u, 8u);
}
@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) gid: vec3<u32>) {
  let x = i32(gid.x);
  let y = i32(gid.y);
  if (x >= p.w || y >= p.h) { return; }
  var around = 0u;
  for (var k = 0; k < 9; k++) {
    if (k == 4) { continue; }
    around += cell(x + k % 3 - 1, y + k / 3 - 1);
  }
  let alive = around == 3u || (around == 2u && cell(x, y) != 0u);
  let at = u32(y * p.w + x);
  let s = (at % 4u) * 8u;
  atomicAnd(&next[at / 4u], ~(255u << s));
  atomicOr(&next[at / 4u], u32(alive) << s);
}
