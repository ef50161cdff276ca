"""The table of documents: what it may hold, what is refused, and that a draft is read as it was written."""

import io

import pytest
from openpyxl import Workbook

from extractor.corpus.table import read_corpus_table, render_corpus_table
from extractor.errors import CorpusError
from extractor.model.corpus import CorpusRow, DocumentPart
from extractor.model.facts.plan import PlanLevel

ROWS = (
    CorpusRow(file="青岚县/正文.pdf", plan="青岚县", part=DocumentPart.BODY, place="青岚县", level=PlanLevel.COUNTY, year="2024"),
    CorpusRow(file="青岚县/附件.xlsx", plan="青岚县", part=DocumentPart.ANNEX, note="=SUM(A1)"),
    CorpusRow(file="省厅.docx", issuer="某省水利厅", level=PlanLevel.PROVINCE, year="2021-2025", field="河湖长制"),
)  # fmt: skip


def read(text, name="corpus.csv"):
    return read_corpus_table(text.encode(), name)


def test_a_draft_is_read_as_it_was_written():
    content = render_corpus_table(ROWS)
    assert read_corpus_table(content, "corpus.csv") == ROWS
    assert b"'=SUM" in content


def test_a_workbook_is_read_as_well():
    book = Workbook()
    book.active.append(["文件", "方案", "年度", "层级", "部分"])
    book.active.append(["甲.pdf", "甲", 2024, "县级", "正文"])
    buffer = io.BytesIO()
    book.save(buffer)
    (row,) = read_corpus_table(buffer.getvalue(), "corpus.xlsx")
    assert (row.file, row.plan, row.year, row.level, row.part) == ("甲.pdf", "甲", "2024", "county", "body")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_encodings_and_marks_of_spreadsheets(encoding, mark):
    text = mark.join(("file", "place")) + "\r\n" + mark.join(("甲.txt", "青岚县")) + "\r\n\r\n"
    (row,) = read_corpus_table(text.encode(encoding), "corpus.csv")
    assert (row.file, row.place, row.plan) == ("甲.txt", "青岚县", None)


@pytest.mark.parametrize(
    ("written", "year"),
    [("2024", "2024"), ("2024年", "2024"), ("2021-2025", "2021-2025"), ("2021—2025年", "2021-2025")],
)
def test_years_and_periods(written, year):
    assert read(f"file,year\n甲.txt,{written}\n")[0].year == year


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plan\n甲\n", "没有 file"),
        ("", "没有 file"),
        ("file\n", "没有列出文件"),
        ("file,colour\n甲.txt,红\n", "colour"),
        ("file,file\n甲.txt,乙.txt\n", "两次"),
        ("file\n/etc/passwd\n", "第2行"),
        ("file\n../甲.txt\n", "第2行"),
        ("file\nC:\\甲.txt\n", "第2行"),
        ("file,plan\n,甲\n", "第2行"),
        ("file,level\n甲.txt,村\n", "level 写的是“村”"),
        ("file,part\n甲.txt,封面\n", "part 写的是“封面”"),
        ("file,year\n甲.txt,去年\n", "year 写的是“去年”"),
        ("file\n甲.txt\n甲.txt\n", "列了两次"),
        ("file,plan,year\n甲.txt,甲,2023\n乙.txt,甲,2024\n", "year 有两个"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, said):
    with pytest.raises(CorpusError, match=said) as caught:
        read(text)
    assert "corpus.csv" in str(caught.value)
    assert "\n" not in str(caught.value)
