"""The rulebook file: exact in both directions, its schema, and one clear line for each way to break it."""

from __future__ import annotations

import re

import jsonschema
import pytest
import yaml

from extractor.errors import ExtractorError
from extractor.rulebook import build_schema, parse_yaml, render_yaml
from tests.rulebook.support import TABLES


@pytest.mark.parametrize("plan", [*TABLES, "lingbi", "changqing"])
def test_file_gives_the_rulebook_back(books, plan):
    text = render_yaml(books[plan])
    assert parse_yaml(text) == books[plan]
    assert render_yaml(parse_yaml(text)) == text


@pytest.mark.parametrize("plan", TABLES)
def test_file_is_what_its_schema_says(books, plan):
    schema = build_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(render_yaml(books[plan])), schema)


@pytest.mark.parametrize("plan", TABLES)
def test_each_quote_is_printed_where_its_characters_say(plans, books, plan):
    text = plans[plan].text
    references = [rule.reference for rule in books[plan].rules]
    references += [row.points_reference for row in books[plan].indicators if row.points_reference]
    references += [grade.reference for grade in books[plan].grades]
    assert len(references) > 30
    for reference in references:
        spans = reference.pieces or ((reference.start, reference.end),)
        printed = "".join(text[start:end] for start, end in spans)
        assert re.sub(r"\s|</?p>", "", printed) == re.sub(r"\s|</?p>", "", reference.quote)
        assert reference.doc_number == plans[plan].metadata.doc_number


def test_every_input_has_its_sentence(books):
    for plan in TABLES:
        assert all(item.reference and item.reference.quote for item in books[plan].inputs)


BROKEN = [
    # what is replaced, by what, words that the message must have
    ("schema: county-rulebook/1", "schema: county-rulebook/9", ["county-rulebook/9", "county-rulebook/1"]),
    ("  points: 20\n", "  points: 二十\n", ["points", "decimal"]),
    ("  points: 20\n", "  points: -20\n", ["points", "小于0"]),
    ("op: cap", "op: cup", ["cup", "tree"]),
    ("sign: <=", "sign: =<", ["=<", "sign"]),
    ("left: {op: observed, input: x1_01_1}", "left: {op: observed, input: x1_01_9}", ["x1_01_9", "最接近", "x1_01_1"]),
    ("rule: x1_01_r3", "rule: x1_01_r8", ["x1_01_r8", "最接近"]),
    ("kind: number\n", "kind: nummer\n", ["nummer", "kind"]),
    ("  status: executable\n", "", ["缺少字段 status"]),
    ("  status: executable\n", "  status: executable\n  colour: red\n", ["colour", "不认识", "可用"]),
    ("low: 0.3", "low: 0.9", ["0.9", "按比例"]),
    ("minimum: 0\n  maximum: 12", "minimum: 20\n  maximum: 12", ["下限20", "上限12"]),
    ("name: x1_02_1\n", "name: x1_01_1\n", ["x1_01_1", "两次"]),
    ("name: x1_02_1\n", "name: 甲 乙\n", ["甲 乙", "编号"]),
    ("indicators:", "indicators: [", ["YAML"]),
    ("rounding: {places: 4", "rounding: {places: 40", ["40", "小数位数"]),
]


@pytest.mark.parametrize(("old", "new", "words"), BROKEN)
def test_nonsense_gets_one_clear_line(books, old, new, words):
    text = render_yaml(books["chengwu"])
    assert old in text
    with pytest.raises(ExtractorError) as caught:
        parse_yaml(text.replace(old, new, 1), "成武.yaml")
    message = str(caught.value)
    assert message.startswith("成武.yaml: 第")
    assert "\n" not in message
    for word in words:
        assert word in message


def test_message_names_the_line(books):
    lines = render_yaml(books["chengwu"]).splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines, 1) if "op: cap" in line)
    lines[number - 1] = lines[number - 1].replace("op: cap", "op: cup")
    with pytest.raises(ExtractorError, match=f"第{number}行"):
        parse_yaml("".join(lines))


@pytest.mark.parametrize("text", ["", "[]", "a: 1", "schema: 3", "&a [*a]", "[" * 3000, "schema: county-rulebook/1"])
def test_other_files_are_refused(text):
    with pytest.raises(ExtractorError):
        parse_yaml(text)


def test_numbers_stay_exact(books):
    text = render_yaml(books["chengwu"]).replace("value: 0.2}", "value: 0.20000000000000000001}", 1)
    assert "0.20000000000000000001" in render_yaml(parse_yaml(text))
