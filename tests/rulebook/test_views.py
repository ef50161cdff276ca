"""What people see: the view to sign, the scorecard's page, workbook and JSON."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal
from xml.etree import ElementTree as ET

import docx
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
    score_values,
    simulate,
)
from extractor.rulebook.io.signing_view import build_view
from tests.rulebook.support import TABLES, find_names, make_book, put_names

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
    paragraphs = ["".join(part.text or "" for part in node.iter(f"{WORD}t")) for node in root[0].findall(f"{WORD}p")]
    assert paragraphs == [block.text for block in build_view(books[plan])]


@pytest.mark.parametrize("plan", TABLES)
def test_word_s_own_reader_finds_headings_lists_and_tables_to_sign(books, plan):
    """A style named Heading1 is no heading for Word; its own is named heading 1, which python-docx shows so."""
    book = books[plan]
    document = docx.Document(io.BytesIO(render_docx(book)))
    styles = [paragraph.style for paragraph in document.paragraphs]
    assert all(style.builtin for style in styles if style.name != "Rule")
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings == [block.text for block in build_view(book) if block.style == "row"]
    assert len(headings) == len(book.indicators)
    assert {"Title", "Heading 1", "Quote", "List Bullet", "Normal"} <= {style.name for style in styles}
    rows, offices = document.tables
    assert rows.style.name == offices.style.name == "Table Grid"
    assert [[cell.text for cell in row.cells][1:4:2] for row in rows.rows[1:]] == [
        [row.name, "□是　□否"] for row in book.indicators
    ]
    assert [row.cells[0].text for row in offices.rows] == ["单位", "考核单位（盖章）", "被考核单位（盖章）"]
    assert document.core_properties.title == (book.title or book.plan)


def test_tables_to_sign_are_tables_in_markdown():
    lines = render_markdown(make_book(("成立的得5分，未成立的不得分。", 5, "甲|乙"))).splitlines()
    assert sum(line.startswith("| --- |") for line in lines) == 2
    assert any(line.startswith("| ") and "□是" in line for line in lines)


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
    assert workbook.sheetnames == ["合计", "指标", "起作用的规则", "说明"]
    assert workbook["指标"]["E2"].value == 16
    assert build_scorecard_workbook(card) == build_scorecard_workbook(card)


def test_words_that_look_like_formulas_stay_words():
    book = make_book(("成立的得5分，未成立的不得分。", 5, "=1+2"))
    card = score(book, read_observations(b"", "a.yaml"))
    workbook = openpyxl.load_workbook(io.BytesIO(build_scorecard_workbook(card)))
    assert workbook["指标"]["C2"].data_type == "s"


CARD = [
    ("月均排名前10名的得20分，每后10名扣2分。", 20, {"x1_01_1": 30}, "20 - 2 × 进一((30名 - 10) ÷ 10) = 16"),
    ("每项得1分，最高2分。", 2, {"x1_01_1": 3}, "3项 = 3，封顶2，得2"),
    ("达到80%的得6分，低于50%的不得分，介于两者之间的按比例计分。", 6, {"x1_01_1": 65}, "6 × (65% - 50) ÷ 30 = 3"),
    ("每缺报一次扣0.5分，扣完为止。", 4, {"x1_01_1": 9}, "4 - 0.5 × 9次 = -0.5，保底0，得0"),
    ("办结率95%以上的得5分，95%以下的不得分。", 5, {"x1_01_1": 90}, "0"),
]  # fmt: skip


@pytest.mark.parametrize(("criteria", "full", "values", "told"), CARD)
def test_arithmetic_shows_the_branch_that_holds(criteria, full, values, told):
    """An official reads what was counted, not the whole tree: no marks, no branches that do not hold."""
    book = make_book((criteria, full))
    names = find_names(book)
    card = score_values(book, {names[name]: Decimal(value) for name, value in values.items()}, "x")
    assert card.indicators[0].arithmetic == told


def test_no_sentence_is_said_to_act_that_may_not(books):
    """成武 no. 16 unanswered: 得0分 has not fired, 得1分 may give a point, no limit is told that changes nothing."""
    from extractor.rulebook.cards.lines import describe_row

    row = score_values(books["chengwu"], {}, "x").indicators[15]
    lines = [str(line) for line in describe_row(row)]
    assert not [line for line in lines if "依据：不得分" in line]
    assert [line for line in lines if line.startswith("依据：可能得0～1分")]
    assert not [line for line in lines if line.startswith("封顶或保底")]


def test_page_runs_nothing_and_fits_a_phone(books):
    page = render_scorecard_page(score_values(books["chengwu"], {}, "x"))
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\';' in page
    assert 'name="viewport"' in page
    assert "<script" not in page


def test_terminal_lines_are_folded_with_their_indentation(books):
    from extractor.rulebook.cards.terminal import fold_line, list_card_lines

    lines = [fold_line(line, 80) for line in list_card_lines(score_values(books["jiaxian"], {}, "x"))]
    assert (
        max(sum(2 if ord(letter) > 0x2E7F else 1 for letter in part) for line in lines for part in line.split("\n"))
        <= 84
    )
    assert all(part.startswith("      ") for line in lines if line.startswith("      ") for part in line.split("\n"))
    assert lines[-2].startswith("表2合计：0～98/98")


@pytest.mark.parametrize("plan", ["chengwu", "jiaxian", "pingyin"])
def test_every_label_says_what_is_observed_and_occurs_once(books, plan):
    """达到100% of what, 成立 of what: what says no thing has its row beside it; two rows never share a label."""
    labels = [item.label for item in books[plan].inputs]
    assert len(set(labels)) == len(labels)
    assert not [label for label in labels if len(label) <= 5 or label.startswith(("本指标", "第1部分"))]
