"""Images in memory: bytes, packed words, and colours as vectors of floats."""

from .build import Build, call, cast, dot, lift, number, pick, vec
from .kernel import Kernel


def byte_map(rng) -> Kernel:
    """Bytes to bytes: thresholds, brightness, contrast, posters."""
    b = Build(rng, "byte_map")
    src, dst = b.buffer("src", "u8", "n"), None
    how = rng.choice(["threshold", "brighten", "contrast", "invert", "poster", "clamp"])
    with b.each() as i:
        v = src[i]
        if how == "threshold":
            level = b.scalar("level", "u", "u32:0:256") if rng.random() < 0.5 else lift(rng.randrange(20, 230), "u")
            v = pick(v >= level, lift(255, "u"), 0) if rng.random() < 0.7 else pick(v < level, lift(255, "u"), 0)
        elif how == "brighten":
            by = b.scalar("offset", "i", "i32:-128:128")
            v = cast("u", call("clamp", cast("i", v) + by, 0, 255))
        elif how == "contrast":
            by = b.scalar("gain", "i", "i32:1:600")
            v = cast("u", call("clamp", (((cast("i", v) - 128) * by) >> 8) + 128, 0, 255))
        elif how == "invert":
            v = lift(255, "u") - v
        elif how == "poster":
            v = v & (0xFF & ~((1 << rng.randrange(1, 7)) - 1))
        else:
            low = rng.randrange(5, 100)
            v = call("clamp", v, low, low + rng.randrange(20, 140))
        dst = b.out("u8", "n", "dst")
        b.store(dst, i, b.let("v", v))
    return b.done()


def luma(rng) -> Kernel:
    """Four bytes a pixel to grey, as a byte or as a float."""
    b = Build(rng, "luma")
    src = b.buffer("rgba", "u8", "4*n")
    r, g = rng.randrange(40, 90), rng.randrange(100, 160)
    with b.each() as i:
        c = b.let("c", src.word(i))
        if rng.random() < 0.5:
            dst = b.out("u", "n", "grey")
            b.store(dst, i, (c.x * r + c.y * g + c.z * (256 - r - g) + rng.choice([0, 128])) >> 8)
        else:
            dst = b.out("f", "n", "grey")
            f = b.let("f", cast("f", c.xyz))
            weights = vec("f3", r / 1000, g / 250 / 2, number(rng, 0.05, 0.2, 3))
            b.store(dst, i, dot(f, weights) * lift(1 / 256, "f").value)
    return b.done()




def matrix_colour(rng) -> Kernel:
    """Colours through a 3 × 3 matrix, four floats a pixel, as YUV is made."""
    b = Build(rng, "matrix_colour")
    src = b.buffer("src", "f", "4*n", "f32:0:1", lanes=4)
    dst = b.out("f", "4*n", "dst", lanes=4)
    with b.each() as i:
        c = b.let("c", src[i])
        rows = [dot(c.xyz, vec("f3", *(number(rng, -0.6, 0.9, 3) for _ in range(3)))) for _ in range(3)]
        if rng.random() < 0.5:
            rows = [row + k for row, k in zip(rows, (0.0, 0.5, 0.5), strict=True)]
        b.store(dst, i, vec("f4", *rows, c.w))
    return b.done()


def over(rng) -> Kernel:
    """One picture over another, four floats a pixel."""
    b = Build(rng, "over")
    front, back = (b.buffer(n, "f", "4*n", "f32:0:1", lanes=4) for n in ("front", "back"))
    dst = b.out("f", "4*n", "dst", lanes=4)
    how = rng.choice(["over", "premultiplied", "add", "screen", "multiply", "mix"])
    with b.each() as i:
        f, k = b.let("f", front[i]), b.let("k", back[i])
        if how == "over":
            a = f.w
            e = vec("f4", call("mix", k.xyz, f.xyz, a), a + k.w * (1.0 - a))
        elif how == "premultiplied":
            e = f + k * (1.0 - f.w)
        elif how == "add":
            e = call("min", f + k * number(rng, 0.2, 2, 1), 1.0)
        elif how == "screen":
            e = 1.0 - (1.0 - f) * (1.0 - k)
        elif how == "multiply":
            e = f * k
        else:
            e = call("mix", f, k, b.scalar("t", "f", "f32:0:1"))
        b.store(dst, i, e)
    return b.done()


