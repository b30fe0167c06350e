"""Stencils: neighbours in one and two dimensions, with borders clamped, wrapped, zero or kept."""

from .kernel import Buffer, Kernel, Scalar, each, each_pixel
from .maps import shuffled
from .tree import const

WEIGHTS = [0.25, 0.5, -1.0, 2.0, 1.0, -0.5, 0.125, -2.0, 4.0, 3.0]


def term(weight: float, read: str) -> tuple[str, str]:
    k = const("f", weight)
    return (read, read) if weight == 1.0 else (f"{k.c} * {read}", f"{k.w} * {read}")


def line(rng) -> Kernel:
    """Σ weight · src[i + offset]."""
    border = rng.choice(["clamped", "zero", "kept", "wrapped"])
    offsets = rng.sample([-2, -1, 0, 1, 2], rng.choice([2, 3, 3, 4]))
    c, w = [], []
    for at, offset in enumerate(sorted(offsets)):
        index = "i" if offset == 0 else f"i {'+' if offset > 0 else '-'} {abs(offset)}"
        weight = rng.choice(WEIGHTS)
        if border == "clamped" and offset:
            a, b = term(weight, f"src[clampi({index}, 0, n - 1)]"), term(weight, f"src[clamp({index}, 0, p.n - 1)]")
        elif border == "wrapped" and offset:
            shift = f"i + n {'+' if offset > 0 else '-'} {abs(offset)}"
            a = term(weight, f"src[({shift}) % n]")
            b = term(weight, f"src[({shift.replace('n', 'p.n')}) % p.n]")
        else:
            a = b = term(weight, f"src[{index}]")
        c.append(a[0])
        w.append(b[1])
    low, high = -min(0, *offsets), max(0, *offsets)
    a, b = " + ".join(c), " + ".join(w)
    if border == "wrapped":
        guard = "n" if low < 2 else "n"
        c_body = f"if ({guard} > 2) out[i] = {a};\nelse out[i] = 0.0f;"
        w_body = f"if (p.n > 2) {{\n    out[i] = {b};\n}} else {{\n    out[i] = 0.0;\n}}"
    elif border == "clamped":
        c_body, w_body = f"out[i] = {a};", f"out[i] = {b};"
    else:
        tests = ([f"i >= {low}"] if low else []) + ([f"i < n - {high}"] if high else [])
        c_test = " && ".join(tests) or "1"
        w_test = c_test.replace("n -", "p.n -")
        if border == "zero":
            c_body = f"out[i] = {c_test} ? {a} : 0.0f;"
            w_body = f"if ({w_test}) {{\n    out[i] = {b};\n}} else {{\n    out[i] = 0.0;\n}}"
        else:
            c_body = f"if ({c_test}) out[i] = {a};"
            w_body = f"if ({w_test}) {{\n    out[i] = {b};\n}}"
        if c_test == "1":
            return line(rng)
    c_body, w_body = each(c_body, w_body)
    access = "read_write" if border == "kept" else "write"
    params = shuffled(rng, [Buffer("src", "f", "read", "n"), Buffer("out", "f", access, "n"), Scalar("n", "i")])
    return Kernel("line", params, ["out"], ["n"], c_body, w_body)


def plane(rng) -> Kernel:
    """A 3 × 3 neighbourhood with constant weights, the border clamped or kept."""
    kept = rng.random() < 0.5
    cells = [(dx, dy) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    chosen = rng.choice([cells, [c for c in cells if 0 in c], rng.sample(cells, rng.randrange(3, 7))])

    def at(v: str, d: int, limit: str, clamp: str) -> str:
        moved = v if d == 0 else f"{v} {'+' if d > 0 else '-'} 1"
        return moved if kept or d == 0 else f"{clamp}({moved}, 0, {limit} - 1)"

    def index(dx: int, dy: int, w: str, h: str, clamp: str) -> str:
        row, column = at("y", dy, h, clamp), at("x", dx, w, clamp)
        row = f"({row})" if " " in row and not row.endswith(")") else row
        return f"{row} * {w} + {column}"

    c, w = [], []
    for dx, dy in chosen:
        weight = rng.choice(WEIGHTS)
        c.append(term(weight, f"src[{index(dx, dy, 'w', 'h', 'clampi')}]")[0])
        w.append(term(weight, f"src[{index(dx, dy, 'p.w', 'p.h', 'clamp')}]")[1])
    c_sum, w_sum = " + ".join(c), " + ".join(w)
    if kept:
        test = "x > 0 && y > 0 && x < w - 1 && y < h - 1"
        w_test = "x > 0 && y > 0 && x < p.w - 1 && y < p.h - 1"
        c_body, w_body = f"if ({test}) out[y * w + x] = {c_sum};", f"if ({w_test}) {{\n    out[y * p.w + x] = {w_sum};\n}}"
    else:
        c_body, w_body = f"out[y * w + x] = {c_sum};", f"out[y * p.w + x] = {w_sum};"
    c_body, w_body = each_pixel(c_body, w_body)
    access = "read_write" if kept else "write"
    buffers = [Buffer("src", "f", "read", "w*h"), Buffer("out", "f", access, "w*h")]
    params = shuffled(rng, [*buffers, Scalar("w", "i"), Scalar("h", "i")])
    return Kernel("plane", params, ["out"], ["w", "h"], c_body, w_body, workgroup=rng.choice([(8, 8), (16, 16), (16, 4)]))


FAMILIES = {"line": line, "plane": plane}
