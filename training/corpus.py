"""Shards of pairs on disk: `*.jsonl`, plain or packed by gzip or xz.

A pair is one JSON object a line: {"id", "family", "held_out", "style", "prompt", "raw", "target"}, and
"plain" where `lower` has a draft. Texts are opaque here.
"""

import gzip
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.xz")
FIELDS = {"id": str, "family": str, "held_out": bool, "style": str, "prompt": str, "raw": str, "target": str}


class CorpusError(Exception):
    """What is wrong, with file and line."""


def shards(paths: list[str]) -> list[Path]:
    """The shard files among `paths`, directories searched recursively, in the order of names; the
    lists of what was refused, `refused*`, are left aside."""
    found = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = [file for file in path.rglob("*")
                      if file.name.endswith(SUFFIXES) and not file.name.startswith("refused")]
            if not inside:
                raise CorpusError(f"{path}: no {', '.join(SUFFIXES)} below it")
            found += sorted(inside)
        elif path.is_file():
            found.append(path)
        else:
            raise CorpusError(f"{path}: no such file")
    return found


def open_text(path: Path):
    """`path` opened for reading as UTF-8, unpacked by its suffix."""
    opener = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    return opener(path, "rt", encoding="utf-8", newline="\n")


def records(path: Path) -> Iterator[dict]:
    """The JSON objects of one file, blank lines left out."""
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                raise CorpusError(f"{path}:{number}: not JSON: {error}") from error
            if not isinstance(record, dict):
                raise CorpusError(f"{path}:{number}: not an object")
            yield record


def pairs(path: Path) -> Iterator[dict]:
    """The pairs of one shard; a missing field or one of another type is an error."""
    for number, record in enumerate(records(path), 1):
        for field, kind in FIELDS.items():
            if not isinstance(record.get(field), kind):
                raise CorpusError(f"{path}: pair {number} ({record.get('id')}): `{field}` is no {kind.__name__}")
        yield record


def read_as(pair: dict, source: str) -> str:
    """A pair's prompt: with the listing, with raw WAT, or ("plain") with `lower`'s draft where there is one."""
    return pair["raw"] if source == "raw" else source == "plain" and pair.get("plain") or pair["prompt"]


def held_out_families(path: Path) -> frozenset[str]:
    """Family names, one a line, `#` starts a comment. A missing file is an error: training on
    what is kept for measuring must not happen by a slip."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CorpusError(f"{path}: the list of held-out families can't be read: {error}") from error
    names = (line.split("#", 1)[0].strip() for line in lines)
    return frozenset(name for name in names if name)


def is_held_out(pair: dict, families: frozenset[str]) -> bool:
    """Whether a pair is kept for measuring, by its own word or by the list."""
    return pair["held_out"] or pair["family"] in families
