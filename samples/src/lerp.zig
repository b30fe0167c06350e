// Linear interpolation between two buffers.
//
// $ zig build-exe lerp.zig -target wasm32-freestanding -O ReleaseSmall -fno-entry -fstrip --export=lerp -femit-bin=$T/lerp.wasm
// $ wasm2wat $T/lerp.wasm -o ../map/lerp.wat
export fn lerp(a: [*]const f32, b: [*]const f32, out: [*]f32, n: u32, t: f32) void {
    var i: usize = 0;
    while (i < n) : (i += 1) out[i] = a[i] + (b[i] - a[i]) * t;
}
