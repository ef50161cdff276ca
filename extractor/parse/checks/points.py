"""In: an assessment table. Out: problems of its points: sums, numbers, and awards above the row's worth.

Not handled: whether the rules of a row can reach its points, which needs the rules as a tree (`rulebook`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractor.model.place import Place
from extractor.model.plan import Indicator, IndicatorPart, Level, Number, RuleKind
from extractor.model.problem import Problem, Severity
from extractor.parse.tables.categories import Category
from extractor.parse.tables.indicators import IndicatorTable

GIVING = {RuleKind.AWARD, RuleKind.AWARD_PER, RuleKind.CAP}


def find_point_problems(table: IndicatorTable) -> Iterator[Problem]:
    """Yield what does not add up in a table, and rows whose numbers jump or repeat."""
    yield from _check_total(table)
    for category in table.categories:
        yield from _check_category(table, category)
    yield from _check_numbers(table)
    for indicator in table.indicators:
        if not _is_bonus(indicator):
            yield from _check_awards(indicator)


def _check_total(table: IndicatorTable) -> Iterator[Problem]:
    """Hold the rows against the printed total; bonus rows may stand within it or on top of it."""
    if table.total is None:
        return
    printed, place = table.total
    bonus = {category.label for category in table.categories if category.bonus}
    plain = [row.points for row in table.indicators if row.level1 not in bonus and not _is_bonus(row)]
    every = [row.points for row in table.indicators]
    if not every or None in every:
        return
    sums = [_sum(value for value in values if value is not None) for values in (plain, every)]
    if _decimal(printed) not in sums:
        found = min(sums, key=lambda total: abs(total - _decimal(printed)))
        yield Problem(
            "parse", "total-does-not-add-up", Severity.WARNING, place,
            f"表{table.number}各项分值之和为 {_plain(found)}，与印出的总分 {printed} 不符",
            f"The rows of table {table.number} add up to {_plain(found)}, the printed total is {printed}",
        )  # fmt: skip


def _is_bonus(row: Indicator) -> bool:
    words = f"{row.name or ''}{row.level1 or ''}"
    return any(word in words for word in ("附加分", "加分项", "奖扣分", "奖励分"))


def _check_category(table: IndicatorTable, category: Category) -> Iterator[Problem]:
    """Hold a group against the rows below it, or against the groups below it where the rows have no points."""
    rows = [row for row in table.indicators if any(_is_level(level, category) for level in row.levels)]
    values = [_worth(row, category) for row in rows]
    if category.points is None or not values or None in values or _are_alternatives(rows, category.points):
        return
    known = dict.fromkeys(value for value in values if value is not None)
    found = _sum(points for _, points in known)
    if found != _decimal(category.points):
        yield Problem(
            "parse", "points-do-not-add-up", Severity.WARNING, category.place,
            f"“{category.label}”印为 {category.points} 分，其下各项之和为 {_plain(found)} 分",
            f'"{category.label}" is worth {category.points}, its rows add up to {_plain(found)}',
        )  # fmt: skip


def _is_level(level: Level, category: Category) -> bool:
    return level.name == category.label and level.place == category.place and level.points == category.points


def _worth(row: Indicator, category: Category) -> tuple[str, Number] | None:
    """Return what a row adds to a group: its points, else those of a group between them, once for all its rows."""
    if row.points is not None:
        return row.id, row.points
    below = False
    for level in row.levels:
        if below and level.points is not None:
            return f"{level.name}/{level.place.start if level.place else ''}", level.points
        below = below or _is_level(level, category)
    return None


def _are_alternatives(rows: Sequence[Indicator], points: Number) -> bool:
    """Tell rows that are no addends: one for each department, or a block of them, each worth all of the group."""
    if len(rows) < 2:
        return False
    if all(row.points == points for row in rows):
        return True
    blocks: dict[str, list[Number]] = {}
    for row in rows:
        inner = row.levels[-1] if row.levels else None
        if inner is None or inner.points is not None or not inner.name or row.points is None or not row.units:
            return False
        blocks.setdefault(inner.name, []).append(row.points)
    return len(blocks) > 1 and all(_sum(values) == _decimal(points) for values in blocks.values())


def _check_numbers(table: IndicatorTable) -> Iterator[Problem]:
    """Numbers run on through the table, or begin again below each category."""
    last, under = 0, None
    for row in table.indicators:
        if row.no is None or not row.no.isdecimal() or row.level1 == row.name:
            continue  # 七、工作创新 is a category and its own only row
        number = int(row.no)
        levels = [level.name for level in row.levels]
        if levels != under and (number == 1 or len(levels) != len(under or levels)):
            last = 0
        if number == last:
            yield _number_problem(
                row, "number-repeated", f"表{table.number}中编号 {number} 出现了两次", f"Number {number} stands twice"
            )
        elif number > last + 1 and last:
            yield _number_problem(
                row, "number-missing", f"表{table.number}编号不连续：{last} 之后是 {number}", f"{number} follows {last}"
            )
        last, under = number, levels


def _number_problem(row: Indicator, code: str, message: str, english: str) -> Problem:
    return Problem("parse", code, Severity.WARNING, row.place, message, english, row.id)


def _check_awards(indicator: Indicator) -> Iterator[Problem]:
    parts: Sequence[Indicator | IndicatorPart] = indicator.parts or (indicator,)
    for part in parts:
        if part.points is None:
            continue
        for rule in part.rules:
            if rule.kind in GIVING and isinstance(rule.points, int | float) and rule.points > part.points:
                yield _award_problem(indicator, rule.points, part.points, rule.place, rule.text)


def _award_problem(indicator: Indicator, given: Number, worth: Number, place: Place | None, text: str) -> Problem:
    return Problem(
        "parse", "award-above-points", Severity.WARNING, place,
        f"“{indicator.name or indicator.no}”的评分标准给 {given} 分，超过该项分值 {worth} 分",
        f"The criteria give {given} points, the row is worth {worth}: {text}",
        indicator.id,
    )  # fmt: skip


def _plain(value: Decimal) -> str:
    """Return a sum as it is printed: 90, never 9E+1.

    >>> _plain(Decimal(90).normalize()), _plain(Decimal("2.50").normalize())
    ('90', '2.5')
    """
    return f"{value:f}"


def _decimal(value: Number) -> Decimal:
    return Decimal(str(value)).normalize()


def _sum(values: Iterable[Number]) -> Decimal:
    return sum((Decimal(str(value)) for value in values), Decimal(0)).normalize()
