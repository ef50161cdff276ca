"""Agreement of two readers against a calculation by hand."""

import pytest

from extractor.review.agreement import find_agreement, kappa

VALUES = [
    ("lead", "lead"),
    ("lead", "lead"),
    ("lead", "responsible"),
    ("responsible", "responsible"),
    ("participant", "lead"),
]


def test_agreement_equals_a_hand_calculation(decide):
    lines = []
    for number, (first, second) in enumerate(VALUES):
        for person, role in (("甲", first), ("乙", second)):
            lines.append(
                decide(
                    2 * number + (person == "乙"),
                    f"t{number}",
                    "section",
                    "fix",
                    was="",
                    now=role,
                    person=person,
                    blind=True,
                )
            )
    lines.append(decide(99, "t9", "section", "fix", was="", now="x", person="甲", blind=True))
    found = find_agreement(lines, "甲", "乙", blind=True)
    # seen 3/5; chance (lead 3/5*3/5 + responsible 1/5*2/5 + participant 1/5*0) = 0.44; kappa (0.6-0.44)/0.56
    assert (found.n, found.same, found.share) == (5, 3, 0.6)
    assert found.kappa == pytest.approx(0.16 / 0.56)
    assert (round(found.low, 3), round(found.high, 3)) == (0.231, 0.882)


def test_kappa_of_chance_alone_is_none():
    assert kappa([("a", "a"), ("a", "a")]) is None
    assert kappa([]) is None
