"""Longer programs, put together from pieces: scenes of many stages, functions with nested control flow,
gathers and packed pixels, loops that stop on data, and single invocations."""

from .build import Build, E, call, cast, colour, dot, length, lift, normalize, number, pick, vec
from .kernel import Kernel
from .programs import Grammar, finish, scalars, steps, strip

TINTS = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95]
EXTENTS = ["count", "total", "size", "len"]


def tint(rng, among=TINTS) -> E:
    return vec("f3", *rng.sample(among, 3))


def tints(rng) -> list[E]:
    """A dark one and a bright one, in either order: what lies between shows."""
    return rng.sample([tint(rng, TINTS[:7]), tint(rng, TINTS[7:])], 2)


class Scene:
    """A picture's stages. Places are "f2" from about -1 to 1; fields lie from 0 to 1."""

    def __init__(self, rng):
        self.b, self.rng = Build(rng, "program_scene"), rng
        self.at, self.count = self.b.pixel(), 0
        self.time = self.b.scalar("time", "f", "f32:0:4") if rng.random() < 0.4 else None
        # A packed colour shows every error of a function that WGSL leaves inexact.
        self.packed = rng.random() < 0.5
        self.waves = not self.packed and rng.random() < 0.6

    def fresh(self) -> str:
        self.count += 1
        return f"v{self.count - 1}"

    def let(self, e: E) -> E:
        return self.b.let(self.fresh(), e)

    def var(self, e: E) -> E:
        return self.b.var(self.fresh(), e)

    def place(self) -> E:
        """Pixels as places, the origin inside."""
        rng = self.rng
        centre = vec("f2", float(rng.randrange(9, 20)), float(rng.randrange(6, 13)))
        return self.let((self.at - centre) * rng.choice([0.0625, 0.08, 0.1, 0.125, 0.05]))

    def warped(self, q: E) -> E:
        rng = self.rng
        how = rng.choice([0, 1, 2, 3, 4, 5] if self.waves else [0, 1, 2, 3, 5])
        if how == 0:
            c, s = rng.choice([(0.8, 0.6), (0.6, 0.8), (0.96, 0.28), (0.5, 0.75), (0.707, 0.707)])
            return self.let(vec("f2", q.x * c - q.y * s, q.x * s + q.y * c))
        if how == 1:
            cell = self.let(q * number(rng, 1.2, 4, 1))
            return self.let(call("fract", cell) - 0.5)
        if how == 2:
            return self.let(call("abs", q) - vec("f2", number(rng, 0.1, 0.6), number(rng, 0.1, 0.6)))
        if how == 3:
            k = self.let(1.0 / (dot(q, q) * number(rng, 0.3, 2) + number(rng, 0.5, 1.5)))
            return self.let(q * k)
        if how == 4:
            turn = self.time if self.time and rng.random() < 0.5 else number(rng, 0.2, 3)
            wave = call("sin", q.y * number(rng, 2, 7, 1) + turn) * number(rng, 0.05, 0.3)
            return self.let(vec("f2", q.x + wave, q.y) if rng.random() < 0.5 else q + vec("f2", wave, number(rng, -0.4, 0.4)))
        return self.let(q * number(rng, 0.6, 2.2) + vec("f2", number(rng, -0.5, 0.5), number(rng, -0.5, 0.5)))

    def distance(self, q: E) -> E:
        """To a disc, a box, a ring, a segment or a half plane."""
        rng = self.rng
        centre = vec("f2", number(rng, -0.6, 0.6), number(rng, -0.4, 0.4))
        how = rng.randrange(5)
        if how == 0:
            return self.let(length(q - centre) - number(rng, 0.2, 0.7))
        if how == 1:
            d = self.let(call("abs", q - centre) - vec("f2", number(rng, 0.15, 0.6), number(rng, 0.15, 0.6)))
            if rng.random() < 0.5:
                return self.let(call("max", d.x, d.y))
            return self.let(length(call("max", d, 0.0)) + call("min", call("max", d.x, d.y), 0.0))
        if how == 2:
            return self.let(call("abs", length(q - centre) - number(rng, 0.3, 0.7)) - number(rng, 0.03, 0.15))
        if how == 3:
            ax, ay = number(rng, 0.3, 0.9), number(rng, -0.6, 0.6)
            along = vec("f2", ax, ay)
            off = self.let(q - centre)
            t = self.let(call("clamp", dot(off, along) / number(rng, 0.4, 1.2), 0.0, 1.0))
            return self.let(length(off - along * t) - number(rng, 0.05, 0.2))
        return self.let(dot(q, vec("f2", number(rng, 0.3, 0.9), number(rng, -0.9, 0.9))) - number(rng, -0.3, 0.3))

    def joined(self, a: E, b: E) -> E:
        rng = self.rng
        how = rng.choice(["min", "max", "cut", "smooth", "smooth", "round"])
        if how in ("min", "max"):
            return self.let(call(how, a, b))
        if how == "cut":
            return self.let(call("max", a, -b))
        k = rng.choice([0.1, 0.2, 0.25, 0.3])
        if how == "round":
            h = self.let(call("max", k - call("abs", a - b), 0.0) / k)
            return self.let(call("min", a, b) - h * h * (k * 0.25))
        h = self.let(call("clamp", (b - a) * (0.5 / k) + 0.5, 0.0, 1.0))
        return self.let(call("mix", b, a, h) - h * (1.0 - h) * k)

    def corners(self, q: E) -> E:
        """Value noise: hashes at a lattice's corners, smoothly between."""
        rng = self.rng
        keys = [rng.randrange(2**31) | 1 for _ in range(3)] if rng.random() < 0.6 else [73856093, 19349663, 1274126177]
        shift = rng.randrange(11, 18)
        low = self.let(call("floor", q))
        f = self.let(q - low)
        cell = self.let(cast("u", cast("i", low)))
        u = self.let(f * f * (3.0 - f * 2.0))
        found = []
        for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            h = self.let(((cell.x + dx) * keys[0]) ^ ((cell.y + dy) * keys[1]))
            m = self.let((h ^ (h >> shift)) * keys[2])
            found.append(self.let(cast("f", m >> 8) * (1 / 2**24)))
        a, b, c, d = found
        return call("mix", call("mix", a, b, u.x), call("mix", c, d, u.x), u.y)

    def noise(self, q: E) -> E:
        rng, b = self.rng, self.b
        octaves = rng.choice([1, 1, 2, 3, 4])
        scale = number(rng, 2, 5, 1)
        if octaves == 1:
            return self.let(self.corners(self.let(q * scale)))
        if octaves == 2 and rng.random() < 0.6:
            one = self.let(self.corners(self.let(q * scale)))
            two = self.let(self.corners(self.let(q * (scale * 2.0) + number(rng, 0.5, 9, 1))))
            return self.let(one * 0.65 + two * 0.35)
        place, share, total = self.var(q * scale), self.var(lift(0.5, "f")), self.var(lift(0.0, "f"))
        with b.loop(self.fresh(), 0, octaves):
            b.change(total, "+", self.corners(place) * share)
            b.set(place, place * rng.choice([2.0, 2.1, 1.9]) + number(rng, 0.5, 9, 1))
            b.change(share, "*", 0.5)
        return total

    def field(self, q: E) -> E:
        rng = self.rng
        how = rng.choice([0, 1, 2, 3, 4, 5, 6] if self.waves else [0, 1, 2, 3, 4, 6])
        if how <= 1:
            return self.noise(q)
        if how == 2:
            wave = self.let(call("fract", dot(q, vec("f2", number(rng, 0.8, 4, 1), number(rng, -3, 3, 1)))))
            return self.let(call("abs", wave * 2.0 - 1.0) if rng.random() < 0.5 else call("smoothstep", 0.4, 0.6, wave))
        if how == 3:
            cell = self.let(cast("i", call("floor", q * number(rng, 2, 6, 1))))
            return self.let(pick(((cell.x + cell.y) & 1).eq(0), rng.choice([1.0, 0.9]), number(rng, 0.1, 0.6)))
        if how == 4:
            rings = length(q - vec("f2", number(rng, -0.5, 0.5), number(rng, -0.5, 0.5))) * number(rng, 2, 7, 1)
            return self.let(call("fract", rings - self.time if self.time and rng.random() < 0.5 else rings))
        if how == 5:
            wave = call("sin", q.x * number(rng, 2, 7, 1)) * call("cos", q.y * number(rng, 2, 7, 1))
            return self.let(wave * 0.5 + 0.5)
        return self.let(call("smoothstep", number(rng, -0.9, -0.4, 1), number(rng, 0.3, 0.9, 1), q.x if rng.random() < 0.5 else q.y))

    def mask(self, d: E) -> E:
        rng = self.rng
        soft = rng.choice([0.05, 0.1, 0.15, 0.2, 0.25])
        if rng.random() < 0.6:
            return self.let(1.0 - call("smoothstep", 0.0 if rng.random() < 0.5 else -soft, soft, d))
        return self.let(call("clamp", 0.5 - d / soft, 0.0, 1.0))

    def ramp(self, t: E) -> E:
        """A field's colour."""
        rng = self.rng
        how = rng.choice([0, 1, 2, 3] if self.waves else [0, 2, 3])
        if how == 0:
            return call("mix", *tints(rng), t)
        if how == 1:
            phase = vec("f3", 0.0, *rng.choice([(0.33, 0.67), (0.1, 0.2), (0.25, 0.5)]))
            return call("cos", (phase + t * number(rng, 0.5, 1.5)) * 6.28318) * 0.5 + 0.5
        if how == 2:
            return tint(rng, TINTS[:7]) + t * (tint(rng, TINTS[7:]) - t * tint(rng, TINTS[:7]))
        return call("mix", call("mix", *tints(rng), t), tint(rng), self.let(t * t))

    def graded(self, col: E, q: E) -> E:
        """The whole picture's finish."""
        rng = self.rng
        for how in rng.sample(["vignette", "gamma", "grey", "contrast", "tone", "lines"], rng.choice([1, 1, 2, 2, 3])):
            if how == "vignette":
                edge = self.let(call("max", 1.0 - dot(q, q) * number(rng, 0.4, 0.9), 0.0) if rng.random() < 0.5
                                else 1.0 - call("smoothstep", number(rng, 0.3, 0.6), number(rng, 1.1, 1.5), length(q)))  # fmt: skip
                col = self.let(col * edge)
            elif how == "gamma":
                if not self.waves or rng.random() < 0.75:
                    col = self.let(call("sqrt", call("abs", col)))
                else:
                    col = self.let(call("pow", call("abs", col) + 0.01, number(rng, 0.4, 0.9)))
            elif how == "grey":
                grey = self.let(dot(col, rng.choice([vec("f3", 0.299, 0.587, 0.114), vec("f3", 0.2126, 0.7152, 0.0722)])))
                col = self.let(call("mix", vec("f3", grey), col, number(rng, 0.5, 1.6)))
            elif how == "contrast":
                col = self.let((col - 0.5) * number(rng, 1.1, 1.6) + 0.5)
            elif how == "tone":
                col = self.let(col / (call("abs", col) + number(rng, 0.5, 0.9)))
            else:
                band = self.let(call("abs", call("fract", self.at.y * rng.choice([0.25, 0.125, 0.2])) - 0.5))
                col = self.let(col * (band * number(rng, 0.2, 0.8) + number(rng, 0.5, 0.8)))
        return col


