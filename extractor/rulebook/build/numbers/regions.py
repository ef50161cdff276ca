"""In: the bands over one quantity, with what each gives. Out: a tree that gives every number its points.

The line of numbers is cut at all printed edges into points and open stretches; each has the bands that hold it. Firm
edges (及以上, 超过) decide against customary ones (以上, 90%-95%); the narrower of two nested bands counts; what is
left is open between the two. Not handled: where the bands come from (`quantities`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.model.facts.scoring import Band, Edge, exact
from extractor.model.scored.expression import Between, Case, Choose, Compare, Expression, Number

TWICE = "这个数值同时印在两档里"

BOTH_FIRM = "这个数值两档都写明含本数"


@dataclass(frozen=True, slots=True)
class NumberRegion:
    """A point (low == high) or a stretch of the line; None is no end. Whether its ends belong to it: points do."""

    low: Decimal | None
    high: Decimal | None
    opened: bool = False
    closed: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Entry:
    """A band and what it gives: `amount` its tree, `worth` the same as a number for comparing (None: not known)."""

    rule: str
    band: Band
    amount: Expression
    worth: Decimal


def find_regions(
    entries: Sequence[Entry], more: Sequence[Decimal], *, whole: bool, least: Decimal | None
) -> list[NumberRegion]:
    """Return points and open stretches between all edges, from low to high; without empty ones of whole numbers."""
    edges = {exact(edge.value) for entry in entries for edge in (entry.band.low, entry.band.high) if edge is not None}
    values = sorted(edges | set(more))
    regions: list[NumberRegion] = []
    previous: Decimal | None = None
    for value in values:
        regions.extend((NumberRegion(previous, value), NumberRegion(value, value, opened=True, closed=True)))
        previous = value
    regions.append(NumberRegion(previous, None))
    possible = [region for region in regions if _possible(region, whole=whole, least=least)]
    never = [entry for entry in entries if not any(holds(entry.band, region)[0] for region in possible)]
    return [
        region  # 比例低于0%得4分 stays, so that it can be told
        for region in regions
        if region in possible or (not whole and any(holds(entry.band, region)[0] for entry in never))
    ]


def _possible(region: NumberRegion, *, whole: bool, least: Decimal | None) -> bool:
    low, high = region.low, region.high
    if least is not None and high is not None and (high < least or (high == least and not region.is_point)):
        return False
    if not whole or low is None or high is None or region.is_point:
        return not (whole and region.is_point and low is not None and low != low.to_integral_value())
    first = low.to_integral_value(rounding="ROUND_FLOOR") + 1
    return first < high


def holds(band: Band, region: NumberRegion) -> tuple[bool, bool]:
    """Return whether a band holds a region, and whether firmly."""
    if region.is_point:
        value = region.low
        inside, firm = True, True
        for edge, below in ((band.low, True), (band.high, False)):
            if edge is None or value is None:
                continue
            at = exact(edge.value)
            if value == at:
                inside = inside and edge.closed
                firm = firm and edge.firm
            elif (value < at) == below:
                inside = False
        return inside, firm
    low_fits = band.low is None or (region.low is not None and region.low >= exact(band.low.value))
    high_fits = band.high is None or (region.high is not None and region.high <= exact(band.high.value))
    return low_fits and high_fits, True


def find_entries(entries: Sequence[Entry], region: NumberRegion) -> list[Entry]:
    """Return the entries that count in a region: firm ones before others, the narrowest of nested ones."""
    inside = [(entry, *holds(entry.band, region)) for entry in entries]
    found = [(entry, firm) for entry, held, firm in inside if held]
    if region.is_point:
        edged = [entry for entry, firm in found if firm and _has_edge(entry.band, region)]
        found = [(entry, firm) for entry, firm in found if firm or not any(other is not entry for other in edged)]
    plain = [entry for entry, _ in found]
    return [
        entry for entry in plain if not any(other is not entry and is_inside(other.band, entry.band) for other in plain)
    ]


def _has_edge(band: Band, region: NumberRegion) -> bool:
    return any(edge is not None and exact(edge.value) == region.low for edge in (band.low, band.high))


def is_inside(inner: Band, outer: Band) -> bool:
    """Return whether a band lies in another one that is wider."""
    if (inner.low, inner.high) == (outer.low, outer.high):
        return False
    low = _compare_low(inner.low, outer.low) >= 0
    high = _compare_high(inner.high, outer.high) <= 0
    return low and high and (_compare_low(inner.low, outer.low) > 0 or _compare_high(inner.high, outer.high) < 0)


def _compare_low(one: Edge | None, other: Edge | None) -> int:
    if one is None or other is None:
        return (one is not None) - (other is not None)
    left, right = (exact(one.value), not one.closed), (exact(other.value), not other.closed)
    return (left > right) - (left < right)


def _compare_high(one: Edge | None, other: Edge | None) -> int:
    if one is None or other is None:
        return (one is None) - (other is None)
    left, right = (exact(one.value), one.closed), (exact(other.value), other.closed)
    return (left > right) - (left < right)


def span_of(amounts: Sequence[tuple[Decimal, Expression]], reason: str) -> Expression:
    """Return one amount, or what is open between the least and the greatest."""
    ordered = sorted(amounts, key=lambda pair: pair[0])
    low, high = ordered[0], ordered[-1]
    return low[1] if low[0] == high[0] else Between(reason, low[1], high[1])


def build_regions(own: Expression, pieces: Sequence[tuple[NumberRegion, Expression]]) -> Expression:
    """Return a choice over neighbouring regions; equal neighbours are one.

    >>> from extractor.model.scored.expression import Observed, ZERO, ONE
    >>> three = Decimal(3)
    >>> at = NumberRegion(three, three, True, True)
    >>> pieces = [(NumberRegion(None, three), ZERO), (at, ONE), (NumberRegion(three, None), ONE)]
    >>> build_regions(Observed("x"), pieces).cases[0].when.sign
    '<'
    """
    merged: list[tuple[NumberRegion, Expression]] = []
    for region, amount in pieces:
        if merged and merged[-1][1] == amount:
            before = merged[-1][0]
            merged[-1] = (NumberRegion(before.low, region.high, before.opened, region.closed), amount)
        else:
            merged.append((region, amount))
    cases = tuple(
        Case(Compare(own, "<=" if region.closed else "<", Number(region.high)), amount)
        for region, amount in merged[:-1]
        if region.high is not None
    )
    return Choose(cases, merged[-1][1]) if cases else merged[-1][1]


def middle(entry: Entry) -> Decimal:
    """Return the number by which bands are put in order."""
    low, high = entry.band.low, entry.band.high
    if low is not None and high is not None:
        return (exact(low.value) + exact(high.value)) / 2
    edge = low or high
    small = Decimal("0.0001")
    return Decimal(0) if edge is None else exact(edge.value) + (small if high is None else -small)


def begin(band: Band) -> Decimal:
    """Return where a band begins."""
    return exact(band.low.value) if band.low is not None else Decimal("-Infinity")


def end(band: Band) -> Decimal:
    """Return where a band ends."""
    return exact(band.high.value) if band.high is not None else Decimal("Infinity")


def ends_before(band: Band, region: NumberRegion) -> bool:
    """Whether a band ends before a region."""
    return region.low is not None and end(band) <= region.low


def begins_after(band: Band, region: NumberRegion) -> bool:
    """Whether a band begins behind a region."""
    return region.high is not None and begin(band) >= region.high


def worse(region: NumberRegion, band: Band, edge: Edge) -> bool:
    """Whether a region lies beyond that edge of the best band from which it gets worse."""
    at = exact(edge.value)
    if band.low is not None and edge is band.low:
        return region.high is not None and region.high <= at
    return region.low is not None and region.low >= at
