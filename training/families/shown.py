"""What a compiler takes away, a draft must not hold: no WAT shows it, so that no model can learn it."""

import contextlib
import re

WORD = re.compile(r"[A-Za-z_]\w*")


class Unshown(Exception):
    """A kernel of which a part is folded away, such as `a - a`: another is drawn."""


def apart(*texts: str) -> None:
    """Operands that must differ."""
    if len(set(texts)) < len(texts):
        raise Unshown(" and ".join(texts))


class Fixed:
    """Variables that hold a constant for certain: nobody reads them there."""

    def __init__(self):
        self.now: set[str] = set()
        self.changed: list[str] = []
        self.deep = 0
        # By depth: before the branches of an `if`, and after those so far.
        self.branches: dict[int, tuple[set[str], set[str]]] = {}

    def begin(self, name: str) -> None:
        """Declared with a constant."""
        self.now.add(name)

    def read(self, text: str) -> None:
        if found := self.now & set(WORD.findall(text)):
            raise Unshown(", ".join(sorted(found)))

    def change(self, name: str) -> None:
        self.now.discard(name)
        self.changed.append(name)

    @contextlib.contextmanager
    def block(self, head: str):
        """A branch; or a loop, of which a later round may have changed what an earlier one finds."""
        before, count = set(self.now), len(self.changed)
        after = before
        loop = head.startswith(("for", "while", "loop"))
        if loop:
            self.now = set()
        elif head.startswith("} else"):
            before, after = self.branches.get(self.deep, (before, after))
            self.now = set(before)
        else:
            self.read(head)
        self.deep += 1
        yield
        self.deep -= 1
        if loop:
            self.now = before - set(self.changed[count:])
        else:
            self.now &= after
            self.branches[self.deep] = (before, set(self.now))
