"""In: rows. Out: Parquet files in folders by field, year and area (Hive names), which any tool can read.

A file is named by what it was made from: one that is there already is not written again, and none is ever changed.
Not handled: which files count (`contents.StoreIndex`).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from extractor.outputs import write_file
from extractor.store.columns import DATASETS, PARTITIONS
from extractor.store.keys import digest
from extractor.store.packages import load_extra
from extractor.store.rows import Row

DATA = "datasets"
NOTHING = "__HIVE_DEFAULT_PARTITION__"
"""how Hive names the folder of what is not stated"""
FORM = "2"
"""goes up when the columns change, so that older files are not taken for new ones"""


def name_partition(partition: Sequence[str | None]) -> str:
    """Return the folders of a partition, with signs that no file system minds.

    >>> name_partition(("社会信用", "2023", "34"))
    'field=%E7%A4%BE%E4%BC%9A%E4%BF%A1%E7%94%A8/year=2023/area=34'
    """
    values = (NOTHING if value is None else quote(value, safe="") for value in partition)
    return "/".join(f"{name}={value}" for name, value in zip(PARTITIONS, values, strict=True))


def write_rows(
    root: Path, dataset: str, folder: str, made_from: Iterable[str], build: Callable[[], Iterable[Row]]
) -> str:
    """Write the rows that `build` gives unless a file made from the same is there; return its path below `root`."""
    path = _name_file(dataset, folder, made_from)
    if not (root / path).is_file():
        write_file(root / path, _pack(dataset, list(build())))
    return path


def find_rows(root: Path, dataset: str, folder: str, made_from: Iterable[str]) -> str | None:
    """Return the path of a file that was made from the same, None where none is there."""
    path = _name_file(dataset, folder, made_from)
    return path if (root / path).is_file() else None


def _name_file(dataset: str, folder: str, made_from: Iterable[str]) -> str:
    name = digest(FORM, dataset, *made_from)[:24]
    return "/".join(filter(None, (DATA, dataset, folder, f"{name}.parquet")))


def _pack(dataset: str, rows: Sequence[Row]) -> bytes:
    pyarrow = load_extra("pyarrow", "数据库 store")
    parquet = load_extra("pyarrow.parquet", "数据库 store")
    columns = DATASETS[dataset]
    schema = pyarrow.schema([pyarrow.field(one.name, pyarrow.type_for_alias(one.kind)) for one in columns])
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [pyarrow.array(_plain(cell), type=field.type) for cell, field in zip(cells, schema, strict=True)]
    content = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), content, compression="zstd")
    return content.getvalue()


def _plain(values: Iterable[object]) -> list[object]:
    """Return enumerated words as plain ones."""
    return [value if type(value) is str or not isinstance(value, str) else str(value) for value in values]


def drop_unnamed(root: Path, files: Mapping[str, Sequence[str]]) -> None:
    """Take away the files of datasets that an index no longer names, and the folders that are left empty."""
    named = {name for paths in files.values() for name in paths}
    for path in sorted((root / DATA).rglob("*"), reverse=True):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            elif path.relative_to(root).as_posix() not in named:
                path.unlink()
