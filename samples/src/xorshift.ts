// A 32-bit integer hash: multiply and xor-shift rounds.
//
// $ asc xorshift.ts --runtime stub --noAssert -O3 -o $T/xorshift.wasm
// $ wasm2wat $T/xorshift.wasm -o ../integer/xorshift.wat
export function xorshift(keys: usize, hashes: usize, n: i32): void {
  for (let i: i32 = 0; i < n; i++) {
    let h: u32 = load<u32>(keys + (<usize>i << 2));
    h ^= h >> 16;
    h *= 0x7feb352d;
    h ^= h >> 15;
    h *= 0x846ca68b;
    h ^= h >> 16;
    store<u32>(hashes + (<usize>i << 2), h);
  }
}
