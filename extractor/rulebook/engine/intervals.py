"""In: two ends of a range of numbers, and comparisons. Out: `Span`, exact interval arithmetic with Decimals.

Ends may be open, which only tells whether a narrowed span is empty; sums and products count ends as reached.
Not handled: that two spans may stem from one input, so a difference of a thing with itself is not zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from extractor.model.expression import Sign

OPPOSITE: dict[Sign, Sign] = {">=": "<", "<": ">=", "<=": ">", ">": "<="}
"""The comparison that holds exactly where the other does not; == has none."""


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from `low` to `high`; only whole ones where `whole`."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False
    whole: bool = False

    @property
    def is_point(self) -> bool:
        """Whether there is one number only."""
        return self.low == self.high

    def narrow(self, sign: Sign, value: Decimal) -> Span | None:
        """Return the part for which the comparison holds, None where there is none.

        >>> Span(Decimal(0), Decimal(20), whole=True).narrow("<", Decimal(3))
        Span(low=Decimal('0'), high=Decimal('2'), low_open=False, high_open=False, whole=True)
        """
        if sign == "==":
            inside = self._has(value)
            return Span(value, value, whole=self.whole) if inside else None
        if sign in {"<", "<="}:
            return self._below(value, strict=sign == "<")
        return self._above(value, strict=sign == ">")

    def _has(self, value: Decimal) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below and (not self.whole or value == value.to_integral_value())

    def _below(self, value: Decimal, *, strict: bool) -> Span | None:
        if self.whole:
            top = value.to_integral_value(ROUND_FLOOR)
            top = top - 1 if strict and top == value else top
            return replace(self, high=min(self.high, top)) if top >= self.low else None
        if value < self.low or (value == self.low and (strict or self.low_open)):
            return None
        if value > self.high or (value == self.high and (self.high_open or not strict)):
            return self
        return replace(self, high=value, high_open=strict)

    def _above(self, value: Decimal, *, strict: bool) -> Span | None:
        if self.whole:
            bottom = value.to_integral_value(ROUND_CEILING)
            bottom = bottom + 1 if strict and bottom == value else bottom
            return replace(self, low=max(self.low, bottom)) if bottom <= self.high else None
        if value > self.high or (value == self.high and (strict or self.high_open)):
            return None
        if value < self.low or (value == self.low and (self.low_open or not strict)):
            return self
        return replace(self, low=value, low_open=strict)

    def hull(self, other: Span) -> Span:
        """Return the smallest span that holds both."""
        return Span(min(self.low, other.low), max(self.high, other.high))

    def plus(self, other: Span) -> Span:
        """Return all sums."""
        return Span(self.low + other.low, self.high + other.high)

    def times(self, other: Span) -> Span:
        """Return all products, from the smallest to the greatest."""
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Span(min(ends), max(ends))

    def over(self, other: Span) -> Span:
        """Return all quotients; where the divisor may be zero, the quotient there is zero."""
        divisors = [end for end in (other.low, other.high) if end]
        ends = [one / two for one in (self.low, self.high) for two in divisors]
        if other.low <= 0 <= other.high:
            ends.append(Decimal(0))
        return Span(min(ends), max(ends))

    def apply(self, function: Callable[[Decimal], Decimal]) -> Span:
        """Return the span between the images of both ends under a rising or falling function."""
        ends = (function(self.low), function(self.high))
        return Span(min(ends), max(ends))

    def limit(self, other: Span, which: Literal["least", "greatest"]) -> Span:
        """Return the smaller (or the greater) of each pair of numbers."""
        choose = min if which == "least" else max
        return Span(choose(self.low, other.low), choose(self.high, other.high))


def ceiling(number: Decimal) -> Decimal:
    """Return the next whole number.

    >>> ceiling(Decimal("0.05")), ceiling(Decimal("-0.05")), ceiling(Decimal(2))
    (Decimal('1'), Decimal('-0'), Decimal('2'))
    """
    return number.to_integral_value(ROUND_CEILING)


def whole(number: Decimal) -> Decimal:
    """Return the last whole number.

    >>> whole(Decimal("1.95")), whole(Decimal("-0.05"))
    (Decimal('1'), Decimal('-1'))
    """
    return number.to_integral_value(ROUND_FLOOR)
