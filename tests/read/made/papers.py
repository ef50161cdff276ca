"""PDF and OFD pages: tables turned, filled, dashed, cut by pages, under watermarks; templates, layers, odd glyphs."""

from __future__ import annotations

from itertools import pairwise

from tests.read.building import OFD, build_ofd, build_pdf, ofd_text, rule, show
from tests.read.made import MadeForm

XS = [70.0, 110.0, 200.0, 400.0, 450.0, 530.0]
HEAD = ["序号", "考核项目", "评分标准", "分值", "责任单位"]
ROWS = [
    ["1", "粮食播种面积", "每少1000亩扣2分。", "35", "县农业农村局"],
    ["2", "撂荒地整治", "整治率低于90%的不得分。", "20", "各乡镇"],
    ["3", "高标准农田", "每少建500亩扣1分。", "25", "县水务局"],
    ["4", "农资打假", "每发生1起扣5分。", "20", "县农业农村局"],
]
TITLE = "白沙县粮食安全考核办法"
WANT = {
    "indicators": 4,
    "points": [35, 20, 25, 20],
    "nos": ["1", "2", "3", "4"],
    "names": ["粮食播种面积", "撂荒地整治", "高标准农田", "农资打假"],
}


def line_of(texts: list[str], y: float, size: float = 10) -> str:
    return "".join(show(text, x + 3, y, size) for text, x in zip(texts, XS, strict=False) if text)


def grid(ys: list[float], xs: list[float] = XS) -> str:
    return "".join(rule(xs[0], y, xs[-1], y) for y in ys) + "".join(rule(x, ys[0], x, ys[-1]) for x in xs)


def scored(top: float = 680, step: float = 24) -> tuple[list[float], str]:
    """The borders of the rows and the words of the table."""
    ys = [top - step * n for n in range(6)]
    return ys, "".join(line_of(words, ys[n] - 16) for n, words in enumerate([HEAD, *ROWS]))


def heading(title: str = TITLE) -> str:
    return show(title, 190, 770, 18) + show("附件：考核评分表", 70, 710)


def build_scored(*, dash: str = "", fills: bool = False, mark: str = "") -> bytes:
    ys, words = scored()
    frame = "" if fills else f"q {dash} {grid(ys)} Q "
    paint = ""
    if fills:
        for n, (upper, lower) in enumerate(pairwise(ys)):
            shade = "0.75 g" if n == 0 else "0.93 g" if n % 2 else "1 g"
            for left, right in pairwise(XS):
                paint += f"{shade} {left} {lower} {right - left} {upper - lower} re f "
        paint += "0 g "
    return build_pdf([heading() + paint + frame + words + mark])


def build_bold() -> bytes:
    ys, words = scored()
    printed = heading() + words
    return build_pdf([grid(ys) + printed + f"q 1 0 0 1 0.3 0 cm {printed} Q "])


def build_cut() -> bytes:
    """The third row begins on the first page and ends on the second; the group stands over both."""
    xs = [70.0, 130.0, 170.0, 290.0, 470.0, 530.0]
    first = heading() + "".join(rule(x, 680, x, 70) for x in xs) + rule(70, 680, 530, 680)

    def put(texts: list[str], y: float) -> str:
        return "".join(show(text, x + 3, y, 10) for text, x in zip(texts, xs, strict=False) if text)

    first += put(["类别", "序号", "考核项目", "评分标准", "分值"], 664) + rule(70, 656, 530, 656)
    first += put(["生产能力", "1", "粮食播种面积", "每少1000亩扣2分。", "35"], 640) + rule(130, 632, 530, 632)
    first += put(["", "2", "撂荒地整治", "整治率低于90%的", "20"], 616) + put(["", "", "", "不得分。", ""], 602)
    first += rule(130, 96, 530, 96) + put(["", "3", "高标准农田", "每少建500亩扣1分，", "25"], 80)
    second = "".join(rule(x, 790, x, 700) for x in xs) + put(["", "", "", "扣完为止。", ""], 774)
    second += rule(70, 764, 530, 764) + put(["市场监管", "4", "农资打假", "每发生1起扣5分。", "20"], 748)
    second += rule(70, 700, 530, 700)
    return build_pdf([first, second])


def build_repeated() -> bytes:
    pages = []
    for start in (1, 16, 31):
        ys = [740.0 - 40 * n for n in range(17)]
        lines = [HEAD] + [
            [str(n), f"第{n}项农业工作", f"每缺{n}份材料扣1分。", str(1 + n % 3), "各乡镇"]
            for n in range(start, start + 15)
        ]
        page = (show(TITLE, 190, 790, 16) if start == 1 else "") + grid(ys) + show(f"- {start // 15 + 1} -", 290, 30)
        pages.append(page + "".join(line_of(words, ys[n] - 24) for n, words in enumerate(lines)))
    return build_pdf(pages)


