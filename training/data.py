"""Pairs → token cache → packed batches.

The cache is a directory of arrays, made once for a corpus and a tokenizer:
    tokens.npy  uint16 [all tokens], every text once, without special tokens
    spans.npy   int64  [pairs, 6]: start and length of prompt, raw, target; raw is empty for most
    split.npy   uint8  [pairs]: TRAIN, VALID (a share of the seen families) or HELD (held out)
    ids.txt     the pairs' ids, one a line
A document is <|bos|> prompt <|draft|> target <|end|>. Batches are rows of `length` positions, each
filled with whole documents; documents longer than a row are left out and counted.

    python3 training/data.py PAIRS... --tokenizer DIR/tokenizer.json --out CACHE

prints the cache's directory on its last line. Shards are read side by side, one process each.
"""

import argparse
import hashlib
import json
import os
import queue
import sys
import threading
from bisect import bisect_left, insort
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import corpus
from augment import variants
from shown import is_shown
from splice import Pool
from vocabulary import BOS, DRAFT, END, PAD

TRAIN, VALID, HELD = range(3)
TEXTS = ("prompt", "raw", "target")
OVERHEAD = 3  # special tokens of one document
WINDOW = 4096  # documents that are packed together


@dataclass(frozen=True)
class Plan:
    """How a corpus is read: shares are of the pairs, drawn by the hash of their ids."""

    tokenizer: Path
    families: frozenset[str]  # held out
    valid: float  # seen families kept to watch the loss
    raw: float  # pairs whose raw text is kept
    source: str  # what stands in the prompt: "listing", or "plain" for `lower`'s draft where there is one
    copies: int  # of a pair to train on, each with its parameters and constants changed (augment.py)


def _read(path: Path, plan: Plan):
    """Tokenises one shard. Returns its arrays, ids and the hash of each prompt."""
    from encode import Encoder

    encoder, pool = Encoder(plan.tokenizer), Pool()
    tokens, spans, split, ids, prompts = [], [], [], [], []
    start = unshown = 0
    for count, pair in enumerate(corpus.pairs(path)):
        if count < 32 and not all(encoder.agrees(pair[name]) for name in TEXTS):
            raise corpus.CorpusError(f"{path}: {pair['id']}: the fast encoder and the tokenizer disagree")
        by_id = digest(pair["id"])
        drawn = [int.from_bytes(half) / 2**32 for half in (by_id[:4], by_id[4:])]
        held = corpus.is_held_out(pair, plan.families)
        pair["prompt"] = corpus.read_as(pair, plan.source)
        part = HELD if held else VALID if drawn[0] < plan.valid else TRAIN
        if not held and not is_shown(pair["prompt"], pair["target"]):
            unshown += 1
            continue
        texts = [(pair["prompt"], pair["raw"], pair["target"])]
        if part == TRAIN and plan.copies > 1:
            others = variants(pair["prompt"], pair["target"], plan.copies, pair["id"], pool)[1:]
            texts += [(prompt, "", target) for prompt, target in others]
        for copy, (prompt, raw, target) in enumerate(texts):
            split.append(part)
            ids.append(f"{pair['id']}~{copy}" if copy else pair["id"])
            prompts.append(int.from_bytes(digest(prompt), signed=True))
            span = []
            for text in (prompt, "" if drawn[1] >= plan.raw else raw, target):
                piece = np.asarray(encoder(text) if text else [], dtype=np.uint16)
                tokens.append(piece)
                span += (start, len(piece))
                start += len(piece)
            spans.append(span)
    flat = np.concatenate(tokens) if tokens else np.zeros(0, np.uint16)
    return (flat, np.asarray(spans, np.int64).reshape(-1, 6), np.asarray(split, np.uint8), ids,
            np.asarray(prompts, np.int64), unshown)


def digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def build(paths: list[str], plan: Plan, cache: Path) -> Path:
    """Makes the cache below `cache` unless it is there, and returns its directory.

    Training pairs whose prompt also occurs outside the training part are dropped. Of several with
    one prompt the last counts, in the order of the files' names: `winners.jsonl` replaces `pairs-3.jsonl`.
    """
    files = corpus.shards(paths)
    key = hashlib.sha256(f"{plan.valid} {plan.raw} {plan.source} {plan.copies} {sorted(plan.families)}".encode() + plan.tokenizer.read_bytes())
    for file in files:
        with open(file, "rb") as data:
            key.update(file.name.encode() + hashlib.file_digest(data, "sha256").digest())
    folder = cache / key.hexdigest()[:16]
    if (folder / "ids.txt").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    workers = min(os.cpu_count() or 1, len(files))
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            parts = list(pool.map(_read, files, [plan] * len(files)))
    else:
        parts = [_read(file, plan) for file in files]
    start = 0
    for part in parts:
        part[1][:, ::2] += start
        start += len(part[0])
    spans, split, prompts = (np.concatenate([part[i] for part in parts]) for i in (1, 2, 4))
    ids = [name for part in parts for name in part[3]]
    keep = _keep(split, prompts)
    np.save(folder / "tokens.npy", np.concatenate([part[0] for part in parts]))
    np.save(folder / "spans.npy", spans[keep])
    np.save(folder / "split.npy", split[keep])
    lines = "".join(f"{ids[i]}\n" for i in np.flatnonzero(keep))
    summary = {"pairs": len(ids), "kept": int(keep.sum()), "train": int((split[keep] == TRAIN).sum()),
               "valid": int((split[keep] == VALID).sum()), "held_out": int((split[keep] == HELD).sum()),
               "unshown": sum(part[5] for part in parts)}
    (folder / "summary.json").write_text(json.dumps(summary))
    (folder / "ids.txt").write_text(lines, encoding="utf-8")
    return folder


def _keep(split: np.ndarray, prompts: np.ndarray) -> np.ndarray:
    """The last of each prompt in the training part, none that is measured elsewhere."""
    measured = np.isin(prompts, prompts[split != TRAIN])
    last = np.zeros(len(prompts), bool)
    last[len(prompts) - 1 - np.unique(prompts[::-1], return_index=True)[1]] = True
    return (split != TRAIN) | (last & ~measured)


@dataclass
class Batch:
    """Arrays of one step, all [rows, length].

    `tokens` int32; `labels` int32, the next token of the same document; `weights` float32, 0 where
    there is nothing to learn; `documents` int32, counting from 1 in each row, 0 for padding.
    """

    tokens: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    documents: np.ndarray

    def first(self, rows: int) -> "Batch":
        return Batch(self.tokens[:rows], self.labels[:rows], self.weights[:rows], self.documents[:rows])


class Pairs:
    """One part of a cache as packed batches."""

    def __init__(self, folder: Path, part: int, length: int, raw: float = 0.0, prompt_loss: float = 0.0):
        self.tokens = np.load(folder / "tokens.npy", mmap_mode="r")
        spans, split = np.load(folder / "spans.npy"), np.load(folder / "split.npy")
        spans = spans[split == part]
        plain = spans[:, 1] + spans[:, 5] + OVERHEAD - 1 <= length
        self.spans = spans[plain]
        self.too_long = int((~plain).sum())
        self.length, self.prompt_loss = length, prompt_loss
        # `raw` is a share of all documents; only some have a raw text.
        self.raw = raw / max(1e-9, float((self.spans[:, 3] > 0).mean())) if len(self.spans) else 0.0

    def __len__(self) -> int:
        return len(self.spans)

    def average_keys(self) -> float:
        """Keys that a position attends to on average: (Σ n²/2) / Σ n over documents of n tokens."""
        sizes = (self.spans[:, 1] + self.spans[:, 5] + OVERHEAD).astype(float)
        return float((sizes**2).sum() / max(1.0, 2 * sizes.sum()))

    def document(self, index: int, raw: bool) -> tuple[np.ndarray, int]:
        """Token ids of a document and how many of them are prompt (with its special tokens)."""
        prompt, raws, target = self.spans[index].reshape(3, 2)
        first = raws if raw else prompt
        ids = np.empty(first[1] + target[1] + OVERHEAD, np.int32)
        ids[0] = BOS
        ids[1 : first[1] + 1] = self.tokens[first[0] : first[0] + first[1]]
        ids[first[1] + 1] = DRAFT
        ids[first[1] + 2 : -1] = self.tokens[target[0] : target[0] + target[1]]
        ids[-1] = END
        return ids, int(first[1]) + 2

    def rows(self, order: np.ndarray, chance: np.random.Generator) -> Iterator[list[tuple[int, bool]]]:
        """Packs documents into rows, best fit within a window, rows of a window in random order."""
        for begin in range(0, len(order), WINDOW):
            window = order[begin : begin + WINDOW]
            plain, raws, target = self.spans[window][:, 1::2].T
            raw = chance.random(len(window)) < self.raw
            raw &= (raws > 0) & (raws + target + OVERHEAD - 1 <= self.length)
            size = np.where(raw, raws, plain) + target + OVERHEAD - 1
            room: dict[int, list[int]] = {}  # free positions → rows
            free: list[int] = []  # the keys of `room`, sorted
            rows: list[list[tuple[int, bool]]] = []
            for i in np.argsort(-size, kind="stable"):
                need = int(size[i])
                place = bisect_left(free, need)
                if place == len(free):
                    row, fit = len(rows), self.length
                    rows.append([])
                else:
                    fit = free[place]
                    row = room[fit].pop()
                    if not room[fit]:
                        del room[fit], free[place]
                rows[row].append((int(window[i]), bool(raw[i])))
                if fit - need not in room:
                    insort(free, fit - need)
                room.setdefault(fit - need, []).append(row)
            for row in chance.permutation(len(rows)):
                yield rows[row]

    def batch(self, rows: list[list[tuple[int, bool]]], count: int) -> Batch:
        """Writes out `rows`, with empty rows up to `count`."""
        shape = (count, self.length)
        batch = Batch(np.full(shape, PAD, np.int32), np.full(shape, PAD, np.int32), np.zeros(shape, np.float32),
                      np.zeros(shape, np.int32))
        for row, documents in enumerate(rows):
            at = 0
            for number, (index, raw) in enumerate(documents, 1):
                ids, prompt = self.document(index, raw)
                end = at + len(ids) - 1
                batch.tokens[row, at:end] = ids[:-1]
                batch.labels[row, at:end] = ids[1:]
                batch.weights[row, at : at + prompt - 1] = self.prompt_loss
                batch.weights[row, at + prompt - 1 : end] = 1.0
                batch.documents[row, at:end] = number
                at = end
        return batch

    def once(self, count: int, limit: int | None = None) -> Iterator[Batch]:
        """Each document once, or a fixed choice of `limit` documents: for measuring."""
        chance, rows = np.random.default_rng(0), []
        for row in self.rows(chance.permutation(len(self))[:limit], chance):
            rows.append(row)
            if len(rows) == count:
                yield self.batch(rows, count)
                rows = []
        if rows:
            yield self.batch(rows, count)

    def endless(self, count: int, seed: int, rank: int = 0, world: int = 1) -> Iterator[Batch]:
        """Epoch after epoch, each in a new order; each of `world` processes takes its share."""
        if len(self) < world:
            raise corpus.CorpusError(f"{len(self)} pairs to train on: too few")
        epoch, rows = 0, []
        while True:
            chance = np.random.default_rng((seed, epoch))
            order = chance.permutation(len(self))[rank::world]
            for row in self.rows(order, np.random.default_rng((seed, epoch, rank))):
                rows.append(row)
                if len(rows) == count:
                    yield self.batch(rows, count)
                    rows = []
            epoch += 1


