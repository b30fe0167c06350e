"""A file as pieces small enough for a narrow transfer, and back.

NAME becomes NAME.000, NAME.001, … and NAME.pieces: JSON with size, SHA-256 and the number of pieces.
"""

import hashlib
import json
from pathlib import Path

SIZE = 15 * 2**20  # bytes of a piece at most
SUFFIX = ".pieces"


class PiecesError(Exception):
    """What does not fit together."""


def split(data: bytes, folder: Path, name: str, size: int = SIZE) -> list[Path]:
    """Writes `data` as pieces below `folder`; the manifest comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}.[0-9][0-9][0-9]"):
        old.unlink()
    paths = []
    for index, start in enumerate(range(0, len(data), size)):
        paths.append(folder / f"{name}.{index:03}")
        paths[-1].write_bytes(data[start : start + size])
    manifest = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "pieces": len(paths)}
    paths.append(folder / f"{name}{SUFFIX}")
    paths[-1].write_text(json.dumps(manifest) + "\n")
    return paths


def join(manifest: Path) -> bytes:
    """The bytes that were split, checked against the manifest (NAME.pieces)."""
    try:
        wanted = json.loads(manifest.read_text())
        base = manifest.with_suffix("")
        data = b"".join(Path(f"{base}.{index:03}").read_bytes() for index in range(wanted["pieces"]))
    except (OSError, ValueError, KeyError) as error:
        raise PiecesError(f"{manifest}: {error}") from error
    if len(data) != wanted["size"] or hashlib.sha256(data).hexdigest() != wanted["sha256"]:
        raise PiecesError(f"{manifest}: the pieces are not what was split")
    return data