def scenes(rng) -> Kernel:
    """A background, shapes over it one by one, light and a finish."""
    s = Scene(rng)
    b = s.b
    q, short = s.place(), rng.random() < 0.3
    back = s.warped(q) if rng.random() < 0.6 else q
    field = s.field(back)
    if not short and rng.random() < 0.5:
        field = s.let(call("mix", field, s.field(s.warped(q) if rng.random() < 0.5 else q), number(rng, 0.2, 0.8)))
    col = s.ramp(field)
    changed = rng.random() < 0.5
    col = s.var(col) if changed else s.let(col)
    for _ in range(1 if short else rng.choice([1, 1, 2, 2, 3])):
        place = s.warped(q) if rng.random() < 0.5 else q
        d = s.distance(place)
        for _ in range(rng.choice([0, 1, 1, 2])):
            d = s.joined(d, s.distance(place))
        body = rng.choice(["tint", "tint", "ramp", "shade"])
        if changed and rng.random() < 0.4:
            with b.when(d < rng.choice([0.0, 0.0, 0.05])):
                b.set(col, tint(rng) if body == "tint" else s.ramp(s.field(place)) if body == "ramp" else col * number(rng, 0.2, 0.7))
            continue
        m = s.mask(d)
        if body == "shade":
            e = col * (1.0 - m * number(rng, 0.2, 0.7))
        else:
            e = call("mix", col, tint(rng, rng.choice([TINTS[:7], TINTS[7:]])) if body == "tint" else s.let(s.ramp(s.field(place))), m)
        if changed:
            b.set(col, e)
        else:
            col = s.let(e)
        if s.waves and rng.random() < 0.4:
            glow = s.let(call("exp", -call("abs", d) * number(rng, 3, 9, 1)))
            if changed:
                b.change(col, "+", tint(rng) * glow)
            else:
                col = s.let(col + tint(rng) * glow)
    if rng.random() < 0.25:
        height = s.let(1.0 - call("min", dot(q, q), 1.0))
        facing = s.let(normalize(vec("f3", q, call("sqrt", height) + 0.25)))
        light = s.let(call("max", dot(facing, vec("f3", number(rng, -0.7, 0.7), number(rng, -0.7, 0.7), number(rng, 0.3, 0.7))), 0.0))
        col = s.let(col * (light * 0.8 + number(rng, 0.1, 0.4)))
    col = s.graded(col, q)
    if not s.packed:
        return strip(b, b.shade(dot(col, vec("f3", 0.299, 0.587, 0.114))))
    return strip(b, b.shade(colour(col)))


