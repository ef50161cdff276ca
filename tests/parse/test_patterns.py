"""Patterns of a researcher's own, in spaCy's format."""

from dataclasses import replace

import pytest

from extractor.model.paper.document import Document
from extractor.outline import build_outline
from extractor.parse import parse_plan
from extractor.read import read_document

TEXT = (
    "某县2022年信用工作要点\n\n一、重点任务\n\n1.加强宣传。"
    "由信用专班統筹，农忙前完成，入户覆盖过半，见县府办信用红黑榜制度。\n"
)


@pytest.fixture
def extract_with(mappings):
    def extract(*patterns):
        source = read_document(Document("x", "x.txt", TEXT.encode()))
        return parse_plan(build_outline(source, mappings), replace(mappings, patterns=patterns))

    return extract


def test_a_unit(extract_with):
    (task,) = extract_with({"label": "UNIT", "pattern": "信用专班", "id": "lead"}).tasks
    assert [(unit.name, unit.role) for unit in task.units] == [("信用专班", "lead")]
    assert task.units[0].place.words(TEXT) == "信用专班"


def test_a_role_that_is_none_of_ours_is_responsible(extract_with):
    (task,) = extract_with({"label": "UNIT", "pattern": "信用专班", "id": "boss"}).tasks
    assert [str(unit.role) for unit in task.units] == ["responsible"]


def test_folded_words_match_what_is_printed_otherwise(extract_with):
    """統筹 is printed with a traditional character, the pattern is written with the simplified one."""
    (task,) = extract_with({"label": "UNIT", "pattern": "信用专班统筹", "id": "lead"}).tasks
    assert [unit.name for unit in task.units] == ["信用专班統筹"]


DEADLINES = (
    ("date:2022-06-15", "date", {"date": "2022-06-15"}),
    ("recurring:FREQ=YEARLY", "recurring", {"rrule": "FREQ=YEARLY"}),
    ("relative:P3D", "relative", {"duration": "P3D"}),
    ("immediate", "immediate", {}),
)


@pytest.mark.parametrize(("value", "kind", "fields"), DEADLINES)
def test_a_time_limit(extract_with, value, kind, fields):
    (task,) = extract_with({"label": "DEADLINE", "pattern": "农忙前", "id": value}).tasks
    (deadline,) = task.deadlines
    assert (deadline.text, str(deadline.kind)) == ("农忙前", kind)
    assert {name: getattr(deadline, name) for name in fields} == fields


def test_a_target(extract_with):
    (task,) = extract_with({"label": "TARGET", "pattern": "覆盖过半", "id": ">50%"}).tasks
    assert [(one.text, one.op, one.value, one.unit) for one in task.targets] == [("覆盖过半", ">", 50, "%")]


def test_a_citation(extract_with):
    plan = extract_with({"label": "CITATION", "pattern": "信用红黑榜制度", "id": "县府办1号"})
    assert [(one.title, one.doc_number) for one in plan.citations] == [("信用红黑榜制度", "县府办1号")]


def test_a_pattern_of_single_characters(extract_with):
    pattern = [{"TEXT": "信"}, {"TEXT": "用"}, {"TEXT": "专"}, {"TEXT": "班"}]
    (task,) = extract_with({"label": "UNIT", "pattern": pattern, "id": "lead"}).tasks
    assert [unit.name for unit in task.units] == ["信用专班"]


PASSED_OVER = (
    {"label": "TOPIC", "pattern": "加强宣传"},
    {"label": "DEADLINE", "pattern": "农忙前", "id": "sometime"},
    {"label": "TARGET", "pattern": "覆盖过半", "id": "half"},
    {"label": "UNIT", "pattern": "没有印出的词", "id": "lead"},
)


@pytest.mark.parametrize("pattern", PASSED_OVER)
def test_what_says_nothing_is_passed_over(extract_with, pattern):
    assert extract_with(pattern) == extract_with()


def test_what_the_program_reads_itself_is_not_read_twice(mappings):
    text = "某县2022年信用工作要点\n\n一、重点任务\n\n1.加强宣传。（责任单位：县发改局；完成时限：2022年6月底前）\n"
    patterns = (
        {"label": "UNIT", "pattern": "发改局", "id": "lead"},
        {"label": "DEADLINE", "pattern": "2022年6月底前", "id": "date:2022-06-30"},
    )
    outline = build_outline(read_document(Document("x", "x.txt", text.encode())), mappings)
    assert parse_plan(outline, replace(mappings, patterns=patterns)) == parse_plan(outline, mappings)
