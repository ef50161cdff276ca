"""Workbooks, lists, mails, archives, books and open documents: whole plans in files that are no paper."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from email.message import EmailMessage

import openpyxl
from openpyxl.comments import Comment

from tests.read.building import build_docx, build_zip
from tests.read.building import word_paragraph as par
from tests.read.made import MadeForm
from tests.read.test_sheets import build_odf

Rows = list[list[object]]


def build_book(
    *sheets: tuple[str, Rows], merges: str = "", formats: dict[str, str] | None = None, state: str = ""
) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    first = book.worksheets[0]
    for place in merges.split():
        first.merge_cells(place)
    for place, form in (formats or {}).items():
        first[place].number_format = form
    if state:
        book.worksheets[-1].sheet_state = state
        book.worksheets[0]["B4"].comment = Comment("已与县委编办会商", "某")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


TASKS: Rows = [
    ["五台子县2025年营商环境重点任务清单", None, None, None, None],
    ["序号", "重点任务", "责任分工", None, "完成时限"],
    [None, None, "牵头单位", "配合单位", None],
    [1, "推行“一业一证”改革", "县行政审批局", "县市场监管局", dt.date(2025, 6, 30)],
    [2, "压缩获得用水时间", "县水务局", "县住建局、县公安局", dt.date(2025, 9, 30)],
    [3, "建设公平竞争审查平台", "县市场监管局", "各单位", dt.date(2025, 12, 15)],
]
TASKS_WANT = {
    "tasks": 3,
    "titles": ["推行“一业一证”改革", "压缩获得用水时间", "建设公平竞争审查平台"],
    "deadlines": ["2025-06-30", "2025-09-30", "2025-12-15"],
    "roles": [
        ["县行政审批局", "lead"],
        ["县市场监管局", "participant"],
        ["县水务局", "lead"],
        ["县公安局", "participant"],
        ["各单位", "participant"],
    ],
}
SCORES: Rows = [
    ["五台子县绿化工作考核表", None, None, None, None],
    ["一级指标", "二级指标", "目标值", "分值", "评分标准"],
    ["造林绿化", "人工造林", 1.2, 40, "每少0.1万亩扣4分。"],
    [None, "成活率", 0.85, 20, "低于目标值的不得分。"],
    ["资源管护", "林木采伐", "零违规", 40, "每发现1起扣5分。"],
    ["合计", None, None, 100, None],
    ["注：本表由县林业局解释。", None, None, None, None],
]
SCORES_WANT = {
    "indicators": 3,
    "points": [40, 20, 40],
    "names": ["人工造林", "成活率", "林木采伐"],
    "level1": ["造林绿化", "造林绿化", "资源管护"],
}
SCORES_FORM = {"merges": "A1:E1 A3:A4 A6:C6", "formats": {"C3": '0.0"万亩"', "C4": "0%"}}
STACKED: Rows = [
    ["五台子县信访工作任务及考核", None, None, None],
    [None, None, None, None],
    ["序号", "工作任务", "责任单位", "完成时间"],
    [1, "开展领导干部大接访", "县信访局", "2025年4月底"],
    [2, "建设网上信访大厅", "县大数据中心", "2025年10月底"],
    [None, None, None, None],
    ["序号", "考核指标", "分值", "评分标准"],
    [1, "及时受理率", 50, "每低1个百分点扣1分。"],
    [2, "群众满意率", 50, "每低1个百分点扣2分。"],
]
CSV_ROWS = [
    ["序号", "防汛任务", "责任单位", "完成时限"],
    ["1", "检查水库26座,\n建立隐患台账", "县水务局", "2025年4月20日"],
    ["2", "备足编织袋3万条", "县应急局", "2025年5月底"],
    ["3", "落实包保责任人", "各乡镇", "2025年4月底"],
]
CSV_WANT = {
    "tasks": 3,
    "deadlines": ["2025-04-20", "2025-04-30", "2025-05-31"],
    "units": ["县水务局", "县应急局", "各乡镇"],
}


def build_csv(mark: str, code: str) -> bytes:
    quoted = [
        mark.join(f'"{cell}"' if mark in cell or "\n" in cell or "," in cell else cell for cell in row)
        for row in CSV_ROWS
    ]
    return ("\r\n".join(quoted) + "\r\n").encode(code)


HEAD = "五台子县2025年河湖管护工作方案"
BODY = (
    par(HEAD)
    + par("一、主要任务")
    + par("（一）清理河道垃圾。2025年5月底前完成。（责任单位：县水务局）")
    + par("（二）整治非法码头3处。2025年8月底前完成。（责任单位：县交通运输局）")
)
BODY_WANT = {
    "tasks": 2,
    "titles": ["清理河道垃圾", "整治非法码头3处"],
    "deadlines": ["2025-05-31", "2025-08-31"],
    "units": ["县水务局", "县交通运输局"],
}
ANNEX: Rows = [
    ["序号", "考核指标", "分值", "评分标准"],
    [1, "巡河率", 60, "每少1次扣1分。"],
    [2, "整改率", 40, "每缺1件扣2分。"],
]


def build_letter() -> bytes:
    """A short letter, the plan and its annex attached under names coded as mail programs code them."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "转发：河湖管护方案"
    message.set_content("各乡镇：\n现将方案发给你们，请查收附件。\n联系人：王某，0000-0000000\n")
    kind = {"maintype": "application", "subtype": "octet-stream"}
    message.add_attachment(build_docx(BODY), filename="1.河湖管护工作方案.docx", **kind)
    message.add_attachment(build_book(("考核表", ANNEX)), filename="2.附件：考核指标表.xlsx", **kind)
    return bytes(message)


