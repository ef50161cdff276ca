"""Further kinds of forms, each with a small file made here: what comes out, and what is told of what does not."""

from __future__ import annotations

import csv
import io
from email.message import EmailMessage
from typing import Any

import openpyxl
import pytest

import extractor
from extractor.model.paper.document import Source
from tests.read.building import OFD, build_docx, build_ofd, build_pdf, build_zip, document, ofd_text, show
from tests.read.building import W as WORD
from tests.read.building import word_paragraph as par

HEAD = par("河阴县2025年营商环境提升行动方案") + par("一、重点任务")
FIRST = par("（一）压缩开办时间。县市场监管局牵头，2025年6月底前完成。")
SECOND = par("（二）推行告知承诺。县行政审批局负责，2025年9月底前完成。")
PAGE = (
    "<h1>桂岭县2025年防汛工作方案</h1><p>一、主要任务</p><p>（一）检查水库12座。由县水利局负责，2025年4月底前完成。</p>"
)


@pytest.fixture(scope="module")
def mappings() -> Any:
    return extractor.load_mappings()


def read(content: bytes, name: str = "plan.bin") -> Source:
    return extractor.read_document(document(content, name))


def extract(content: bytes, mappings: Any) -> Any:
    return extractor.extract_document(document(content), mappings)


def web(body: str) -> bytes:
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def codes(source: Source) -> set[str]:
    return {problem.code for problem in source.problems}


@pytest.mark.parametrize(
    "foot",
    [
        '<p>[1] <a href="x_2.shtml">[2]</a> <a href="x_3.shtml">[3]</a></p>',
        '<ul><li><a class="cur">1</a></li><li><a href="?page=2">2</a></li><li><a href="?page=3">3</a></li></ul>',
        '<div><span>1</span><a href="content_12_2.htm">2</a><a href="content_12_2.htm">下一頁</a></div>',
        '<script>createPageHTML(3, 0,"t20250101_1","html");</script>',
        "<div>第1頁/共4頁</div>",
    ],
)
def test_a_page_of_several_is_told(foot: str) -> None:
    assert "further-pages" in codes(read(web(PAGE + foot)))


@pytest.mark.parametrize(
    "foot",
    [
        '<script>createPageHTML(1, 0,"t20250101_1","html");</script>',
        '<p>附件：<a href="a.html">1</a>、<a href="b.html">2</a></p>',
        '<p>见第<a href="#n2">2</a>条</p>',
    ],
)
def test_a_page_that_stands_alone_is_not(foot: str) -> None:
    assert "further-pages" not in codes(read(web(PAGE + foot)))


def test_a_signature_in_boxes_behind_the_text_belongs_to_it() -> None:
    body = f"<div>{'<p>各街道要认真组织推荐。</p>' * 20}</div>"
    signed = "<div>桂岭县民政局</div><div>2016年3月18日</div><div>上一篇：通知</div>"
    lines = [line for line in read(web(body + signed)).text.splitlines() if line.strip()]
    assert lines[-2:] == ["桂岭县民政局", "2016年3月18日"]
    assert "桂岭县民政局" not in read(web(f"{body}<div>桂岭县民政局，电话1234</div>")).text


def test_words_in_a_frame_are_told_and_an_advertisement_beside_a_text_is_not() -> None:
    assert "framed-page-not-read" in codes(read(web('<p>桂岭县方案</p><iframe src="body.html"></iframe>')))
    assert "framed-page-not-read" not in codes(read(web(PAGE * 5 + '<iframe src="ad.html"></iframe>')))


@pytest.mark.parametrize(
    ("row", "cell"),
    [('style="display:table-row"', 'style="display: table-cell"'), ('role="row"', 'role="cell"')],
)
def test_a_table_of_divs_is_a_table(row: str, cell: str, mappings: Any) -> None:
    rows = [("指标", "分值", "评分标准"), ("数据质量", "60", "每错1处扣2分"), ("报送时效", "40", "每迟报1次扣1分")]
    body = "".join(f"<div {row}>{''.join(f'<div {cell}>{word}</div>' for word in words)}</div>" for words in rows)
    plan = extract(web(f"<h1>桂岭县统计工作考核办法</h1><div>{body}</div>"), mappings)
    assert [(one.name, one.points) for one in plan.indicators] == [("数据质量", 60), ("报送时效", 40)]


def test_tables_side_by_side_on_a_sheet_are_two(mappings: Any) -> None:
    book = openpyxl.Workbook()
    rows = [
        ("指标名称", "分值", "评分标准", None, "任务名称", "责任单位", "完成时限"),
        ("控辍保学", 50, "每流失1人扣5分", None, "开展校园安全排查", "县教体局", "2025年3月底前"),
        ("营养改善", 50, "未落实不得分", None, "完成薄弱学校改造", "县财政局", "2025年8月底前"),
    ]
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    plan = extract(content.getvalue(), mappings)
    assert [one.name for one in plan.indicators] == ["控辍保学", "营养改善"]
    assert [(one.title, one.deadlines[0].date) for one in plan.tasks] == [
        ("开展校园安全排查", "2025-03-31"),
        ("完成薄弱学校改造", "2025-08-31"),
    ]


