// CRC-32 (polynomial 0xedb88320) of each word's four bytes, by nibbles: the table of 16 words
// lies in a data segment.
//
// $ clang --target=wasm32 -Os -fwrapv -c crc32.c -o $T/crc32.o
// $ wasm-ld --no-entry --export=crc32 $T/crc32.o -o $T/crc32.wasm
// $ wasm2wat $T/crc32.wasm -o ../integer/crc32.wat
static const unsigned table[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

void crc32(const unsigned *words, unsigned *sums, int n) {
    for (int i = 0; i < n; i++) {
        unsigned crc = ~words[i];
        for (int nibble = 0; nibble < 8; nibble++) crc = crc >> 4 ^ table[crc & 15];
        sums[i] = ~crc;
    }
}
