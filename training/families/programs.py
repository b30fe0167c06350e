"""Programs drawn from a grammar: any mixture of types, places, branches and loops. What the other
families show as people write it, these show in every combination."""

from .build import Build, E, binary, call, cast, colour, dot, length, lift, number, pick, rotate_left, vec
from .kernel import Buffer, Kernel, Scalar, used

FLOATS = [0.25, 0.5, 1.5, 2.0, 3.0, 0.1, 0.75, 10.0, 0.3, 1.25, 0.2, 4.0, 0.01, 100.0, 255.0]
INTEGERS = [1, 2, 3, 4, 5, 7, 8, 10, 15, 16, 31, 63, 100, 127, 128, 255, 256, 1000]
GEN = {"f": [None, "f32:-2:2", "f32:0:1", "f32:-10:10", "f32:0:255"], "i": ["i32:-1000:1000", "i32:-20:20", "i32:0:255", None],
       "u": ["u32", "u32", "u32:0:255", "bits"], "u8": [None]}  # fmt: skip


class Grammar:
    """Expressions over what is in scope. What is in `owed` has not been read yet; `paid` reads the rest."""

    stops = [1, 3, 7]  # bits that end a loop when all are 0

    def __init__(self, b: Build, math=0.1):
        self.b, self.rng, self.known, self.owed, self.count, self.math = b, b.rng, [], [], 0, math
        self.counters = set()  # of loops around what is drawn

    def add(self, e: E, times=1) -> E:
        """A new name in scope."""
        self.known += [e] * times
        self.owed.append(e)
        return e

    def fresh(self) -> str:
        self.count += 1
        return f"v{self.count - 1}"

    def let(self, e: E) -> E:
        return self.add(self.b.let(self.fresh(), e))

    def var(self, e: E) -> E:
        v = self.b.var(self.fresh(), e)
        self.known.append(v)
        return v

    def named(self, ty: str) -> E | None:
        owed = [e for e in self.owed if e.ty == ty]
        if owed and self.rng.random() < 0.6:
            e = self.rng.choice(owed)
            self.owed = [o for o in self.owed if o is not e]
            return e
        known = [e for e in self.known if e.ty == ty]
        if not known:
            return None
        e = self.rng.choice(known)
        self.owed = [o for o in self.owed if o is not e]
        return e

    def as_type(self, ty: str, e: E) -> E:
        """A conversion that both languages define."""
        if e.ty == ty:
            return e
        if len(e.ty) == 2:
            return self.as_type(ty, e.x)
        if e.ty == "b":
            return pick(e, lift(1, ty) if ty != "f" else lift(1.0, "f"), 0 if ty != "f" else 0.0)
        if e.ty == "f":
            most = self.rng.choice([1.0, 10.0, 100.0, 255.0])
            low = 0.0 if ty == "u" else -most
            return cast(ty, call("clamp", e, low, most) * self.rng.choice([1.0, 1.0, 16.0]))
        if ty == "f":
            mask = self.rng.choice([255, 1023, 65535])
            return cast("f", e & mask) if self.rng.random() < 0.7 or e.ty == "u" else cast("f", e)
        return cast(ty, e)

    def leaf(self, ty: str) -> E:
        if self.rng.random() < 0.78 and (e := self.named(ty)) is not None:
            return e
        return self.constant(ty)

    def constant(self, ty: str) -> E:
        rng = self.rng
        if ty == "f":
            value = rng.choice(FLOATS) if rng.random() < 0.6 else number(rng, 0.02, 5, rng.choice([1, 2, 2, 3]))
            return lift(value if rng.random() < 0.8 else -value, "f")
        value = rng.choice(INTEGERS) if rng.random() < 0.8 else rng.randrange(1, 10**rng.randrange(2, 6))
        if ty == "u" and rng.random() < 0.15:
            value = rng.randrange(2**32)
        return lift(value, ty)

    def variable(self, ty: str, depth: int) -> E:
        """Not a constant."""
        for _ in range(6):
            e = self.of(ty, depth)
            if e.value is None:
                return e
        if (e := self.named(ty)) is not None:
            return e
        known = [e for e in self.known if e.ty != ty]
        return self.as_type(ty, self.rng.choice(known))

    def of(self, ty: str, depth: int) -> E:
        if depth <= 0:
            return self.leaf(ty)
        if self.rng.random() < 0.04 and (others := [e for e in self.known if e.ty not in (ty, "b") and len(e.ty) == 1]):
            return self.as_type(ty, self.rng.choice(others))
        return self.float(depth - 1) if ty == "f" else self.integer(ty, depth - 1)

    def float(self, d: int) -> E:
        rng, of, some = self.rng, lambda: self.of("f", d), lambda: self.variable("f", d)
        r = rng.random()
        if r < 0.42:
            a, b = of(), of()
            return binary(rng.choice("++--****"), a, b)
        if r < 0.48:
            return some() / (call("abs", some()) + rng.choice([0.5, 1.0, 2.0, 0.1])) if rng.random() < 0.6 else some() / number(rng, 1.5, 9, 1)
        if r < 0.53:
            return call("sqrt", call("abs", some()))
        if r < 0.6:
            return call(rng.choice(["abs", "abs", "floor", "ceil", "trunc", "fract"]), some())
        if r < 0.7:
            other = rng.choice([lift(0.0, "f"), lift(1.0, "f"), of(), of()])
            return call(rng.choice(["min", "max"]), some(), other)
        if r < 0.76:
            low, high = sorted(rng.sample([-10.0, -2.0, -1.0, 0.0, 0.0, 0.25, 1.0, 1.0, 2.0, 4.0, 255.0], 2))
            return call("clamp", some(), low, high) if low < high else call("max", some(), low)
        if r < 0.81:
            return call("mix", of(), some(), self.leaf("f"))
        if r < 0.83:
            low = number(rng, -2, 1, 1)
            return call("smoothstep", low, round(low + rng.choice([0.5, 1.0, 1.5, 2.0]), 2), some())
        if r < 0.85:
            return call("step", self.leaf("f"), some())
        if r < 0.88:
            return -some()
        if r < 0.88 + self.math:
            return self.transcendental(some())
        return pick(self.condition(d), of(), of())

    def transcendental(self, e: E) -> E:
        how = self.rng.choice(["exp", "sin", "cos", "log", "tanh", "sigmoid", "pow"])
        if how == "exp":
            return call("exp", call("min", e, 4.0)) if self.rng.random() < 0.4 else call("exp", -call("abs", e))
        if how == "log":
            return call("log", call("abs", e) + self.rng.choice([1.0, 0.5, 0.1]))
        if how == "sigmoid":
            return 1.0 / (call("exp", -e) + 1.0)
        if how == "pow":
            return call("pow", call("abs", e) + 0.25, lift(self.rng.choice([0.5, 2.2, 1.5, 3.0, 0.45]), "f"))
        return call(how, e)

    def integer(self, ty: str, d: int) -> E:
        rng, of, some = self.rng, lambda: self.of(ty, d), lambda: self.variable(ty, d)
        r = rng.random()
        if r < 0.4:
            a, b = of(), of()
            return binary(rng.choice("+++--**"), a, b)
        if r < 0.55:
            a, b = some(), self.leaf(ty)
            return binary(rng.choice("&&|^^"), a, b)
        if r < 0.67:
            count = rng.randrange(1, 31) if rng.random() < 0.5 else rng.choice([1, 2, 3, 4, 8, 16, 24])
            return some() << count if rng.random() < 0.4 else some() >> count
        if r < 0.72:
            by = rng.choice([2, 3, 4, 5, 7, 10, 16, 100, 255])
            return some() / by if rng.random() < 0.5 else some() % by
        if r < 0.82:
            return call(rng.choice(["min", "max"]), some(), self.leaf(ty))
        if r < 0.86:
            low = 0 if ty == "u" else rng.choice([-100, -1, 0, 0])
            return call("clamp", some(), low + rng.choice([0, 1, 5]) * (ty == "u"), low + rng.choice([7, 15, 100, 255]))
        if r < 0.93 and ty == "u":
            e = some()
            return rng.choice([lambda: rotate_left(e, rng.randrange(1, 31)), lambda: call("countOneBits", e),
                               lambda: call("countLeadingZeros", e), lambda: call("countTrailingZeros", e),
                               lambda: call("reverseBits", e)])()  # fmt: skip
        if r < 0.9 and ty == "i":
            return call("abs", some()) if rng.random() < 0.6 else -some()
        return pick(self.condition(d), of(), of())

    def condition(self, d: int) -> E:
        rng = self.rng
        types = sorted({e.ty for e in self.known if e.ty in ("f", "i", "u")})
        ty = rng.choice(types)
        a = self.named(ty) if rng.random() < 0.6 else self.variable(ty, d)
        b = self.constant(ty) if rng.random() < 0.6 else self.leaf(ty)
        if ty == "f":
            b = lift(0.0, "f") if rng.random() < 0.25 else b
        elif rng.random() < 0.25:
            b = lift(0, ty)
        if a.text == b.text:
            b = lift(1.0 if ty == "f" else 1, ty)
        if ty == "u" and b.value == 0:
            return a.ne(b)
        if ty != "f" and rng.random() < 0.25:
            return (a & rng.choice([1, 1, 3, 7])).eq(0) if rng.random() < 0.6 else a.eq(b)
        one = rng.choice([a < b, a <= b, a > b, a >= b])
        if d > 0 and rng.random() < 0.15:
            two = self.condition(0)
            return one.also(two) if rng.random() < 0.6 else one.either(two)
        return one

    def paid(self, e: E) -> E:
        """`e` and all that is owed."""
        rng = self.rng
        for debt in [o for o in self.owed]:
            if debt.ty == "b":
                e = pick(debt, e, self.leaf(e.ty))
                continue
            part = self.as_type(e.ty, debt)
            if e.ty == "f":
                e = rng.choice([lambda: e + part, lambda: e - part, lambda: e * part, lambda: call("max", e, part)])()
            else:
                e = rng.choice([lambda: e + part, lambda: e - part, lambda: e ^ part])()
        self.owed = []
        return e

    def result(self, ty: str, depth: int) -> E:
        return self.paid(self.variable(ty, depth))


