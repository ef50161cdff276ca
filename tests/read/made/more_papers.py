"""Further pages and bundles: open frames, lines of short strokes, pale heads, forms within pages, tables over two pages."""

from __future__ import annotations

from email.message import EmailMessage
from itertools import pairwise

from tests.read.building import OFD, build_docx, build_ofd, build_pdf, build_zip, ofd_text, rule, show
from tests.read.building import word_paragraph as par
from tests.read.made import MadeForm
from tests.read.made.bundles import Rows, build_book
from tests.read.made.papers import (
    HEAD,
    OX,
    OY,
    PROSE,
    PROSE_WANT,
    ROWS,
    TITLE,
    WANT,
    XS,
    grid,
    heading,
    line_of,
    ofd_grid,
    scored,
)
from tests.read.made.webs import page, rows


def build_open_frame() -> bytes:
    """Lines between the cells, none around the table."""
    ys, words = scored()
    inner = "".join(rule(XS[0], y, XS[-1], y) for y in ys[1:-1]) + "".join(rule(x, ys[0], x, ys[-1]) for x in XS[1:-1])
    return build_pdf(
        [heading() + rule(XS[0], ys[0], XS[-1], ys[0]) + rule(XS[0], ys[-1], XS[-1], ys[-1]) + inner + words]
    )


def build_strokes() -> bytes:
    """Every line is many strokes of two points, as a driver for dot printers leaves it."""
    ys, words = scored()
    made = ""
    for y in ys:
        made += "".join(rule(x, y, x + 2, y) for x in range(int(XS[0]), int(XS[-1]), 4))
    for x in XS:
        made += "".join(rule(x, y - 2, x, y) for y in range(int(ys[-1]) + 2, int(ys[0]) + 1, 4))
    return build_pdf([heading() + made + words])


def build_letters() -> bytes:
    """Every letter is placed by itself, as justified text is."""
    made = ""
    for n, words in enumerate(PROSE):
        made += "".join(show(letter, 60 + 12.4 * at, 760 - 24 * n) for at, letter in enumerate(words))
    return build_pdf([made])


def build_pale_head() -> bytes:
    ys, words = scored()
    fill = f"0.2 0.4 0.7 rg {XS[0]} {ys[1]} {XS[-1] - XS[0]} {ys[0] - ys[1]} re f 1 g {line_of(HEAD, ys[0] - 16)} 0 g "
    rest = words.removeprefix(line_of(HEAD, ys[0] - 16))
    return build_pdf([heading() + fill + grid(ys) + rest])


def build_marked_prose() -> bytes:
    """A slanted watermark, a running head and a folio on two pages."""
    mark = f"q 0.8 g BT /F1 44 Tf 0.7 0.7 -0.7 0.7 140 260 Tm <{'征求意见稿'.encode('gbk').hex()}> Tj ET Q "
    pages = []
    for number, lines in enumerate((PROSE[:3], PROSE[3:]), start=1):
        body = "".join(show(words, 94, 740 - 24 * n) for n, words in enumerate(lines))
        pages.append(mark + show("白沙县人民政府公报", 240, 805, 9) + body + show(f"— {number} —", 280, 36))
    return build_pdf(pages)


def build_two_pages() -> bytes:
    """An OFD table whose rows go on over the page, its head printed again."""
    xs, ys = OX, [240.0, 250.0, 260.0, 270.0]
    first = ofd_text(TITLE, 70, 30, 7) + ofd_grid(xs, ys)
    second = ofd_grid(xs, [20.0, 30.0, 40.0, 50.0])
    for lines, tops, at in (([HEAD, *ROWS[:2]], ys, 0), ([HEAD, *ROWS[2:]], [20.0, 30.0, 40.0], 1)):
        words = "".join(
            ofd_text(text, x + 1, y + 2, 3.5)
            for cells, y in zip(lines, tops, strict=False)
            for text, x in zip(cells, xs, strict=False)
        )
        first, second = (first + words, second) if at == 0 else (first, second + words)
    pages = '<ofd:Page ID="1" BaseLoc="Pages/P0.xml"/><ofd:Page ID="3" BaseLoc="Pages/P1.xml"/>'
    return build_ofd(
        first,
        pages,
        **{
            "Doc/Pages/P1.xml": f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{second}</ofd:Layer></ofd:Content></ofd:Page>"
        },
    )


def build_stroked_ofd() -> bytes:
    """Lines one by one, words a letter an object."""
    made = ofd_text(TITLE, 70, 30, 7)
    for y in OY:
        made += _stroke(OX[0], y, OX[-1] - OX[0], 0)
    for x in OX:
        made += _stroke(x, OY[0], 0, OY[-1] - OY[0])
    for cells, y in zip([HEAD, *ROWS], OY, strict=False):
        for text, x in zip(cells, OX, strict=False):
            made += "".join(ofd_text(letter, x + 1 + 3.6 * at, y + 2, 3.5) for at, letter in enumerate(text))
    return build_ofd(made)


