"""In: a tidy table. Out: its columns as pandas, polars or Arrow hold them, each with one type.

Whole numbers stay whole, days are days, yes and no are booleans, codes are categories, what is not stated is missing.
Not handled: labels, which each format has in its own way.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

import msgspec

from extractor.report.exports.packages import load_package
from extractor.report.tables.table import Cell, Column, TidyTable

Kind = Literal["text", "integer", "number", "date", "flag", "category"]
FLAG = {"1": True, "0": False}
SURROGATE = re.compile("[\ud800-\udfff]")


class Typed(msgspec.Struct, frozen=True):
    """One column with its cells, all of one kind."""

    column: Column
    kind: Kind
    cells: tuple[Cell, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The codes that a column may hold: those of its vocabulary in their order, then any other in it."""
        seen = sorted({str(cell) for cell in self.cells if cell is not None})
        return tuple(dict.fromkeys((*(self.column.vocabulary or ()), *seen)))


def type_columns(table: TidyTable) -> tuple[Typed, ...]:
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
    if column.vocabulary is not None and set(column.vocabulary) == set(FLAG) and FLAG.keys() >= set(stated):
        return Typed(column, "flag", tuple(None if cell is None else FLAG[str(cell)] for cell in cells))
    coded = column.vocabulary is not None or column.blank == "not_in_vocabulary"
    words = tuple(None if cell is None else SURROGATE.sub("\ufffd", str(cell)) for cell in cells)
    return Typed(column, "category" if coded else "text", words)


def build_arrow(table: TidyTable) -> Any:
    """Return `table` as a pyarrow Table; labels and notes of each column are the metadata of its field."""
    arrow = load_package("pyarrow", "Parquet")
    types = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "date": arrow.date32(),
             "flag": arrow.bool_(), "category": arrow.dictionary(arrow.int32(), arrow.string())}  # fmt: skip
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
    arrays = [
        _build_categories(arrow, found)
        if found.kind == "category"
        else arrow.array(found.cells, type=types[found.kind])
        for found in typed
    ]
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata=about))


def _build_categories(arrow: Any, found: Typed) -> Any:
    """Return a dictionary array whose codes stand in the vocabulary's order, which sorting then follows."""
    at = {code: index for index, code in enumerate(found.categories)}
    indices = arrow.array([None if cell is None else at[str(cell)] for cell in found.cells], arrow.int32())
    return arrow.DictionaryArray.from_arrays(indices, arrow.array(found.categories, arrow.string()))


def build_pandas(table: TidyTable) -> Any:
    """Return `table` as a pandas DataFrame: text, Int64, Float64, datetime64, boolean and category; missing as NA."""
    pandas = load_package("pandas", "pandas")
    columns: dict[str, Any] = {}
    for found in type_columns(table):
        name = found.column.name
        if found.kind == "date":
            columns[name] = pandas.to_datetime(pandas.Series(found.cells, dtype="object"))
        elif found.kind == "text":
            columns[name] = pandas.Series(found.cells, dtype="object")
        elif found.kind == "category":
            columns[name] = pandas.Categorical(found.cells, categories=list(found.categories))
        elif found.kind == "flag":
            columns[name] = pandas.array(found.cells, dtype="boolean")
        else:
            columns[name] = pandas.array(found.cells, dtype="Int64" if found.kind == "integer" else "Float64")
    frame = pandas.DataFrame(columns)
    frame.attrs = {column.name: column.label.both("zh") for column in table.columns}
    return frame


def build_polars(table: TidyTable) -> Any:
    """Return `table` as a polars DataFrame."""
    polars = load_package("polars", "polars")
    types = {"text": polars.String, "integer": polars.Int64, "number": polars.Float64, "date": polars.Date,
             "flag": polars.Boolean}  # fmt: skip
    typed = type_columns(table)
    series = [
        polars.Series(found.column.name, found.cells, types.get(found.kind) or polars.Enum(found.categories))
        for found in typed
    ]
    return polars.DataFrame(series)
