"""In: amounts and conditions. Out: the same in the plain nodes that every engine knows, simplified on the way.

Plain are Number, Observed, Sum, Product, Quotient, Ceiling, Whole, Least, Greatest, Choose and Compare, Not, Every,
Either. Division by a number goes to the outside, `x * min(1, n / 12)` becomes `x * min(12, n) / 12`: it is then the
last step, so no engine differs in the last place. Where all is known, what comes out is one number.
Not handled: what a scoring node means (`lower`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import TypeVar

from extractor.model.scored.expression import (
    ZERO,
    Case,
    Ceiling,
    Choose,
    Compare,
    Either,
    Every,
    Expression,
    Greatest,
    Least,
    Not,
    Number,
    Product,
    Quotient,
    Sign,
    Sum,
    Test,
    Whole,
)

TRUE: Test = Every(())
FALSE: Test = Either(())
DIGITS = 60
"""Decimals of the context that callers set: enough for sums and products of printed numbers to be exact."""
OPPOSITE: dict[Sign, Sign] = {">=": "<", "<": ">=", "<=": ">", ">": "<="}
"""The comparison that holds exactly where the other does not; == has none."""
T = TypeVar("T")


def number(value: Decimal | int) -> Number:
    """Return a constant."""
    return Number(Decimal(value))


def take_divisor(node: Expression) -> tuple[Expression, Decimal]:
    """Return what is divided by a constant, and the constant; 1 where nothing is."""
    match node:
        case Quotient(over, Number(value)):
            return over, value
    return node, Decimal(1)


def _align(terms: Sequence[Expression]) -> tuple[list[Expression], Decimal]:
    """Return all terms times their common divisor, and that divisor."""
    parts = [take_divisor(term) for term in terms]
    common = Decimal(1)
    for _, divisor in parts:
        if common % divisor:
            common = divisor if not divisor % common else common * divisor
    return [times(part, number(common / divisor)) for part, divisor in parts], common


def add(*terms: Expression) -> Expression:
    """Return the sum.

    >>> from extractor.model.scored.expression import Observed
    >>> add(Number(Decimal(4)), Observed("x"), Number(Decimal(-4)))
    Observed(input='x')
    """
    aligned, divisor = _align(terms)
    total = Decimal(0)
    rest: list[Expression] = []
    for term in aligned:
        for part in term.terms if isinstance(term, Sum) else (term,):
            if isinstance(part, Number):
                total += part.value
            else:
                rest.append(part)
    if total or not rest:
        rest.append(Number(total))
    return divide(rest[0] if len(rest) == 1 else Sum(tuple(rest)), number(divisor))


def times(one: Expression, two: Expression) -> Expression:  # noqa: PLR0911 - a case for each form
    """Return the product."""
    for left, right in ((one, two), (two, one)):
        if isinstance(left, Number) and not left.value:
            return ZERO
        if isinstance(left, Number) and left.value == 1:
            return right
        if isinstance(left, Quotient):
            return divide(times(left.over, right), left.under)
    if isinstance(one, Number) and isinstance(two, Number):
        return Number(one.value * two.value)
    if isinstance(two, Number):
        return times(two, one)
    if isinstance(one, Number) and isinstance(two, Product) and isinstance(two.factors[0], Number):
        rest = two.factors[1:]
        return times(
            Number(one.value * two.factors[0].value), rest[0] if len(rest) == 1 else Product(rest)
        )  # fmt: skip
    factors = [
        *(one.factors if isinstance(one, Product) else (one,)),
        *(two.factors if isinstance(two, Product) else (two,)),
    ]
    return Product(tuple(factors))


def divide(over: Expression, under: Expression) -> Expression:  # noqa: PLR0911 - a case for each form
    """Return the quotient; a divisor of zero makes the whole zero, as no place has reached anything then."""
    match over, under:
        case _, Number(value) if not value:
            return ZERO
        case _, Number(value) if value == 1:
            return over
        case _, Number(value) if value < 0:
            return divide(times(number(-1), over), Number(-value))
        case Number(value), Number(other):
            exact = value / other
            return Number(exact) if exact * other == value else Quotient(over, under)
        case Quotient(inner, Number(value)), Number(other):
            return divide(inner, Number(value * other))
        case _, Quotient(inner, Number(value)):
            return divide(times(over, Number(value)), inner)
        case Quotient(inner, Number(value)), _:
            return divide(inner, times(Number(value), under))
    return Quotient(over, under)


def negate(node: Expression) -> Expression:
    """Return the amount with the other sign."""
    return times(number(-1), node)


def least(*terms: Expression) -> Expression:
    """Return the smallest of all terms."""
    return _limit(terms, Least)


def greatest(*terms: Expression) -> Expression:
    """Return the greatest of all terms."""
    return _limit(terms, Greatest)


def _limit(terms: Sequence[Expression], kind: type[Least | Greatest]) -> Expression:
    aligned, divisor = _align(tuple(dict.fromkeys(terms)))
    flat = [part for term in aligned for part in (term.terms if isinstance(term, kind) else (term,))]
    numbers = [part.value for part in flat if isinstance(part, Number)]
    rest: list[Expression] = list(dict.fromkeys(part for part in flat if not isinstance(part, Number)))
    if numbers:
        rest.append(Number(min(numbers) if kind is Least else max(numbers)))
    return divide(rest[0] if len(rest) == 1 else kind(tuple(rest)), number(divisor))


def ceiling(node: Expression) -> Expression:
    """Return the next whole number."""
    over, under = take_divisor(node)
    if isinstance(over, Number):
        return Number(_whole(over.value, under, ROUND_CEILING))
    return Ceiling(node)


def whole(node: Expression) -> Expression:
    """Return the last whole number."""
    over, under = take_divisor(node)
    if isinstance(over, Number):
        return Number(_whole(over.value, under, ROUND_FLOOR))
    return Whole(node)


def _whole(over: Decimal, under: Decimal, way: str) -> Decimal:
    """Round a fraction to a whole number; exact, because the fraction itself is never rounded before.

    >>> str(_whole(Decimal("1e99"), Decimal(3), ROUND_CEILING))[-3:], _whole(Decimal(-7), Decimal(2), ROUND_FLOOR)
    ('334', Decimal('-4'))
    """
    down, rest = divmod(Fraction(over), Fraction(under))
    return Decimal(down + 1 if way == ROUND_CEILING and rest else down)


def round_half_up(node: Expression, places: int) -> Decimal:
    """Return a known amount rounded to `places` decimals, halves away from zero, without trailing zeros.

    >>> round_half_up(Quotient(number(2), number(3)), 4), round_half_up(number(Decimal("2.5000")), 4)
    (Decimal('0.6667'), Decimal('2.5'))
    """
    over, under = take_divisor(node)
    if not isinstance(over, Number):
        raise TypeError(f"not a known amount: {node}")
    scaled = abs(over.value) * 10**places
    steps = _whole(scaled * 2 + under, under * 2, ROUND_FLOOR)
    rounded = (steps if over.value >= 0 else -steps).scaleb(-places)
    return Decimal(0) if not rounded else Decimal(format(rounded.normalize(), "f"))


def compare(left: Expression, sign: Sign, right: Expression) -> Test:
    """Return the comparison, decided where both sides are known.

    >>> compare(number(3), ">=", Quotient(number(8), number(3))) == TRUE
    True
    """
    (one, two), _ = _align((left, right))
    if isinstance(one, Number) and isinstance(two, Number):
        holds = {
            ">=": one.value >= two.value, ">": one.value > two.value, "<=": one.value <= two.value,
            "<": one.value < two.value, "==": one.value == two.value,
        }[sign]  # fmt: skip
        return TRUE if holds else FALSE
    return Compare(one, sign, two)


def both(*tests: Test) -> Test:
    """Return the condition that all hold."""
    flat = [part for test in tests for part in (test.tests if isinstance(test, Every) else (test,))]
    if FALSE in flat:
        return FALSE
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else Every(kept)


def either(*tests: Test) -> Test:
    """Return the condition that at least one holds."""
    flat = [part for test in tests for part in (test.tests if isinstance(test, Either) else (test,))]
    if TRUE in flat:
        return TRUE
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else Either(kept)


def deny(test: Test) -> Test:
    """Return the condition that it does not hold."""
    match test:
        case Every(()):
            return FALSE
        case Either(()):
            return TRUE
        case Not(of):
            return of
        case Compare(left, sign, right) if sign in OPPOSITE:
            return Compare(left, OPPOSITE[sign], right)
    return Not(test)


def choose(cases: Sequence[tuple[Test, Expression]], otherwise: Expression) -> Expression:
    """Return the first amount whose condition holds, else `otherwise`."""
    kept: list[tuple[Test, Expression]] = []
    for test, amount in cases:
        if test == TRUE:
            otherwise = amount
            break
        if test != FALSE:
            kept.append((test, amount))
    while kept and kept[-1][1] == otherwise:
        kept.pop()
    if not kept:
        return otherwise
    aligned, divisor = _align([*(amount for _, amount in kept), otherwise])
    built = tuple(Case(test, amount) for (test, _), amount in zip(kept, aligned, strict=False))
    return divide(Choose(built, aligned[-1]), number(divisor))
