"""Draws drafts for pairs: JSON lines {"id", "k", "target", "logprob", "ended", "style"}.

    python3 training/sample.py PAIRS... --model RUN/checkpoint.pt --tokenizer DIR/tokenizer.json \\
        --samples 8 --temperature 0.8 --out drafts.jsonl

`k` counts a prompt's drafts from 0. Without --temperature: one greedy draft a prompt.
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

import checkpoint as checkpoints
import corpus
import pieces
from decode import BUCKET, ROUND, Generator, Sampling, up
from vocabulary import BOS, DRAFT


def chosen(options: argparse.Namespace) -> list[dict]:
    """The pairs to draw for, by the options, in the order of the corpus."""
    families = corpus.held_out_families(options.heldout)
    wanted = {"held-out": (True,), "train": (False,), "all": (True, False)}[options.part]
    found = [pair for file in corpus.shards(options.pairs) for pair in corpus.pairs(file)
             if corpus.is_held_out(pair, families) in wanted and options.style in (None, pair["style"])]
    if options.limit and len(found) > options.limit:
        places = sorted(random.Random(options.seed).sample(range(len(found)), options.limit))
        found = [found[place] for place in places]
    index, count = map(int, options.shard.split("/"))
    return found[index::count]


def batches(jobs: list[tuple[int, list[int]]], samples: int, rows: int, limit: int, room: int):
    """Groups of jobs (index, prompt ids), short prompts first: at most `rows` drafts, and as many as
    `room` cached positions allow."""
    jobs = sorted(jobs, key=lambda job: len(job[1]))
    while jobs:
        group = jobs[: max(1, rows // samples)]
        while len(group) > 1 and len(group) * samples * up(up(len(group[-1][1]), ROUND) + limit, BUCKET) > room:
            group = group[: len(group) * 3 // 4 or 1]
        jobs = jobs[len(group) :]
        yield group


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("pairs", nargs="+", help="shards of pairs, or directories of them")
    add("--model", required=True, type=Path, help="checkpoint.pt, weights.bf16 or weights.bf16.pieces")
    add("--tokenizer", required=True, type=Path)
    add("--out", required=True, type=Path)
    add("--heldout", type=Path, default=Path(__file__).with_name("heldout.txt"))
    add("--part", choices=("held-out", "train", "all"), default="held-out")
    add("--style", choices=("idiomatic", "plain"))
    add("--source", choices=("listing", "plain"), default="plain", help="what stands in a prompt")
    add("--raw", action="store_true", help="start from raw WAT instead")
    add("--samples", type=int, default=1)
    add("--temperature", type=float, default=0.0)
    add("--top-p", type=float, default=1.0)
    add("--greedy-first", action="store_true", help="k = 0 is the greedy draft")
    add("--tokens", type=int, default=1024, help="a draft's tokens at most")
    add("--limit", type=int, help="so many pairs, drawn by --seed")
    add("--shard", default="0/1", metavar="I/N", help="every Nth pair, from the Ith on: one process a GPU")
    add("--rows", type=int, default=1024, help="drafts at a time at most")
    add("--cache-gib", type=float, default=24, help="memory for cached keys and values")
    add("--seed", type=int, default=0)
    add("--no-graphs", action="store_true")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    model = checkpoints.load(options.model).model()
    pairs = chosen(options)
    if not pairs:
        raise SystemExit("no pair to draw for")
    texts = [corpus.read_as(pair, "raw" if options.raw else options.source) for pair in pairs]
    prompts = [[BOS, *encoding.ids, DRAFT] for encoding in tokenizer.encode_batch(texts, add_special_tokens=False)]
    jobs = [(i, ids) for i, ids in enumerate(prompts) if len(ids) + options.tokens <= model.config.context]
    if len(jobs) < len(prompts):
        print(f"{len(prompts) - len(jobs)} prompts are too long and left out", flush=True)
    sampling = Sampling(options.samples, options.temperature, options.top_p, options.greedy_first)
    generator = Generator(model, device, not options.no_graphs)
    room = int(options.cache_gib * 2**30) // generator.bytes_a_position()
    started, tokens, exact, ended, total, drafts = time.monotonic(), 0, 0, 0, 0, 0
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with open(options.out, "w", encoding="utf-8") as out:
        for group in batches(jobs, options.samples, options.rows, options.tokens, room):
            drawn = generator.draw([ids for _, ids in group], options.tokens, sampling)
            for (index, _), rows in zip(group, drawn):
                pair = pairs[index]
                targets = tokenizer.decode_batch([row.ids for row in rows], skip_special_tokens=False)
                total += 1
                exact += targets[0] == pair["target"]
                for k, (row, text) in enumerate(zip(rows, targets)):
                    record = {"id": pair["id"], "k": k, "target": text, "logprob": round(row.logprob, 4),
                              "ended": row.ended, "style": pair["style"]}
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
                    tokens, ended, drafts = tokens + len(row.ids), ended + row.ended, drafts + 1
            spent = time.monotonic() - started
            print(f"{total} prompts, {drafts} drafts, {tokens} tokens, {tokens / spent:.0f} tokens/s, "
                  f"{spent:.0f} s, ended {ended / drafts:.1%}, k = 0 equal to the target {exact / total:.1%}", flush=True)


if __name__ == "__main__":
    try:
        main()
    except (corpus.CorpusError, checkpoints.CheckpointError, pieces.PiecesError) as error:
        sys.exit(str(error))
