"""Pixels from coordinates: gradients, shapes, fractals, checks and noise. One f32 a pixel, or a
packed colour."""

from .kernel import Buffer, Kernel, Scalar, used

GUARD = "if (id.x >= p.w || id.y >= p.h) {\n    return;\n}\n"


def pixel(rng, family: str, c: str, w: str, params: list[Scalar], returns: str = "f") -> Kernel:
    """`c` computes `v`; `w` does from `at`, a pixel's middle."""
    size = [Scalar("w", "u"), Scalar("h", "u")]
    middle = "let at = vec2<f32>(id.xy) + 0.5;\n" if used("at", w) else ""
    text = f"{GUARD}{middle}{w}\nout[id.y * p.w + id.x] = v;"
    out = Buffer("out", returns, "write", "w*h")
    case = {"w": rng.choice([24, 32, 40]), "h": rng.choice([16, 24])}
    return Kernel(family, [*params, out], ["out"], ["w", "h"], f"{c}\nreturn v;", text, abi="pixel", index=["x", "y"],
                  leading=size, returns=returns, workgroup=(8, 8), cases=[case])


def shape(rng) -> Kernel:
    """A signed distance to circles and boxes, with a soft edge."""
    params = [Scalar("cx", "f", "f32:4:24"), Scalar("cy", "f", "f32:4:16"), Scalar("r", "f", "f32:2:10")]
    soft = rng.choice([1.0, 1.5, 2.0, 4.0])
    circle = rng.random() < 0.6
    if circle:
        c = "float dx = x - cx, dy = y - cy;\nfloat d = __builtin_sqrtf(dx * dx + dy * dy) - r;\n"
        w = "let d = length(at - vec2<f32>(p.cx, p.cy)) - p.r;\n"
    else:
        c = "float dx = __builtin_fabsf(x - cx) - r, dy = __builtin_fabsf(y - cy) - r;\nfloat d = maxf(dx, dy);\n"
        w = "let q = abs(at - vec2<f32>(p.cx, p.cy)) - vec2<f32>(p.r);\nlet d = max(q.x, q.y);\n"
    ring = rng.random() < 0.3
    if ring:
        c, w = c + "d = __builtin_fabsf(d) - 1.0f;\n", w.replace("let d =", "let e =") + "let d = abs(e) - 1.0;\n"
    if rng.random() < 0.5:
        c, w = c + f"float v = clampf(0.5f - d / {soft}f, 0.0f, 1.0f);", w + f"let v = clamp(0.5 - d / {soft}, 0.0, 1.0);"
    else:
        c, w = c + f"float v = 1.0f - smoothstepf(0.0f, {soft}f, d);", w + f"let v = 1.0 - smoothstep(0.0, {soft}, d);"
    return pixel(rng, "shape", c, w, params)


def gradient(rng) -> Kernel:
    """A value that changes along a direction, folded or repeated."""
    a, b = round(rng.uniform(0.01, 0.12), 3), round(rng.uniform(0.01, 0.12), 3)
    fold = rng.choice(["fract", "clamp", "wave", "steps"])
    c = f"float t = x * {a}f + y * {b}f;\n"
    w = f"let t = dot(at, vec2<f32>({a}, {b}));\n"
    tail = {
        "fract": ("float v = fractf(t);", "let v = fract(t);"),
        "clamp": ("float v = clampf(t, 0.0f, 1.0f);", "let v = clamp(t, 0.0, 1.0);"),
        "wave": ("float v = __builtin_fabsf(fractf(t) * 2.0f - 1.0f);", "let v = abs(fract(t) * 2.0 - 1.0);"),
        "steps": ("float v = __builtin_floorf(t * 4.0f) * 0.25f;", "let v = floor(t * 4.0) * 0.25;"),
    }[fold]
    return pixel(rng, "gradient", c + tail[0], w + tail[1], [])


def fractal(rng) -> Kernel:
    """Iterations until a point escapes: Mandelbrot, Julia, burning ship."""
    how = rng.choice(["mandelbrot", "julia", "ship"])
    most = rng.choice([16, 24, 32, 48])
    ox, oy, s = round(rng.uniform(-2.2, -1.5), 2), round(rng.uniform(-1.3, -0.8), 2), rng.choice([0.0625, 0.09375, 0.125])
    jx, jy = round(rng.uniform(-0.8, 0.4), 3), round(rng.uniform(-0.7, 0.7), 3)
    c = f"float px = {ox}f + x * {s}f, py = {oy}f + y * {s}f;\n"
    w = f"let c = vec2<f32>({ox}, {oy}) + at * {s};\n"
    if how == "julia":
        c += f"float zx = px, zy = py;\nint i = 0;\nwhile (i < {most} && zx * zx + zy * zy <= 4.0f) {{\n    float t = zx * zx - zy * zy + ({jx}f);\n    zy = 2.0f * zx * zy + ({jy}f);\n"
        w += f"var z = c;\nvar i = 0u;\nwhile (i < {most}u && dot(z, z) <= 4.0) {{\n    z = vec2<f32>(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y) + vec2<f32>({jx}, {jy});\n"
    else:
        zy = "__builtin_fabsf(zx * zy)" if how == "ship" else "zx * zy"
        zy_w = "abs(z.x * z.y)" if how == "ship" else "z.x * z.y"
        c += f"float zx = 0.0f, zy = 0.0f;\nint i = 0;\nwhile (i < {most} && zx * zx + zy * zy <= 4.0f) {{\n    float t = zx * zx - zy * zy + px;\n    zy = 2.0f * {zy} + py;\n"
        w += f"var z = vec2<f32>(0.0);\nvar i = 0u;\nwhile (i < {most}u && dot(z, z) <= 4.0) {{\n    z = vec2<f32>(z.x * z.x - z.y * z.y, 2.0 * {zy_w}) + c;\n"
    c += "    zx = t;\n    i++;\n}\nunsigned v = (unsigned)i;"
    w += "    i++;\n}\nlet v = i;"
    return pixel(rng, "fractal", c, w, [], "u")


def checks(rng) -> Kernel:
    """A colour for each cell, by its number's bits or hash."""
    size = rng.choice([2, 3, 4, 5, 8])
    one, two = rng.randrange(2**24) | 0xFF000000, rng.randrange(2**24) | 0xFF000000
    c = f"int cx = (int)x / {size}, cy = (int)y / {size};\n"
    w = f"let cell = vec2<i32>(id.xy) / {size};\n"
    if rng.random() < 0.5:
        c += f"unsigned v = ((cx + cy) & 1) ? {one}u : {two}u;"
        w += f"let v = select({two}u, {one}u, ((cell.x + cell.y) & 1) != 0);"
    else:
        k, r = rng.randrange(2**31) | 1, rng.randrange(7, 20)
        c += f"unsigned k = (unsigned)(cx * 57 + cy * 131);\nk = (k ^ k >> {r}) * {k}u;\nunsigned v = k >> 8 | 0xff000000u;"
        w += f"let a = u32(cell.x * 57 + cell.y * 131);\nlet k = (a ^ (a >> {r}u)) * {k}u;\nlet v = (k >> 8u) | 4278190080u;"
    return pixel(rng, "checks", c, w, [], "u")


FAMILIES = {"shape": shape, "gradient": gradient, "fractal": fractal, "checks": checks}
