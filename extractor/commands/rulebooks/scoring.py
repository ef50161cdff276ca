"""The command `score`: one place's form, or a table of many places and periods, by a rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.inputs import require_files, tell
from extractor.commands.options import both
from extractor.commands.rulebooks.rulebook import RulebookFile, load_rulebook
from extractor.errors import ExtractorError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model.scored.rulebook import Rulebook
    from extractor.model.scored.scenarios import CrossTable, Distribution, NextPoint
    from extractor.model.scored.scorecard import Observations, Scorecard
    from extractor.rulebook import TableScores
    from extractor.rulebook.io.tables import ObservedTable

ENDINGS = (".json", ".xlsx", ".html", ".svg", ".csv", ".parquet")
"""Of --out: the card as data, workbook and page; the plot of --simulate; the table of --cross or of many units."""
ObservationsFile = Annotated[
    Path,
    typer.Argument(
        metavar="OBSERVATIONS",
        help=both(
            "一张观测表或多单位的表 .xlsx .csv .yaml .parquet",
            "one form, or a table of many units",
        ),
    ),
]
OutFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help=both("写到 .json .xlsx .html .svg .csv .parquet，可多次", "write such a file; repeatable"),
    ),
]
Draws = Annotated[
    int,
    typer.Option(
        "--simulate", min=0, metavar="N", help=both("未观测的各项随机取值 N 次", "draw what was not observed N times")
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help=both("随机种子", "seed of the draws"))]
Ranges = Annotated[
    list[str] | None,
    typer.Option(
        "--range", metavar="X=LOW:HIGH", help=both("模拟时某项的取值范围，可多次", "where an input is drawn from")
    ),
]
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
OnDay = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help=both("按这一天有效的参数，如 2023-06-30", "parameters valid on this day")
    ),
]
GatherFlag = Annotated[
    bool,
    typer.Option("--gather", help=both("把各时期合并为每单位一行", "gather the periods of each unit, as printed")),
]
CardsFolder = Annotated[
    Path | None,
    typer.Option("--cards", metavar="DIR", help=both("另写每一行的得分单", "also write a scorecard for each row")),
]


def score(
    rulebook: RulebookFile,
    observations: ObservationsFile,
    *,
    out: OutFiles = None,
    simulate: Draws = 0,
    seed: Seed = 0,
    ranges: Ranges = None,
    next_point: NextFlag = False,
    cross: CrossFiles = None,
    alignment: AlignmentFile = None,
    on: OnDay = None,
    gather: GatherFlag = False,
    cards: CardsFolder = None,
) -> None:
    """Score observations: points, what fired, which limit bound, what is open and why."""
    from extractor import rulebook as rules
    from extractor.rulebook.io.tables import is_table

    _check_endings(out or [], ENDINGS)
    require_files([observations, *(cross or []), *([alignment] if alignment else [])])
    book = load_rulebook(rulebook)
    content = observations.read_bytes()
    with _telling_each_fault(observations.name):
        if is_table(content, observations.name, book):
            _score_table(book, content, observations.name, out or [], on=on, gather=gather, cards=cards)
            return
        _check_needs(out or [], simulate=simulate, cross=cross)
        observed = rules.read_observations(content, observations.name)
        card = rules.score(book, observed, on=on)
    drawn = _simulate(book, simulate, seed, observed, ranges or [])
    points = rules.next_points(book, observed) if next_point else ()
    _print_card(card)
    _print_what_if(drawn, points)
    crossed = _cross(book, observed, cross, alignment) if cross else None
    for path in out or []:
        typer.echo(str(_write(path, card, drawn, points, crossed)))


@contextmanager
def _telling_each_fault(name: str) -> Iterator[None]:
    """Tell each fault of a form or table in a line of its own, then how many there are."""
    try:
        yield
    except ExtractorError as error:
        faults: tuple[str, ...] = getattr(error, "faults", ())
        if len(faults) < 2:
            raise
        for line in faults[:MOST_FAULTS]:
            tell(line)
        rest = f"，以上是前{MOST_FAULTS}处" if len(faults) > MOST_FAULTS else ""
        raise ExtractorError(f"{name}: 有{len(faults)}处不能用，没有计分{rest}") from None


MOST_FAULTS = 50


def _check_endings(paths: Sequence[Path], endings: Sequence[str]) -> None:
    """Refuse a file of unknown kind before anything is written."""
    for path in paths:
        if path.suffix.lower() not in endings:
            raise UsageError(f"{path}: 不认识的文件类型“{path.suffix}”", hint=f"请用 {'、'.join(endings)}")


def _check_needs(paths: Sequence[Path], *, simulate: int, cross: Sequence[Path] | None) -> None:
    """Refuse what the other options do not give, before anything is written."""
    for path in paths:
        match path.suffix.lower():
            case ".csv" if not cross:
                raise UsageError(f"{path}: .csv 是交叉打分表", hint="请同时用 --cross RULEBOOK，或把多个单位放进一张表")
            case ".svg" if not simulate:
                raise UsageError(f"{path}: .svg 是模拟的分布图", hint="请同时用 --simulate N")
            case ".parquet":
                raise UsageError(f"{path}: .parquet 是多个单位的得分表", hint="一张观测表请写 .json、.xlsx 或 .html")


def _simulate(
    book: Rulebook, draws: int, seed: int, observed: Observations, ranges: Sequence[str]
) -> tuple[Distribution, ...]:
    if not draws:
        return ()
    from extractor import rulebook as rules
    from extractor.rulebook.analysis.simulate import parse_range

    chosen = dict(parse_range(words, book) for words in ranges)
    return rules.simulate(book, draws, seed=seed, observations=observed, ranges=chosen)


def _score_table(
    book: Rulebook, content: bytes, name: str, out: Sequence[Path], *, on: str | None, gather: bool, cards: Path | None
) -> None:
    from extractor import rulebook as rules
    from extractor.outputs import write_file
    from extractor.rulebook.io.score_files import TABLE_ENDINGS, render_table
    from extractor.rulebook.io.tables import gather_periods, read_table

    _check_endings(out, TABLE_ENDINGS)
    table = read_table(content, name, book)
    table = gather_periods(table, book) if gather else table
    scores = rules.score_columns(book, table.columns, table.rows, on=on)
    _print_table(book, table, scores)
    for path in out:
        typer.echo(str(write_file(path, render_table(book, table, scores, path.suffix.lower()))))
    if cards is not None:
        typer.echo(f"{cards}: {_write_cards(book, table, cards, on)} 张得分单")


MOST_LINES = 20


def _print_table(book: Rulebook, table: ObservedTable, scores: TableScores) -> None:
    from extractor.model.scored.expression import print_number
    from extractor.rulebook.engine.table import list_totals

    typer.echo(f"{table.rows} 行，{len(book.indicators)} 个指标")
    for place in range(min(table.rows, MOST_LINES)):
        typer.echo(f"  {table.name_row(place)}：{'；'.join(list_totals(scores, place))}")
    if table.rows > MOST_LINES:
        typer.echo(f"  …… 另有 {table.rows - MOST_LINES} 行，用 --out 写成文件")
    for number, (low, high) in scores.totals.items():
        still = int((low != high).sum())
        words = f"，{still} 行未定（有缺项或未读懂的句子）" if still else ""
        ends = dict.fromkeys(print_number(round_mean(one)) for one in (low, high))
        typer.echo(f"表{number}：{table.rows} 行平均 {'～'.join(ends)}{words}")


def round_mean(ends: object) -> Decimal:
    """Return the mean of one end of all rows' totals, with two decimals: rows that are open leave the mean open."""
    return Decimal(str(round(float(ends.mean()) if len(ends) else 0.0, 2)))  # type: ignore[attr-defined,arg-type]


