"""In: a plan with assessment tables. Out: problems of points: sums, numbers, and awards above the row's worth.

Only tables that were read whole are summed: what this program lost is not the county's fault. Alternatives (one block
for each department, each worth the total) are no addends. Not handled: whether the rules of a row can reach its points,
which needs the rules as a tree (`rulebook`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import msgspec

from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Indicator, IndicatorPart, Level, Number, Plan, RuleKind
from extractor.model.paper.place import Place
from extractor.model.paper.table import Table, TableKind
from extractor.model.problem import Problem, Severity

# 1.编制方案（20分）2.完成覆土（10分）: items that carry their points, and nothing else that gives or takes
ITEM_POINTS = re.compile(r"\((\d+(?:\.\d+)?)分\)")
ITEM_NUMBER = re.compile(r"(?<!\d)\d{1,2}[.、](?!\d)|\(\d{1,2}\)(?!分)|[①-⑳]")
SCORED = compile_late(r"[得扣加减]\d|满分|不得分|最高")
GIVING = frozenset({RuleKind.AWARD, RuleKind.AWARD_PER, RuleKind.CAP})
BONUS = re.compile(r"附加|加分项?|奖扣分|奖励分|扣分项|减分项?|倒扣|负面清单|一票否决")
TOTAL_ROW = re.compile(r"^(?:合计|总计|总分|总分值|分值合计)$")
TOTAL_NOTE = re.compile(r"(?:满分|总分|共计?|合计|总计)(?:值)?(?:为|是)?:?(?P<points>\d+(?:\.\d+)?)分")
Path = tuple[tuple[str | None, Number | None, int | None], ...]
PLAIN = re.compile(r"\d+(?:\.\d+)?")
SUM = re.compile(r"(?:满分|总分)(?:为|是)?:?(?P<points>\d+(?:\.\d+)?)分")


class Printed(msgspec.Struct, frozen=True):
    """A printed total and where it stands."""

    value: Decimal
    place: Place | None


def find_sum_problems(plan: Plan, unsure: frozenset[int]) -> Iterator[Problem]:
    """Yield what does not add up; tables whose number is in `unsure` were not read whole, and are not summed."""
    printed = dict(_find_totals(plan))
    for number in sorted({row.table for row in plan.indicators}):
        rows = [row for row in plan.indicators if row.table == number]
        if number not in unsure:
            if number in printed:
                yield from _check_total(number, rows, printed[number])
            yield from _check_levels(rows)
            yield from _check_numbers(number, rows)
        for row in rows:
            if not _is_bonus(row):
                yield from _check_awards(row)
                yield from _check_items(row)


def _find_totals(plan: Plan) -> Iterator[tuple[int, Printed]]:
    """Yield the printed total of each table: in its last row, above it, else in the text of a plan of one table."""
    tables = dict(number_tables(plan))
    for number, table in tables.items():
        found = _find_total_row(table) or _find_caption(table)
        if found is None and len(tables) == 1:
            found = _find_stated(plan)
        if found is not None:
            yield number, found


def _find_stated(plan: Plan) -> Printed | None:
    """Return the total that the text states outside of tables: 满分12分 in a cell is a cap of its row."""
    inside = [table.place for table in plan.tables if table.place is not None]
    for match in SUM.finditer(fold(plan.text)):
        if not any(place.start <= match.start() < place.end for place in inside):
            return Printed(Decimal(match["points"]), Place(*match.span()))
    return None


def number_tables(plan: Plan) -> Iterator[tuple[int, Table]]:
    """Yield each assessment table with the number that its rows name; a scheme in running text is no table."""
    for table in plan.tables:
        if table.kind == TableKind.INDICATORS and table.place is not None:
            start, end = table.place.start, table.place.end
            inside = (row.table for row in plan.indicators if row.place and start <= row.place.start < end)
            number = next(inside, None)
            if number is not None:
                yield number, table


def _find_total_row(table: Table) -> Printed | None:
    heads = [cell for cell in table.cells if TOTAL_ROW.match("".join(fold(cell.text).split()))]
    for head in heads:
        beside = [cell for cell in table.cells if cell.row == head.row and PLAIN.fullmatch(fold(cell.text).strip())]
        if len(beside) == 1:
            return Printed(Decimal(fold(beside[0].text).strip()), beside[0].place)
    return None


def _find_caption(table: Table) -> Printed | None:
    """Return the total above a table: (满分 100 分), 总分100分."""
    match = TOTAL_NOTE.search("".join(fold(table.caption or "").split()))
    return Printed(Decimal(match["points"]), table.place) if match else None


def _check_total(number: int, rows: Sequence[Indicator], printed: Printed) -> Iterator[Problem]:
    """Hold the rows against the printed total; bonus rows may stand within it or on top of it."""
    plain, every = (_add_up(some) for some in ([row for row in rows if not _is_bonus(row)], rows))
    if plain is None or every is None or printed.value in (plain, every) or _are_alternatives(rows, printed.value):
        return
    if _add_up([replace(row, points=None) if row.level1_points is not None else row for row in rows]) == printed.value:
        return  # the groups add up: what is wrong inside one of them is told there
    some = [row for row in rows if not _is_bonus(row)]
    apart = [[row for row in one if bool(row.no) is numbered] for one in (rows, some) for numbered in (True, False)]
    if printed.value in map(_add_up, apart):
        return  # rows without a number are groups, or stand beside the table
    found = min((plain, every), key=lambda total: abs(total - printed.value))
    yield Problem(
        "check", "total-does-not-add-up", Severity.WARNING, printed.place,
        f"表{number}各项分值之和为 {show(found)}，与印出的总分 {show(printed.value)} 不符",
        f"The rows of table {number} add up to {show(found)}, the printed total is {show(printed.value)}",
    )  # fmt: skip


def _add_up(rows: Sequence[Indicator]) -> Decimal | None:
    """Return the points of rows; rows without their own count by the group that holds theirs, once."""
    total = Decimal(0)
    groups: set[Path] = set()
    for row in rows:
        if row.points is not None:
            total += Decimal(str(row.points))
            continue
        level = next((level for level in reversed(row.levels) if level.points is not None), None)
        if level is None:
            return None
        key = _path(row.levels[: row.levels.index(level) + 1])
        if key not in groups:
            groups.add(key)
            total += Decimal(str(level.points))
    return total if rows else None


def _path(levels: Sequence[Level]) -> Path:
    """Return what tells a group from others of its name: the groups above it, and where it is printed."""
    return tuple((level.name, level.points, level.place.start if level.place else None) for level in levels)


def _are_alternatives(rows: Sequence[Indicator], printed: Decimal) -> bool:
    """Tell whether each outer group, or each body's rows, are worth the total by themselves."""
    for key in (lambda row: row.level1, lambda row: tuple(unit.name for unit in row.units)):
        groups: dict[object, list[Indicator]] = {}
        for row in rows:
            groups.setdefault(key(row), []).append(row)
        if len(groups) > 1 and all(_add_up(own) == printed for own in groups.values()):
            return True
    return False


