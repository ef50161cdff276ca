"""In: a scoring tree and what is known of each input. Out: the least and the most it gives, in plain nodes.

The one place that says what a scoring node means: scorecards, tables of many rows and all exports are made of what
comes out here. With every input known, what comes out are numbers. Not handled: that two amounts may stem from one
input, so the span of a difference of a thing with itself is not zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import msgspec

from extractor.model.scored.expression import (
    ZERO,
    Between,
    Cap,
    Ceiling,
    Choose,
    Expression,
    Fire,
    Floor,
    Greatest,
    Interpolate,
    Least,
    Number,
    Observed,
    Product,
    Quotient,
    Setting,
    Sum,
    Test,
    UnreadRule,
    Unruled,
    Whole,
    YearDay,
    count_days,
)
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.domains import Known, Region, split
from extractor.rulebook.engine.plain import TRUE, both

Pair = tuple[Expression, Expression]
HUGE = Number(Decimal(10**9))
"""Stands where nothing is possible, so that it is never the least; greater than all points and all that is observed."""


@dataclass(frozen=True, slots=True)
class AppliedLimit:
    """A cap or floor that may change an amount, where `when` is possible: the amount before and the limit."""

    kind: str
    rule: str | None
    when: Test
    before: Pair
    at: Pair


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A place where no sentence decides (a gap) or one was not understood, where `when` is possible."""

    reason: str
    kind: Literal["gap", "unread", "open"]
    when: Test
    known: Known
    span: Pair


class Lowered(msgspec.Struct, frozen=True):
    """Least and most of an amount, and what happened on the way; `fired` holds what each rule gives."""

    low: Expression
    high: Expression
    fired: dict[str, Pair] = msgspec.field(default_factory=dict)
    limits: tuple[AppliedLimit, ...] = ()
    open_parts: tuple[OpenPart, ...] = ()

    @property
    def ends(self) -> Pair:
        """Both ends."""
        return self.low, self.high


def find_ends(node: Expression, known: Known) -> Pair:
    """Return the least and the most that `node` may be."""
    return lower(node, Region(TRUE, known)).ends


def lower(node: Expression, region: Region) -> Lowered:  # noqa: C901, PLR0911, PLR0912 - a case for each node
    """Return `node` in plain nodes.

    >>> from extractor.rulebook.engine.domains import Domain
    >>> known = {"x": Domain(plain.number(3), plain.number(3))}
    >>> lower(Cap(Product((plain.number(2), Observed("x"))), plain.number(5)), Region(TRUE, known)).low
    Number(value=Decimal('5'))
    """
    match node:
        case Number():
            return Lowered(node, node)
        case YearDay():
            day = plain.number(count_days(node))
            return Lowered(day, day)
        case Observed(name) | Setting(name):
            return Lowered(region.known[name].least, region.known[name].most)
        case Sum(terms):
            return _join([lower(term, region) for term in terms], plain.add)
        case Least(terms):
            return _join([lower(term, region) for term in terms], plain.least)
        case Greatest(terms):
            return _join([lower(term, region) for term in terms], plain.greatest)
        case Product(factors):
            return _fold([lower(factor, region) for factor in factors], _multiply)
        case Quotient(over, under):
            return _fold([lower(over, region), lower(under, region)], _divide)
        case Ceiling(of):
            return _join([lower(of, region)], plain.ceiling)
        case Whole(of):
            return _join([lower(of, region)], plain.whole)
        case Interpolate():
            return _interpolate(node, region)
        case Fire(rule, of):
            inner = lower(of, region)
            return _join([inner, Lowered(ZERO, ZERO, {rule: inner.ends})], plain.add)
        case Cap(of, at, rule):
            return _limit("cap", rule, lower(of, region), lower(at, region))
        case Floor(of, at, rule):
            return _limit("floor", rule, lower(of, region), lower(at, region))
        case Choose():
            return _choose(node, region)
        case Unruled(reason, low, high):
            return _leave_open("gap", reason, lower(low, region), lower(high, region), region)
        case Between(reason, low, high):
            return _leave_open("open", reason, lower(low, region), lower(high, region), region)
        case UnreadRule(reason, low, high):
            return _leave_open("unread", reason, lower(low, region), lower(high, region), region)


def _join(parts: Sequence[Lowered], function: Callable[..., Expression]) -> Lowered:
    """Combine by a function that rises with each of its parts."""
    low = function(*(part.low for part in parts))
    high = low if all(part.low == part.high for part in parts) else function(*(part.high for part in parts))
    return _note(parts, low, high)


def _note(parts: Sequence[Lowered], low: Expression, high: Expression) -> Lowered:
    fired: dict[str, Pair] = {}
    for part in parts:
        for rule, (least, most) in part.fired.items():
            before = fired.get(rule, (ZERO, ZERO))
            fired[rule] = plain.add(before[0], least), plain.add(before[1], most)
    limits = tuple(limit for part in parts for limit in part.limits)
    return Lowered(low, high, fired, limits, tuple(one for part in parts for one in part.open_parts))


def _fold(parts: Sequence[Lowered], function: Callable[[Pair, Pair], Pair]) -> Lowered:
    ends = parts[0].ends
    for part in parts[1:]:
        ends = function(ends, part.ends)
    return _note(parts, *ends)


