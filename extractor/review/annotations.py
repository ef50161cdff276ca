"""In: a plan whose values persons confirmed or corrected. Out: an annotation to SPEC.md of those items alone.

Each review so enlarges what `extractor evaluate` measures against. An item counts only where a person judged its every
value, since an annotation that copies the program measures nothing. Not handled: values nobody looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extractor.model.correction import Correction
from extractor.model.facts.plan import Indicator, Plan, Task
from extractor.review.journal import settle
from extractor.review.records import METADATA, PLAIN, as_json, find_records

BEYOND = ("function", "working", "statements")


def build_annotation(plan: Plan, corrections: Iterable[Correction]) -> dict[str, Any]:
    """Return what persons vouch for, with the keys of SPEC.md; `notes` says how much of the plan that is."""
    judged = {
        (one.item, one.field, one.anchor.quote if one.anchor else "")
        for one in settle(one for one in corrections if one.plan == plan.id).valid
        if one.act != "unsure"
    }
    seen: dict[str, list[bool]] = {}
    for record in find_records(plan):
        quote = record.place.words(plan.text) if record.place else ""
        done = (record.item, record.field, quote) in judged or record.by is not None
        seen.setdefault(record.item, []).append(done)
    whole = {item for item, marks in seen.items() if all(marks)}
    return {
        "doc": plan.id,
        "metadata": {name: as_json(getattr(plan.metadata, name)) for name in PLAIN[type(plan.metadata)]}
        if METADATA in whole
        else {},
        "tasks": [_task(task) for task in plan.tasks if task.id in whole],
        "indicators": [_indicator(row) for row in plan.indicators if row.id in whole],
        "notes": [f"{len(whole)} of {len(seen)} items were judged by persons in every value"],
    }


def _task(task: Task) -> dict[str, Any]:
    lists = {name: [as_json(one) for one in getattr(task, name)] for name in ("units", "deadlines", "targets")}
    return {"no": task.no, "section": task.section, "title": task.title} | lists


def _indicator(row: Indicator) -> dict[str, Any]:
    plain = {name: as_json(getattr(row, name)) for name in PLAIN[Indicator]}
    lists = {name: [as_json(one) for one in getattr(row, name)] for name in ("units", "rules", "levels")}
    return {"table": row.table, "damaged": list(row.damaged)} | plain | lists
