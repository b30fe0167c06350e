#!/usr/bin/env bash
# The recipe, one step a call:  training/run.sh STEP [more options of the step's program]
#   corpus → tokenizer → train (as often as wanted) → anneal → sample → verify → winners → export
# Settings come from the environment; README.md says what each step costs.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
work=${WORK:-"$here/../target/training"}      # what the steps leave: never committed
pairs=${PAIRS:-"$work/pairs"}                 # a directory of *.jsonl, .jsonl.gz or .jsonl.xz
run=${RUN:-"$work/run"}
model=${MODEL:-"$run/annealed/checkpoint.pt"} # what is drawn from and exported
gpus=${GPUS:-1}
minutes=${MINUTES:-9}
count=${COUNT:-400000}                        # kernels to draw
seed=${SEED:-1}
tool=${TOOL:-"$here/../target/release/w2gpu-tui"}
tokenizer=$work/tokenizer.json

step=${1:?usage: run.sh corpus|tokenizer|train|anneal|sample|verify|winners|export|plot}
shift

cache() {
    "$python" "$here/data.py" "$pairs" --tokenizer "$tokenizer" --raw 0.03 --copies 12 --out "$work/cache" | tee /dev/stderr | tail -n 1
}

# train OUT [options]: goes on from the stable checkpoint where there is one.
train() {
    local out=$1 resume=() launch=("$python") cached
    shift
    [[ -e $run/checkpoint.pt ]] && resume=(--resume "$run/checkpoint.pt")
    cached=$(cache)
    # The address is given, so that no host name needs resolving.
    ((gpus == 1)) || launch+=(-m torch.distributed.run --nproc-per-node "$gpus" --master-addr 127.0.0.1
        --master-port 29511)
    "${launch[@]}" "$here/train.py" --cache "$cached" --tokenizer "$tokenizer" --out "$out" \
        --minutes "$minutes" --muon --raw 0.03 --length 8192 --prompt-loss 0.1 "${resume[@]}" "$@"
}

case $step in
    corpus)
        "$python" "$here/generate.py" --seed "$seed" --count "$count" --out "$work/drawn"
        # Kernels that `lower` has no draft for keep their source's draft.
        "$tool" draft "$work/drawn/kernels" --drafter lower --unjudged --out "$work/drawn/plain" | tail -n 1 || true
        "$python" "$here/idioms.py" "$work/drawn"
        W2GPU_SEED=$seed "$tool" corpus "$work/drawn" --out "$pairs" --plain 0 "$@"
        ;;
    tokenizer) "$python" "$here/tokenizer.py" "$pairs" --out "$tokenizer" "$@" ;;
    train) train "$run" "$@" ;;
    anneal) train "$run/annealed" --anneal --pieces "$run/annealed/pieces" "$@" ;;
    sample)
        "$python" "$here/sample.py" "$pairs" --model "$model" --tokenizer "$tokenizer" --part train \
            --limit 20000 --samples 8 --temperature 0.8 --top-p 0.95 --greedy-first --out "$work/drafts.jsonl" "$@"
        ;;
    verify)
        "$tool" corpus "$work/drawn" --out "$work/judged" --sampled "$work/drafts.jsonl" "$@"
        cp "$work/judged/results.jsonl" "$work/results.jsonl"
        ;;
    winners)
        "$python" "$here/winners.py" --pairs "$pairs" --drafts "$work/drafts.jsonl" --results "$work/results.jsonl" \
            --out "$pairs/winners.jsonl" "$@"
        ;;
    export)
        "$python" "$here/export.py" "$model" --tokenizer "$tokenizer" \
            --out "$here/../models/w2gpu-draft.gguf" "$@"
        ;;
    plot)
        logs=("$run/log.jsonl")
        [[ -e $run/annealed/log.jsonl ]] && logs+=("$run/annealed/log.jsonl")
        "$python" "$here/plot.py" "${logs[@]}" --out "$run/curve.png" "$@"
        ;;
    *) echo "run.sh: no step $step" >&2; exit 2 ;;
esac
