// Transposes a rows×cols matrix.
//
// $ asc transpose.ts --runtime stub --noAssert -O2 -o $T/transpose.wasm
// $ wasm2wat $T/transpose.wasm -o ../linear/transpose.wat
export function transpose(src: usize, dst: usize, rows: i32, cols: i32): void {
  for (let r: i32 = 0; r < rows; r++) {
    for (let c: i32 = 0; c < cols; c++) {
      store<f32>(dst + (<usize>(c * rows + r) << 2), load<f32>(src + (<usize>(r * cols + c) << 2)));
    }
  }
}
