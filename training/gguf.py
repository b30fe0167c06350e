"""GGUF files, version 3: written and read, F32 and Q8_0 tensors only.

Source: the GGUF specification (ggml/docs/gguf.md) and ggml's block_q8_0: 32 weights are an f16
scale d = max|w| / 127 and 32 signed bytes round(w / d).
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MAGIC, VERSION, ALIGNMENT = b"GGUF", 3, 32
U32, I32, F32, BOOL, STRING, ARRAY, U64 = 4, 5, 6, 7, 8, 9, 10
TENSOR_F32, TENSOR_Q8_0 = 0, 8
BLOCK = 32  # weights of a Q8_0 block
BLOCK_BYTES = 2 + BLOCK


class GgufError(Exception):
    """What a file is not."""


def quantise(weights: np.ndarray) -> bytes:
    """float32 [rows, columns] → Q8_0 blocks, row by row; columns divisible by 32."""
    blocks = np.ascontiguousarray(weights, np.float32).reshape(-1, BLOCK)
    scale = np.abs(blocks).max(1, keepdims=True) / np.float32(127)
    inverse = np.divide(1, scale, out=np.zeros_like(scale), where=scale > 0)
    # Halves round away from zero, as roundf does.
    scaled = blocks * inverse
    values = np.trunc(scaled + np.copysign(np.float32(0.5), scaled)).astype(np.int8)
    out = np.empty((len(blocks), BLOCK_BYTES), np.uint8)
    out[:, :2] = scale.astype("<f2").view(np.uint8)
    out[:, 2:] = values.view(np.uint8)
    return out.tobytes()


def dequantise(data: bytes, shape: tuple[int, ...]) -> np.ndarray:
    """Q8_0 blocks → float32 of `shape`."""
    raw = np.frombuffer(data, np.uint8).reshape(-1, BLOCK_BYTES)
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    return (raw[:, 2:].copy().view(np.int8).astype(np.float32) * scale).reshape(shape)


def _text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value) -> bytes:
    """A metadata value with its type in front."""
    match value:
        case bool():
            return struct.pack("<I?", BOOL, value)
        case int():
            return struct.pack("<II", U32, value)
        case float():
            return struct.pack("<If", F32, value)
        case str():
            return struct.pack("<I", STRING) + _text(value)
        case list() if value and all(isinstance(item, str) for item in value):
            return struct.pack("<IIQ", ARRAY, STRING, len(value)) + b"".join(map(_text, value))
    raise GgufError(f"no type for the metadata value {value!r}")


def _padding(size: int) -> int:
    return -size % ALIGNMENT


def write(path: Path, metadata: dict, tensors: dict[str, np.ndarray]) -> None:
    """`tensors` are float32; matrices with rows divisible by 32 become Q8_0, the others stay F32."""
    head = [MAGIC, struct.pack("<IQQ", VERSION, len(tensors), len(metadata))]
    head += [_text(key) + _value(value) for key, value in metadata.items()]
    bodies, offset = [], 0
    for name, array in tensors.items():
        quantised = array.ndim == 2 and array.shape[1] % BLOCK == 0
        body = quantise(array) if quantised else np.ascontiguousarray(array, "<f4").tobytes()
        kind = TENSOR_Q8_0 if quantised else TENSOR_F32
        # The file counts axes from the fastest one.
        head.append(_text(name) + struct.pack(f"<I{array.ndim}QIQ", array.ndim, *reversed(array.shape), kind, offset))
        bodies.append(body + bytes(_padding(len(body))))
        offset += len(bodies[-1])
    front = b"".join(head)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(front + bytes(_padding(len(front))) + b"".join(bodies))


@dataclass
class Gguf:
    metadata: dict
    tensors: dict[str, np.ndarray]  # float32, dequantised
    kinds: dict[str, int]


class _Reader:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self, form: str):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def text(self) -> str:
        size = self.take("Q")
        self.at += size
        return self.data[self.at - size : self.at].decode()

    def value(self, kind: int):
        if kind == STRING:
            return self.text()
        if kind == ARRAY:
            inner, count = self.take("IQ")
            return [self.value(inner) for _ in range(count)]
        forms = {U32: "I", I32: "i", F32: "f", BOOL: "?", U64: "Q"}
        if kind not in forms:
            raise GgufError(f"metadata of type {kind}")
        return self.take(forms[kind])


def read(path: Path) -> Gguf:
    """A file that `write` made."""
    reader = _Reader(path.read_bytes())
    try:
        if reader.take("4s") != MAGIC or reader.take("I") != VERSION:
            raise GgufError(f"{path}: not GGUF version {VERSION}")
        tensors, entries = reader.take("QQ")
        metadata = {}
        for _ in range(entries):
            key = reader.text()
            metadata[key] = reader.value(reader.take("I"))
        infos = []
        for _ in range(tensors):
            name, axes = reader.text(), reader.take("I")
            shape = struct.unpack_from(f"<{axes}Q", reader.data, reader.at)[::-1]
            reader.at += 8 * axes
            infos.append((name, shape, *reader.take("IQ")))
        start = reader.at + _padding(reader.at)
        found, kinds = {}, {}
        for name, shape, kind, offset in infos:
            count = int(np.prod(shape))
            size = {TENSOR_F32: 4 * count, TENSOR_Q8_0: count // BLOCK * BLOCK_BYTES}[kind]
            body = reader.data[start + offset : start + offset + size]
            found[name] = dequantise(body, shape) if kind else np.frombuffer(body, "<f4").reshape(shape).copy()
            kinds[name] = kind
        return Gguf(metadata, found, kinds)
    except (struct.error, ValueError, KeyError) as error:
        raise GgufError(f"{path}: {error}") from error
