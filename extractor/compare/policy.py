"""In: nothing. Out: from where on two printed names are taken for one measure, and how long a label may be.

Not handled: the words that part two measures (`phrases/contract.yaml`).
"""

from __future__ import annotations

import msgspec


class MeasurePolicy(msgspec.Struct, frozen=True):
    """Likenesses are from 0 to 100."""

    alike: float = 50.0
    """from which two printed metrics or triggers are taken for the same thing"""
    lone: float = 25.0
    """the same where each plan has one number on their scale"""
    bag: float = 75.0
    """of two metrics that share all their characters in another order"""
    within: float = 0.9
    """what a metric that stands inside a longer one counts of its likeness"""
    wholes: float = 60.0
    """from which two wholes (占…) are taken for one"""
    shared: int = 2
    """characters in which two names must agree at both ends for what stands between to part them"""
    most: float = 0.5
    """what of two names must be the same for what stands in one instead of the other to part them"""
    subjects: int = 2
    """the same of what two time limits are about"""
    fewest: int = 5
    """characters in which labels must end alike for that end to name their measure"""
    longest: int = 48
    """characters of a label"""


class SeriesPolicy(msgspec.Struct, frozen=True):
    """When an item of one plan may have become one of another."""

    shared: float = 0.25
    """what of the shorter item's pairs of characters the other must have, beside those of genre and titles"""


MEASURES = MeasurePolicy()
SERIES = SeriesPolicy()
