"""Plain drafts written anew: what is put in place of what, and what is left alone."""

import random
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import augment  # noqa: E402
import idioms  # noqa: E402
import splice  # noqa: E402
import wgsl  # noqa: E402

BUFFERS = """\
@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params { n: i32, s: f32 }
@group(0) @binding(2) var<uniform> p: Params;

"""
HEAD = "@compute @workgroup_size(64)\nfn main(@builtin(global_invocation_id) id: vec3<u32>) {\n"
GUARD = "    let i = i32(id.x);\n    if (i >= p.n) {\n        return;\n    }\n"


def kernel(*lines: str) -> str:
    return BUFFERS + HEAD + GUARD + "".join(f"    {line}\n" for line in lines) + "}\n"


def body(text: str) -> list[str]:
    return [line.strip() for line in text.split(GUARD)[1].splitlines()[:-1]]


class Idioms(unittest.TestCase):
    def graft(self, plain: list[str], source: list[str]) -> list[str]:
        text, self.how = idioms.rewritten(kernel(*plain), kernel(*source), ["n"])
        return body(text)

    def test_the_source_shows_the_idiom_and_the_plain_draft_its_names(self):
        plain = ["let t0 = a[i] * p.s;", "let t1 = t0 > 2.0;", "out[i] = select(select(t0, 2.0, t1), -1.0, t0 < -1.0);"]
        source = ["let q = p.s * a[i];", "out[i] = clamp(q, -1.0, 2.0);"]
        self.assertEqual(self.graft(plain, source), ["let t0 = a[i] * p.s;", "out[i] = clamp(t0, -1.0, 2.0);"])
        self.assertEqual(self.how, "grafted")

    def test_vectors_are_put_together_from_the_plain_drafts_names(self):
        plain = ["let t0 = a[i] - 1.5;", "let t1 = a[i + 1] - 2.5;", "out[i] = sqrt(t0 * t0 + t1 * t1);"]
        source = ["let v = vec2<f32>(a[i] - 1.5, a[i + 1] - 2.5);", "out[i] = length(v);"]
        self.assertEqual(self.graft(plain, source)[-1], "out[i] = length(vec2<f32>(t0, t1));")

    def test_a_packed_colour_takes_the_channels_that_are_there(self):
        byte = "select(min({0}, 1.0) * 255.0 + 0.5, 0.5, {0} < 0.0)"
        plain = ["let t0 = a[i] * 0.75 + 0.3;", "let t1 = a[i] * 0.25 + 0.2;", f"let t2 = {byte.format('t0')};", f"let t3 = {byte.format('t1')};",
                 "out[i] = f32(u32(i32(t2) | (i32(t3) << 8u)));"]  # fmt: skip
        source = ["let c = mix(vec2<f32>(0.3, 0.2), vec2<f32>(1.05, 0.45), a[i]);", "out[i] = f32(pack4x8unorm(vec4<f32>(c, 0.0, 0.0)));"]
        self.assertEqual(self.graft(plain, source), [*plain[:2], "out[i] = f32(pack4x8unorm(vec4<f32>(t0, t1, 0.0, 0.0)));"])

    def test_a_constant_that_nothing_shows_is_not_asked_for(self):
        plain = ["let t0 = (a[i] + -0.3) / 0.4;", "let t1 = min(max(t0, 0.0), 1.0);", "out[i] = t1 * t1 * (3.0 - (t1 + t1));"]
        source = ["out[i] = smoothstep(0.3, 0.7, a[i]);"]
        self.assertEqual(self.graft(plain, source), plain)

    def test_what_is_another_value_stays(self):
        plain = ["out[i] = select(a[i], p.s, a[i] < p.s);"]
        self.assertEqual(self.graft(plain, ["out[i] = min(a[i], p.s);"]), plain)
        self.assertEqual(self.how, "plain")
        self.assertEqual(self.graft(plain, ["out[i] = max(a[i], p.s);"]), ["out[i] = max(a[i], p.s);"])

    def test_a_kernel_without_a_plain_draft_takes_its_names(self):
        text, how = idioms.rewritten(None, kernel("let sum = a[i];", "out[i] = sum + sum;"), ["n"])
        self.assertEqual((body(text), how), (["let t0 = a[i];", "out[i] = t0 + t0;"], "source"))

    def test_texts_come_back_as_they_were(self):
        text = kernel("var v0: f32 = 0.0;", "for (var j: i32 = 0; j < 4; j++) {", "    v0 += a[i * 4 + j] * (1.0 - p.s);", "}",
                      "let t0 = (u32(i) << 2u) ^ 7u;", "out[i] = -v0 * f32(t0 & 3u);")  # fmt: skip
        self.assertEqual(wgsl.text(wgsl.parse(text)), text)
        for bad in ("out[i] = ;", "out[i] = a[i] $ 2;", "out[i] = (a[i];"):
            with self.assertRaises(SyntaxError):
                wgsl.parse(kernel(bad))


