"""In: a tidy table. Out: its columns as pandas, polars or Arrow hold them, each with one type.

Whole numbers stay whole, days are days, what is not stated is missing. Not handled: labels, which each format has in
its own way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from extractor.report.exports.packages import load_package
from extractor.report.tables.table import Cell, Column, Table

Kind = Literal["text", "integer", "number", "date"]
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Typed:
    """One column with its cells, all of one kind."""

    column: Column
    kind: Kind
    cells: tuple[Cell, ...]


def type_columns(table: Table) -> tuple[Typed, ...]:
    """Return the columns of `table`; one whose cells are not all of its kind becomes text, so that nothing is lost."""
    return tuple(
        _type_column(column, tuple(row[index] for row in table.rows)) for index, column in enumerate(table.columns)
    )


def _type_column(column: Column, cells: tuple[Cell, ...]) -> Typed:
    stated = [cell for cell in cells if cell is not None]
    if column.kind == "date" and all(isinstance(cell, date) for cell in stated):
        return Typed(column, "date", cells)
    if column.kind == "number" and all(isinstance(cell, int | float) for cell in stated):
        whole = all(isinstance(cell, int) and -(2**63) <= cell < 2**63 for cell in stated)
        return Typed(column, "integer" if whole else "number", cells)
    return Typed(column, "text", tuple(None if cell is None else SURROGATE.sub("\ufffd", str(cell)) for cell in cells))


def build_arrow(table: Table) -> Any:
    """Return `table` as a pyarrow Table; labels and notes of each column are the metadata of its field."""
    arrow = load_package("pyarrow", "Parquet")
    types = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "date": arrow.date32()}
    typed = type_columns(table)
    fields = [
        arrow.field(
            found.column.name,
            types[found.kind],
            metadata={
                "zh": found.column.zh, "en": found.column.en,
                "note_zh": found.column.note_zh, "note_en": found.column.note_en,
            },
        )
        for found in typed
    ]  # fmt: skip
    about = {"table": table.name, "zh": table.note.zh, "en": table.note.en}
    arrays = [arrow.array(found.cells, type=types[found.kind]) for found in typed]
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata=about))


def build_pandas(table: Table) -> Any:
    """Return `table` as a pandas DataFrame: text, Int64, Float64 and datetime64, missing values as pandas has them."""
    pandas = load_package("pandas", "pandas")
    columns: dict[str, Any] = {}
    for found in type_columns(table):
        name = found.column.name
        if found.kind == "date":
            columns[name] = pandas.to_datetime(pandas.Series(found.cells, dtype="object"))
        elif found.kind == "text":
            columns[name] = pandas.Series(found.cells, dtype="object")
        else:
            columns[name] = pandas.array(found.cells, dtype="Int64" if found.kind == "integer" else "Float64")
    frame = pandas.DataFrame(columns)
    frame.attrs = {column.name: column.label.both("zh") for column in table.columns}
    return frame


def build_polars(table: Table) -> Any:
    """Return `table` as a polars DataFrame."""
    polars = load_package("polars", "polars")
    types = {"text": polars.String, "integer": polars.Int64, "number": polars.Float64, "date": polars.Date}
    typed = type_columns(table)
    series = [polars.Series(found.column.name, found.cells, dtype=types[found.kind]) for found in typed]
    return polars.DataFrame(series)
