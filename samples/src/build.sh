#!/usr/bin/env bash
# Rebuilds every compiled sample: runs the lines that start with `// $ ` in each source's head
# comment, in this folder. Tools and versions: README.md. `build.sh saxpy.c …` builds only those.
set -euo pipefail
cd "$(dirname "$0")"

T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT

# What slangc's C++ needs on its way to wasm32: its prelude without the C++ library, and C's names
# for the math functions, which stay imports (sqrtf, fabsf, floorf become instructions).
SLANG_FLAGS="-D__linux__=1 -DSLANG_LLVM -DF32_sin=sinf -DF32_cos=cosf -DF32_sqrt=sqrtf
  -fno-exceptions -fno-rtti -fno-math-errno -fwrapv -ffp-contract=off -Wno-everything"

# Each tool can be named from outside: RUSTC_WASM='rustc' ASC='npx asc' ZIG='python -m ziglang' …
rustc-wasm() { ${RUSTC_WASM:-rustc} "$@"; }
zig() { ${ZIG:-zig} "$@"; }
asc() { ${ASC:-asc} "$@"; }
slangc() { ${SLANGC:-slangc} "$@"; }

if [ $# -eq 0 ]; then set -- *.c *.rs *.ts *.zig *.slang; fi
for source in "$@"; do
  while IFS= read -r line; do
    eval "$line" || { echo "build.sh: $source: failed: $line" >&2; exit 1; }
  done < <(sed -n 's|^// \$ ||p' "$source")
  echo "$source"
done
