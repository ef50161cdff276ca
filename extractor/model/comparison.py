"""In: nothing. Out: `Comparison`, what aligned items share and by how much they differ.

Not handled: why two items stand in one group, which is `Alignment`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

COMPARISON_SCHEMA = "county-comparison/1"

Aspect = Literal["target", "deadline", "duration", "frequency", "unit", "weight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How much two plans share: `share` of the groups that either has, and of each side's items.

    `left_share` is the share of the left plan's items that stand in a group with an item of the right plan.
    """

    left: str
    right: str
    shared_groups: tuple[str, ...]
    left_only: tuple[str, ...]
    right_only: tuple[str, ...]
    share: float
    left_share: float = 0.0
    right_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One plan's value in a difference. `quote` is printed; `value` is on the common scale of the difference.

    `rank` counts from the strictest (1); equal values share a rank; None where nothing can be ranked.
    """

    plan: str
    item: str
    quote: str
    start: int
    end: int
    value: float | None
    shown: str
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing on which the members of a group can be compared: a target, a time limit, a weight, the bodies.

    `unit` is the common unit of the values ("%", "工作日", "日", "次/年", "分/百分", "日期", "家"); `stricter` says
    which end of the scale is the strict one; `spread` is the largest value less the smallest, None where fewer than
    two. The value of a date is its day number (proleptic Gregorian ordinal), so that a spread is in days.
    """

    group: str
    aspect: Aspect
    label: str
    unit: str
    stricter: Literal["higher", "lower", "none"]
    readings: tuple[Reading, ...]
    spread: float | None
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which plans have a concept of the national list (or of the project's own), and in which groups.

    `edition` is None for concepts beyond the national list; `plans` is empty where all lack it.
    """

    concept: str
    label: str
    edition: str | None
    plans: tuple[str, ...]
    groups: tuple[str, ...]
    level1: str | None = None
    level2: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Overlaps of each pair of plans, differences in each group, and coverage of the concept list."""

    plans: tuple[str, ...]
    overlaps: tuple[Overlap, ...]
    differences: tuple[Difference, ...]
    coverage: tuple[Coverage, ...]
    schema: str = COMPARISON_SCHEMA
