#!/usr/bin/env bash
# Rebuilds every .wat below this directory, or those of the shaders named; flags: first line of each .c file.
set -euo pipefail
cd "$(dirname "$0")"
made=$(mktemp -d)
trap 'rm -r "$made"' EXIT
[ $# -gt 0 ] || set -- *.c
for source in "$@"; do
    name=$(basename "$source" .c)
    link=()
    compile=()
    for flag in $(head -n 1 "$name.c" | sed 's|^// *||'); do
        case $flag in
            --strip-all) link+=("$flag") ;;
            *) compile+=("$flag") ;;
        esac
    done
    clang --target=wasm32 -nostdlib -ffreestanding -fwrapv -ffp-contract=off -fno-vectorize -fno-slp-vectorize \
        "${compile[@]}" -c "$name.c" -o "$made/$name.o"
    wasm-ld --no-entry --allow-undefined --export="$name" ${link[@]+"${link[@]}"} "$made/$name.o" -o "$made/$name.wasm"
    wasm-tools print "$made/$name.wasm" -o "$name.wat"
done
