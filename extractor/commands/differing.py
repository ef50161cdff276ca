"""The command that sets two runs side by side: `diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.inputs import finish, load_plans
from extractor.commands.options import both
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model.compared.alignment import Alignment
    from extractor.report.run_changes import RunChange

MOST_PAIRS = 20
"""Pairs of items that are printed; further ones are counted."""


def diff(
    first: Annotated[Path, typer.Argument(metavar="RUN1", help=both("较早的一次运行", "folder of the earlier run"))],
    second: Annotated[Path, typer.Argument(metavar="RUN2", help=both("较晚的一次运行", "folder of the later run"))],
    *,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE.csv", help=both("另写成表格", "also write a table"))
    ] = None,
) -> None:
    """Print what changed between two runs: values, items, plans, and which items are matched."""
    from extractor.report.run_changes import find_run_changes, list_regrouped

    (before, lost), (after, missed) = (load_plans([_plans_folder(run)]) for run in (first, second))
    changes = find_run_changes(before, after)
    for change in changes:
        typer.echo(_line(change))
    typer.echo(f"{first} → {second}：{len(before)} 份与 {len(after)} 份方案，{len(changes)} 处不同")
    old, new = (_load_alignment(run) for run in (first, second))
    if old is not None and new is not None:
        pairs = list_regrouped(old, new)
        for left, right, come in pairs[:MOST_PAIRS]:
            typer.echo(f"  {'新对上' if come else '不再对上'}：{left} ↔ {right}")
        typer.echo(
            f"对齐：新对上 {sum(come for *_, come in pairs)} 对，不再对上 {sum(not come for *_, come in pairs)} 对"
        )
    if to is not None:
        typer.echo(str(_write(to, changes)))
    finish((*lost, *missed))


def _line(change: RunChange) -> str:
    where = f"{change.plan}{f':{change.item}' if change.item else ''}"
    title = f" {change.title[:24]}" if change.title and change.title not in (change.was, change.now) else ""
    if not change.was:
        return f"+ {where}{title} {change.what}：{change.now}"
    if not change.now:
        return f"- {where}{title} {change.what}：{change.was}"
    return f"  {where}{title} {change.what}：{change.was} → {change.now}"


def _plans_folder(run: Path) -> Path:
    folder = run / "plans"
    if not folder.is_dir():
        raise UsageError(f"{run}: 没有 plans 文件夹", hint="应是 extractor run 写出的文件夹")
    return folder


def _load_alignment(run: Path) -> Alignment | None:
    from extractor.outputs import load_alignment

    path = run / "alignment.json"
    return load_alignment(path) if path.is_file() else None


def _write(path: Path, changes: tuple[RunChange, ...]) -> Path:
    from extractor.outputs import write_file
    from extractor.report.csv_files import build_rows

    heads = ("plan", "item", "title", "what", "was", "now")
    rows = [(one.plan, one.item, one.title, one.what, one.was, one.now) for one in changes]
    return write_file(path, build_rows(heads, rows))
