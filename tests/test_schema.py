import json

import jsonschema
import pytest

from extractor.errors import UsageError
from extractor.schema import KINDS, build_schema

PLAN_IDS = ("changqing", "chengwu", "jiaxian", "lingbi", "pingyin")


@pytest.fixture(scope="module")
def validators():
    return {kind: jsonschema.Draft202012Validator(build_schema(kind)) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_itself_valid_and_describes_every_field(kind):
    schema = build_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:extractor:{schema['title']}"
    bare = [
        f"{name}.{field}"
        for name, definition in schema["$defs"].items()
        for field, content in definition.get("properties", {}).items()
        if "。" not in content.get("description", "")
    ]
    assert bare == [], "describe these in extractor/model/facts/codebook.py"


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_every_plan_fits_its_schema(plan_id, produced, validators):
    record = json.loads((produced / "plans" / f"{plan_id}.json").read_text("utf-8"))
    validators["plan"].validate(record)


@pytest.mark.parametrize("kind", ["alignment", "comparison"])
def test_alignment_and_comparison_fit_their_schemas(kind, produced, validators):
    validators[kind].validate(json.loads((produced / f"{kind}.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda record: record.pop("tasks"), "tasks"),
        (lambda record: record.update(schema="county-plan/1"), "county-plan/2"),
        (lambda record: record["tasks"][0].update(title=None), "None"),
        (lambda record: record["tasks"][0]["units"][0].update(role="boss"), "boss"),
        (lambda record: record["tasks"][0]["units"][0]["place"].pop("page"), "page"),
        (lambda record: record["tasks"][0]["units"][0]["place"].update(bbox=[1, 2, 3]), "[1, 2, 3]"),
        (lambda record: record["indicators"][0].update(points="many"), "many"),
        (lambda record: record.update(dedlines=[]), "dedlines"),
        (lambda record: record["metadata"].update(issue_date="2022-13-45"), "2022-13-45"),
        (lambda record: record["tasks"][0]["deadlines"][0].update(date="next year"), "next year"),
        (lambda record: record["tasks"][0]["deadlines"][0].update(rrule="hello"), "hello"),
        (lambda record: record["tasks"][0]["units"][0]["place"].update(start=-9), "-9"),
        (lambda record: record["source"][0].update(sha256="zz"), "zz"),
        (lambda record: record.update(read_share=1.5), "1.5"),
    ],
    ids=[
        "key",
        "version",
        "null",
        "role",
        "page",
        "box",
        "points",
        "unknown key",
        "day",
        "words",
        "recurrence",
        "offset",
        "checksum",
        "share",
    ],
)
def test_a_wrong_record_does_not_fit(change, path, produced, validators):
    record = json.loads((produced / "plans" / "chengwu.json").read_text("utf-8"))
    change(record)
    messages = " ".join(error.message for error in deep_errors(validators["plan"], record))
    assert path in messages


def deep_errors(validator, record):
    for error in validator.iter_errors(record):
        yield error
        yield from error.context


def test_an_unknown_kind_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match=r"plan、alignment、comparison"):
        build_schema("calendar")
