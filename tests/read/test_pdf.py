"""Planted pages: lines, tables and what stands around them, as typesetters leave them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Source, SourceTable
from extractor.read import read_document
from tests.read.building import build_pdf, document, rule, show

LONG = "为全面深入创建省社会信用体系建设典型城市探索实践我县信用体系"  # 30 characters, a full line of 12 points
BODY = "".join(show(LONG, 100 + 24 * (n % 3 == 0), 700 - 20 * n) for n in range(1, 9))


def read(pages: list[str], **options: str) -> Source:
    return read_document(document(build_pdf(pages, **options), "plan.pdf"))


def frame(xs: list[float], ys: list[float]) -> str:
    """A full grid of lines; `ys` from the top downward."""
    level = "".join(rule(xs[0], y, xs[-1], y) for y in ys)
    return level + "".join(rule(x, ys[0], x, ys[-1]) for x in xs)


def words(source: Source, table: SourceTable) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = "".join(source.text[p.start : p.end] for p in cell.pieces)
    return grid


def row(texts: list[str], xs: list[float], y: float) -> str:
    return "".join(show(text, x + 3, y, 10) for text, x in zip(texts, xs, strict=False) if text)


XS = [90.0, 130.0, 260.0, 400.0, 450.0]
HEAD = ["序号", "创建指标", "指标释义", "分值"]


def test_lines_of_a_paragraph_become_one_and_folios_go() -> None:
    first = show(LONG, 124, 760) + show(LONG + "工作", 100, 740) + show("办法。", 100, 720) + show("— 1 —", 280, 40)
    second = show("一、县财政局牵头。", 124, 760) + show("— 2 —", 280, 40)
    assert read([first, second]).text == f"{LONG}{LONG}工作办法。\n一、县财政局牵头。\n"


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    first = BODY + show(LONG + "工", 124, 60)
    assert f"{LONG}工{LONG}县" in read([first, show(LONG + "县", 100, 780) + show("3", 290, 30)]).text


def test_running_heads_go_and_a_repeated_table_head_stays_out_of_it() -> None:
    pages = [show("信用文件汇编", 400, 800, 9) + show(f"第{n}条县财政局", 100, 700) for n in range(1, 5)]
    assert read(pages).text.count("汇编") == 0


def test_two_equal_heads_are_no_running_head() -> None:
    assert read([show("信用文件汇编", 400, 800, 9) + BODY] * 2).text.count("汇编") == 2


def test_footnotes_come_last() -> None:
    page = BODY + rule(100, 120, 220, 120) + show("注：本表数据由县信用办提供。", 100, 105, 8)
    text = read([page + show("二、县审计局配合。", 124, 300)]).text
    assert text.endswith("注：本表数据由县信用办提供。\n")


def test_two_tables_on_a_page_stay_two() -> None:
    page = frame(XS, [700, 680, 660]) + row(HEAD, XS, 685) + row(["1", "双公示情况", "上报率", "4"], XS, 665)
    page += (
        show("附件2", 100, 620)
        + frame(XS, [600, 580, 560])
        + row(HEAD, XS, 585)
        + row(["1", "信用承诺", "", "6"], XS, 565)
    )
    source = read([page])
    assert [words(source, table)[1] for table in source.tables] == [
        ["1", "双公示情况", "上报率", "4"],
        ["1", "信用承诺", "", "6"],
    ]
    assert source.text.index("附件2") > source.tables[0].end


def test_white_rectangles_and_backgrounds_are_no_table() -> None:
    white = "1 1 1 rg " + "".join(f"{x} {y} 60 20 re f " for x in (90, 150, 210) for y in (600, 620, 640)) + " 0 g "
    gray = "0.9 g 80 590 300 90 re f 0 g "
    assert read([white + gray + BODY]).tables == ()


def test_open_row_at_the_page_break_is_closed_and_joined() -> None:
    """WeasyPrint and WPS leave a row's lower edge undrawn where the page ends."""
    down = "".join(rule(x, 100, x, 60) for x in XS)
    first = BODY + frame(XS, [140, 120, 100]) + down + row(HEAD, XS, 125) + row(["1", "甲", "乙", "4"], XS, 105)
    first += row(["2", "政务服务大厅", "应用比例超过", "6"], XS, 80)
    second = (
        "".join(rule(x, 780, x, 740) for x in XS)
        + frame(XS, [740, 720])
        + row(["", "使用情况", "100%，得6分。", ""], XS, 760)
    )
    second += row(["3", "丙", "丁", "2"], XS, 725)
    source = read([first, second])
    assert [words(source, table) for table in source.tables] == [
        [
            HEAD,
            ["1", "甲", "乙", "4"],
            ["2", "政务服务大厅使用情况", "应用比例超过100%，得6分。", "6"],
            ["3", "丙", "丁", "2"],
        ]
    ]


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        pytest.param([HEAD, ["2", "信用承诺", "丁", "4"]], True, id="header repeated"),
        pytest.param([["2", "信用承诺", "丁", "4"]], True, id="number goes on"),
        pytest.param([["", "归集情况", "丁", ""]], True, id="row goes on: blank number, sentence open"),
        pytest.param([["5", "信用承诺", "丁", "4"]], False, id="number does not go on"),
        pytest.param([["名称", "地址", "电话", "备注"], ["1", "甲", "乙", "丙"]], False, id="another header"),
    ],
)
def test_joining_over_pages_is_proved(rows: list[list[str]], joined: bool) -> None:
    first = (
        BODY + frame(XS, [140, 120, 60]) + row(HEAD, XS, 125) + row(["1", "双公示", "上报数据的及时率", "4"], XS, 100)
    )
    ys = [780.0 - 20 * n for n in range(len(rows) + 1)]
    second = frame(XS, ys) + "".join(row(cells, XS, y - 15) for cells, y in zip(rows, ys, strict=False))
    source = read([first, second])
    assert len(source.tables) == (1 if joined else 2)
    unproved = [problem.code for problem in source.problems]
    assert unproved == (["table-not-joined"] if rows[0][0] == "5" else [])