class Copies(unittest.TestCase):
    PROMPT = "idiomatic of plain\nthreads s0\nb0 f32 read s0\nb1 f32 write s0\ns0 i32\n"

    def test_both_texts_change_alike(self):
        lines = ["@compute @workgroup_size(64)", "\tlet t0 = b0[i] * 3.25;", "\tlet t1 = t0 + 7.5;", "\tb1[i] = {};"]
        plain, target = ("\n".join(lines).format(end) for end in ("select(t1, 2.0, t1 > 2.0)", "min(t1, 2.0)"))
        changed = 0
        for seed in range(40):
            prompt, other = augment.copied(self.PROMPT + plain, target, splice.Pool(), random.Random(seed))
            before, after = prompt.split("\n")[5:], other.split("\n")
            self.assertEqual(before[:-1], after[:-1])
            name = after[-1].split("min(")[1].split(",")[0]
            self.assertEqual(before[-1], f"\tb1[i] = select({name}, 2.0, {name} > 2.0);")
            self.assertTrue(after[1].startswith("\tlet t0 = ") and after[2].startswith("\tlet t1 = "))
            changed += other != target
        self.assertGreater(changed, 10)

    def test_what_an_idiom_says_stays(self):
        lines = ["\tlet t0 = b0[i] * 3.25;", "\tlet t1 = t0 > 2.0;", "\tb0[i] = select(1.0, 2.0, t1);", "\tb1[i] = {};"]
        plain, target = ("\n".join(lines).format(end) for end in ("select(t0, 2.0, t1)", "min(t0, 2.0)"))
        changed = 0
        for seed in range(60):
            _, other = augment.copied(self.PROMPT + plain, target, splice.Pool(), random.Random(seed))
            self.assertIn(lines[1], other)
            changed += lines[0] not in other
        self.assertGreater(changed, 10)

    def test_values_change_their_numbers_in_both(self):
        plain = "@compute\n\tlet t0 = b0[i];\n\tlet t1 = b0[i + 1];\n\tb1[i] = select(t1, t0, t0 > t1);"
        seen = set()
        for seed in range(20):
            prompt, target = augment.relabelled(self.PROMPT + plain, plain.replace("select(t1, t0, t0 > t1)", "max(t0, t1)"), random.Random(seed))
            a, b = (line.split()[1] for line in target.split("\n")[1:3])
            self.assertNotEqual(a, b)
            self.assertIn(f"max({a}, {b})", target)
            self.assertIn(f"select({b}, {a}, {a} > {b})", prompt)
            seen.add((a, b))
        self.assertGreater(len(seen), 3)

    def test_helpers_follow_their_buffers(self):
        plain = "fn get_b0_8(i: u32) -> u32 {\n\treturn b0[i];\n}\n@compute\n\tb1[i] = get_b0_8(i);"
        prompt, target = augment.renamed(self.PROMPT + plain, plain, random.Random(5))
        self.assertIn("\treturn b1[i];", target)
        self.assertIn("\tb0[i] = get_b1_8(i);", target)
        self.assertTrue(prompt.endswith(target))

    def test_statements_of_other_kernels_stand_in_both(self):
        lines = ["\tlet t0 = b0[i];", "\tfor (var j = 0; j < p.s0; j++) {", "\t\tb1[j] = t0 * 3.5;", "\t}"]
        other = "\n".join(["fn main() {", *lines, "}", ""])
        pool = splice.Pool()
        pool.add(self.PROMPT + other, other, random.Random(0))
        plain = "fn main() {\n\tlet t0 = b0[i];\n\tlet t1 = b0[i + 1];\n\tb1[i] = select(t1, t0, t0 > t1);\n}\n"
        seen = set()
        for seed in range(40):
            target = plain.replace("select(t1, t0, t0 > t1)", "max(t0, t1)")
            prompt, target = splice.with_run(self.PROMPT + plain, target, pool, random.Random(seed))
            mine, theirs = prompt[len(self.PROMPT) :].splitlines(), target.splitlines()
            self.assertEqual(len(mine), len(theirs))
            self.assertEqual(sum(a != b for a, b in zip(mine, theirs)), 1, target)
            self.assertEqual(target.count("{"), target.count("}"))
            seen.add(len(mine))
        self.assertEqual(seen & {6, 7, 8, 9}, {6, 8, 9})

    def test_a_line_assigns_what_another_kernel_computes(self):
        pool = splice.Pool()
        other = "fn main() {\n\tlet t7 = b3[i] * p.s4;\n}\n"
        pool.add(self.PROMPT + other, other, random.Random(0))
        names = ["b0", "p.s0", "t1"]
        self.assertEqual(augment.spliced("\tlet t2 = t1;", names, pool, random.Random(0)), "\tlet t2 = b0[i] * p.s0;")
        self.assertEqual(augment.spliced("\treturn;", names, pool, random.Random(0)), "\treturn;")


if __name__ == "__main__":
    unittest.main()
