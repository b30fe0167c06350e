"""One tree, two texts: a kernel's statements are written once and come out as C and as WGSL.

Types are those of `tree` ("f", "i", "u", "b") and vectors of them ("f2" … "u4"), which C has as one
variable a component. Expressions fold what a compiler folds: constants, x + 0, x · 1, x / 2.
"""

import contextlib
import math
import re

from .kernel import Buffer, Kernel, Scalar
from .shown import Fixed, apart
from .tree import const, single

C_NAMES = {"f": "float", "i": "int", "u": "unsigned", "b": "int"}
W_NAMES = {"f": "f32", "i": "i32", "u": "u32", "b": "bool"}
AXES = "xyzw"
# How tightly WGSL binds; bit operators take no operand that is looser than a unary one.
LOGIC, COMPARE, BIT, ADD, MUL, UNARY, ATOM = range(3, 10)
LEVEL = {"+": ADD, "-": ADD, "*": MUL, "/": MUL, "%": MUL} | dict.fromkeys(["&", "|", "^", "<<", ">>"], BIT)


class E:
    """A value: its type, C for each component, WGSL, how tightly the WGSL binds, and a constant's value."""

    __slots__ = ("ty", "c", "text", "level", "value")

    def __init__(self, ty, c, w, level=ATOM, value=None):
        self.ty, self.c, self.text, self.level, self.value = ty, (c,) if isinstance(c, str) else tuple(c), w, level, value

    def __add__(self, o): return binary("+", self, o)
    def __radd__(self, o): return binary("+", o, self)
    def __sub__(self, o): return binary("-", self, o)
    def __rsub__(self, o): return binary("-", o, self)
    def __mul__(self, o): return binary("*", self, o)
    def __rmul__(self, o): return binary("*", o, self)
    def __truediv__(self, o): return binary("/", self, o)
    def __rtruediv__(self, o): return binary("/", o, self)
    def __mod__(self, o): return binary("%", self, o)
    def __and__(self, o): return binary("&", self, o)
    def __or__(self, o): return binary("|", self, o)
    def __xor__(self, o): return binary("^", self, o)
    def __lshift__(self, o): return binary("<<", self, o)
    def __rshift__(self, o): return binary(">>", self, o)
    def __lt__(self, o): return compare("<", self, o)
    def __le__(self, o): return compare("<=", self, o)
    def __gt__(self, o): return compare(">", self, o)
    def __ge__(self, o): return compare(">=", self, o)
    def eq(self, o): return compare("==", self, o)
    def ne(self, o): return compare("!=", self, o)
    def also(self, o): return logic("&&", self, o)
    def either(self, o): return logic("||", self, o)

    def __neg__(self):
        if self.value is not None:
            return lift(-self.value, self.ty)
        return E(self.ty, [f"(-{c})" for c in self.c], f"-{under(self, UNARY)}", UNARY)

    def __getattr__(self, name):
        if len(name) == 1 and name in AXES and len(self.ty) == 2:
            return E(self.ty[0], self.c[AXES.index(name)], f"{under(self, ATOM)}.{name}")
        if name == "xyz":
            return E(self.ty[0] + "3", self.c[:3], f"{under(self, ATOM)}.xyz")
        raise AttributeError(name)


def under(e: E, least: int) -> str:
    return e.text if e.level >= least else f"({e.text})"


def lift(value, ty: str) -> E:
    if isinstance(value, E):
        return value
    one = const(ty[0], value)
    c, w = one.c, one.w
    if len(ty) == 2:
        return E(ty, [c] * int(ty[1]), f"vec{ty[1]}<{W_NAMES[ty[0]]}>({w.strip('()')})")
    negative = w.startswith("(-")
    return E(ty, c, w.strip("()") if negative else w, UNARY if negative else ATOM, one.value)


def pair(a, b) -> tuple[E, E]:
    """Both as expressions; a number takes the other's scalar type."""
    known = a if isinstance(a, E) else b
    ty = known.ty[0] if isinstance(known, E) else "f" if isinstance(known, float) else "i"
    return lift(a, ty), lift(b, ty)


