"""Random expressions over given leaves: float arithmetic that stays in a sane domain, and integers."""

from .tree import CALLS, Expr, binary, both, call, cast, compare, const, negate, pick, rotate

FLOATS = [0.25, 0.5, 1.5, 2.0, 3.0, 0.1, 0.75, 10.0, 0.3, 1.25]


class Draw:
    """Draws expressions; `leaves` are the names in scope, by type."""

    def __init__(self, rng, leaves: list[Expr]):
        self.rng = rng
        self.leaves = leaves

    def leaf(self, ty: str) -> Expr:
        known = [leaf for leaf in self.leaves if leaf.ty == ty]
        if known and self.rng.random() < 0.8:
            return self.rng.choice(known)
        if ty == "f":
            value = self.rng.choice(FLOATS) if self.rng.random() < 0.7 else round(self.rng.uniform(0.05, 4), 2)
            return const("f", value if self.rng.random() < 0.85 else -value)
        return const(ty, self.rng.choice([1, 2, 3, 5, 7, 8, 15, 16, 31, 255, self.rng.randrange(1, 1000)]))

    def condition(self, depth: int) -> Expr:
        ty = self.rng.choice([leaf.ty for leaf in self.leaves if leaf.ty != "b"])
        one = compare(self.rng.choice(["<", "<=", ">", ">="]), self.named(ty), self.leaf(ty))
        if one.c.count(one.c[1:-1].split(" ")[0]) > 1 and depth < 2:
            one = compare("<", self.named(ty), const(ty, 1))
        if depth > 1 and self.rng.random() < 0.2:
            return both(one, self.condition(0))
        return one

    def named(self, ty: str) -> Expr:
        return self.rng.choice([leaf for leaf in self.leaves if leaf.ty == ty])

    def has(self, ty: str) -> bool:
        return any(leaf.ty == ty for leaf in self.leaves)

    def float(self, depth: int) -> Expr:
        r = self.rng.random()
        if depth <= 0:
            return self.leaf("f")
        if r < 0.5:
            op = self.rng.choice("++--***")
            return binary(op, self.float(depth - 1), self.float(depth - 1))
        if r < 0.55:
            # A divisor that is never near zero.
            below = binary("+", call("abs", self.float(depth - 1)), const("f", self.rng.choice([0.5, 1.0, 2.0])))
            return binary("/", self.float(depth - 1), below)
        if r < 0.62:
            return call("sqrt", call("abs", self.float(depth - 1)))
        if r < 0.68:
            return call(self.rng.choice(["abs", "floor", "ceil", "trunc", "fract"]), self.variable("f", depth - 1))
        if r < 0.76:
            return call(self.rng.choice(["min", "max"]), self.variable("f", depth - 1), self.leaf("f"))
        if r < 0.84:
            low, high = sorted(self.rng.sample([-2.0, -1.0, 0.0, 0.25, 1.0, 2.0, 4.0], 2))
            return call("clamp", self.variable("f", depth - 1), const("f", low), const("f", high))
        if r < 0.9:
            return call("mix", self.leaf("f"), self.variable("f", depth - 1), self.leaf("f"))
        if r < 0.93 and self.has("i"):
            return cast("f", self.integer("i", depth - 1, small=True))
        if r < 0.95:
            return negate(self.variable("f", depth - 1))
        return pick(self.condition(depth - 1), self.float(depth - 1), self.float(depth - 1))

    def variable(self, ty: str, depth: int) -> Expr:
        """Not a constant."""
        for _ in range(8):
            e = self.float(depth) if ty == "f" else self.integer(ty, depth)
            if e.value is None:
                return e
        return self.named(ty)

    def integer(self, ty: str, depth: int, small: bool = False) -> Expr:
        r = self.rng.random()
        if depth <= 0:
            return self.leaf(ty)
        if small:
            return binary("&", self.variable(ty, depth - 1), const(ty, self.rng.choice([7, 15, 63, 255])))
        if r < 0.5:
            return binary(self.rng.choice("++-*"), self.integer(ty, depth - 1), self.leaf(ty))
        if r < 0.65:
            return binary(self.rng.choice("&|^"), self.variable(ty, depth - 1), self.leaf(ty))
        if r < 0.78:
            return binary(self.rng.choice(["<<", ">>"]), self.variable(ty, depth - 1), const(ty, self.rng.randrange(1, 28)))
        if r < 0.88:
            function = self.rng.choice(["min", "max"]) + ty
            return call(function, self.variable(ty, depth - 1), self.leaf(ty))
        if r < 0.92 and ty == "u":
            return self.rng.choice([lambda e: rotate(e, self.rng.randrange(1, 31)), lambda e: call("popcount", e)])(
                self.variable("u", depth - 1)
            )
        return pick(self.condition(depth - 1), self.integer(ty, depth - 1), self.integer(ty, depth - 1))

    def of(self, ty: str, depth: int) -> Expr:
        return self.variable(ty, depth)


assert all(len(row) == 4 for row in CALLS.values())
