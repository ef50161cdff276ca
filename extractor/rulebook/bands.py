"""In: statements that compare one quantity with bounds. Out: one tree over it: bands, steps, interpolation, shares.

Not handled: bands over two quantities at once, other than a condition for whom the bands are printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractor.model.expression import (
    ZERO,
    Case,
    Ceiling,
    Choose,
    Compare,
    Every,
    Expression,
    Fire,
    Interpolate,
    Least,
    Number,
    Observed,
    Product,
    Quotient,
    Sum,
    Test,
    Unruled,
)
from extractor.model.plan import RuleKind
from extractor.rulebook.inputs import COUNTED, RowInputs
from extractor.rulebook.statements import Bound, Statement, print_bound, print_number

Ruled = tuple[str, Statement]
"""A statement with its rule's id."""
MINUS_ONE = Number(Decimal(-1))


@dataclass(slots=True)
class Bands:
    """The statements of one item that belong to a quantity with bounds."""

    inputs: RowInputs
    steps_to: list[Ruled] = field(default_factory=list)
    between: Ruled | None = None
    share: Ruled | None = None
    step: Ruled | None = None
    undone: Ruled | None = None
    labels: tuple[str, ...] = ()
    readings: list[str] = field(default_factory=list)

    def build(self) -> Expression:
        """Return the tree: the bands in the order of their worth, then what holds in between."""
        guard = self._find_guard()
        ordered = sorted(self.steps_to, key=lambda ruled: -self._worth(ruled[1]))
        cases = tuple(
            Case(self._test(statement, guard), Fire(rule, self._points(statement))) for rule, statement in ordered
        )
        best = ordered[0]
        bound = best[1].bounds[-1] if guard else best[1].bounds[0]
        quantity = Observed(self._input(bound, several=guard is None and len(best[1].bounds) > 1))
        if self.undone:
            gate = Compare(quantity, "<=", ZERO)
            cases = (Case(gate, Fire(self.undone[0], ZERO)), *cases)
        tree: Expression = Choose(cases, self._otherwise(best, bound, quantity))
        if guard is None:
            return tree
        applies = Compare(Observed(self._input(guard)), guard.sign, Number(guard.value))
        return Choose((Case(applies, tree),), Unruled(f"{print_bound(guard)}以外的情形方案没有规定"))

    def _worth(self, statement: Statement) -> Decimal:
        if statement.points == "full":
            return self.inputs.full_points or Decimal("Infinity")
        return statement.points or Decimal(0)

    def _points(self, statement: Statement) -> Expression:
        if statement.points == "full":
            return self.inputs.add_full()
        return Number(statement.points or Decimal(0))

    def _find_guard(self) -> Bound | None:
        """Return the condition for whom the bands are printed: 常住人口数量少于100万人的县（成武 no. 6）."""
        first = self.steps_to[0][1].bounds
        others = {bound.unit for _, statement in self.steps_to[1:] for bound in statement.bounds}
        return first[0] if len(first) > 1 and first[0].unit not in others and first[-1].unit in others else None

    def _test(self, statement: Statement, guard: Bound | None) -> Test:
        tests = tuple(
            Compare(Observed(self._input(bound, several=len(statement.bounds) > 1)), bound.sign, Number(bound.value))
            for bound in statement.bounds
            if bound is not guard
        )
        return tests[0] if len(tests) == 1 else Every(tests)

    def _input(self, bound: Bound, *, several: bool = False) -> str:
        same = [other for _, statement in self.steps_to for other in statement.bounds if other.unit == bound.unit]
        if several and len({other.label for other in same}) > 1:
            return self.inputs.add_measure(bound.label, bound.unit, bound.value)
        longest = max((*self.labels, *(other.label for other in same)), key=len)
        largest = max(other.value for other in same)
        return self.inputs.add_measure(longest or bound.label, bound.unit, largest)

    def _otherwise(self, best: Ruled, bound: Bound, quantity: Expression) -> Expression:
        if self.between:
            return self._interpolate(best, bound, quantity)
        if self.step:
            return self._take_steps(best, bound, quantity, self.step)
        if self.share:
            self.readings.append(f"按比例计分：数量÷{print_number(bound.value)}，超过部分不再加分")
            part = Least((Number(Decimal(1)), Quotient(quantity, Number(bound.value))))
            return Fire(self.share[0], Product((self._points(best[1]), part)))
        if not any(statement.kind is RuleKind.ZERO for _, statement in self.steps_to):
            return ZERO
        printed = "、".join(print_bound(statement.bounds[-1]) for _, statement in self.steps_to)
        return Unruled(f"“{printed}”都不符合的情形方案没有规定，按0分计")

    def _interpolate(self, best: Ruled, bound: Bound, quantity: Expression) -> Expression:
        zeros = [s for _, s in self.steps_to if s.kind is RuleKind.ZERO and s.bounds[0].unit in {bound.unit, ""}]
        if self.between is None or not zeros or zeros[0].bounds[0].value == bound.value:
            return Unruled("缺少满分与零分两个界限，无法按比例计分")
        other = zeros[0].bounds[0].value
        ends = sorted([(bound.value, self._points(best[1])), (other, ZERO)], key=lambda end: end[0])
        line = Interpolate(quantity, ends[0][0], ends[0][1], ends[1][0], ends[1][1])
        return Fire(self.between[0], line)

    def _take_steps(self, best: Ruled, bound: Bound, quantity: Expression, step: Ruled) -> Expression:
        rule, statement = step
        if statement.step is None:
            return Unruled("缺少扣分的步长")
        down = bound.sign in {"<=", "<"}
        sign, start = (1, -bound.value) if down else (-1, bound.value)
        distance = Sum((quantity, Number(start))) if sign > 0 else Sum((Number(start), Product((MINUS_ONE, quantity))))
        steps: Expression = distance
        if statement.step.n != 1:
            steps = Quotient(distance, Number(statement.step.n))
        whole = statement.step.n == 1 and bound.unit in COUNTED
        if not whole:
            self.readings.append(f"每{print_number(statement.step.n)}{statement.step.unit}为一档，不足一档按一档扣")
            steps = Ceiling(steps)
        loss = Product((Number(-Decimal(statement.points or 0)), steps))
        return Sum((Fire(best[0], self._points(best[1])), Fire(rule, loss)))
