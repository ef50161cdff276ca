"""The command `score`: one place's observations by a rulebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.inputs import require_files
from extractor.commands.options import both
from extractor.commands.rulebook import RulebookFile, load_rulebook
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model.rulebook import Rulebook
    from extractor.model.scenarios import CrossTable, Distribution, NextPoint
    from extractor.model.scorecard import Observations, Scorecard

ENDINGS = (".json", ".xlsx", ".html", ".svg", ".csv")
"""Of --out: the card as data, workbook and page; the plot of --simulate; the table of --cross."""
ObservationsFile = Annotated[
    Path,
    typer.Argument(metavar="OBSERVATIONS", help=both("观测值 .xlsx、.csv 或 .yaml", "observations, .xlsx .csv .yaml")),
]
OutFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help=both("写到 .json .xlsx .html .svg .csv，可多次", "write .json .xlsx .html .svg .csv; repeatable"),
    ),
]
Draws = Annotated[
    int,
    typer.Option(
        "--simulate", min=0, metavar="N", help=both("未观测的各项随机取值 N 次", "draw what was not observed N times")
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help=both("随机种子", "seed of the draws"))]
NextFlag = Annotated[
    bool, typer.Option("--next", help=both("每项再动一步多得几分", "what one more unit of each input is worth"))
]
CrossFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--cross", metavar="RULEBOOK", help=both("另按这些规则计分，可多次", "score by these rulebooks too; repeatable")
    ),
]
AlignmentFile = Annotated[
    Path | None,
    typer.Option("--alignment", metavar="FILE", help=both("交叉打分所用的对齐文件", "alignment for --cross")),
]


def score(
    rulebook: RulebookFile,
    observations: ObservationsFile,
    *,
    out: OutFiles = None,
    simulate: Draws = 0,
    seed: Seed = 0,
    next_point: NextFlag = False,
    cross: CrossFiles = None,
    alignment: AlignmentFile = None,
) -> None:
    """Score observations: points, what fired, which limit bound, what is missing."""
    from extractor import rulebook as rules

    _check_endings(out or [])
    require_files([observations, *(cross or []), *([alignment] if alignment else [])])
    book = load_rulebook(rulebook)
    observed = rules.read_observations(observations.read_bytes(), observations.name)
    card = rules.score(book, observed)
    drawn = rules.simulate(book, simulate, seed=seed, observations=observed) if simulate else ()
    points = rules.next_points(book, observed) if next_point else ()
    _print_card(card)
    for one in drawn:
        from extractor.rulebook.io.histogram import describe

        typer.echo(f"模拟 表{one.table}：{describe(one)}")
    for point in points[:10]:
        typer.echo(f"下一分 {point.input}：{point.now}→{point.then}{point.unit} 多得 {point.gain} 分（{point.label}）")
    crossed = _cross(book, observed, cross, alignment) if cross else None
    for path in out or []:
        if path.suffix.lower() == ".csv":
            typer.echo(str(_write_cross(path, crossed)))
            continue
        typer.echo(str(_write(path, card, drawn, points)))


def _check_endings(paths: Sequence[Path]) -> None:
    for path in paths:
        if path.suffix.lower() not in ENDINGS:
            raise UsageError(f"{path}: 不认识的文件类型“{path.suffix}”", hint=f"请用 {'、'.join(ENDINGS)}")


def _print_card(card: Scorecard) -> None:
    from extractor.rulebook.io.scorecard_page import show_points

    for row in card.indicators:
        missing = f"（缺 {len(row.missing)} 项观测）" if row.missing else ""
        full = "—" if row.full is None else row.full
        typer.echo(f"  {row.no or ''} {row.name}：{show_points(row.points)}/{full}{missing}")
    for table in card.tables:
        grades = f"，{'、'.join(table.grades)}" if table.grades else ""
        typer.echo(f"表{table.table}合计：{show_points(table.points)}/{table.full}{grades}")


def _cross(book: Rulebook, observed: Observations, paths: Sequence[Path], alignment: Path | None) -> CrossTable:
    from extractor import rulebook as rules
    from extractor.outputs import load_alignment
    from extractor.rulebook.io.scorecard_page import show_points

    books = [book, *(load_rulebook(path) for path in paths)]
    table = rules.cross_score(books, book.plan, observed, load_alignment(alignment) if alignment else None)
    for line in table.lines:
        typer.echo(
            f"交叉 {line.plan} {line.name}：{show_points(line.points)} 分，占比 {show_points(line.away)}"
            f"（本地“{line.home_name}”占比 {show_points(line.home)}）"
        )
    for total in table.totals:
        typer.echo(
            f"交叉 {total.plan}：可比 {total.rows} 项，"
            f"本地平均占比 {show_points(total.home)}，按其规则 {show_points(total.away)}"
        )
    return table


def _write_cross(path: Path, table: CrossTable | None) -> Path:
    from extractor.outputs import write_file
    from extractor.rulebook import render_cross_csv

    if table is None:
        raise UsageError(f"{path}: .csv 是交叉打分表", hint="请同时用 --cross RULEBOOK")
    return write_file(path, render_cross_csv(table).encode())


def _write(path: Path, card: Scorecard, drawn: Sequence[Distribution], points: Sequence[NextPoint]) -> Path:
    from extractor import rulebook as rules
    from extractor.outputs import write_file

    match path.suffix.lower():
        case ".xlsx":
            content = rules.build_scorecard_workbook(card)
        case ".html":
            content = rules.render_scorecard_page(card, distributions=drawn, points=points).encode()
        case ".svg":
            if not drawn:
                raise UsageError(f"{path}: .svg 是模拟的分布图", hint="请同时用 --simulate N")
            content = rules.draw_histogram(drawn[0]).encode()
        case _:
            content = rules.render_scorecard_json(card, distributions=drawn, points=points).encode()
    return write_file(path, content)
