"""Schemas are as strict as ajv wants them, and types made from them by another program fit what the program writes."""

import importlib.util
import json
import subprocess
import sys

import msgspec
import pytest

from extractor.schema import KINDS, RULES, build_schema

ALL = (*KINDS, *RULES)
KEYWORDS = {
    "object": {"properties", "required", "additionalProperties", "patternProperties", "minProperties", "maxProperties", "propertyNames"},
    "array": {"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"},
    "string": {"pattern", "minLength", "maxLength", "format"},
    "number": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
}  # fmt: skip
COMMON = {
    "$schema",
    "$id",
    "$ref",
    "$defs",
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "type",
    "enum",
    "const",
    "anyOf",
    "oneOf",
    "allOf",
}
FORMATS = {"date", "date-time", "time", "duration", "uri", "regex"}


def find_faults(schema, types):
    """Give what ajv's strict mode refuses in one place: words unknown or of another type, keys nowhere described."""
    for keyword in schema.keys() - COMMON:
        home = next((name for name, words in KEYWORDS.items() if keyword in words), None)
        if home is None or home not in types:
            yield f"{keyword} on {sorted(types)}"
    if schema.get("format") not in {None, *FORMATS}:
        yield f"format {schema['format']}"
    yield from set(schema.get("required", ())) - set(schema.get("properties", ()))
    length = len(schema.get("prefixItems", ()))
    if length and (schema.get("minItems"), schema.get("maxItems", schema.get("items"))) not in {
        (length, length),
        (length, False),
    }:
        yield "an open tuple"


def list_inner(schema, types):
    """Give the schemas within a schema, each with its place and with the types that are known to hold there."""
    for key in ("properties", "patternProperties", "$defs"):
        yield from ((f"{key}/{name}", inner, frozenset()) for name, inner in schema.get(key, {}).items())
    for key in ("items", "additionalProperties", "contains", "propertyNames"):
        if isinstance(schema.get(key), dict):
            yield key, schema[key], frozenset()
    for key in ("anyOf", "oneOf", "allOf"):
        yield from ((f"{key}/{at}", inner, types) for at, inner in enumerate(schema.get(key, ())))


def find_loose(schema, place="#", known=frozenset()):
    kind = schema.get("type")
    if isinstance(kind, list):
        yield f"{place}: types {kind}"
        return
    types = known | ({kind} if kind else set()) | ({"number"} if kind == "integer" else set())
    yield from (f"{place}: {fault}" for fault in find_faults(schema, types))
    for key, inner, held in list_inner(schema, types):
        yield from find_loose(inner, f"{place}/{key}", held)


@pytest.mark.parametrize("kind", ALL)
def test_every_schema_is_strict(kind):
    assert list(find_loose(build_schema(kind))) == []


@pytest.mark.parametrize("kind", ALL)
def test_no_object_takes_whatever_comes(kind):
    def walk(part, place):
        if isinstance(part, dict):
            if part.get("type") == "object" and "additionalProperties" not in part:
                yield place
            for key, inner in part.items():
                yield from walk(inner, f"{place}/{key}")
        elif isinstance(part, list):
            for at, inner in enumerate(part):
                yield from walk(inner, f"{place}/{at}")

    assert list(walk(build_schema(kind), "#")) == []


@pytest.mark.parametrize(
    "loose",
    [
        {"type": ["string", "null"]},
        {"typ": "string"},
        {"type": "string", "minimum": 1},
        {"pattern": "a"},
        {"type": "string", "format": "decimal"},
        {"type": "object", "properties": {}, "required": ["a"]},
        {"type": "array", "prefixItems": [{"type": "string"}]},
        {"anyOf": [{"properties": {}}]},
    ],
    ids=str,
)
def test_what_is_loose_is_seen(loose):
    assert len(list(find_loose(loose))) == 1


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    pytest.importorskip("datamodel_code_generator", reason="datamodel-code-generator is not installed")
    folder = tmp_path_factory.mktemp("types")
    for kind in ALL:
        (folder / f"{kind}.schema.json").write_text(json.dumps(build_schema(kind)), "utf-8")
        command = [
            sys.executable, "-W", "ignore", "-m", "datamodel_code_generator", "--input", folder / f"{kind}.schema.json",
            "--input-file-type", "jsonschema", "--output", folder / f"{kind}_types.py",
            "--output-model-type", "typing.TypedDict", "--target-python-version", "3.11", "--disable-timestamp",
        ]  # fmt: skip
        subprocess.run([*map(str, command)], check=True, capture_output=True, timeout=170)
    return folder


@pytest.mark.slow
def test_python_types_made_from_the_schemas_are_sound(made):
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *map(str, sorted(made.glob("*_types.py")))],
        capture_output=True, text=True, check=False, timeout=170, cwd=made,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_files_fit_the_types_made_from_the_schemas(kind, made, produced):
    spec = importlib.util.spec_from_file_location(f"{kind}_types", made / f"{kind}_types.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    root = next(value for name, value in vars(module).items() if name.lower() == kind)
    files = sorted((produced / "plans").glob("*.json")) if kind == "plan" else [produced / f"{kind}.json"]
    for path in files:
        record = json.loads(path.read_text("utf-8"))
        msgspec.convert(record, root)
        record["id" if kind == "plan" else next(key for key in record if key != "schema")] = 5
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(record, root)
