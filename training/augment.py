"""Other pairs of the same meaning: a kernel's parameters in another order, its constants a little different.

Buffers and scalars are renamed on both sides, as if the function had taken them in another order. Float
constants change only where every one of both texts stands in the other as it is, so that none was
computed from them, and they keep their order, digits and signs. Lines that a target takes over from a plain draft
word for word change alike in both: other numbers, operators, casts, what another kernel computes; statements of other kernels come between
them; values change their numbers. What such a pair computes is
no one's kernel, but its target says what its draft says, and only who copies can tell what stands there.
"""

import random
import re

from interface import INTERFACE
from splice import ASSIGNED, NAMES, VALUE, Pool, with_run
from wgsl import Node, Parser, show

BUFFER = re.compile(r"(?<![\w.])((?:[gs]et_)?b)(\d+)(?=_s?(?:8|16)\b|\b)")
SCALAR = re.compile(r"(?<![\w])s(\d+)\b")
HEAD = re.compile(r"^fn\((.*)\)(.*) \{$", re.M)
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
    buffers = shuffled(sorted({int(at) for _, at in BUFFER.findall(prompt)}), chance)
    # Those before the first of the function's own are an extent: they stay.
    scalars = shuffled(sorted({int(at) for at in SCALAR.findall(head[1])}), chance) if head else {}

    def rename(text: str) -> str:
        text = BUFFER.sub(lambda m: f"{m[1]}{buffers.get(int(m[2]), int(m[2]))}", text)
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


LITERAL = r"(?<![\w.])(?:0x[0-9a-f]+u?|\d+\.\d+|\d+u?)(?![\w.])"
PIECE = re.compile(rf"{LITERAL}|(?<=\s)(?:<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^<>])(?=\s)|(?<![\w.])(?:p\.s\d+|i|x|y|t\d+|v\d+)(?![\w.(])")
ALIKE = ["+ - *", "& | ^", "<< >>", "< <= > >= == !=", "&& ||"]
OPERAND = re.compile(r"(?<![\w.])(?:[tv]\d+|p\.s\d+)\b(?!\()")
DECLARES = re.compile(r"\s*(?:(?:for \()?(?:let|var) [^=]*= |\w+ (?:[-+*/%&|^]|<<|>>)?= )")
CHANGED = 0.35  # of the lines that both have
SPLICED = 0.3  # of those that change
GRAFTED = 0.4  # of the lines that a target says another way
FIXED = re.compile(r"(?:[{}]*|return;|break;|loop \{|\} else \{|override .*|@.*|fn .*|switch .*|default.*|var [^=]*;|\w+(?:\+\+|--);)")


def another(piece: str, names: list[str], chance: random.Random) -> str:
    """A piece of a line, changed."""
    if piece[0].isdigit():
        unsigned = "u" if piece.endswith("u") else ""
        if "." in piece:
            return f"{chance.uniform(0, 10 ** chance.randrange(3)):.{chance.randrange(1, 5)}f}"
        if piece.startswith("0x") or chance.random() < 0.15:
            return f"{chance.randrange(65536, 2**32):#x}u" if unsigned else str(chance.randrange(2**31))
        return f"{chance.randrange(10 ** chance.randrange(1, 4))}{unsigned}"
    for group in ALIKE:
        if piece in group.split():
            return chance.choice(group.split())
    if not piece[0].isalpha():
        return piece
    if chance.random() < 0.4 and names:
        return chance.choice(names)
    return f"{chance.choice(['i32', 'u32', 'f32', 'abs'])}({piece})"


def mutated(line: str, names: list[str], chance: random.Random) -> str:
    """A line with one or two pieces changed, behind what it declares."""
    declares = DECLARES.match(line)
    kept, rest = (line[: declares.end()], line[declares.end() :]) if declares else ("", line)
    places = [found for found in PIECE.finditer(rest) if "for (" not in kept or found[0][0].isdigit()]
    for found in sorted(chance.sample(places, min(len(places), chance.choice([1, 1, 2]))), key=lambda f: -f.start()):
        rest = rest[: found.start()] + another(found[0], names, chance) + rest[found.end() :]
    return kept + rest


def spliced(line: str, names: list[str], pool: Pool, chance: random.Random) -> str:
    """A line that assigns what another kernel computes."""
    assigned = ASSIGNED.fullmatch(line)
    other = pool.expression(names, chance) if assigned else None
    return line if other is None else f"{line[: assigned.start(1)]}{other};"


def shared(a: Node, b: Node) -> list[tuple[Node, Node]]:
    """Values that stand in the same place of two expressions, outside of what they say in two ways."""
    if (a.kind, a.text, len(a.kids)) != (b.kind, b.text, len(b.kids)):
        return []
    if not a.kids or a.kind == "member":
        return [(a, b)] if a.kind == "literal" or OPERAND.fullmatch(show(a)[0]) else []
    return [pair for x, y in zip(a.kids, b.kids, strict=True) for pair in shared(x, y)]


