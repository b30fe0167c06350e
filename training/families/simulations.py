"""Steps of small worlds: particles, springs, waves, heat, cells."""

from .build import Build, call, lift, number, pick, vec
from .kernel import Kernel


def particles(rng) -> Kernel:
    """Positions and speeds in arrays of their own; walls turn them back."""
    b = Build(rng, "particles")
    two = rng.random() < 0.5
    axes = ["x", "y"] if two else ["x"]
    pos = [b.out("f", "n", f"p{a}", "f32:-2:2", access="read_write") for a in axes]
    vel = [b.out("f", "n", f"v{a}", "f32:-2:2", access="read_write") for a in axes]
    dt = b.scalar("dt", "f", "f32:0.01:0.5")
    drag, pull, wall = number(rng, 0.5, 0.98), number(rng, -3, 3, 1), rng.choice([1.0, 2.0, 1.5])
    walls, dragged = rng.random() < 0.6, rng.random() < 0.5
    with b.each() as i:
        for at, (p, v) in enumerate(zip(pos, vel, strict=True)):
            a = axes[at]
            speed = v[i] * drag if dragged else v[i]
            if at == len(axes) - 1:
                speed = speed + dt * pull
            s = b.var(f"s{a}", speed)
            q = b.let(f"q{a}", p[i] + s * dt)
            if walls:
                with b.when((q < -wall).either(q > wall)):
                    b.set(s, -s)
                b.store(p, i, call("clamp", q, -wall, wall))
            else:
                b.store(p, i, q)
            b.store(v, i, s)
    return b.done()


def bodies(rng) -> Kernel:
    """Four floats a particle: place and speed, moved in one go."""
    b = Build(rng, "bodies")
    body = b.out("f", "4*n", "body", "f32:-2:2", lanes=4, access="read_write")
    dt = b.scalar("dt", "f", "f32:0.01:0.25")
    k, drag = number(rng, 0.2, 3, 1), number(rng, 0.1, 0.9)
    how = rng.choice(["spring", "drift", "spin"])
    with b.each() as i:
        v = b.let("v", body[i])
        if how == "spring":
            vx, vy = b.let("vx", v.z - v.x * dt * k), b.let("vy", v.w - v.y * dt * k)
        elif how == "drift":
            vx, vy = b.let("vx", v.z * drag), b.let("vy", v.w * drag - dt * k)
        else:
            vx, vy = b.let("vx", v.z - v.w * dt * k), b.let("vy", v.w + v.z * dt * k)
        b.store(body, i, vec("f4", v.x + vx * dt, v.y + vy * dt, vx, vy))
    return b.done()


def attraction(rng) -> Kernel:
    """The sum of all others' pulls, softened, along one or two axes."""
    b = Build(rng, "attraction")
    xs, mass = b.buffer("xs", "f", "m"), b.buffer("mass", "f", "m", "f32:0.1:1")
    at, out = b.buffer("at", "f", "n"), b.out("f", "n", "force")
    m = b.size("m", "i32:1:24")
    soft = number(rng, 0.25, 2)
    inverse = rng.choice(["square", "cube", "line"])
    with b.each() as i:
        me = b.let("me", at[i])
        sum_ = b.var("sum", lift(0.0, "f"))
        with b.loop("j", 0, m) as j:
            d = b.let("d", xs[j] - me)
            r = b.let("r", d * d + soft)
            if inverse == "line":
                b.change(sum_, "+", mass[j] * d)
            elif inverse == "square":
                b.change(sum_, "+", mass[j] * d / r)
            else:
                b.change(sum_, "+", mass[j] * d / (r * call("sqrt", r)))
        b.store(out, i, sum_)
    return b.done()


def border_index(b: Build, x, y, w, h, how: str):
    """Indices of the four neighbours."""
    if how == "clamped":
        left, right = call("max", x - 1, 0), call("min", x + 1, w - 1)
        up, down = call("max", y - 1, 0), call("min", y + 1, h - 1)
    else:
        left, right = (x + w - 1) % w, (x + 1) % w
        up, down = (y + h - 1) % h, (y + 1) % h
    return [y * w + left, y * w + right, up * w + x, down * w + x]


