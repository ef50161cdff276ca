"""In: questions and decisions. Out: how many of the values that were drawn by chance persons found right.

The draw is a tenth of all values, by their content, so that neither the doubts nor a reader's choice bend the figure.
Not handled: values that were missed altogether, which only a whole document read by hand shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from extractor.model.correction import LISTS, Correction
from extractor.review.agreement import wilson
from extractor.review.journal import settle
from extractor.review.queue import Question


class DrawnAccuracy(msgspec.Struct, frozen=True):
    """Of `drawn` values `judged` were decided on, `right` of them right; `low` and `high` bound the share (Wilson)."""

    drawn: int
    judged: int
    right: int
    low: float
    high: float
    fields: tuple[tuple[str, int, int], ...] = ()

    @property
    def share(self) -> float | None:
        """The share of right values, None where none was judged."""
        return self.right / self.judged if self.judged else None


def find_accuracy(questions: Iterable[Question], corrections: Iterable[Correction]) -> DrawnAccuracy:
    """Return the accuracy of the drawn values; `questions` is the queue without regard to decisions.

    >>> find_accuracy([], []).share is None
    True
    """
    drawn = [one for one in questions if one.drawn and one.kind == "value"]
    decisions = {one.subject: one.act for one in settle(corrections).valid}
    judged = [(one.field, decisions.get(_subject(one))) for one in drawn]
    counted = [(field, act == "right") for field, act in judged if act in {"right", "fix", "none"}]
    right = sum(hit for _, hit in counted)
    low, high = wilson(right, len(counted))
    each = Counter(field for field, _ in counted)
    hits = Counter(field for field, hit in counted if hit)
    fields = tuple((field, hits[field], count) for field, count in sorted(each.items()))
    return DrawnAccuracy(len(drawn), len(counted), right, low, high, fields)


def _subject(question: Question) -> tuple[str, str, str, str]:
    quote = question.anchor.quote if question.anchor and question.field in LISTS else ""
    return question.plan, question.item, question.field, quote
