"""The curve of a run: python3 training/plot.py RUN/log.jsonl [MORE.jsonl…] --out curve.png

Loss over tokens: the training loss, and the loss on seen and held-out families; several logs are
several lines. A log that was continued is one line.
"""

import argparse
from pathlib import Path

import corpus


def series(path: Path) -> dict[str, list[tuple[float, float]]]:
    """Name → points (tokens in millions, loss)."""
    found: dict[str, list[tuple[float, float]]] = {"training": [], "seen families": [], "held-out families": []}
    for entry in corpus.records(path):
        tokens = entry.get("tokens", 0) / 1e6
        if entry.get("event") == "step":
            found["training"].append((tokens, entry["loss"]))
        elif entry.get("event") == "measure":
            for name, key in (("seen families", "valid"), ("held-out families", "held_out")):
                if entry.get(key):
                    found[name].append((tokens, entry[key]["loss"]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("logs", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 4.5), dpi=120)
    styles = {"training": ("-", None), "seen families": ("--", "o"), "held-out families": (":", "s")}
    for number, path in enumerate(options.logs):
        for name, points in series(path).items():
            if points:
                line, marker = styles[name]
                label = name if len(options.logs) == 1 else f"{path.parent.name}: {name}"
                axes.plot(*zip(*points), line, marker=marker, markersize=3, color=f"C{number}", label=label,
                          alpha=0.5 if name == "training" else 1.0)
    axes.set(xlabel="tokens trained on (millions)", ylabel="loss (nats a target token)", yscale="log")
    axes.grid(alpha=0.3, which="both")
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(options.out)


if __name__ == "__main__":
    main()
