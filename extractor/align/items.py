"""In: a plan. Out: `Profile`s, one for each item: its words, terms, concepts, bodies, numbers and time limits.

Every profile depends on its own plan alone. Not handled: comparing (`comparisons`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from extractor.align.concepts import ConceptHit, ConceptIndex, decide_hits
from extractor.align.normalizing import clean, find_object, split_sentences
from extractor.align.policy import Policy
from extractor.align.terms import Segmenter
from extractor.model.facts.plan import Indicator, IndicatorPart, Plan, Rule, Task, Unit
from extractor.model.judgement import Judgement

Key = tuple[str, str]
"""A plan's id and an item's id."""
SHORT = 40
"""A 考核内容 up to this many characters names the row as a title does (向社会公开政府服务承诺情况)."""


class ItemMeasure(msgspec.Struct, frozen=True):
    """A number with its unit and direction, and what it measures where that is said."""

    value: float
    unit: str
    op: str
    metric: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is compared of one item. `title` is cleaned, `shown` is as printed; `terms` map to their rarity.

    `cuts` are the terms of the title, then of each sentence; `table` is 0 for a task, `position` the place in its
    plan; `places` are names of the own place, which tell where and never what.
    """

    key: Key
    position: int
    kind: Literal["task", "indicator"]
    table: int
    shown: str
    title: str
    object: str
    heading: str
    sentences: tuple[str, ...]
    cuts: tuple[tuple[str, ...], ...]
    title_terms: dict[str, float]
    terms: dict[str, float]
    measures: tuple[ItemMeasure, ...]
    functions: frozenset[str]
    deadlines: frozenset[str]
    places: frozenset[str]
    hits: tuple[ConceptHit, ...]


class ProfileBuilder(msgspec.Struct, frozen=True):
    """Builds profiles with the words and concepts of the project, and what persons `decided` of the latter."""

    segmenter: Segmenter
    concepts: ConceptIndex
    policy: Policy
    decided: Mapping[Key, tuple[Judgement, ...]] = msgspec.field(default_factory=dict)

    def build(self, plan: Plan) -> Iterator[Profile]:
        """Yield the profile of each item of `plan`."""
        names = _place_words(plan)
        repeated = _repeated_names(plan)
        printed = [
            _read_task(item) if isinstance(item, Task) else _read_indicator(item, repeated) for item in plan.items
        ]
        fields = self.concepts.find_fields(
            plan.metadata.field, [clean(" ".join((title, *body))) for title, _, body in printed]
        )
        for position, (item, (title, heading, body)) in enumerate(zip(plan.items, printed, strict=True)):
            kind: Literal["task", "indicator"] = "task" if isinstance(item, Task) else "indicator"
            title, heading = clean(title), clean(heading)  # noqa: PLW2901 - as they are compared
            sentences = tuple(s for text in body for s in split_sentences(clean(text)) if s != title)
            cuts = tuple(self.segmenter.cut(text, names) for text in (title, *sentences))
            hits = self.concepts.find(title, sentences, plan_title=clean(plan.metadata.title), fields=fields)
            yield Profile(
                key=(plan.id, item.id),
                position=position,
                kind=kind,
                table=0 if isinstance(item, Task) else item.table,
                shown=(item.title if isinstance(item, Task) else item.name or title) or "",
                title=title,
                object=find_object(title),
                heading=find_object(heading),
                sentences=sentences,
                cuts=cuts,
                title_terms=self.segmenter.weigh(cuts[:1]),
                terms=self.segmenter.weigh(cuts),
                measures=_read_measures(item),
                functions=frozenset(filter(None, map(_function, item.units))),
                deadlines=_read_deadlines(item),
                places=names,
                hits=decide_hits(hits, self.decided.get((plan.id, item.id), ()), len(sentences)),
            )


def _read_task(task: Task) -> tuple[str, str, tuple[str, ...]]:
    return task.title, task.section or "", (task.text,)


def _read_indicator(row: Indicator, repeated: frozenset[str]) -> tuple[str, str, tuple[str, ...]]:
    """Return title, heading and body of a row; a name that several rows share is a heading of theirs.

    郏县 prints 政府守信践诺 once, beside three rows on defaults, arrears and promises.
    """
    parts: tuple[Indicator | IndicatorPart, ...] = (row, *row.parts)
    body = tuple(text for part in parts for text in (part.content, part.criteria) if text)
    name, heading = row.name or "", row.level1 or ""
    if not name or name in repeated:
        name, heading = "", name or heading
    if not name or (row.content and len(row.content) <= SHORT):
        name += " " + (body[0] if body and not name else row.content or "")
    return name[: 2 * SHORT].strip(), heading, body


def _repeated_names(plan: Plan) -> frozenset[str]:
    names = Counter((row.table, row.name) for row in plan.indicators if row.name)
    return frozenset(name for (_, name), count in names.items() if count > 1)


def _place_words(plan: Plan) -> frozenset[str]:
    """Return the plan's own place and those above it: they tell where, never what."""
    data = plan.metadata
    names = {name for name in (data.jurisdiction, data.parent, data.province) if name}
    return frozenset(names | {name[:-1] for name in names} | {"诚信" + name[:-1] for name in names})


def _function(unit: Unit) -> str | None:
    return None if unit.generic else unit.function or unit.name


def _read_measures(item: Task | Indicator) -> tuple[ItemMeasure, ...]:
    if isinstance(item, Task):
        return tuple(ItemMeasure(t.value, t.unit, t.op, clean(t.metric)) for t in item.targets)
    rules: list[Rule] = [*item.rules, *(rule for part in item.parts for rule in part.rules)]
    bounds = [rule.condition for rule in rules if rule.condition]
    return tuple(ItemMeasure(bound.value, bound.unit, bound.op, "") for bound in bounds)


def _read_deadlines(item: Task | Indicator) -> frozenset[str]:
    if isinstance(item, Indicator):
        return frozenset()
    limits = (d.date or d.rrule or d.duration or (d.text if d.kind == "immediate" else None) for d in item.deadlines)
    return frozenset(limit for limit in limits if limit)
