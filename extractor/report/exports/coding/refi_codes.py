"""In: material of a report. Out: the codes of a REFI-QDA project, and what is coded with them in each plan.

Codes are the kinds of facts, with the closed vocabularies below them, and the concepts by their categories. Not
handled: facts without a place, which cannot be marked in a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Indicator, Plan, Task
from extractor.model.paper.place import Place
from extractor.report.dataset import Material
from extractor.report.labels import DEADLINES, ROLES, RULES, SEVERITIES, Language, Vocabulary, Wording
from extractor.report.tables.facts.indicators import all_rules

FACTS: tuple[tuple[str, Wording, str, Vocabulary], ...] = (
    ("task", Wording("任务", "Task"), "#24505f", {}),
    ("indicator", Wording("指标", "Indicator"), "#6b4c7a", {}),
    ("unit", Wording("责任单位", "Body"), "#3f6ca6", ROLES),
    ("deadline", Wording("时限", "Deadline"), "#b07a1e", DEADLINES),
    ("target", Wording("目标值", "Target"), "#3f7d46", {}),
    ("rule", Wording("计分规则", "Scoring rule"), "#8a4f86", RULES),
    ("citation", Wording("引用文件", "Citation"), "#5f6b70", {}),
    ("safeguard", Wording("保障措施", "Safeguard"), "#5f6b70", {}),
    ("phase", Wording("阶段", "Phase"), "#5f6b70", {}),
    ("problem", Wording("问题", "Problem"), "#93322c", SEVERITIES),
)
"""Kinds of facts, their colour, and the vocabulary whose codes stand below."""

CONCEPTS = Wording("概念", "Concepts")
Marked = tuple[tuple[str, ...], Place | None, str | None]
"""The codes of a value, where it stands, and who corrected it."""
BEYOND = Wording("清单以外", "beyond the list")
CONCEPT_COLOUR = "#7d6a3a"


class Code(msgspec.Struct, frozen=True):
    """One code of the codebook; `key` names it among all, `inner` stand below it.

    A heading that nothing is coded with is not `codable`.
    """

    key: str
    name: str
    colour: str
    note: str = ""
    inner: tuple[Code, ...] = ()
    codable: bool = True


class Coded(msgspec.Struct, frozen=True):
    """One stretch of a plan's text with the codes that it carries; `name` is shown in lists of segments.

    `by` is the person who corrected the value, None where the program read it.
    """

    start: int
    end: int
    name: str
    codes: tuple[str, ...]
    by: str | None = None


def build_codes(material: Material) -> tuple[Code, ...]:
    """Return the codebook: kinds of facts, then concepts by category."""
    lang = material.lang
    facts = [
        Code(
            kind,
            words.both(lang),
            colour,
            inner=tuple(Code(f"{kind}:{code}", name.both(lang), colour) for code, name in vocabulary.items()),
            codable=not vocabulary,
        )
        for kind, words, colour, vocabulary in FACTS
    ]
    concepts = tuple(_concept_codes(material, lang))
    return (
        (*facts, Code("concepts", CONCEPTS.both(lang), CONCEPT_COLOUR, inner=concepts, codable=False))
        if concepts
        else tuple(facts)
    )


def _concept_codes(material: Material, lang: Language) -> Iterator[Code]:
    """Yield a code for each category, with those of its concepts below it."""
    levels: dict[str, list[Code]] = {}
    for concept in material.comparison.coverage:
        note = "；".join(part for part in (concept.edition, concept.level1, concept.level2) if part)
        level = concept.level1 or BEYOND.both(lang)
        levels.setdefault(level, []).append(
            Code(f"concept:{concept.concept}", tidy(concept.label), CONCEPT_COLOUR, note)
        )
    for level, codes in levels.items():
        yield Code(f"level:{level}", level, CONCEPT_COLOUR, inner=tuple(codes), codable=False)


def find_coded(material: Material, plan: Plan) -> tuple[Coded, ...]:
    """Return what is coded in `plan`, in the order of the text; the pieces of a cut value are coded each by itself."""
    concepts = _find_concepts(material, plan)
    found: list[Coded] = []
    for codes, place, by in (*_item_places(plan, concepts), *_other_places(plan)):
        for start, end in _stretches(place):
            if 0 <= start < end <= len(plan.text):
                name = tidy(plan.text[start:end]).replace("\n", " ")
                found.append(Coded(start, end, name if len(name) <= 60 else f"{name[:59]}…", codes, by))
    return tuple(sorted(dict.fromkeys(found), key=lambda coded: (coded.start, -coded.end, coded.codes)))


def _stretches(place: Place | None) -> Iterator[tuple[int, int]]:
    if place is not None:
        for piece in place.pieces or (place,):
            yield piece.start, piece.end


def _find_concepts(material: Material, plan: Plan) -> dict[str, tuple[str, ...]]:
    known = {concept.concept for concept in material.comparison.coverage}
    found: dict[str, dict[str, None]] = {}
    for group in material.alignment.groups:
        for member in group.members:
            if member.plan == plan.id and group.concept in known:
                found.setdefault(member.item, {})[f"concept:{group.concept}"] = None
    return {item: tuple(codes) for item, codes in found.items()}


def _item_places(plan: Plan, concepts: Mapping[str, tuple[str, ...]]) -> Iterator[Marked]:
    for item in plan.items:
        kind = "task" if isinstance(item, Task) else "indicator"
        yield (kind, *concepts.get(item.id, ())), item.place, next(iter(item.by.values()), None)
        for unit in item.units:
            yield (f"unit:{unit.role.value}",), unit.place, unit.by
        if isinstance(item, Task):
            for deadline in item.deadlines:
                yield (f"deadline:{deadline.kind.value}",), deadline.place, deadline.by
            for target in item.targets:
                yield ("target",), target.place, target.by
        if isinstance(item, Indicator):
            for _, rule in all_rules(item):
                yield (f"rule:{rule.kind.value}",), rule.place, rule.by


def _other_places(plan: Plan) -> Iterator[Marked]:
    for deadline in plan.deadlines:
        yield (f"deadline:{deadline.kind.value}",), deadline.place, deadline.by
    for citation in plan.citations:
        yield ("citation",), citation.place, citation.by
    for safeguard in plan.safeguards:
        yield ("safeguard",), safeguard.place, safeguard.by
    for phase in plan.phases:
        yield ("phase",), phase.place, phase.by
    for problem in plan.problems:
        yield (f"problem:{problem.severity.value}",), problem.place, None
