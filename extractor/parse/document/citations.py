"""In: all words of a document. Out: the other documents that it names, each once, with number where printed.

Not handled: laws named without title marks (宪法), and forms to be filled in or signed (《诚信服务承诺书》),
which are no policy documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.language.folding import fold
from extractor.language.needs import Guarded, compile_late
from extractor.model.facts.plan import Citation
from extractor.model.paper.outline import Outline
from extractor.model.paper.place import Passage
from extractor.parse.body.sections import list_paragraphs
from extractor.parse.context import Context
from extractor.parse.facts.custom_patterns import find_cited

# 《…印发〈…〉的通知》: title marks may nest; folding makes 〈 into 《
TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》")
NUMBER = re.compile(r"\s*\((?P<number>[^()]{0,20}?[\[(]?(?:19|20)\d{2}[\])]?第?\d+号?)\)")
# 按照中央文明委关于开展诚信缺失突出问题专项治理行动的工作方案 (成武): cited without title marks
BARE = re.compile(
    r"(?:按照|根据|依据|贯彻落实|落实|贯彻)(?P<title>[^,。;:《》、]{2,16}关于[^,。;:《》]{4,50}?的(?:工作方案|实施方案|行动方案|方案|通知|意见|办法|规定|细则|行动计划|纲要))"
)
FORM = re.compile(
    r"(?:承诺书|申请[表书]|申报[表书]|信息表|花名册|登记[表簿卡]|审[批核]表|意见[表书]|通知书|告知书|责任书|推荐[函表]|协同处理函|许可证|证明|合同|台账|函|记录表|检查表"
    r"|(?<![清名])单|抽样表|合格证|工单|回[执单]|凭证|票据|笔录|封条|标签|明白卡|服务卡|便民卡|报名表|汇总表|简历表|推荐表|统计表|协议书?)$"
)
# (以下简称《规划》): the short name is the same document
SHORT = Guarded(r"(?:以下|下)?(?:简称|合称|统称):?\"?《(?P<short>[^《》]{1,30})》", ("称",))
# 现场填写《现场检查记录表》和《证据先行登记保存清单》
FILLED = re.compile(
    r"(?:填写|填报|填制|填好|签收|签订|签署|出具|开具|送达|递交|粘贴|张贴|加贴|悬挂|领取|携带|出示|发放|核发|颁发|下达)[^。;《》]{0,12}(?:《[^《》]*》[、和及或与]?)*$"
)
# 建立《补贴项目清单》: a list or table still to be made; 《菏泽市公共信用信息数据清单》 is there
TO_MAKE = re.compile(r"(?:建立|制定|编制|形成|梳理|公布|汇总)(?:并公布|完善)?$")
PLAIN_LIST = re.compile(r"^[^省市县区旗]{2,14}(?:清单|目录|台账|名录|名单)$")
OWN_ATTACHMENT = re.compile(r"\(?(?:见)?附件")
ATTACHED = re.compile(r"《(?P<title>[^《》]{2,60})》\((?:详?见)?附件")
"""《精品课制作要求》（见附件1）: a part of the paper itself, wherever it is named again"""
ATTACHMENT_LINE = re.compile(r"附件\d*:")
"""附件1:《任务分工表》 names a part of the paper itself"""
ISSUES = Guarded(
    r"(?:^|[,。;:])(?:现|兹)?将?(?P<titles>(?:《(?:[^《》]|《[^《》]*》)+》(?:\([^()]*\))?(?:以及|[、和及与,])?)+)"
    r"(?:等[^,。;]{0,12})?(?:[^,。;《》]{2,40},)?(?:现|一并|予以)*(?:印发|下发)给",
    ("印发", "下发"),
)
"""《甲方案》和《乙方案》已经县政府同意，现印发给你们: what a notice issues is no other paper"""
HANDED_ON = Guarded(
    r"(?:制定|制订|拟定|拟订|编制|起草|研究提出)的(?P<titles>(?:《(?:[^《》]|《[^《》]*》)+》(?:\([^()]*\))?(?:以及|[、和及与,])?)+)"
    r"(?:等[^,。;]{0,12})?(?:[^,。;《》]{2,40},)?(?:现|一并|予以)*转发给",
    ("转发给",),
)
"""县商务局制定的《甲办法》已经县政府同意，现转发给你们: what follows the notice"""
EDITION = re.compile(r"\((?:\d{4}年?版|试行|暂行|修订版?)\)")
"""《公共信用信息目录（2022年版）》"""
YEAR_OR_MARK = re.compile(r"(?:19|20)\d{2}年度?|[《》\"]")
"""《2022年度工作要点》"""

ABOUT_COPY = re.compile(
    r"不适用《?(?:[^,。]{0,8})著作权|版权所有|(?:著作|版)权归|转载(?:请|须|时|需)|仅供[^。]{0,12}(?:参考|查阅|检索|学习)|免责声明"
)
"""依《著作权法》第五条，…不适用著作权法: whoever keeps the copy speaks, not the paper"""
COPIES = compile_late(r"(?:\([^()]*\))?(?:一式|原件|复印件|[一两二三四五六\d]+份)")
"""《职称评审表》一式三份: a form, whatever it is called"""
STANDARD = re.compile(r"(?:GB|DB|HJ|JGJ|CJJ?|NY|SL|JT|WS|SB|GA|LY|MZ|AQ|YY)(?:/?[TZJ])?\s?\d[\d./-]*$")
"""违背GB6675《玩具安全》: a technical standard is no paper of an office"""
SOURCES = compile_late(r"(?:来源|依据|出处|文件)(?:名称|及文号|\([^()]{0,8}\))?$")
"""任务来源, 政策依据: the head of a column that names papers"""
UNMARKED = compile_late(
    r"(?:^|[);。]|(?<!\d)\d{1,2}[、.])(?P<title>(?:(?!\d{1,2}[、.](?!\d))[^()《》;。、]){6,80})"
    r"\((?P<number>[^()\d]{2,12}[\[(](?:19|20)\d{2}[\])]第?\d{1,5}号)\)"
)
"""1、青岚县2024年工作要点（青委〔2024〕5号）"""
REPORT = re.compile(r"工作报告$")
"""《政府工作报告》确定的主要目标任务分解方案: the report that one's own title hands on is no other paper"""
BARE_KIND = re.compile(r"^(?:条例|办法|规定|意见|通知|细则|纲要|规划|方案|决定|标准|制度)$")
"""新《条例》: the kind of a paper alone names none"""