def build_page_mail() -> bytes:
    """A page saved whole by a browser (.mht): its HTML is one part of a mail."""
    body = "".join(
        f"<p>{line}</p>" for line in BODY.replace("</w:p>", "\n").split("\n") for line in [_plain(line)] if line
    )
    message = EmailMessage()
    message["Subject"], message["From"] = HEAD, "<Saved by Blink>"
    message.set_content(f"<html><body>{body}</body></html>", subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"GIF89a", maintype="image", subtype="gif", cid="<x>")
    return bytes(message)


def _plain(line: str) -> str:
    return line.partition("<w:t>")[2].partition("</w:t>")[0]


def build_archive() -> bytes:
    """Names in GBK without the mark for UTF-8, as Windows writes them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in (
            ("河湖管护/方案正文.docx", build_docx(BODY)),
            ("河湖管护/附件1考核指标.xlsx", build_book(("考核表", ANNEX))),
        ):
            info = zipfile.ZipInfo(name.encode("gbk").decode("cp437"))
            archive.writestr(info, content)
    return stream.getvalue()


ANNEXED = BODY_WANT | {"indicators": 2, "points": [60, 40]}


def build_odt() -> bytes:
    lines = "".join(f"<text:p>{_plain(line)}</text:p>" for line in BODY.split("</w:p>") if _plain(line))

    def row(*cells: str) -> str:
        made = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{made}</table:table-row>"

    table = "".join(row(*map(str, line)) for line in ANNEX)
    return build_odf(f"{lines}<text:p>附件：考核表</text:p><table:table>{table}</table:table>")


def build_ods() -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, dt.date):
            return (
                f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{value.year}年{value.month}月'
                f"{value.day}日</text:p></table:table-cell>"
            )
        return f"<table:table-cell><text:p>{'' if value is None else value}</text:p></table:table-cell>"

    rows = "".join(f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in TASKS[1:2] + TASKS[3:])
    return build_odf(f'<table:table table:name="任务">{rows}</table:table>', "spreadsheet")


def build_epub() -> bytes:
    chapters = BODY.split("</w:p>")
    pages = {
        "OPS/a.xhtml": f"<html><body><h1>{_plain(chapters[0])}</h1><p>{_plain(chapters[1])}</p><p>{_plain(chapters[2])}</p></body></html>",
        "OPS/b.xhtml": f"<html><body><p>{_plain(chapters[3])}</p></body></html>",
        "OPS/toc.xhtml": "<html><body><nav><ol><li>一、主要任务</li></ol></nav></body></html>",
    }
    package = (
        '<package><manifest><item id="n" href="toc.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>'
    return build_zip(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OPS/p.opf": package, **pages}
    )


def build_bundles() -> list[MadeForm]:
    hidden = (("任务", TASKS), ("测算底稿", [["项目", "金额"], ["甲", 5]]))
    dates = {f"E{row}": 'yyyy"年"m"月"d"日"' for row in (4, 5, 6)}
    merges = "A1:E1 A2:A3 B2:B3 C2:D2 E2:E3"
    stacked = {"tasks": 2, "deadlines": ["2025-04-30", "2025-10-31"], "indicators": 2, "points": [50, 50]}
    return [
        MadeForm(
            "tasks.xlsx",
            build_book(*hidden, merges=merges, formats=dates, state="hidden"),
            TASKS_WANT | {"told": "隐藏|批注"},
        ),
        MadeForm("iso-dates.xlsx", build_book(("任务", TASKS), merges=merges), TASKS_WANT),
        MadeForm("scores.xlsx", build_book(("考核", SCORES), **SCORES_FORM), SCORES_WANT),
        MadeForm("stacked.xlsx", build_book(("表", STACKED), merges="A1:D1"), stacked),
        MadeForm("two-sheets.xlsx", build_book(("任务", STACKED[2:5]), ("考核", STACKED[6:])), stacked),
        MadeForm("bom.csv", build_csv(",", "utf-8-sig"), CSV_WANT),
        MadeForm("semicolons.csv", build_csv(";", "gb18030"), CSV_WANT),
        MadeForm("tabs.csv", build_csv("\t", "utf-16"), CSV_WANT),
        MadeForm("letter.eml", build_letter(), ANNEXED),
        MadeForm("saved-page.mht", build_page_mail(), BODY_WANT),
        MadeForm("archive.zip", build_archive(), ANNEXED),
        MadeForm("text.odt", build_odt(), ANNEXED),
        MadeForm("tasks.ods", build_ods(), {"tasks": 3, "deadlines": TASKS_WANT["deadlines"]}),
        MadeForm("book.epub", build_epub(), BODY_WANT),
    ]
