"""In: material of a report. Out: all that the page shows, as one JSON value.

Plans and items are named by their position, so that the page never searches. Not handled: new facts.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from extractor.corpus.telling import tell_fields
from extractor.language.folding import fold_ideographs
from extractor.language.tidying import tidy
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Difference
from extractor.model.compared.contrasts import Contrast
from extractor.model.compared.text_reuse import Contradiction
from extractor.model.facts.plan import Plan, Task
from extractor.model.paper.place import Place
from extractor.report.dataset import Material
from extractor.report.labels import ASPECTS, CONTRASTS, KINDS, LEVELS, SEVERITIES, STAGES, STRICTER, Wording
from extractor.report.page.deep import Positions, build_summaries
from extractor.report.page.facts import (
    build_about,
    build_deadline,
    build_fact,
    build_item,
    build_others,
    due_months,
    same,
)
from extractor.report.page.words import WORDS
from extractor.report.problem_codes import PROBLEM_CODES
from extractor.report.quoting import cite_plan
from extractor.report.sharing import find_sharing
from extractor.report.tables.compared.contrasts import MARKS
from extractor.report.tables.compared.ladders import find_position, show_spread
from extractor.report.tables.compared.series import STATES
from extractor.report.tables.table import title_of

MOST_CHARACTERS = 90
"""of a contrast's cell; the group's own page has all"""
LONGEST_STRETCH = 80
"""characters of an unread stretch that a list shows"""
Record = dict[str, object]
IDEOGRAPHS = range(0x4E00, 0xA000)
"""The characters that have forms of one another."""
States = dict[tuple[str, str], str]
"""What a plan prints of a group's measure, by group and plan."""


def build_page_data(material: Material) -> Record:
    """Return the page's data."""
    plans, items = number_plans(material)
    states: States = {(state.group, state.plan): state.state for state in material.comparison.states}
    return {
        "lang": material.lang,
        "words": WORDS,
        "english": material.english,
        "variants": find_variants(plan.text for plan in material.plans),
        "plans": [_plan(material, plan) for plan in material.plans],
        "groups": [_group(material, group, items, states) for group in material.alignment.groups],
        "fields": Wording(*(tell_fields(material.plans) or ("", ""))),
        "overlaps": _overlaps(material, plans),
        "contrasts": [_contrast(contrast) for contrast in material.comparison.contrasts],
        "stateNames": STATES,
        "stateMarks": MARKS,
        **build_summaries(material, plans),
        "contradictions": [_contradiction(found, plans) for found in material.comparison.contradictions],
        "coverage": [
            {
                "label": tidy(c.label),
                "edition": c.edition or "",
                "level1": c.level1 or "",
                "plans": [plans[p] for p in c.plans],
                "groups": c.groups,
            }
            for c in material.comparison.coverage
        ],
    }


def find_variants(texts: Iterable[str]) -> dict[str, str]:
    """Return the old and other forms of the characters of `texts`, so that 發展 finds 发展.

    >>> find_variants(["发展"])["發"]
    '发'
    """
    used = set().union(*texts)
    folded = fold_ideographs("".join(map(chr, IDEOGRAPHS)))
    return {one: plain for one, plain in folded.items() if plain != one and plain in used}


def _contrast(contrast: Contrast) -> Record:
    cells = [
        (
            cell.state,
            cell.rank or 0,
            tidy(cell.shown)[:MOST_CHARACTERS] if cell.sayings or cell.state == "words" else "",
        )
        for cell in contrast.cells
    ]
    return {
        "label": tidy(contrast.label), "aspect": CONTRASTS[contrast.aspect], "group": contrast.group or "",
        "note": contrast.note, "cells": cells,
    }  # fmt: skip


def number_plans(material: Material) -> tuple[dict[str, int], Positions]:
    """Return the position of each plan, and of each item as (plan, item)."""
    plans = {plan.id: index for index, plan in enumerate(material.plans)}
    return plans, {(p.id, item.id): (plans[p.id], i) for p in material.plans for i, item in enumerate(p.items)}