def diffusion(rng) -> Kernel:
    """Heat, a relaxation with a source, or waves, on a grid whose border is clamped or wrapped."""
    b = Build(rng, "diffusion")
    how = rng.choice(["heat", "jacobi", "wave", "react"])
    now, nxt = b.buffer("now", "f", "w*h", "f32:0:1"), b.out("f", "w*h", "next")
    other = b.buffer({"jacobi": "source", "wave": "before", "react": "feed"}[how], "f", "w*h", "f32:0:1") if how != "heat" else None
    w, h = b.size("w"), b.size("h")
    rate = b.scalar("rate", "f", "f32:0.05:0.25") if rng.random() < 0.5 else lift(number(rng, 0.05, 0.25), "f")
    wrapped = rng.choice(["clamped", "wrapped"])
    with b.grid() as (x, y):
        at = b.let("k", y * w + x)
        left, right, up, down = border_index(b, x, y, w, h, wrapped)
        around = now[left] + now[right] + now[up] + now[down]
        if how == "jacobi":
            e = (around - other[at] * rate) * 0.25
        else:
            v = b.let("v", now[at])
            spread = rate * (around - v * 4.0)
            if how == "heat":
                e = v + spread
            elif how == "wave":
                e = v * 2.0 - other[at] + spread
            else:
                e = v + spread + other[at] * (1.0 - v) * number(rng, 0.1, 0.9)
        b.store(nxt, at, e)
    return b.done()


def cells(rng) -> Kernel:
    """Cellular automata: life-like rules on a torus, or 256 rules on a line."""
    b = Build(rng, "cells")
    now, nxt = b.buffer("now", "u", "w*h" if (plane := rng.random() < 0.5) else "n", "bits"), None
    if not plane:
        nxt, n = b.out("u", "n", "next"), b.size("n")
        rule = rng.randrange(1, 255)
        with b.each(whole=True) as i:
            left, right = now[(i + n - 1) % n], now[(i + 1) % n]
            pattern = b.let("pattern", left * 4 + now[i] * 2 + right)
            b.store(nxt, i, (lift(rule, "u") >> pattern) & 1)
        return b.done()
    nxt, w, h = b.out("u", "w*h", "next"), b.size("w"), b.size("h")
    born, least, most = rng.choice([2, 3, 4]), rng.choice([1, 2]), rng.choice([3, 4])
    with b.grid() as (x, y):
        left, right = b.let("left", (x + w - 1) % w), b.let("right", (x + 1) % w)
        rows = [b.let("up", (y + h - 1) % h * w), b.let("row", y * w), b.let("down", (y + 1) % h * w)]
        sum_ = now[rows[0] + left] + now[rows[0] + x] + now[rows[0] + right] + now[rows[1] + left]
        sum_ = sum_ + now[rows[1] + right] + now[rows[2] + left] + now[rows[2] + x] + now[rows[2] + right]
        count = b.let("count", sum_)
        alive = now[rows[1] + x].ne(0)
        b.store(nxt, rows[1] + x, pick(alive, pick((count >= least).also(count <= most), lift(1, "u"), 0), pick(count.eq(born), lift(1, "u"), 0)))
    return b.done()


def chain(rng) -> Kernel:
    """Springs between neighbours on a line; the ends are held."""
    b = Build(rng, "chain")
    x, v = b.buffer("x", "f", "n"), b.out("f", "n", "v", access="read_write")
    n = b.size("n")
    k = b.scalar("stiffness", "f", "f32:0.1:2") if rng.random() < 0.6 else lift(number(rng, 0.1, 2), "f")
    drag = number(rng, 0.5, 0.98)
    with b.each(whole=True) as i, b.when((i > 0).also(i < n - 1)):
        b.store(v, i, v[i] * drag + k * (x[i - 1] - x[i] * 2.0 + x[i + 1]))
    return b.done()


def integrate(rng) -> Kernel:
    """A few steps of a differential equation for each start."""
    b = Build(rng, "integrate")
    x0, out = b.buffer("start", "f", "n", "f32:-1:1"), b.out("f", "n")
    dt = b.scalar("dt", "f", "f32:0.01:0.1")
    steps = b.scalar("steps", "i", "i32:1:20") if rng.random() < 0.5 else lift(rng.randrange(5, 20), "i")
    how = rng.choice(["decay", "swing", "logistic", "duffing"])
    k = number(rng, 0.2, 1.5)
    with b.each() as i:
        x = b.var("x", x0[i])
        v = b.var("v", lift(rng.choice([0.0, 0.5, 1.0]), "f")) if how in ("swing", "duffing") else None
        with b.loop("j", 0, steps):
            if how == "decay":
                b.change(x, "-", x * dt * k)
            elif how == "logistic":
                b.change(x, "+", x * (1.0 - x) * dt * k)
            else:
                force = x * k if how == "swing" else x * k + x * x * x
                b.change(v, "-", force * dt)
                b.change(x, "+", v * dt)
        b.store(out, i, x)
    return b.done()


FAMILIES = {
    "particles": particles, "bodies": bodies, "attraction": attraction, "diffusion": diffusion, "cells": cells,
    "chain": chain, "integrate": integrate,
}  # fmt: skip
