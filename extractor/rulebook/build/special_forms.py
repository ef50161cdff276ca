"""In: the statements of one item. Out: trees over what is measured or counted by period, and the statements left.

Bands over one quantity, 数量最多的得满分, a requirement with its 不得分, and points by month are each read as a whole.
Not handled: fixed points and points for each thing counted (`gains`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.model.expression import (
    ZERO,
    Case,
    Choose,
    Compare,
    Expression,
    Fire,
    Number,
    Observed,
    Product,
    Quotient,
    Sum,
    Unruled,
)
from extractor.model.plan import RuleKind
from extractor.rulebook.build import counted_awards as gains
from extractor.rulebook.build.bands import Bands, Ruled
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.statements import Statement, is_rest

GAINS = frozenset({RuleKind.AWARD, RuleKind.AWARD_PER, RuleKind.FORMULA, RuleKind.PROPORTIONAL, RuleKind.INTERPOLATE})
SAME_UNITS = {"百分点": "%"}
ALL_PLACES = "全部被考核单位"
"""Whose number it is where a row is scored against all others; it cannot be told from the row itself."""


@dataclass(slots=True)
class Quantities:
    """Takes what is over a quantity out of an item's statements; trees go to `earned`, choices to `readings`."""

    inputs: RowInputs
    readings: list[str]
    earned: list[tuple[str, Expression]]

    def take(self, ruled: list[Ruled]) -> list[Ruled]:
        """Return the statements that are not over a quantity."""
        return self._take_monthly(self._take_bands(ruled))

    def _take_bands(self, ruled: list[Ruled]) -> list[Ruled]:
        """Build the bands of the item and return the statements that are not part of them."""
        extremes = [pair for pair in ruled if pair[1].extreme]
        if extremes:
            return self._take_extremes(ruled)
        steps_to = [
            pair for pair in ruled if pair[1].bounds and pair[1].kind in {RuleKind.AWARD, RuleKind.ZERO}
        ]  # fmt: skip
        asked = [pair for pair in ruled if pair[1].kind is RuleKind.CONSTRAINT and pair[1].bounds]
        if not any(statement.kind is RuleKind.AWARD for _, statement in steps_to):
            return self._take_requirement(ruled, asked) if asked and not steps_to else ruled
        bands = Bands(self.inputs, steps_to, readings=self.readings)
        unit = steps_to[0][1].bounds[-1].unit
        bands.labels = tuple(b.label for _, s in asked for b in s.bounds[:1] if b.unit == unit)
        bands.between = _first(ruled, RuleKind.INTERPOLATE)
        share = _first(ruled, RuleKind.PROPORTIONAL)
        bands.share = share if share and not share[1].factor else None
        bands.step = next((p for p in ruled if p[1].kind is RuleKind.DEDUCT_PER and _steps_from(p[1], unit)), None)
        bands.more = next((p for p in ruled if p[1].kind is RuleKind.AWARD_PER and _steps_from(p[1], unit)), None)
        bands.undone = next(
            (p for p in ruled if p[1].kind is RuleKind.ZERO and not p[1].bounds and p[1].negated), None
        )  # fmt: skip
        bands.rest = next((p for p in ruled if p[1].kind in {RuleKind.AWARD, RuleKind.ZERO} and is_rest(p[1])), None)
        self.earned.append((steps_to[0][0], bands.build()))
        used = {
            pair[0]
            for pair in (
                *steps_to,
                *filter(None, (bands.between, bands.share, bands.step, bands.more, bands.undone, bands.rest)),
            )
        }
        return [pair for pair in ruled if pair[0] not in used]

    def _take_extremes(self, ruled: list[Ruled]) -> list[Ruled]:
        """数量最多的得满分，最少的得0分，其他的按比例计分（平阴 no. 3）: the row needs the other places' numbers."""
        most = next((p for p in ruled if p[1].extreme == "most"), None)
        least = next((p for p in ruled if p[1].extreme == "least"), None)
        between = _first(ruled, RuleKind.INTERPOLATE)
        if not most or not least or not between:
            return ruled
        label = "本单位数量"
        own, top, bottom = (
            Observed(self.inputs.add(name, "number", minimum=Decimal(0), reach=Decimal(1000), of=of))
            for name, of in (
                (label, None),
                ("各单位中最大的数量", ALL_PLACES),
                ("各单位中最小的数量", ALL_PLACES),
            )
        )
        minus = Product((gains.MINUS_ONE, bottom))
        part = Quotient(Sum((own, minus)), Sum((top, minus)))
        full = gains.build_points(most[1], self.inputs)
        tree = Choose(
            (
                Case(Compare(own, ">=", top), Fire(most[0], full)),
                Case(Compare(own, "<=", bottom), Fire(least[0], ZERO)),
            ),
            Fire(between[0], Product((full, part))),
        )
        self.readings.append("最大值、最小值须先由考核单位在全部单位中算出，一行数据本身给不出")
        self.earned.append((most[0], tree))
        return [pair for pair in ruled if pair not in (most, least, between)]

    def _take_requirement(self, ruled: list[Ruled], asked: list[Ruled]) -> list[Ruled]:
        """每个单位拓展1个应用场景，无拓展者不得分（平阴 no. 8）: to have done what is asked earns the full points."""
        undone = next((p for p in ruled if p[1].kind is RuleKind.ZERO and p[1].negated), None)
        if undone is None or any(p[1].kind in GAINS for p in ruled):
            return ruled
        rule, statement = asked[0]
        bound = statement.bounds[0]
        done = Observed(self.inputs.add_measure(statement.label, bound.unit, bound.value))
        cases = (
            Case(Compare(done, "<=", ZERO), Fire(undone[0], ZERO)),
            Case(Compare(done, bound.sign, Number(bound.value)), Fire(rule, self.inputs.add_full())),
        )
        self.readings.append("达到要求的数量得满分（原文只写了要求和不得分的情形）")
        self.earned.append((rule, Choose(cases, Unruled("未达到要求但也不是零的情形方案没有规定"))))
        return [pair for pair in ruled if pair not in (asked[0], undone)]

    def _take_monthly(self, ruled: list[Ruled]) -> list[Ruled]:
        gain = next((p for p in ruled if p[1].kind is RuleKind.AWARD_PER and p[1].period and p[1].bounds), None)
        loss = next((p for p in ruled if p[1].kind is RuleKind.DEDUCT_PER and p[1].period and p[1].bounds), None)
        tree = gains.build_monthly(gain, loss, self.inputs, self.readings) if gain and loss else None
        if tree is None or gain is None:
            return ruled
        self.earned.append((gain[0], tree))
        return [pair for pair in ruled if pair not in (gain, loss)]


def _steps_from(statement: Statement, unit: str) -> bool:
    """Whether a statement counts steps away from a bound with this unit: 每低1个百分点 from 90%."""
    step = statement.step
    return step is not None and (step.after or step.lack) and SAME_UNITS.get(step.unit, step.unit) in {unit, ""}


def _first(ruled: Sequence[Ruled], kind: RuleKind) -> Ruled | None:
    return next((pair for pair in ruled if pair[1].kind is kind), None)