def reads(g: Grammar, i: E, n: E | None, count: int, types: str):
    """Inputs and what is read of them for element `i`; `n` is the extent, where the kernel knows it."""
    b, rng = g.b, g.rng
    for at in range(count):
        ty, name = rng.choice(types), f"x{at}"
        gen, r = rng.choice(GEN[ty]), rng.random()
        if r < 0.6:
            g.add(b.buffer(name, ty, "n", gen)[i])
        elif r < 0.72:
            k = rng.choice([2, 2, 3, 4])
            x = b.buffer(name, ty, f"{k}*n", gen)
            for c in sorted(rng.sample(range(k), rng.randrange(1, k + 1))):
                g.add(x[i * k + c])
        elif r < 0.77:
            lanes = rng.choice([2, 4])
            v = b.let(g.fresh(), b.buffer(name, ty, f"{lanes}*n", gen, lanes=lanes)[i])
            for axis in rng.sample("xyzw"[:lanes], rng.randrange(1, lanes + 1)):
                g.add(getattr(v, axis))
        elif r < 0.82:
            table = b.buffer(name, ty, "16", gen)
            g.add(table[i & 15] if rng.random() < 0.5 else table[i % 16])
        elif n is None:
            g.add(b.buffer(name, ty, "n", gen)[i / rng.choice([2, 3, 4])])
        else:
            x, k = b.buffer(name, ty, "n", gen), rng.choice([1, 1, 2, 3, 5])
            how = rng.randrange(5)
            if how == 0:
                g.add(x[n - 1 - i])
            elif how == 1:
                g.add(x[(i + k) % n])
            elif how == 2:
                g.add(x[call("min", i + k, n - 1)])
                if rng.random() < 0.5:
                    g.add(x[i])
            elif how == 3:
                g.add(x[call("max", i - k, 0)])
                if rng.random() < 0.5:
                    g.add(x[i])
            else:
                for e in (x[call("max", i - k, 0)], x[i], x[call("min", i + k, n - 1)]):
                    g.add(e)


