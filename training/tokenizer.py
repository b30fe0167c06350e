"""Makes `tokenizer.json`: known words, and pairs merged by their frequency in a corpus.

Byte-level, so lossless for any UTF-8 text. The special tokens are plain entries of the
vocabulary that no text can reach: the pre-tokeniser never cuts out their spelling whole and no
merge builds it. A reader needs no setting to be safe from `<|end|>` in its input.

    python3 training/tokenizer.py PAIRS... --out DIR/tokenizer.json [--vocabulary 2048]
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

import corpus
import vocabulary as words

MULTIPLE = 128
CHECKS = ("", "<|end|>", "a<|pad|>b <|bos|>", "let v1 = b0.f32[v0 + 1]\n", "é\u00a0\U0001f600 \x00\x7f\r\n\t",
          "1234.5e-7f 0x1p-4", "    }\n}\n", "for v0 = 0; v0 <s p0; v0 += 1 {", "<|draft|><|draft|>")


def cutter() -> pre_tokenizers.PreTokenizer:
    """Cuts text into the pieces that merges never cross."""
    return pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(words.PATTERN), behavior="isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])


def as_bytes(text: str) -> str:
    """A text in the byte-level alphabet."""
    level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    return "".join(piece for piece, _ in level.pre_tokenize_str(text))


def assemble(vocabulary: dict[str, int], merges: list[tuple[str, str]]) -> Tokenizer:
    """The tokenizer over a vocabulary; a piece that is itself an entry needs no merges."""
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges, ignore_merges=True))
    tokenizer.pre_tokenizer = cutter()
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def learn(texts: list[str], size: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Vocabulary and merges: special tokens, 256 bytes, known words, then learned merges up to
    `size`; filled with unused entries to a multiple of 128."""
    vocabulary = {token: index for index, token in enumerate(words.SPECIAL)}
    for letter in sorted(pre_tokenizers.ByteLevel.alphabet()):
        vocabulary[letter] = len(vocabulary)
    for word in map(as_bytes, words.words()):
        vocabulary.setdefault(word, len(vocabulary))
    room = size - len(vocabulary)
    if room < 0:
        raise SystemExit(f"--vocabulary {size} is less than the {len(vocabulary)} known words")
    cut, pieces, counts = re.compile(words.PATTERN), Counter(), Counter()
    for text in texts:
        pieces.update(cut.findall(text))
    for piece in pieces.keys() - set(words.words()):
        counts[as_bytes(piece)] += pieces[piece]
    merges = []
    for pair in rank(counts, room):
        joined = "".join(pair)
        merges.append(pair)
        if joined not in vocabulary:
            if len(vocabulary) == size:
                merges.pop()
                break
            vocabulary[joined] = len(vocabulary)
    while len(vocabulary) % MULTIPLE:
        vocabulary[f"<|unused{len(vocabulary)}|>"] = len(vocabulary)
    return vocabulary, merges


def rank(counts: Counter, room: int) -> list[tuple[str, str]]:
    """Merges by frequency over counted pieces; more than `room`, as some join to known words."""
    learner = Tokenizer(models.BPE())
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(
        vocab_size=len(alphabet) + 2 * room + 256, min_frequency=3, initial_alphabet=alphabet,
        max_token_length=24, show_progress=False)
    # The learner wants each piece written out as often as it counts: large counts are scaled.
    top = max(counts.values(), default=1)
    scale = max(1.0, top / 4096)
    learner.train_from_iterator(
        (piece for piece, count in sorted(counts.items()) for _ in range(max(min(count, 3), round(count / scale)))),
        trainer)
    return [tuple(merge) for merge in json.loads(learner.to_str())["model"]["merges"]]


def check(tokenizer: Tokenizer, texts: list[str]) -> None:
    """Lossless on `texts` and on hostile ones; special tokens are never produced."""
    for text in [*CHECKS, *texts]:
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        if any(index < len(words.SPECIAL) for index in ids):
            raise SystemExit(f"a special token came out of plain text: {text!r}")
        if tokenizer.decode(ids, skip_special_tokens=False) != text:
            raise SystemExit(f"not lossless: {text!r}")
    for index, token in enumerate(words.SPECIAL):
        if tokenizer.token_to_id(token) != index:
            raise SystemExit(f"{token} is not {index}")


def general(texts: list[str], size: int) -> Tokenizer:
    """A byte-level BPE of the same size without known words, for comparison."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    return tokenizer


def lengths(tokenizer: Tokenizer, texts: list[str]) -> list[int]:
    """Tokens per text, sorted."""
    return sorted(len(encoding.ids) for encoding in tokenizer.encode_batch(texts, add_special_tokens=False))


def report(name: str, values: list[int], letters: int) -> None:
    p50, p90 = (values[min(len(values) - 1, int(len(values) * q))] for q in (0.5, 0.9))
    print(f"{name:24} p50 {p50:5}  p90 {p90:5}  characters/token {letters / max(1, sum(values)):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="+", help="shards of pairs, or directories of them")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--heldout", type=Path, default=Path(__file__).with_name("heldout.txt"))
    parser.add_argument("--vocabulary", type=int, default=2048)
    parser.add_argument("--sample", type=int, default=30_000, help="pairs that the merges are learned from")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.vocabulary % MULTIPLE:
        raise SystemExit(f"--vocabulary must be a multiple of {MULTIPLE}")
    families = corpus.held_out_families(options.heldout)
    files = corpus.shards(options.pairs)
    chooser, sample, seen = random.Random(options.seed), [], 0
    for file in files:
        for pair in corpus.pairs(file):
            if corpus.is_held_out(pair, families):
                continue
            seen += 1
            if len(sample) < options.sample:
                sample.append(pair)
            elif (place := chooser.randrange(seen)) < options.sample:
                sample[place] = pair
    if not sample:
        raise SystemExit("no pair to learn from")
    # Raw text is read less often than listings: a third of the sample's raw texts count.
    texts = [text for pair in sample for text in (pair["prompt"], pair.get("plain", ""), pair["target"])]
    texts += [pair["raw"] for pair in sample[::3]]
    tokenizer = assemble(*learn(texts, options.vocabulary))
    check(tokenizer, texts[:2000])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(options.out))
    print(f"{options.out}: {tokenizer.get_vocab_size()} entries, {len(words.words())} known words, {seen} pairs read")
    measured = sample[:2000]
    other = general([pair[name] for pair in measured for name in ("prompt", "raw", "target")], options.vocabulary)
    for name in ("prompt", "raw", "target"):
        texts = [pair[name] for pair in measured]
        letters = sum(map(len, texts))
        report(name, lengths(tokenizer, texts), letters)
        report(f"  general BPE, {other.get_vocab_size()}", lengths(other, texts), letters)
    both = [pair["prompt"] + pair["target"] for pair in measured]
    report("kernel (prompt+target)", lengths(tokenizer, both), sum(map(len, both)))


if __name__ == "__main__":
    try:
        main()
    except corpus.CorpusError as error:
        sys.exit(str(error))
