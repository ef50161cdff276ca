"""Workbooks and lists of rows: what a cell shows, captions, merged cells, what is not read."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from extractor.errors import UnreadableDocumentError
from extractor.read import read_document
from extractor.read.registry import find_reader
from tests.read.building import build_zip, document


def build_xlsx(
    rows: list[list[object]], *, merge: str = "", formats: dict[str, str] | None = None, **sheets: str
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    for place, form in (formats or {}).items():
        sheet[place].number_format = form
    for title, state in sheets.items():
        more = book.create_sheet(title)
        more.append(["密", "码"])
        more.sheet_state = state
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


ROWS: list[list[object]] = [
    ["林长制任务分工表", None, None],
    ["序号", "任务", "时限"],
    [1, "造林", dt.date(2024, 6, 30)],
    [2, "管护率", 0.95],
    ["注：时限以文件为准", None, None],
]


def test_a_workbook_shows_what_its_cells_show() -> None:
    content = build_xlsx(ROWS, merge="A1:C1", formats={"C3": 'yyyy"年"m"月"d"日"', "C4": "0%"})
    source = read_document(document(content))
    assert (
        source.text
        == "林长制任务分工表\n\n序号\t任务\t时限\n1\t造林\t2024年6月30日\n2\t管护率\t95%\n\n注：时限以文件为准\n"
    )
    assert [(t.rows, t.columns) for t in source.tables] == [(3, 3)]


def test_merged_cells_keep_their_spans_and_hidden_sheets_are_told() -> None:
    content = build_xlsx([["类别", "任务"], ["生态", "造林"], [None, "管护"]], merge="A2:A3", 底稿="hidden")
    source = read_document(document(content))
    assert {(c.row, c.column): c.row_span for c in source.tables[0].cells}[1, 0] == 2
    assert [p.code for p in source.problems] == ["hidden-sheet"]


def test_formulas_without_a_value_are_told() -> None:
    source = read_document(document(build_xlsx([["项目", "分值"], ["甲", "=1+1"], ["乙", 3]])))
    assert [p.code for p in source.problems] == ["formula-without-value"]


def test_a_sheet_of_a_million_cells_is_refused_before_it_is_opened() -> None:
    cells = '<c r="A1"><v>1</v></c>' * 200_000
    content = build_zip(
        {"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": f"<worksheet>{cells}</worksheet>"}
    )
    with pytest.raises(UnreadableDocumentError, match="万个单元格"):
        read_document(document(content))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("序号,任务,时限\n1,清淤,6月底\n2,植树,9月底\n", "csv"),
        ("任务;单位\n清淤;县水利局\n植树;县林业局\n巡河;各镇\n", "csv"),
        ("一、加强巡河, 每周2次\n二、清理垃圾\n", "plain"),
        ("序号\t任务\t时限\n1\t清淤\t6月底\n", "plain"),
    ],
)
def test_rows_of_one_length_are_a_list(text: str, kind: str) -> None:
    assert find_reader(document(text.encode())).kind == kind


def test_a_list_in_gbk_gives_a_table() -> None:
    source = read_document(document('序号,任务,时限\n1,"清淤,护岸",6月底\n2,植树,9月底\n'.encode("gbk")))
    assert source.how == "csv/gb18030"
    assert source.text == "\n序号\t任务\t时限\n1\t清淤,护岸\t6月底\n2\t植树\t9月底\n\n"


OFFICE = 'xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"'


def build_odf(body: str, kind: str = "text", styles: str = "") -> bytes:
    content = f"<office:document-content {OFFICE}>{styles}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    return build_zip({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def test_opendocument_text_and_sheets() -> None:
    row = "<table:table-row><table:table-cell><text:p>任务</text:p></table:table-cell><table:table-cell><text:p>时限</text:p></table:table-cell></table:table-row>"
    styles = '<text:list-style text:name="L1" xmlns:style="urn:s"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="、"/></text:list-style>'
    listed = '<text:list text:style-name="L1"><text:list-item><text:p>造林</text:p></text:list-item><text:list-item><text:p>护<text:s text:c="1"/>林</text:p></text:list-item></text:list>'
    source = read_document(
        document(build_odf(f"<text:h>方案</text:h>{listed}<table:table>{row}</table:table>", styles=styles))
    )
    assert source.text == "方案\n1、造林\n2、护 林\n\n任务\t时限\n\n"
    wide = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    source = read_document(
        document(build_odf(f'<table:table table:name="Sheet1">{row}{row}{wide}</table:table>', "spreadsheet"))
    )
    assert (source.how, source.tables[0].rows, source.tables[0].columns) == ("ods", 2, 2)


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["项目", "分值", "内部掌握", "细则"],
        ["甲", 50, "x", "细"],
        ["乙", 5, "y", "则"],
        ["丙", 20, "z", "末"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    source = read_document(document(stream.getvalue()))
    assert source.text.split() == ["项目", "分值", "细则", "甲", "5", "则", "丙", "20", "末"]
    (told,) = [problem for problem in source.problems if problem.code == "hidden-cells"]
    assert told.message == "工作表“Sheet”有 6 格在隐藏的行或列里，没有读：“内部掌握”、“50”、“x”、“细”、“y”"


def test_what_lies_over_the_cells_of_a_workbook_is_read_or_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["任务", "时限"])
    sheet.append(["清淤", "6月底"])
    sheet["B2"].comment = Comment("以汛前为准", "某")
    stream = io.BytesIO()
    book.save(stream)
    box = '<xdr:wsDr xmlns:xdr="urn:d" xmlns:a="urn:a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>联系人：</a:t></a:r><a:r><a:t>王红</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>'
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", box)
        archive.writestr("xl/media/image1.png", b"no picture")
        archive.writestr("xl/charts/chart1.xml", "<c/>")
    source = read_document(document(stream.getvalue()))
    assert "联系人：王红" in source.text
    assert {"text-box-moved", "picture-not-read", "chart-not-read", "comment-not-read"} == {
        problem.code for problem in source.problems
    }
