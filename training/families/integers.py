"""Bits, hashes, tables of counts, and loops that data ends."""

from .kernel import Buffer, Kernel, Scalar, each
from .maps import shuffled

ODD = [0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0x45D9F3B, 0x7FEB352D, 0x846CA68B]


def hashed(rng) -> Kernel:
    """Rounds of shifts, multiplications and rotations."""
    c, w = ["unsigned h = src[i];"], ["var h = src[i];"]
    for _ in range(rng.randrange(2, 6)):
        k, r = rng.choice(ODD) if rng.random() < 0.6 else rng.randrange(1, 2**32) | 1, rng.randrange(3, 29)
        form = rng.randrange(5)
        if form == 0:
            c.append(f"h ^= h >> {r};"), w.append(f"h ^= h >> {r}u;")
        elif form == 1:
            c.append(f"h *= {k}u;"), w.append(f"h *= {k}u;")
        elif form == 2:
            c.append(f"h += {k}u;"), w.append(f"h += {k}u;")
        elif form == 3:
            c.append(f"h ^= h << {r};"), w.append(f"h ^= h << {r}u;")
        else:
            c.append(f"h = rotlu(h, {r});"), w.append(f"h = (h << {r}u) | (h >> {32 - r}u);")
    scaled = rng.random() < 0.3
    if scaled:
        c.append("out[i] = (float)(h >> 8) * 5.9604645e-08f;")
        w.append("out[i] = f32(h >> 8u) * 5.9604645e-08;")
    else:
        c.append("out[i] = h;"), w.append("out[i] = h;")
    body, guarded = each("\n".join(c), "\n".join(w))
    out = Buffer("out", "f" if scaled else "u", "write", "n")
    return Kernel("hashed", shuffled(rng, [Buffer("src", "u", "read", "n"), out, Scalar("n", "i")]), ["out"], ["n"], body, guarded)


def counted(rng) -> Kernel:
    """A histogram: atomics where the loop added."""
    bins = rng.choice([8, 16, 32, 64, 256])
    how = rng.choice(["mask", "shift", "weight"])
    shift = rng.randrange(1, 20)
    index, index_w = {
        "mask": (f"src[i] & {bins - 1}u", f"src[i] & {bins - 1}u"),
        "shift": (f"(src[i] >> {shift}) & {bins - 1}u", f"(src[i] >> {shift}u) & {bins - 1}u"),
        "weight": (f"src[i] & {bins - 1}u", f"src[i] & {bins - 1}u"),
    }[how]
    add = f"1u + (src[i] >> 28)" if how == "weight" else "1u"
    add_w = f"1u + (src[i] >> 28u)" if how == "weight" else "1u"
    c, w = each(f"counts[{index}] += {add};", f"atomicAdd(&counts[{index_w}], {add_w});")
    counts = Buffer("counts", "u", "read_write", str(bins), "u32:0:9", atomic=True)
    return Kernel("counted", shuffled(rng, [Buffer("src", "u", "read", "n"), counts, Scalar("n", "i")]), ["counts"], ["n"], c, w)


def searched(rng) -> Kernel:
    """Loops whose end depends on the data: Euclid, Collatz, roots, digits, bits."""
    how = rng.choice(["gcd", "collatz", "root", "digits", "bits", "power"])
    most = rng.choice([40, 64, 100, 200])
    two = how in ("gcd", "power")
    body = {
        "gcd": ("unsigned a = x[i], b = y[i];\nwhile (b != 0u) {\n    unsigned t = a % b;\n    a = b;\n    b = t;\n}\nout[i] = a;",
                "var a = x[i];\nvar b = y[i];\nwhile (b != 0u) {\n    let t = a % b;\n    a = b;\n    b = t;\n}\nout[i] = a;"),
        "collatz": (f"unsigned v = x[i], steps = 0;\nwhile (v > 1u && steps < {most}u) {{\n    v = (v & 1u) ? 3u * v + 1u : v >> 1;\n    steps++;\n}}\nout[i] = steps;",
                    f"var v = x[i];\nvar steps = 0u;\nwhile (v > 1u && steps < {most}u) {{\n    v = select(v >> 1u, 3u * v + 1u, (v & 1u) != 0u);\n    steps++;\n}}\nout[i] = steps;"),
        "root": ("unsigned v = x[i] & 0xffffu, r = 0u;\nwhile ((r + 1u) * (r + 1u) <= v) r++;\nout[i] = r;",
                 "let v = x[i] & 65535u;\nvar r = 0u;\nwhile ((r + 1u) * (r + 1u) <= v) {\n    r++;\n}\nout[i] = r;"),
        "digits": ("unsigned v = x[i], sum = 0u;\nwhile (v > 0u) {\n    sum += v % 10u;\n    v /= 10u;\n}\nout[i] = sum;",
                   "var v = x[i];\nvar sum = 0u;\nwhile (v > 0u) {\n    sum += v % 10u;\n    v /= 10u;\n}\nout[i] = sum;"),
        "bits": ("unsigned v = x[i], count = 0u;\nwhile (v != 0u) {\n    v &= v - 1u;\n    count++;\n}\nout[i] = count;",
                 "out[i] = countOneBits(x[i]);"),
        "power": ("unsigned base = x[i], e = y[i] & 15u, r = 1u;\nwhile (e != 0u) {\n    if (e & 1u) r *= base;\n    base *= base;\n    e >>= 1;\n}\nout[i] = r;",
                  "var base = x[i];\nvar e = y[i] & 15u;\nvar r = 1u;\nwhile (e != 0u) {\n    if ((e & 1u) != 0u) {\n        r *= base;\n    }\n    base *= base;\n    e >>= 1u;\n}\nout[i] = r;"),
    }[how]
    c, w = each(*body)
    gen = "u32:0:100000" if how in ("collatz", "gcd") else "u32"
    buffers = [Buffer("x", "u", "read", "n", gen)] + ([Buffer("y", "u", "read", "n", gen)] if two else [])
    return Kernel("searched", shuffled(rng, [*buffers, Buffer("out", "u", "write", "n"), Scalar("n", "i")]), ["out"], ["n"], c, w)