def _is_bonus(row: Indicator) -> bool:
    return any(BONUS.search(fold(words)) for words in (row.name, *(level.name for level in row.levels)) if words)


def _check_levels(rows: Sequence[Indicator]) -> Iterator[Problem]:
    """Hold each group with printed points against its rows."""
    members: dict[Path, tuple[Level, list[Indicator]]] = {}
    for row in rows:
        for depth, level in enumerate(row.levels):
            members.setdefault(_path(row.levels[: depth + 1]), (level, []))[1].append(row)
    for path, (level, own) in members.items():
        if level.points is None or all(row.points is None for row in own):
            continue
        below = [_cut_levels(row, len(path)) for row in own]
        total, wanted = _add_up(below), Decimal(str(level.points))
        if total is None or total == wanted or _is_alternative(below, wanted):
            continue
        yield Problem(
            "check", "points-do-not-add-up", Severity.WARNING, level.place,
            f"“{level.name}”印为 {show(wanted)} 分，其下各项之和为 {show(total)} 分",
            f'"{level.name}" is worth {show(wanted)}, its rows add up to {show(total)}',
            other=own[0].places.get("points"),
        )  # fmt: skip


def _cut_levels(row: Indicator, depth: int) -> Indicator:
    return replace(row, levels=row.levels[depth:])


