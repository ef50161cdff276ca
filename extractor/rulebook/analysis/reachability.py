"""In: `Rulebook` and its `Plan`. Out: 分值体检 as `Problem`s and as a table: reachable against printed points.

Found by analysis of the trees (interval arithmetic over all that may be observed), not by trying values.
Not handled: whether a rule is wise; rows that a person judges count as reaching all their points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import pairwise

import msgspec

from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place
from extractor.model.problem import Problem, Severity
from extractor.model.scored.expression import print_number
from extractor.model.scored.rulebook import Rulebook, RuledIndicator
from extractor.model.scored.scorecard import Points
from extractor.rulebook.analysis.row_checks import check_row
from extractor.rulebook.analysis.row_view import view_row
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.program import sort_grades
from extractor.rulebook.engine.totals import find_full, find_groups


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """What can be reached: one line of the 分值体检 sheet. `level` is row, category or table."""

    level: str
    table: int
    name: str
    printed: Decimal | None
    reachable: Points


def check_points(rulebook: Rulebook, plan: Plan | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with the points of `rulebook`, in the order of its rows, then of its grades.

    Sums over rows and the body against the table are the plan's own (`plan.problems`); where there is no plan, because
    a rulebook file was edited, its sums are checked here.
    """
    with localcontext(prec=plain.DIGITS):
        found = [problem for row in rulebook.indicators for problem in check_row(rulebook, row)]
        found.extend(check_grades(rulebook))
        found.extend(check_sums(rulebook) if plan is None else check_full_marks(rulebook, plan))
    return tuple(found)


def check_grades(rulebook: Rulebook) -> Iterator[Problem]:
    """Yield gaps and overlaps between neighbouring grades: 80分以上优秀，60分以上75分以下合格."""
    ordered = [grade for grade in sort_grades(rulebook) if grade.minimum is not None or grade.maximum is not None]
    for better, worse in pairwise(ordered):
        low, high = better.minimum, worse.maximum
        if low is None or high is None or low == high:
            continue
        gap = high < low
        words = "没有等级" if gap else f"既是{better.name}又是{worse.name}"
        ends = f"{print_number(min(low, high))}分至{print_number(max(low, high))}分"
        at = better.reference
        place = Place(at.start, at.end or at.start, at.page) if at and at.start is not None else None
        yield Problem(
            "rulebook", "grade-gap" if gap else "grade-overlap", Severity.WARNING, place, f"等级：{ends}{words}",
            f"{ends} has no grade" if gap else f"{ends} has two grades",
        )  # fmt: skip


def check_full_marks(rulebook: Rulebook, plan: Plan) -> Iterator[Problem]:
    """Yield tables that do not add up to the full marks that the text prints, unless the plan tells it."""
    if any(problem.code == "total-does-not-add-up" for problem in plan.problems):
        return
    printed = {Decimal(match[1]): match for match in FULL_MARKS.finditer(plan.text)}
    for table in rulebook.tables:
        full = find_full(rulebook, table)
        if printed and full and full not in printed:
            value, match = next(iter(printed.items()))
            yield Problem(
                "rulebook", "body-full-marks", Severity.WARNING, Place(match.start(), match.end()),
                f"正文写满分{print_number(value)}分，表{table}各项分值之和为{print_number(full)}分",
                f"the body says {value} points, table {table} adds up to {full}",
            )  # fmt: skip


FULL_MARKS = re.compile(r"(?:满分|总分)(?:为|是)?\s*(\d+(?:\.\d+)?)\s*分")
"""按照考核工作指标逐项细化评分，满分为100分（郏县）."""


def check_sums(rulebook: Rulebook) -> Iterator[Problem]:
    """Yield headings whose rows do not add up to their printed points."""
    rows = {row.id: row.points for row in rulebook.indicators}
    for group in find_groups(rulebook):
        total = sum((rows[name] or Decimal(0) for name in group.rows), Decimal(0))
        if group.limit is None and group.points is not None and total != group.points:
            yield Problem(
                "rulebook", "points-do-not-add-up", Severity.WARNING, None,
                f"表{group.table}“{group.name}”印为{print_number(group.points)}分，其下各项分值之和为{print_number(total)}分",
                f"printed {group.points}, its rows add up to {total}",
            )  # fmt: skip


def find_reach(rulebook: Rulebook) -> tuple[Reach, ...]:
    """Return least and most reachable points of each row, category and table."""
    spans = {row.id: _reach(rulebook, row) for row in rulebook.indicators}
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


def _reach(rulebook: Rulebook, row: RuledIndicator) -> Points:
    return view_row(rulebook, row).reach
