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
    print_number,
)
from extractor.model.plan import RuleKind
from extractor.rulebook.build.inputs import COUNTED, RowInputs
from extractor.rulebook.statements import Bound, Statement, print_bound

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
    more: Ruled | None = None
    undone: Ruled | None = None
    rest: Ruled | None = None
    labels: tuple[str, ...] = ()
    readings: list[str] = field(default_factory=list)

    def build(self) -> Expression:
        """Return the tree: the bands in the order of their worth, then what holds in between."""
        guard = self._find_guard()
        ordered = sorted(self.steps_to, key=lambda ruled: -self._worth(ruled[1]))
        best = ordered[0]
        bound = best[1].bounds[-1] if guard else best[1].bounds[0]
        quantity = Observed(self._input(bound, several=guard is None and _is_several(best[1])))
        cases = tuple(
            Case(self._test(statement, guard), self._earn((rule, statement), bound if rule == best[0] else None))
            for rule, statement in ordered
        )
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

    def _earn(self, ruled: Ruled, best: Bound | None) -> Expression:
        """Return what a band earns; the best one also what lies beyond its bound: 达到5篇得3分，每增加1篇加0.5分."""
        rule, statement = ruled
        earned: Expression = Fire(rule, self._points(statement))
        if best is None or self.more is None:
            return earned
        return Sum((earned, self._count_steps(best, self.more)))

    def _find_guard(self) -> Bound | None:
        """Return the condition for whom the bands are printed: 常住人口数量少于100万人的县（成武 no. 6）."""
        first = self.steps_to[0][1].bounds
        others = {bound.unit for _, statement in self.steps_to[1:] for bound in statement.bounds}
        return first[0] if len(first) > 1 and first[0].unit not in others and first[-1].unit in others else None

    def _test(self, statement: Statement, guard: Bound | None) -> Test:
        tests = tuple(
            Compare(Observed(self._input(bound, several=_is_several(statement))), bound.sign, Number(bound.value))
            for bound in statement.bounds
            if bound is not guard
        )
        return tests[0] if len(tests) == 1 else Every(tests)

    def _input(self, bound: Bound, *, several: bool = False) -> str:
        same = [other for _, statement in self.steps_to for other in statement.bounds if other.unit == bound.unit]
        if several:
            return self.inputs.add_measure(bound.label, bound.unit, bound.value)
        longest = max((*self.labels, *(other.label for other in same)), key=len)
        largest = max(other.value for other in same)
        return self.inputs.add_measure(longest or bound.label, bound.unit, largest)

    def _otherwise(self, best: Ruled, bound: Bound, quantity: Expression) -> Expression:
        if self.rest:
            return Fire(self.rest[0], self._points(self.rest[1]))
        if self.between:
            return self._interpolate(best, bound, quantity)
        if self.step:
            return self._take_steps(best, bound, self.step)
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

    def _take_steps(self, best: Ruled, bound: Bound, step: Ruled) -> Expression:
        return Sum((Fire(best[0], self._points(best[1])), self._count_steps(bound, step)))

    def _count_steps(self, bound: Bound, ruled: Ruled) -> Expression:
        """Return points for each step away from a bound, a started one counting for losses, a full one for gains."""
        rule, statement = ruled
        if statement.step is None:
            return Unruled("缺少步长")
        start = statement.bounds[-1] if statement.bounds else bound
        quantity: Expression = Observed(self._input(bound))
        ends = (
            (Number(start.value), Product((MINUS_ONE, quantity)))
            if statement.step.lack
            else (quantity, Number(-start.value))
        )
        steps: Expression = Sum(ends)
        if statement.step.n != 1:
            steps = Quotient(steps, Number(statement.step.n))
        sign = 1 if statement.kind is RuleKind.AWARD_PER else -1
        if statement.step.n != 1 or bound.unit not in COUNTED:
            shown = f"每{print_number(statement.step.n)}{statement.step.unit}为一档"
            self.readings.append(f"{shown}，{'不足一档不加' if sign > 0 else '不足一档按一档扣'}")
            steps = Ceiling(steps) if sign < 0 else Product((MINUS_ONE, Ceiling(Product((MINUS_ONE, steps)))))
        return Fire(rule, Product((Number(sign * Decimal(statement.points or 0)), steps)))


def _is_several(statement: Statement) -> bool:
    """Whether one sentence bounds several quantities (报送12篇且被采用6篇) and not both ends of one (90%-95%)."""
    return len({bound.label for bound in statement.bounds}) > 1
