"""In: `TableScores` and the rows they are of. Out: columns for a frame, and CSV, XLSX, Parquet, JSON files.

A cell holds points where they are certain, else nothing; both ends stand beside it where any row of a column is open.
Not handled: why a row got its points (`engine.score`).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from extractor.errors import UsageError
from extractor.model.scored.rulebook import Rulebook
from extractor.rulebook.engine.table import Ends, TableScores
from extractor.rulebook.io.tables import ObservedTable

TABLE_ENDINGS = (".csv", ".xlsx", ".parquet", ".json")
TABLE_SCHEMA = "county-score-table/1"


def build_columns(
    rulebook: Rulebook, table: ObservedTable, scores: TableScores, *, words: bool
) -> dict[str, list[Any]]:
    """Return the result as columns: whose row it is, then points, totals, grades; headings in words or as ids."""
    columns: dict[str, list[Any]] = {title: list(values) for title, values in table.keys.items()}
    for row in rulebook.indicators:
        title = f"{row.no or ''} {row.name}".strip() if words else row.id
        _add(columns, title, scores.points[row.id], words=words)
    several = len(scores.totals) > 1
    for number, ends in scores.totals.items():
        title = (f"表{number}合计" if several else "合计") if words else f"total_{number}"
        _add(columns, title, ends, words=words)
        if rulebook.grades:
            grades = [grade or None for grade in scores.grades[number].tolist()]
            columns[(f"表{number}等级" if several else "等级") if words else f"grade_{number}"] = grades
    return columns


def _add(columns: dict[str, list[Any]], title: str, ends: Ends, *, words: bool) -> None:
    """Add a column, and its two ends where they differ somewhere; a heading that is taken gets a number."""
    name, place = title, 2
    while name in columns:
        name, place = f"{title}_{place}", place + 1
    low, high = (_as_list(end) for end in ends)
    if low == high:
        columns[name] = low
        return
    columns[name] = [one if one == two else None for one, two in zip(low, high, strict=True)]
    least, most = ("最低", "最高") if words else ("low", "high")
    columns[f"{name}_{least}"], columns[f"{name}_{most}"] = low, high


def _as_list(values: Any) -> list[float]:
    return [int(value) if value == int(value) else round(value, 6) for value in values.tolist()]


def build_frame(rulebook: Rulebook, table: ObservedTable, scores: TableScores, like: Any = None) -> Any:
    """Return the result as a frame of the library that `like` is of; as a mapping where it is none."""
    columns = build_columns(rulebook, table, scores, words=False)
    library = type(like).__module__.partition(".")[0]
    if library == "pandas":
        pd = import_module("pandas")

        return pd.DataFrame(columns, index=like.index if len(like) == table.rows else None)
    if library == "polars":
        import polars as pl

        return pl.DataFrame(columns, strict=False)
    return columns


def render_table(rulebook: Rulebook, table: ObservedTable, scores: TableScores, ending: str) -> bytes:
    """Return the result as a file; `ending` is one of TABLE_ENDINGS."""
    if ending == ".csv":
        return _render_csv(build_columns(rulebook, table, scores, words=True))
    if ending == ".xlsx":
        return _render_xlsx(build_columns(rulebook, table, scores, words=True))
    columns = build_columns(rulebook, table, scores, words=False)
    if ending == ".json":
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        content = {"schema": TABLE_SCHEMA, "plan": rulebook.plan, "rows": rows}
        return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()
    return _render_parquet(columns)


def _render_csv(columns: Mapping[str, list[Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_inert(title) for title in columns])
    writer.writerows([_inert(cell) for cell in row] for row in zip(*columns.values(), strict=True))
    return ("\ufeff" + buffer.getvalue()).encode()


def _inert(cell: Any) -> Any:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def _render_xlsx(columns: Mapping[str, list[Any]]) -> bytes:
    from extractor.rulebook.io.sheets import build_table_workbook

    return build_table_workbook("得分", columns)


def _render_parquet(columns: Mapping[str, list[Any]]) -> bytes:
    try:
        import polars as pl
    except ImportError:
        raise UsageError("写 Parquet 需要 polars", hint="请安装本程序的 export 附加包，或写成 .csv") from None
    buffer = io.BytesIO()
    pl.DataFrame(dict(columns), strict=False).write_parquet(buffer)
    return buffer.getvalue()
