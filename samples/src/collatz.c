// Steps until the Collatz sequence of each number reaches 1, at most 1,000.
//
// $ clang --target=wasm32 -Os -fwrapv -c collatz.c -o $T/collatz.o
// $ wasm-ld --no-entry --export=collatz $T/collatz.o -o $T/collatz.wasm
// $ wasm2wat $T/collatz.wasm -o ../loops/collatz.wat
void collatz(const unsigned *start, unsigned *steps, int n) {
    for (int i = 0; i < n; i++) {
        unsigned v = start[i], count = 0;
        while (v > 1 && count < 1000) {
            v = v & 1 ? 3 * v + 1 : v >> 1;
            count++;
        }
        steps[i] = count;
    }
}