def _plan(material: Material, plan: Plan) -> Record:
    about = plan.metadata
    functions = {duty.function: duty.label for duty in material.comparison.duties if duty.function}
    return {
        "id": plan.id,
        "name": material.names[plan.id],
        "home": about.jurisdiction or plan.id,
        "title": tidy(about.title or plan.main.name),
        "number": tidy(about.doc_number or ""),
        "issuer": tidy(about.issuer or ""),
        "date": about.issue_date or "",
        "kind": tidy(about.kind or ""),
        "year": tidy(about.year or ""),
        "city": tidy(about.parent or ""),
        "province": tidy(about.province or ""),
        "level": LEVELS[about.level.value] if about.level else same(""),
        "field": tidy(about.field or ""),
        "file": plan.main.name,
        "citation": cite_plan(plan),
        "url": plan.main.url or "",
        "text": plan.text,
        "pictures": {
            f"{picture.start}-{picture.end}": f"data:image/png;base64,{b64encode(picture.png).decode('ascii')}"
            for picture in material.pictures
            if picture.plan == plan.id
        },
        "about": build_about(plan),
        "others": build_others(plan),
        "items": [build_item(item, functions) for item in plan.items],
        # Time limits that stand outside the items: a report to be sent, the plan's own end.
        "limits": [(d.kind.value, due_months(d), build_deadline(d)) for d in plan.deadlines],
        "problems": [
            {
                "severity": problem.severity.value,
                "severityName": SEVERITIES[problem.severity.value],
                "stage": STAGES.get(problem.stage, same(problem.stage)),
                "code": problem.code,
                "codeName": PROBLEM_CODES.get(problem.code, same(problem.code)),
                "message": (problem.message, problem.message_en or problem.message),
                "item": _item_title(material, plan, problem.item),
                "fact": build_fact("problem", Wording("问题", "Problem"), None, problem.place, []),
                "other": build_fact("problem", Wording("另一处", "The other place"), None, problem.other, []),
            }
            for problem in (*plan.problems, *material.findings.get(plan.id, ()))
        ],
        "share": plan.read_share,
        "unread": [build_fact("problem", (u.message, u.message_en), _cut(u.text), u.place, []) for u in plan.unread],
        "doubts": [build_fact("problem", (d.message, d.message_en), _cut(d.text), d.place, []) for d in plan.doubts],
    }


def _cut(text: str | None) -> str:
    """Return the beginning of a stretch, in one line, as the line of a list shows it."""
    line = "".join((text or "").split())
    return line if len(line) <= LONGEST_STRETCH else f"{line[:LONGEST_STRETCH]}…"


def _item_title(material: Material, plan: Plan, item_id: str | None) -> str:
    item = material.items.get((plan.id, item_id)) if item_id else None
    if item is None:
        return ""
    return " ".join(
        part for part in (KINDS["task" if isinstance(item, Task) else "indicator"].zh, item.no, title_of(item)) if part
    )


def _group(material: Material, group: Group, items: Positions, states: States) -> Record:
    differences = material.differences.get(group.id, ())
    members = dict.fromkeys((member.plan, member.item) for member in group.members)
    return {
        "id": group.id,
        "label": tidy(group.label),
        "concept": material.concept(group) or "",
        "members": sorted(items[member] for member in members),
        "states": [states.get((group.id, plan.id), "") for plan in material.plans],
        "differs": any(not difference.agrees for difference in differences if difference.aspect != "unit"),
        "unitsDiffer": any(not difference.agrees for difference in differences if difference.aspect == "unit"),
        # What differs in numbers comes first, then what agrees, then the bodies.
        "differences": [
            _difference(d, items) for d in sorted(differences, key=lambda d: (d.aspect == "unit", d.agrees))
        ],
    }


def _contradiction(found: Contradiction, plans: dict[str, int]) -> Record:
    """Return what a document says against itself, with the first of its two places."""
    label = Wording(found.note, found.note)
    return {
        "plan": plans[found.plan],
        "fact": build_fact("problem", label, found.one.quote, Place(found.one.start, found.one.end), []),
    }


def measure_times(difference: Difference) -> float | None:
    """Return how many times the least of the ranked values the greatest is, None where that says nothing.

    Dates have no ratio, nor have bodies; two values of one plan are no gap between plans.
    """
    ranked = [r for r in difference.readings if r.rank is not None and r.value is not None]
    if difference.aspect in ("deadline", "unit") or difference.agrees or not ranked:
        return None
    values = [(reading.value or 0, reading.plan) for reading in ranked]
    (low, _), (high, _) = min(values), max(values)
    holders = {plan for value, plan in values if value in (low, high)}
    return round(high / low, 4) if low > 0 and len(holders) > 1 else None


def _difference(difference: Difference, items: Positions) -> Record:
    readings = sorted(difference.readings, key=lambda reading: (reading.rank is None, reading.rank or 0))
    return {
        "kind": difference.aspect,
        "aspect": ASPECTS[difference.aspect],
        "label": tidy(difference.label),
        "unit": difference.unit,
        "way": difference.stricter,
        "stricter": STRICTER[difference.stricter],
        "spread": show_spread(difference),
        "times": measure_times(difference),
        "note": tidy(difference.note),
        "agrees": difference.agrees,
        "readings": [
            {
                "plan": items[reading.plan, reading.item][0],
                "item": items[reading.plan, reading.item][1],
                "rank": reading.rank,
                "value": reading.value,
                "position": find_position(difference, reading),
                "fact": build_fact(
                    "reading",
                    same(tidy(reading.shown)),
                    reading.quote,
                    Place(reading.start, reading.end) if reading.end > reading.start else None,
                    [(Wording("比较内容", "Compared"), same(tidy(difference.label)))],
                ),
            }
            for reading in readings
            if (reading.plan, reading.item) in items
        ],
    }


def _overlaps(material: Material, plans: dict[str, int]) -> list[list[tuple[float, int]]]:
    sharing = find_sharing(material)
    return [[sharing[left, right] for right in plans] for left in plans]
