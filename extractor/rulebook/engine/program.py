"""In: `Rulebook`. Out: `Program`: points of rows, totals and grades in plain nodes, for every engine the same.

`low` and `high` of an input stand as the names `x.low` and `x.high` where it may be missing, else as `x`; points of a
row as `points.<id>.low`, rounded. Not handled: running it (`vectors`, `score`) and printing it (`io`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal, localcontext

import msgspec

from extractor.model.scored.expression import DAYS, ZERO, Expression, Holds, Is, Observed, Setting, Test, walk
from extractor.model.scored.rulebook import Input, Parameter, Rulebook, RuledGrade, TotalEffect
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Domain, Region, split
from extractor.rulebook.engine.lower import Lowered, Pair, find_ends, lower
from extractor.rulebook.engine.plain import TRUE
from extractor.rulebook.engine.totals import find_groups

UNBOUNDED = Decimal(100)
"""What an input without any bound may reach where it is not observed."""
ALL_PLACES = "全部被考核单位"
"""Whose number it is that has to be computed over all places: nothing bounds it."""
LARGEST = Decimal(10**8)


class RuledTotal(msgspec.Struct, frozen=True):
    """The total of one table, and for each of its grades, best first, when it is possible."""

    table: int
    low: Expression
    high: Expression
    grades: tuple[tuple[str, Test], ...]


class Program(msgspec.Struct, frozen=True):
    """A rulebook in plain nodes. `names` are the inputs of each row."""

    rows: Mapping[str, Lowered]
    totals: tuple[RuledTotal, ...]
    places: int


def find_names(*nodes: Expression | Test) -> tuple[str, ...]:
    """Return the inputs and parameters that trees use, in their order."""
    found = (part for node in nodes for part in walk(node))
    return tuple(
        dict.fromkeys(
            part.parameter if isinstance(part, Setting) else part.input
            for part in found
            if isinstance(part, Observed | Holds | Is | Setting)
        )
    )


def find_range(item: Input) -> tuple[Decimal, Decimal]:
    """Return all that may be observed for an input: from its minimum to where nothing changes any more.

    >>> find_range(Input(name="x", label="归集类数", kind="count", indicator="i", minimum=Decimal(0), reach=Decimal(8)))
    (Decimal('0'), Decimal('8'))
    """
    if item.kind == "yes_no":
        return Decimal(0), Decimal(1)
    if item.kind == "choice":
        return Decimal(0), Decimal(max(len(item.options) - 1, 0))
    if item.kind == "date":
        return Decimal(DAYS[0]), Decimal(DAYS[1])
    low = item.minimum if item.minimum is not None else Decimal(0)
    if item.of == ALL_PLACES and item.maximum is None:
        return low, LARGEST
    high = item.maximum if item.maximum is not None else item.reach
    return low, max(low, high if high is not None else UNBOUNDED)


def build_domain(item: Input, *, missing: bool) -> Domain:
    """Return an input as an engine sees it: one name, or the names of both ends where it may be missing."""
    if not missing:
        return Domain(Observed(item.name), Observed(item.name), whole=item.whole, options=item.options)
    ends = Observed(f"{item.name}.low"), Observed(f"{item.name}.high")
    return Domain(*ends, whole=item.whole, options=item.options)


def build_setting(parameter: Parameter, on: str | None = None) -> Domain:
    """Return what the office has set for a day (None: the last that it set), else all that it may set."""
    fitting = [
        one for one in parameter.values
        if on is None or ((one.valid_from or "") <= on and (one.valid_to is None or on <= one.valid_to))
    ]  # fmt: skip
    if fitting:
        value = plain.number(fitting[-1].value)
        return Domain(value, value)
    most = parameter.maximum if parameter.maximum is not None else UNBOUNDED
    return Domain(plain.number(parameter.minimum), plain.number(most))


def build_known(
    rulebook: Rulebook, observed: Mapping[str, Decimal] | None = None, *, on: str | None = None
) -> dict[str, Domain]:
    """Return what is known of every input and parameter: a number where observed, else all that it may be."""
    values = observed or {}
    known = {}
    for item in rulebook.inputs:
        low, high = (values[item.name],) * 2 if item.name in values else find_range(item)
        known[item.name] = Domain(plain.number(low), plain.number(high), whole=item.whole, options=item.options)
    return known | {one.name: build_setting(one, on) for one in rulebook.parameters}


def build_program(rulebook: Rulebook, missing: Collection[str], *, on: str | None = None) -> Program:
    """Return the program for observations in which only the inputs of `missing` may be left out."""
    known: dict[str, Domain] = {
        item.name: build_domain(item, missing=item.name in missing) for item in rulebook.inputs
    }  # fmt: skip
    known |= {one.name: build_setting(one, on) for one in rulebook.parameters}
    with localcontext(prec=plain.DIGITS):
        rows = {row.id: lower(row.tree, Region(TRUE, known)) for row in rulebook.indicators}
        points = {name: name_points(name, row) for name, row in rows.items()}
        totals = tuple(build_total(rulebook, table, points, known) for table in rulebook.tables)
    return Program(rows, totals, rulebook.rounding.places)


def name_points(row: str, lowered: Lowered) -> tuple[Observed, Observed]:
    """Return the names under which a row's rounded points go into the totals."""
    if lowered.low == lowered.high:
        return (Observed(f"points.{row}"),) * 2
    return Observed(f"points.{row}.low"), Observed(f"points.{row}.high")


