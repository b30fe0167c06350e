"""Idioms of a source in a plain draft of the same kernel: both were run, and where the plain draft computes what
the source says in a shorter way, that stands instead, in the plain draft's names.
"""

from collections import Counter

import traces
import wgsl
from functions import SCALARS, shape
from traces import key
from wgsl import Node, Statement

# What is worth writing in place of something longer.
CALLS = {"clamp", "min", "max", "mix", "smoothstep", "fract", "step", "sign", "abs", "dot", "length", "distance", "normalize",
         "pack4x8unorm", "i32", "u32", "f32", "floor", "sqrt", "exp", "pow", "log", "sin", "cos", "tanh", "countOneBits",
         "countLeadingZeros", "countTrailingZeros", "reverseBits"}  # fmt: skip
COMMUTES = {"min", "max", "dot", "+", "*", "&", "|", "^", "==", "!=", "distance"}
WORTH = 2  # tokens saved
# Constants of packed colours, of truncation, and the smallest ones.
OF_IDIOMS = {0.0, 0.5, 1.0, 2.0, 3.0, 8.0, 16.0, 24.0, 31.0, 32.0, 255.0, 16777216.0, 2147483648.0, 2147483600.0, 4294967000.0}
LONG = 24  # a vector's expression of more tokens is put together from the plain draft's components, where it has them, or
# where nothing else is local


