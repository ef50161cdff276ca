"""Facts are taken out of the plans as read; nine of ten of those that an annotation has are told of."""

import json
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from msgspec import to_builtins

from extractor.check import check_plan
from extractor.evaluation import Score, score_unread

RATE, LEAST = 0.3, 0.9


def thin(values, dice):
    return tuple(value for value in values if dice.random() > RATE)


def lose_from_tasks(name):
    return lambda plan, dice: replace(
        plan, tasks=tuple(replace(task, **{name: thin(getattr(task, name), dice)}) for task in plan.tasks)
    )


def lose_from_rows(plan, dice):
    def lose(row):
        return replace(row, rules=thin(row.rules, dice), statements=())

    rows = (replace(lose(row), parts=tuple(map(lose, row.parts))) for row in plan.indicators)
    return replace(plan, indicators=tuple(rows))


LOSSES = {
    "tasks": lambda plan, dice: replace(plan, tasks=thin(plan.tasks, dice)),
    "units": lose_from_tasks("units"),
    "deadlines": lose_from_tasks("deadlines"),
    "targets": lose_from_tasks("targets"),
    "indicators": lambda plan, dice: replace(plan, indicators=thin(plan.indicators, dice)),
    "rules": lose_from_rows,
}


@pytest.fixture(scope="module")
def told(plans, mappings, request):
    """What was missed and what of it was told, by the kind of what was lost."""
    folder = request.config.rootpath / "tests" / "evaluation" / "annotations"
    counts = Counter()
    for plan in plans:
        annotation = json.loads((folder / f"{plan.id}.json").read_text("utf-8"))
        for kind, lose in LOSSES.items():
            score = Score()
            lost = check_plan(lose(plan, Random(f"{plan.id}{kind}")), mappings)  # noqa: S311 - dice, no secret
            score_unread(annotation, to_builtins(lost), plan.text, score, plan.id)
            found = score.unread[plan.id]
            counts[kind, "missed"] += found.missed
            counts[kind, "told"] += found.told
            counts["stretches"] += found.stretches
            counts["characters"] += found.characters
    return counts


@pytest.mark.parametrize("kind", LOSSES)
def test_most_of_each_kind_is_told(told, kind):
    assert told[kind, "missed"] >= 5
    assert told[kind, "told"] >= LEAST * told[kind, "missed"] - 1


def test_nine_of_ten_are_told_with_few_stretches(told):
    missed, tell = (sum(told[kind, which] for kind in LOSSES) for which in ("missed", "told"))
    assert tell >= LEAST * missed > 100
    assert 1000 * told["stretches"] < 3 * told["characters"]
