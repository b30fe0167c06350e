// Black or white: AssemblyScript with raw pointers.
//
// $ asc threshold.ts --runtime stub --noAssert -O3 --converge -o $T/threshold.wasm
// $ wasm2wat $T/threshold.wasm -o ../image/threshold.wat
export function threshold(src: usize, dst: usize, n: i32, level: i32): void {
  for (let i: i32 = 0; i < n; i++) {
    const v: i32 = load<u8>(src + <usize>i);
    store<u8>(dst + <usize>i, v >= level ? 255 : 0);
  }
}