class Ranged(Grammar):
    """With constants and conditions that fit the inputs of a body."""

    body = None

    def constant(self, ty: str) -> E:
        rng = self.rng
        if ty == "f":
            return lift(number(rng, -2, 2, rng.choice([1, 1, 2])), "f")
        return lift(rng.choice([1, 2, 3, 4, 5, 6, 7, 8, 10, 12]), ty)

    def condition(self, d: int) -> E:
        e, (limit,) = self.body.limits(1)
        return self.rng.choice([e < lift(limit, e.ty), e >= lift(limit, e.ty), e > lift(limit, e.ty)])


class Body:
    """Statements over some variables, reading inputs whose range is known: each branch is taken by some."""

    RANGES = {"f32:-2:2": 1.4, "f32:-10:10": 7.0, "i32:-20:20": 14, "i32:-100:100": 60}

    def __init__(self, b: Build, g: Grammar):
        self.b, self.g, self.rng = b, g, b.rng
        self.inputs, self.state, self.changed, self.decided = [], [], set(), []
        g.body = self

    def read(self, e: E, gen: str) -> E:
        self.inputs.append((e, self.RANGES[gen]))
        return self.g.add(e)

    def value(self, ty: str, depth: int, without=()) -> E:
        """Over what is in scope, but not the variables that a loop changes."""
        g, known, owed = self.g, self.g.known, self.g.owed
        names = {v.text for v in without}
        g.known = [e for e in known if e.text not in names]
        g.owed = [e for e in owed if e.text not in names]
        kept = [e for e in owed if e.text in names]
        e = g.variable(ty, depth)
        if e.value is not None:
            e = g.as_type(ty, self.rng.choice(self.inputs)[0])
        g.known, g.owed = known, kept + g.owed
        return e

    def limits(self, count: int) -> tuple[E, list]:
        """An input and rising limits for it."""
        e, reach = self.rng.choice([x for x in self.inputs if x[0].text not in self.decided] or self.inputs)
        self.g.owed = [o for o in self.g.owed if o is not e]
        if e.ty == "f":
            return e, sorted({number(self.rng, -reach, reach, 1) for _ in range(count)})
        return e, sorted(self.rng.sample(range(-reach, reach), count))

    def update(self, v: E, depth: int, inside=()):
        """`v` from itself, never running away."""
        b, rng = self.b, self.rng
        self.changed.add(v.text)
        e = self.value(v.ty, depth, inside)
        how = rng.randrange(5)
        if how <= 1:
            b.change(v, rng.choice("++-"), e)
        elif how == 2:
            b.set(v, v * number(rng, -0.9, 0.9) + e if v.ty == "f" else v * rng.choice([3, 5, 7, 31, 33]) + e)
        elif how == 3 and not inside:
            b.set(v, e if e.text != v.text else e + self.g.constant(v.ty))
        elif how == 3:
            b.change(v, "-" if v.ty == "f" else "^", e)
        else:
            b.set(v, (v + e) * 0.5 if v.ty == "f" else (v ^ e) + rng.choice([1, 3, 17]))

    def branch(self, depth: int, inside=()):
        """If, else if, else; inside them more."""
        b, rng = self.b, self.rng
        e, limits = self.limits(rng.choice([1, 1, 2, 3]))
        ty = e.ty
        self.decided.append(e.text)
        for at, limit in enumerate(limits):
            condition = e < lift(limit, ty) if rng.random() < 0.8 else e <= lift(limit, ty)
            if at == 0:
                with b.when(condition):
                    self.some(depth, inside)
            else:
                del b.lines_c[-1], b.lines_w[-1]
                with b.block(f"}} else if ({condition.c[0]})", f"}} else if ({condition.text})"):
                    self.some(depth, inside)
        if rng.random() < 0.6:
            with b.otherwise():
                self.some(depth, inside)
        self.decided.pop()

    def some(self, depth: int, inside=()):
        owed = list(self.g.owed)
        for v in self.rng.sample(self.state, min(len(self.state), self.rng.choice([1, 1, 2]))):
            self.update(v, 1, inside)
        if depth > 0 and len(self.decided) < len(self.inputs) and self.rng.random() < 0.4:
            self.branch(depth - 1, inside)
        self.g.owed = owed

    def bound(self, outer: E | None) -> tuple[E, bool]:
        """How far a loop goes, and whether the bound is one of its steps."""
        rng = self.rng
        if outer is not None and rng.random() < 0.6:
            return outer, rng.random() < 0.6
        whole = [e for e, _ in self.inputs if e.ty == "i"]
        if whole and rng.random() < 0.6:
            return rng.choice(whole) & rng.choice([3, 7]), rng.random() < 0.3
        return lift(rng.choice([3, 4, 5, 6, 8]), "i"), False

    def loop(self, deep: int, outer: E | None = None, inside=None):
        b, g, rng = self.b, self.g, self.rng
        inside = self.state if inside is None else inside
        name, (high, with_last) = g.fresh(), self.bound(outer)
        low = 1 if with_last and rng.random() < 0.3 else 0
        at = E("i", name, name)
        again = at <= high if with_last else at < high
        known, owed = list(g.known), list(g.owed)
        with b.block(f"for (int {name} = {low}; {again.c[0]}; {name}++)", f"for (var {name} = {low}; {again.text}; {name}++)"):
            g.known += [at] * 2
            if deep > 0:
                if rng.random() < 0.5:
                    self.update(rng.choice(self.state), 1, inside)
                self.loop(deep - 1, at, inside)
            else:
                self.update(rng.choice(self.state), 1, inside)
            if rng.random() < 0.3:
                self.branch(0, inside)
        g.known, g.owed = known, owed

    def run(self, count: int):
        rng, g = self.rng, self.g
        for _ in range(count):
            how = rng.random()
            if how < 0.2:
                g.let(self.value(rng.choice(self.state).ty, rng.choice([1, 2])))
            elif how < 0.4:
                self.update(rng.choice(self.state), 2)
            elif how < 0.7:
                self.branch(1)
            else:
                self.loop(rng.choice([0, 1, 1]))
        for v in self.state:
            if v.text not in self.changed:
                self.update(v, 1)


