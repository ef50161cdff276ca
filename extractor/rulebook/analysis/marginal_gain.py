"""In: `Rulebook`, observations. Out: for each observed input, what one more unit of it is worth now, best first.

Each input is moved alone. Not handled: what it costs to move it, which no plan prints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext

from extractor.model.scored.expression import Ceiling, Compare, Interpolate, Number, Observed, Quotient, Sum, walk
from extractor.model.scored.rulebook import Input, Rulebook, RuledIndicator
from extractor.model.scored.scenarios import NextPoint
from extractor.model.scored.scorecard import Observations
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Domain
from extractor.rulebook.engine.program import ALL_PLACES, build_known
from extractor.rulebook.engine.score import lower_row
from extractor.rulebook.engine.values import parse_observations

TINY = Decimal("0.01")
"""How far beyond a bound that must be passed (超过3%) the nearest value is taken to be."""


def next_points(rulebook: Rulebook, observations: Observations) -> tuple[NextPoint, ...]:
    """Return what one more unit of each observed input is worth, the greatest gain first.

    Rows with something unobserved are compared at their least possible points. Raises ObservationError like `score`.
    """
    values = parse_observations(observations, rulebook)
    rows = {row.id: row for row in rulebook.indicators}
    known = build_known(rulebook, values)
    with localcontext(prec=plain.DIGITS):
        found = [
            _move(rulebook, rows[item.rows[0]], item, known, values)
            for item in rulebook.inputs
            if item.name in values and item.of != ALL_PLACES and item.kind not in {"choice", "date"}
        ]
    return tuple(sorted(found, key=lambda point: (-point.gain, point.input)))


def _least(rulebook: Rulebook, row: RuledIndicator, known: Mapping[str, Domain]) -> Decimal:
    return plain.round_half_up(lower_row(row, known).low, rulebook.rounding.places)


def _move(
    rulebook: Rulebook,
    row: RuledIndicator,
    item: Input,
    known: Mapping[str, Domain],
    values: Mapping[str, Decimal],
) -> NextPoint:
    now = values[item.name]
    before = _least(rulebook, row, known)

    def gain(value: Decimal) -> Decimal:
        return (
            _least(
                rulebook,
                row,
                {**known, item.name: Domain(plain.number(value), plain.number(value), options=item.options)},
            )
            - before
        )

    if item.kind == "yes_no":
        steps = [1 - now]
    else:
        step = _find_step(row, item)
        steps = [value for value in (now + step, now - step) if _allows(item, value)]
    then = max(steps, key=gain, default=now)
    jump = _find_jump(row, item, now, gain) if item.kind != "yes_no" else None
    return NextPoint(
        input=item.name,
        label=item.label,
        indicator=item.rows[0],
        unit=item.unit,
        now=now,
        then=then,
        gain=gain(then),
        jump=jump,
        jump_gain=gain(jump) if jump is not None else None,
        yes_no=item.kind == "yes_no",
    )


def _find_jump(row: RuledIndicator, item: Input, now: Decimal, gain: Callable[[Decimal], Decimal]) -> Decimal | None:
    """Return the nearest value at which the score rises by more than it does on the way there.

    Where it only rises evenly (缺少一个领域扣0.2分) it is the nearest printed bound that is worth more: 达到20个.
    """
    step = _find_grain(item)
    rising = [(abs(value - now), value) for value in _find_turns(row, item) if _allows(item, value) and gain(value) > 0]
    for _, value in sorted(rising):
        toward = step if value > now else -step
        rise = gain(value) - gain(value - toward)
        around = max(gain(value - toward) - gain(value - 2 * toward), gain(value + toward) - gain(value))
        if value - toward == now or rise > around:
            return value
    printed = _find_printed(row, item)
    return next((value for _, value in sorted(rising) if value in printed), None)


def _find_grain(item: Input) -> Decimal:
    return Decimal(1) if item.kind in {"count", "rank"} else TINY


def _find_printed(row: RuledIndicator, item: Input) -> set[Decimal]:
    """Return the printed numbers that an input is compared with, and the ends of its lines."""
    found: set[Decimal] = set()
    for node in walk(row.tree):
        if isinstance(node, Compare) and node.left == Observed(item.name) and isinstance(node.right, Number):
            found.add(node.right.value)
        if isinstance(node, Interpolate) and node.of == Observed(item.name):
            found |= {node.low, node.high}
    return found


def _find_step(row: RuledIndicator, item: Input) -> Decimal:
    """Return one unit, or a tenth or hundredth of it where all bounds lie closer together (0.3% and 0.5%)."""
    bounds = _find_printed(row, item)
    step = Decimal(1)
    spread = max(bounds) - min(bounds) if len(bounds) > 1 else Decimal(0)
    while item.kind == "number" and 0 < spread < step * 2 and step > TINY:
        step /= 10
    return step


def _allows(item: Input, value: Decimal) -> bool:
    above = item.minimum is None or value >= item.minimum
    return above and (item.maximum is None or value <= item.maximum)


def _find_turns(row: RuledIndicator, item: Input) -> list[Decimal]:
    """Return the values of an input around which the row's points may rise, from the bounds of its tree."""
    step = _find_grain(item)
    turns = {turn + add for turn in _find_printed(row, item) for add in (-step, Decimal(0), step)}
    for node in walk(row.tree):
        if isinstance(node, Ceiling) and isinstance(node.of, Quotient) and isinstance(node.of.under, Number):
            turns |= set(_find_steps(node.of.over, node.of.under.value, item))
    return sorted(turns)


def _find_steps(over: object, width: Decimal, item: Input) -> list[Decimal]:
    """Return the ends of each step of 每后10名: 10, 20, 30 ..."""
    if not isinstance(over, Sum) or Observed(item.name) not in over.terms:
        return []
    start = -sum((term.value for term in over.terms if isinstance(term, Number)), Decimal(0))
    return [start + width * number for number in range(101)]
