#!/usr/bin/env python3
"""Verifies what `generate.py` drew and prints, by family, how many drafts are right and why the others
are not.

    python3 training/check_families.py drawn --program target/release/w2gpu-tui [--show 3]

A family below nine in ten is wrong in its WGSL, its ranges or its C: look at the reasons. Writes
`drawn/verdicts.jsonl`, one object a kernel, as `w2gpu-tui verify --json` prints them.
"""

import argparse
import collections
import json
import subprocess
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("drawn", type=Path)
    parser.add_argument("--program", default="w2gpu-tui")
    parser.add_argument("--seed", default="1", help="of the verifier's inputs")
    parser.add_argument("--show", type=int, default=2, help="reasons printed a family")
    options = parser.parse_args()
    lines = (options.drawn / "drawn.jsonl").read_text(encoding="utf-8").splitlines()
    families = {kernel["id"]: kernel["family"] for kernel in map(json.loads, lines)}
    command = [options.program, "verify", str(options.drawn / "kernels"), str(options.drawn / "drafts"), "--json",
               "--seed", options.seed, "--counterexamples", str(options.drawn / "counterexamples")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise SystemExit(done.stderr)
    (options.drawn / "verdicts.jsonl").write_text(done.stdout, encoding="utf-8")
    right, all_, why = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    for verdict in map(json.loads, done.stdout.splitlines()):
        family = families.get(verdict["kernel"])
        if family is None:
            continue
        all_[family] += 1
        if verdict["verdict"] == "verified" and verdict["class"] in ("exact", "tolerance"):
            right[family] += 1
        else:
            why[family].append(f"{verdict['kernel']} {verdict['verdict']} {verdict['class']}: {verdict['reason']}")
    print("| family | drawn | verified |\n|---|--:|--:|")
    for family in sorted(all_):
        print(f"| {family} | {all_[family]} | {right[family] / all_[family]:.0%} |")
        for reason in why[family][: options.show]:
            print(f"    {reason[:300]}")
    print(f"| all | {all_.total()} | {right.total() / max(all_.total(), 1):.1%} |")


if __name__ == "__main__":
    main()