def trees(rng) -> Kernel:
    """Several statements with nested branches and loops, over floats and integers; two results."""
    b = Build(rng, "program_tree")
    g = Ranged(b, math=0.0)
    body = Body(b, g)
    two = rng.random() < 0.7
    types = rng.sample("fi", 2) if two else [rng.choice("fi")]
    outs = [b.out(ty, "n", name) for ty, name in zip(types, ["out", "more"], strict=False)]
    running = rng.random() < 0.25
    kinds = ["f", "i"] + rng.choice([[], ["f"], ["i"]])
    n = b.size("n")

    def state():
        body.state = [g.var(lift(rng.choice([0.0, 1.0]) if ty == "f" else rng.choice([0, 1]), ty)) for ty in rng.sample(["f", "i"], 2)]
        if rng.random() < 0.3:
            ty = rng.choice("fi")
            body.state.append(g.var(lift(0.5 if ty == "f" else 3, ty)))

    def inner(i: E):
        for at, ty in enumerate(kinds):
            gen = rng.choice(["f32:-2:2", "f32:-10:10"] if ty == "f" else ["i32:-20:20", "i32:-100:100"])
            e = b.buffer(f"x{at}", ty, "n", gen)[i]
            body.read(g.b.let(g.fresh(), e) if rng.random() < 0.6 else e, gen)
        if not running:
            state()
        body.run(rng.choice([1, 2, 2, 3, 4]))
        for out in outs:
            mine = [v for v in body.state if v.ty == out.buffer.ty]
            others = [v for v in body.state if v.ty != out.buffer.ty] if out is outs[-1] and not two else []
            g.owed = [o for o in g.owed if o.text not in {v.text for v in body.state}] + mine + others
            last = out is outs[-1]
            kept = [] if last else [o for o in g.owed if o.ty != out.buffer.ty]
            g.owed = [o for o in g.owed if o not in kept]
            e = g.paid(g.owed.pop() if g.owed and g.owed[-1].ty == out.buffer.ty else g.variable(out.buffer.ty, 1))
            b.store(out, i, e)
            g.owed = kept

    if running:
        b.serial()
        state()
        with b.loop("i", 0, n) as i:
            inner(i)
    else:
        with b.each(whole=True) as i:
            inner(i)
    return finish(b)


