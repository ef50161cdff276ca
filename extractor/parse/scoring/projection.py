"""In: `Statement`s. Out: SPEC's flat rules, one for each statement that has a flat form.

Not handled: anything but looking at a statement's fields; no words are read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.model.facts.plan import Condition, Operator, Per, Rule, RuleKind
from extractor.model.facts.scoring import Act, Band, Edge, Number, Statement, unit_class

FLAT = {act: RuleKind(act.value) for act in Act if act.value in {kind.value for kind in RuleKind}}
POINTED = {Act.AWARD, Act.DEDUCT, Act.AWARD_PER, Act.DEDUCT_PER, Act.CAP, Act.DEDUCT_CAP, Act.ZERO}
CONDITIONED = {Act.AWARD, Act.DEDUCT, Act.ZERO, Act.AWARD_PER, Act.DEDUCT_PER, Act.CONSTRAINT}


def project_rules(statements: tuple[Statement, ...]) -> tuple[Rule, ...]:
    """Return the flat rules of a cell, in printed order."""
    statements = _open_shared_ends(statements)
    shared = {s.end for s in statements if s.act is Act.PROPORTIONAL and s.points is not None}
    return tuple(
        rule
        for statement in statements
        if not (statement.act is Act.WORTH and not statement.subject and statement.end in shared)
        for rule in _project(statement)
    )


def _open_shared_ends(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """满意率80%以上得12分，80%以下不得分: of two ends that meet in one number the upper band holds it."""
    lows = {
        (band.low.value, unit_class(band.unit))
        for statement in statements
        if statement.act is Act.AWARD
        for band in statement.bands[-1:]
        if band.low is not None and band.low.closed
    }
    return tuple(_open_end(statement, lows) for statement in statements) if lows else statements


def _open_end(statement: Statement, lows: set[tuple[Number, str]]) -> Statement:
    band = statement.bands[-1] if statement.bands else None
    if band is None or band.high is None or band.low is not None or band.high.firm or not band.high.closed:
        return statement
    if statement.act not in {Act.AWARD, Act.ZERO} or (band.high.value, unit_class(band.unit)) not in lows:
        return statement
    opened = replace(band, high=replace(band.high, closed=False))
    return replace(statement, bands=(*statement.bands[:-1], opened))


def _project(statement: Statement) -> Iterator[Rule]:
    act = statement.act
    if act is Act.WORTH:
        act = Act.AWARD
    if act is Act.TOTAL_LOSS:
        act = Act.DEDUCT_PER if statement.step else Act.DEDUCT
    kind = FLAT.get(act)
    if kind is None or (statement.unread and act is Act.CONSTRAINT):
        return
    if statement.formula and act is Act.DEDUCT_PER:
        kind = RuleKind.FORMULA  # 每个火点按40分/行政村数量扣分
    each = act in {Act.AWARD_PER, Act.DEDUCT_PER} and statement.points is None and statement.names
    if statement.series and (act in {Act.AWARD, Act.DEDUCT} or each):
        yield from _project_series(statement, kind)
        return
    points: Number | str | None = statement.points if act in POINTED or _is_number(statement.points) else None
    step = statement.step if act in {Act.AWARD_PER, Act.DEDUCT_PER, Act.CAP} else None
    per = Per(step.n, step.unit) if step is not None else None
    whole = statement.points == "full"  # 每季度认定，完成任务的得满分: all of the points cannot be had four times
    if per is None and statement.period and statement.act in {Act.AWARD, Act.DEDUCT} and not whole:
        kind = RuleKind.AWARD_PER if act is Act.AWARD else RuleKind.DEDUCT_PER
        per = Per(1, statement.period)
    yield Rule(
        kind=kind,
        points=points,  # type: ignore[arg-type]
        per=per,
        condition=_condition(statement) if act in CONDITIONED else None,
        text=statement.text,
        place=statement.place,
    )


def _is_number(points: Number | str | None) -> bool:
    """Whether 按完成比例得分（12分） says how many points are shared out."""
    return isinstance(points, int | float)


def _project_series(statement: Statement, kind: RuleKind) -> Iterator[Rule]:
    """前三名的分别得10分、8分、6分: an award for each place; a series over names has no numeric condition.

    末两位的分别扣2分、1分 counts from the other end, which a flat rule cannot say.
    """
    ranked = bool(statement.bands) and not any(band.last for band in statement.bands)
    step = statement.step if kind in {RuleKind.AWARD_PER, RuleKind.DEDUCT_PER} else None
    per = Per(step.n, step.unit) if step is not None else None
    for place, points in enumerate(statement.series, 1):
        condition = Condition("==", place, statement.bands[0].unit or "名") if ranked else None
        yield Rule(kind=kind, points=points, per=per, condition=condition, text=statement.text, place=statement.place)


def _condition(statement: Statement) -> Condition | None:
    if not statement.bands or any(band.against for band in statement.bands):
        return None
    if statement.names and len(statement.bands) == len(statement.names):
        return _flat(statement.bands[0])
    if len(statement.bands) == 2 and statement.together == "all" and "且" in statement.text:
        first, second = (_flat(band) for band in statement.bands)
        return Condition(first.op, first.value, first.unit, second) if first and second else None
    last = statement.bands[-1]
    return None if _asks_elsewhere(statement, last) else _flat(last)


def _asks_elsewhere(statement: Statement, band: Band) -> bool:
    """自形成之日起20个工作日内公开，未及时公开的每例扣2分: the days are what is asked; only what was not done is counted."""
    step, edge = statement.step, band.low or band.high
    if (
        statement.act is not Act.DEDUCT_PER
        or step is None
        or edge is None
        or unit_class(step.unit) == unit_class(band.unit)
    ):
        return False
    return f"{edge.value:g}" not in statement.subject


def _flat(band: Band) -> Condition | None:
    """Return a band as a bound; of two ends the lower one leads, and the upper one is `also`."""
    low, high = band.low, band.high
    if low is not None and high is not None:
        if low.value == high.value:
            return Condition("==", low.value, band.unit)
        return Condition(_above(low), low.value, band.unit, Condition(_below(high), high.value, band.unit))
    if low is not None:
        return Condition(_above(low), low.value, band.unit)
    return Condition(_below(high), high.value, band.unit) if high is not None else None


def _above(edge: Edge) -> Operator:
    return ">=" if edge.closed else ">"


def _below(edge: Edge) -> Operator:
    return "<=" if edge.closed else "<"
