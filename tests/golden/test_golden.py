"""What each stage makes of the five plans, held as files that a person has looked at.

A missing file is written, and the test fails until someone has read it. `pytest --regenerate-golden` writes all anew.
"""

import json
from pathlib import Path

import msgspec
import pytest

from extractor.outline import build_outline
from extractor.read import read_document
from extractor.schema import KINDS, build_schema

HERE = Path(__file__).parent
PLAN_IDS = ("changqing", "chengwu", "jiaxian", "lingbi", "pingyin")


def build_outline_record(outline):
    """The outline as numbers, words and tables."""
    return [
        {
            "label": part.label.printed if part.label else None,
            "front": [passage.printed for passage in part.front],
            "sections": [build_section_record(section) for section in part.sections],
            "grids": [build_grid_record(grid) for grid in part.grids],
        }
        for part in outline.parts
    ]


def build_section_record(section):
    record = {"number": f"{section.marker.printed} = {section.number}", "head": section.head.printed}
    if section.body:
        record["body"] = [passage.printed for passage in section.body]
    if section.children:
        record["children"] = [build_section_record(child) for child in section.children]
    return record


def build_grid_record(grid):
    return {
        "caption": [passage.printed for passage in grid.caption],
        "header": [passage.printed for passage in grid.header],
        "header_repeats": grid.header_repeats,
        "rows": [
            {"cells": [cell.passage.printed for cell in row.cells]}
            | {name: True for name in ("full_width", "short", "joined") if getattr(row, name)}
            for row in grid.rows
        ],
    }


def drop_places(record):
    """A plan's facts without their places, which tests/test_places.py holds against the text."""
    if isinstance(record, dict):
        return {key: drop_places(value) for key, value in record.items() if key not in {"place", "places"}}
    return [drop_places(value) for value in record] if isinstance(record, list | tuple) else record


@pytest.fixture(scope="module")
def records(corpus, plans, mappings):
    """Everything that is held, by stage and name."""
    made = {("schema", kind): build_schema(kind) for kind in KINDS}
    for document, plan in zip(corpus, plans, strict=True):
        made["outline", document.id] = build_outline_record(build_outline(read_document(document), mappings))
        facts = drop_places(msgspec.to_builtins(plan))
        del facts["text"]
        made["plan", document.id] = facts
    return made


CASES = [(stage, plan_id) for stage in ("outline", "plan") for plan_id in PLAN_IDS] + [
    ("schema", kind) for kind in KINDS
]


@pytest.mark.parametrize(("stage", "name"), CASES)
def test_a_stage_makes_what_it_made(stage, name, records, pytestconfig):
    path = HERE / stage / f"{name}.json"
    made = json.dumps(records[stage, name], ensure_ascii=False, indent=1) + "\n"
    missing = not path.is_file()
    if missing or pytestconfig.getoption("--regenerate-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, "utf-8", newline="\n")
    assert not missing, f"{stage}/{name}.json was not there and is written now: read it, then run again"
    assert json.loads(made) == json.loads(path.read_text("utf-8"))


def test_the_flag_is_not_left_on(pytestconfig):
    assert not pytestconfig.getoption("--regenerate-golden"), "expected results were written anew: look at `git diff`"


def test_no_expected_result_is_left_over():
    held = {(path.parent.name, path.stem) for path in HERE.glob("*/*.json")}
    assert held == set(CASES)
