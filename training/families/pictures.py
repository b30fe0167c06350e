"""Pixels with colours: palettes, distances, noise, spheres and transitions, packed four bytes a pixel."""

from .build import Build, E, call, cast, colour, dot, length, lift, normalize, number, pick, vec
from .kernel import Kernel

TINTS = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9]


def tint(rng) -> E:
    return vec("f3", *rng.sample(TINTS, 3))


def pattern(b: Build, name: str, at: E) -> E:
    """A value from 0 to 1 at a place."""
    rng = b.rng
    form = rng.choice(["slope", "rings", "stripes", "disc", "checks"])
    if form == "slope":
        e = call("clamp", dot(at, vec("f2", number(rng, 0.005, 0.04, 3), number(rng, 0.005, 0.04, 3))), 0.0, 1.0)
    elif form == "rings":
        e = call("fract", length(at - vec("f2", float(rng.randrange(4, 24)), float(rng.randrange(4, 16)))) * number(rng, 0.05, 0.3))
    elif form == "stripes":
        e = call("abs", call("fract", (at.x + at.y * number(rng, 0.2, 2.5)) * number(rng, 0.03, 0.2)) * 2.0 - 1.0)
    elif form == "disc":
        centre = vec("f2", float(rng.randrange(4, 24)), float(rng.randrange(4, 16)))
        e = 1.0 - call("smoothstep", 0.0, number(rng, 4, 12, 1), length(at - centre))
    else:
        cell = b.let(f"{name}_cell", cast("i", at / float(rng.choice([3, 4, 5, 6, 8]))))
        e = cast("f", (cell.x + cell.y) & 1)
    return b.let(name, e)


def palette(rng) -> Kernel:
    """A value's colour: a polynomial a channel, or a mixture of tints."""
    b = Build(rng, "palette")
    t = pattern(b, "t", b.pixel())
    if rng.random() < 0.5:
        return b.shade(colour(call("mix", tint(rng), tint(rng), t)))
    rgb = tint(rng) + t * (tint(rng) - t * tint(rng))
    return b.shade(colour(rgb))


def transition(rng) -> Kernel:
    """From one picture to another: a fade, a wipe, an iris, a dissolve by cells."""
    b = Build(rng, "transition")
    at = b.pixel()
    form = rng.choice(["fade", "wipe", "iris", "dissolve"])
    progress = b.scalar("progress", "f", "f32:0:1")
    one, two = pattern(b, "one", at), pattern(b, "two", at)
    soft = rng.choice([1.0, 2.0, 4.0])
    if form == "fade":
        t = progress
    elif form == "wipe":
        edge = progress * float(rng.choice([32, 40, 48]))
        t = call("smoothstep", -soft, soft, edge - (at.x if rng.random() < 0.5 else at.y))
    elif form == "iris":
        centre = vec("f2", float(rng.randrange(8, 24)), float(rng.randrange(6, 16)))
        t = call("clamp", (progress * 24.0 - length(at - centre)) / soft, 0.0, 1.0)
    else:
        cell = b.let("cell", cast("u", at / float(rng.choice([2, 3, 4]))))
        h = b.let("h", (cell.x * rng.randrange(3, 4000) + cell.y * rng.randrange(3, 4000)) * (rng.randrange(2**31) | 1))
        t = pick(cast("f", h >> 24) / 256.0 < progress, 1.0, 0.0)
    t = b.let("t", t)
    if rng.random() < 0.5:
        return b.shade(call("mix", one, two, t))
    return b.shade(colour(call("mix", tint(rng) * one, tint(rng) * two, t)))


def noise(rng) -> Kernel:
    """Values at the corners of a lattice, from integers, and a smooth way between them."""
    b = Build(rng, "noise")
    at = b.let("q", b.pixel() * rng.choice([0.125, 0.25, 0.1, 0.2, 0.0625]))
    cell = b.let("cell", cast("u", at))
    f = b.let("f", call("fract", at))
    u = b.let("u", f * f * (3.0 - f * 2.0)) if rng.random() < 0.7 else f
    kx, ky, km, shift = rng.randrange(2**31) | 1, rng.randrange(2**31) | 1, rng.randrange(2**31) | 1, rng.randrange(11, 18)
    corners = []
    for name, dx, dy in (("a", 0, 0), ("b", 1, 0), ("c", 0, 1), ("d", 1, 1)):
        h = b.var(name + "h", (cell.x + dx) * kx ^ (cell.y + dy) * ky)
        b.set(h, (h ^ (h >> shift)) * km)
        corners.append(b.let(name, cast("f", h >> 8) * (1 / 2**24)))
    a, c, d, e = corners
    v = b.let("v", call("mix", call("mix", a, c, u.x), call("mix", d, e, u.x), u.y))
    return b.shade(v if rng.random() < 0.5 else colour(call("mix", tint(rng), tint(rng), v)))


