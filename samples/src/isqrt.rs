// Integer square roots by Newton's iteration from above.
//
// $ rustc-wasm --target wasm32-unknown-unknown --crate-type cdylib -C opt-level=s -C panic=abort -C linker=wasm-ld isqrt.rs -o $T/isqrt.wasm
// $ wasm2wat $T/isqrt.wasm -o ../loops/isqrt.wat
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

fn root(v: u32) -> u32 {
    if v < 2 {
        return v;
    }
    let mut x = v / 2;
    loop {
        // x is never 0 here; checked_div keeps the panic machinery out.
        let next = (x + v.checked_div(x).unwrap_or(0)) / 2;
        if next >= x {
            return x;
        }
        x = next;
    }
}

#[no_mangle]
pub unsafe extern "C" fn isqrt(values: *const u32, roots: *mut u32, n: u32) {
    for i in 0..n as usize {
        *roots.add(i) = root(*values.add(i));
    }
}
