#!/usr/bin/env bash
# Drawn kernels → pairs on many cores: one process a core, each with its share of the units, for so many seconds.
#   training/cores.sh DRAWN OUT [SECONDS]
# leaves OUT/pairs-I.jsonl and OUT/refused-I.jsonl, and the shares in OUT.shares. Ids begin with DRAWN's name, so that several drawings can stand side by side.
# TOOL is the program, KNOWN a file of digests (README.md), SEED the inputs' seed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
drawn=$(realpath "${1:?usage: cores.sh DRAWN OUT [SECONDS]}")
mkdir -p "${2:?usage: cores.sh DRAWN OUT [SECONDS]}"
out=$(realpath "$2")
seconds=${3:-86400}
tool=$(realpath "${TOOL:-$here/../target/release/w2gpu-tui}")
python=${PYTHON:-python3}
known=()
[[ -n ${KNOWN:-} ]] && known=(--known "$(realpath "$KNOWN")")
name=$(basename "$drawn")
cores=$(nproc)

share() {
    local i=$1 own=$out.shares/$1 unit
    mkdir -p "$own"/{kernels,drafts}
    for unit in $(grep -o '"id": "[^:]*' "$drawn/drawn.jsonl" | cut -c8- | sort -u | awk -v i="$i" -v n="$cores" 'NR % n == i'); do
        ln -f "$drawn/kernels/$unit".* "$own/kernels/"
        # Those that a call before this one has rewritten stay.
        for draft in "$drawn/drafts/$unit%3A"*; do
            [[ -e $own/drafts/${draft##*/} ]] || cp "$draft" "$own/drafts/"
        done
        grep -F "\"id\": \"$unit:" "$drawn/drawn.jsonl"
    done >"$own/drawn.jsonl"
    [[ -s $own/drawn.jsonl ]] || return 0
    "$tool" draft "$own/kernels" --drafter lower --unjudged --out "$own/plain" >"$own/plain.log" || true
    "$python" "$here/idioms.py" "$own" --jobs 1 >"$own/idioms.log"
    W2GPU_SEED=$((${SEED:-1} + i)) timeout -s INT "$seconds" "$tool" corpus "$own" --out "$own/pairs" --plain 0 "${known[@]}" >"$own/corpus.log" || true
    # The last line may have been cut off.
    grep '}$' "$own/pairs/pairs.jsonl" | sed "s/^{\"id\":\"/{\"id\":\"$name-/" >"$out/pairs-$i.jsonl" || true
    grep '}$' "$own/pairs/refused.jsonl" >"$out/refused-$i.jsonl" || true
}

for ((i = 0; i < cores; i++)); do
    (
        taskset -cp "$i" "$BASHPID" >/dev/null
        share "$i"
    ) &
done
wait
cat "$out.shares"/*/idioms.log
echo "$(cat "$out"/pairs-*.jsonl | wc -l) pairs, $(cat "$out"/refused-*.jsonl | wc -l) refused"
