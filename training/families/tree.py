"""Typed expressions with one meaning and two texts: C for the compiler, WGSL for the model.

Types are "f" (f32), "i" (i32), "u" (u32) and "b" (truth). Constructors fold constants and drop what
changes nothing (x + 0, x · 1), since a compiler does: a target must hold nothing that the WAT hides.
Integers wrap in both languages (`-fwrapv`; WGSL by definition).
"""

import math
import struct
from dataclasses import dataclass

NAMES = {"f": ("float", "f32"), "i": ("int", "i32"), "u": ("unsigned", "u32"), "b": ("int", "bool")}


@dataclass(frozen=True)
class Expr:
    """`c` and `w` are complete operands: parenthesised where a neighbour could bind tighter."""

    ty: str
    c: str
    w: str
    value: float | int | None = None  # of a constant

    def __str__(self) -> str:
        raise TypeError("take .c or .w")


def single(value: float) -> float:
    """Rounded to binary32."""
    return struct.unpack("f", struct.pack("f", value))[0]


def const(ty: str, value: float | int) -> Expr:
    if ty == "f":
        value = single(value)
        text = repr(value)
        shortest = next((t for t in (f"{value:.{d}g}" for d in range(1, 10)) if single(float(t)) == value), text)
        shortest = repr(float(shortest))
        negative = shortest.startswith("-")
        return Expr("f", f"({shortest}f)" if negative else f"{shortest}f", f"({shortest})" if negative else shortest, value)
    if ty == "i":
        value = (int(value) + 2**31) % 2**32 - 2**31
        low = f"({value})" if value < 0 else str(value)
        return Expr("i", "(-2147483647 - 1)" if value == -(2**31) else low, low, value)
    value = int(value) % 2**32
    return Expr("u", f"{value}u", f"{value}u", value)


def name(ty: str, c: str, w: str | None = None) -> Expr:
    return Expr(ty, c, w or c)


INFIX = {"+", "-", "*", "/", "&", "|", "^", "%", "<<", ">>"}
COMPARE = {"<", "<=", ">", ">=", "==", "!="}


def binary(op: str, a: Expr, b: Expr) -> Expr:
    """Arithmetic on two of one type; shifts take a constant count from 1 to 31."""
    ty = a.ty
    if op in ("+", "-", "|", "^") and b.value == 0:
        return a
    if op == "+" and a.value == 0:
        return b
    if op in ("*", "/") and b.value == 1:
        return a
    if op == "*" and a.value == 1:
        return b
    if a.value is not None and b.value is not None and ty == "f" and op in "+-*":
        return const("f", {"+": a.value + b.value, "-": a.value - b.value, "*": a.value * b.value}[op])
    count = f"{b.value}u" if op in ("<<", ">>") else b.w
    return Expr(ty, f"({a.c} {op} {b.c})", f"({a.w} {op} {count})")


def compare(op: str, a: Expr, b: Expr) -> Expr:
    return Expr("b", f"({a.c} {op} {b.c})", f"({a.w} {op} {b.w})")


def both(a: Expr, b: Expr) -> Expr:
    return Expr("b", f"({a.c} && {b.c})", f"({a.w} && {b.w})")


def pick(condition: Expr, yes: Expr, no: Expr) -> Expr:
    return Expr(yes.ty, f"({condition.c} ? {yes.c} : {no.c})", f"select({no.w}, {yes.w}, {condition.w})")


def cast(ty: str, a: Expr) -> Expr:
    """Conversions that both languages define: integers wrap, numbers become floats."""
    if a.ty == ty:
        return a
    if a.value is not None and ty != "f":
        return const(ty, a.value)
    if ty == "f" and a.value is not None:
        return const("f", a.value)
    c, w = NAMES[ty]
    return Expr(ty, f"(({c}){a.c})", f"{w}({a.w})")