def _write_cards(book: Rulebook, table: ObservedTable, folder: Path, on: str | None) -> int:
    from extractor import rulebook as rules
    from extractor.outputs import write_file
    from extractor.rulebook.engine.table import list_values

    taken: set[str] = set()
    for place in range(table.rows):
        name = table.name_row(place)
        stem = "".join(letter if letter.isalnum() else "_" for letter in name) or f"row{place + 1}"
        stem = stem if stem not in taken else f"{stem}_{place + 1}"
        taken.add(stem)
        card = rules.score_values(book, list_values(book, table.columns, place), name, on=on)
        write_file(folder / f"{stem}.html", rules.render_scorecard_page(card).encode())
    return table.rows


def _print_card(card: Scorecard) -> None:
    from extractor.rulebook.cards.terminal import list_card_lines

    _print_folded(list_card_lines(card))


def _print_folded(lines: Iterable[str]) -> None:
    """Print lines folded to the terminal's width; as they are where the output is no terminal."""
    from shutil import get_terminal_size

    from extractor.rulebook.cards.terminal import fold_line

    width = get_terminal_size((0, 0)).columns
    for line in lines:
        typer.echo(fold_line(line, width))


def _print_what_if(drawn: Sequence[Distribution], points: Sequence[NextPoint]) -> None:
    from extractor.rulebook.cards.histogram import describe, describe_draws
    from extractor.rulebook.cards.terminal import list_next_lines

    for one in drawn:
        typer.echo(f"模拟 表{one.table}：{describe(one)}")
    _print_folded(f"  {words}" for words in dict.fromkeys(describe_draws(one) for one in drawn) if words)
    _print_folded(list_next_lines(points))


def _cross(book: Rulebook, observed: Observations, paths: Sequence[Path], alignment: Path | None) -> CrossTable:
    from extractor import rulebook as rules
    from extractor.outputs import load_alignment
    from extractor.rulebook.cards.lines import show_points

    books = [book, *(load_rulebook(path) for path in paths)]
    table = rules.cross_score(books, book.plan, observed, load_alignment(alignment) if alignment else None)
    for line in table.lines:
        typer.echo(
            f"交叉 {line.plan} {line.name}：{show_points(line.points)} 分，占比 {show_points(line.away)}"
            f"（本地“{line.home_name}”占比 {show_points(line.home)}）"
        )
    for total in table.totals:
        shares = f"，本地平均占比 {show_points(total.home)}，按其规则 {show_points(total.away)}" if total.rows else ""
        typer.echo(f"交叉 {total.plan}：可比 {total.rows} 项{shares}")
    for words in table.left_out:
        typer.echo(f"  不可比 {words}")
    return table


def _write(
    path: Path, card: Scorecard, drawn: Sequence[Distribution], points: Sequence[NextPoint], crossed: CrossTable | None
) -> Path:
    from extractor import rulebook as rules
    from extractor.outputs import write_file

    match path.suffix.lower():
        case ".csv" if crossed is not None:
            content = rules.render_cross_csv(crossed).encode()
        case ".xlsx":
            content = rules.build_scorecard_workbook(card)
        case ".html":
            content = rules.render_scorecard_page(card, distributions=drawn, points=points).encode()
        case ".svg":
            content = rules.draw_histogram(drawn[0]).encode()
        case _:
            content = rules.render_scorecard_json(card, distributions=drawn, points=points).encode()
    return write_file(path, content)
