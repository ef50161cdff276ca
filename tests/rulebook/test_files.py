"""The rulebook file: exact in both directions, its schema, and one clear line for each way to break it."""

from __future__ import annotations

import re

import jsonschema
import pytest
import yaml

from extractor.errors import ExtractorError
from extractor.rulebook import build_rulebook_schema as build_schema
from extractor.rulebook import parse_yaml, render_yaml
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
    ("schema: county-rulebook/2", "schema: county-rulebook/9", ["county-rulebook/9", "county-rulebook/2"]),
    ("  points: 20\n", "  points: 二十\n", ["points", "decimal"]),
    ("  points: 20\n", "  points: -20\n", ["points", "小于0"]),
    ("tree: min(20, max(0, 档次))", "tree: mim(20, max(0, 档次))", ["tree", "第1个字符", "mim"]),
    ("tree: min(20, max(0, 档次))", "tree: min(20, max(0, 档次)", ["tree", "应有“)”"]),
    ("tree: min(20, max(0, 档次))", "tree: min(20, max(0, 等次))", ["等次", "最接近", "档次"]),
    ("≤ 10", "=< 10", ["tree", "不应是“<”"]),
    (
        "[国家城市信用监测排名月均] ≤ 10",
        "[国家城市信用监测月均] ≤ 10",
        ["国家城市信用监测月均", "最接近", "国家城市信用监测排名月均"],
    ),
    ("'@3(0)'", "'@8(0)'", ["@后应是本指标第几句", "1到4"]),
    ("kind: number\n", "kind: nummer\n", ["nummer", "kind"]),
    ("  status: executable\n", "", ["缺少字段 status"]),
    ("  status: executable\n", "  status: executable\n  colour: red\n", ["colour", "不认识", "可用"]),
    ("], 0.3, 4, 0.5, 0)", "], 0.9, 4, 0.5, 0)", ["0.9", "按比例"]),
    ("minimum: 0\n  maximum: 12", "minimum: 20\n  maximum: 12", ["下限20", "上限12"]),
    ("indicators:", "indicators: [", ["YAML"]),
    ("rounding: {places: 4", "rounding: {places: 40", ["40", "小数位数"]),
]


def test_two_inputs_of_one_name_are_refused(books):
    book = books["chengwu"]
    text = render_yaml(book).replace(f"name: {book.inputs[1].name}\n", f"name: {book.inputs[0].name}\n", 1)
    with pytest.raises(ExtractorError, match="两次"):
        parse_yaml(text, "成武.yaml")


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
    number = next(n for n, line in enumerate(lines, 1) if "tree: min(" in line)
    lines[number - 1] = lines[number - 1].replace("min(", "mim(")
    with pytest.raises(ExtractorError, match=f"第{number}行"):
        parse_yaml("".join(lines))


@pytest.mark.parametrize("text", ["", "[]", "a: 1", "schema: 3", "&a [*a]", "[" * 3000, "schema: county-rulebook/2"])
def test_other_files_are_refused(text):
    with pytest.raises(ExtractorError):
        parse_yaml(text)


def test_numbers_stay_exact(books):
    text = render_yaml(books["chengwu"]).replace("@1(0.2 × [", "@1(0.20000000000000000001 × [", 1)
    assert "0.20000000000000000001" in render_yaml(parse_yaml(text))
