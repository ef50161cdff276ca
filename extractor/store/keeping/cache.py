"""In: a key and a plan. Out: the plan in a file that the key names; and the same plan again, in a later run.

A file is written whole or not at all, and holds a checksum: one that is damaged is taken away and made anew.
Not handled: plans as a person reads them (`outputs.write_plan`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from extractor.outputs import write_file
from extractor.store.packages import load_extra

T = TypeVar("T")
SUFFIX = ".kept"
SUM, SIZE = 16, 8
"""bytes of the checksum and of the length that stand before the packed content"""
LEVEL = 9


@dataclass(frozen=True)
class Kept(Generic[T]):
    """Values of one type below `folder`, each in a file that its key names."""

    folder: Path
    kind: type[T]
    codec: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        pyarrow = load_extra("pyarrow", "数据库 store")
        object.__setattr__(self, "codec", pyarrow.Codec("zstd", compression_level=LEVEL))

    def path(self, key: str) -> Path:
        """Return the file of a key."""
        return self.folder / key[:2] / f"{key}{SUFFIX}"

    def has(self, key: str) -> bool:
        """Tell whether something is kept under `key`."""
        return self.path(key).is_file()

    def keep(self, key: str, value: T) -> None:
        """Keep `value` under `key`."""
        content = msgspec.msgpack.encode(value, enc_hook=_pack)
        packed = len(content).to_bytes(SIZE, "little") + self.codec.compress(content, asbytes=True)
        write_file(self.path(key), _sum(packed) + packed)

    def find(self, key: str) -> T | None:
        """Return what is kept under `key`, None where nothing is or where the file is damaged."""
        try:
            whole = self.path(key).read_bytes()
        except OSError:
            return None
        packed = whole[SUM:]
        if _sum(packed) != whole[:SUM]:
            self.path(key).unlink(missing_ok=True)
            return None
        size = int.from_bytes(packed[:SIZE], "little")
        content = self.codec.decompress(packed[SIZE:], decompressed_size=size, asbytes=True)
        try:
            return msgspec.msgpack.decode(content, type=self.kind, dec_hook=_unpack)
        except msgspec.DecodeError:  # an older form of the value
            return None

    def prune(self, keys: Collection[str]) -> int:
        """Take away what is kept under other keys; return how many files went."""
        gone = [path for path in self.folder.glob(f"*/*{SUFFIX}") if path.stem not in keys]
        for path in gone:
            with suppress(OSError):
                path.unlink()
        return len(gone)


def _pack(value: object) -> object:
    from extractor.store.keeping.arrays import pack_array

    return pack_array(value)


def _unpack(kind: type, packed: object) -> object:
    from extractor.store.keeping.arrays import unpack_array

    return unpack_array(kind, packed)


def _sum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=SUM).digest()
