"""In: nothing. Out: the JSON Schemas of the files of scoring: rulebook, observations, scorecard, table of scores.

Strict, every field described; made from the dataclasses. Not handled: rules between fields (`analysis.file_checks`).
"""

from __future__ import annotations

import json
import re
from typing import Any

from extractor.model.scored.rulebook import RULEBOOK_SCHEMA, Rulebook
from extractor.model.scored.scenarios import Distribution, NextPoint
from extractor.model.scored.scorecard import SCORECARD_SCHEMA, Scorecard
from extractor.rulebook.io.field_notes import NOTES
from extractor.rulebook.io.score_files import TABLE_SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = re.compile(r'"#/\$defs/(\w+)"')
OBSERVATIONS_SCHEMA = "county-observations/1"


def build_rulebook_schema() -> dict[str, Any]:
    """Return the JSON Schema of the rulebook file; decimals are numbers, trees lines of the notation."""
    import msgspec

    schema = msgspec.json.schema(Rulebook)
    plain: dict[str, Any] = _as_numbers(json.loads(json.dumps(schema)))
    line = {
        "type": "string",
        "description": "算式，写法见文件开头。A line of the notation, explained at the file's head",
    }
    definitions = plain["$defs"]
    definitions["RuledIndicator"]["properties"] |= {
        "tree": line,
        "tables": {
            "type": "object",
            "description": "分档表：逐行看 when，先成立的一行算。Bands: the first line whose `when` holds counts",
            "additionalProperties": {
                "type": "array",
                "items": {"type": "object", "additionalProperties": _one_of("string", "number")},
            },
        },
    }
    definitions["TotalEffect"]["properties"] |= {"when": line, "amount": line}
    definitions["CrossCheck"]["properties"] |= {"holds": line}
    _drop_unused(plain)
    for name, definition in definitions.items():
        describe_fields(name, definition)
    head = definitions["Rulebook"]["properties"]
    head["schema"] = {"const": RULEBOOK_SCHEMA, "description": "文件格式。The format of the file"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{RULEBOOK_SCHEMA.replace('/', ':')}",
        "title": RULEBOOK_SCHEMA,
    } | plain


def _drop_unused(schema: dict[str, Any]) -> None:
    """Leave out the definitions that nothing refers to any more: the nodes of trees."""
    definitions = schema["$defs"]
    used, waiting = set(), ["Rulebook"]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += REFERENCE.findall(json.dumps(definitions[name]))
    for name in set(definitions) - used:
        del definitions[name]


def describe_fields(name: str, definition: dict[str, Any]) -> None:
    """Make a definition strict, and give each of its fields its words."""
    if "properties" not in definition:
        return
    definition["additionalProperties"] = False
    for field, content in definition["properties"].items():
        note = NOTES.get(f"{name}.{field}") or NOTES.get(field)
        if note and "description" not in content:
            content["description"] = note


def _as_numbers(part: Any) -> Any:
    if isinstance(part, dict):
        if part.get("format") == "decimal":
            return {"type": "number"}
        return {key: _as_numbers(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_as_numbers(value) for value in part]
    return part


def build_scorecard_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scorecard's JSON."""
    import msgspec

    types = (Scorecard, Distribution, NextPoint)
    (root, *_), definitions = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    plain: dict[str, Any] = _as_numbers(json.loads(json.dumps(root | {"$defs": definitions})))
    for name, definition in plain["$defs"].items():
        describe_fields(name, definition)
    head = plain["$defs"]["Scorecard"]["properties"]
    head["schema"] = {"const": SCORECARD_SCHEMA, "description": "文件格式。The format of the file"}
    for key, item, words in (
        ("simulation", Distribution, "模拟的分布，每表一个。Distributions of --simulate"),
        ("next_points", NextPoint, "每项再动一步多得几分。What one more unit is worth"),
    ):
        items = {"$ref": f"#/$defs/{item.__name__}"}
        head[key] = {"type": "array", "items": items, "description": words}
    return {"$schema": DIALECT, "$id": f"urn:{SCORECARD_SCHEMA.replace('/', ':')}", "title": SCORECARD_SCHEMA} | plain


def _one_of(*types: str) -> dict[str, Any]:
    """Several types as alternatives: strict validators and makers of types refuse a list of types."""
    return {"anyOf": [{"type": name} for name in types]}


def build_observations_schema() -> dict[str, Any]:
    """Return the JSON Schema of one place's observations as YAML or JSON: a value for each input's name or label."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:{OBSERVATIONS_SCHEMA.replace('/', ':')}",
        "title": OBSERVATIONS_SCHEMA,
        "type": "object",
        "description": "键为观测项的编号或名称；空为没有观测。A value for each input; null is not observed",
        "additionalProperties": _one_of("number", "string", "boolean", "null"),
    }


def build_table_schema() -> dict[str, Any]:
    """Return the JSON Schema of a table of scores."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{TABLE_SCHEMA.replace('/', ':')}",
        "title": TABLE_SCHEMA,
        "type": "object",
        "additionalProperties": False,
        "required": ["schema", "plan", "rows"],
        "properties": {
            "schema": {"const": TABLE_SCHEMA, "description": "文件格式。The format of the file"},
            "plan": {"type": "string", "description": "按哪份方案计分。Id of the plan"},
            "rows": {
                "type": "array",
                "description": "每个单位每个时期一行。A row for each unit and period",
                "items": {
                    "type": "object",
                    "description": "键列；各指标以 id 为名；total_N、grade_N。空为未定，两端在 _low 与 _high",
                    "additionalProperties": _one_of("number", "string", "boolean", "null"),
                },
            },
        },
    }
