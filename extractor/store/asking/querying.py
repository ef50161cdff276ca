"""In: a store and a question in SQL. Out: rows, read by DuckDB from the files that the store names, and nothing else.

The question can change nothing and reads no other file. Not handled: printing (`commands.asking`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from extractor.errors import UsageError
from extractor.store.columns import DATASETS, PARTITIONED, PARTITIONS, VIEWS
from extractor.store.contents import StoreIndex
from extractor.store.datasets import DATA
from extractor.store.packages import load_extra

NAMES = "、".join((*DATASETS, *VIEWS))
HINT = f"可查的表：{NAMES}；列名见 extractor query --views"


class Answer(msgspec.Struct, frozen=True):
    """The rows that a question gave, with the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def ask(root: Path, index: StoreIndex, question: str, parameters: Sequence[object] = ()) -> Answer:
    """Return what `question` gives over the views of the store at `root`.

    Raises UsageError where it is not understood, with what DuckDB says and the names that are there.
    """
    duckdb = load_extra("duckdb", "查询 query")
    connection = duckdb.connect(":memory:")
    try:
        _open_views(connection, root, index)
        found = connection.execute(question, list(parameters))
        if found.description is None:
            raise UsageError("这条语句没有结果", hint="请写 SELECT 语句")
        columns = tuple(column[0] for column in found.description)
        return Answer(columns, tuple(found.fetchall()))
    except duckdb.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise UsageError(f"查询没有成功：{reason}", hint=HINT) from None
    finally:
        connection.close()


def _open_views(connection: Any, root: Path, index: StoreIndex) -> None:
    connection.execute("SET threads = 2")
    connection.execute("SET preserve_insertion_order = true")
    for dataset in DATASETS:
        files = [str(root / name) for name in index.files.get(dataset, ())]
        connection.execute(f'CREATE VIEW "{dataset}" AS {_select(dataset, files)}')
    for name, (_, query) in VIEWS.items():
        connection.execute(f'CREATE VIEW "{name}" AS {query}')
    folder = str(root / DATA).replace("'", "''")
    connection.execute(f"SET allowed_directories = ['{folder}/']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _select(dataset: str, files: Sequence[str]) -> str:
    """Return the query that reads a dataset; without files, one of no rows with the same columns."""
    cut = dataset in PARTITIONED
    if not files:
        named = [(one.name, _TYPES[one.kind]) for one in DATASETS[dataset]]
        named += [(name, "VARCHAR") for name in PARTITIONS] if cut else []
        nothing = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in named)
        return f"SELECT {nothing} WHERE false"
    listed = ", ".join("'" + name.replace("'", "''") + "'" for name in files)
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in PARTITIONS)
    hive = f", hive_partitioning = true, hive_types = {{{types}}}" if cut else ", hive_partitioning = false"
    return f"SELECT * FROM read_parquet([{listed}]{hive})"  # noqa: S608 - names of this program


_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "float64": "DOUBLE", "bool": "BOOLEAN"}
