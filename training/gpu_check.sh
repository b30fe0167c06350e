#!/usr/bin/env bash
# All that only a GPU can show, on the fixture, in about three minutes: compiled training at full size
# on every GPU, going on from a checkpoint, long rows, and sampling with CUDA graphs.
# What works prints its figures; what doesn't falls back and says so ("no CUDA graph", "eager").
set -euo pipefail
cd "$(dirname "$0")"
python=${PYTHON:-python3}
out=${1:-$(mktemp -d)}
gpus=$($python -c 'import torch; print(torch.cuda.device_count())')
heldout=(--heldout fixture/heldout.txt)
$python tokenizer.py fixture/pairs.jsonl "${heldout[@]}" --out "$out/tokenizer.json" | sed -n 1p
cache=$($python data.py fixture/pairs.jsonl "${heldout[@]}" --tokenizer "$out/tokenizer.json" --valid 0.1 \
    --out "$out/cache" | tail -n 1)
common=(--cache "$cache" --tokenizer "$out/tokenizer.json" --reserve 5 --measure 20 --muon)
launch=($python)
# The address is given, so that no host name needs resolving.
((gpus == 1)) || launch+=(-m torch.distributed.run --nproc-per-node "$gpus" --master-addr 127.0.0.1 --master-port 29511)
"${launch[@]}" train.py "${common[@]}" --minutes 3 --steps 100 --out "$out/run" --pieces "$out/pieces"
$python train.py "${common[@]}" --minutes 3 --steps 20 --length 8192 --out "$out/long" --resume "$out/run/checkpoint.pt"
for graphs in "" "--no-graphs"; do
    # shellcheck disable=SC2086
    $python sample.py fixture/pairs.jsonl "${heldout[@]}" --part train --samples 8 --temperature 0.8 --top-p 0.95 \
        --greedy-first --tokens 400 $graphs --model "$out/run/checkpoint.pt" --tokenizer "$out/tokenizer.json" \
        --out "$out/drafts$graphs.jsonl"
done
$python - "$out/drafts.jsonl" "$out/drafts--no-graphs.jsonl" <<'PYTHON'
import json, sys
a, b = ({d["id"]: d["target"] for d in map(json.loads, open(path)) if d["k"] == 0} for path in sys.argv[1:])
print(f"greedy drafts with and without graphs: {sum(a[i] == b[i] for i in a)} of {len(a)} equal")
PYTHON
$python export.py "$out/run/checkpoint.pt" --tokenizer "$out/tokenizer.json" --out "$out/models/draft.gguf"
