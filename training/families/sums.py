"""Reductions: by rows, of a whole array, running ones, and small linear algebra."""

from .grammar import Draw
from .kernel import Buffer, Kernel, Scalar, each, each_pixel
from .maps import shuffled
from .tree import name, strip



def rows(rng) -> Kernel:
    """One value for each row of `m` elements."""
    how = rng.choice(["sum", "min", "max", "norm", "mean", "dot", "count"])
    ty = rng.choice("ffi") if how in ("sum", "min", "max", "dot") else "f"
    kind, wkind = ("float", "f32") if ty == "f" else ("int", "i32")
    zero, zero_w = ("0.0f", "0.0") if ty == "f" else ("0", "0")
    at, at_w = "src[i * m + j]", "src[i * p.m + j]"
    start = start_w = None
    finish = finish_w = "v"
    params = [Buffer("src", ty, "read", "n*m", None if ty == "f" else "i32:-1000:1000")]
    if how in ("min", "max"):
        start, start_w, first = "src[i * m]", "src[i * p.m]", 1
        less = "<" if how == "min" else ">"
        step, step_w = f"v = {at} {less} v ? {at} : v;", f"v = {how}(v, {at_w});"
    else:
        first = 0
        step, step_w = {
            "sum": (f"v += {at};", f"v += {at_w};"),
            "mean": (f"v += {at};", f"v += {at_w};"),
            "norm": (f"v += {at} * {at};", f"let e = {at_w};\n        v += e * e;"),
            "dot": (f"v += {at} * other[j];", f"v += {at_w} * other[j];"),
            "count": (f"v += {at} > 0.5f ? 1.0f : 0.0f;", f"v += select(0.0, 1.0, {at_w} > 0.5);"),
        }[how]
    if how == "dot":
        params.append(Buffer("other", ty, "read", "m", None if ty == "f" else "i32:-1000:1000"))
    if how == "norm":
        finish, finish_w = "__builtin_sqrtf(v)", "sqrt(v)"
    if how == "mean":
        finish, finish_w = "v / (float)m", "v / f32(p.m)"
    c = f"{kind} v = {start or zero};\nfor (int j = {first}; j < m; j++) {step}\nout[i] = {finish};"
    w = (
        f"var v: {wkind} = {start_w or zero_w};\nfor (var j = {first}; j < p.m; j++) {{\n        {step_w}\n    }}\n    out[i] = {finish_w};"
    ).replace("\n    ", "\n").replace("\n    ", "\n    ")
    w = w.replace("{\n    ", "{\n    ")
    c, w = each(c, w)
    gen = "i32:1:24"
    every = shuffled(rng, [*params, Buffer("out", ty, "write", "n"), Scalar("n", "i"), Scalar("m", "i", gen)])
    return Kernel("rows", every, ["out"], ["n"], c, w)


def matrix(rng) -> Kernel:
    """out = A · B, with an optional scale and an optional addition of what is there."""
    more = rng.random() < 0.4
    scaled = rng.random() < 0.4
    transposed = rng.random() < 0.3
    b, b_w = ("b[x * k + j]", "b[x * p.k + j]") if transposed else ("b[j * w + x]", "b[j * p.w + x]")
    c = f"float v = 0.0f;\nfor (int j = 0; j < k; j++) v += a[y * k + j] * {b};\n"
    w = f"var v = 0.0;\nfor (var j = 0; j < p.k; j++) {{\n    v += a[y * p.k + j] * {b_w};\n}}\n"
    value, value_w = ("v * s", "v * p.s") if scaled else ("v", "v")
    c += f"out[y * w + x] {'+=' if more else '='} {value};"
    w += f"out[y * p.w + x] {'+=' if more else '='} {value_w};"
    c, w = each_pixel(c, w)
    length = "w*k" if transposed else "k*w"
    params = [Buffer("a", "f", "read", "h*k"), Buffer("b", "f", "read", length)]
    params.append(Buffer("out", "f", "read_write" if more else "write", "h*w"))
    params += [Scalar("w", "i"), Scalar("h", "i"), Scalar("k", "i", "i32:1:20")]
    if scaled:
        params.append(Scalar("s", "f", "f32:-2:2"))
    return Kernel("matrix", shuffled(rng, params), ["out"], ["w", "h"], c, w, workgroup=(8, 8))


