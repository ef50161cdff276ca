"""In: `Rulebook` and its `Plan`. Out: 分值体检 as `Problem`s and as a table: reachable against printed points.

Found by analysis of the trees (interval arithmetic over all that may be observed), not by trying values.
Not handled: whether a rule is wise; rows that a person judges count as reaching all their points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from extractor.model.expression import Case, Choose, Compare, Expression, Fire, Number, Observed, print_number, walk
from extractor.model.place import Place
from extractor.model.plan import Plan
from extractor.model.problem import Problem, Severity
from extractor.model.rulebook import Reference, Rulebook, RuledIndicator
from extractor.model.scorecard import Points
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Domain, Region, split
from extractor.rulebook.engine.lower import AppliedLimit, Lowered, find_ends
from extractor.rulebook.engine.program import build_known
from extractor.rulebook.engine.score import lower_row
from extractor.rulebook.engine.totals import find_full, find_groups

FULL_MARKS = re.compile(r"(?:满分|总分)(?:为|是)?\s*(\d+(?:\.\d+)?)\s*分")
"""按照考核工作指标逐项细化评分，满分为100分（郏县）."""
ALIKE = 80
"""Two quantities are taken for the same from this likeness of their names on, of 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What can be reached: one line of the 分值体检 sheet. `level` is row, category or table."""

    level: str
    table: int
    name: str
    printed: Decimal | None
    reachable: Points


def check_points(rulebook: Rulebook, plan: Plan) -> tuple[Problem, ...]:
    """Return what is wrong with the points of `rulebook`, in the order of its rows, then categories and tables."""
    with localcontext(prec=plain.DIGITS):
        found = [problem for row in rulebook.indicators for problem in _check_row(rulebook, row)]
        found.extend(_check_sums(rulebook))
        found.extend(_check_body(rulebook, plan))
    return tuple(found)


def find_reach(rulebook: Rulebook) -> tuple[Reach, ...]:
    """Return least and most reachable points of each row, category and table."""
    spans = {row.id: _reach(rulebook, row)[0] for row in rulebook.indicators}
    lines = [
        Reach(level="row", table=row.table, name=_name(row), printed=row.points, reachable=spans[row.id])
        for row in rulebook.indicators
    ]
    totals: dict[int, Points] = {}
    for group in find_groups(rulebook):
        low = sum((spans[name].low for name in group.rows), Decimal(0))
        high = sum((spans[name].high for name in group.rows), Decimal(0))
        limit = group.limit if group.limit is not None else high
        points = Points(min(low, limit), min(high, limit))
        if group.name:
            lines.append(
                Reach(level="category", table=group.table, name=group.name, printed=group.points, reachable=points)
            )
        before = totals.get(group.table, Points(Decimal(0), Decimal(0)))
        totals[group.table] = Points(before.low + points.low, before.high + points.high)
    lines.extend(
        Reach(level="table", table=t, name=f"表{t}合计", printed=find_full(rulebook, t), reachable=points)
        for t, points in totals.items()
    )
    return tuple(lines)


def _name(row: RuledIndicator) -> str:
    return f"{row.no or ''} {row.name}".strip()


def _reach(rulebook: Rulebook, row: RuledIndicator) -> tuple[Points, Lowered]:
    found = lower_row(row, build_known(rulebook))
    return Points(*(plain.round_half_up(end, rulebook.rounding.places) for end in found.ends)), found


def _check_row(rulebook: Rulebook, row: RuledIndicator) -> Iterator[Problem]:
    points, log = _reach(rulebook, row)
    if row.points is not None and points.high < row.points:
        yield _problem(
            row, "points-out-of-reach",
            f"“{row.name}”分值{print_number(row.points)}分，按评分标准最多只能得{print_number(points.high)}分",
            f"worth {row.points}, but the criteria give {points.high} at most",
        )  # fmt: skip
    if points.low > 0:
        yield _problem(
            row, "never-below", f"“{row.name}”按评分标准最低也得{print_number(points.low)}分",
            f"the criteria never give less than {points.low}", severity=Severity.NOTE,
        )  # fmt: skip
    yield from _check_rules(row, log)
    known = build_known(rulebook)
    labels = {item.name: item.label for item in rulebook.inputs}
    for gap in log.open_parts:
        reason = gap.reason
        values = [_show_gap(labels.get(name, name), part) for name, part in gap.known.items() if part != known[name]]
        where = "、".join(values) or "某些取值"
        yield _problem(
            row, "band-gap", f"“{row.name}”在{where}时没有规定（{reason}）", "values that no sentence covers"
        )
    for one, other in _find_overlaps(row.tree, known):
        yield _problem(
            row, "band-overlap", f"“{row.name}”：“{_quote(row, one)}”与“{_quote(row, other)}”同时成立时得分不同",
            "two bands hold at once and give different points",
        )  # fmt: skip


def _may_bind(limit: AppliedLimit) -> bool:
    if limit.kind == "cap":
        return plain.compare(limit.before[1], ">", limit.at[0]) == plain.TRUE
    return plain.compare(limit.before[0], "<", limit.at[1]) == plain.TRUE


def _show_gap(label: str, part: Domain) -> str:
    low, high = plain.round_half_up(part.least, 4), plain.round_half_up(part.most, 4)
    if low == high:
        return f"{label}={print_number(low)}"
    left = "(" if part.floor == low and part.floor_open else "["
    right = ")" if part.roof == high and part.roof_open else "]"
    return f"{label}∈{left}{print_number(low)}，{print_number(high)}{right}"


def _check_rules(row: RuledIndicator, log: Lowered) -> Iterator[Problem]:
    alive = set(log.fired) | {limit.rule for limit in log.limits if _may_bind(limit)}
    fixed: dict[str, Decimal] = {}
    for node in walk(row.tree):
        if isinstance(node, Fire) and isinstance(node.of, Number):
            fixed[node.rule] = max(node.of.value, fixed.get(node.rule, node.of.value))
    used = {node.rule for node in walk(row.tree) if isinstance(node, Fire)}
    limits = {getattr(node, "rule", None) for node in walk(row.tree)} - used - {None}
    for rule in row.rules:
        if rule.id in used and rule.id not in alive:
            yield _problem(
                row, "rule-never-fires", f"“{row.name}”：“{rule.reference.quote}”在任何情况下都不会用到",
                "a rule that can never fire", reference=rule.reference,
            )  # fmt: skip
        if rule.id in limits and rule.id not in alive:
            yield _problem(
                row, "limit-never-binds", f"“{row.name}”：“{rule.reference.quote}”从不起作用，其他句子已达不到这个界限",
                "a limit that nothing can exceed", severity=Severity.NOTE, reference=rule.reference,
            )  # fmt: skip
        if row.points is not None and fixed.get(rule.id, Decimal(0)) > row.points:
            yield _problem(
                row, "award-above-points",
                f"“{row.name}”分值{print_number(row.points)}分，“{rule.reference.quote}”一次就给{print_number(fixed[rule.id])}分",
                "an award greater than the row's points", reference=rule.reference,
            )  # fmt: skip


def _find_overlaps(tree: Expression, known: dict[str, Domain]) -> list[tuple[str, str]]:
    """Return pairs of rules whose bands hold at once; bands that open to the same side are meant to be nested."""
    found = []
    for node in walk(tree):
        if not isinstance(node, Choose):
            continue
        bands = [(case, _band(case)) for case in node.cases]
        for position, (case, band) in enumerate(bands):
            for later, other in bands[position + 1 :]:
                if band and other and band[1] != other[1] and band[2] != other[2]:
                    inside, _ = split(case.when, Region(plain.TRUE, known), find_ends)
                    if any(split(later.when, part, find_ends)[0] for part in inside):
                        found.append((band[0], other[0]))
    return found


def _band(case: Case) -> tuple[str, str, Expression] | None:
    """Return rule, side and points of a band such as 低于0.3%，得4分."""
    match case.when, case.then:
        case Compare(Observed(), sign, Number()), Fire(rule, of):
            return rule, sign[0], of
    return None


def _quote(row: RuledIndicator, rule: str) -> str:
    return next((known.reference.quote for known in row.rules if known.id == rule), rule)


def _check_sums(rulebook: Rulebook) -> Iterator[Problem]:
    for reach in find_reach(rulebook):
        if reach.level == "row" or reach.printed is None or reach.reachable.high == reach.printed:
            continue
        more = "超过" if reach.reachable.high > reach.printed else "达不到"
        yield Problem(
            "rulebook", f"{reach.level}-points-differ", Severity.WARNING, None,
            f"表{reach.table}“{reach.name}”印为{print_number(reach.printed)}分，可得的最高分{print_number(reach.reachable.high)}分{more}印出的分值",
            f"printed {reach.printed}, reachable {reach.reachable.high}",
        )  # fmt: skip
    for table in rulebook.tables:
        groups = [group for group in find_groups(rulebook) if group.table == table and group.points is not None]
        rows = {row.id: row.points for row in rulebook.indicators}
        for group in groups:
            total = sum((rows[name] or Decimal(0) for name in group.rows), Decimal(0))
            if group.limit is None and total != group.points and group.points is not None:
                yield Problem(
                    "rulebook", "category-does-not-add-up", Severity.WARNING, None,
                    f"表{table}“{group.name}”印为{print_number(group.points)}分，其下各项分值之和为{print_number(total)}分",
                    f"printed {group.points}, its rows add up to {total}",
                )  # fmt: skip


def _check_body(rulebook: Rulebook, plan: Plan) -> Iterator[Problem]:
    """Compare the tables with the full marks that the text prints, and with the numbers that its tasks ask for."""
    printed = {Decimal(match[1]): match for match in FULL_MARKS.finditer(plan.text)}
    for table in rulebook.tables:
        full = find_full(rulebook, table)
        if printed and full not in printed:
            value, match = next(iter(printed.items()))
            yield Problem(
                "rulebook", "body-full-marks", Severity.WARNING, Place(match.start(), match.end()),
                f"正文写满分{print_number(value)}分，表{table}各项分值之和为{print_number(full)}分",
                f"the body says {value} points, table {table} adds up to {full}",
            )  # fmt: skip
    yield from _check_targets(rulebook, plan)


def _check_targets(rulebook: Rulebook, plan: Plan) -> Iterator[Problem]:
    from rapidfuzz import fuzz

    rows = {row.id: row for row in rulebook.indicators}
    for task in plan.tasks:
        for target in task.targets:
            for item in rulebook.inputs:
                same = item.unit and target.metric and item.unit == target.unit
                if not same or fuzz.ratio(target.metric or "", item.label) < ALIKE:
                    continue
                bounds = _find_bounds(rows[item.rows[0]].tree, item.name)
                value = Decimal(str(target.value))
                if bounds and value not in bounds:
                    shown = "、".join(print_number(bound) for bound in sorted(bounds))
                    yield Problem(
                        "rulebook", "body-differs", Severity.WARNING, target.place,
                        f"正文“{target.text}”与“{rows[item.rows[0]].name}”评分标准的界限（{shown}{item.unit}）不同",
                        f"the body asks for {value}, the table is bounded at {shown}", item=item.rows[0],
                    )  # fmt: skip


def _find_bounds(tree: Expression, name: str) -> set[Decimal]:
    return {
        node.right.value
        for node in walk(tree)
        if isinstance(node, Compare) and node.left == Observed(name) and isinstance(node.right, Number)
    }


def _problem(  # noqa: PLR0913 - what a problem is made of
    row: RuledIndicator,
    code: str,
    message: str,
    message_en: str,
    *,
    severity: Severity = Severity.WARNING,
    reference: Reference | None = None,
) -> Problem:
    known = reference or row.reference
    place = Place(known.start, known.end or known.start, known.page) if known and known.start is not None else None
    return Problem("rulebook", code, severity, place, message, message_en, row.id)