def build_total(
    rulebook: Rulebook, table: int, points: Mapping[str, Pair], known: Mapping[str, Domain]
) -> RuledTotal:  # fmt: skip
    """Return a table's total: its groups under their limits, then what sentences do beyond their rows."""
    ends = []
    for end in (0, 1):
        sums = [
            (plain.add(*(points[name][end] for name in group.rows)), group.limit)
            for group in find_groups(rulebook)
            if group.table == table
        ]
        ends.append(
            plain.add(*(one if limit is None else plain.least(one, plain.number(limit)) for one, limit in sums))
        )
    total = ends[0], ends[1]
    effects = [effect for effect in rulebook.effects if effect.table == table]
    for effect in effects:
        total = _apply(effect, total, known)
    return RuledTotal(table, *total, grades=_build_grades(rulebook, total, effects, known))


def _apply(effect: TotalEffect, total: Pair, known: Mapping[str, Domain]) -> Pair:
    amount = find_ends(effect.amount, known) if effect.amount is not None else (ZERO, ZERO)
    match effect.kind:
        case "total_zero":
            changed: Pair = (ZERO, ZERO)
        case "total_points":
            changed = plain.add(total[0], amount[0]), plain.add(total[1], amount[1])
        case "total_cap":
            changed = plain.least(total[0], amount[0]), plain.least(total[1], amount[1])
        case _:
            return total
    may, surely = find_when(effect, known)
    if may == surely:
        return plain.choose([(may, changed[0])], total[0]), plain.choose([(may, changed[1])], total[1])
    low = plain.choose([(surely, changed[0]), (may, plain.least(changed[0], total[0]))], total[0])
    return low, plain.choose([(surely, changed[1]), (may, plain.greatest(changed[1], total[1]))], total[1])


def find_when(effect: TotalEffect, known: Mapping[str, Domain]) -> tuple[Test, Test]:
    """Return when an effect is possible and when it is certain."""
    if effect.when is None:
        return TRUE, TRUE
    holds, fails = split(effect.when, Region(TRUE, known), find_ends)
    may = plain.either(*(part.when for part in holds)) if holds else plain.FALSE
    if all(part.exact for part in (*holds, *fails)):
        return may, may
    return may, plain.deny(plain.either(*(part.when for part in fails)) if fails else plain.FALSE)


def sort_grades(rulebook: Rulebook) -> list[RuledGrade]:
    """Return the grades, best first."""
    return sorted(
        rulebook.grades, key=lambda grade: -(grade.minimum if grade.minimum is not None else Decimal("-Infinity"))
    )


def _build_grades(
    rulebook: Rulebook, total: Pair, effects: list[TotalEffect], known: Mapping[str, Domain]
) -> tuple[tuple[str, Test], ...]:
    """Return when each grade is possible: from `minimum` (within) to `maximum` (without), moved down by effects."""
    ordered = sort_grades(rulebook)
    built: list[tuple[str, Test]] = []
    handed = plain.FALSE  # a better grade is possible by points, but may not be given
    for place, grade in enumerate(ordered):
        low = plain.number(grade.minimum) if grade.minimum is not None else None
        high = plain.number(grade.maximum) if grade.maximum is not None else None
        within = plain.both(
            TRUE if low is None else plain.compare(total[1], ">=", low),
            TRUE if high is None else plain.compare(total[0], "<", high),
        )
        barred = [find_when(one, known) for one in effects if _bars(one, grade.name, place, ordered)]
        may = plain.either(*(one for one, _ in barred)) if barred else plain.FALSE
        surely = plain.either(*(one for _, one in barred)) if barred else plain.FALSE
        reached = plain.either(within, handed)
        built.append((grade.name, plain.both(reached, plain.deny(surely))))
        handed = plain.both(reached, may)
    return tuple(built)


def _bars(effect: TotalEffect, name: str, place: int, ordered: list[RuledGrade]) -> bool:
    if effect.kind == "not_grade":
        return effect.grade == name
    names = [grade.name for grade in ordered]
    return effect.kind == "grade_at_most" and effect.grade in names and place < names.index(effect.grade)


def print_names(rulebook: Rulebook) -> dict[str, str]:
    """Return the key of each row's points for engines, by the row's id: points_1, points_2 ... in printed order."""
    return {row.id: f"points_{number}" for number, row in enumerate(rulebook.indicators, 1)}
