"""In: numbers and inputs. Out: small trees that all builders of a row use: sums, steps, chosen points.

Not handled: anything that needs to know a statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.model.scored.expression import (
    ONE,
    ZERO,
    Between,
    Case,
    Ceiling,
    Choose,
    Expression,
    Fire,
    Number,
    Product,
    Quotient,
    Sum,
    Test,
    Whole,
)

MINUS = Number(Decimal(-1))
HALF_STEP = "不满一档的部分原文没有写"

ONCE_OR_EACH = "没有写是只扣一次还是每一个都扣"
ONCE_OR_EACH_MORE = "没有写是只加一次还是每一个都加"


def add(terms: Sequence[Expression]) -> Expression:
    """Return the sum; zero for none."""
    kept = tuple(term for term in terms if term != ZERO)
    return ZERO if not kept else kept[0] if len(kept) == 1 else Sum(kept)


def negate(term: Expression) -> Expression:
    """Return the amount taken away."""
    return Number(-term.value) if isinstance(term, Number) else Product((MINUS, term))


def subtract(one: Expression, two: Expression) -> Expression:
    """Return the difference."""
    if two == ZERO:
        return one
    if isinstance(one, Number) and isinstance(two, Number):
        return Number(one.value - two.value)
    return Sum((one, negate(two))) if one != ZERO else negate(two)


def times(points: Expression, count: Expression) -> Expression:
    """Return points for each thing counted."""
    return count if points == ONE else points if count == ONE else Product((points, count))


def divide(term: Expression, number: Decimal) -> Expression:
    """Return a part of a term."""
    return term if number == 1 else Quotient(term, Number(number))


def choose(test: Test, then: Expression, otherwise: Expression = ZERO) -> Expression:
    """Return one of two amounts."""
    return Choose((Case(test, then),), otherwise)


def fire(rule: str, of: Expression) -> Expression:
    """Return an amount marked with its rule."""
    return Fire(rule, of)


def steps(  # noqa: PLR0913 - how a step is counted
    distance: Expression, size: Decimal, *, whole: bool, up: bool, gain: bool = False, down: bool = False
) -> Expression:
    """Return how many steps a distance is: exact for whole things, else open between none and the started step.

    What is earned is at most in proportion: 2.5万条 at 每万条1分 is 2 to 2.5.

    >>> from extractor.model.scored.expression import Observed
    >>> steps(Observed("x"), Decimal(1), whole=True, up=False)
    Observed(input='x')
    """
    count = divide(distance, size)
    if whole and size == 1:
        return count
    if up:
        return Ceiling(count)
    if down:
        return Whole(count)
    return Between(HALF_STEP, Whole(count), count if gain else Ceiling(count))