def channels(g: Grammar, x: E) -> list[E]:
    """Red, green, blue and alpha of a packed colour."""
    return [g.b.let(g.fresh(), x & 255), *(g.b.let(g.fresh(), (x >> k) & 255) for k in (8, 16)), g.b.let(g.fresh(), x >> 24)]


def together(parts: list[E]) -> E:
    e = parts[0]
    for at, part in enumerate(parts[1:], 1):
        e = e | (part << (8 * at))
    return e


def packed(b: Build, g: Grammar, x: E, y: E | None) -> E:
    """A pixel's colour changed; every channel stays in its byte."""
    rng = b.rng
    if rng.random() < 0.3:
        v = b.let(g.fresh(), E("u4", [f"({x.c[0]} >> {8 * k} & 255u)" for k in range(4)], f"unpack4xU8({x.text})"))
        if y is not None:
            w = b.let(g.fresh(), E("u4", [f"({y.c[0]} >> {8 * k} & 255u)" for k in range(4)], f"unpack4xU8({y.text})"))
            e = rng.choice([lambda: (v + w) / 2, lambda: call("min", v + w, 255), lambda: call("max", v, w), lambda: v * w / 255])()
        else:
            k = rng.randrange(20, 200)
            e = rng.choice([lambda: vec("u4", 255) - v, lambda: call("min", v + k, 255), lambda: v * k / 255, lambda: call("max", v, k)])()
        e = b.let(g.fresh(), e)
        return E("u", together([E("u", c, c) for c in e.c]).c, f"pack4xU8({e.text})")
    parts = channels(g, x)
    alpha = parts[3]
    if y is not None:
        other = channels(g, y)
        how = rng.choice(["blend", "mean", "most", "add", "difference"])
        if how == "blend":
            part = alpha if rng.random() < 0.5 else other[3]
            rest = b.let(g.fresh(), 255 - part)
            parts = [(a * part + o * rest) / 255 for a, o in zip(parts, other, strict=True)]
        elif how == "difference":
            parts = [call("max", a, o) - call("min", a, o) for a, o in zip(parts, other, strict=True)]
        else:
            act = {"mean": lambda a, o: (a + o) >> 1, "most": lambda a, o: call("max", a, o), "add": lambda a, o: call("min", a + o, 255)}[how]
            parts = [act(a, o) for a, o in zip(parts, other, strict=True)]
    for _ in range(rng.choice([0, 1, 1, 2]) if y is not None else rng.choice([1, 1, 2])):
        how = rng.choice(["swap", "invert", "scale", "brighten", "grey", "float", "limit", "shade"])
        rgb = [b.let(g.fresh(), c) if c not in (parts[3], alpha) and " " in c.text else c for c in parts[:3]]
        if how == "swap":
            rgb = rng.choice([[rgb[2], rgb[1], rgb[0]], [rgb[1], rgb[2], rgb[0]], [rgb[2], rgb[0], rgb[1]]])
        elif how == "invert":
            rgb = [255 - c for c in rgb]
        elif how == "scale":
            rgb = [(c * rng.randrange(40, 250)) >> 8 for c in rgb]
        elif how == "brighten":
            k = rng.randrange(10, 120)
            rgb = [call("min", c + k, 255) for c in rgb]
        elif how == "grey":
            grey = b.let(g.fresh(), (rgb[0] * 77 + rgb[1] * 150 + rgb[2] * 29) >> 8)
            k = rng.choice([0, 0, 1, 2])
            rgb = [grey] * 3 if k == 0 else [(c + grey * k) / (1 + k) for c in rgb]
        elif how == "float":
            # Far from a whole number, whatever a product's rounding.
            gain, off = rng.choice([0.5, 0.625, 0.75, 1.25, 1.5, 1.75, 2.5]), rng.choice([0.3, 0.45, 0.2])
            rgb = [cast("f", c) * gain + off for c in rgb]
            rgb = [cast("u", call("min", c, 255.0) if gain > 1 else c) for c in rgb]
        elif how == "limit":
            k, low = rng.randrange(60, 200), rng.choice([0, 32])
            rgb = [pick(c > k, lift(255, "u"), low) for c in rgb]
        else:
            rgb = [c * alpha / 255 for c in rgb]
        parts = [*rgb, parts[3]]
    return together(parts)


