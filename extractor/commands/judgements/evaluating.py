"""The command `evaluate`: the accuracy table, from annotations made by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.options import both
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.evaluation import Score, ToldShare


def evaluate(
    annotations: Annotated[Path, typer.Argument(help=both("标注文件夹", "folder of annotations"))],
    plans: Annotated[Path, typer.Argument(help=both("方案 JSON 文件夹", "folder of plan JSON"))],
    *,
    alignment: Annotated[
        Path | None, typer.Option(metavar="FILE", help=both("对齐文件（与 --groups 同用）", "alignment to score"))
    ] = None,
    groups: Annotated[
        Path | None, typer.Option(metavar="FILE", help=both("人工分组", "annotated groups, with --alignment"))
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help=both("列出缺失与多余", "list what is missing or extra"))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=both("以 JSON 输出", "print JSON"))] = False,
    only: Annotated[str | None, typer.Option(metavar="ID", help=both("只评一份", "one document alone"))] = None,
) -> None:
    """Print the accuracy table."""
    from extractor.evaluation import evaluate_folders

    if (alignment is None) != (groups is None):
        raise UsageError("--alignment 与 --groups 须同时给出", hint="两者缺一，无法评对齐")
    score, absent = evaluate_folders(annotations, plans, only=only, alignment=alignment, groups=groups)
    if absent and not any(row.found for row in score.figures()):
        raise UsageError(
            f"{plans}: 没有与标注对应的方案（缺 {'、'.join(absent)}）", hint="请先运行 extractor extract 或 run"
        )
    typer.echo(format_json(score, absent) if as_json else format_table(score, absent))
    if errors:
        for mismatch in score.mismatches:
            fields = (mismatch.figure, mismatch.where, mismatch.what, mismatch.expected, mismatch.found)
            typer.echo(" | ".join("" if field is None else str(field) for field in fields))


def format_table(score: Score, absent: Sequence[str]) -> str:
    """Return the accuracy table as text, 80 columns wide at most."""
    from extractor.evaluation import FIGURES

    lines = [f"{'figure':17}{'match':>6}{'gold':>6}{'found':>6}{'P':>8}{'R':>8}{'F1':>8}"]
    lines += [
        f"{row.name:17}{row.matched:6d}{row.expected:6d}{row.found:6d}"
        f"{row.precision:8.3f}{row.recall:8.3f}{row.f1:8.3f}  {FIGURES[row.name]}"
        for row in score.figures()
    ]
    if score.unread:
        lines.append(
            f"{'missed values told':28}{'told':>6}{'missed':>8}{'recall':>8}{'per 1,000':>11}{'share':>8}  漏而已告"
        )
    lines += [
        f"{name:28}{row.told:6d}{row.missed:8d}{'-' if row.recall is None else format(row.recall, '.3f'):>8}"
        f"{row.per_1000:11.1f}{row.share:8.3f}"
        for name, row in score.told()
    ]
    if absent:
        lines.append(f"缺方案 no plan for: {', '.join(absent)}")
    return "\n".join(lines)


def format_json(score: Score, absent: Sequence[str]) -> str:
    """Return the figures as JSON, unrounded."""
    rows: dict[str, object] = {
        row.name: {
            "matched": row.matched,
            "expected": row.expected,
            "found": row.found,
            "p": row.precision,
            "r": row.recall,
            "f1": row.f1,
        }
        for row in score.figures()
    }
    rows["absent"] = list(absent)
    if score.unread:
        rows["unread"] = {name: _list_told(row) for name, row in score.told()}
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _list_told(row: ToldShare) -> dict[str, float | None]:
    counts = {name: getattr(row, name) for name in ("missed", "told", "stretches", "covered", "characters")}
    return counts | {"recall": row.recall, "per_1000": row.per_1000, "share": row.share}
