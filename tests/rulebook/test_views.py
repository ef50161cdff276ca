"""What people see: the view to sign, the scorecard's page, workbook and JSON."""

from __future__ import annotations

import io
import json
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from extractor.rulebook import (
    build_scorecard_workbook,
    next_points,
    read_observations,
    render_docx,
    render_markdown,
    render_scorecard_json,
    render_scorecard_page,
    score,
    simulate,
)
from extractor.rulebook.io.signing_view import build_view
from tests.rulebook.support import TABLES, make_book, put_names

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("plan", TABLES)
def test_each_sentence_stands_right_above_its_rule(books, plan):
    blocks = list(build_view(books[plan]))
    rules = list(books[plan].rules)
    quotes = [place for place, block in enumerate(blocks) if block.style == "quote"]
    assert len(quotes) == len(rules)
    for place, rule in zip(quotes, rules, strict=True):
        assert rule.reference.quote in blocks[place].text
        assert blocks[place + 1].style == "rule"
        assert rule.id in blocks[place + 1].text


def test_view_asks_to_confirm_each_reading_and_to_sign(books):
    text = render_markdown(books["chengwu"])
    assert text.count("□同意　□不同意") == sum(len(row.readings) for row in books["chengwu"].indicators) > 0
    assert "考核单位（盖章）" in text
    assert "需人工确认" in render_markdown(books["pingyin"])


@pytest.mark.parametrize("plan", TABLES)
def test_word_file_says_the_same_and_is_the_same_every_time(books, plan):
    content = render_docx(books[plan])
    assert content == render_docx(books[plan])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314 - our own file
        root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own file
    paragraphs = ["".join(part.text or "" for part in node.iter(f"{WORD}t")) for node in root.iter(f"{WORD}p")]
    blocks = [block.text for block in build_view(books[plan])]
    assert [words.removeprefix("• ") for words in paragraphs] == blocks


def test_printed_words_cannot_break_the_page_or_the_view():
    book = make_book(("成立的得5分，未成立的不得分。", 5, "<script>alert(1)</script>*甲*|乙"))
    card = score(book, read_observations(b"", "<b>.yaml"))
    page = render_scorecard_page(card)
    assert "<script>" not in page
    assert "<b>.yaml" not in page
    assert "\\<script\\>" in render_markdown(book)


def test_scorecard_in_three_forms(books):
    book = books["chengwu"]
    observed = read_observations(put_names(book, "x1_01_1: 23\nx1_02_1: 11").encode(), "a.yaml")
    card, drawn, points = score(book, observed), simulate(book, 50, observations=observed), next_points(book, observed)
    content = json.loads(render_scorecard_json(card, distributions=drawn, points=points))
    assert content["schema"] == "county-scorecard/2"
    assert content["indicators"][0]["points"] == {"low": 16, "high": 16}
    assert content["indicators"][1]["bounds"][0]["rule"].endswith("_r2")
    assert len(content["next_points"]) == 2
    page = render_scorecard_page(card, distributions=drawn, points=points)
    assert page.count("<svg") == 1
    assert "每后10名，扣2分" in page
    workbook = openpyxl.load_workbook(io.BytesIO(build_scorecard_workbook(card)))
    assert workbook.sheetnames == ["合计", "指标", "起作用的规则"]
    assert workbook["指标"]["E2"].value == 16
    assert build_scorecard_workbook(card) == build_scorecard_workbook(card)


def test_words_that_look_like_formulas_stay_words():
    book = make_book(("成立的得5分，未成立的不得分。", 5, "=1+2"))
    card = score(book, read_observations(b"", "a.yaml"))
    workbook = openpyxl.load_workbook(io.BytesIO(build_scorecard_workbook(card)))
    assert workbook["指标"]["C2"].data_type == "s"