def wide(a: E, b: E) -> list[tuple[str, str]]:
    count = max(len(a.c), len(b.c))
    return list(zip(a.c * (count // len(a.c)), b.c * (count // len(b.c)), strict=True))


def folded(op: str, ty: str, a, b):
    if op in "+-*":
        return {"+": a + b, "-": a - b, "*": a * b}[op]
    if op == "/" and ty == "f" and b:
        return a / b
    return {"&": a & b, "|": a | b, "^": a ^ b}[op] if op in "&|^" else None


def chained(op: str, a: E) -> str:
    """The left operand of a bit operator: bare where it is a chain of the same one. An index has its own."""
    text = a.text
    while "[" in text:
        text, before = re.sub(r"\[[^\[\]]*\]", "", text), text
        if text == before:
            break
    alone = a.level == BIT and f" {op} " in text and "(" not in text
    return a.text if alone else under(a, UNARY)


def binary(op: str, a, b) -> E:
    if op in ("<<", ">>"):
        count = b if isinstance(b, E) else lift(b, "u")
        if count.value == 0:
            return a
        return E(a.ty, [f"({c} {op} {count.c[0]})" for c in a.c], f"{under(a, UNARY)} {op} {under(count, UNARY)}", BIT)
    a, b = pair(a, b)
    if a.ty[0] != b.ty[0]:
        raise TypeError(f"{a.ty} {op} {b.ty}: {a.text}, {b.text}")
    ty = max(a.ty, b.ty, key=len)
    if a.value is not None and b.value is not None and len(ty) == 1:
        value = folded(op, ty, a.value, b.value)
        if value is not None:
            return lift(value, ty)
    if (op in "+-|^" and b.value == 0) or (op in "*/" and b.value == 1):
        return a
    if (op == "+" and a.value == 0) or (op == "*" and a.value == 1):
        return b
    if op == "*" and ty != "f" and ty[0] != "f" and 0 in (a.value, b.value):
        return lift(0, ty)
    if ty[0] == "f" and op == "/" and b.value and math.frexp(abs(b.value))[0] == 0.5:
        return binary("*", a, 1 / b.value)
    if op in "-/%&|^":
        apart(a.text, b.text)
    if op in "+-" and b.value is not None and b.value < 0:
        return binary("-" if op == "+" else "+", a, -b.value)
    level = LEVEL[op]
    if level == BIT:
        w = f"{chained(op, a)} {op} {under(b, UNARY)}"
    else:
        w = f"{under(a, level)} {op} {under(b, level + 1)}"
    return E(ty, [f"({x} {op} {y})" for x, y in wide(a, b)], w, level)


def compare(op: str, a, b) -> E:
    a, b = pair(a, b)
    apart(a.text, b.text)
    return E("b", f"({a.c[0]} {op} {b.c[0]})", f"{under(a, ADD)} {op} {under(b, ADD)}", COMPARE)


def logic(op: str, a: E, b: E) -> E:
    apart(a.text, b.text)
    left = a.text if a.level == LOGIC and f" {op} " in a.text and "(" not in a.text else under(a, COMPARE)
    return E("b", f"({a.c[0]} {op} {b.c[0]})", f"{left} {op} {under(b, COMPARE)}", LOGIC)


def pick(condition: E, yes, no) -> E:
    yes, no = pair(yes, no)
    apart(yes.text, no.text)
    c = [f"({condition.c[0]} ? {y} : {n})" for y, n in wide(yes, no)]
    return E(yes.ty, c, f"select({no.text}, {yes.text}, {condition.text})")


def cast(ty: str, a: E) -> E:
    if a.ty[0] == ty:
        return a
    if a.value is not None:
        return lift(a.value, ty)
    name = C_NAMES[ty]
    c = [f"((unsigned)(int){c})" if a.ty[0] == "f" and ty == "u" else f"(({name}){c})" for c in a.c]
    w = W_NAMES[ty] if len(a.ty) == 1 else f"vec{a.ty[1]}<{W_NAMES[ty]}>"
    return E(ty + a.ty[1:], c, f"{w}({a.text})")


BUILTIN = {
    "abs": "__builtin_fabsf", "sqrt": "__builtin_sqrtf", "floor": "__builtin_floorf", "ceil": "__builtin_ceilf",
    "trunc": "__builtin_truncf", "min": "minf", "max": "maxf", "clamp": "clampf", "mix": "mixf", "fract": "fractf",
    "smoothstep": "smoothstepf", "step": "stepf", "sign": "signf", "exp": "expf", "sin": "sinf", "cos": "cosf",
    "log": "logf", "pow": "powf", "tanh": "tanhf", "exp2": "exp2f",
    "iabs": "absi", "imin": "mini", "imax": "maxi", "iclamp": "clampi", "umin": "minu", "umax": "maxu", "uclamp": "clampu",
    "ucountOneBits": "__builtin_popcount", "ucountLeadingZeros": "clzu", "ucountTrailingZeros": "ctzu",
    "ureverseBits": "reverseu",
}  # fmt: skip


def call(name: str, *operands) -> E:
    """A function of both languages, component by component; numbers become the first value's type."""
    ty = max((o.ty for o in operands if isinstance(o, E)), key=len)
    operands = [lift(o, ty) for o in operands]
    apart(*(o.text for o in operands))
    if len(ty) == 2:
        operands = [o if len(o.ty) == 2 or name == "mix" and o is operands[2] else vec(ty, o) for o in operands]
    function = BUILTIN[name if ty[0] == "f" else ty[0] + name]
    count = max(len(o.c) for o in operands)
    rows = zip(*(o.c * (count // len(o.c)) for o in operands), strict=True)
    return E(ty, [f"{function}({', '.join(row)})" for row in rows], f"{name}({', '.join(o.text for o in operands)})")


def vec(ty: str, *parts) -> E:
    parts = [lift(part, ty[0]) for part in parts]
    c = [c for part in parts for c in part.c]
    c = c * int(ty[1]) if len(c) == 1 else c
    return E(ty, c, f"vec{ty[1]}<{W_NAMES[ty[0]]}>({', '.join(part.text for part in parts)})")


def dot(a: E, b: E) -> E:
    return E(a.ty[0], f"dot{a.ty[1]}({', '.join(a.c + b.c)})", f"dot({a.text}, {b.text})")


def length(a: E) -> E:
    return E("f", f"__builtin_sqrtf(dot{a.ty[1]}({', '.join(a.c + a.c)}))", f"length({a.text})")


def normalize(a: E) -> E:
    size = f"__builtin_sqrtf(dot{a.ty[1]}({', '.join(a.c + a.c)}))"
    return E(a.ty, [f"({c} / {size})" for c in a.c], f"normalize({a.text})")


def rotate_left(a: E, count: int) -> E:
    return (a << count) | (a >> (32 - count))


def colour(rgb: E) -> E:
    """Red, green and blue from 0 to 1 as a packed opaque colour."""
    return E("u", f"packf({', '.join(rgb.c)})", f"pack4x8unorm(vec4<f32>({rgb.text}, 1.0))")


class Memory:
    """A buffer parameter; `m[i]` reads. With `lanes` an element is a vector."""

    def __init__(self, buffer: Buffer):
        self.buffer, self.lanes = buffer, buffer.lanes

    def places(self, at: E) -> list[str]:
        if self.lanes == 1:
            return [f"{self.buffer.name}[{at.c[0]}]"]
        return [f"{self.buffer.name}[{self.lanes} * {at.c[0]} + {k}]" for k in range(self.lanes)]

    def __getitem__(self, at) -> E:
        at, b = lift(at, "i"), self.buffer
        if b.ty == "u8":
            w = f"unpack4xU8({b.name}[{(at / 4).text}])[{(at % 4).text}]"
            return E("u", f"((unsigned){b.name}[{at.c[0]}])", w)
        ty = b.ty if self.lanes == 1 else f"{b.ty}{self.lanes}"
        text = f"{b.name}[{at.text}]"
        return E(ty, self.places(at), f"u32({text})" if b.signed else text)

    def word(self, at: E) -> E:
        """Four bytes, as "u4"."""
        name = self.buffer.name
        return E("u4", [f"((unsigned){name}[4 * {at.c[0]} + {k}])" for k in range(4)], f"unpack4xU8({name}[{at.text}])")


class Build:
    """Collects parameters and statements; `done` makes the kernel of them."""

    def __init__(self, rng, family: str):
        self.rng, self.family = rng, family
        self.params, self.lines_c, self.lines_w = [], [], []
        self.deep_c = self.deep_w = 0
        self.extra, self.outputs = {"threads": ["1"]}, []
        self.fixed = Fixed()

    def buffer(self, name, ty, length, gen=None, access="read", lanes=1) -> Memory:
        signed = ty == "u" and lanes == 1 and access != "read" and self.rng.random() < 0.5
        buffer = Buffer(name, ty, access, length, gen, atomic=ty == "u8" and access != "read", lanes=lanes, signed=signed)
        self.params.append(buffer)
        if access != "read":
            self.outputs.append(name)
        return Memory(buffer)

    def out(self, ty, length, name="out", gen=None, lanes=1, access="write") -> Memory:
        return self.buffer(name, ty, length, gen, access, lanes)

    def scalar(self, name, ty, gen=None) -> E:
        self.params.append(Scalar(name, ty, gen))
        return E(ty, name, f"p.{name}")

    def size(self, name, gen=None) -> E:
        return self.scalar(name, "i", gen)

    def line(self, c: list[str], w: list[str]):
        self.lines_c += ["    " * self.deep_c + line for line in c]
        self.lines_w += ["    " * self.deep_w + line for line in w]

    def let(self, name: str, e: E, word="let") -> E:
        self.fixed.read(e.text)
        names = [name] if len(e.ty) == 1 else [f"{name}_{axis}" for axis in AXES[: int(e.ty[1])]]
        self.line([f"{C_NAMES[e.ty[0]]} {n} = {c};" for n, c in zip(names, e.c, strict=True)], [f"{word} {name} = {e.text};"])
        return E(e.ty, names, name)

    def var(self, name: str, e: E) -> E:
        v = self.let(name, e, "var")
        if e.value is not None:
            self.fixed.begin(name)
        return v

    def set(self, v: E, e):
        e = lift(e, v.ty)
        self.fixed.read(e.text)
        self.fixed.change(v.text)
        if len(v.c) == 1:
            self.line([f"{v.c[0]} = {e.c[0]};"], [f"{v.text} = {e.text};"])
            return
        new = [f"{C_NAMES[v.ty[0]]} t{k} = {c};" for k, c in enumerate(e.c)]
        self.line(["{", *new, *(f"{c} = t{k};" for k, c in enumerate(v.c)), "}"], [f"{v.text} = {e.text};"])

    def change(self, v: E, op: str, e):
        e = lift(e, v.ty)
        self.fixed.read(f"{v.text} {e.text}")
        self.fixed.change(v.text)
        one = op in "+-" and e.value == 1 and v.ty in "iu"
        self.line([f"{a} {op}= {b};" for a, b in wide(v, e)], [f"{v.text}{op}{op};" if one else f"{v.text} {op}= {e.text};"])

    def store(self, memory: Memory, at, e, op=""):
        b, at = memory.buffer, lift(at, "i")
        e = lift(e, "u" if b.ty == "u8" else b.ty)
        self.fixed.read(f"{at.text} {e.text}")
        c = [f"{place} {op}= {value};" for place, value in zip(memory.places(at), e.c, strict=True)]
        if b.ty == "u8":
            word = f"&{b.name}[{(at / 4).text}]"
            shift = cast("u", at % 4 * 8) if at.value is None else at
            w = [f"let s = {shift.text};", f"atomicAnd({word}, ~(255u << s));", f"atomicOr({word}, {under(e, UNARY)} << s);"]
            return self.line(c, w)
        return self.line(c, [f"{b.name}[{at.text}] {op}= {f'i32({e.text})' if b.signed else e.text};"])

    @contextlib.contextmanager
    def block(self, c: str, w: str):
        self.line([c + " {"], [w + " {"])
        self.deep_c, self.deep_w = self.deep_c + 1, self.deep_w + 1
        with self.fixed.block(w):
            yield
        self.deep_c, self.deep_w = self.deep_c - 1, self.deep_w - 1
        self.line(["}"], ["}"])

    def when(self, condition: E):
        return self.block(f"if ({condition.c[0]})", f"if ({condition.text})")

    @contextlib.contextmanager
    def otherwise(self):
        del self.lines_c[-1], self.lines_w[-1]
        with self.block("} else", "} else"):
            yield

    def loop_while(self, condition: E):
        return self.block(f"while ({condition.c[0]})", f"while ({condition.text})")

    @contextlib.contextmanager
    def loop(self, name: str, low, high, step=1):
        low, high = lift(low, "i"), lift(high, "i")
        by = f"{name}++" if step == 1 else f"{name} += {step}"
        c = f"for (int {name} = {low.c[0]}; {name} < {high.c[0]}; {by})"
        with self.block(c, f"for (var {name} = {low.text}; {name} < {high.text}; {by})"):
            yield E("i", name, name)

    def leave(self):
        self.line(["break;"], ["break;"])

    @contextlib.contextmanager
    def each(self, n="n", whole=None):
        """One invocation an element. Two ABIs, unless the body needs the extent (`whole`)."""
        whole = self.rng.random() < 0.7 if whole is None else whole
        self.extra |= {"threads": [n], "workgroup": (64,)}
        if whole:
            if not any(p.name == n for p in self.params):
                self.size(n)
            unsigned = self.rng.random() < 0.35
            self.lines_c.append(f"for (unsigned u = 0; u < (unsigned){n}; u++) {{ int i = (int)u;" if unsigned
                                else f"for (int i = 0; i < {n}; i++) {{")  # fmt: skip
            self.deep_c = 1
        else:
            self.extra |= {"abi": "invocation", "index": ["i"], "leading": [Scalar(n, "i")]}
        self.lines_w += ["let i = i32(id.x);", f"if (i >= p.{n}) {{", "    return;", "}"]
        yield E("i", "i", "i")
        if whole:
            self.deep_c = 0
            self.lines_c.append("}")

    @contextlib.contextmanager
    def grid(self, w="w", h="h"):
        for size in (w, h):
            if not any(p.name == size for p in self.params):
                self.size(size)
        self.extra |= {"threads": [w, h], "workgroup": (8, 8)}
        self.lines_c += [f"for (int y = 0; y < {h}; y++) {{", f"    for (int x = 0; x < {w}; x++) {{"]
        self.lines_w += ["let x = i32(id.x);", "let y = i32(id.y);", f"if (x >= p.{w} || y >= p.{h}) {{", "    return;", "}"]
        self.deep_c = 2
        yield E("i", "x", "x"), E("i", "y", "y")
        self.deep_c = 0
        self.lines_c += ["    }", "}"]

    def serial(self):
        """One invocation does all."""
        self.extra |= {"threads": ["1"], "workgroup": (1,), "dispatch": "1", "builtins": ()}

    def pixel(self) -> E:
        """The middle of the pixel, "f2"; `shade` ends such a kernel."""
        size = [Scalar("w", "u"), Scalar("h", "u")]
        case = {"w": self.rng.choice([24, 32, 40]), "h": self.rng.choice([16, 24])}
        self.extra = {"abi": "pixel", "index": ["x", "y"], "leading": size, "threads": ["w", "h"], "workgroup": (8, 8),
                      "cases": [case]}
        self.lines_w += ["if (id.x >= p.w || id.y >= p.h) {", "    return;", "}", "let at = vec2<f32>(id.xy) + 0.5;"]
        return E("f2", ("x", "y"), "at")

    def shade(self, e: E) -> Kernel:
        self.fixed.read(e.text)
        self.line([f"return {e.c[0]};"], [f"out[id.y * p.w + id.x] = {e.text};"])
        self.extra["returns"] = e.ty
        self.params.append(Buffer("out", e.ty, "write", "w*h"))
        return Kernel(self.family, self.params, ["out"], c="\n".join(self.lines_c), wgsl="\n".join(self.lines_w), **self.extra)

    def done(self) -> Kernel:
        self.rng.shuffle(self.params)
        return Kernel(self.family, self.params, self.outputs, c="\n".join(self.lines_c), wgsl="\n".join(self.lines_w), **self.extra)


def number(rng, low: float, high: float, digits=2) -> float:
    """A constant with few digits, never zero, one or minus one."""
    while True:
        value = round(rng.uniform(low, high), digits)
        if value not in (0, 1, -1):
            return single(value)


BUILD_PRELUDE = """\
static inline float stepf(float edge, float x) { return x < edge ? 0.0f : 1.0f; }
static inline float signf(float x) { return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : 0.0f; }
static inline int absi(int x) { return x < 0 ? -x : x; }
static inline unsigned clampu(unsigned x, unsigned a, unsigned b) { return x < a ? a : x > b ? b : x; }
static inline unsigned clzu(unsigned x) { return x ? (unsigned)__builtin_clz(x) : 32u; }
static inline unsigned ctzu(unsigned x) { return x ? (unsigned)__builtin_ctz(x) : 32u; }
static inline unsigned reverseu(unsigned x) { return __builtin_bitreverse32(x); }
static inline float dot2(float a, float b, float c, float d) { return a * c + b * d; }
static inline float dot3(float a, float b, float c, float d, float e, float f) { return a * d + b * e + c * f; }
static inline float dot4(float a, float b, float c, float d, float e, float f, float g, float h) {
    return a * e + b * f + c * g + d * h;
}
static inline unsigned bytef(float x) { return (unsigned)(int)(clampf(x, 0.0f, 1.0f) * 255.0f + 0.5f); }
static inline unsigned packf(float r, float g, float b) { return bytef(r) | bytef(g) << 8 | bytef(b) << 16 | 0xff000000u; }
float expf(float), sinf(float), cosf(float), logf(float), powf(float, float), tanhf(float), exp2f(float);
"""
