"""Accuracy of values drawn by chance, against a hand calculation."""

import pytest

from extractor.model.correction import Anchor, Correction
from extractor.review.accuracy import find_accuracy
from extractor.review.queue import Question


def ask(field, quote, *, drawn=True):
    return Question("a", "value", "t1", field, 1, Anchor(quote=quote), None, 0.1, 1.0, (), drawn=drawn)


def decide(number, question, act):
    return Correction(
        number=number, plan="a", sha256="", item="t1", field=question.field, act=act, person="甲", date="2026-11-26",
        anchor=question.anchor,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("acts", "judged", "right"),
    [
        (("right", "right", "fix"), 3, 2),
        (("right", "unsure", "none"), 2, 1),
        ((), 0, 0),
    ],
)
def test_only_drawn_values_that_were_judged_count(acts, judged, right):
    questions = [ask("units", f"县{n}局") for n in range(3)] + [ask("units", "未抽", drawn=False)]
    corrections = [decide(n, one, act) for n, (one, act) in enumerate(zip(questions, acts, strict=False), start=1)]
    corrections.append(decide(9, questions[3], "none"))
    found = find_accuracy(questions, corrections)
    assert (found.drawn, found.judged, found.right) == (3, judged, right)
    if (judged, right) == (3, 2):
        assert (round(found.low, 3), round(found.high, 3)) == (0.208, 0.939)
