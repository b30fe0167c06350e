"""What `train.py` can be told."""

import argparse
from pathlib import Path

from model import Config


def arguments(description: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--cache", required=True, type=Path, help="a cache that data.py made")
    add("--tokenizer", required=True, type=Path)
    add("--out", required=True, type=Path)
    add("--minutes", type=float, required=True, help="wall time of the whole call")
    add("--reserve", type=float, default=25, help="seconds of it for the last measurement and for writing")
    add("--steps", type=int, help="stop after so many steps of this call, whatever the clock says")
    add("--resume", type=Path, help="checkpoint.pt, weights.bf16 or weights.bf16.pieces")
    add("--anneal", type=float, nargs="?", const=0.5, default=0.0, metavar="SHARE",
        help="let the rate fall to zero over the last SHARE of this call (0.5)")
    add("--muon", action="store_true", help="Muon for the blocks' matrices, AdamW for the rest")
    add("--rate", type=float, help="peak learning rate: 3e-3 with Muon, else 1.5e-3")
    add("--warmup", type=int, default=200, help="steps; 50 after a resume without optimiser state, 0 with")
    add("--decay", type=float, default=0.1, help="weight decay of matrices")
    add("--clip", type=float, default=1.0)
    add("--length", type=int, default=2048, help="positions of a row: 2,048 or 8,192")
    add("--batch", type=int, default=131_072, help="positions of a step, over all GPUs")
    add("--rows", type=int, help="rows of one pass on one GPU (65,536 positions), halved when memory runs out")
    add("--raw", type=float, default=0.1, help="share of documents that start from raw WAT")
    add("--prompt-loss", type=float, default=0.0, help="weight of a prompt's tokens in the loss")
    add("--measure", type=float, default=120, help="seconds between two measurements")
    add("--pieces", type=Path, help="directory for the weights in pieces")
    add("--no-compile", action="store_true")
    add("--seed", type=int, default=0)
    for name in ("layers", "width", "heads", "kv_heads", "head", "ffn"):
        add(f"--{name.replace('_', '-')}", type=int, default=getattr(Config, name))
    options = parser.parse_args()
    options.rows = options.rows or max(1, 65_536 // options.length)
    return options