def gathers(rng) -> Kernel:
    """Places from buffers, tables, and colours packed in words."""
    b = Build(rng, "program_gather")
    g = Grammar(b, math=0.0)
    n = b.size("n")
    how = rng.choice(["index", "index", "table", "twice", "packed", "packed", "palette"])
    ty = "u" if how in ("packed", "palette") else rng.choice("fiu")
    gen = {"f": "f32:-4:4", "i": "i32:-1000:1000", "u": "u32"}[ty]
    out = b.out(ty, "n")
    scalars(g, rng.choice([0, 0, 1]) if ty != "u" else 0, ty)
    with b.each(whole=True) as i:
        if how in ("packed", "palette"):
            if how == "palette":
                table = b.buffer("table", "u", rng.choice(["16", "256"]), "u32")
                size = int(table.buffer.length)
                which = b.buffer("which", "u8" if rng.random() < 0.5 else "u", "n", None)[i]
                x = b.let(g.fresh(), table[cast("i", which & (size - 1)) if size == 16 or which.text.endswith("[i]") else cast("i", which)])
            else:
                x = b.let(g.fresh(), b.buffer("src", "u", "n", "u32")[i])
            y = b.let(g.fresh(), b.buffer("over", "u", "n", "u32")[i]) if rng.random() < 0.4 else None
            b.store(out, i, packed(b, g, x, y))
        else:
            gathered(b, g, how, ty, gen, i, n)
            if rng.random() < 0.4:
                steps(g, ty, 2)
            b.store(out, i, g.result(ty, rng.choice([0, 1, 1, 2])))
    return finish(b)


