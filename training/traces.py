"""What each expression of a kernel evaluates to: its values in the order of their evaluation, on made-up
inputs. Two expressions with equal traces say the same, as far as a few runs can tell; a verifier has the
last word on what is made of them.

Numbers are Python's: floats are not rounded to f32, and traces are compared in four digits.
"""

import math
import re
import zlib

import wgsl
from functions import FLOATING, FUNCTIONS, HELPERS, OPERATORS, SCALARS, divide, guarded, saturate, shape, wrap
from wgsl import Node, Statement

RUNS = 9
STEPS = 60_000  # of all runs of a kernel
AXES = "xyzw"


class Untraceable(Exception):
    """What the interpreter doesn't know, or a kernel that runs too long."""


class Leave(Exception):
    """break, continue or return."""


class Break(Leave):
    pass


class Continue(Leave):
    pass


class Return(Leave):
    pass


class Tracer:
    """Runs a module on inputs that depend on names alone, so that two drafts of a kernel see the same."""

    def __init__(self, module: wgsl.Module, snapshots=False):
        self.snapshots, self.buffers, self.params = snapshots, module.buffers(), {}
        fields = re.search(r"struct Params \{(.*?)\}", module.before, re.S)
        if fields:
            for field in fields[1].replace("\n", " ").split(","):
                if ":" in field:
                    name, ty = field.split(":")
                    self.params[name.strip()] = ty.strip()
        if "workgroup" in module.before.replace("@workgroup_size", ""):
            raise Untraceable("workgroup memory")
        inputs = dict(re.findall(r"@builtin\((\w+)\)\s*(\w+)\s*:", module.head))
        self.id = inputs.pop("global_invocation_id", None)
        if inputs:
            raise Untraceable("other inputs than an id")
        self.steps = 0
        self.code = self.block(module.body, [{}])

    def run(self, threads: list[str]):
        """All runs; every node then has its `trace`, every statement its `scope`."""
        axes = [axis for axis in threads if axis in self.params]
        for seed in range(RUNS):
            self.seed, self.memory = seed, {}
            self.values = {name: self.param(name, ty, name in axes) for name, ty in self.params.items()}
            w, h = (*(self.values[axis] for axis in axes), 6, 6)[:2]
            ids = [(0, 0, 0)]
            if self.id and len(threads) == 1:
                ids = [(x, 0, 0) for x in (0, 1, 2, w // 2, w - 2, w - 1)]
            elif self.id:
                edges = ((0, 0), (w - 1, 1), (2, h - 1), (w - 2, h - 2), (w // 2, 0), (0, h // 2), (w - 1, h - 1))
                inside = ((self.random("x", k) % w, self.random("y", k) % h) for k in range(9))
                ids = [(x, y, 0) for x, y in (*edges, *inside)]
            for one in ids:
                self.frame = {self.id: one} if self.id else {}
                try:
                    self.code()
                except Return:
                    pass

    def random(self, *what) -> int:
        return zlib.crc32(repr((self.seed, *what)).encode())

    def param(self, name: str, ty: str, extent: bool):
        r = self.random(name)
        if ty == "f32":
            return self.float(r)
        if extent and self.seed % 2:
            return 5 + r % 60
        if extent or ty == "i32" and self.seed < 3:
            return 5 + r % 5
        return r % 9 + 1 if self.seed < 4 else r % 1000 if ty == "u32" else r % 401 - 200

    def initial(self, name: str, at: int, ty: str):
        r = self.random(name, at)
        if ty == "f32":
            return self.float(r)
        scale = [40, 256, 2000, 9, 2**16, 2**32][(r + self.seed) % 6]
        r = zlib.crc32(b"%d" % r) % scale
        return wrap("i32", r - scale // 2) if ty == "i32" and scale != 256 else r

    def float(self, r: int) -> float:
        """Of every size that a kernel may tell apart."""
        scale = [1.0, 1.0, 2.0, 8.0, 300.0, 5000.0][(r + self.seed) % 6]
        part = zlib.crc32(b"%d" % r) % 100_003 / 100_003
        return part * scale if r & 64 else (2 * part - 1) * scale

    # Statements: a block is a function of nothing; names live in `frame`.
    def block(self, body: list, scope: list):
        scope = [*scope, {}]
        parts = [self.statement(s, scope) for s in body]
        def go():
            for part in parts:
                part()
        return go

    def statement(self, s: Statement, scope: list):
        go = self.plain(s, scope)
        names = [(name, slot, ty) for level in scope for name, (slot, ty) in level.items()]
        s.scope = {name: (slot, ty, []) for name, slot, ty in names}
        kept = [(slot, values) for slot, _, values in s.scope.values()]
        def step():
            self.steps += 1
            if self.steps > STEPS:
                raise Untraceable("too long")
            if self.snapshots:
                frame = self.frame
                for slot, values in kept:
                    values.append(frame.get(slot))
            go()
        return step

    def plain(self, s: Statement, scope: list):
        kind = s.kind
        if kind in ("let", "var"):
            value = self.expression(s.exprs[0], scope, s.type) if s.exprs else None
            ty = s.type or concrete(value[0])
            slot = f"{s.name}#{id(s)}"
            go = value[1] if value else lambda: default(ty)
            scope[-1][s.name] = (slot, ty)

            def declare():
                self.frame[slot] = go()

            return declare
        if kind in ("assign", "step"):
            return self.assign(s, scope)
        if kind == "call":
            return self.call_statement(s.exprs[0], scope)
        if kind == "if":
            condition = self.expression(s.exprs[0], scope)[1]
            then, otherwise = (self.block(b, scope) for b in s.blocks)
            return lambda: then() if condition() else otherwise()
        if kind == "return":
            def leave():
                raise Return
            return leave
        if kind in ("break", "continue"):
            error = Break if kind == "break" else Continue
            def go():
                raise error
            return go
        if kind == "switch":
            on, body = self.expression(s.exprs[0], scope)[1], self.block(s.blocks[0], scope)
            def switch():
                on()
                try:
                    body()
                except Break:
                    pass
            return switch
        inner = [*scope, {}]
        first = self.statement(s.head[0], inner) if s.head else None
        condition = self.expression(s.exprs[0], inner)[1] if s.exprs else lambda: True
        last = self.statement(s.head[1], inner) if s.head else None
        body = self.block(s.blocks[0], inner)
        def loop():
            if first:
                first()
            while condition():
                self.steps += 1
                if self.steps > STEPS:
                    raise Untraceable("too long")
                try:
                    body()
                except Continue:
                    pass
                except Break:
                    break
                if last:
                    last()
        return loop

    def assign(self, s: Statement, scope: list):
        left = s.exprs[0]
        ty, read, write = self.place(left, scope)
        if s.kind == "step":
            by = 1 if s.op == "++" else -1
            return lambda: write(wrap(ty, read() + by))
        vt, value = self.expression(s.exprs[1], scope, ty)
        if s.op == "=":
            return lambda: write(value())
        op = OPERATORS[s.op[:-1]]
        n, t = shape(ty)
        if not n:
            return lambda: write(op(t, read(), value()))
        spread = not shape(vt)[0]
        def change():
            v = value()
            write(tuple(op(t, a, b) for a, b in zip(read(), (v,) * n if spread else v)))
        return change

    def place(self, node: Node, scope: list):
        """Type, read, write."""
        if node.kind == "name":
            slot, ty = self.find(node.text, scope)
            def write(value):
                self.frame[slot] = value
            return ty, lambda: self.frame[slot], write
        if node.kind == "index" and node.kids[0].kind == "name" and node.kids[0].text in self.buffers:
            name = node.kids[0].text
            ty = re.sub(r"atomic<(\w+)>", r"\1", self.buffers[name])
            at = self.expression(node.kids[1], scope)[1]
            n, t = shape(ty)

            def load():
                return self.load(name, at(), n, t)
            def store(value):
                where = at()
                for k, one in enumerate(value if n else (value,)):
                    self.memory[name, where * max(n, 1) + k] = one
            return ty, load, store
        if node.kind == "member" and node.kids[0].kind == "name":
            slot, ty = self.find(node.kids[0].text, scope)
            k, (_, t) = AXES.index(node.text), shape(ty)
            def write(value):
                old = list(self.frame[slot])
                old[k] = value
                self.frame[slot] = tuple(old)
            return t, lambda: self.frame[slot][k], write
        raise Untraceable(f"assignment to {wgsl.show(node)[0]}")

    def load(self, name: str, at: int, n: int, t: str):
        memory = self.memory
        out = []
        for where in range(at * max(n, 1), at * max(n, 1) + max(n, 1)):
            if (name, where) not in memory:
                memory[name, where] = self.initial(name, where, t)
            out.append(memory[name, where])
        return tuple(out) if n else out[0]

    def call_statement(self, node: Node, scope: list):
        if node.text == "atomicStore":
            _, _, write = self.place(node.kids[0].kids[0], scope)
            value = self.expression(node.kids[1], scope)[1]
            return lambda: write(value())
        value = self.expression(node, scope)[1]
        return lambda: value()

    def find(self, name: str, scope: list) -> tuple:
        for level in reversed(scope):
            if name in level:
                return level[name]
        raise Untraceable(f"no {name}")

    # Expressions: (type, function of nothing). Literals without a suffix take `wanted` or stay abstract.
    def expression(self, node: Node, scope: list, wanted=None):
        ty, go = self.value(node, scope, wanted)
        node.trace = (ty, values := [])
        if node.kind == "literal":
            return ty, go
        keep = values.append
        def traced():
            value = go()
            keep(value)
            return value
        return ty, traced

    def operands(self, nodes: list, scope: list, wanted=None):
        parts = [self.expression(node, scope, wanted) for node in nodes]
        known = next((shape(ty)[1] for ty, _ in parts if not ty.startswith("abstract")), None)
        if known in SCALARS:
            parts = [self.expression(node, scope, known) if ty.startswith("abstract") else (ty, go)
                     for node, (ty, go) in zip(nodes, parts, strict=True)]  # fmt: skip
        return parts

    def value(self, node: Node, scope: list, wanted=None):
        kind, text, kids = node.kind, node.text, node.kids
        wanted = shape(wanted)[1] if wanted else None
        if kind == "literal":
            return literal(text, wanted)
        if kind == "name":
            if text == self.id:
                return "vec3<u32>", lambda: self.frame[self.id]
            slot, ty = self.find(text, scope)
            return ty, lambda: self.frame[slot]
        if kind == "member":
            if kids[0].kind == "name" and kids[0].text == "p" and text in self.params:
                return self.params[text], lambda: self.values[text]
            ty, go = self.expression(kids[0], scope)
            t = shape(ty)[1]
            at = ["xyzw".index(c) if c in "xyzw" else "rgba".index(c) for c in text]
            if len(at) == 1:
                return t, lambda: go()[at[0]]
            return f"vec{len(at)}<{t}>", lambda: tuple(map(go().__getitem__, at))
        if kind == "index":
            if kids[0].kind == "call":
                ty, go = self.expression(kids[0], scope)
                at = self.expression(kids[1], scope)[1]
                return shape(ty)[1], lambda: go()[at()]
            ty, load, _ = self.place(node, scope)
            return ty, load
        if kind == "unary":
            if text == "&":
                raise Untraceable("a pointer")
            ty, go = self.expression(kids[0], scope, wanted)
            n, t = shape(ty)
            one = {"-": lambda a: wrap(t, -a), "~": lambda a: wrap(t, ~a), "!": lambda a: not a}[text]
            return ty, (lambda: tuple(map(one, go()))) if n else (lambda: one(go()))
        if kind == "call":
            return self.call(node, scope, wanted)
        return self.binary(node, scope, wanted)

    def binary(self, node: Node, scope: list, wanted):
        op, kids = node.text, node.kids
        if op in ("&&", "||"):
            (_, a), (_, b) = (self.expression(kid, scope) for kid in kids)
            return "bool", (lambda: a() and b()) if op == "&&" else (lambda: a() or b())
        if op in ("<<", ">>"):
            (ta, a), (_, b) = self.expression(kids[0], scope, wanted), self.expression(kids[1], scope, "u32")
            tb = ta
        else:
            relation = op in ("<", "<=", ">", ">=", "==", "!=")
            (ta, a), (tb, b) = self.operands(kids, scope, None if relation else wanted)
        (na, t), (nb, other) = shape(ta), shape(tb)
        if t.startswith("abstract"):
            t = other
        n, f = max(na, nb), OPERATORS[op]
        result = "bool" if op in ("<", "<=", ">", ">=", "==", "!=") else t
        if not n:
            return result, lambda: f(t, a(), b())
        def vector():
            x, y = a(), b()
            return tuple(f(t, p, q) for p, q in zip(x if na else (x,) * n, y if nb else (y,) * n))
        return f"vec{n}<{result}>", vector

    def call(self, node: Node, scope: list, wanted):
        name, kids = node.text, node.kids
        if name.startswith("atomic"):
            return self.atomic(node, scope)
        if name in ("i32", "u32", "f32", "bool"):
            ty, go = self.expression(kids[0], scope)
            if name == "bool":
                return name, lambda: bool(go())
            if name == "f32":
                return name, lambda: float(go())
            if ty == "f32" or ty == "abstract-float":
                return name, lambda: saturate(name, go())
            return name, lambda: wrap(name, go())
        n, t = shape(name)
        if n:
            return self.vector(name, n, t, kids, scope)
        if name == "select":
            (ta, a), (tb, b) = self.operands(kids[:2], scope, wanted)
            tc, c = self.expression(kids[2], scope)
            ty = tb if ta.startswith("abstract") else ta
            if not shape(tc)[0]:
                def choose():
                    no, yes = a(), b()
                    return yes if c() else no
                return ty, choose
            return ty, lambda: tuple(y if w else x for x, y, w in zip(a(), b(), c()))
        if name in ("dot", "length", "distance"):
            parts = self.operands(kids, scope, "f32")
            t = shape(parts[0][0])[1]
            if name == "dot":
                (_, a), (_, b) = parts
                return t, lambda: wrap(t, sum(x * y for x, y in zip(a(), b())))
            if name == "length":
                (_, a), = parts
                return t, lambda: math.sqrt(sum(x * x for x in a()))
            (_, a), (_, b) = parts
            return t, lambda: math.dist(a(), b())
        if name == "normalize":
            ty, go = self.expression(kids[0], scope)
            def unit():
                v = go()
                size = math.sqrt(sum(x * x for x in v))
                return tuple(divide("f32", x, size) for x in v)
            return ty, unit
        if name in ("all", "any"):
            go = self.expression(kids[0], scope)[1]
            return "bool", (lambda: all(go())) if name == "all" else (lambda: any(go()))
        if name == "pack4x8unorm":
            go = self.expression(kids[0], scope)[1]
            return "u32", lambda: sum(int(min(max(x, 0.0), 1.0) * 255 + 0.5) << (8 * k) for k, x in enumerate(go()))
        if name == "unpack4xU8":
            go = self.expression(kids[0], scope)[1]
            def bytes_():
                word = go()
                return tuple(word >> shift & 255 for shift in (0, 8, 16, 24))
            return "vec4<u32>", bytes_
        if name == "extractBits":
            (ty, a), (_, low), (_, count) = self.operands(kids[:1], scope, wanted) + [self.expression(k, scope, "u32") for k in kids[1:]]
            def cut():
                value, bits_ = a() >> low() & (1 << count()) - 1, count()
                return value - (1 << bits_) if ty == "i32" and value >> (bits_ - 1) & 1 else value
            return ty, cut
        if name.startswith("bitcast<"):
            to = name[8:-1]
            ty, go = self.expression(kids[0], scope)
            if ty in ("i32", "u32") and to in ("i32", "u32"):
                return to, lambda: wrap(to, go())
            raise Untraceable(name)
        if found := re.fullmatch(r"(get|set)_(\w+)_8", name):
            return self.byte(found[1], found[2], kids, scope)
        if name in HELPERS:
            ty, f = HELPERS[name]
            parts = [self.expression(kid, scope, ty)[1] for kid in kids]
            return ty, lambda: f(*(go() for go in parts))
        if name not in FUNCTIONS:
            raise Untraceable(name)
        parts = self.operands(kids, scope, "f32" if name in FLOATING else wanted)
        f = guarded(FUNCTIONS[name])
        shapes = [shape(ty) for ty, _ in parts]
        n, t = max(shapes)[0], next((t for _, t in shapes if not t.startswith("abstract")), "f32")
        gos = [go for _, go in parts]
        if not n:
            number = float if t == "f32" else int
            def scalar():
                value = f(*(go() for go in gos))
                return number(value) if value == value and abs(value) != math.inf else value
            return t, scalar
        def vector():
            values = [v if k else (v,) * n for (k, _), v in zip(shapes, [go() for go in gos])]
            return tuple(float(f(*row)) if t == "f32" else f(*row) for row in zip(*values))
        return f"vec{n}<{t}>", vector

    def vector(self, name: str, n: int, t: str, kids: list, scope: list):
        parts = [self.expression(kid, scope, t) for kid in kids]
        cast = {"f32": lambda ty, v: float(v), "bool": lambda ty, v: bool(v)}.get(
            t, lambda ty, v: saturate(t, v) if ty == "f32" else wrap(t, v))
        def make():
            out = []
            for ty, go in parts:
                k, s = shape(ty)
                v = go()
                out += [cast(s, x) for x in (v if k else (v,))]
            if len(out) == 1:
                out *= n
            if not out:
                out = [0] * n
            return tuple(out)
        return name, make

    def byte(self, way: str, name: str, kids: list, scope: list):
        """`lower`'s reads and writes of one byte of a buffer of words."""
        gos = [self.expression(kid, scope, "u32")[1] for kid in kids]

        def get():
            at = gos[0]()
            return self.load(name, at >> 2, 0, "u32") >> (at & 3) * 8 & 255

        def put():
            at, value = (go() for go in gos)
            shift = (at & 3) * 8
            word = self.load(name, at >> 2, 0, "u32")
            self.memory[name, at >> 2] = word & ~(255 << shift) | (value & 255) << shift

        return "u32", get if way == "get" else put

    def atomic(self, node: Node, scope: list):
        place = node.kids[0].kids[0]
        ty, read, write = self.place(place, scope)
        if node.text == "atomicLoad":
            return ty, read
        value = self.expression(node.kids[1], scope, ty)[1]
        change = {"atomicAdd": lambda a, b: wrap(ty, a + b), "atomicSub": lambda a, b: wrap(ty, a - b), "atomicMin": min, "atomicMax": max,
                  "atomicAnd": lambda a, b: a & b, "atomicOr": lambda a, b: a | b, "atomicXor": lambda a, b: a ^ b,
                  "atomicExchange": lambda a, b: b}.get(node.text)  # fmt: skip
        if not change:
            raise Untraceable(node.text)
        def update():
            old = read()
            write(change(old, value()))
            return old
        return ty, update


def literal(text: str, wanted):
    last = text[-1]
    if text in ("true", "false"):
        return "bool", lambda: text == "true"
    if last in "iu" and not text.startswith("0x") or text.startswith("0x") and last in "iu":
        value = int(text[:-1], 0)
        ty = "i32" if last == "i" else "u32"
        return ty, lambda: wrap(ty, value)
    hexadecimal = text.lstrip("-").startswith("0x")
    if not hexadecimal and (last in "fh" or "." in text or "e" in text.lower()):
        value = float(text.rstrip("fh"))
        return ("f32" if last == "f" or wanted == "f32" else "abstract-float"), lambda: value
    value = int(text, 0)
    if wanted == "f32":
        return "f32", lambda: float(value)
    if wanted in ("i32", "u32"):
        return wanted, lambda: wrap(wanted, value)
    return "abstract-int", lambda: value


def concrete(ty: str) -> str:
    return {"abstract-float": "f32", "abstract-int": "i32"}.get(ty, ty)


def default(ty: str):
    n, t = shape(ty)
    if ty not in SCALARS and not n:
        raise Untraceable(ty)
    zero = {"f32": 0.0, "bool": False}.get(t, 0)
    return (zero,) * n if n else zero


def key(values: list, component=None):
    """What equal traces share; None of one that tells nothing."""
    out = []
    for value in values:
        if component is not None:
            value = value[component]
        if value is None:
            return None
        if isinstance(value, float):
            # Constants of the plain draft are rounded to f32.
            value = float(f"{value:.3e}") if abs(value) > 1e-5 else 0.0
            if value != value:
                value = "nan"
        out.append(value)
    return tuple(out)