def hue(rng) -> Kernel:
    """Value, saturation or hue of a colour, by branches."""
    b = Build(rng, "hue")
    src = b.buffer("src", "f", "4*n", "f32:0:1", lanes=4)
    dst = b.out("f", "n", "dst")
    with b.each() as i:
        c = b.let("c", src[i])
        high = b.let("high", call("max", c.x, call("max", c.y, c.z)))
        low = b.let("low", call("min", c.x, call("min", c.y, c.z)))
        how = rng.choice(["chroma", "saturation", "hue", "lightness"])
        if how == "chroma":
            e = (high - low) * number(rng, 0.5, 4)
        elif how == "lightness":
            e = (high + low) * 0.5 - number(rng, 0.1, 0.5)
        elif how == "saturation":
            e = (high - low) / (high + number(rng, 0.05, 0.5))
        else:
            d = b.let("d", high - low + number(rng, 0.05, 0.2))
            e = b.var("h", lift(0.0, "f"))
            with b.when(c.x >= high):
                b.set(e, (c.y - c.z) / d)
            with b.otherwise():
                with b.when(c.y >= high):
                    b.set(e, (c.z - c.x) / d + 2.0)
                with b.otherwise():
                    b.set(e, (c.x - c.y) / d + 4.0)
        b.store(dst, i, e)
    return b.done()


def tone(rng) -> Kernel:
    """Curves without powers: Reinhard, a filmic fraction, contrast around the middle."""
    b = Build(rng, "tone")
    lanes = rng.choice([1, 4])
    size = "4*n" if lanes == 4 else "n"
    src, dst = b.buffer("src", "f", size, "f32:0:4", lanes=lanes), b.out("f", size, "dst", lanes=lanes)
    with b.each() as i:
        v = b.let("v", src[i] * b.scalar("exposure", "f", "f32:0.25:4")) if rng.random() < 0.6 else b.let("v", src[i])
        how = rng.choice(["reinhard", "filmic", "contrast", "shoulder"])
        if how == "reinhard":
            e = v / (v + number(rng, 0.5, 2, 1))
        elif how == "filmic":
            a, d, g = number(rng, 1, 3), number(rng, 1, 3), number(rng, 0.1, 0.9)
            e = v * (v * a + 0.03) / (v * (v * d + g) + 0.14)
        elif how == "contrast":
            e = call("clamp", (v - 0.5) * number(rng, 1.2, 3, 1) + 0.5, 0.0, 1.0)
        else:
            e = call("min", v, 1.0) - call("max", v - number(rng, 0.4, 0.9), 0.0) * number(rng, 0.1, 0.5)
        b.store(dst, i, e)
    return b.done()


def chroma_key(rng) -> Kernel:
    """Which pixels are near a colour: a distance, a threshold, a mask."""
    b = Build(rng, "chroma_key")
    src = b.buffer("src", "f", "4*n", "f32:0:1", lanes=4)
    key = vec("f3", *(number(rng, 0.1, 0.9) for _ in range(3)))
    with b.each() as i:
        c = b.let("c", src[i])
        d = b.let("d", c.xyz - key)
        dd = dot(d, d)
        if rng.random() < 0.5:
            dst = b.out("f", "n", "mask")
            b.store(dst, i, call("smoothstep", number(rng, 0.05, 0.2), number(rng, 0.3, 0.8), dd))
        else:
            dst = b.out("f", "4*n", "dst", lanes=4)
            b.store(dst, i, pick(dd < b.scalar("limit", "f", "f32:0.1:0.6"), vec("f4", c.xyz, 0.0), c))
    return b.done()




FAMILIES = {
    "byte_map": byte_map, "luma": luma, "matrix_colour": matrix_colour, "over": over, "hue": hue, "tone": tone,
    "chroma_key": chroma_key,
}  # fmt: skip
