// Adds an offset to the three colours of packed RGBA pixels, saturating; alpha stays.
//
// $ rustc-wasm --target wasm32-unknown-unknown --crate-type cdylib -C opt-level=s -C panic=abort -C linker=wasm-ld brightness.rs -o $T/brightness.wasm
// $ wasm2wat $T/brightness.wasm -o ../image/brightness.wat
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

fn channel(pixel: u32, shift: u32, offset: i32) -> u32 {
    let value = (pixel >> shift & 0xff) as i32;
    (value.wrapping_add(offset).clamp(0, 255) as u32) << shift
}

#[no_mangle]
pub unsafe extern "C" fn brightness(pixels: *mut u32, n: usize, offset: i32) {
    for pixel in core::slice::from_raw_parts_mut(pixels, n) {
        let p = *pixel;
        *pixel = p & 0xff00_0000
            | channel(p, 0, offset)
            | channel(p, 8, offset)
            | channel(p, 16, offset);
    }
}