def test_a_list_with_tabs_that_a_spreadsheet_saved_is_a_table() -> None:
    rows = [
        ("序号", "重点任务", "责任单位"),
        ("1", "开展疫苗接种\n查漏补种", "县卫健局"),
        ("2", "建成村卫生室", "县财政局"),
    ]
    text = io.StringIO()
    csv.writer(text, delimiter="\t").writerows(rows)
    source = read(text.getvalue().encode("utf-16"))
    assert source.how.startswith("csv/")
    assert source.tables[0].rows == 3


def test_pages_of_a_book_are_found_by_names_that_are_escaped() -> None:
    pages = {
        f"O/{name}": f"<html><body><p>{text}</p></body></html>"
        for name, text in (("a.xhtml", "甲"), ("t 2.xhtml", "乙"))
    }
    package = (
        '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="t%202.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>'
    source = read(build_zip({"META-INF/container.xml": container, "O/c.opf": package, **pages}))
    assert source.text.split() == ["甲", "乙"]


def with_parts(body: str, parts: dict[str, str | bytes], relations: str) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return build_zip(
        {
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>',
            **parts,
        }
    )


def test_a_workbook_and_a_page_set_into_a_word_file_are_read_and_one_that_is_missing_is_told() -> None:
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    chunk = f'<w:altChunk {space} r:id="c"/>'
    sheet = f'<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:o" ProgID="Excel.Sheet.12" r:id="x" {space}/></w:object></w:r></w:p>'
    relations = (
        '<Relationship Id="c" Type="x/aFChunk" Target="c.htm"/><Relationship Id="x" Type="x/package" Target="e.csv"/>'
    )
    parts: dict[str, str | bytes] = {"word/c.htm": web("<p>乙</p>"), "word/e.csv": "指标,分值,标准\n丙,1,甲\n丁,2,甲\n"}
    source = read(with_parts(par("甲") + chunk + sheet, parts, relations))
    assert source.text.split()[:2] == ["甲", "乙"]
    assert len(source.tables) == 1
    assert codes(read(with_parts(par("甲") + sheet, {}, ""))) == {"attachment-not-read"}


def test_a_file_that_is_set_in_a_thousand_times_is_not_read_so_often() -> None:
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    chunks = f'<w:altChunk {space} r:id="c"/>' * 1000
    relations = '<Relationship Id="c" Type="x/aFChunk" Target="c.htm"/>'
    source = read(with_parts(par("甲") + chunks, {"word/c.htm": web("<p>乙</p>")}, relations))
    assert 0 < source.text.count("乙") <= 100
    assert "attachment-not-read" in codes(source)


def test_a_contents_page_typed_by_hand_is_left_out(mappings: Any) -> None:
    typed = par("目　录") + par("一、重点任务……………1") + par("（一）压缩开办时间 ……… 2") + par("二、保障措施  9")
    plan = extract(
        build_docx(par("河阴县2025年营商环境提升行动方案") + typed + par("一、重点任务") + FIRST + SECOND), mappings
    )
    assert [task.title for task in plan.tasks] == ["压缩开办时间", "推行告知承诺"]


def test_rows_put_in_and_taken_out_count_as_open_revisions() -> None:
    rows = [("指标", "分值", ""), ("开办时间", "40", "ins"), ("旧指标", "30", "del")]
    table = "".join(
        f"<w:tr>{f'<w:trPr><w:{mark}/></w:trPr>' if mark else ''}<w:tc>{par(name)}</w:tc><w:tc>{par(points)}</w:tc></w:tr>"
        for name, points, mark in rows
    )
    source = read(build_docx(f"<w:tbl>{table}</w:tbl>"))
    assert "旧指标" not in source.text
    assert "有 2 处修订" in next(problem.message for problem in source.problems if problem.code == "open-revisions")


def letter(*attached: tuple[str, bytes]) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = "通知", "a@example.org"
    message.set_content("方案见附件。")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_what_is_attached_to_a_forwarded_mail_is_read_once() -> None:
    outer = letter()
    outer.add_attachment(letter(("方案.docx", build_docx(HEAD + FIRST))))
    assert read(bytes(outer)).text.count("压缩开办时间") == 1


def test_the_note_below_an_annex_in_another_file_is_not_the_last_task_s(mappings: Any) -> None:
    annex = build_docx(
        par("河阴县考核表")
        + f"<w:tbl><w:tr><w:tc>{par('指标')}</w:tc><w:tc>{par('分值')}</w:tc></w:tr>"
        + f"<w:tr><w:tc>{par('开办时间')}</w:tc><w:tc>{par('100')}</w:tc></w:tr></w:tbl>"
        + par("注：各单位每月25日前报送进展情况。")
    )
    plan = extract(bytes(letter(("1方案.docx", build_docx(HEAD + FIRST + SECOND)), ("附件.docx", annex))), mappings)
    assert [[one.date for one in task.deadlines] for task in plan.tasks] == [["2025-06-30"], ["2025-09-30"]]


def test_the_second_page_of_a_text_in_two_files_goes_on_with_the_first(mappings: Any) -> None:
    pages = {"1.docx": build_docx(HEAD + FIRST), "2.docx": build_docx(SECOND)}
    plan = extract(build_zip(dict(pages)), mappings)
    assert [(task.no, task.section) for task in plan.tasks] == [("1", "一、重点任务"), ("2", "一、重点任务")]


def test_annotations_and_files_within_a_pdf_and_an_ofd_are_told() -> None:
    words = "（二）检查水库。".encode("utf-16-be").hex()
    note = f"/Annots [ << /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents <FEFF{words}> >> ]"
    source = read(build_pdf([show("一、主要任务", 80, 700)], page=note))
    assert "检查水库" in next(problem.message for problem in source.problems if problem.code == "annotation-not-read")
    root = (
        f'<ofd:Document {OFD}><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P0.xml"/></ofd:Pages>'
        "<ofd:Attachments>A.xml</ofd:Attachments></ofd:Document>"
    )
    listed = f'<ofd:Attachments {OFD}><ofd:Attachment ID="1" Name="考核表.xlsx"/><ofd:Attachment Name="key.dat"/></ofd:Attachments>'
    source = read(build_ofd(ofd_text("一、主要任务", 20, 30), **{"Doc/Document.xml": root, "Doc/A.xml": listed}))
    assert [problem.message for problem in source.problems] == ["文件里附带的“考核表.xlsx”没有读入，请另存后一并给出"]


ODF = " ".join(
    f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "text", "style", "table")
)


