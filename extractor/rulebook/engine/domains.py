"""In: what is known of each input, and conditions. Out: what is known where they hold and where they do not.

A `Domain` is all that an input may be: its ends may be numbers, or names that an engine fills in later, so the same
narrowing serves one observation, a million rows and exported models.
Not handled: conditions between two amounts narrow nothing; they only tell what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import msgspec

from extractor.model.scored.expression import (
    ONE,
    Compare,
    Either,
    Every,
    Expression,
    Holds,
    Is,
    Not,
    Number,
    Observed,
    Sign,
    Test,
)
from extractor.rulebook.engine.plain import FALSE, OPPOSITE, both, compare, deny, greatest, least, number

INFINITE = Decimal("Infinity")
MOST_REGIONS = 64
"""Beyond this many parts a condition no longer narrows; the points stay right, only less narrow."""


@dataclass(frozen=True, slots=True)
class Domain:
    """All values from `low` to `high` that lie in [`floor`, `roof`]; whole ones only where `whole`.

    `floor` and `roof` are what conditions have narrowed it to so far; `floor_open` tells that the end is outside.
    """

    low: Expression
    high: Expression
    floor: Decimal = -INFINITE
    roof: Decimal = INFINITE
    floor_open: bool = False
    roof_open: bool = False
    whole: bool = False
    options: tuple[str, ...] = ()

    @property
    def is_point(self) -> bool:
        """Whether there is one value only."""
        return self.low == self.high

    @property
    def least(self) -> Expression:
        """The smallest value, narrowed."""
        return self.low if self.is_point or self.floor == -INFINITE else greatest(self.low, number(self.floor))

    @property
    def most(self) -> Expression:
        """The greatest value, narrowed."""
        return self.high if self.is_point or self.roof == INFINITE else least(self.high, number(self.roof))

    def narrow(self, sign: Sign, value: Decimal) -> tuple[Test, Domain]:
        """Return the part for which the comparison holds, and when there is one; FALSE where there never is.

        >>> Domain(number(0), number(20), whole=True).narrow("<", Decimal(3))[1].roof
        Decimal('2')
        """
        if self.is_point:
            return compare(self.low, sign, number(value)), self
        if sign == "==":
            above, part = self.narrow(">=", value)
            below, part = part.narrow("<=", value)
            return (FALSE, self) if self.whole and value % 1 else (both(above, below), part)
        strict = sign in {"<", ">"}
        if self.whole:
            value, strict = _step_inside(value, sign), False
        if sign in {"<", "<="}:
            part = self
            if value < self.roof or (value == self.roof and strict):
                part = replace(self, roof=value, roof_open=strict)
            return (part.possible and compare(self.low, "<" if strict else "<=", number(value))) or FALSE, part
        part = self
        if value > self.floor or (value == self.floor and strict):
            part = replace(self, floor=value, floor_open=strict)
        return (part.possible and compare(self.high, ">" if strict else ">=", number(value))) or FALSE, part

    @property
    def possible(self) -> bool:
        """Whether the narrowed range has any value."""
        return self.floor < self.roof or (self.floor == self.roof and not self.floor_open and not self.roof_open)


def _step_inside(value: Decimal, sign: Sign) -> Decimal:
    """Return the whole number that a bound comes to: below 3 is at most 2."""
    if sign in {"<", "<="}:
        inside = value.to_integral_value(ROUND_FLOOR)
        return inside - 1 if sign == "<" and inside == value else inside
    inside = value.to_integral_value(ROUND_CEILING)
    return inside + 1 if sign == ">" and inside == value else inside


Known = Mapping[str, Domain]


class Region(msgspec.Struct, frozen=True):
    """A part of all that may be: `when` tells whether it is possible, `known` what is known there.

    `exact`: all that decides was known, so of several parts exactly one holds.
    """

    when: Test
    known: Known
    exact: bool = True


Ends = Callable[[Expression, Known], tuple[Expression, Expression]]
"""Gives the smallest and the greatest an amount may be; `lower` provides it."""


def split(test: Test, region: Region, ends: Ends) -> tuple[list[Region], list[Region]]:
    """Return the parts of a region where a condition holds and where it does not."""
    holds, fails = _split(test, region, ends)
    return _keep(holds, region), _keep(fails, region)


def _keep(parts: list[Region], region: Region) -> list[Region]:
    kept = [part for part in parts if part.when != FALSE]
    return kept if len(kept) <= MOST_REGIONS else [region]


def _split(  # noqa: PLR0911 - a case for each node
    test: Test, region: Region, ends: Ends
) -> tuple[list[Region], list[Region]]:
    match test:
        case Not(of):
            holds, fails = split(of, region, ends)
            return fails, holds
        case Every(tests):
            return _split_every(tests, region, ends)
        case Either(tests):
            fails, holds = _split_every(tuple(Not(part) for part in tests), region, ends)
            return holds, fails
        case Holds(name):
            return _split_equal(name, ONE.value, region)
        case Is(name, option):
            options = region.known[name].options
            return _split_equal(name, Decimal(options.index(option) if option in options else -1), region)
        case Compare(Observed(name), "==", Number(value)):
            return _split_equal(name, value, region)
        case Compare(Observed(name), sign, Number(value)):
            return [_narrow(name, sign, value, region)], [_narrow(name, OPPOSITE[sign], value, region)]
        case Compare():
            return _compare(test, region, ends)


def _split_every(tests: tuple[Test, ...], region: Region, ends: Ends) -> tuple[list[Region], list[Region]]:
    inside, outside = [region], []
    for test in tests:
        parts = [split(test, part, ends) for part in inside]
        inside = [part for holds, _ in parts for part in holds]
        outside += [part for _, fails in parts for part in fails]
    return inside, outside


def _narrow(name: str, sign: Sign, value: Decimal, region: Region) -> Region:
    domain = region.known[name]
    when, part = domain.narrow(sign, value)
    return Region(both(region.when, when), {**region.known, name: part}, region.exact and domain.is_point)


def _split_equal(name: str, value: Decimal, region: Region) -> tuple[list[Region], list[Region]]:
    domain = region.known[name]
    holds = _narrow(name, "==", value, region)
    if domain.is_point:
        other = deny(compare(domain.low, "==", number(value)))
        return [holds], [Region(both(region.when, other), region.known, region.exact)]
    below, above = (_narrow(name, sign, value, region) for sign in ("<", ">"))
    return [holds], [below, above]


def _compare(test: Compare, region: Region, ends: Ends) -> tuple[list[Region], list[Region]]:
    """Compare two amounts: the ends tell what is possible, nothing is narrowed."""
    left_low, left_high = ends(test.left, region.known)
    right_low, right_high = ends(test.right, region.known)
    decided = left_low == left_high and right_low == right_high
    if test.sign == "==":
        may = both(compare(left_low, "<=", right_high), compare(left_high, ">=", right_low))
        surely = both(compare(left_low, "==", right_high), compare(left_high, "==", right_low))
        fails = deny(surely)
        may = compare(left_low, "==", right_low) if decided else may
    elif test.sign in {">=", ">"}:
        may, fails = compare(left_high, test.sign, right_low), compare(left_low, OPPOSITE[test.sign], right_high)
    else:
        may, fails = compare(left_low, test.sign, right_high), compare(left_high, OPPOSITE[test.sign], right_low)
    known, exact = region.known, region.exact and decided
    return [Region(both(region.when, may), known, exact)], [Region(both(region.when, fails), known, exact)]
