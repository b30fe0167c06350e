"""One element in, one out: arithmetic, branches, idioms."""

from .grammar import Draw
from .kernel import Buffer, Kernel, Scalar, each, pruned
from .tree import Expr, call, const, name, strip

GEN = {"f": None, "i": "i32:-1000:1000", "u": "u32"}
NAMES = ["x", "y", "a", "b", "src", "data", "left", "right"]


def inputs(rng, ty: str, count: int) -> list[Buffer]:
    names = rng.sample(NAMES, count)
    return [Buffer(n, ty, "read", "n", GEN[ty]) for n in names]


def scalars(rng, ty: str, count: int) -> list[Scalar]:
    return [Scalar(f"{n}", ty, "f32:-2:2" if ty == "f" else GEN[ty]) for n in rng.sample(["k", "s", "t", "gain"], count)]


def leaves(buffers: list[Buffer], params: list[Scalar], index: str = "i") -> list[Expr]:
    own = [name(b.ty, f"{b.name}[{index}]") for b in buffers]
    return own + [name(s.ty, s.name, f"p.{s.name}") for s in params]


def shuffled(rng, params: list) -> list:
    params = list(params)
    rng.shuffle(params)
    return params


def finish(rng, family: str, ty: str, buffers, params, c: str, w: str, out: str = "out", access: str = "write") -> Kernel:
    """A map over n elements in the whole-loop or the one-element form."""
    result = Buffer(out, ty, access, "n", GEN[ty])
    c, w, kept = pruned(c.split("\n"), w.split("\n"), [*buffers, *params])
    buffers = [p for p in kept if isinstance(p, Buffer)]
    params = [p for p in kept if isinstance(p, Scalar)]
    if rng.random() < 0.7:
        c, w = each(c, w)
        every = shuffled(rng, [Scalar("n", "i"), *buffers, *params, result])
        return Kernel(family, every, [out], ["n"], c, w, workgroup=(rng.choice([64, 64, 128, 256]),))
    every = shuffled(rng, [*buffers, *params, result])
    w = f"let i = i32(id.x);\nif (i >= p.n) {{\n    return;\n}}\n{w}"
    return Kernel(family, every, [out], ["n"], c, w, abi="invocation", index=["i"], leading=[Scalar("n", "i")])


def arithmetic(family: str, ty: str):
    def draw(rng) -> Kernel:
        buffers, params = inputs(rng, ty, rng.choice([1, 1, 2, 2, 3])), scalars(rng, ty, rng.choice([0, 0, 1, 2]))
        scope = leaves(buffers, params)
        draws = Draw(rng, scope)
        c, w = [], []
        for at in range(rng.choice([0, 0, 1, 1, 2])):
            e = draws.of(ty, rng.randrange(1, 4))
            bare_c, bare_w = strip(e)
            kind = {"f": "float", "i": "int", "u": "unsigned"}[ty]
            c.append(f"{kind} v{at} = {bare_c};")
            w.append(f"let v{at} = {bare_w};")
            draws.leaves = [*draws.leaves, name(ty, f"v{at}"), name(ty, f"v{at}")]
        bare_c, bare_w = strip(draws.of(ty, rng.randrange(1, 4)))
        return finish(rng, family, ty, buffers, params, "\n".join([*c, f"out[i] = {bare_c};"]), "\n".join([*w, f"out[i] = {bare_w};"]))

    return draw


def branches(rng) -> Kernel:
    """A value that depends on where its input lies: if, else if, else."""
    ty = rng.choice("ffi")
    buffers, params = inputs(rng, ty, rng.choice([1, 2])), scalars(rng, ty, rng.choice([0, 1]))
    draws = Draw(rng, leaves(buffers, params))
    first = buffers[0].name
    kind = {"f": "float", "i": "int"}[ty]
    cuts = sorted(rng.sample([-2, -1, 0, 1, 2], rng.choice([1, 2])))
    c, w = f"{kind} v = {first}[i];\n{kind} r;\n", f"let v = {first}[i];\nvar r: {'f32' if ty == 'f' else 'i32'};\n"
    draws.leaves = [name(ty, "v"), *draws.leaves[1:], name(ty, "v")]
    for at, cut in enumerate(cuts):
        limit = const(ty, cut if ty == "f" else cut * 100)
        word = "if" if at == 0 else "} else if"
        a, b = strip(draws.of(ty, 2))
        c += f"{word} (v < {limit.c}) {{\n    r = {a};\n"
        w += f"{word} (v < {limit.w}) {{\n    r = {b};\n"
    a, b = strip(draws.of(ty, 2))
    c += f"}} else {{\n    r = {a};\n}}\nout[i] = r;"
    w += f"}} else {{\n    r = {b};\n}}\nout[i] = r;"
    return finish(rng, "branches", ty, buffers, params, c, w)


def in_place(rng) -> Kernel:
    """Updates what it reads, as BLAS does."""
    params, own = scalars(rng, "f", rng.choice([1, 2])), rng.choice(["y", "data", "acc"])
    buffers = [b for b in inputs(rng, "f", rng.choice([1, 2])) if b.name != own]
    draws = Draw(rng, [*leaves(buffers, params), name("f", f"{own}[i]"), name("f", f"{own}[i]")])
    a, b = strip(draws.of("f", rng.randrange(1, 3)))
    if f"{own}[i]" not in a:
        c, w = f"{own}[i] += {a};", f"{own}[i] += {b};"
    else:
        c, w = f"{own}[i] = {a};", f"{own}[i] = {b};"
    return finish(rng, "in_place", "f", buffers, params, c, w, out=own, access="read_write")


def eased(rng) -> Kernel:
    """Easing: clamp, smoothstep and mix between two signals."""
    buffers = inputs(rng, "f", 2)
    a, b = (name("f", f"{buffer.name}[i]") for buffer in buffers)
    low = round(rng.uniform(-2, 0.5), 2)
    edges = const("f", low), const("f", round(low + rng.uniform(0.5, 3), 2))
    t = call("smoothstep", *edges, a)
    form = rng.randrange(3)
    if form == 0:
        e = call("mix", b, const("f", rng.choice([0.0, 1.0, 2.0])), t)
    elif form == 1:
        e = call("mix", const("f", 0.5), b, t)
    else:
        e = call("clamp", call("mix", a, b, t), const("f", -1.0), const("f", 1.0))
    c, w = strip(e)
    return finish(rng, "eased", "f", buffers, [], f"out[i] = {c};", f"out[i] = {w};")


FAMILIES = {
    "map_float": arithmetic("map_float", "f"),
    "map_signed": arithmetic("map_signed", "i"),
    "map_unsigned": arithmetic("map_unsigned", "u"),
    "branches": branches,
    "in_place": in_place,
    "eased": eased,
}