def _is_alternative(rows: Sequence[Indicator], worth: Decimal) -> bool:
    """Tell whether each row, or each block of rows, is worth the whole group: one for each department."""
    if len(rows) < 2:
        return False
    if all(row.points is not None and Decimal(str(row.points)) == worth for row in rows):
        return True
    blocks: dict[str, list[Indicator]] = {}
    for row in rows:
        inner = row.levels[-1] if row.levels else None
        if inner is None or inner.points is not None or not inner.name or not row.units:
            return False
        blocks.setdefault(inner.name, []).append(row)
    return len(blocks) > 1 and all(_add_up(own) == worth for own in blocks.values())


def _check_numbers(table: int, rows: Sequence[Indicator]) -> Iterator[Problem]:
    """Numbers run on through the table, or begin again below each group."""
    last = 0
    under: tuple[str | None, ...] | None = None
    for row in rows:
        if row.no is None or not row.no.isdecimal() or row.level1 == row.name:
            continue  # 七、工作创新 is a category and its own only row
        number, above = int(row.no), tuple(level.name for level in row.levels)
        if above != under and (number == 1 or len(above) != len(under or above)):
            last = 0
        if number == last:
            message = f"表{table}中编号 {number} 出现了两次"
            yield _number_problem(row, "number-repeated", message, f"Number {number} stands twice")
        elif number > last + 1 and last:
            message = f"表{table}编号不连续：{last} 之后是 {number}"
            yield _number_problem(row, "number-missing", message, f"{number} follows {last}")
        last, under = number, above


def _number_problem(row: Indicator, code: str, message: str, english: str) -> Problem:
    return Problem("check", code, Severity.WARNING, row.place, message, english, row.id)


def _check_awards(indicator: Indicator) -> Iterator[Problem]:
    """Hold what a sentence gives or takes at once against what the row is worth."""
    parts: Sequence[Indicator | IndicatorPart] = indicator.parts or (indicator,)
    for part in parts:
        for rule in part.rules:
            if part.points is None or not isinstance(rule.points, int | float) or rule.points <= part.points:
                continue
            if rule.kind in GIVING:
                yield _award_problem(indicator, rule.points, part.points, rule.place, rule.text)


def _check_items(indicator: Indicator) -> Iterator[Problem]:
    """Hold the numbered items of a row's criteria, each with its points in brackets, against what the row is worth."""
    parts: Sequence[Indicator | IndicatorPart] = indicator.parts or (indicator,)
    for part in parts:
        text = "".join(fold(part.criteria or "").split())
        notes = ITEM_POINTS.findall(text)
        numbered = len(ITEM_NUMBER.findall(text)) == len(notes) > 1
        if part.points is None or not numbered or SCORED.search(ITEM_POINTS.sub("", text)):
            continue
        found, worth = sum((Decimal(note) for note in notes), Decimal(0)), Decimal(str(part.points))
        if found != worth:
            yield Problem(
                "check", "items-do-not-add-up", Severity.WARNING, part.places.get("criteria") or part.place,
                f"“{indicator.name or indicator.no}”印为 {show(worth)} 分，其小项合计 {show(found)} 分",
                f"The row is worth {show(worth)}, its items add up to {show(found)}",
                indicator.id,
            )  # fmt: skip


def _award_problem(indicator: Indicator, given: Number, worth: Number, place: Place | None, text: str) -> Problem:
    return Problem(
        "check", "award-above-points", Severity.WARNING, place,
        f"“{indicator.name or indicator.no}”的评分标准给 {given:g} 分，超过该项分值 {worth:g} 分",
        f"The criteria give {given:g} points, the row is worth {worth:g}: {text}",
        indicator.id,
    )  # fmt: skip


def show(value: Decimal) -> str:
    """Return a number as it is printed: 100, never 1E+2.

    >>> show(Decimal("1E+2")), show(Decimal("30.50"))
    ('100', '30.5')
    """
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