def scalars(g: Grammar, count: int, types: str):
    for at in range(count):
        ty = g.rng.choice(types)
        gen = {"f": g.rng.choice(["f32:-2:2", "f32:0:1"]), "i": "i32:-100:100", "u": "u32:0:1000"}[ty]
        g.add(g.b.scalar(f"s{at}", ty, gen))


def steps(g: Grammar, ty: str, depth: int):
    """Some statements before the last one; their results are owed."""
    b, rng = g.b, g.rng
    for _ in range(rng.choice([0, 0, 1, 1, 2])):
        r = rng.random()
        if r < 0.45:
            g.let(g.variable(rng.choice([ty, ty, "f"]) if any(e.ty == "f" for e in g.known) else ty, depth))
        elif r < 0.75:
            v = g.var(g.variable(ty, depth - 1))
            with b.when(g.condition(1)):
                change(g, v, depth - 1)
            if rng.random() < 0.3:
                with b.otherwise():
                    change(g, v, depth - 1)
            g.owed.append(v)
        else:
            loop(g, ty, depth)


def change(g: Grammar, v: E, depth: int):
    """Another value for a variable."""
    e = g.variable(v.ty, depth)
    op = g.rng.choice(["=", "=", "+", "-", "*"])
    if op == "=":
        g.b.set(v, e if e.text != v.text else e + g.constant(v.ty))
    else:
        g.b.change(v, op, e)