class Grafter:
    """Of one kernel: its plain draft and its source, both run."""

    def __init__(self, plain: wgsl.Module, source: wgsl.Module):
        self.plain, self.source = plain, source
        self.ideas: dict[tuple, list[Node]] = {}
        self.definitions: dict[str, Node] = {}
        for s in wgsl.walk(source.body):
            for one in (s, *(s.head or ())):
                if one.kind == "let" and one.exprs:
                    self.definitions[one.name] = one.exprs[0]
                for e in one.exprs:
                    self.gather(e)
        # How often the plain draft reads its lets.
        self.lets = {s.name: s.exprs[0] for s in wgsl.walk(plain.body) if s.kind == "let"}
        mentions = [e.mentions() for s in wgsl.walk(plain.body) for one in (s, *(s.head or ())) for e in one.exprs]
        self.reads = {name: count for name, count in Counter(sum(mentions, [])).items() if name in self.lets}
        self.first: dict[tuple, int] = {}
        self.forms: dict[tuple, list[Node]] = {}
        count = 0
        for s in wgsl.walk(plain.body):
            for e in s.exprs:
                for node in subtrees(e):
                    count += 1
                    if (k := told(node)) is not None:
                        self.first.setdefault(k, count)
                        if node.kind != "name":
                            self.forms.setdefault(k, []).append(node)
        self.done = 0
        self.buffers = plain.buffers().keys()
        self.long = LONG
        self.busy: set[tuple] = set()  # what is being looked for

    def gather(self, node: Node):
        for kid in node.kids:
            self.gather(kid)
        call = node.kind == "call" and node.text in CALLS
        if (call or node.kind == "binary") and (k := told(node)) is not None:
            self.ideas.setdefault(k, []).append(node)

    def graft(self) -> wgsl.Module:
        self.block(self.plain.body)
        body = drop_unread(self.plain.body)
        return wgsl.Module(self.plain.before, self.plain.head, body)

    def block(self, body: list):
        for s in body:
            if s.kind in ("let", "var", "assign", "if", "call", "return"):
                self.names = self.known(s)
                at = range(1, 2) if s.kind == "assign" else range(len(s.exprs))
                for k in at:
                    s.exprs[k] = self.better(s.exprs[k])
                if s.kind == "assign" and s.exprs[0].kind == "index":
                    s.exprs[0].kids[1] = self.better(s.exprs[0].kids[1])
            for block in s.blocks:
                self.block(block)

    def known(self, s: Statement) -> dict:
        """Names by what they hold whenever `s` runs."""
        names = {}
        if s.scope:
            for name, (_, ty, values) in s.scope.items():
                if s.kind in ("let", "var") and name == s.name:
                    continue
                if values and ty in SCALARS and (k := key(values)) is not None:
                    names.setdefault((kind(ty), k), name)
        return names

    def better(self, node: Node) -> Node:
        """The same value, shorter where the source shows how."""
        if (inner := unguarded(node)) is not None and told(inner) == told(node):
            self.done += 1
            return self.better(inner)
        found, k = None, told(node)
        new_one = k is not None and k not in self.busy
        if node.kind in ("call", "binary", "unary") and new_one and telling(k):
            self.busy.add(k)
            for idea in self.ideas.get(k, ()):
                if idea.kind == "binary" and not (node.kind == "call" and node.text == "select"):
                    continue
                if idea.kind == node.kind and idea.text == node.text:
                    continue
                for self.long in (LONG, 0):
                    new = self.structure(idea, set())
                    if new is not None and says_something(new) and self.is_local(node, new):
                        if found is None or new.size() < found.size():
                            found = new
                        break
            self.busy.discard(k)
        kids = [self.better(kid) if kid.kind != "name" and not (node.kind == "unary" and node.text == "&") else kid for kid in node.kids]
        own = Node(node.kind, node.text, kids)
        own.trace = node.trace
        if found is not None and (found.text == "pack4x8unorm" or found.size() + WORTH <= self.cost(own, found)):
            self.done += 1
            return found
        return own

    def cone(self, node: Node, instead: Node) -> list[Node]:
        """An expression, with the lets that nothing would read without it."""
        reads, found, added = Counter(node.mentions()), [node], set()
        kept = instead.names()
        while True:
            more = [name for name, count in reads.items() if name not in added and name not in kept and self.reads.get(name) == count]
            if not more:
                return found
            for name in more:
                added.add(name)
                found.append(self.lets[name])
                reads.update(self.lets[name].mentions())

    def cost(self, node: Node, instead: Node) -> int:
        return sum(part.size() for part in self.cone(node, instead))

    def is_local(self, node: Node, instead: Node) -> bool:
        """Whether what is written instead can be read off what stands there: the same constants, on the same
        names. A constant that a compiler computed from others is no one's to guess."""
        before = set().union(*(constants(part) for part in self.cone(node, instead)))
        return before == constants(instead) and self.leaves(node) == self.leaves(instead)

    def leaves(self, node: Node) -> set:
        """What an expression is made of in the end: buffers, parameters, variables, coordinates."""
        found, pending, seen = set(), [node], set()
        while pending:
            for one in subtrees(pending.pop()):
                if one.kind == "member" and one.kids[0].text == "p":
                    found.add(f"p.{one.text}")
                if one.kind == "name" and one.text not in seen:
                    seen.add(one.text)
                    if one.text in self.lets:
                        pending.append(self.lets[one.text])
                    else:
                        found.add(one.text)
        return found - {"p"}

    def built(self, node: Node, within: set) -> Node | None:
        """An expression of the source in the plain draft's names; None where something has none."""
        if node.kind == "literal":
            return node.copy()
        if node.kind == "member" and node.kids[0].kind == "name" and node.kids[0].text == "p":
            return node.copy()
        k = told(node)
        if k is not None and (here := self.named(k, node.trace)) is not None:
            return here
        return self.structure(node, within)

    def structure(self, node: Node, within: set) -> Node | None:
        """The same without a look at what the plain draft has for the whole."""
        if node.kind == "name":
            if shape(node.trace[0])[0] and (whole := self.components(node)) is not None:
                return whole
            meant = self.definitions.get(node.text)
            if meant is None or node.text in within:
                return None
            return self.built(meant, within | {node.text})
        if node.kind == "member" and len(node.text) == 1:
            part = self.component(node, within)
            if part is not None:
                return part
        if node.kind == "index" and node.kids[0].kind == "name":
            at = self.built(node.kids[1], within)
            return None if at is None else Node("index", "[", [node.kids[0].copy(), at])
        kids = [self.built(kid, within) for kid in node.kids]
        if shape(traces.concrete(node.trace[0]) if node.trace else "")[0] and (None in kids or sum(kid.size() for kid in kids) > self.long):
            whole = self.components(node)
            if whole is not None:
                return whole
        if any(kid is None for kid in kids):
            return None
        if node.text.startswith("vec") and len(kids) > 1:
            kids = [part for kid in kids for part in (kid.kids if kid.text.startswith("vec") and len(kid.kids) > 1 else [kid])]
        if node.text in COMMUTES and len(kids) == 2:
            places = [self.first.get(told(kid)) for kid in node.kids]
            if None not in places and places[0] > places[1] or node.kids[0].kind == "literal" and node.kids[1].kind != "literal":
                kids.reverse()
        new = Node(node.kind, node.text, kids)
        new.trace = node.trace
        return new

    def named(self, k: tuple, trace=None) -> Node | None:
        """A name of the plain draft that holds a value, or how it writes that value."""
        if not telling(k):
            return None
        if (name := self.names.get(k)) is not None:
            new = Node("name", name)
            new.trace = trace
            return new
        readable = [form for form in self.forms.get(k, ()) if self.readable(form)]
        return self.better(min(readable, key=Node.size)) if readable else None

    def readable(self, form: Node) -> bool:
        return form.names() <= set(self.names.values()) | {"p", "id"} | self.buffers

    def components(self, node: Node) -> Node | None:
        """A vector of names that the plain draft has."""
        ty, values = node.trace
        n, t = shape(ty)
        parts = []
        for at in range(n):
            k = (kind(t), key(values, at)) if values else None
            part = self.named(k) if k and k[1] is not None else None
            if part is None or part.size() > 3:
                return None
            parts.append(part)
        return Node("call", ty, parts)

    def component(self, node: Node, within: set) -> Node | None:
        """`v.x` of a vector that is put together from parts."""
        base = node.kids[0]
        while base.kind == "name" and base.text in self.definitions:
            base = self.definitions[base.text]
        if base.kind == "call" and base.text.startswith("vec") and len(base.kids) == shape(base.text)[0] and node.text in "xyzw":
            return self.built(base.kids["xyzw".index(node.text)], within)
        return None


