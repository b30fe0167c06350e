"""Other pairs of the same meaning: a kernel's parameters in another order, its constants a little different.

Buffers and scalars are renamed on both sides, as if the function had taken them in another order. Float
constants change only where every one of both texts stands in the other as it is, so that none was
computed from them, and they keep their order, digits and signs.
"""

import random
import re

BUFFER = re.compile(r"(?<![\w.])b(\d+)\b")
SCALAR = re.compile(r"(?<![\w])s(\d+)\b")
HEAD = re.compile(r"^fn\((.*)\)(.*) \{$", re.M)
# How a prompt is to look, the threads, buffers and scalars.
INTERFACE = re.compile(r"[^\n]*\nthreads [^\n]*\n(?:[bs]\d+ [^\n]*\n)*")
FLOAT = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.])")
OWN = {"2147483600.0", "4294967000.0", "0.0", "0.5", "1.0", "2.0", "3.0", "255.0", "10.0", "6.0", "15.0"}  # of idioms


def shuffled(names: list[int], chance: random.Random) -> dict[int, int]:
    return dict(zip(names, chance.sample(names, len(names)), strict=True))


def sorted_in_place(parts: list[str], letter: str) -> list[str]:
    """The parts that name buffers, or scalars, in their order, where such parts stand."""
    places = [at for at, part in enumerate(parts) if re.match(rf"{letter}\d+\b", part)]
    ordered = sorted((parts[at] for at in places), key=lambda part: int(re.match(r"\w(\d+)", part)[1]))
    out = list(parts)
    for at, part in zip(places, ordered, strict=True):
        out[at] = part
    return out


def renamed(prompt: str, target: str, chance: random.Random) -> tuple[str, str]:
    """Parameters in another order."""
    head = HEAD.search(prompt)
    buffers = shuffled(sorted({int(at) for at in BUFFER.findall(prompt)}), chance)
    # Those before the first of the function's own are an extent: they stay.
    scalars = shuffled(sorted({int(at) for at in SCALAR.findall(head[1])}), chance) if head else {}

    def rename(text: str) -> str:
        text = BUFFER.sub(lambda m: f"b{buffers.get(int(m[1]), int(m[1]))}", text)
        return SCALAR.sub(lambda m: f"s{scalars.get(int(m[1]), int(m[1]))}", text)

    begin = head.start() if head else INTERFACE.match(prompt).end()
    lines = rename(prompt[:begin]).splitlines()
    first = "".join(f"{line}\n" for line in sorted_in_place(sorted_in_place(lines, "b"), "s"))
    if not head:
        return first + in_order(rename(prompt[begin:])), in_order(rename(target))
    takes = sorted_in_place(sorted_in_place(rename(head[1]).split(", "), "b"), "s")
    prompt = f"{first}fn({', '.join(takes)}){head[2]} {{{rename(prompt[head.end():])}"
    return prompt, in_order(rename(target))


def in_order(text: str) -> str:
    """Overrides of buffers by their numbers."""
    overrides = re.findall(r"^override b\d+: .*\n", text, re.M)
    if len(overrides) < 2:
        return text
    begin = text.index(overrides[0])
    rest = text[begin + sum(map(len, overrides)) :]
    return text[:begin] + "".join(sorted(overrides, key=lambda o: int(re.search(r"\d+", o)[0]))) + rest


def moved(prompt: str, target: str, chance: random.Random) -> tuple[str, str]:
    """Float constants a little different."""
    left, right = ({c for c in FLOAT.findall(text) if c not in OWN} for text in (prompt, target))
    if not left or left != right or "e-" in prompt:
        return prompt, target
    by = chance.uniform(0.6, 1.6)
    old = sorted(left, key=float)
    new = [f"{float(c) * by * chance.uniform(0.97, 1.03):.{len(c.partition('.')[2])}f}" for c in old]
    values = [float(c) for c in new]
    rises = all(a < b for a, b in zip(values, values[1:], strict=False))
    # On the same side of one, as clamps, mixtures and falloffs want it.
    if not rises or values[0] == 0 or any((float(a) < 1) != (b < 1) for a, b in zip(old, values, strict=True)) or OWN & set(new):
        return prompt, target
    change = dict(zip(old, new, strict=True))
    return tuple(FLOAT.sub(lambda m: change.get(m[0], m[0]), text) for text in (prompt, target))


def variants(prompt: str, target: str, count: int, seed: str) -> list[tuple[str, str]]:
    """The pair itself and up to `count - 1` others."""
    chance = random.Random(seed)
    found = {(prompt, target): None}
    for _ in range(count - 1):
        pair = renamed(prompt, target, chance)
        found[moved(*pair, chance) if chance.random() < 0.7 else pair] = None
    return list(found)