def loop(g: Grammar, ty: str, depth: int):
    """A loop that ends: counted, or while something holds and a counter allows."""
    b, rng = g.b, g.rng
    v = g.var(g.leaf(ty))
    j = g.fresh()
    known = list(g.known)
    g.counters.add(j)
    if rng.random() < 0.75:
        bound = rng.choice([3, 4, 5, 8, 10, 16]) if rng.random() < 0.6 else b.scalar(f"m{j}", "i", "i32:1:12")
        with b.loop(j, 0, bound) as at:
            g.known.append(at)
            body(g, v, depth)
            if rng.random() < 0.2:
                with b.when(stop(g, v)):
                    b.line(["break;"], ["break;"])
    else:
        with b.loop(j, 0, rng.choice([16, 32, 50])) as at:
            with b.when(stop(g, v)):
                b.line(["break;"], ["break;"])
            g.known.append(at)
            body(g, v, depth)
    g.known = known
    g.owed.append(v)


def stop(g: Grammar, v: E) -> E:
    if v.ty == "f":
        return v > g.rng.choice([2.0, 4.0, 10.0, 100.0])
    return v > g.rng.choice([50, 100, 1000]) if v.ty == "i" else (v & g.rng.choice(g.stops)).eq(0)


def body(g: Grammar, v: E, depth: int):
    """What a loop does to its variable: it must not run away."""
    rng, b = g.rng, g.b
    if v.ty == "f":
        how = rng.randrange(4)
        if how == 0:
            b.change(v, "+", g.variable("f", depth - 1))
        elif how == 1:
            b.set(v, v * number(rng, -0.95, 0.95) + g.variable("f", depth - 1))
        elif how == 2:
            b.set(v, call(rng.choice(["min", "max"]), v, g.variable("f", depth - 1)))
        else:
            b.set(v, (v + g.variable("f", 0) / (call("abs", v) + 1.0)) * 0.5)
        return
    how = rng.randrange(4)
    if how == 0:
        b.change(v, "+", g.variable(v.ty, depth - 1))
    elif how == 1 and v.ty == "u":
        b.set(v, (v ^ (v >> rng.randrange(3, 20))) * (rng.randrange(2**31) | 1))
    elif how == 2:
        b.set(v, pick((v & 1).eq(0), v / 2 if v.ty == "u" else v >> 1, v * 3 + 1))
    else:
        b.set(v, (v << rng.choice([1, 2, 3, 5])) ^ g.variable(v.ty, 1))


def finish(b: Build) -> Kernel:
    """Without parameters that nothing reads."""
    text = "\n".join(b.lines_c)
    b.params = [p for p in b.params if used(p.name, text) or isinstance(p, Buffer) and p.access != "read"]
    return b.done()


