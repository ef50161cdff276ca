"""In: the name of an output file's kind. Out: its JSON Schema (draft 2020-12), made from the dataclasses.

Not handled: rules between fields (that `end` is not before `start`), which tests check on the outputs.
"""

from __future__ import annotations

from typing import Any

import msgspec

from extractor.errors import UsageError
from extractor.model.compared.alignment import Alignment
from extractor.model.compared.comparison import Comparison
from extractor.model.facts.codebook import FIELDS
from extractor.model.facts.plan import Plan
from extractor.outputs import ONLY_WHERE_SET, find_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS: dict[str, type] = {"plan": Plan, "alignment": Alignment, "comparison": Comparison}
RULES = {
    "rulebook": "build_rulebook_schema",
    "observations": "build_observations_schema",
    "scorecard": "build_scorecard_schema",
    "scores": "build_table_schema",
}
"""The files of scoring, and what in `rulebook.io.schemas` makes their schemas."""
_DAY = {"pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", "format": "date"}
_LENGTH = r"^P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$"
BOUNDS: dict[str, dict[str, Any]] = {
    "id": {"minLength": 1},
    "sha256": {"pattern": "^[0-9a-f]{64}$"},
    "pages": {"minimum": 0},
    "read_share": {"minimum": 0, "maximum": 1},
    "Place.start": {"minimum": 0},
    "Place.end": {"minimum": 0},
    "Piece.start": {"minimum": 0},
    "Piece.end": {"minimum": 0},
    "page": {"minimum": 1},
    "issue_date": _DAY,
    "Deadline.date": _DAY,
    "Deadline.start": _DAY,
    "Phase.start": _DAY,
    "Phase.end": _DAY,
    "month_day": {"pattern": r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"},
    "rrule": {"pattern": r"^FREQ=(HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$"},
    "duration": {"pattern": _LENGTH},
    "table": {"minimum": 1},
    "likeness": {"minimum": 0, "maximum": 1},
    "probability": {"minimum": 0, "maximum": 1},
}
"""What a value must be like beyond its type, by "Class.field" or by field."""
KEPT_APART = {"Plan": {"text"}}
"""Fields that do not stand in the JSON: a plan's text is the file beside it."""


def build_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of "plan", "alignment", "comparison", or of a file of scoring.

    >>> build_schema("plan")["$defs"]["Unit"]["properties"]["role"]["description"]
    '角色：牵头、责任、配合。Lead, responsible or participant'
    """
    if kind in RULES:
        from extractor.rulebook.io import schemas

        rules: dict[str, Any] = getattr(schemas, RULES[kind])()
        return rules
    if kind not in KINDS:
        raise UsageError(f"没有 {kind} 这种文件", hint=f"可选：{'、'.join((*KINDS, *RULES))}")
    schema = msgspec.json.schema(KINDS[kind])
    for name, definition in schema["$defs"].items():
        _describe(name, definition)
    head = schema["$defs"][KINDS[kind].__name__]
    named = find_schema(KINDS[kind])
    head["properties"]["schema"]["const"] = named
    return {"$schema": DIALECT, "$id": f"urn:extractor:{named}", "title": named, **schema}


def _describe(name: str, definition: dict[str, Any]) -> None:
    """Make a definition say what is written: every field, described, whether it has a default or not."""
    about = str(definition.get("description", ""))
    definition["description"] = " ".join(about.partition(">>>")[0].split())
    properties: dict[str, dict[str, Any]] = definition.get("properties", {})
    for field in KEPT_APART.get(name, ()):
        del properties[field]
    for field, content in properties.items():
        content.pop("default", None)
        note = FIELDS.get(f"{name}.{field}") or FIELDS.get(field)
        _bound(content, BOUNDS.get(f"{name}.{field}") or BOUNDS.get(field) or {})
        if note:
            content["description"] = f"{note[0]}。{note[1][0].upper()}{note[1][1:]}"
    if properties:
        definition["additionalProperties"] = False
        definition["required"] = [field for field in properties if field not in ONLY_WHERE_SET]


def _bound(content: dict[str, Any], bounds: dict[str, Any]) -> None:
    """Add `bounds` to those of the types of a field that they can hold for."""
    wanted = {"string"} if {"pattern", "minLength"} & bounds.keys() else {"integer", "number"}
    for kind in content.get("anyOf", [content]):
        types = kind.get("type")
        if wanted & set(types if isinstance(types, list) else [types]):
            kind.update(bounds)