def packed(rng) -> Kernel:
    """Four bytes of a colour in one word: brightness, threshold, grey, inversion, blends."""
    how = rng.choice(["invert", "grey", "brighten", "swap", "blend", "mask"])
    k = rng.randrange(5, 120)
    parts = ["r", "g", "b"]
    take = [f"unsigned {c} = (v >> {8 * at}) & 255u;" if at else "unsigned r = v & 255u;" for at, c in enumerate(parts)]
    take_w = [f"let {c} = (v >> {8 * at}u) & 255u;" if at else "let r = v & 255u;" for at, c in enumerate(parts)]
    two = how == "blend"
    if how == "invert":
        c, w = ["out[i] = src[i] ^ 0xffffffu;"], ["out[i] = src[i] ^ 16777215u;"]
    elif how == "mask":
        keep = rng.choice([0xFF00FF, 0xFF0000, 0xFF, 0xFFFF00, 0xFF00FF00])
        c, w = [f"out[i] = src[i] & {keep}u;"], [f"out[i] = src[i] & {keep}u;"]
    elif how == "grey":
        a, b = rng.randrange(50, 90), rng.randrange(120, 160)
        value = f"(r * {a}u + g * {b}u + b * {256 - a - b}u) >> 8"
        c = ["unsigned v = src[i];", *take, f"unsigned l = {value};", "out[i] = l | l << 8 | l << 16 | (v & 0xff000000u);"]
        w = ["let v = src[i];", *take_w, f"let l = {value}u;", "out[i] = l | (l << 8u) | (l << 16u) | (v & 4278190080u);"]
    elif how == "brighten":
        c = ["unsigned v = src[i];", *take] + [f"{p} = minu({p} + {k}u, 255u);" for p in parts]
        c.append("out[i] = r | g << 8 | b << 16 | (v & 0xff000000u);")
        w = ["let v = src[i];", f"let r = min((v & 255u) + {k}u, 255u);"]
        w += [f"let {c} = min(((v >> {8 * at}u) & 255u) + {k}u, 255u);" for at, c in ((1, "g"), (2, "b"))]
        w.append("out[i] = r | (g << 8u) | (b << 16u) | (v & 4278190080u);")
    elif how == "swap":
        c = ["unsigned v = src[i];", "out[i] = (v & 0xff00ff00u) | (v & 255u) << 16 | (v >> 16 & 255u);"]
        w = ["let v = src[i];", "out[i] = (v & 4278255360u) | ((v & 255u) << 16u) | ((v >> 16u) & 255u);"]
    else:
        c = ["unsigned a = src[i], b = other[i];", "out[i] = (a & b) + (((a ^ b) & 0xfefefefeu) >> 1);"]
        w = ["let a = src[i];", "let b = other[i];", "out[i] = (a & b) + (((a ^ b) & 4278124286u) >> 1u);"]
    body, guarded = each("\n".join(c), "\n".join(w))
    buffers = [Buffer("src", "u", "read", "n")] + ([Buffer("other", "u", "read", "n")] if two else [])
    return Kernel("packed", shuffled(rng, [*buffers, Buffer("out", "u", "write", "n"), Scalar("n", "i")]), ["out"], ["n"], body, guarded)


FAMILIES = {"hashed": hashed, "counted": counted, "searched": searched, "packed": packed}
