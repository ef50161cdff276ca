"""In: a plan. Out: every value that a person can judge, and the plan with one value changed.

One home for how a value is addressed: item, field and, in a list, its printed words. Not handled: who decides what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from typing import Any

import msgspec

from extractor.model.correction import LISTS, Anchor
from extractor.model.facts.plan import (
    Citation,
    Deadline,
    Grade,
    Indicator,
    Metadata,
    Phase,
    Plan,
    Rule,
    Safeguard,
    Target,
    Task,
    Unit,
)
from extractor.model.paper.place import Place

METADATA = "metadata"
WHOLE = ("phases", "grades", "citations", "safeguards", "deadlines")
"""Lists that belong to the plan itself."""
PLAIN: dict[type, tuple[str, ...]] = {
    Metadata: ("title", "jurisdiction", "issuer", "doc_number", "issue_date", "kind", "level", "year", "field"),
    Task: ("no", "section", "title"),
    Indicator: ("no", "name", "level1", "target", "points", "criteria", "content", "evidence", "method"),
}
ENTRIES: dict[str, type] = {
    "units": Unit, "deadlines": Deadline, "targets": Target, "rules": Rule,
    "phases": Phase, "grades": Grade, "citations": Citation, "safeguards": Safeguard,
}  # fmt: skip
BARE: dict[type, dict[str, Any]] = {
    Metadata: {},
    Task: {"id": "", "no": None, "section": None, "title": ""},
    Indicator: {"id": "", "table": 1, "no": None, "name": None},
}
"""The least that a record needs, so that one value can be checked against its type."""
INNER = {Task: ("units", "deadlines", "targets"), Indicator: ("units", "rules")}
AROUND = 12
"""Characters kept on each side of a quote; enough to tell two equal quotes of one document apart."""


class Record(msgspec.Struct, frozen=True):
    """One value: of which item and field, what it is as JSON, where it stands, who corrected it already."""

    item: str
    field: str
    value: Any
    place: Place | None
    by: str | None = None


def find_records(plan: Plan) -> Iterator[Record]:
    """Yield every value of `plan` that is stated: of the document, then of its tasks, then of its indicators."""
    yield from _find_plain(METADATA, plan.metadata)
    for name in WHOLE:
        yield from (_build_record(name, name, entry) for entry in getattr(plan, name))
    for item in plan.items:
        yield from _find_plain(item.id, item)
        for name in INNER[type(item)]:
            yield from (_build_record(item.id, name, entry) for entry in getattr(item, name))


def _find_plain(item: str, owner: Metadata | Task | Indicator) -> Iterator[Record]:
    for name in PLAIN[type(owner)]:
        value = getattr(owner, name)
        if value is not None:
            place = owner.places.get(name) or (None if isinstance(owner, Metadata) else owner.place)
            yield Record(item, name, msgspec.to_builtins(value), place, owner.by.get(name))


def _build_record(item: str, name: str, entry: Any) -> Record:
    return Record(item, name, as_json(entry), entry.place, getattr(entry, "by", None))


def as_json(entry: Any) -> Any:
    """Return a value as the plan JSON has it, without `place` and `by`.

    >>> from extractor.model.facts.plan import Role
    >>> as_json(Unit(name="县财政局", role=Role.LEAD))["role"]
    'lead'
    """
    if not is_dataclass(entry):
        return msgspec.to_builtins(entry)
    content: dict[str, Any] = msgspec.to_builtins(entry)
    return {key: value for key, value in content.items() if key not in {"place", "by", "places"}}


def anchor(place: Place | None, text: str) -> Anchor | None:
    """Return the words at `place` with what stands around them.

    >>> anchor(Place(2, 4), "由县财政局").quote
    '财政'
    """
    if place is None:
        return None
    before, after = text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]
    return Anchor(quote=place.words(text), before=before, after=after)


def find_place(where: Anchor, text: str) -> Place | None:
    """Return where `where` stands in `text`; of several, the one whose surroundings fit best; None if nowhere.

    >>> find_place(Anchor(quote="县财政局", before="由"), "县财政局；由县财政局")
    Place(start=6, end=10, page=None, bbox=None, address=None, pieces=(), document=None)
    """
    best, most = None, -1
    start = text.find(where.quote) if where.quote else -1
    while start >= 0:
        end = start + len(where.quote)
        fit = _shared_end(text[:start], where.before) + _shared_end(text[end : end + AROUND][::-1], where.after[::-1])
        if fit > most:
            best, most = Place(start, end), fit
        start = text.find(where.quote, start + 1)
    return best


def _shared_end(text: str, wanted: str) -> int:
    count = 0
    while count < min(len(text), len(wanted)) and text[-1 - count] == wanted[-1 - count]:
        count += 1
    return count


class Edit(msgspec.Struct, frozen=True):
    """One change: of which item and field, the value that goes (None: nothing), the one that comes, and who says so."""

    item: str
    field: str
    old: Record | None
    new: Any
    by: str
    place: Place | None


def change(plan: Plan, edit: Edit) -> Plan:
    """Return `plan` with the old value replaced by the new one (JSON; None takes the old one away).

    Raises ValueError where the new one is no value of the field, KeyError where the plan has no such item.
    """
    if edit.item == METADATA:
        return replace(plan, metadata=_set_plain(plan.metadata, edit))
    if edit.item in WHOLE:
        changed: dict[str, Any] = {edit.item: _set_entry(getattr(plan, edit.item), edit)}
        return replace(plan, **changed)
    for name in ("tasks", "indicators"):
        items = getattr(plan, name)
        for index, one in enumerate(items):
            if one.id == edit.item:
                changed = {name: (*items[:index], _set_item(one, edit), *items[index + 1 :])}
                return replace(plan, **changed)
    raise KeyError(edit.item)


def _set_item(owner: Any, edit: Edit) -> Any:
    if edit.field in LISTS:
        return replace(owner, **{edit.field: _set_entry(getattr(owner, edit.field), edit)})
    return _set_plain(owner, edit)


def _set_plain(owner: Any, edit: Edit) -> Any:
    if edit.field not in PLAIN[type(owner)]:
        raise ValueError(f"没有 {edit.field} 这个字段")
    places = dict(owner.places)
    if edit.new is None:
        places.pop(edit.field, None)
    elif edit.place is not None:
        places[edit.field] = edit.place
    value = _convert(type(owner), BARE[type(owner)] | {edit.field: edit.new})
    return replace(
        owner, by={**owner.by, edit.field: edit.by}, places=places, **{edit.field: getattr(value, edit.field)}
    )


def _set_entry(entries: tuple[Any, ...], edit: Edit) -> tuple[Any, ...]:
    built: Any = None
    if edit.new is not None:
        built = replace(_convert(ENTRIES[edit.field], edit.new), place=edit.place, by=edit.by)
    kept: list[Any] = []
    waiting = edit.old
    for entry in entries:
        if waiting is not None and as_json(entry) == waiting.value and entry.place == waiting.place:
            waiting = None
            kept += [built] if built is not None else []
        else:
            kept.append(entry)
    if built is not None and (edit.old is None or waiting is not None):
        kept.append(built)
    return tuple(kept)


def _convert(kind: type, content: Any) -> Any:
    try:
        return msgspec.convert(content, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
