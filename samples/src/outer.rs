// The outer product of two vectors.
//
// $ rustc-wasm --target wasm32-unknown-unknown --crate-type cdylib -C opt-level=s -C panic=abort -C linker=wasm-ld -C strip=symbols outer.rs -o $T/outer.wasm
// $ wasm2wat $T/outer.wasm -o ../linear/outer.wat
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

#[no_mangle]
pub unsafe extern "C" fn outer(a: *const f32, b: *const f32, out: *mut f32, rows: u32, cols: u32) {
    for r in 0..rows {
        for c in 0..cols {
            *out.add((r * cols + c) as usize) = *a.add(r as usize) * *b.add(c as usize);
        }
    }
}
