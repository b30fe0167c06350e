"""WGSL's operators and builtins on Python's numbers, and what `lower` adds to them. Floats are not rounded to f32.

Types are WGSL's words: f32, i32, u32, bool, vec2<f32> … and abstract-float, abstract-int for literals.
"""

import math
import re

SCALARS = ("f32", "i32", "u32", "bool")
VECTOR = re.compile(r"vec([234])<(\w+)>")


def wrap(ty: str, value):
    if ty == "i32":
        return (int(value) + 2**31) % 2**32 - 2**31
    return int(value) % 2**32 if ty == "u32" else value


def shape(ty: str) -> tuple[int, str]:
    """Components (0 of a scalar) and the scalar type."""
    found = VECTOR.fullmatch(ty)
    return (int(found[1]), found[2]) if found else (0, ty)


def saturate(ty: str, value: float) -> int:
    low, high = (-(2**31), 2**31 - 1) if ty == "i32" else (0, 2**32 - 1)
    return 0 if math.isnan(value) else int(max(low, min(high, value)))


def divide(ty: str, a, b):
    if ty == "f32":
        return a / b if b else math.copysign(math.inf, a) if a else math.nan
    if b == 0:
        return a
    q = abs(a) // abs(b)
    return wrap(ty, q if (a < 0) == (b < 0) else -q)


def remainder(ty: str, a, b):
    if ty == "f32":
        return math.fmod(a, b) if b and math.isfinite(a) else math.nan
    if b == 0:
        return 0
    r = abs(a) % abs(b)
    return -r if a < 0 else r


OPERATORS = {
    "+": lambda t, a, b: wrap(t, a + b), "-": lambda t, a, b: wrap(t, a - b), "*": lambda t, a, b: wrap(t, a * b),
    "/": divide, "%": remainder,
    "&": lambda t, a, b: a & b, "|": lambda t, a, b: a | b, "^": lambda t, a, b: a ^ b,
    "<": lambda t, a, b: a < b, "<=": lambda t, a, b: a <= b, ">": lambda t, a, b: a > b, ">=": lambda t, a, b: a >= b,
    "==": lambda t, a, b: a == b, "!=": lambda t, a, b: a != b,
    "<<": lambda t, a, b: wrap(t, a << (b & 31)), ">>": lambda t, a, b: a >> (b & 31),
}  # fmt: skip


def guarded(function):
    def safe(*a):
        try:
            return function(*a)
        except (ValueError, OverflowError, ZeroDivisionError):
            return math.nan
    return safe


def smoothstep(low, high, x):
    t = max(0.0, min(1.0, (x - low) / (high - low)))
    return t * t * (3 - 2 * t)


def bits(x):
    return format(x % 2**32, "032b")


# By component.
FUNCTIONS = {
    "abs": abs, "sqrt": math.sqrt, "floor": math.floor, "ceil": math.ceil, "trunc": math.trunc, "round": round,
    "min": min, "max": max, "clamp": lambda x, a, b: min(max(x, a), b), "mix": lambda a, b, t: a * (1 - t) + b * t,
    "fract": lambda x: x - math.floor(x), "smoothstep": smoothstep, "step": lambda e, x: 1.0 if x >= e else 0.0,
    "sign": lambda x: (x > 0) - (x < 0), "exp": math.exp, "exp2": lambda x: 2.0**x, "log": math.log, "log2": math.log2,
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "tanh": math.tanh, "atan": math.atan, "atan2": math.atan2,
    "asin": math.asin, "acos": math.acos, "sinh": math.sinh, "cosh": math.cosh, "pow": lambda a, b: a**b if a >= 0 else math.nan,
    "fma": lambda a, b, c: a * b + c, "inverseSqrt": lambda x: 1 / math.sqrt(x),
    "countOneBits": lambda x: bits(x).count("1"), "countLeadingZeros": lambda x: 32 - len(bits(x).lstrip("0")),
    "countTrailingZeros": lambda x: 32 - len(bits(x).rstrip("0")), "reverseBits": lambda x: int(bits(x)[::-1], 2),
}  # fmt: skip
FLOATING = {"sqrt", "floor", "ceil", "trunc", "round", "mix", "fract", "smoothstep", "step", "exp", "exp2", "log", "log2", "sin", "cos",
            "tan", "tanh", "atan", "atan2", "asin", "acos", "sinh", "cosh", "pow", "fma", "inverseSqrt"}  # fmt: skip
# `lower`'s own functions: (result, function).
HELPERS = {
    "rotl": ("u32", lambda x, n: (x << (n & 31) | x >> ((32 - n) & 31)) % 2**32),
    "rotr": ("u32", lambda x, n: (x >> (n & 31) | x << ((32 - n) & 31)) % 2**32),
    "copysign": ("f32", math.copysign),
    "pow_c": ("f32", guarded(lambda a, b: a**b if a >= 0 else math.nan)),
    "hypot": ("f32", math.hypot),
    "round_away": ("f32", lambda x: math.copysign(math.floor(abs(x) + 0.5), x)),
}