def _stroke(x: float, y: float, wide: float, tall: float) -> str:
    return (
        f'<ofd:PathObject Boundary="{x} {y} {wide or 0.5} {tall or 0.5}" LineWidth="0.25"><ofd:AbbreviatedData>'
        f"M 0 0 L {wide} {tall}</ofd:AbbreviatedData></ofd:PathObject>"
    )


FORM: Rows = [
    ["附件2", None, None, None, None],
    ["林溪县耕地保护任务清单", None, None, None, None],
    ["填报单位：县自然资源局", None, None, "填报日期：2025.2.10", None],
    ["序号", "任务名称", "责任单位", "完成时限", "备注"],
    [1, "整改违法占耕图斑86个", "县自然资源局\n各乡镇", "2025年6月30日前", None],
    [2, "恢复耕地1200亩", "县农业农村局", "2025.10.31", "分两批"],
    ["注：图斑数以省厅下发为准", None, None, None, None],
]
FORM_WANT = {
    "tasks": 2,
    "titles": ["整改违法占耕图斑86个", "恢复耕地1200亩"],
    "deadlines": ["2025-06-30", "2025-10-31"],
    "units": ["县自然资源局", "各乡镇", "县农业农村局"],
}
PERCENTS: Rows = [
    ["指标名称", "目标值", "权重", "评分标准"],
    ["按时办结率", 0.98, 0.6, "每低1个百分点扣2分"],
    ["群众满意率", 0.95, 0.4, "每低1个百分点扣3分"],
]


def build_table_mail() -> bytes:
    """The plan stands in the letter itself, once as text and once as a page with a table."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "任务清单"
    message.set_content("请看表格。\n")
    table = rows(
        "序号|重点任务|责任单位|时限", "1|修缮敬老院3所|县民政局|2025年9月底", "2|发放高龄津贴|县财政局|2025年12月底"
    )
    message.add_alternative(
        f"<html><body><p>林溪县养老任务清单</p><table>{table}</table></body></html>", subtype="html"
    )
    return bytes(message)


def build_mixed_archive() -> bytes:
    plan = (
        par("林溪县渔业发展方案")
        + par("一、重点任务")
        + par("（一）放流鱼苗200万尾。2025年6月底前完成。（责任单位：县农业农村局）")
    )
    html = page("<table>" + rows("任务|责任单位|时限", "建设冷库2座|县商务局|2025年11月底") + "</table>")
    return build_zip(
        {
            "渔业/正文.docx": build_docx(plan),
            "渔业/附件.html": html,
            "渔业/Thumbs.db": b"\xd0\xcf\x11\xe0junk",
            "__MACOSX/._a": b"\0",
        }
    )


CSV = '林溪县水利建设任务表,,,\n序号,任务,责任单位,完成时限\n1,"加固堤防8公里,含护坡",县水利局,2025年5月底\n2,清淤渠道30公里,各乡镇,2025年3月底\n'


def build_more_papers() -> list[MadeForm]:
    assert len(list(pairwise(XS))) == len(HEAD)
    return [
        MadeForm("open-frame.pdf", build_open_frame(), WANT),
        MadeForm("short-strokes.pdf", build_strokes(), WANT),
        MadeForm("placed-letters.pdf", build_letters(), PROSE_WANT),
        MadeForm("pale-head.pdf", build_pale_head(), WANT),
        MadeForm("marked-prose.pdf", build_marked_prose(), PROSE_WANT),
        MadeForm("two-pages.ofd", build_two_pages(), WANT),
        MadeForm("strokes.ofd", build_stroked_ofd(), WANT),
        MadeForm("form-rows.xlsx", build_book(("清单", FORM), merges="A1:E1 A2:E2 A3:C3 D3:E3 A7:E7"), FORM_WANT),
        MadeForm(
            "percents.xlsx",
            build_book(("指标", PERCENTS), formats={f"{c}{r}": "0%" for c in "BC" for r in (2, 3)}),
            {"indicators": 2, "names": ["按时办结率", "群众满意率"]},
        ),
        MadeForm("table-in-letter.eml", build_table_mail(), {"tasks": 2, "deadlines": ["2025-09-30", "2025-12-31"]}),
        MadeForm("mixed.zip", build_mixed_archive(), {"tasks": 2, "deadlines": ["2025-06-30", "2025-11-30"]}),
        MadeForm(
            "title-row.csv",
            CSV.encode("utf-8-sig"),
            {"tasks": 2, "deadlines": ["2025-03-31", "2025-05-31"], "units": ["县水利局", "各乡镇"]},
        ),
    ]