def ahead(batches: Iterator, depth: int = 8) -> Iterator:
    """Makes items in a thread, at most `depth` ahead of their use."""
    waiting: queue.Queue = queue.Queue(depth)

    def fill() -> None:
        try:
            for item in batches:
                waiting.put(item)
            waiting.put(None)
        except BaseException as error:  # handed to the consumer, who raises it
            waiting.put(error)

    threading.Thread(target=fill, daemon=True).start()
    while (item := waiting.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        yield item


def main() -> None:
    parser = argparse.ArgumentParser(description="Tokenises pairs into a cache.")
    parser.add_argument("pairs", nargs="+", help="shards of pairs, or directories of them")
    parser.add_argument("--tokenizer", required=True, type=Path)
    parser.add_argument("--heldout", type=Path, default=Path(__file__).with_name("heldout.txt"))
    parser.add_argument("--valid", type=float, default=0.005, help="share of the pairs kept to watch the loss")
    parser.add_argument("--raw", type=float, default=0.3, help="share of the pairs whose raw text is kept")
    parser.add_argument("--source", choices=("listing", "plain"), default="plain", help="what stands in a prompt")
    parser.add_argument("--copies", type=int, default=8, help="of a pair to train on, changed as augment.py does")
    parser.add_argument("--out", required=True, type=Path, help="directory of caches")
    options = parser.parse_args()
    families = corpus.held_out_families(options.heldout)
    folder = build(options.pairs, Plan(options.tokenizer, families, options.valid, options.raw, options.source, options.copies), options.out)
    spans = np.load(folder / "spans.npy")
    for name, size in (("prompt", spans[:, 1]), ("raw", spans[:, 3]), ("target", spans[:, 5]),
                       ("document", spans[:, 1] + spans[:, 5] + OVERHEAD)):
        p50, p90, p99, top = np.quantile(size[size > 0] if size.any() else size, (0.5, 0.9, 0.99, 1.0)).astype(int)
        print(f"{name:9} tokens p50 {p50:5} p90 {p90:5} p99 {p99:5} max {top:6}  total {size.sum() / 1e6:.1f} M")
    print((folder / "summary.json").read_text())
    print(folder)


if __name__ == "__main__":
    try:
        main()
    except corpus.CorpusError as error:
        sys.exit(str(error))
