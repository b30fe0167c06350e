// The wrapping sum, returned.
//
// $ rustc-wasm --target wasm32-unknown-unknown --crate-type cdylib -C opt-level=s -C panic=abort -C linker=wasm-ld sum.rs -o $T/sum.wasm
// $ wasm2wat $T/sum.wasm -o ../reduce/sum.wat
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

#[no_mangle]
pub unsafe extern "C" fn sum(values: *const i32, n: usize) -> i32 {
    core::slice::from_raw_parts(values, n).iter().fold(0, |sum, v| sum.wrapping_add(*v))
}
