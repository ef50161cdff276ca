"""In: nothing. Out: `Alignment`, which items of many plans ask for the same measure, each match with its evidence.

Not handled: how much the aligned items differ, which is `Comparison`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model.display import build_html
from extractor.model.judgement import Judgement
from extractor.model.problem import Problem

ALIGNMENT_SCHEMA = "county-alignment/1"


@dataclass(frozen=True, slots=True)
class Member:
    """One item of one plan that stands in a group."""

    plan: str
    item: str
    kind: Literal["task", "indicator"]
    title: str


@dataclass(frozen=True, slots=True)
class Comparand:
    """One line of evidence: what was compared, what was seen, and its signed weight (positive speaks for a match)."""

    feature: str
    seen: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why two members stand together: the start value, one line for each comparison, and the score against the line.

    `left` and `right` are "plan:item". `score` is the sum of `start` and all weights; on or above `threshold` the two
    are taken for the same measure. Groups are held together by their mean score, so a pair inside a group may stand
    under it, and says so. `probability` is the calibrated chance that the two are the same measure.
    """

    left: str
    right: str
    start: float
    lines: tuple[Comparand, ...]
    score: float
    threshold: float
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items that ask for the same measure; `label` is the concept's name or the most telling common words."""

    id: str
    label: str
    concept: str | None
    members: tuple[Member, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """All groups over all plans. Every item of every plan is in at least one group and in at most three.

    `judgements` are the decisions of persons that were carried out; one that could not be is among `problems`.
    """

    plans: tuple[str, ...]
    groups: tuple[Group, ...]
    near_misses: tuple[Evidence, ...] = ()
    schema: str = ALIGNMENT_SCHEMA
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()

    def _repr_html_(self) -> str:
        """Return the groups as a notebook shows them: label, and the items of each plan."""
        rows = [
            (group.label, *("、".join(one.title for one in group.members if one.plan == plan) for plan in self.plans))
            for group in self.groups
        ]
        return build_html(f"对齐 {len(self.groups)} 组", ("事项", *self.plans), rows)
