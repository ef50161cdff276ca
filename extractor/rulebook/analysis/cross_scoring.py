"""In: the rulebooks of several places, one place's observations, and which items ask for the same (`Alignment`).
Out: `CrossTable`: what the same facts are worth by each ruler, as shares of the full points.

An observation is read as another table's input only where kind and unit agree (万 and 亿 are converted) and the rows
ask for the same measure. Not handled: inputs that would have to be computed anew (a share from two counts).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext

import msgspec

from extractor.model.compared.alignment import Alignment
from extractor.model.scored.rulebook import Input, Rulebook, RuledIndicator
from extractor.model.scored.scenarios import CrossLine, CrossTable, CrossTotal
from extractor.model.scored.scorecard import Observations, Points
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Domain
from extractor.rulebook.engine.program import ALL_PLACES, build_known
from extractor.rulebook.engine.score import find_inputs, lower_row
from extractor.rulebook.engine.values import parse_observations

ALIKE_ROWS = 60
"""Without an alignment, rows whose names are as alike as this (of 100) ask for the same."""
ALIKE_LABELS = 45
"""Inputs of two aligned rows, of which there are several, are the same from this likeness of their labels on."""
SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
NOISE = re.compile(r"情况|工作|开展|数量|的")


def cross_score(
    rulebooks: Sequence[Rulebook], home: str, observations: Observations, alignment: Alignment | None = None
) -> CrossTable:
    """Return one place's observations by every other place's rulebook.

    `home` is the plan id of the rulebook that the observations were made for. Rows are paired by `alignment`, else by
    their names. Raises ObservationError like `score`, ValueError where `home` is none of the rulebooks.
    """
    own = next((book for book in rulebooks if book.plan == home), None)
    if own is None:
        raise ValueError(f"no rulebook of {home}")
    values = parse_observations(observations, own)
    lines: list[CrossLine] = []
    left_out: list[str] = []
    with localcontext(prec=plain.DIGITS):
        for book in rulebooks:
            if book.plan != home:
                _cross_book(_Pairing(own, book, alignment), values, lines, left_out)
    totals = tuple(
        _total(book.plan, [line for line in lines if line.plan == book.plan]) for book in rulebooks if book.plan != home
    )
    return CrossTable(home=home, lines=tuple(lines), totals=totals, left_out=tuple(left_out))


def render_cross_csv(table: CrossTable) -> str:
    """Return the table as CSV for spreadsheets: a line for each row scored, then one for each place.

    Shares are from 0 to 1; where they are intervals, both ends have a column.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(
        ["plan", "row", "name", "home_row", "home_name", "full", "points_low", "points_high", "home_low", "home_high",
         "away_low", "away_high", "used"]
    )  # fmt: skip
    for line in table.lines:
        numbers = (line.points.low, line.points.high, line.home.low, line.home.high, line.away.low, line.away.high)
        names = (line.plan, line.row, line.name, line.home_row, line.home_name)
        writer.writerow([*(_inert(name) for name in names), line.full, *numbers, "；".join(line.used)])
    for total in table.totals:
        ends = (total.home.low, total.home.high, total.away.low, total.away.high)
        writer.writerow([total.plan, "", f"合计 {total.rows} 项", "", "", "", "", "", *ends, ""])
    return "\ufeff" + buffer.getvalue()


