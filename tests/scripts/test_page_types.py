"""The shape of the page's data has one home, Python: its declarations are fresh, and no module asks for another key."""

import re

import pytest

from extractor.report.page.assembling import SCRIPTS
from tests.upkeep.page_types import FILE, build_types, find_keys, read_blocks

ASKED = re.compile(
    r"\b(data|plan|item|group|fact|difference|reading|problem|contrast|network|clause)\.(?!js\b)([a-zA-Z]\w*)"
)
OWN = {"words", "text", "length", "map", "filter", "some", "slice", "forEach"}
"""What a module adds to a record (the folded words of a group), and what every list has."""
INTERFACE = re.compile(r"export interface (\w+) \{\n(.*?)\n\}", re.DOTALL)


@pytest.fixture(scope="module")
def blocks(produced):
    return read_blocks((produced / "report.html").read_bytes())


def keys_by_interface(declarations):
    return {
        name: {line.split(":")[0].strip(" ?") for line in body.splitlines()}
        for name, body in INTERFACE.findall(declarations)
    }


def test_the_declarations_are_those_of_the_data(blocks):
    written, fresh = keys_by_interface(FILE.read_text("utf-8")), keys_by_interface(build_types(blocks))
    assert written == fresh, "run: python -m tests.upkeep.page_types"
    assert {"PageData", "MoreData", "PlanRecord", "ItemRecord", "GroupRecord", "Fact"} <= written.keys()


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_module_asks_for_a_key_that_no_record_has(blocks, name):
    known = find_keys(blocks) | OWN
    asked = {key for _, key in ASKED.findall((FILE.parent / name).read_text("utf-8"))}
    assert asked - known == set()