def gathered(b: Build, g: Grammar, how: str, ty: str, gen: str, i: E, n: E):
    """What is read elsewhere for element `i`."""
    rng, src = b.rng, b.buffer("src", ty, "n", gen)
    if how == "table":
        size = rng.choice([8, 16, 32, 64])
        table = b.buffer("table", ty, str(size), gen)
        kind = rng.choice("iuf")
        keys = b.buffer("keys", kind, "n", {"f": "f32:-2:2", "i": "i32:-50:150", "u": "u32:0:300"}[kind])
        for k in range(rng.choice([1, 1, 2])):
            if kind == "f":
                at = cast("i", call("clamp", keys[i] * (size / 4) + (size / 2 - k), 0.0, size - 1.0))
            elif kind == "i":
                at = call("clamp", keys[i] + k, 0, size - 1) if rng.random() < 0.5 else (keys[i] + k) & (size - 1)
            else:
                at = cast("i", call("min", keys[i] + k, size - 1) if rng.random() < 0.4 else (keys[i] + k) % size)
            g.add(table[b.let(g.fresh(), at)])
        if rng.random() < 0.5:
            g.add(src[i])
    else:
        index = b.buffer("index", "i", "n", "i32:0:5000")
        at = b.let(g.fresh(), index[i] % n)
        if how == "twice":
            at = b.let(g.fresh(), (index[at] + rng.randrange(0, 4)) % n)
        g.add(src[at])
        if rng.random() < 0.35:
            g.add(src[(at + rng.randrange(1, 5)) % n])
        if rng.random() < 0.35:
            g.add(src[i])
        if rng.random() < 0.3:
            back = call("max", at - rng.randrange(1, 4), 0) if rng.random() < 0.5 else call("min", at + rng.randrange(1, 4), n - 1)
            g.add(b.buffer("other", ty, "n", gen)[back])


