"""Fast encoding of a corpus: the tokenizer's pieces by Python's `re`, their ids remembered.

Gives what `Tokenizer.encode` gives, several times faster on text whose pieces recur.
"""

import re
from pathlib import Path

from tokenizers import Tokenizer

from tokenizer import as_bytes
from vocabulary import PATTERN


class Encoder:
    """Text → token ids, without special tokens."""

    def __init__(self, path: Path | str):
        self.tokenizer = Tokenizer.from_file(str(path))
        self.cut = re.compile(PATTERN).findall
        self.known: dict[str, list[int]] = {}

    def __call__(self, text: str) -> list[int]:
        known, ids = self.known, []
        for piece in self.cut(text):
            try:
                ids += known[piece]
            except KeyError:
                known[piece] = [token.id for token in self.tokenizer.model.tokenize(as_bytes(piece))]
                ids += known[piece]
        return ids

    def agrees(self, text: str) -> bool:
        """Whether the tokenizer itself says the same."""
        return self(text) == self.tokenizer.encode(text, add_special_tokens=False).ids
