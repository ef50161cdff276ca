"""In: a row's tree and values of its inputs. Out: the points that it gives, and values at which something may change.

A plain evaluator in floats, for trying a tree at many places while it is built; points are computed by `engine`.
Not handled: which values are worth trying for which sentence (`promises`).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product

from extractor.model.scored.expression import (
    Between,
    Cap,
    Ceiling,
    Choose,
    Compare,
    Either,
    Every,
    Expression,
    Fire,
    Floor,
    Greatest,
    Holds,
    Interpolate,
    Is,
    Least,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Sign,
    Sum,
    Test,
    UnreadRule,
    Unruled,
    Whole,
    YearDay,
    count_days,
    walk,
)
from extractor.model.scored.rulebook import Input
from extractor.rulebook.engine.program import find_range

Values = Mapping[str, float]
Span = tuple[float, float]
SIGNS: dict[Sign, Callable[[float, float], bool]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "==": operator.eq,
}  # fmt: skip
DUST = 1e-7
"""What binary fractions may be off by."""
FEW = 12
"""So many things are counted one by one."""
NOTHING: Span = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Probe:
    """Evaluates trees over `inputs`; `without` are rules whose amounts are left out, `fired` those that were met."""

    inputs: Mapping[str, Input]
    without: frozenset[str] = frozenset()
    fired: set[str] = field(default_factory=set)

    def measure(self, node: Expression, values: Values) -> Span:  # noqa: C901, PLR0911, PLR0912 - a case for each node
        """Return the least and the most points of a tree."""
        match node:
            case Number(value):
                return (float(value),) * 2
            case Observed(name):
                return (values.get(name, 0.0),) * 2
            case YearDay():
                return (float(count_days(node)),) * 2
            case Fire(rule, of):
                self.fired.add(rule)
                return NOTHING if rule in self.without else self.measure(of, values)
            case Sum(terms):
                ends = [self.measure(term, values) for term in terms]
                return sum(low for low, _ in ends), sum(high for _, high in ends)
            case Product(factors):
                return self._multiply([self.measure(factor, values) for factor in factors])
            case Quotient(over, under):
                return self._divide(self.measure(over, values), self.measure(under, values))
            case Ceiling(of):
                low, high = self.measure(of, values)
                return math.ceil(low - DUST), math.ceil(high - DUST)
            case Whole(of):
                low, high = self.measure(of, values)
                return math.floor(low + DUST), math.floor(high + DUST)
            case Least(terms):
                ends = [self.measure(term, values) for term in terms]
                return min(low for low, _ in ends), min(high for _, high in ends)
            case Greatest(terms):
                ends = [self.measure(term, values) for term in terms]
                return max(low for low, _ in ends), max(high for _, high in ends)
            case Cap(of, at, _):
                one, two = self.measure(of, values), self.measure(at, values)
                return min(one[0], two[0]), min(one[1], two[1])
            case Floor(of, at, _):
                one, two = self.measure(of, values), self.measure(at, values)
                return max(one[0], two[0]), max(one[1], two[1])
            case Choose(cases, otherwise):
                then = next((case.then for case in cases if self.holds(case.when, values)), otherwise)
                return self.measure(then, values)
            case Interpolate():
                return self._interpolate(node, values)
            case Unruled(_, low_tree, high_tree) | Between(_, low_tree, high_tree) | UnreadRule(_, low_tree, high_tree):
                ends = [self.measure(low_tree, values), self.measure(high_tree, values)]
                return min(low for low, _ in ends), max(high for _, high in ends)
        return NOTHING

    def holds(self, test: Test, values: Values) -> bool:  # noqa: PLR0911 - a case for each node
        """Whether a condition holds."""
        match test:
            case Compare(left, sign, right):
                one, two = self.measure(left, values)[0], self.measure(right, values)[0]
                same = abs(one - two) < DUST
                return sign in {">=", "<=", "=="} if same else SIGNS[sign](one, two)
            case Holds(name):
                return values.get(name, 0.0) > 0
            case Is(name, option):
                options = self.inputs[name].options if name in self.inputs else ()
                return option in options and values.get(name, 0.0) == options.index(option)
            case Not(of):
                return not self.holds(of, values)
            case Every(tests):
                return all(self.holds(one, values) for one in tests)
            case Either(tests):
                return any(self.holds(one, values) for one in tests)
        return False

    def _multiply(self, ends: list[Span]) -> Span:
        total: Span = (1.0, 1.0)
        for end in ends:
            every = [one * two for one, two in product(total, end)]
            total = min(every), max(every)
        return total

    def _divide(self, over: Span, under: Span) -> Span:
        if 0.0 in under:
            return NOTHING
        every = [one / two for one, two in product(over, under)]
        return min(every), max(every)

    def _interpolate(self, node: Interpolate, values: Values) -> Span:
        at = self.measure(node.of, values)[0]
        low, high = self.measure(node.low_points, values), self.measure(node.high_points, values)
        share = (at - float(node.low)) / float(node.high - node.low)
        return low[0] + (high[0] - low[0]) * share, low[1] + (high[1] - low[1]) * share


def list_values(tree: Expression, inputs: Iterable[Input]) -> dict[str, tuple[float, ...]]:
    """Return for each input of a tree the values at which its points may change, and one on each side of them."""
    edges: dict[str, set[float]] = {}
    for node in walk(tree):
        if isinstance(node, Compare | Sum | Interpolate):
            names = {part.input for part in walk(node) if isinstance(part, Observed)}
            for name in names if len(names) == 1 else ():
                edges.setdefault(name, set()).update(_list_constants(node))
    used = {getattr(node, "input", None) for node in walk(tree)}
    return {item.name: _spread(item, edges.get(item.name, set())) for item in inputs if item.name in used}


def _list_constants(node: Compare | Sum | Interpolate) -> set[float]:
    if isinstance(node, Interpolate):
        return {float(node.low), float(node.high)}
    return {abs(float(part.value)) for part in walk(node) if isinstance(part, Number)}


def _spread(item: Input, edges: set[float]) -> tuple[float, ...]:
    """Return what to try for an input: all answers, both ends of its range, its edges and what lies beside them."""
    low, high = (float(end) for end in find_range(item))
    if item.kind == "yes_no":
        return 0.0, 1.0
    if item.kind == "choice":
        return tuple(float(place) for place in range(len(item.options)))
    by = 1.0 if item.kind in {"count", "rank"} else min(0.01, (high - low) / 1000 or 0.01)
    tried = {low, high, *edges, *(edge + by for edge in edges), *(edge - by for edge in edges)}
    roof = float(item.maximum) if item.maximum is not None else max(tried)
    if item.kind == "count":
        tried |= {float(place) for place in range(1, FEW + 1)}
    inside = sorted(one for one in tried if low <= one <= roof)
    if item.kind not in {"count", "rank"}:
        inside += [(one + two) / 2 for one, two in pairwise(inside)]
    return tuple(sorted(set(inside)))