def build_turned(mark: str = "") -> bytes:
    ys, words = scored(500)
    inner = show(TITLE, 250, 545, 16) + grid(ys) + words
    plan = show("白沙县粮食安全工作方案", 190, 770, 18) + show("一、主要任务", 94, 730)
    plan += show("（一）落实播种面积。2025年6月底前落实。", 94, 706) + show("（责任单位：县农业农村局）", 70, 682)
    return build_pdf([plan, f"q 0 1 -1 0 595 0 cm {inner} Q"], page=mark)


def unicode_show(text: str, x: float, y: float) -> str:
    return f"BT /F1 12 Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


PROSE = [
    "白沙县防震减灾工作方案",
    "一、主要任务",
    "（一）加固校舍12栋。2025年8月底前完成。（责任单位：县教体局）",
    "（二）建设避难场所5处。2025年11月底前建成。（责任单位：县应急局）",
]
PROSE_WANT = {
    "tasks": 2,
    "titles": ["加固校舍12栋", "建设避难场所5处"],
    "deadlines": ["2025-08-31", "2025-11-30"],
    "units": ["县教体局", "县应急局"],
}


def ofd_grid(xs: list[float], ys: list[float]) -> str:
    made = ""
    for upper, lower in pairwise(ys):
        for left, right in pairwise(xs):
            wide, tall = right - left, lower - upper
            made += (
                f'<ofd:PathObject Boundary="{left} {upper} {wide} {tall}" LineWidth="0.3"><ofd:AbbreviatedData>'
                f"M 0 0 L {wide} 0 L {wide} {tall} L 0 {tall} C</ofd:AbbreviatedData></ofd:PathObject>"
            )
    return made


OX, OY = [15.0, 30.0, 75.0, 140.0, 160.0, 200.0], [60.0, 70.0, 80.0, 90.0, 100.0, 110.0]


def ofd_table() -> str:
    words = "".join(
        ofd_text(text, x + 1, y + 2, 3.5)
        for cells, y in zip([HEAD, *ROWS], OY, strict=False)
        for text, x in zip(cells, OX, strict=False)
    )
    return ofd_grid(OX, OY) + words


def ofd_prose(lines: list[str] = PROSE) -> str:
    return "".join(ofd_text(words, 20, 30 + 12 * n) for n, words in enumerate(lines))


def build_template() -> bytes:
    """The table's frame and head belong to a template; the page brings the words of its rows."""
    head = (
        ofd_text(TITLE, 70, 30, 7)
        + ofd_grid(OX, OY)
        + "".join(ofd_text(text, x + 1, OY[0] + 2, 3.5) for text, x in zip(HEAD, OX, strict=False))
    )
    words = "".join(
        ofd_text(text, x + 1, y + 2, 3.5)
        for cells, y in zip(ROWS, OY[1:], strict=False)
        for text, x in zip(cells, OX, strict=False)
    )
    listed = (
        f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:TemplatePage ID="2" BaseLoc="T.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P0.xml"/>'
        "</ofd:Pages></ofd:Document>"
    )
    return build_ofd(
        "",
        **{
            "Doc/T.xml": f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{head}</ofd:Layer></ofd:Content></ofd:Page>",
            "Doc/Document.xml": listed,
            "Doc/Pages/P0.xml": f'<ofd:Page {OFD}><ofd:Template TemplateID="2"/><ofd:Content><ofd:Layer>{words}</ofd:Layer></ofd:Content></ofd:Page>',
        },
    )


def build_sideways_ofd() -> bytes:
    """Every text object is turned by a quarter; the page lies as wide as it was tall."""
    made = ""
    for cells, y in zip([HEAD, *ROWS], OY, strict=False):
        for text, x in zip(cells, OX, strict=False):
            made += (
                f'<ofd:TextObject Boundary="{205 - y - 2} {x + 1} 4.5 {4 * len(text)}" Size="3.5" CTM="0 1 -1 0 0 0">'
                f'<ofd:TextCode X="0" Y="0" DeltaX="g {max(len(text) - 1, 0)} 3.5">{text}</ofd:TextCode></ofd:TextObject>'
            )
    turned = ofd_grid([210 - y for y in reversed(OY)], OX)
    return build_ofd(made + turned)