def kind(ty: str) -> str:
    return ty[0]


def told(node: Node):
    """What a scalar's trace says."""
    if node.trace is None:
        return None
    ty, values = node.trace
    ty = traces.concrete(ty)
    if ty not in SCALARS or not values:
        return None
    k = key(values)
    return None if k is None else (kind(ty), k)


def telling(k: tuple) -> bool:
    """Whether two that share it are likely the same: four values, or two that are no small whole numbers."""
    values = set(k[1])
    rare = any(isinstance(value, float) and value != int(value) or abs(value) > 1000 for value in values if value != "nan")
    return k[0] != "b" and len(values) >= (2 if rare else 4)


def unguarded(node: Node) -> Node | None:
    """The conversion inside of one that keeps what C leaves open: `select(…, i32(x), abs(x) < 2147483600.0)`."""
    if node.kind == "call" and node.text == "select" and node.kids[1].kind == "call" and node.kids[1].text in ("i32", "u32"):
        if constants_of(node.kids[2]) & {2147483600.0, 4294967000.0}:
            return node.kids[1]
    return None


def constants(node: Node) -> set:
    """The sizes of an expression's constants, without those that idioms bring along or do away with."""
    return constants_of(node) - OF_IDIOMS


def constants_of(node: Node) -> set:
    found = set()
    for one in subtrees(node):
        if one.kind == "literal" and one.text not in ("true", "false"):
            found.add(abs(float(int(one.text.rstrip("iu"), 0)) if one.text.lstrip("-").startswith("0x") else float(one.text.rstrip("iuf"))))
    return found


def says_something(node: Node) -> bool:
    """Not `mix(a, a, t)`."""
    texts = [wgsl.show(kid)[0] for kid in node.kids]
    return node.kind != "call" or node.text == "dot" or len(set(texts)) == len(texts)


def subtrees(node: Node):
    yield node
    for kid in node.kids:
        yield from subtrees(kid)


def drop_unread(body: list) -> list:
    """Without lets that nothing reads."""
    while True:
        read = set()
        for s in wgsl.walk(body):
            for one in (s, *(s.head or ())):
                for e in one.exprs:
                    read |= e.names()
        if not prune(body, read):
            return body


def prune(body: list, read: set) -> bool:
    unread = [s for s in body if s.kind == "let" and s.name not in read]
    for s in unread:
        body.remove(s)
    return any([bool(unread), *(prune(block, read) for s in body for block in s.blocks)])
