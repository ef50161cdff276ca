"""In: `Rulebook`, `Observations`. Out: `Scorecard`: points, which rules fired, which limits bound, what is missing.

A missing observation is not a zero: all that it may be is tried, so the points become an interval.
Not handled: many rows at once (`evaluate`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal, localcontext

from extractor.model.expression import print_number
from extractor.model.rulebook import Input, Rulebook, RuledIndicator
from extractor.model.scorecard import (
    Bound,
    Fired,
    Observations,
    Points,
    Scorecard,
    ScoredGroup,
    ScoredIndicator,
    ScoredTable,
)
from extractor.rulebook.engine.evaluate import round_points
from extractor.rulebook.engine.intervals import Span
from extractor.rulebook.engine.totals import Group, find_full, find_groups
from extractor.rulebook.engine.trace import Trace, complete, trace
from extractor.rulebook.io.observations import parse_observations

JUDGED = "没有可执行的评分标准，按人工评定的分数计"
PARTLY = "有句子未能读懂，分数只按读懂的句子计算"


def score(rulebook: Rulebook, observations: Observations) -> Scorecard:
    """Return the scorecard. Raises ObservationError where a value is not allowed; then nothing is scored.

    >>> from extractor.model.rulebook import Rulebook
    >>> empty = Rulebook(plan="p", title=None, jurisdiction=None, issuer=None, doc_number=None, issue_date=None,
    ...                  inputs=(), categories=(), indicators=())
    >>> score(empty, Observations("a.yaml", ())).tables
    ()
    """
    return score_values(rulebook, parse_observations(observations, rulebook), observations.file)


def score_values(rulebook: Rulebook, values: Mapping[str, Span], name: str) -> Scorecard:
    """Return the scorecard for values that were checked already."""
    inputs = {item.name: item for item in rulebook.inputs}
    known = complete(rulebook, values)
    quotes = {rule.id: rule.reference.quote for rule in rulebook.rules}
    with localcontext(Context(prec=28)):
        rows = tuple(_score_row(rulebook, row, known, values, quotes) for row in rulebook.indicators)
        tables = tuple(_score_table(rulebook, table, rows) for table in rulebook.tables)
    missing = tuple(name for row in rows for name in row.missing)
    return Scorecard(
        plan=rulebook.plan,
        observations=name,
        indicators=rows,
        tables=tables,
        missing=tuple(f"{name} {inputs[name].label}" for name in missing),
        rounding=f"各指标得分保留{rulebook.rounding.places}位小数（四舍五入），合计为各指标之和",
    )


def find_inputs(rulebook: Rulebook, row: RuledIndicator) -> tuple[Input, ...]:
    """Return the inputs of one row."""
    return tuple(item for item in rulebook.inputs if row.id in item.rows)


def _score_row(
    rulebook: Rulebook,
    row: RuledIndicator,
    known: Mapping[str, Span],
    values: Mapping[str, Span],
    quotes: Mapping[str, str],
) -> ScoredIndicator:
    log = Trace()
    points = _points(rulebook, trace(row.tree, known, log))
    own = find_inputs(rulebook, row)
    notes = [
        *(reason for reason, _ in log.gaps),
        *(f"未读懂：{reason}" for reason in log.unread),
        *({"judged": [JUDGED], "needs_review": [JUDGED], "partial": [PARTLY]}.get(row.status, [])),
    ]
    return ScoredIndicator(
        id=row.id,
        table=row.table,
        no=row.no,
        name=row.name,
        level1=row.level1,
        full=row.points,
        status=row.status,
        points=points,
        fired=tuple(
            Fired(rule=rule, quote=quotes.get(rule, ""), points=_points(rulebook, span))
            for rule, span in log.fired.items()
        ),
        bounds=tuple(
            Bound(kind=limit.kind, rule=limit.rule, limit=limit.at, before=_points(rulebook, limit.before))
            for limit in log.limits
        ),
        missing=tuple(item.name for item in own if item.name not in values),
        notes=tuple(dict.fromkeys(notes)),
        observed={item.name: _show(item, values[item.name]) for item in own if item.name in values},
    )


def _show(item: Input, span: Span) -> str:
    if item.kind == "yes_no":
        return "是" if span.low else "否"
    return f"{print_number(span.low)}{item.unit}"


def _points(rulebook: Rulebook, span: Span) -> Points:
    return Points(round_points(span.low, rulebook.rounding), round_points(span.high, rulebook.rounding))


def _score_table(rulebook: Rulebook, table: int, rows: tuple[ScoredIndicator, ...]) -> ScoredTable:
    points = {row.id: row.points for row in rows}
    groups = [group for group in find_groups(rulebook) if group.table == table]
    sums = [_total(group, points) for group in groups]
    total = Points(sum((one.low for one in sums), Decimal(0)), sum((one.high for one in sums), Decimal(0)))
    return ScoredTable(
        table=table,
        full=find_full(rulebook, table),
        points=total,
        grades=find_grades(rulebook, total),
        categories=tuple(
            ScoredGroup(table=table, name=group.name, full=group.points, points=one)
            for group, one in zip(groups, sums, strict=True)
            if group.name
        ),
    )


def _total(group: Group, points: Mapping[str, Points]) -> Points:
    low = sum((points[name].low for name in group.rows), Decimal(0))
    high = sum((points[name].high for name in group.rows), Decimal(0))
    return Points(low, high) if group.limit is None else Points(min(low, group.limit), min(high, group.limit))


def find_grades(rulebook: Rulebook, total: Points) -> tuple[str, ...]:
    """Return the grades that a total may have, best first: from `minimum` (within) to `maximum` (without)."""
    grades = sorted(
        rulebook.grades, key=lambda grade: -(grade.minimum if grade.minimum is not None else Decimal("-Infinity"))
    )
    return tuple(
        grade.name
        for grade in grades
        if (grade.minimum is None or total.high >= grade.minimum)
        and (grade.maximum is None or total.low < grade.maximum)
    )
