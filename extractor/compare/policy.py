"""In: nothing. Out: from where on two printed names are taken for one measure, and how long a label may be.

Not handled: the words that part two measures (`contract_words`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeasurePolicy:
    """Likenesses are from 0 to 100."""

    alike: float = 50.0
    """from which two printed metrics or triggers are taken for the same thing"""
    bag: float = 75.0
    """of two metrics that share all their characters in another order"""
    within: float = 0.9
    """what a metric that stands inside a longer one counts of its likeness"""
    wholes: float = 60.0
    """from which two wholes (占…) are taken for one"""
    fewest: int = 5
    """characters in which labels must end alike for that end to name their measure"""
    longest: int = 48
    """characters of a label"""


MEASURES = MeasurePolicy()