class Whole(Grammar):
    """Of integers alone, which reach anything: conditions and limits are on a few bits of them, so that
    both outcomes occur; no operator takes the same value twice."""

    stops = [31, 63, 127]

    def apart(self, a: E, b: E) -> E:
        return self.constant(a.ty) if a.text == b.text else b

    def few(self, e: E) -> tuple[E, int]:
        """Some bits of a value, and how far they reach."""
        bits = self.rng.choice([3, 4, 5, 6, 8])
        e = e >> self.rng.choice([8, 16, 20, 24]) if e.ty == "u" and self.rng.random() < 0.2 else e
        return e & (2**bits - 1), 2**bits - 1

    def integer(self, ty: str, d: int) -> E:
        rng = self.rng
        r = rng.random()
        if r < 0.5:
            a = self.of(ty, d)
            return binary(rng.choice("+++--**&|^^"), a, self.apart(a, self.of(ty, d)))
        if r < 0.6:
            e, most = self.few(self.variable(ty, d))
            if rng.random() < 0.7:
                return call(rng.choice(["min", "max"]), e, rng.randrange(most // 4 + 1, most - most // 4))
            low, high = sorted(rng.sample(range(1, most), 2))
            return call("clamp", e, low, high)
        if r < 0.64:
            a, b = self.named(ty), self.named(ty)
            if a is not None and b is not None and a.text != b.text and not {a.text, b.text} & self.counters:
                return call(rng.choice(["min", "max"]), a, b)
        return super().integer(ty, d)

    def condition(self, d: int) -> E:
        rng = self.rng
        whole = [e for e in self.known if e.ty in ("i", "u") and e.text not in self.counters]
        if not whole:
            return super().condition(d)
        a = rng.choice(whole)
        self.owed = [o for o in self.owed if o is not a]
        if rng.random() < 0.3:
            return (a & rng.choice([1, 1, 3, 7])).eq(0)
        others = [e for e in whole if e.ty == a.ty and e.text != a.text]
        if others and rng.random() < 0.2:
            b = rng.choice(others)
            self.owed = [o for o in self.owed if o is not b]
        elif a.ty == "i" and rng.random() < 0.5:
            b = lift(rng.choice([0, 1, 2, 5, -1, -3]), "i")
        else:
            a, most = self.few(a)
            b = lift(rng.randrange(most // 4 + 1, most - most // 4), a.ty)
        return rng.choice([a < b, a <= b, a > b, a >= b])


def element(family: str, types: str, outs: str, depth: tuple[int, int]):
    """One element in, one out, with anything between."""

    def draw(rng) -> Kernel:
        b = Build(rng, family)
        g = Grammar(b, math=0.12 if rng.random() < 0.2 else 0.0) if "f" in types else Whole(b)
        whole = rng.random() < 0.7
        ty = rng.choice(outs)
        in_place = rng.random() < 0.15
        out = b.out(ty, "n", gen=rng.choice(GEN[ty]) if in_place else None, access="read_write" if in_place else "write")
        scalars(g, rng.choice([0, 0, 1, 1, 2]), types)
        n = E("i", "n", "p.n") if whole else None
        with b.each(whole=whole) as i:
            if in_place:
                g.add(out[i])
            reads(g, i, n, rng.choice([1, 1, 1, 2, 2, 3]) - in_place, types)
            if rng.random() < 0.1:
                g.add(cast(ty, i) if ty != "f" else cast("f", i))
            if not g.known:
                g.add(cast(ty, i))
            steps(g, ty, rng.randrange(*depth))
            if rng.random() < 0.12 and not in_place:
                with b.when(g.condition(1)):
                    owed = list(g.owed)
                    b.store(out, i, g.result(ty, rng.randrange(*depth)))
                    g.owed = owed
                with b.otherwise():
                    b.store(out, i, g.result(ty, rng.randrange(*depth)))
            else:
                b.store(out, i, g.result(ty, rng.randrange(*depth)))
        return finish(b)

    return draw


def gathered_rows(rng) -> Kernel:
    """A loop over a row of a matrix, or over a second array, for each element."""
    b = Build(rng, "program_rows")
    g = Grammar(b, math=0.0)
    ty = rng.choice("fffiu")
    gen = "f32:-2:2" if ty == "f" else rng.choice(GEN[ty])
    a, out, m = b.buffer("a", ty, "n*m", gen), b.out(ty, "n"), b.size("m", "i32:1:20")
    scalars(g, rng.choice([0, 0, 1]), ty)
    by_column = rng.random() < 0.25
    with b.each(whole=True) as i:
        owed = list(g.owed)
        v = b.var("v", lift(rng.choice([0, 0, 1]) * (1.0 if ty == "f" else 1), ty) if rng.random() < 0.8 else a[i * m])
        with b.loop("j", 0, m) as j:
            e = g.add(a[j * E("i", "n", "p.n") + i] if by_column else a[i * m + j])
            if rng.random() < 0.5:
                e = g.add(b.buffer("x", ty, "m", gen)[j])
            if rng.random() < 0.3:
                e = g.let(g.paid(e))
            term = g.paid(g.variable(ty, rng.choice([0, 1, 1, 2])))
            how = rng.randrange(6)
            if how < 3:
                b.change(v, "+", term)
            elif how == 3:
                b.set(v, call(rng.choice(["min", "max"]), v, term))
            elif how == 4:
                with b.when(term > (0.0 if ty == "f" else 3)):
                    b.change(v, "+", term if rng.random() < 0.5 else lift(1.0 if ty == "f" else 1, ty))
            else:
                b.set(v, v * number(rng, 0.1, 0.95) + term if ty == "f" else v * 31 + term)
        g.known, g.owed = [v], owed
        b.store(out, i, g.result(ty, rng.choice([0, 0, 1, 2])))
    return finish(b)


def planes(rng) -> Kernel:
    """A plane from planes: points, neighbours with each kind of border, windows with weights."""
    b = Build(rng, "program_plane")
    g = Grammar(b, math=0.0)
    ty = rng.choice("fffiu")
    gen = rng.choice(GEN[ty])
    out = b.out(ty, "w*h")
    w, h = b.size("w"), b.size("h")
    how = rng.choice(["points", "four", "clamped", "window", "wrapped", "shift", "turn"])
    scalars(g, rng.choice([0, 0, 1]), ty)
    src = b.buffer("src", ty, "w*h", gen)
    if rng.random() < 0.25:
        b.buffer("more", ty, "w*h", gen)
    with b.grid() as (x, y):
        here = y * w + x
        if any(p.name == "more" for p in b.params):
            g.add(E(ty, f"more[{here.c[0]}]", f"more[{here.text}]"))
        if how == "points":
            g.add(src[here])
            if rng.random() < 0.4:
                g.add(cast(ty, rng.choice([x, y, x + y, x * y])))
        elif how == "four":
            inner = (x > 0).also(x < w - 1).also(y > 0).also(y < h - 1)
            with b.when(inner):
                owed = list(g.owed)
                for e in rng.sample([src[here - 1], src[here + 1], src[here - w], src[here + w], src[here]], rng.choice([2, 4, 4, 5])):
                    g.add(e)
                b.store(out, here, g.paid(g.variable(ty, 1)))
                g.owed = owed
            with b.otherwise():
                g.known = [src[here]] if not g.owed else g.owed + [src[here]]
                b.store(out, here, g.paid(src[here] if rng.random() < 0.6 else lift(0.0 if ty == "f" else 0, ty)))
        elif how in ("clamped", "wrapped", "shift"):
            places = [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (1, -1), (-1, 1), (0, 0), (2, 0), (0, 2)]
            for dx, dy in rng.sample(places, 1 if how == "shift" else rng.choice([2, 3, 4, 5])):
                g.add(src[near(y, dy, h, how) * w + near(x, dx, w, how)])
        elif how == "window":
            radius = rng.choice([1, 1, 2])
            v = b.var("sum", lift(0.0 if ty == "f" else 0, ty))
            weights = b.buffer("weights", ty, str((2 * radius + 1) ** 2), "f32:-1:1" if ty == "f" else None) if rng.random() < 0.5 else None
            with b.loop("dy", -radius, radius + 1) as dy, b.loop("dx", -radius, radius + 1) as dx:
                sx, sy = call("clamp", x + dx, 0, w - 1), call("clamp", y + dy, 0, h - 1)
                e = src[sy * w + sx]
                if weights:
                    e = e * weights[(dy + radius) * (2 * radius + 1) + dx + radius]
                b.change(v, "+", e)
            g.add(v, 2)
        else:
            g.add(src[rng.choice([x * h + y, (h - 1 - y) * w + x, y * w + (w - 1 - x), (h - 1 - y) * w + (w - 1 - x)])])
        if how != "four":
            steps(g, ty, 2)
            b.store(out, here, g.result(ty, rng.choice([0, 1, 1, 2, 3])))
    return finish(b)


def near(at: E, by: int, size: E, how: str) -> E:
    if by == 0:
        return at
    if how == "wrapped":
        return (at + size + by) % size if by < 0 else (at + by) % size
    return call("max", at + by, 0) if by < 0 else call("min", at + by, size - 1)


def pixels(rng) -> Kernel:
    """A picture: places warped, shapes and patterns measured, mixed, coloured."""
    b = Build(rng, "program_pixel")
    at = b.pixel()
    g = Grammar(b, math=0.15 if rng.random() < 0.4 else 0.0)
    if rng.random() < 0.5:
        g.add(b.scalar("time", "f", "f32:0:4"))
    q = at
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        how = rng.randrange(6)
        if how == 0:
            q = q * rng.choice([0.125, 0.25, 0.1, 0.05, 0.0625, 0.5])
        elif how == 1:
            q = q - vec("f2", float(rng.randrange(4, 24)), float(rng.randrange(4, 16)))
        elif how == 2:
            q = call("fract", b.let(g.fresh(), q * rng.choice([0.1, 0.25, 0.5]))) - 0.5
        elif how == 3:
            c, s = rng.choice([(0.8, 0.6), (0.6, 0.8), (0.96, 0.28), (0.5, 0.75)])
            q = b.let(g.fresh(), q)
            q = vec("f2", q.x * c - q.y * s, q.x * s + q.y * c)
        elif how == 4:
            q = call("abs", q)
        else:
            q = q * 2.0 - 1.0
        q = b.let(g.fresh(), q)
    if q is at:
        q = b.let(g.fresh(), at * rng.choice([0.1, 0.05, 0.25]))
    g.add(q.x), g.add(q.y)
    for _ in range(rng.choice([1, 1, 2, 3])):
        how = rng.randrange(7)
        centre = vec("f2", number(rng, -2, 8, 1), number(rng, -2, 8, 1))
        if how == 0:
            e = length(q - centre) - number(rng, 0.3, 4, 1)
        elif how == 1:
            e = dot(q, vec("f2", number(rng, -1, 1), number(rng, -1, 1)))
        elif how == 2:
            e = 1.0 - call("smoothstep", number(rng, 0, 1, 1), number(rng, 1.5, 4, 1), length(q - centre))
        elif how == 3:
            cell = b.let(g.fresh(), cast("i", call("floor", q)))
            e = pick(((cell.x + cell.y) & 1).eq(0), 1.0, number(rng, 0.1, 0.9))
        elif how == 4:
            cell = b.let(g.fresh(), cast("u", cast("i", call("floor", q * float(rng.randrange(1, 6))))))
            mixed = b.let(g.fresh(), (cell.x * (rng.randrange(2**31) | 1)) ^ (cell.y * (rng.randrange(2**31) | 1)))
            e = cast("f", ((mixed ^ (mixed >> rng.randrange(10, 17))) * (rng.randrange(2**31) | 1)) >> 8) * (1 / 2**24)
        elif how == 5:
            z = b.var(g.fresh(), q * number(rng, 0.1, 0.5))
            count = b.var(g.fresh(), lift(0.0, "f"))
            c = vec("f2", number(rng, -1, 1), number(rng, -1, 1))
            with b.loop(g.fresh(), 0, rng.choice([8, 12, 16, 24])):
                with b.when(dot(z, z) > 4.0):
                    b.line(["break;"], ["break;"])
                b.set(z, vec("f2", z.x * z.x - z.y * z.y, z.x * z.y * 2.0) + c)
                b.change(count, "+", 1.0)
            e = count * rng.choice([0.0625, 0.125, 0.05])
        else:
            e = g.variable("f", 2)
        g.let(e)
    value = b.let(g.fresh(), call("clamp", g.result("f", rng.choice([1, 2, 2, 3])), 0.0, 1.0))
    if rng.random() < 0.35:
        return strip(b, b.shade(value))
    tints = [vec("f3", *(rng.choice(FLOATS[:8] + [0.9, 0.6]) for _ in range(3))) for _ in range(2)]
    if rng.random() < 0.5:
        return strip(b, b.shade(colour(call("mix", *tints, value))))
    return strip(b, b.shade(colour(tints[0] * value)))


def strip(b: Build, kernel: Kernel) -> Kernel:
    kernel.params = [p for p in kernel.params if not isinstance(p, Scalar) or used(p.name, kernel.c)]
    return kernel


FAMILIES = {
    "program_float": element("program_float", "f", "f", (1, 4)),
    "program_signed": element("program_signed", "i", "i", (1, 4)),
    "program_unsigned": element("program_unsigned", "u", "u", (1, 4)),
    "program_mixed": element("program_mixed", "ffiu", "fiu", (1, 4)),
    "program_short": element("program_short", "ffiu", "fiu", (0, 2)),
    "program_rows": gathered_rows,
    "program_plane": planes,
    "program_pixel": pixels,
}
