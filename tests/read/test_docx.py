"""Word files: what Word prints, not what it stores."""
# ruff: noqa: ISC002, Q000 - markup is not broken over lines

from __future__ import annotations

import pytest

from extractor.read import read_document
from extractor.read.formats.word.numbering import write_number
from tests.read.building import W, build_docx, document, word_paragraph

NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
</w:numbering>"""


def number(level: int, list_id: int = 5) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def read(body: str, **parts: str) -> str:
    return read_document(document(build_docx(body, **parts))).text


def test_numbers_that_word_generates_are_printed() -> None:
    levels = [(0, "目标"), (1, "归集"), (1, "应用"), (2, "甲"), (0, "任务"), (1, "宣传"), (2, "乙")]
    body = "".join(word_paragraph(text, number(level)) for level, text in levels)
    assert read(body, numbering=NUMBERING).splitlines() == [
        "一、目标", "（一）归集", "（二）应用", "1.1 甲", "二、任务", "（一）宣传", "2.1 乙",
    ]  # fmt: skip


def test_a_list_that_starts_anew_counts_for_itself() -> None:
    body = word_paragraph("目标", number(0)) + word_paragraph("任务", number(0, 6)) + word_paragraph("保障", number(0))
    assert read(body, numbering=NUMBERING).splitlines() == ["一、目标", "三、任务", "二、保障"]


def test_a_style_brings_its_number_along() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="H1"><w:pPr>{number(0)}</w:pPr></w:style>' \
        '<w:style w:styleId="H1a"><w:basedOn w:val="H1"/></w:style></w:styles>'  # fmt: skip
    body = word_paragraph("目标", '<w:pStyle w:val="H1"/>') + word_paragraph("任务", '<w:pStyle w:val="H1a"/>')
    body += word_paragraph("附则", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert read(body, numbering=NUMBERING, styles=styles).splitlines() == ["一、目标", "二、任务", "附则"]


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (10, "chineseCounting", "十"),
        (20, "chineseCountingThousand", "二十"),
        (21, "japaneseCounting", "二十一"),
        (3, "ideographTraditional", "丙"),
        (14, "lowerRoman", "xiv"),
        (28, "upperLetter", "BB"),
        (3, "decimalFullWidth", "３"),
        (25, "decimalEnclosedCircle", "25"),
        (7, "unheardOf", "7"),
    ],
)
def test_numbers_are_written_in_their_style(number: int, style: str, printed: str) -> None:
    assert write_number(number, style) == printed


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{word_paragraph(text)}</w:tc>"


WIDE = '<w:gridSpan w:val="2"/>'
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_keep_their_spans() -> None:
    body = (
        "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
        f"<w:tr>{cell('一、信用制度', DOWN)}{cell('1')}{cell('双公示')}</w:tr>"
        f"<w:tr>{cell('', ON)}{cell('2')}{cell('承诺')}</w:tr>"
        f"<w:tr>{cell('合计', WIDE)}{cell('100')}</w:tr></w:tbl>"
    )
    source = read_document(document(build_docx(body)))
    table = source.tables[0]
    cells = {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells}
    assert cells[0, 0] == (2, 1)
    assert cells[2, 0] == (1, 2)
    assert (1, 0) not in cells
    assert source.text == "\n一、信用制度\t1\t双公示\n\t2\t承诺\n合计\t\t100\n\n"


def test_a_frame_of_one_cell_is_no_table() -> None:
    source = read_document(document(build_docx(f"<w:tbl><w:tr>{cell('县财政局牵头')}</w:tr></w:tbl>")))
    assert (source.tables, source.text) == ((), "县财政局牵头\n")


RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        pytest.param(f"<w:ins>{RUN.format('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新", id="revision"),
        pytest.param('<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>' + RUN.format("显"), "显", id="hidden"),
        pytest.param("<w:r><w:instrText>PAGE</w:instrText></w:r>" + RUN.format("第1页"), "第1页", id="field code"),
        pytest.param('<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>', "一\n二", id="line break"),
        pytest.param('<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t></w:r>', "一 二", id="tab"),
        pytest.param('<w:hyperlink>' + RUN.format("附件") + "</w:hyperlink>", "附件", id="link"),
        pytest.param('<w:sdt><w:sdtContent>' + RUN.format("控件") + "</w:sdtContent></w:sdt>", "控件", id="control"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + RUN.format("达标"), "√达标", id="symbol"),
    ],
)  # fmt: skip
def test_what_word_prints(inner: str, printed: str) -> None:
    assert read(f"<w:p>{inner}</w:p>") == printed + "\n"


def test_a_text_box_stands_at_its_anchor_and_footnotes_come_last() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{word_paragraph('印章')}</w:txbxContent></w:pict></w:r></w:p>"
    notes = f'<w:footnotes {W}><w:footnote w:type="separator">{word_paragraph("线")}</w:footnote>' \
        f'<w:footnote w:id="2">{word_paragraph("注：县信用办提供")}</w:footnote></w:footnotes>'  # fmt: skip
    assert read(box + word_paragraph("正文"), footnotes=notes).splitlines() == ["印章", "正文", "注：县信用办提供"]


def test_a_title_over_two_paragraphs_is_one() -> None:
    def centred(text: str) -> str:
        return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="44"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'

    body = centred("国务院关于促进综合保税区") + centred("高水平开放的若干意见") + centred("国发〔2019〕3号")
    body += word_paragraph("综合保税区是开放型经济的重要平台，对发展对外贸易发挥着重要作用。")
    assert read(body).splitlines()[:2] == ["国务院关于促进综合保税区高水平开放的若干意见", "国发〔2019〕3号"]


LINKED = NUMBERING.replace(
    "</w:numbering>",
    '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="公文"/></w:abstractNum>'
    '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
).replace('<w:abstractNum w:abstractNumId="1">', '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="公文"/>')


def test_a_list_may_point_to_a_list_style() -> None:
    body = (
        word_paragraph("监测水质", number(0, 9))
        + word_paragraph("巡查河道", number(1, 9))
        + word_paragraph("宣传", number(0, 5))
    )
    assert read(body, numbering=LINKED).splitlines() == ["一、监测水质", "（一）巡查河道", "二、宣传"]


def test_the_list_says_at_which_level_a_style_stands() -> None:
    numbering = NUMBERING.replace(
        '<w:lvl w:ilvl="1"><w:start w:val="1"/>', '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:pStyle w:val="H2"/>'
    )
    styles = f'<w:styles {W}>' + "".join(
        f'<w:style w:styleId="H{n}"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>' for n in (1, 2)
    ) + "</w:styles>"  # fmt: skip
    body = "".join(
        word_paragraph(t, f'<w:pStyle w:val="H{n}"/>') for n, t in ((1, "防火"), (2, "巡山"), (2, "值守"), (1, "扑救"))
    )
    assert read(body, numbering=numbering, styles=styles).splitlines() == [
        "一、防火",
        "（一）巡山",
        "（二）值守",
        "二、扑救",
    ]


def test_a_number_is_printed_in_a_cell_that_holds_nothing_else() -> None:
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:pPr>{number(2)}</w:pPr></w:p></w:tc>{cell(text)}</w:tr>" for text in ("禁渔", "增殖放流")
    )
    source = read_document(document(build_docx(f"<w:tbl>{rows}</w:tbl>", numbering=NUMBERING)))
    assert source.text == "\n1.1\t禁渔\n1.2\t增殖放流\n\n"


CONTROL = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)
FIELD = "<w:p><w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r><w:r><w:t>一、总体要求 3</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "code", "lines"),
    [
        pytest.param(CONTROL.format(word_paragraph("一、总体要求 1")) + word_paragraph("正文"), "contents-left-out", ["正文"], id="contents as a control"),
        pytest.param(word_paragraph("目  录") + FIELD + word_paragraph("正文"), "contents-left-out", ["正文"], id="contents as fields"),
        pytest.param(
            '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>6月</w:t></w:r></w:p>' + word_paragraph("底前完成"),
            "open-revisions", ["6月底前完成"], id="a deleted paragraph mark",
        ),
        pytest.param("<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins></w:p>", "open-revisions", ["新增"], id="an insertion"),
        pytest.param(
            f"<w:tbl><w:tr>{cell('完成率')}<w:tc><w:tbl><w:tr>{cell('90%以上')}{cell('30分')}</w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            "nested-table", ["", "完成率\t90%以上 30分", ""], id="a table in a cell",
        ),
    ],
)  # fmt: skip
def test_what_is_read_otherwise_than_it_stands_is_told(body: str, code: str, lines: list[str]) -> None:
    source = read_document(document(build_docx(body)))
    assert source.text.splitlines() == lines
    assert [problem.code for problem in source.problems] == [code]


def test_a_form_whose_cell_holds_the_plan_gives_the_plan() -> None:
    chapters = "".join(
        word_paragraph(f"{n}、{t}" + "完成隐患排查与整改，落实到人。" * 12) for n, t in (("一", "目标"), ("二", "任务"))
    )
    body = f"<w:tbl><w:tr>{cell('名称')}{cell('消防方案')}</w:tr><w:tr>{cell('内容')}<w:tc>{chapters}</w:tc></w:tr></w:tbl>"
    source = read_document(document(build_docx(body)))
    assert len(source.tables) == 1
    assert source.tables[0].rows == 1
    assert source.text.splitlines()[-2].startswith("一、目标完成")


def test_a_picture_that_was_not_read_is_told_and_a_seal_is_not() -> None:
    def picture(centimetres: int) -> str:
        return (
            f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="urn:wp"><wp:extent cx="{centimetres * 360000}" cy="{centimetres * 360000}"/>'
            '<a:blip xmlns:a="urn:a" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="x"/>'
            "</wp:inline></w:drawing></w:r></w:p>"
        )

    source = read_document(document(build_docx(word_paragraph("附件：评分表") + picture(8) + picture(2))))
    assert [(p.code, p.place and source.text[p.place.start : p.place.end]) for p in source.problems] == [
        ("picture-not-read", "附件：评分表")
    ]