def test_a_number_cut_by_the_page_is_one_number() -> None:
    """成武: "1" above the break and "6" below it, after 15, is 16."""
    first = BODY + frame(XS, [140, 120, 100, 80, 60]) + row(HEAD, XS, 125)
    first += (
        row(["14", "甲", "乙", "4"], XS, 105)
        + row(["15", "丙", "丁", "2"], XS, 85)
        + row(["1", "征信体系建设", "加强部门", "10"], XS, 65)
    )
    second = frame(XS, [780, 760, 740]) + row(HEAD, XS, 765) + row(["6", "及防范", "间信息共享。", ""], XS, 745)
    source = read([first, second])
    assert words(source, source.tables[0])[-1] == ["16", "征信体系建设及防范", "加强部门间信息共享。", "10"]


def test_three_line_table_and_the_lines_around_a_colophon() -> None:
    page = rule(90, 700, 500, 700) + row(HEAD, XS, 685) + rule(90, 680, 500, 680)
    page += (
        row(["1", "双公示情况", "上报率", "4"], XS, 660)
        + row(["2", "信用承诺", "", "6"], XS, 640)
        + rule(90, 630, 500, 630)
    )
    page += (
        rule(90, 200, 500, 200) + show("抄送：县委办公室，县人大常委会办公室。", 100, 185, 10) + rule(90, 180, 500, 180)
    )
    source = read([page])
    assert [words(source, table) for table in source.tables] == [
        [HEAD, ["1", "双公示情况", "上报率", "4"], ["2", "信用承诺", "", "6"]]
    ]
    assert "抄送：县委办公室，县人大常委会办公室。\n" in source.text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_an_upright_one(turn: int) -> None:
    """The page is turned by its own mark; its words were printed to read upright on the turned page."""
    matrix = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[turn]
    inner = (
        frame([90, 130, 260], [500, 480, 460])
        + row(["序号", "指标"], [90, 130], 485)
        + row(["1", "双公示"], [90, 130], 465)
    )
    page = f"q {matrix} cm {inner} {show(LONG, 90, 400)} Q"
    upright = read([inner + show(LONG, 90, 400)])
    turned = read([page], page=f"/Rotate {turn}")
    assert turned.text == upright.text
    sideways = read([page])  # the same page without the mark: its words stand on their side
    assert sideways.text == upright.text


def test_slanted_watermark_stays_out() -> None:
    mark = f"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <{'内部资料'.encode('gbk').hex()}> Tj ET "
    assert "内部资料" not in read([BODY + mark]).text


