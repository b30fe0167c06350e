"""A plain draft, written as a person would: wherever it computes what the kernel's own source says in a
shorter way, that stands instead. All else is left as it is, word for word: names, order, control flow.

What is the same is told by running both (`traces`); the result still has to pass the verifier.
"""

import argparse
import multiprocessing
import os
import re
from collections import Counter
from pathlib import Path

import wgsl
from graft import Grafter
from traces import Tracer, Untraceable
from wgsl import Node


def renamed(body: list, names: dict, used: set) -> None:
    """Names as `lower` gives them: t0, t1, … for values, v0, v1, … for variables, i, j, k for counters. `used`
    collects them; a name that an index gives its value stays."""
    names = dict(names)
    for s in body:
        for e in s.exprs if s.kind != "for" else ():
            rename(e, names)
        if s.kind in ("let", "var"):
            names[s.name] = s.name = s.name if s.name in ("i", "x", "y") and s.kind == "let" else fresh("t" if s.kind == "let" else "v", used)
            used.add(s.name)
        inside = dict(names)
        if s.kind == "for":
            first, last = s.head
            for e in first.exprs:
                rename(e, names)
            inside[first.name] = first.name = next((c for c in "ijklm" if c not in used), None) or fresh("i", used)
            used.add(first.name)
            for e in [*s.exprs, *last.exprs]:
                rename(e, inside)
        for block in s.blocks:
            renamed(block, inside, used)
        if s.kind == "for":
            used.discard(s.head[0].name)


def fresh(letter: str, used: set) -> str:
    return next(f"{letter}{n}" for n in range(10_000) if f"{letter}{n}" not in used)


def rename(node: Node, names: dict) -> None:
    if node.kind == "name":
        node.text = names.get(node.text, node.text)
    for kid in node.kids:
        rename(kid, names)


def rewritten(plain: str | None, source: str, threads: list[str]) -> tuple[str, str]:
    """What a model is to write, and how it came about.

    `grafted`: the plain draft with the source's idioms. `plain`: the plain draft, as it has none to take, or can't
    be run here. `source`: the source with `lower`'s names, where there is no plain draft. `given`: the
    source as it is.
    """
    try:
        if plain is None:
            own = wgsl.parse(source)
            renamed(own.body, {}, set())
            return wgsl.text(own), "source"
        a, b = wgsl.parse(plain), wgsl.parse(source)
        runs = Tracer(a, snapshots=True), Tracer(b)
        for run in runs:
            run.run(threads)
        grafter = Grafter(a, b)
        module = grafter.graft()
    except (Untraceable, ArithmeticError, LookupError, TypeError, ValueError, SyntaxError, RecursionError):
        return (source, "given") if plain is None else (plain, "plain")
    return (wgsl.text(module), "grafted") if grafter.done else (plain, "plain")


def one(task: tuple) -> str:
    """Rewrites the draft of one kernel in place; its first form stays beside it."""
    drawn, name = task
    draft, first, plain = (drawn / folder / f"{name}.wgsl" for folder in ("drafts", "sources", "plain"))
    if not first.exists():
        first.write_text(draft.read_text(encoding="utf-8"), encoding="utf-8")
    unit, export = name.split("%3A")
    contract = (drawn / "kernels" / f"{unit}.{export}.toml").read_text(encoding="utf-8")
    threads = re.findall(r'"(.*?)"', re.search(r"^threads = (.*)$", contract, re.M)[1])
    told_plain = plain.read_text(encoding="utf-8") if plain.exists() else None
    text, how = rewritten(told_plain, first.read_text(encoding="utf-8"), threads)
    draft.write_text(text, encoding="utf-8")
    return how


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes drawn drafts anew, on the plain ones of `w2gpu-tui draft --unjudged`.")
    parser.add_argument("drawn", type=Path, help="what generate.py drew, with `lower`'s drafts in DRAWN/plain")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    (options.drawn / "sources").mkdir(exist_ok=True)
    tasks = [(options.drawn, file.stem) for file in sorted((options.drawn / "drafts").glob("*.wgsl"))]
    with multiprocessing.Pool(options.jobs) as pool:
        counts = Counter(pool.imap_unordered(one, tasks, chunksize=16))
    print(", ".join(f"{how} {count}" for how, count in counts.most_common()))


if __name__ == "__main__":
    main()
