"""In: a plan, an alignment, a comparison. Out: the rows of the datasets, by name, in the order of `columns.DATASETS`.

A plan's rows depend on that plan alone. Not handled: partitions and files (`datasets`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from extractor.model.compared.alignment import Alignment, Evidence
from extractor.model.compared.comparison import Difference
from extractor.model.facts.plan import Deadline, Indicator, Plan, Rule, Target, Task, Unit
from extractor.model.paper.place import Place

Row = tuple[Any, ...]
NO_AREA = "00"
"""the area of a plan whose place has no code"""


def find_area(plan: Plan) -> str:
    """Return the province's two digits of the place's code."""
    return (plan.metadata.jurisdiction_code or NO_AREA)[:2]


def list_plan_rows(plan: Plan) -> dict[str, list[Row]]:
    """Return the rows of `plans`, `items` and `values` that one plan gives."""
    about, source = plan.metadata, plan.main
    place = about.jurisdiction or plan.id
    row = (
        plan.id, place, about.title, about.issuer, about.province, about.parent, about.jurisdiction_code, about.level,
        about.kind, about.doc_number, about.issue_date, about.year, source.name, source.sha256, source.pages,
        len(plan.tasks), len(plan.indicators), len(plan.problems), plan.read_share,
    )  # fmt: skip
    head = (plan.id, place)
    values = [(*head, None, *_read_deadline(one)) for one in plan.deadlines]
    values += [(*head, item.id, *value) for item in plan.items for value in _list_values(item)]
    return {"plans": [row], "items": [(*head, *_read_item(item)) for item in plan.items], "values": values}


def _read_item(item: Task | Indicator) -> Row:
    if isinstance(item, Task):
        return (item.id, "task", item.no, item.section, item.title, item.text, None, *_find_spot(item.place))
    text = item.criteria or "\n".join(part.criteria for part in item.parts if part.criteria) or None
    return (item.id, "indicator", item.no, item.level1, item.name, text, _number(item.points), *_find_spot(item.place))


def _list_values(item: Task | Indicator) -> Iterator[Row]:
    yield from map(_read_unit, item.units)
    if isinstance(item, Task):
        yield from map(_read_deadline, item.deadlines)
        yield from map(_read_target, item.targets)
        return
    yield from map(_read_rule, item.rules)
    for part in item.parts:
        yield from map(_read_rule, part.rules)


def _read_unit(unit: Unit) -> Row:
    return ("unit", unit.role, unit.name, None, None, None, unit.function, *_find_spot(unit.place))


def _read_deadline(one: Deadline) -> Row:
    code = one.date or one.month_day or one.rrule or one.duration
    return ("deadline", one.kind, one.text, None, None, None, code, *_find_spot(one.place))


def _read_target(one: Target) -> Row:
    return ("target", one.metric, one.text, _number(one.value), one.op, one.unit, one.period, *_find_spot(one.place))


def _read_rule(one: Rule) -> Row:
    points = None if isinstance(one.points, str) else _number(one.points)
    return ("rule", one.kind, one.text, points, None, "分", None, *_find_spot(one.place))


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _find_spot(place: Place | None) -> tuple[int | None, int | None, int | None]:
    return (None, None, None) if place is None else (place.start, place.end, place.page)


def list_alignment_rows(alignment: Alignment) -> dict[str, list[Row]]:
    """Return the rows of `groups`, `members` and `pairs`, but for evidence that no group holds (`list_pair_rows`)."""
    groups, members, pairs = [], [], []
    for group in alignment.groups:
        plans = {member.plan for member in group.members}
        groups.append((group.id, group.label, group.concept, len(plans), len(group.members)))
        members += [(group.id, one.plan, one.item, one.kind, one.title) for one in group.members]
        pairs += list_pair_rows(group.evidence, group.id)
    pairs += list_pair_rows(alignment.near_misses)
    return {"groups": groups, "members": members, "pairs": pairs}


def list_pair_rows(evidence: Iterable[Evidence], group: str | None = None) -> list[Row]:
    """Return the rows of `pairs` for evidence of one group, or of none."""
    return [
        (
            group, *_cut(one.left), *_cut(one.right), one.score, one.probability,
            msgspec.json.encode(one.lines).decode(),
        )
        for one in evidence
    ]  # fmt: skip


def _cut(name: str) -> tuple[str, str]:
    plan, _, item = name.partition(":")
    return plan, item


def list_difference_rows(differences: Iterable[Difference]) -> list[Row]:
    """Return the rows of `comparisons`: one for each plan's value in each difference."""
    return [
        (
            one.group, one.aspect, one.label, one.unit, one.stricter, one.spread, one.agrees, one.note,
            reading.plan, reading.item, reading.quote, reading.value, reading.shown, reading.rank, reading.position,
        )
        for one in differences
        for reading in one.readings
    ]  # fmt: skip