# Name: operands' type, how many, C, WGSL; `{}` are the operands.
CALLS = {
    "abs": ("f", 1, "__builtin_fabsf({})", "abs({})"),
    "sqrt": ("f", 1, "__builtin_sqrtf({})", "sqrt({})"),
    "floor": ("f", 1, "__builtin_floorf({})", "floor({})"),
    "ceil": ("f", 1, "__builtin_ceilf({})", "ceil({})"),
    "trunc": ("f", 1, "__builtin_truncf({})", "trunc({})"),
    "min": ("f", 2, "minf({}, {})", "min({}, {})"),
    "max": ("f", 2, "maxf({}, {})", "max({}, {})"),
    "clamp": ("f", 3, "clampf({}, {}, {})", "clamp({}, {}, {})"),
    "mix": ("f", 3, "mixf({}, {}, {})", "mix({}, {}, {})"),
    "fract": ("f", 1, "fractf({})", "fract({})"),
    "smoothstep": ("f", 3, "smoothstepf({}, {}, {})", "smoothstep({}, {}, {})"),
    "mini": ("i", 2, "mini({}, {})", "min({}, {})"),
    "maxi": ("i", 2, "maxi({}, {})", "max({}, {})"),
    "clampi": ("i", 3, "clampi({}, {}, {})", "clamp({}, {}, {})"),
    "minu": ("u", 2, "minu({}, {})", "min({}, {})"),
    "maxu": ("u", 2, "maxu({}, {})", "max({}, {})"),
    "popcount": ("u", 1, "(unsigned)__builtin_popcount({})", "countOneBits({})"),
}

PRELUDE = """\
static inline float minf(float a, float b) { return a < b ? a : b; }
static inline float maxf(float a, float b) { return a > b ? a : b; }
static inline float clampf(float x, float a, float b) { return x < a ? a : x > b ? b : x; }
static inline float mixf(float a, float b, float t) { return a * (1.0f - t) + b * t; }
static inline float fractf(float x) { return x - __builtin_floorf(x); }
static inline float smoothstepf(float a, float b, float x) {
    float t = clampf((x - a) / (b - a), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}
static inline int mini(int a, int b) { return a < b ? a : b; }
static inline int maxi(int a, int b) { return a > b ? a : b; }
static inline int clampi(int x, int a, int b) { return x < a ? a : x > b ? b : x; }
static inline unsigned minu(unsigned a, unsigned b) { return a < b ? a : b; }
static inline unsigned maxu(unsigned a, unsigned b) { return a > b ? a : b; }
static inline unsigned rotlu(unsigned x, int n) { return x << n | x >> (32 - n); }
"""


def call(function: str, *operands: Expr) -> Expr:
    """A function of `CALLS`; its result has its operands' type."""
    ty, count, c, w = CALLS[function]
    if len(operands) != count or any(operand.ty != ty for operand in operands):
        raise TypeError(f"{function} of {[operand.ty for operand in operands]}")
    bare = [strip(operand) for operand in operands]
    return Expr(ty, c.format(*(b[0] for b in bare)), w.format(*(b[1] for b in bare)))


def rotate(x: Expr, count: int) -> Expr:
    w = f"(({x.w} << {count}u) | ({x.w} >> {32 - count}u))"
    return Expr("u", f"rotlu({x.c}, {count})", w)


def negate(a: Expr) -> Expr:
    if a.value is not None:
        return const(a.ty, -a.value)
    return Expr(a.ty, f"(-{a.c})", f"(-{a.w})")


def _bare(text: str) -> str:
    """Without a pair of parentheses around the whole."""
    if not text.startswith("(") or not text.endswith(")"):
        return text
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and at < len(text) - 1:
            return text
    return text[1:-1]


def strip(e: Expr) -> tuple[str, str]:
    """Both texts as they stand alone: behind `=` or between commas."""
    return (e.c if e.c.startswith("((") and e.c[1:].startswith("(int)") else _bare(e.c)), _bare(e.w)


def finite(value: float) -> bool:
    return math.isfinite(value)
