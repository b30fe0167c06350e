// max(x, 0) in place, over a slice: the iterator leaves no bounds checks behind.
//
// $ rustc-wasm --target wasm32-unknown-unknown --crate-type cdylib -C opt-level=s -C panic=abort -C linker=wasm-ld relu.rs -o $T/relu.wasm
// $ wasm2wat $T/relu.wasm -o ../map/relu.wat
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

#[no_mangle]
pub unsafe extern "C" fn relu(data: *mut f32, n: usize) {
    for x in core::slice::from_raw_parts_mut(data, n) {
        if *x < 0.0 {
            *x = 0.0;
        }
    }
}