def _inert(words: str) -> str:
    """Keep a spreadsheet from taking printed words for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@")) else words


class _Pairing(msgspec.Struct, frozen=True):
    home: Rulebook
    away: Rulebook
    alignment: Alignment | None

    def find_rows(self, row: RuledIndicator) -> list[RuledIndicator]:
        """Return the home rows that ask for the same as an away row, the most alike first."""
        from rapidfuzz import fuzz

        names = [(fuzz.ratio(_strip(row.name), _strip(other.name)), other) for other in self.home.indicators]
        if self.alignment is not None:
            same = {
                member.item
                for group in self.alignment.groups
                if any((member.plan, member.item) == (self.away.plan, row.id) for member in group.members)
                for member in group.members
                if member.plan == self.home.plan
            }
            names = [(likeness, other) for likeness, other in names if other.id in same]
        else:
            names = [(likeness, other) for likeness, other in names if likeness >= ALIKE_ROWS]
        return [other for _, other in sorted(names, key=lambda pair: -pair[0])]


def _strip(name: str) -> str:
    return NOISE.sub("", name)


def _cross_book(pairing: _Pairing, values: Mapping[str, Decimal], lines: list[CrossLine], left_out: list[str]) -> None:
    book = pairing.away
    for row in book.indicators:
        for home_row in pairing.find_rows(row):
            used = _match_inputs(find_inputs(pairing.home, home_row), find_inputs(book, row), values)
            if used:
                lines.append(_cross_row(pairing, row, home_row, values, used))
                break
        else:
            left_out.append(f"{book.plan} {row.id} {row.name}：没有要求同一件事、单位也相同的观测项")


def _match_inputs(
    home: Sequence[Input], away: Sequence[Input], values: Mapping[str, Decimal]
) -> dict[str, tuple[Input, Decimal]]:
    """Return for each away input the home input that observed the same, and its value in the away input's unit."""
    from rapidfuzz import fuzz

    found: dict[str, tuple[Input, Decimal]] = {}
    taken: set[str] = set()
    for target in away:
        options = [
            (fuzz.ratio(_strip(source.label), _strip(target.label)), source, scale)
            for source in home
            if source.name in values and source.name not in taken and (scale := _find_scale(source, target)) is not None
        ]
        alone = len(options) == 1 and sum(item.kind == target.kind for item in away) == 1 and target.kind != "yes_no"
        options = [option for option in options if alone or option[0] >= ALIKE_LABELS]
        if options:
            _, source, scale = max(options, key=lambda option: option[0])
            taken.add(source.name)
            found[target.name] = (source, values[source.name] * scale)
    return found


def _find_scale(source: Input, target: Input) -> Decimal | None:
    """Return the factor from one input's unit to the other's, None where they measure different things.

    >>> item = Input(name="a", label="", kind="number", unit="亿元", indicator="i")
    >>> _find_scale(item, Input(name="b", label="", kind="number", unit="万元", indicator="i"))
    Decimal('10000')
    """
    if "points" in {source.kind, target.kind} or (source.kind == "yes_no") != (target.kind == "yes_no"):
        return None
    if source.of != target.of and ALL_PLACES in {source.of, target.of}:
        return None
    (one, base), (two, other) = _split_unit(source.unit), _split_unit(target.unit)
    return one / two if base == other else None


def _split_unit(unit: str) -> tuple[Decimal, str]:
    if unit[:1] in SCALES:
        return SCALES[unit[0]], unit[1:]
    return Decimal(1), unit


def _cross_row(
    pairing: _Pairing,
    row: RuledIndicator,
    home_row: RuledIndicator,
    values: Mapping[str, Decimal],
    used: Mapping[str, tuple[Input, Decimal]],
) -> CrossLine:
    away_values = {name: value for name, (_, value) in used.items()}
    points = _score(pairing.away, row, away_values)
    own = _score(pairing.home, home_row, values)
    return CrossLine(
        plan=pairing.away.plan,
        row=row.id,
        name=row.name,
        home_row=home_row.id,
        home_name=home_row.name,
        full=row.points,
        points=points,
        home=_share(pairing.home, home_row, own),
        away=_share(pairing.away, row, points),
        used=tuple(f"{source.name}=>{name}" for name, (source, _) in used.items()),
    )


def _score(book: Rulebook, row: RuledIndicator, values: Mapping[str, Decimal]) -> Points:
    known = build_known(book, values)
    if row.points is None:  # where a plan prints no points, a share is taken of one point
        one = Domain(plain.number(1), plain.number(1))
        known |= {item.name: one for item in find_inputs(book, row) if item.kind == "points"}
        known |= {parameter.name: one for parameter in book.parameters if parameter.indicator == row.id}
    low, high = (plain.round_half_up(end, book.rounding.places) for end in lower_row(row, known).ends)
    return Points(low, high)


def _share(book: Rulebook, row: RuledIndicator, points: Points) -> Points:
    full = row.points or Decimal(1)
    low, high = (
        plain.round_half_up(plain.divide(plain.number(end), plain.number(full)), book.rounding.places)
        for end in (points.low, points.high)
    )
    return Points(low, high)


def _total(plan: str, lines: Sequence[CrossLine]) -> CrossTotal:
    count = len(lines) or 1

    def mean(shares: Sequence[Points]) -> Points:
        low, high = (sum(ends, Decimal(0)) / count for ends in ([s.low for s in shares], [s.high for s in shares]))
        return Points(round(low, 4), round(high, 4))

    return CrossTotal(
        plan=plan, rows=len(lines), home=mean([line.home for line in lines]), away=mean([line.away for line in lines])
    )
