"""In: plans, the scale (`strength.yaml`). Out: how strongly each item binds: level x kind of document x measure.

The product of scores from 1 to 5 is this project's own scale and no published one: that strength may be told by rank,
aims and means is the idea of the paper that the file names, whose table could not be checked. The measure's score: a
number with a penalty or points 5, a number with a time limit or points alone 4, a number or a time limit 3, words that
bind 2, soft words only 1.
Not handled: goals and feedback.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.compared.research import Strength
from extractor.model.facts.plan import Indicator, IndicatorPart, Plan, RuleKind, Task
from extractor.model.mappings import StrengthFile

LOSSES = frozenset({RuleKind.DEDUCT, RuleKind.DEDUCT_PER, RuleKind.ZERO})
BASIS = {5: "数值且有奖惩", 4: "数值且有时限", 3: "有数值或时限", 2: "约束性文字", 1: "仅软性措辞"}
POINTS_ALONE = 4
SCORED = "有分值或罚则"


def find_strengths(plans: Sequence[Plan], scale: StrengthFile, soft: Sequence[str]) -> Iterator[Strength]:
    """Yield the strength of each item of each plan, in their order."""
    for plan in plans:
        level = scale.levels.get(plan.metadata.level.value if plan.metadata.level else "", scale.unknown)
        kind = next((row.score for row in scale.kinds if row.word in (plan.metadata.kind or "")), scale.unknown)
        for item in plan.items:
            measure = score_measure(item, soft)
            yield Strength(
                plan=plan.id, item=item.id, level_score=level, kind_score=kind, measure_score=measure,
                strength=level * kind * measure, basis=name_basis(item, measure),
            )  # fmt: skip


def name_basis(item: Task | Indicator, measure: int) -> str:
    """Return in Chinese why an item has its score."""
    return SCORED if measure == POINTS_ALONE and isinstance(item, Indicator) else BASIS[measure]


def score_measure(item: Task | Indicator, soft: Sequence[str]) -> int:
    """Return from 1 to 5 how far an item binds."""
    if isinstance(item, Indicator):
        parts: tuple[Indicator | IndicatorPart, ...] = (item, *item.parts)
        rules = [rule for part in parts for rule in part.rules]
        numbered = any(rule.condition for rule in rules)
        scored = item.points is not None or any(rule.kind in LOSSES for rule in rules)
        return 5 if numbered and scored else 4 if scored else 3 if numbered else 2
    timed = any(deadline.date or deadline.duration or deadline.rrule for deadline in item.deadlines)
    if item.targets:
        return 4 if timed else 3
    if timed:
        return 3
    first = item.title + item.text
    return 1 if any(word in first for word in soft) else 2
