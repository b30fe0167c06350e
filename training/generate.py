#!/usr/bin/env python3
"""Draws kernels and compiles their C: what `w2gpu-tui` verifies before any of it becomes a pair.

    python3 training/generate.py --seed 1 --count 20000 --out drawn

writes, for units of up to 64 kernels, `drawn/kernels/UNIT.wasm` with a sidecar for each export
(`UNIT.EXPORT.toml`), `drawn/drafts/UNIT%3AEXPORT.wgsl` (as `w2gpu-tui verify drawn/kernels drawn/drafts`
looks for them), and `drawn/drawn.jsonl`, one object a kernel. The same seed and count give the same kernels; units whose line is there already are left alone. Needs clang and wasm-ld.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from families import FAMILIES  # noqa: E402
from families.build import BUILD_PRELUDE  # noqa: E402
from families.shown import Unshown  # noqa: E402
from families.tree import PRELUDE  # noqa: E402

UNIT = 64
# How often a family is drawn, where that is not once: grammars say more than templates.
WEIGHTS = {"program_float": 5, "program_signed": 4, "program_unsigned": 4, "program_mixed": 5, "program_short": 6, "program_rows": 4,
           "program_plane": 5, "program_pixel": 8, "program_scene": 2, "program_tree": 3, "program_until": 3, "program_gather": 4,
           "program_invocation": 4}  # fmt: skip
DRAWS = 1000  # of one kernel
LEVELS = ["-O0", "-O1", "-Os", "-O2", "-O2", "-O3"]
# Helpers are no functions of their own, whatever the level.
INLINE = "#define inline inline __attribute__((always_inline))\n"
COMMON = ["--target=wasm32", "-nostdlib", "-ffreestanding", "-fwrapv", "-ffp-contract=off", "-fno-vectorize",
          "-fno-slp-vectorize", "-Wno-everything"]


class BuildError(Exception):
    """A unit that a compiler refuses. (A worker that exits would leave its pool waiting.)"""


def held_out(path: Path) -> set[str]:
    """Families that only measure."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    names = {line for line in lines if line}
    unknown = names - FAMILIES.keys()
    if unknown:
        raise SystemExit(f"{path}: no family {', '.join(sorted(unknown))}; there are {', '.join(FAMILIES)}")
    return names


def unit(number: int, seed: int, count: int, names: list[str]) -> tuple[str, list]:
    """Kernels of a unit: (name, family, kernel)."""
    rng = random.Random(f"{seed}/{number}")
    label = f"u{number:06d}"
    drawn = []
    for at in range(count):
        family = names[rng.randrange(len(names))]
        drawn.append((f"k{at}", family, draw(FAMILIES[family], rng)))
    return label, drawn


def draw(family, rng: random.Random):
    """A kernel of which the compiler leaves every part."""
    for _ in range(DRAWS):
        with contextlib.suppress(Unshown):
            return family(rng)
    raise BuildError(f"{DRAWS} kernels in a row that a compiler folds")


def build(task: tuple) -> list[dict]:
    """Draws, compiles and writes a unit; its lines of `drawn.jsonl`."""
    number, seed, count, names, out, withheld = task
    label, drawn = unit(number, seed, count, names)
    rng = random.Random(f"{seed}/{number}/build")
    level = rng.choice(LEVELS)
    flags = [level] + (["-fno-unroll-loops"] if rng.random() < 0.7 else [])
    stripped = rng.random() < 0.5
    with tempfile.TemporaryDirectory() as folder:
        source, objects = Path(folder) / "k.c", Path(folder) / "k.o"
        source.write_text(INLINE + PRELUDE + BUILD_PRELUDE + "".join(kernel.c_text(name) for name, _, kernel in drawn), encoding="utf-8")
        run(["clang", *COMMON, *flags, "-c", str(source), "-o", str(objects)], label)
        wasm = out / "kernels" / f"{label}.wasm"
        exports = [f"--export={name}" for name, _, _ in drawn]
        run(["wasm-ld", "--no-entry", "--allow-undefined", *exports, *(["--strip-all"] if stripped else []), str(objects), "-o", str(wasm)], label)
    lines = []
    for name, family, kernel in drawn:
        (out / "kernels" / f"{label}.{name}.toml").write_text(kernel.contract(name), encoding="utf-8")
        (out / "drafts" / f"{label}%3A{name}.wgsl").write_text(kernel.wgsl_text(), encoding="utf-8")
        lines.append({"id": f"{label}:{name}", "family": family, "held_out": family in withheld, "flags": flags})
    return lines


def run(command: list[str], label: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        raise BuildError(f"{label}: {command[0]} failed\n{done.stderr[:2000]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True, help="kernels")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--families", help="names with commas between, repeated for weight; all that train, weighted, otherwise")
    parser.add_argument("--held-out", action="store_true", help="those that only measure instead")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    withheld = held_out(Path(__file__).with_name("heldout.txt"))
    names = sorted(withheld) if options.held_out else sorted(FAMILIES.keys() - withheld)
    weighted = [name for name in names for _ in range(WEIGHTS.get(name, 1))]
    if options.families:
        asked = options.families.split(",")
        wrong = [name for name in asked if name not in names]
        if wrong:
            raise SystemExit(f"{', '.join(wrong)}: not among {', '.join(names)}")
        weighted = asked
    for folder in ("kernels", "drafts"):
        (options.out / folder).mkdir(parents=True, exist_ok=True)
    index = options.out / "drawn.jsonl"
    done = set()
    if index.exists():
        done = {json.loads(line)["id"].split(":")[0] for line in index.read_text(encoding="utf-8").splitlines()}
    tasks = []
    for number in range(-(-options.count // UNIT)):
        if f"u{number:06d}" not in done:
            count = min(UNIT, options.count - number * UNIT)
            tasks.append((number, options.seed, count, weighted, options.out, withheld))
    with multiprocessing.Pool(options.jobs) as pool, index.open("a", encoding="utf-8") as file:
        for lines in pool.imap_unordered(build, tasks):
            file.write("".join(json.dumps(line) + "\n" for line in lines))
            file.flush()
    print(f"{options.count} kernels of {len(set(weighted))} families in {options.out}")


if __name__ == "__main__":
    try:
        main()
    except BuildError as error:
        sys.exit(str(error))
