"""400 claims of comparison.json of the five plans, drawn by seed over all parts and read by one person against the text.

The first 200 were read before anything was mended for them; the second 200, of another seed, after their kinds had been
mended and before the second's were. One reader, who wrote the program.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

CLAIMS = Path(__file__).parent / "claims.csv"


@pytest.fixture(scope="module")
def claims():
    with CLAIMS.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("draw", "right"), [("1", 182), ("2", 195)])
def test_each_claim_has_a_verdict_and_each_wrong_one_its_kind(claims, draw, right):
    own = [claim for claim in claims if claim["draw"] == draw]
    assert len(own) == 200
    assert Counter(claim["verdict"] for claim in own) == {"right": right, "wrong": 200 - right}
    assert all(bool(claim["kind"]) == (claim["verdict"] == "wrong") == bool(claim["mended"]) for claim in own)
    assert len({claim["part"] for claim in own}) > 15


def test_mended_kinds_stay_mended(five):
    """A share of points is of one table; a goal is a mention; a monthly day of reporting is no number."""
    shares = {(one.concept, share.plan): share.points_share for one in five.coverage for share in one.shares}
    assert shares["news-reporting", "jiaxian"] == pytest.approx(10.2)
    states = {(one.group, one.plan): one for one in five.states}
    assert states["rewards-punishments", "chengwu"].state == "context"
    assert states["assessment", "pingyin"].state == "context"
    assert states["regional-supervision", "chengwu"].state == "absent"
    assert states["credit-loan-registration", "changqing"].state == "words"
    adopted = {(one.group, one.place): one.censored for one in five.adoptions}
    assert adopted["assessment", "郏县"] == "mentioned"
    assert all(one.plan for one in five.shared_work)
    assert not [one for one in five.differences if "一方为即时" in one.note]