def until(rng) -> Kernel:
    """Loops that stop when data say so: in a row, or when a value has changed enough."""
    b = Build(rng, "program_until")
    g = Grammar(b, math=0.0)
    row = rng.random() < 0.6
    ty = rng.choice("ffiu") if row else rng.choice("fiu")
    gives = rng.choice(["count", "value", "both"])
    count_out = b.out("i", "n", "steps") if gives != "value" else None
    value_out = b.out(ty, "n") if gives != "count" else None
    zero, one = (0.0, 1.0) if ty == "f" else (0, 1)
    with b.each(whole=True) as i:
        if row:
            m = b.size("m", "i32:1:24")
            a = b.buffer("a", ty, "n*m", {"f": "f32:-2:2", "i": "i32:-20:20", "u": "u32:0:60"}[ty])
            limit = rng.choice([b.scalar("limit", "f", "f32:1:5"), lift(number(rng, 1, 5, 1), "f")]) if ty == "f" else lift(rng.randrange(15, 90), ty)
            alone = rng.random() < 0.35
            v = b.var(g.fresh(), lift(zero, ty)) if not (alone and gives == "count") else None
            counter = b.var(g.fresh(), lift(0, "i"))
            as_while = rng.random() < 0.5
            if alone:
                limit = lift(number(rng, 0.5, 1.8, 1), "f") if ty == "f" else lift(rng.randrange(8, 19) if ty == "i" else rng.randrange(30, 58), ty)
            where = counter if as_while else E("i", "j", "j")
            x = a[i * m + where]
            g.known = [x]
            head = b.loop_while(counter < m) if as_while else b.loop("j", 0, m)
            with head:
                if rng.random() < 0.4:
                    x = b.let(g.fresh(), x)
                    g.known = [x]
                if alone:
                    with b.when(rng.choice([x > limit, x >= limit])):
                        b.leave()
                    if v is not None:
                        term = g.variable(ty, rng.choice([0, 1, 2]))
                        b.change(v, "+", term if x.text in term.text else term + x)
                else:
                    term = g.variable(ty, rng.choice([0, 0, 1]))
                    term = term if x.text in term.text else term + x
                    if ty == "f":
                        term = rng.choice([lambda: call("abs", term), lambda: x * x, lambda: term])()
                    b.change(v, "+", term)
                    with b.when(v > limit):
                        b.leave()
                b.change(counter, "+", 1)
        else:
            most = rng.choice([3, 4, 5, 6, 8])
            gen = {"f": "f32:0:50", "i": "i32:1:2000", "u": "u32:1:5000"}[ty]
            x = b.buffer("x", ty, "n", gen)[i]
            other = b.buffer("y", ty, "n", {"f": "f32:0:2", "i": "i32:1:30", "u": "u32:1:60"}[ty])[i]
            v = b.var(g.fresh(), x)
            counter = b.var(g.fresh(), lift(0, "i"))
            if ty == "f":
                low = number(rng, 2.5, 8, 1)
                change = rng.choice([lambda: v * number(rng, 0.4, 0.85) + other * number(rng, 0.1, 0.3), lambda: v - (other + number(rng, 0.5, 2, 1)),
                                     lambda: (v + other / (v + 1.0)) * 0.5])()  # fmt: skip
                with b.loop_while((v > low).also(counter < most)):
                    b.set(v, change)
                    b.change(counter, "+", 1)
            elif rng.random() < 0.5:
                by = rng.choice([2, 3, 5, 10, 16])
                s = b.var(g.fresh(), lift(0, ty))
                with b.loop_while(v > 0):
                    part = v % by
                    b.change(s, "+", rng.choice([part, part * part, part * other]))
                    b.set(v, v / by)
                    b.change(counter, "+", 1)
                v = s
            else:
                k = rng.choice([1, 3, 5, 7])
                odd = rng.choice([3, 5])
                with b.loop_while((v > rng.choice([1, 4, 20])).also(counter < most)):
                    with b.when((v & 1).eq(0)):
                        b.set(v, v / 2 if ty == "u" else v >> 1)
                    with b.otherwise():
                        ways = [v * odd + k, (v >> 1) + (other & k)]
                        b.set(v, rng.choice([v - other, *ways] if ty == "i" else ways))
                    b.change(counter, "+", 1)
        if count_out:
            b.store(count_out, i, rng.choice([counter, counter * rng.choice([2, 3, 10]), counter + 1]))
        if value_out:
            g.known, g.owed = [v] + ([x] if not row else []), [v]
            if count_out is None and rng.random() < 0.6:
                g.owed.append(counter)
            b.store(value_out, i, g.paid(g.variable(ty, rng.choice([0, 0, 1]))))
    if count_out is None:
        read = [line for line in b.lines_w if counter.text in line and "++" not in line and f"var {counter.text} " not in line]
        if not read:
            drop = (f"{counter.text}++;", f"var {counter.text} = 0;", f"{counter.c[0]} += 1;", f"int {counter.c[0]} = 0;")
            b.lines_w = [line for line in b.lines_w if line.strip() not in drop]
            b.lines_c = [line for line in b.lines_c if line.strip() not in drop]
    return finish(b)


def invocations(rng) -> Kernel:
    """One element, whatever the extent is called."""
    b = Build(rng, "program_invocation")
    g = Grammar(b, math=0.1 if rng.random() < 0.2 else 0.0)
    ty = rng.choice("fffiu")
    extent = rng.choice(EXTENTS)
    scalars(g, rng.choice([0, 0, 1, 2]), "f" if ty == "f" else "fi")
    gen = {"f": "f32:-4:4", "i": "i32:-100:100", "u": "u32:0:1000"}[ty]
    out = b.out(ty, extent)
    with b.each(extent, whole=False) as i:
        for at in range(rng.choice([1, 1, 2, 3])):
            k = rng.choice([1, 1, 1, 2, 3, 4])
            x = b.buffer(f"x{at}", ty, extent if k == 1 else f"{k}*{extent}", gen)
            for c in sorted(rng.sample(range(k), rng.randrange(1, k + 1))):
                g.add(x[i * k + c])
        steps(g, ty, rng.choice([1, 2, 3]))
        b.store(out, i, g.result(ty, rng.choice([0, 1, 2, 2, 3])))
    return finish(b)


FAMILIES = {
    "program_scene": scenes,
    "program_tree": trees,
    "program_gather": gathers,
    "program_until": until,
    "program_invocation": invocations,
}