def build_second_document() -> bytes:
    root = (
        f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    second = f'<ofd:Document {OFD}><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>'
    page = f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{ofd_prose(PROSE[3:])}</ofd:Layer></ofd:Content></ofd:Page>"
    return build_ofd(ofd_prose(PROSE[:3]), **{"OFD.xml": root, "Doc_1/Document.xml": second, "Doc_1/P.xml": page})


def build_vertical() -> bytes:
    """The group's name runs downward in its merged cell."""
    xs, ys = [15.0, 27.0, 42.0, 90.0, 150.0, 170.0], [60.0, 72.0, 84.0, 96.0]
    made = ofd_grid(xs[1:], ys) + ofd_grid(xs[:2], [60.0, 72.0]) + ofd_grid(xs[:2], [72.0, 96.0])
    lines = [["类别", "序号", "考核项目", "评分标准", "分值"], ["", *ROWS[0][:4]], ["", *ROWS[1][:4]]]
    for cells, y in zip(lines, ys, strict=False):
        made += "".join(ofd_text(text, x + 1, y + 3, 3.5) for text, x in zip(cells, xs, strict=False) if text)
    made += (
        '<ofd:TextObject Boundary="19 74 5 20" Size="4"><ofd:TextCode X="0" Y="4" DeltaY="g 3 4.5" DeltaX="g 3 0">'
        "生产能力</ofd:TextCode></ofd:TextObject>"
    )
    return build_ofd(ofd_text(TITLE, 70, 30, 7) + made)


def glyphs(text: str, y: float) -> str:
    count = min(3, len(text))
    return ofd_text(text, 20, y).replace(
        "<ofd:TextCode",
        f'<ofd:CGTransform CodePosition="0" CodeCount="{count}" GlyphCount="{count}"><ofd:Glyphs>7 8 9</ofd:Glyphs>'
        "</ofd:CGTransform><ofd:TextCode",
    )


def build_papers() -> list[MadeForm]:
    prose = "".join(show(words, 94, 760 - 24 * n) for n, words in enumerate(PROSE))
    wide = "".join(unicode_show(words, 94, 760 - 24 * n) for n, words in enumerate(PROSE))
    pale = f"0.85 g {show('白沙县农业农村局内部使用', 100, 627, 26)} 0 g "
    marked = {"values_absent": "内部使用|局内|部使"}
    cut = WANT | {"level1": ["生产能力", "生产能力", "生产能力", "市场监管"]}
    repeated = {"indicators": 45, "nos": [str(n) for n in range(1, 46)], "points": [1 + n % 3 for n in range(1, 46)]}
    plain = "".join(ofd_text(words, 20, 30 + 12 * n).replace("DeltaX", "Other") for n, words in enumerate(PROSE))
    coded = "".join(glyphs(words, 30 + 12 * n) for n, words in enumerate(PROSE))
    private = "".join(glyphs("\ue001\ue002\ue003、\ue004", 30 + 12 * n) for n in range(4))
    return [
        MadeForm("gbk-euc-h.pdf", build_pdf([prose]), PROSE_WANT),
        MadeForm("unigb-ucs2.pdf", build_pdf([wide], font="/Encoding /UniGB-UCS2-H"), PROSE_WANT),
        MadeForm("dashed.pdf", build_scored(dash="[2 3] 0 d 0.4 w"), WANT),
        MadeForm(
            "filled-cells.pdf", build_scored(fills=True), {"or": [WANT, {"indicators": 0, "told": "表格|横线|行"}]}
        ),
        MadeForm(
            "watermark.pdf",
            build_scored(mark=pale),
            {"or": [WANT | marked, {"indicators": 4, "told": "水印|内部使用"}]},
        ),
        MadeForm("printed-twice.pdf", build_bold(), WANT),
        MadeForm("cut-by-page.pdf", build_cut(), cut),
        MadeForm("repeated-head.pdf", build_repeated(), repeated),
        MadeForm("sideways.pdf", build_turned(), WANT | {"tasks": 1}),
        MadeForm("template.ofd", build_template(), WANT),
        MadeForm("sideways.ofd", build_sideways_ofd(), WANT),
        MadeForm(
            "second-document.ofd", build_second_document(), {"or": [PROSE_WANT, {"tasks": 1, "told": "文档|第二"}]}
        ),
        MadeForm(
            "vertical-group.ofd", build_vertical(), {"indicators": 2, "points": [35, 20], "level1": ["生产能力"] * 2}
        ),
        MadeForm("no-advances.ofd", build_ofd(plain), PROSE_WANT),
        MadeForm("glyph-codes.ofd", build_ofd(coded), PROSE_WANT),
        MadeForm("private-glyphs.ofd", build_ofd(private), {"refused": "OCR|ocr"}),
        MadeForm("table.ofd", build_ofd(ofd_text(TITLE, 70, 30, 7) + ofd_table()), WANT),
    ]