def graft(old: str, new: str, names: list[str], chance: random.Random) -> tuple[str, str]:
    """A line that a target says another way, with other operands in both; and what lies around the part that is
    said another way, changed alike."""
    head, _, old = old.rstrip(";").partition(" = ")
    new = new.rstrip(";").partition(" = ")[2]
    own = sorted(set(OPERAND.findall(old)))
    if set(own) == set(OPERAND.findall(new)) and len(names) >= len(own) and chance.random() < 0.7:
        change = dict(zip(own, chance.sample(names, len(own)), strict=True))
        old, new = (OPERAND.sub(lambda m: change[m[0]], text) for text in (old, new))
    if chance.random() < 0.6:
        try:
            a, b = Parser(old).expression(), Parser(new).expression()
        except SyntaxError:
            return f"{head} = {old};", f"{head} = {new};"
        if places := shared(a, b):
            value, same = chance.choice(places)
            text = another(show(value)[0], names, chance)
            for node in (value, same):
                node.kind, node.text, node.kids = "name", text, []
            old, new = show(a)[0], show(b)[0]
    return f"{head} = {old};", f"{head} = {new};"


def needed(body: list[str], theirs: list[str], both: set[str]) -> set[str]:
    """Lines of both that stay as they are: what the target says another way was computed there."""
    old, new = (set(NAMES.findall("\n".join(line for line in lines if line not in both))) for lines in (body, theirs))
    gone, found, more = old - new, set(), True
    while more:
        more = {line for line in both - found if (match := DECLARES.match(line)) and set(NAMES.findall(match[0])) & gone}
        found |= more
        gone |= set(NAMES.findall("\n".join(more))) - new
    return found


def copied(prompt: str, target: str, pool: Pool, chance: random.Random) -> tuple[str, str]:
    """Lines that both have, changed alike."""
    begin = INTERFACE.match(prompt).end()
    body = prompt[begin:].split("\n")
    theirs = target.split("\n")
    both = set(body) & set(theirs)
    free = {line for line in both - needed(body, theirs, both) if line and not FIXED.fullmatch(line.strip())}
    names = sorted(set(NAMES.findall(prompt)))
    values = [name for name in names if name[0] != "b"]
    change = {}
    for line in sorted(free):
        if chance.random() < CHANGED:
            new = spliced(line, names, pool, chance) if chance.random() < SPLICED else line
            change[line] = mutated(new, values, chance) if new == line or chance.random() < 0.5 else new
    ours, others = ({line.partition(" = ")[0]: line for line in lines if ASSIGNED.fullmatch(line) and line not in both} for lines in (body, theirs))
    back = {}
    for head in sorted(ours.keys() & others.keys()):
        if chance.random() < GRAFTED and 1 == body.count(ours[head]) == theirs.count(others[head]):
            change[ours[head]], back[others[head]] = graft(ours[head], others[head], values, chance)
    body = "\n".join(change.get(line, line) for line in body)
    return prompt[:begin] + body, "\n".join(back.get(line, change.get(line, line)) for line in theirs)


def relabelled(prompt: str, target: str, chance: random.Random) -> tuple[str, str]:
    """Values and variables under each other's numbers, so that which one is meant has to be read."""
    change = {}
    for letter in "tv":
        names = sorted({name for text in (prompt, target) for name in VALUE.findall(text) if name[0] == letter})
        room = [f"{letter}{at}" for at in range(len(names) + chance.randrange(1 + len(names)))]
        change |= dict(zip(names, chance.sample(room, len(names)), strict=True))
    return tuple(VALUE.sub(lambda m: change[m[0]], text) for text in (prompt, target))


def variants(prompt: str, target: str, count: int, seed: str, pool: Pool) -> list[tuple[str, str]]:
    """The pair itself and up to `count - 1` others. `pool` holds pairs that came before, and takes this one."""
    chance = random.Random(seed)
    rewrites = " of plain\n" in prompt
    if rewrites:
        pool.add(prompt, target, chance)
    found = {(prompt, target): None}
    for _ in range(count - 1):
        pair = renamed(prompt, target, chance)
        if chance.random() < 0.7:
            pair = moved(*pair, chance)
        if rewrites and chance.random() < 0.25:
            pair = with_run(*pair, pool, chance)
        if rewrites and chance.random() < 0.6:
            pair = copied(*pair, pool, chance)
        if rewrites and chance.random() < 0.4:
            pair = relabelled(*pair, chance)
        found[pair] = None
    return list(found)
