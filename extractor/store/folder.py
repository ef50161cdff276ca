"""In: the folder of a store. Out: its index read and written, and the folder held while one program writes into it.

One of the modules that touch the data folders. Not handled: what the index says (`contents`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from extractor.errors import PlanFileError, UsageError
from extractor.outputs import write_file
from extractor.store.contents import INDEX, STORE_SCHEMA, StoreIndex

LOCK = "store.lock"
INSIDE = "store"
"""the folder of a store inside a folder of results"""


def find_store(place: Path) -> Path | None:
    """Return the store at `place`, or inside it; None where there is none."""
    return next((root for root in (place, place / INSIDE) if (root / INDEX).is_file()), None)


def require_store(place: Path) -> Path:
    """Return the store at `place`, or inside it; raise UsageError where there is none."""
    root = find_store(place)
    if root is None:
        raise UsageError(
            f"{place}: 这里没有数据库", hint="请先运行 extractor run 文件夹 --out DIR --store，再给出同一个 DIR"
        )
    return root


def load_index(root: Path) -> StoreIndex:
    """Return the index of the store at `root`, an empty one where there is none yet."""
    path = root / INDEX
    if not path.is_file():
        return StoreIndex()
    try:
        index = msgspec.json.decode(path.read_bytes(), type=StoreIndex)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise PlanFileError(f"{path}: 不是本程序写的数据库", hint="请删去该文件夹里的 store.json，再运行一次") from None
    return index if index.schema == STORE_SCHEMA else StoreIndex()


def write_index(root: Path, index: StoreIndex) -> Path:
    """Write the index; from then on its files are what the store holds."""
    return write_file(root / INDEX, msgspec.json.encode(index, order="sorted") + b"\n")


@contextmanager
def hold_store(root: Path) -> Iterator[None]:
    """Let no second program write into the store while the block runs; a program that dies lets go by that."""
    root.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows: two programs are not kept apart, and still write whole files only
        yield
        return
    with (root / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(
                f"{root}: 另一个 extractor 正在写这个数据库", hint="请等它结束，或另用一个 --out"
            ) from None
        lock.write(str(os.getpid()))
        yield
