"""Picks the best verified draft of each kernel: the pairs of the next round.

    python3 training/winners.py --pairs PAIRS... --drafts drafts.jsonl --results results.jsonl --out round2.jsonl

Results are the verifier's, one JSON object a line: {"id", "k", "verified": bool, "parallel": bool, …},
with "style" where ids repeat over styles. Among a kernel's verified drafts parallel ones come first,
then the shortest, then the smallest k. The corpus's own target takes part with --keep: a pair is
then written only where a draft is better. Held-out kernels never become pairs.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import corpus


def keyed(record: dict, style: str | None = None) -> tuple[str, str | None]:
    return record["id"], record.get("style", style)


def rank(parallel: bool, target: str, k: int) -> tuple:
    """Smaller is better."""
    return not parallel, len(target), k


def best(drafts: list[dict], results: dict[tuple, dict]) -> dict[tuple, dict]:
    """(id, style) → the best of its verified drafts."""
    found: dict[tuple, tuple] = {}
    for draft in drafts:
        result = results.get((*keyed(draft), draft["k"])) or results.get((draft["id"], None, draft["k"]))
        if not result or result.get("verified") is not True:
            continue
        place = rank(bool(result.get("parallel")), draft["target"], draft["k"])
        key = keyed(draft)
        if key not in found or place < found[key][0]:
            found[key] = (place, {**draft, "parallel": bool(result.get("parallel"))})
    return {key: draft for key, (_, draft) in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", nargs="+", required=True)
    parser.add_argument("--drafts", nargs="+", required=True, type=Path)
    parser.add_argument("--results", nargs="+", required=True, type=Path)
    parser.add_argument("--heldout", type=Path, default=Path(__file__).with_name("heldout.txt"))
    parser.add_argument("--keep", action="store_true", help="only drafts shorter than the pair's own target")
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    families = corpus.held_out_families(options.heldout)
    drafts = [draft for file in options.drafts for draft in corpus.records(file)]
    results = {(*keyed(result), result["k"]): result for file in options.results for result in corpus.records(file)}
    chosen = best(drafts, results)
    tried = {keyed(draft) for draft in drafts}
    count: dict[str, Counter] = defaultdict(Counter)
    written = 0
    with open(options.out, "w", encoding="utf-8") as out:
        for pair in (pair for file in corpus.shards(options.pairs) for pair in corpus.pairs(file)):
            key = keyed(pair) if keyed(pair) in tried else (pair["id"], None)
            if key not in tried:
                continue
            tally, draft = count[pair["family"]], chosen.get(key)
            tally["tried"] += 1
            tally["solved"] += draft is not None
            if draft is None:
                continue
            tally["parallel"] += draft["parallel"]
            if corpus.is_held_out(pair, families):
                tally["held out"] += 1
                continue
            if draft["target"] == pair["target"] or (options.keep and len(draft["target"]) >= len(pair["target"])):
                tally["no better"] += 1
                continue
            tally["written"] += 1
            written += 1
            out.write(json.dumps({**pair, "target": draft["target"]}, ensure_ascii=False) + "\n")
    columns = ("tried", "solved", "parallel", "held out", "no better", "written")
    print(f"{'family':28}" + "".join(f"{column:>11}" for column in columns))
    for family, tally in [*sorted(count.items()), ("all", sum(count.values(), Counter()))]:
        print(f"{family:28}" + "".join(f"{tally[column]:>11}" for column in columns))
    print(f"{options.out}: {written} pairs")


if __name__ == "__main__":
    try:
        main()
    except corpus.CorpusError as error:
        sys.exit(str(error))
    except KeyError as error:
        sys.exit(f"a draft or result lacks {error}")