def level(kind: str, number: int, form: str, before: str, after: str) -> str:
    return f'<text:{kind} text:level="{number}" style:num-format="{form}" style:num-prefix="{before}" style:num-suffix="{after}"/>'


def test_lists_and_headings_of_opendocument_are_numbered_by_styles_in_the_other_file_and_in_a_flat_one() -> None:
    outline = level("outline-level-style", 1, "一, 二, 三, ...", "", "、") + level(
        "outline-level-style", 2, "1", "", "."
    )
    styles = (
        f"<text:outline-style>{outline}</text:outline-style>"
        f'<text:list-style style:name="L">{level("list-level-style-number", 1, "1", "（", "）")}</text:list-style>'
    )
    item = "<text:list-item><text:p>乙</text:p></text:list-item>"
    body = (
        "<office:body><office:text>"
        '<text:h text:outline-level="1">甲</text:h><text:h text:outline-level="2">丙</text:h>'
        f'<text:list text:style-name="L">{item}{item}</text:list>'
        '<text:h text:outline-level="1">丁</text:h><text:h text:outline-level="2">戊</text:h></office:text></office:body>'
    )
    printed = ["一、甲", "1.丙", "（1）乙", "（2）乙", "二、丁", "1.戊"]
    parts = {"mimetype": "x", "content.xml": f"<office:document-content {ODF}>{body}</office:document-content>"}
    parts["styles.xml"] = (
        f"<office:document-styles {ODF}><office:styles>{styles}</office:styles></office:document-styles>"
    )
    assert read(build_zip(dict(parts))).text.split() == printed
    flat = (
        f'<?xml version="1.0"?><office:document {ODF}><office:styles>{styles}</office:styles>{body}</office:document>'
    )
    assert read(flat.encode()).text.split() == printed


def test_characters_of_a_font_that_is_nowhere_are_read_without_it() -> None:
    from extractor.read.layout.lost_glyphs import read_lost

    page = "".join(show(word, 80 + 12 * place, 700) for place, word in enumerate("由县应急局"))
    turned = "BT /F1 12 Tf 0 1 -1 0 300 100 Tm <" + "牵头".encode("gbk").hex() + "> Tj ET\n"
    found = read_lost(build_pdf([page + turned]), 1, lambda x, y: (x, 842 - y), lambda a, _b: 0 if a else 1)
    assert "".join(glyph.text for angle, glyph in found if angle == 0) == "由县应急局"
    first = found[0][1]
    assert (first.x0, first.x1, first.size) == (80, 92, 12)
    assert first.top < 142 < first.bottom, "the baseline lies within"
    assert [(glyph.text, round(glyph.top), round(glyph.bottom)) for angle, glyph in found if angle == 1] == [
        ("牵", 730, 742),
        ("头", 718, 730),
    ]


def test_a_file_that_pdfminer_cannot_read_leaves_what_pdfium_gave() -> None:
    from extractor.read.layout.lost_glyphs import read_lost

    assert read_lost(b"%PDF-1.7 broken", 1, lambda x, y: (x, y), lambda _a, _b: 0) == []