def _multiply(one: Pair, two: Pair) -> Pair:
    if one[0] == one[1] and two[0] == two[1]:
        product = plain.times(one[0], two[0])
        return product, product
    for left, right in ((one, two), (two, one)):
        if left[0] == left[1] and isinstance(left[0], Number):
            ends = plain.times(left[0], right[0]), plain.times(left[0], right[1])
            return ends if left[0].value >= 0 else (ends[1], ends[0])
    products = [plain.times(left, right) for left in one for right in two]
    return plain.least(*products), plain.greatest(*products)


def _divide(over: Pair, under: Pair) -> Pair:
    if over[0] == over[1] and under[0] == under[1]:
        quotient = plain.divide(over[0], under[0])
        return quotient, quotient
    if under[0] == under[1]:
        quotients = [plain.divide(end, under[0]) for end in over]
        if isinstance(under[0], Number):
            return (quotients[0], quotients[1]) if under[0].value >= 0 else (quotients[1], quotients[0])
        return plain.least(*quotients), plain.greatest(*quotients)
    return _divide_by_open(over, under)


def _divide_by_open(over: Pair, under: Pair) -> Pair:
    """Divide by what is not known: near zero a quotient is as large as can be, so nothing is said of it there.

    The divisors that count are whole things or percentages; below one of them the quotient's bounds are not told.
    """
    crosses = plain.both(
        plain.compare(under[0], "<=", ZERO), plain.compare(under[1], ">=", ZERO)
    )  # fmt: skip
    quotients = [plain.divide(end, divisor) for end in over for divisor in under]
    return (
        plain.choose([(crosses, plain.negate(HUGE))], plain.least(*quotients)),
        plain.choose([(crosses, HUGE)], plain.greatest(*quotients)),
    )


def _interpolate(node: Interpolate, region: Region) -> Lowered:
    of, low_points, high_points = (lower(part, region) for part in (node.of, node.low_points, node.high_points))
    width = plain.number(node.high - node.low)

    def line(at: Expression, left: Expression, right: Expression) -> Expression:
        beyond, short = plain.add(at, plain.number(-node.low)), plain.add(plain.number(node.high), plain.negate(at))
        if isinstance(left, Number) and isinstance(right, Number):
            rise = plain.times(plain.number(right.value - left.value), beyond)
            return plain.divide(plain.add(plain.times(left, width), rise), width)
        return plain.divide(plain.add(plain.times(left, short), plain.times(right, beyond)), width)

    worst = [line(at, low_points.low, high_points.low) for at in of.ends]
    best = [line(at, low_points.high, high_points.high) for at in of.ends]
    low, high = plain.least(*worst), plain.greatest(*best)
    return _note([of, low_points, high_points], low, low if len({*worst, *best}) == 1 else high)


def _limit(kind: str, rule: str | None, of: Lowered, at: Lowered) -> Lowered:
    limited = _join([of, at], plain.least if kind == "cap" else plain.greatest)
    applied = AppliedLimit(kind, rule, TRUE, of.ends, at.ends)
    return Lowered(limited.low, limited.high, limited.fired, (*limited.limits, applied), limited.open_parts)


def _leave_open(
    kind: Literal["gap", "unread", "open"], reason: str, low: Lowered, high: Lowered, region: Region
) -> Lowered:
    part = OpenPart(reason, kind, TRUE, region.known, (low.low, high.high))
    return Lowered(low.low, high.high, {}, (), (part,))


def _choose(node: Choose, region: Region) -> Lowered:
    branches: list[tuple[Region, Lowered]] = []
    rest = [Region(TRUE, region.known)]
    for case in node.cases:
        parts = [split(case.when, part, find_ends) for part in rest]
        branches += [(inside, lower(case.then, _enter(inside))) for holds, _ in parts for inside in holds]
        rest = [part for _, fails in parts for part in fails]
    branches += [(part, lower(node.otherwise, _enter(part))) for part in rest]
    return _merge(branches)


def _enter(region: Region) -> Region:
    """Return the region seen from inside: what is possible there is told from there on."""
    return Region(TRUE, region.known)


def _merge(branches: list[tuple[Region, Lowered]]) -> Lowered:
    """Return the hull of all branches that are possible; a rule of some branches only may also give nothing."""
    rules = dict.fromkeys(rule for _, part in branches for rule in part.fired)
    regions = [region for region, _ in branches]
    low, high = _hull(regions, [part.ends for _, part in branches])
    fired = {rule: _hull(regions, [part.fired.get(rule, (ZERO, ZERO)) for _, part in branches]) for rule in rules}
    return Lowered(
        low,
        high,
        fired,
        tuple(replace(one, when=both(at.when, one.when)) for at, part in branches for one in part.limits),
        tuple(replace(one, when=both(at.when, one.when)) for at, part in branches for one in part.open_parts),
    )


def _hull(regions: Sequence[Region], ends: Sequence[Pair]) -> Pair:
    """Return the least and the most over the parts that are possible: at least one always is."""
    if len(regions) == 1:
        return ends[0]
    if all(region.exact for region in regions):
        low, high = (
            plain.choose([(region.when, pair[end]) for region, pair in zip(regions, ends, strict=True)], ends[-1][end])
            for end in (0, 1)
        )
        return low, high
    pairs = [(region.when, pair) for region, pair in zip(regions, ends, strict=True)]
    low = plain.least(*(plain.choose([(when, pair[0])], HUGE) for when, pair in pairs))
    return low, plain.greatest(*(plain.choose([(when, pair[1])], plain.negate(HUGE)) for when, pair in pairs))