def solids(rng) -> Kernel:
    """Two shapes joined, cut or blended by their distances, in two colours."""
    b = Build(rng, "solids")
    at = b.pixel()
    cx = b.scalar("cx", "f", "f32:6:26")
    r = b.scalar("r", "f", "f32:2:9")
    one = b.let("one", length(at - vec("f2", cx, float(rng.randrange(6, 14)))) - r)
    q = b.let("q", call("abs", at - vec("f2", float(rng.randrange(8, 24)), float(rng.randrange(6, 14)))))
    half = float(rng.randrange(2, 7)), float(rng.randrange(2, 7))
    if rng.random() < 0.5:
        two = call("max", q.x - half[0], q.y - half[1])
    else:
        two = q.x + q.y - half[0] * 1.5
    two = b.let("two", two)
    how = rng.choice(["join", "cut", "common", "blend"])
    if how == "blend":
        k = rng.choice([2.0, 3.0, 4.0, 6.0])
        h = b.let("h", call("clamp", 0.5 + (two - one) * (0.5 / k), 0.0, 1.0))
        d = call("mix", two, one, h) - h * (1.0 - h) * k
    else:
        d = {"join": lambda: call("min", one, two), "cut": lambda: call("max", one, -two), "common": lambda: call("max", one, two)}[how]()
    d = b.let("d", d)
    t = b.let("t", call("clamp", 0.5 - d / rng.choice([1.0, 2.0, 4.0]), 0.0, 1.0))
    return b.shade(colour(call("mix", tint(rng), tint(rng), t)))


def sphere(rng) -> Kernel:
    """A ray against a sphere, lit from one side."""
    b = Build(rng, "sphere")
    at = b.pixel()
    s = 1 / rng.choice([12.0, 14.0, 16.0])
    light = b.scalar("light", "f", "f32:-1:1")
    q = b.let("q", (at - vec("f2", float(rng.randrange(10, 22)), float(rng.randrange(8, 14)))) * lift(s, "f").value)
    rr = b.let("rr", dot(q, q))
    v = b.var("v", lift(rng.choice([0.0, 0.05, 0.1]), "f"))
    with b.when(rr < 1.0):
        n = b.let("n", vec("f3", q, call("sqrt", 1.0 - rr)))
        shade = call("max", dot(n, b.let("l", normalize(vec("f3", light, rng.choice([0.5, -0.5, 0.25]), 1.0)))), 0.0)
        b.set(v, shade * rng.choice([0.7, 0.8, 0.9]) + 0.1)
    return b.shade(v if rng.random() < 0.5 else colour(tint(rng) * v))


def tunnel(rng) -> Kernel:
    """Marching along a ray until a distance is small: a loop that ends by itself."""
    b = Build(rng, "tunnel")
    at = b.pixel()
    d = b.let("dir", normalize(vec("f3", (at - vec("f2", 16.0, 10.0)) * rng.choice([0.0625, 0.03125]), 1.0)))
    z, r = rng.choice([3.0, 4.0, 2.5]), number(rng, 0.6, 1.6, 1)
    t = b.var("t", lift(0.0, "f"))
    steps = b.var("steps", lift(0, "i"))
    most = rng.choice([8, 12, 16])
    with b.loop_while((steps < most).also(t < 6.0)):
        q = b.let("q", d * t - vec("f3", 0.0, 0.0, z))
        near = b.let("near", length(q) - r)
        with b.when(near < rng.choice([0.125, 0.0625, 0.25])):
            b.leave()
        b.change(t, "+", near)
        b.change(steps, "+", 1)
    return b.shade(cast("f", steps) / float(most))


FAMILIES = {"palette": palette, "transition": transition, "noise": noise, "solids": solids, "sphere": sphere, "tunnel": tunnel}