def moved(rng) -> Kernel:
    """The same elements elsewhere: transposed, mirrored, turned."""
    ty = rng.choice("fiu")
    to, to_w = rng.choice([
        ("x * h + y", "x * p.h + y"),
        ("y * w + (w - 1 - x)", "y * p.w + (p.w - 1 - x)"),
        ("(h - 1 - y) * w + x", "(p.h - 1 - y) * p.w + x"),
        ("x * h + (h - 1 - y)", "x * p.h + (p.h - 1 - y)"),
        ("(h - 1 - y) * w + (w - 1 - x)", "(p.h - 1 - y) * p.w + (p.w - 1 - x)"),
    ])
    read, read_w = "src[y * w + x]", "src[y * p.w + x]"
    if rng.random() < 0.4:
        draws = Draw(rng, [name(ty, read, read_w)])
        read, read_w = strip(draws.of(ty, 1))
    c, w = each_pixel(f"out[{to}] = {read};", f"out[{to_w}] = {read_w};")
    gen = {"f": None, "i": "i32:-1000:1000", "u": "u32"}[ty]
    params = [Buffer("src", ty, "read", "w*h", gen), Buffer("out", ty, "write", "w*h"), Scalar("w", "i"), Scalar("h", "i")]
    return Kernel("moved", shuffled(rng, params), ["out"], ["w", "h"], c, w, workgroup=rng.choice([(8, 8), (16, 16)]))


def running(rng) -> Kernel:
    """A value carried from element to element: one invocation goes through all of them."""
    how = rng.choice(["sum", "max", "iir", "difference"])
    ty = "f" if how == "iir" else rng.choice("fi")
    kind, zero_c, zero_w = ("float", "0.0f", "0.0") if ty == "f" else ("int", "0", "0")
    k = round(rng.uniform(0.1, 0.9), 2)
    step, step_w = {
        "sum": ("v += src[i];", "v += src[i];"),
        "max": ("v = src[i] > v ? src[i] : v;", "v = max(v, src[i]);"),
        "iir": (f"v += (src[i] - v) * {k}f;", f"v += (src[i] - v) * {k};"),
        "difference": ("v = src[i] - v;", "v = src[i] - v;"),
    }[how]
    c = f"{kind} v = {zero_c};\nfor (int i = 0; i < n; i++) {{\n    {step}\n    out[i] = v;\n}}"
    w = f"var v = {zero_w};\nfor (var i = 0; i < p.n; i++) {{\n    {step_w}\n    out[i] = v;\n}}"
    gen = None if ty == "f" else "i32:-1000:1000"
    params = shuffled(rng, [Buffer("src", ty, "read", "n", gen), Buffer("out", ty, "write", "n"), Scalar("n", "i")])
    return Kernel("running", params, ["out"], ["1"], c, w.replace("var v = 0;", "var v: i32 = 0;"), workgroup=(1,), builtins=(), dispatch="1")


def whole(rng) -> Kernel:
    """An integer over the whole array, by atomics on the returned value."""
    how = rng.choice(["sum", "xor", "or", "count"])
    ty = rng.choice("iu")
    kind = {"i": "int", "u": "unsigned"}[ty]
    draws = Draw(rng, [name(ty, "src[i]")])
    a, b = strip(draws.of(ty, rng.choice([0, 1, 2])) if how != "count" else name(ty, "src[i]"))
    op, atomic = {"sum": ("+", "atomicAdd"), "xor": ("^", "atomicXor"), "or": ("|", "atomicOr"), "count": ("+", "atomicAdd")}[how]
    if how == "count":
        limit = rng.randrange(1, 500)
        suffix = "u" if ty == "u" else ""
        c = f"{kind} v = 0;\nfor (int i = 0; i < n; i++) v += src[i] > {limit}{suffix} ? 1 : 0;\nreturn v;"
        w = f"if (src[i] > {limit}{suffix}) {{\n    atomicAdd(&ret[0], 1{suffix});\n}}"
    else:
        c = f"{kind} v = 0;\nfor (int i = 0; i < n; i++) v {op}= {a};\nreturn v;"
        w = f"{atomic}(&ret[0], {b});"
    w = f"let i = i32(id.x);\nif (i >= p.n) {{\n    return;\n}}\n{w}"
    gen = "i32:-1000:1000" if ty == "i" else "u32:0:1000"
    params = shuffled(rng, [Buffer("src", ty, "read", "n", gen), Scalar("n", "i")])
    return Kernel("whole", params, ["ret"], ["n"], c, w, returns=ty)


FAMILIES = {"rows": rows, "matrix": matrix, "moved": moved, "running": running, "whole": whole}
