// y = a·x + y, the "hello world" of data parallelism, at three optimisation levels:
// a shadow stack (-O0), a loop unrolled by two with a remainder (-O2), advancing pointers (-Os).
//
// $ clang --target=wasm32 -O0 -fwrapv -ffp-contract=off -c saxpy.c -o $T/saxpy.o
// $ wasm-ld --no-entry --export=saxpy $T/saxpy.o -o $T/saxpy.wasm
// $ wasm2wat $T/saxpy.wasm -o ../map/saxpy_O0.wat
//
// $ clang --target=wasm32 -O2 -fwrapv -ffp-contract=off -c saxpy.c -o $T/saxpy.o
// $ wasm-ld --no-entry --export=saxpy $T/saxpy.o -o $T/saxpy.wasm
// $ wasm2wat $T/saxpy.wasm -o ../map/saxpy_O2.wat
//
// $ clang --target=wasm32 -Os -fwrapv -ffp-contract=off -c saxpy.c -o $T/saxpy.o
// $ wasm-ld --no-entry --export=saxpy -s $T/saxpy.o -o $T/saxpy.wasm
// $ wasm2wat $T/saxpy.wasm -o ../map/saxpy_Os.wat
void saxpy(int n, float a, const float *x, float *y) {
    for (int i = 0; i < n; i++) y[i] = a * x[i] + y[i];
}
