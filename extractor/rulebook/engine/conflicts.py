"""In: a rulebook's cross-checks and columns of observations. Out: a line for each row in which they cannot all be true.

    own number 120, largest of all places 100: the row is refused, as a form is

Not handled: one form (`values`), which says what was filled in as well.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractor.model.scored.expression import (
    ONE,
    Compare,
    Either,
    Every,
    Expression,
    Holds,
    Is,
    Node,
    Not,
    Number,
    Observed,
    Product,
    Sign,
    Sum,
    Test,
    rewrite,
    walk,
)
from extractor.model.scored.rulebook import CrossCheck, Input, Rulebook
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.vectors import Machine, build_column

if TYPE_CHECKING:
    import numpy as np


SIGNS: dict[Sign, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "==": operator.eq,
}  # fmt: skip


def list_inputs(check: CrossCheck) -> tuple[str, ...]:
    """Return the inputs that a check is between."""
    return tuple(dict.fromkeys(str(name) for node in walk(check.holds) if (name := getattr(node, "input", None))))


def build_condition(check: CrossCheck, inputs: Mapping[str, Input]) -> Test:
    """Return what must hold in the plain nodes that every engine knows: an answer is compared with one."""

    def change(node: Node) -> Node:
        match node:
            case Holds(name):
                return Compare(Observed(name), "==", ONE)
            case Is(name, option):
                options = inputs[name].options
                place = options.index(option) if option in options else -1
                return Compare(Observed(name), "==", plain.number(place))
        return node

    condition: Test = rewrite(check.holds, change)
    return condition


def is_met(condition: Test, values: Mapping[str, Decimal]) -> bool:
    """Whether a condition in plain nodes holds for values of all its inputs."""
    match condition:
        case Compare(left, sign, right):
            return SIGNS[sign](_count(left, values), _count(right, values))
        case Not(of):
            return not is_met(of, values)
        case Every(tests):
            return all(is_met(test, values) for test in tests)
        case Either(tests):
            return any(is_met(test, values) for test in tests)
    raise TypeError(condition)


def _count(node: Expression, values: Mapping[str, Decimal]) -> Decimal:
    match node:
        case Number(value):
            return value
        case Observed(name):
            return values[name]
        case Sum(terms):
            return sum((_count(term, values) for term in terms), Decimal(0))
        case Product(factors):
            return math.prod((_count(factor, values) for factor in factors), start=Decimal(1))
    raise TypeError(node)


def find_conflicts(rulebook: Rulebook, arrays: Mapping[str, np.ndarray]) -> Iterator[str]:
    """Yield a line for each row in which what was observed cannot all be true; a missing value says nothing."""
    import numpy as np

    inputs = {item.name: item for item in rulebook.inputs}
    for check in rulebook.checks:
        names = list_inputs(check)
        if not all(name in arrays for name in names):
            continue
        told = ~np.any([np.isnan(arrays[name]) for name in names], axis=0)
        columns = {name: build_column(np.where(told, arrays[name], 0.0)) for name in names}
        holds = np.broadcast_to(np.asarray(Machine(columns).holds(build_condition(check, inputs))), told.shape)
        for place in np.flatnonzero(told & ~holds):
            yield f"第{place + 1}行{check.message}{_show(names, arrays, int(place), inputs)}"


def _show(names: tuple[str, ...], arrays: Mapping[str, Any], place: int, inputs: Mapping[str, Input]) -> str:
    values = "，".join(f"{inputs[name].label}填{arrays[name][place]:g}" for name in names)
    return f"（{values}）"
