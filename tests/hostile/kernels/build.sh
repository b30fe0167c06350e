#!/usr/bin/env bash
# Rebuilds every kernel here from its C source: clang 14, wasm-ld, wasm2wat (Debian 12).
# The WAT that lies here is what counts; no test rebuilds it.
set -euo pipefail
cd "$(dirname "$0")"
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
for source in *.c; do
  name=${source%.c}
  clang --target=wasm32 -Os -fwrapv -ffp-contract=off -fno-math-errno -mnontrapping-fptoint \
    -c "$source" -o "$T/$name.o"
  wasm-ld --no-entry --allow-undefined --export="$name" -s "$T/$name.o" -o "$T/$name.wasm"
  wasm2wat "$T/$name.wasm" -o "$name.wat"
done