def find_citations(context: Context, outline: Outline, own_titles: tuple[str, ...]) -> tuple[Citation, ...]:
    """Return the documents cited in `outline`; the plan's own title and its attachments are none.

    `own_titles` are folded.
    """
    found: dict[str, Citation] = {}
    own = {_bare(title) for title in own_titles}
    printed = tuple(passages(outline))
    attached = (match["title"] for passage in printed for match in ATTACHED.finditer(passage.text))
    kinds = context.mappings.sections.kinds
    named = (match["title"] for title in own_titles for match in TITLE.finditer(title))
    own.update(_bare(title) for title in named if REPORT.search(title))
    own.update(_bare(title) for title in attached if not title.endswith(kinds))
    for passage in printed:
        own.update(_bare(match["short"]) for match in SHORT.finditer(passage.text))
        own.update(_bare(issued) for issued in _issued(passage.text))
        for citation, folded in _read(context, passage):
            if _bare(folded) in own or folded in found:
                continue
            found[folded] = citation
    for citation, folded in _read_sources(context, outline):
        if _bare(folded) not in own:
            found.setdefault(folded, citation)
    return tuple(found.values())


def _issued(text: str) -> Iterator[str]:
    """Yield the titles of the papers that a notice says it issues."""
    for match in (*ISSUES.finditer(text), *HANDED_ON.finditer(text)):
        yield from (title["title"] for title in TITLE.finditer(match["titles"]))


def passages(outline: Outline) -> Iterator[Passage]:
    """Yield every paragraph and cell of the document in its order."""
    for part in outline.parts:
        yield from list_paragraphs(part)
        for grid in part.grids:
            for row in grid.rows:
                yield from (cell.passage for cell in row.cells if cell.passage)


def _read(context: Context, passage: Passage) -> Iterator[tuple[Citation, str]]:
    text = passage.text
    if ATTACHMENT_LINE.match(text) or ABOUT_COPY.search(text):
        return
    for match in TITLE.finditer(text):
        title = match["title"]
        if (
            FORM.search(title)
            or BARE_KIND.match(title)
            or STANDARD.search(text, 0, match.start())
            or (title.endswith(("表", "书")) and COPIES.match(text, match.end()))
            or FILLED.search(text, 0, match.start())
            or (TO_MAKE.search(text, 0, match.start()) and PLAIN_LIST.match(title))
            or OWN_ATTACHMENT.match(text, match.end())
            or text.endswith("附件:", 0, match.start())
        ):
            continue
        number = NUMBER.match(text, match.end())
        printed = passage.printed[number.start("number") : number.end("number")] if number else None
        yield (
            Citation(
                title=passage.printed[match.start("title") : match.end("title")],
                doc_number=printed,
                place=context.place(passage, match.start("title"), match.end("title")),
            ),
            title,
        )
    for match in BARE.finditer(text):
        start, end = match.span("title")
        yield Citation(title=passage.printed[start:end], place=context.place(passage, start, end)), match["title"]
    for citation in find_cited(context, passage):
        yield citation, fold(citation.title)


def _read_sources(context: Context, outline: Outline) -> Iterator[tuple[Citation, str]]:
    """Yield what a column 任务来源 or 文件依据 names without title marks, where its number tells that it is a paper."""
    for grid in (grid for part in outline.parts for grid in part.grids):
        heads = [grid.head_path(column) for column in range(len(grid.header))]
        columns = [column for column, path in enumerate(heads) if path and SOURCES.search(path[-1].text)]
        for row in grid.rows:
            for passage in (row.cells[column].passage for column in columns if column < len(row.cells)):
                for match in UNMARKED.finditer(passage.text):
                    start, end = match.span("title")
                    number = passage.printed[match.start("number") : match.end("number")]
                    place = context.place(passage, start, end)
                    yield Citation(title=passage.printed[start:end], doc_number=number, place=place), match["title"]


def _bare(title: str) -> str:
    """Return a title without year and marks, of a notice the title of what it issues.

    落实信用状况监测工作实施方案 is a city's notice, though 长清's own title ends with the same words: only the
    same whole title is the plan's own.
    """
    quoted = ISSUED.search(title)
    own = EDITION.sub("", quoted["title"] if quoted else title)
    return YEAR_OR_MARK.sub("", own)


ISSUED = re.compile(r"(?:印发|转发|下发)《?(?P<title>.{1,200}?)》?的(?:通知|函)$")
