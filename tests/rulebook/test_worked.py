"""Examples worked by hand from the printed sentences, at least three for each row, the edges of every band included."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from extractor.model.scored.rulebook import DatedValue
from extractor.model.scored.scorecard import Observation, Observations
from extractor.rulebook import score
from extractor.rulebook.engine.score import find_inputs

CASES = Path(__file__).parent / "cases"


class Exact(yaml.SafeLoader):
    """Numbers as they are written; 是 and 否 are words."""


Exact.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(node.value))
Exact.add_constructor("tag:yaml.org,2002:int", lambda _, node: Decimal(node.value))


def load():
    for path in sorted(CASES.glob("*.yaml")):
        content = yaml.load(path.read_text("utf-8"), Loader=Exact)  # noqa: S506 - a safe loader
        for row in content["rows"]:
            for observed, points, why, *weight in row["worked"]:
                yield pytest.param(
                    content["plan"],
                    row,
                    observed,
                    points,
                    weight[0] if weight else None,
                    id=f"{path.stem}-{row.get('name', row.get('nth'))}-{why}",
                )


def find_row(book, row):
    own = [known for known in book.indicators if known.table == row.get("table", 1)]
    if "nth" in row:
        return own[int(row["nth"]) - 1]
    return next(known for known in own if known.name.replace('"', "") == row["name"])


@pytest.mark.parametrize(("plan", "row", "observed", "points", "weight"), list(load()))
def test_worked_example(books, plan, row, observed, points, weight):
    """`weight` is what the office sets as the row's points, where the plan prints none."""
    book = books[plan]
    if weight is not None:
        values = (DatedValue(value=Decimal(weight)),)
        book = replace(book, parameters=tuple(replace(one, values=values) for one in book.parameters))
    known = find_row(book, row)
    inputs = find_inputs(book, known)
    assert len(inputs) == len(observed), [item.label for item in inputs]
    values = tuple(
        Observation(item.name, str(value)) for item, value in zip(inputs, observed, strict=True) if value is not None
    )
    card = score(book, Observations("手工.yaml", values))
    got = next(one for one in card.indicators if one.id == known.id).points
    low, high = points if isinstance(points, list) else (points, points)
    assert (got.low, got.high) == (low, high)


@pytest.mark.parametrize(("plan", "rows"), [("chengwu", 16), ("jiaxian", 30)])
def test_every_row_with_points_has_three_worked_examples(books, plan, rows):
    content = yaml.load((CASES / f"{plan}.yaml").read_text("utf-8"), Loader=Exact)  # noqa: S506 - a safe loader
    found = {find_row(books[plan], row).id: len(row["worked"]) for row in content["rows"]}
    assert set(found) == {row.id for row in books[plan].indicators}
    assert len(found) == rows
    assert min(found.values()) >= 3
