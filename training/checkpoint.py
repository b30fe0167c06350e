"""What a run leaves for the next: the whole state, or its weights alone in bf16.

`checkpoint.pt`  everything, float32, written by torch.save: weights, optimisers, counters.
`weights.bf16`   weights alone: a line of JSON, then two streams packed by zlib, the high bytes of
                 all weights (sign and exponent: a third of their size) and the low bytes.
"""

import json
import os
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import torch

import pieces
from model import Config, Model

MAGIC = "w2gpu-weights-1"


class CheckpointError(Exception):
    """What a file lacks."""


@dataclass
class Checkpoint:
    """`state` maps parameter names to float32 tensors; `optimisers` is None where only weights were kept."""

    config: Config
    state: dict
    counters: dict = field(default_factory=dict)
    optimisers: dict | None = None

    def model(self) -> Model:
        model = Model(self.config)
        model.load_state_dict(self.state)
        return model


def save(path: Path, checkpoint: Checkpoint) -> None:
    """Replaces `path` in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    torch.save({"config": checkpoint.config.as_dict(), "state": checkpoint.state, "counters": checkpoint.counters,
                "optimisers": checkpoint.optimisers}, part)
    os.replace(part, path)


def pack(checkpoint: Checkpoint) -> bytes:
    """The weights in bf16, smaller by their exponents' regularity, without further loss."""
    head = {"magic": MAGIC, "config": checkpoint.config.as_dict(), "counters": checkpoint.counters,
            "shapes": {name: list(tensor.shape) for name, tensor in checkpoint.state.items()}}
    flat = torch.cat([tensor.detach().flatten().cpu() for tensor in checkpoint.state.values()])
    planes = flat.to(torch.bfloat16).view(torch.uint8).view(-1, 2)
    streams = []
    for plane in (1, 0):
        packer = zlib.compressobj(1, strategy=zlib.Z_HUFFMAN_ONLY)
        streams.append(packer.compress(planes[:, plane].contiguous().numpy().tobytes()) + packer.flush())
    head["streams"] = [len(stream) for stream in streams]
    return json.dumps(head).encode() + b"\n" + b"".join(streams)


def unpack(data: bytes) -> Checkpoint:
    """See `pack`."""
    try:
        line, rest = data.split(b"\n", 1)
        head = json.loads(line)
        if head["magic"] != MAGIC:
            raise ValueError(f"magic {head['magic']}")
        size = head["streams"][0]
        high, low = zlib.decompress(rest[:size]), zlib.decompress(rest[size:])
        planes = torch.stack((torch.frombuffer(bytearray(low), dtype=torch.uint8),
                              torch.frombuffer(bytearray(high), dtype=torch.uint8)), 1).contiguous()
        flat = planes.view(torch.bfloat16).flatten().float()
        sizes = [torch.Size(shape).numel() for shape in head["shapes"].values()]
        state = {name: part.view(shape).clone()
                 for (name, shape), part in zip(head["shapes"].items(), flat.split(sizes))}
        return Checkpoint(Config(**head["config"]), state, head["counters"])
    except (ValueError, KeyError, TypeError, RuntimeError, zlib.error) as error:
        raise CheckpointError(f"not packed weights: {error}") from error


def load(path: Path) -> Checkpoint:
    """From `checkpoint.pt`, `weights.bf16`, or the manifest of its pieces."""
    if path.suffix == pieces.SUFFIX:
        return unpack(pieces.join(path))
    if path.suffix == ".bf16":
        return unpack(path.read_bytes())
    try:
        saved = torch.load(path, map_location="cpu", weights_only=True)
        return Checkpoint(Config(**saved["config"]), saved["state"], saved["counters"], saved["optimisers"])
    except (OSError, RuntimeError, KeyError, TypeError) as error:
        raise CheckpointError(f"{path}: no checkpoint: {error}") from error
