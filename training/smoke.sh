#!/usr/bin/env bash
# Every step of the recipe on the fixture, on a CPU: half a minute. PYTHON chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")"
python=${PYTHON:-python3}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export TOKENIZERS_PARALLELISM=false OMP_NUM_THREADS=1
heldout=(--heldout fixture/heldout.txt)
small=(--layers 2 --width 64 --heads 2 --head 32 --kv-heads 1 --ffn 128 --length 768 --rows 1 --batch 1536 --muon)

$python tokenizer.py fixture/pairs.jsonl "${heldout[@]}" --out "$out/tokenizer.json"
cache=$($python data.py fixture/pairs.jsonl "${heldout[@]}" --tokenizer "$out/tokenizer.json" --valid 0.1 \
    --out "$out/cache" | tee /dev/stderr | tail -n 1)
train=($python train.py --cache "$cache" --tokenizer "$out/tokenizer.json" --minutes 2 --warmup 5 --prompt-loss 0.1)
"${train[@]}" "${small[@]}" --steps 20 --out "$out/run" --pieces "$out/pieces"
# Goes on from the whole state, then from the weights in pieces.
"${train[@]}" "${small[@]}" --steps 3 --out "$out/run" --resume "$out/run/checkpoint.pt"
"${train[@]}" "${small[@]}" --steps 3 --out "$out/more" --resume "$out/pieces/weights.bf16.pieces" --anneal
$python join.py "$out/pieces/weights.bf16.pieces" --out "$out/weights.bf16"
for samples in "--samples 1" "--samples 2 --temperature 0.8 --top-p 0.95 --greedy-first --raw"; do
    # shellcheck disable=SC2086
    $python sample.py fixture/pairs.jsonl "${heldout[@]}" --part all --limit 4 --tokens 24 $samples \
        --model "$out/weights.bf16" --tokenizer "$out/tokenizer.json" --out "$out/drafts.jsonl"
done
sed 's/"target".*/"verified": true, "parallel": true}/' "$out/drafts.jsonl" >"$out/results.jsonl"
$python winners.py --pairs fixture/pairs.jsonl "${heldout[@]}" --drafts "$out/drafts.jsonl" \
    --results "$out/results.jsonl" --out "$out/winners.jsonl"
$python export.py "$out/run/checkpoint.pt" --tokenizer "$out/tokenizer.json" --out "$out/models/draft.gguf"
if $python -c 'import matplotlib' 2>/dev/null; then
    $python plot.py "$out/run/log.jsonl" --out "$out/curve.png"
fi
echo "smoke: all steps ran"
