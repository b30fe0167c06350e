"""Lines that plain drafts of a corpus keep as they are, to be put into others of them.

What a model has to copy it has mostly not seen. So the expressions and runs of statements of one kernel
stand in another one's draft as well, in the prompt and in the target alike, under names that are known there.
"""

import random
import re

from interface import INTERFACE

ASSIGNED = re.compile(r"\t*(?:let t\d+|var v\d+: \w+|v\d+|b\d+\[[^=]*\]) = (.*);")
NAMES = re.compile(r"(?<![\w.])(?:[tv]\d+|p\.s\d+|b\d+)\b(?!\()")
VALUE = re.compile(r"(?<![\w.])[tv]\d+\b(?!\()")
LOCAL = re.compile(r"(?<![\w.])(?:let|var|for \(var) (\w+)\b")
ROOM = 400  # bodies
LONGEST = 60  # lines of a run


def fits(old: str, names: list[str], chance: random.Random) -> str:
    """Another name of the same sort; itself where there is none."""
    same = [name for name in names if name[0] == old[0] or {name[0], old[0]} <= {"t", "v"}]
    return chance.choice(same) if same else old


class Pool:
    """The bodies of kernels whose target is the plain draft."""

    def __init__(self):
        self.bodies: list[list[str]] = []
        self.seen = 0

    def add(self, prompt: str, target: str, chance: random.Random) -> None:
        """Takes a pair in, in place of another one where there are enough."""
        begin = INTERFACE.match(prompt).end()
        if prompt[begin:] != target or "fn main(" not in target:
            return
        lines = target[target.index("fn main(") :].splitlines()[1:-1]
        self.seen += 1
        if len(self.bodies) < ROOM:
            self.bodies.append(lines)
        elif (place := chance.randrange(self.seen)) < ROOM:
            self.bodies[place] = lines

    def expression(self, names: list[str], chance: random.Random) -> str | None:
        """What some statement assigns, over other names."""
        if not self.bodies:
            return None
        found = [m[1] for m in map(ASSIGNED.fullmatch, chance.choice(self.bodies)) if m]
        if not found:
            return None
        change: dict[str, str] = {}
        return NAMES.sub(lambda m: change.setdefault(m[0], fits(m[0], names, chance)), chance.choice(found))

    def run(self, depth: int, first: int, names: list[str], chance: random.Random) -> list[str]:
        """Statements one after another, `depth` deep, whose own values are numbered from `first` on."""
        if not self.bodies:
            return []
        lines = chance.choice(self.bodies)
        begin = chance.randrange(len(lines))
        count, taken, level, whole = chance.randrange(1, LONGEST), [], 0, 0
        for line in lines[begin : begin + LONGEST]:
            level -= line.lstrip().startswith("}")
            if level < 0:
                break
            taken.append(line)
            level += line.endswith("{")
            if level == 0:
                whole = len(taken)
                if whole >= count:
                    break
        taken = taken[:whole]
        if not taken:
            return []
        least = min(len(line) - len(line.lstrip("\t")) for line in taken)
        change = {name: f"{name[0]}{first + at}" for at, name in enumerate(dict.fromkeys(LOCAL.findall("\n".join(taken)))) if VALUE.fullmatch(name)}
        return ["\t" * depth + NAMES.sub(lambda m: change.setdefault(m[0], fits(m[0], names, chance)), line[least:]) for line in taken]


def with_run(prompt: str, target: str, pool: Pool, chance: random.Random) -> tuple[str, str]:
    """The pair with a run of statements behind a line that both have once."""
    mine, theirs = (text.split("\n") for text in (prompt, target))
    once = [line for line in mine if line.startswith("\t") and line.endswith(";") and mine.count(line) == 1 == theirs.count(line)
            and line.strip() not in ("return;", "break;", "continue;")]
    if not once:
        return prompt, target
    after = chance.choice(once)
    names = sorted(set(NAMES.findall("\n".join(mine[: mine.index(after) + 1]))))
    first = 1 + max((int(name[1:]) for text in (prompt, target) for name in VALUE.findall(text)), default=0)
    lines = pool.run(len(after) - len(after.lstrip("\t")), first, names, chance)
    for text in (mine, theirs):
        at = text.index(after) + 1
        text[at:at] = lines
    return in_sequence("\n".join(mine), "\n".join(theirs))


def in_sequence(prompt: str, target: str) -> tuple[str, str]:
    """Values numbered in the order in which the prompt has them."""
    change: dict[str, str] = {}
    count = {"t": 0, "v": 0}
    for name in dict.fromkeys(VALUE.findall(prompt) + VALUE.findall(target)):
        change[name] = f"{name[0]}{count[name[0]]}"
        count[name[0]] += 1
    return tuple(VALUE.sub(lambda m: change[m[0]], text) for text in (prompt, target))
