"""The command `query`: a question in SQL over the store that `run --store` keeps."""

from __future__ import annotations

import csv
import io
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.commands.options import both
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.store.asking.querying import Answer


class AnswerForm(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def query(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="SQL",
            show_default=False,
            help=both(
                '如 "SELECT place, count(*) FROM tasks GROUP BY place"', "for example SELECT label, plans FROM groups"
            ),
        ),
    ] = None,
    *,
    store: Annotated[
        Path,
        typer.Option(
            "--from",
            metavar="DIR",
            show_default=False,
            help=both("run --store 写出的文件夹，缺省 outputs", "folder of `run --store`; default: outputs"),
        ),
    ] = Path("outputs"),
    form: Annotated[
        AnswerForm, typer.Option("--form", help=both("印成表格、CSV 或 JSON", "print a table, CSV or JSON lines"))
    ] = AnswerForm.TABLE,
    views: Annotated[
        bool, typer.Option("--views", help=both("列出可查的表与列", "list the tables and their columns"))
    ] = False,
) -> None:
    """Ask the store."""
    if views:
        typer.echo(describe_views())
        return
    if not question:
        raise UsageError("没有给出 SQL 语句", hint='例：extractor query "SELECT place, title FROM plans" --from DIR')
    from extractor.store.asking.querying import ask
    from extractor.store.folder import load_index, require_store

    root = require_store(store)
    answer = ask(root, load_index(root), question)
    typer.echo(print_answer(answer, form), nl=False)


def describe_views() -> str:
    """Return all tables that can be asked, with their columns in Chinese."""
    from extractor.store.columns import DATASETS, PARTITIONED, VIEWS

    lines: list[str] = []
    for name, columns in DATASETS.items():
        lines.append(f"{name}{'（另有 field 领域、year 年度、area 省代码）' if name in PARTITIONED else ''}")
        lines += [f"    {one.name:<12} {one.kind:<8} {one.zh}" for one in columns]
    lines += [f"{name:<16} {zh}" for name, (zh, _) in VIEWS.items()]
    return "\n".join(lines)


def print_answer(answer: Answer, form: AnswerForm) -> str:
    """Return the rows as text that ends with a line break."""
    if form is AnswerForm.JSON:
        import msgspec

        lines = (msgspec.json.encode(dict(zip(answer.columns, row, strict=True))) for row in answer.rows)
        return "".join(line.decode() + "\n" for line in lines)
    content = io.StringIO()
    if form is AnswerForm.CSV:
        writer = csv.writer(content, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows([_show(cell) for cell in row] for row in answer.rows)
        return content.getvalue()
    from rich.cells import cell_len

    cells = [answer.columns, *(tuple(" ".join(_show(cell).split()) for cell in row) for row in answer.rows)]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        content.write("  ".join(padded).rstrip() + "\n")
    return content.getvalue()


def _show(cell: Any) -> str:
    return "" if cell is None else str(cell)