def test_text_of_a_font_without_characters_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.read.ocr.engine.is_installed", lambda: False)
    with pytest.raises(UnreadableDocumentError, match=r"Unicode.*\[ocr\]"):
        read([BODY], font="/Encoding /Identity-H /X 1")


def build_image_page(picture: str = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q ") -> str:
    return picture


def test_page_with_a_watermark_only_is_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """扫描全能王 prints its name on every page it scans: text is there, the plan is not."""
    monkeypatch.setattr("extractor.read.ocr.engine.is_installed", lambda: False)
    pages = [build_image_page() + show("扫描全能王 创建", 450, 30)] * 2
    with pytest.raises(UnreadableDocumentError, match=r"扫描图像.*2 页.*\[ocr\]"):
        read(pages)
    mixed = read([BODY, *pages])
    assert [problem.code for problem in mixed.problems] == ["page-needs-ocr"] * 2
    assert LONG in mixed.text


CELL = st.text(alphabet="县财政局牵头落实信用承诺一二三四", min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_grid_of_merged_cells_comes_back(data: st.DataObject) -> None:
    """Cells are cut at random into a grid, drawn with their own borders, and must come back with their spans."""
    columns, rows = data.draw(st.integers(2, 4)), data.draw(st.integers(2, 5))
    taken: set[tuple[int, int]] = set()
    wanted = {}
    xs, ys = [90.0 + 100 * c for c in range(columns + 1)], [700.0 - 30 * r for r in range(rows + 1)]
    page = ""
    for r in range(rows):
        for c in range(columns):
            if (r, c) in taken:
                continue
            wide = data.draw(st.integers(1, columns - c))
            tall = data.draw(st.integers(1, rows - r))
            while any((r, c + n) in taken for n in range(wide)):
                wide -= 1
            taken |= {(r + i, c + j) for i in range(tall) for j in range(wide)}
            text = data.draw(CELL)
            wanted[r, c] = (text, tall, wide)
            page += f"{xs[c]} {ys[r + tall]} {100 * wide} {30 * tall} re S " + show(text, xs[c] + 4, ys[r] - 18, 10)
    lines_c = {c for _, c in wanted} | {c + w for (_, c), (_, _, w) in wanted.items()}
    lines_r = {r for r, _ in wanted} | {r + t for (r, _), (_, t, _) in wanted.items()}
    if len(lines_c) < 3 or len(lines_r) < 3:
        return  # merged so far that no table is left
    source = read([page])
    index_c, index_r = sorted(lines_c), sorted(lines_r)
    cells = {
        (cell.row, cell.column): (
            "".join(source.text[p.start : p.end] for p in cell.pieces),
            cell.row_span,
            cell.column_span,
        )
        for cell in source.tables[0].cells
    }
    assert cells == {
        (index_r.index(r), index_c.index(c)): (
            text,
            index_r.index(r + tall) - index_r.index(r),
            index_c.index(c + wide) - index_c.index(c),
        )
        for (r, c), (text, tall, wide) in wanted.items()
    }


def test_a_table_without_any_line() -> None:
    page = show("附件", 90, 760) + row(HEAD, XS, 720) + row(["1", "双公示情况", "上报率达到", "4"], XS, 700)
    page += (
        row(["", "", "百分之百", ""], XS, 688)
        + row(["2", "信用承诺", "", "6"], XS, 668)
        + show(LONG, 124, 560)
        + show(LONG, 100, 540)
    )
    source = read([page])
    assert [words(source, table) for table in source.tables] == [
        [HEAD, ["1", "双公示情况", "上报率达到百分之百", "4"], ["2", "信用承诺", "", "6"]]
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([["联系人", "电话", "邮箱"]], id="a head alone"),
        pytest.param(
            [["县财政局", "县审计局", "县司法局"], ["县公安局", "县民政局", "县教体局"]], id="signatories side by side"
        ),
        pytest.param([["优秀", "良好", "合格"], ["甲", "乙", "丙"], ["丁", "戊", "己"]], id="no numbers"),
    ],
)
def test_words_side_by_side_are_not_always_a_table(lines: list[list[str]]) -> None:
    page = "".join(row(cells, [100, 220, 340], 700 - 20 * n) for n, cells in enumerate(lines))
    assert read([page + show(LONG, 100, 500)]).tables == ()
