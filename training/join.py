"""Puts pieces together again: python3 training/join.py FOLDER/NAME.pieces [--out FILE]"""

import argparse
import sys
from pathlib import Path

import pieces


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--out", type=Path, help="default: the name without .pieces")
    options = parser.parse_args()
    data = pieces.join(options.manifest)
    out = options.out or options.manifest.with_suffix("")
    out.write_bytes(data)
    print(f"{out}: {len(data)} bytes")


if __name__ == "__main__":
    try:
        main()
    except pieces.PiecesError as error:
        sys.exit(str(error))
