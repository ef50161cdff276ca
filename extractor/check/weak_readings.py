"""In: a plan. Out: doubts about facts that are printed as facts of their kind seldom are: cut, beside, run together.

A value whose words go on behind it, a rule that is two, a limit in a paragraph that closes: each may be right, and is
looked at again. Not handled: what no fact holds, which is `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.check.named_bodies import BodyFinder
from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Deadline, Indicator, IndicatorPart, Plan, Task, Unit
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Doubt

# 服务8000人|次, 举办60场|次以上, 安排100名|左右, 压减3|倍
GOES_ON = re.compile(r"^(?:次(?!性)|以上|以下|以内|以外|之内|左右|上下|余[人名个项家户]|多[人名个项家户]|倍|[万亿])")
# 每周|三集中清扫, 每月|5日, 每年|3月, 3月|底前
DAY_FOLLOWS = (
    (re.compile(r"周$"), re.compile(r"^[一二三四五六日天][^个项次名种家]")),
    (re.compile(r"[每逐]个?月$"), re.compile(r"^\d{1,2}[日号]|^[上中下]旬|^[底末初]")),
    (re.compile(r"[每逐]年$"), re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")),
    (re.compile(r"\d[月日]$"), re.compile(r"^[底末前内]|^之?以?前")),
)
BY_YEAR = re.compile(r"^到?(?:20\d{2})年(?:之|以)?前$")
"""2025年前: before that year begins, or before it ends"""
RUN_TOGETHER = re.compile(r"[)。;分]\s*(?:\d{1,2}[.、](?!\d)|[①-⑳]|\(\d{1,2}\))\s*[\u4e00-\u9fff]{2}")
"""发布渠道畅通（15）2.联合会商到位（15分）: two rules in one"""
WORDS = re.compile(r"[\u4e00-\u9fff]")
LEAST_WORDS = 2
CLOSING = re.compile(r"^(?:请|此后|从20|自20)")
AFTER_UNITS = compile_late(r"^(?:各|本(?:方案|通知|办法|措施|意见|细则)|上述|以上|有关|相关)")
"""what closes a document where the bodies of an item stand before it"""
PER = frozenset({"award_per", "deduct_per"})
MANY_LISTS = 2
MARKED = re.compile(
    r"(?m)^[ \t\u3000#*]*(?:[◆◇▲△■□★☆●○•※▶➢➤❖]|[一二三四五六七八九十]{1,2}是|任务[\d一二三四五六七八九十]{1,2}[ :：、]"
    r"|[〖\[［][\d一二三四五六七八九十]{1,3}[〗\]］]|[甲乙丙丁戊己庚辛壬癸][、.．]|[Ⅰ-Ⅻ][、.．\s]|\d{1,2}(?:-\d{1,2}){2}\D|[A-Z][、.．])"
)
"""how items begin that carry no number, or one of no known kind: 一是, ◆, 甲、, 〖一〗"""
GIVING = frozenset({"award", "deduct", "zero", "award_per", "deduct_per"})
TAKES = compile_late(r"[:：]|负责|牵头|配合")
# 1.强化主体责任 above a paragraph without a number, which became the item
NUMBERED_NAME = re.compile(r"^[\s#*]*[(（]?\d{1,2}[、.．)）](?!\d)")
LONE_MONTH = re.compile(r"^(?:20\d{2}年)?\d{1,2}月(?:份|[上中下]旬)?$")
"""10月份: within it, by its end, or until it begins"""
EACH = re.compile(r"[每凡逐各]|一[个条次项家起件人处篇名户例](?!以上)|\d[个条次项家起件人处篇名户例](?:得|扣|加|减)")
AWARDS = frozenset({"award", "award_per"})
# 未备案的减计5分, 倒扣1分, 罚2分
TAKEN = re.compile(r"[减罚核削倒][\u4e00-\u9fff]{1,2}\d+(?:\.\d+)?分")
# 拿满15分, 最多给付7分
CAPPED = re.compile(r"(?:[^得计为]满|最[多高][^,。;\d]{0,4}|封顶[^,。;\d]{0,3})\d+(?:\.\d+)?分")
SHARED = re.compile(r"分别(?![得加扣计记给奖赋]\d)[^,。;\d]{1,4}\d+(?:\.\d+)?分?、\d")
"""增幅居前三名的分别给付15、12、9分: three awards"""
PERIOD_EACH = re.compile(r"每(?:个?月|半年|季度?|年|周|日|天|旬)")
GIVEN = re.compile(r"(?:得|扣|加|减)\d+(?:\.\d+)?分")
UNLIKE_TITLE = re.compile(r"^[(（【\[〔](?!.{1,12}[)）】\]〕].)|(?:单位|部门|时限|时间)[:：]|^请(?!示|假)|^[\W\d]*$")
SCORED_LINE = re.compile(r"[^\n]{2,40}\n\s*\d{1,3}\s*\n")
"""森林防灭火宣传, below it 10 alone: a row of points set a cell a line"""
USUAL = re.compile(
    r"组织|领导|保障|宣传|督|考核|责任|经费|资金|投入|队伍|培训|协[调同作]|制度|调度|机制|氛围|要求|纪律|总结|报送|报告|信息|落实"
    r"|支持|激励|评估|统筹|政策|引导|监管|指导|认识|管理|能力|合力|推进|推动|实施|人才|技术|评价|问责|奖惩|示范|合作|研究|法治|标准|环境|严[禁格守肃明]|纪|分工|防[范控]|站位|联动"
)
"""what means of support are called"""
NEXT_LINE = compile_late(r"\s*[^\n]*")
FIRST_LINE = re.compile(r"[^\n]*")
OWN_NUMBER = compile_late(
    r"^[\s#*]*(?:第[一二三四五六七八九十\d]{1,3}[条项]|[(（]?[\d一二三四五六七八九十]{1,3}[、.．)）])?[\s*]*"
)
LONGEST_NAME = 30

REASONS = {
    "row-as-task": ("下一行只有一个数，可能是评分表的一行", "A number alone stands below it: perhaps a row of points"),
    "safeguard-unlike": ("不像保障措施的名称，可能是任务", "Hardly the name of a means of support; perhaps a task"),
    "title-unlike": ("不像任务名称", "Hardly the name of a task"),
    "month-alone": ("没有写前、底或内，可指当月之内或当月之前", "Within that month, or before it"),
    "several-items": ("写有几组责任单位，可能是几项任务", "Several lists of bodies: perhaps several tasks"),
    "rule-kind-unsure": ("可能是每次计分，也可能是一次计分", "Points once, or for each"),
    "value-cut": ("后面的文字还在说这个数或时间", "The words behind this number or time belong to it too"),
    "name-runs-on": ("后面连着不属于单位名称的字", "Words stand behind the name that belong to no body"),
    "citation-unlike": ("是单位名单，不像文件名称", "A list of bodies, hardly the title of a paper"),
    "year-before": ("可指该年开始之前，也可指该年年底之前", "Before that year begins, or before it ends"),
    "beyond-item": (
        "所在段落可能不属于这一项，而是全文的收尾",
        "Its paragraph may close the document and belong to no item",
    ),
    "title-elsewhere": ("不在编号之后；编号后面的文字更像名称", "The words behind its number look more like its name"),
    "rules-run-together": ("可能是连写的几条计分语句", "Perhaps several scoring sentences in one"),
    "rule-without-words": ("只有分数，没有得分或扣分的条件", "Points without the words that they are given for"),
    "safeguard-of-body": ("写明了单位及其职责，可能是任务", "It names a body and its duty, and may be a task"),
}
"""Why each is looked at again, in both languages."""


def find_weak_readings(plan: Plan, bodies: BodyFinder) -> Iterator[Doubt]:
    """Yield the doubts in the order of tasks, rows and safeguards."""
    for task in plan.tasks:
        for target in task.targets:
            if target.place and GOES_ON.match(_behind(plan, target.place)):
                yield _build("value-cut", task.id, "targets", target.text, target.place)
        for limit in task.deadlines:
            yield from _judge_limit(plan, task, limit)
        for unit in task.units:
            yield from _judge_unit(plan, task.id, unit, bodies)
        yield from _judge_title(plan, task, bodies)
        yield from _judge_extent(plan, task)
    for row in plan.indicators:
        yield from _judge_rules(row)
    yield from _judge_safeguards(plan, bodies)
    for citation in plan.citations:
        if any(True for _ in bodies.find_lists(f"《{fold(citation.title)}》")):
            yield _build("citation-unlike", None, "citations", citation.title, citation.place)


def _behind(plan: Plan, place: Place) -> str:
    end = place.pieces[-1].end if place.pieces else place.end
    return fold(plan.text[end : end + 6])


def _judge_unit(plan: Plan, item: str, unit: Unit, bodies: BodyFinder) -> Iterator[Doubt]:
    """Judge the name of a body by how it ends and by what stands behind it."""
    name = fold(unit.name)
    if bodies.runs_on(name):
        yield _build("name-runs-on", item, "units", unit.name, unit.place)
    elif unit.place is not None and bodies.is_cut(name, _behind(plan, unit.place)):
        yield _build("value-cut", item, "units", unit.name, unit.place)


def _judge_limit(plan: Plan, task: Task, limit: Deadline) -> Iterator[Doubt]:
    """Judge a time limit by what stands behind it, by its own words, and by the paragraph that it stands in."""
    if limit.place is None:
        return
    words, behind = fold(limit.text), _behind(plan, limit.place)
    if any(end.search(words) and more.match(behind) for end, more in DAY_FOLLOWS):
        yield _build("value-cut", task.id, "deadlines", limit.text, limit.place)
    if LONE_MONTH.match(words) and limit.kind == "date":
        yield _build("month-alone", task.id, "deadlines", limit.text, limit.place)
    if BY_YEAR.match(words):
        yield _build("year-before", task.id, "deadlines", limit.text, limit.place)
    if task.place is not None and not task.place.pieces:
        line = plan.text.rfind("\n", task.place.start, limit.place.start) + 1
        opening = fold(plan.text[line : line + 20]).strip()
        ended = any(unit.place and unit.place.start < line for unit in task.units) and AFTER_UNITS.match(opening)
        if line > task.place.start and (ended or CLOSING.match(opening)):
            yield _build("beyond-item", task.id, "deadlines", limit.text, limit.place)


def _judge_title(plan: Plan, task: Task, bodies: BodyFinder) -> Iterator[Doubt]:
    """Judge a title that stands below the numbered line that opens its item."""
    title = task.places.get("title")
    if task.place is None or title is None or task.place.pieces or title.start < task.place.start:
        return
    listed = "、" in task.title and bodies.is_cell(fold(task.title))
    if listed or UNLIKE_TITLE.search(task.title):
        line = plan.text.rfind("\n", 0, task.place.start) + 1
        yield _build("title-unlike", task.id, "title", task.title, Place(line, task.place.end))
        return
    if SCORED_LINE.match(plan.text, title.start, task.place.end):
        yield _build("row-as-task", task.id, "title", task.title, task.place)
        return
    first = FIRST_LINE.match(plan.text, task.place.start)
    if first is None or title.start <= first.end():
        return
    name = OWN_NUMBER.sub("", first.group()).strip()
    if name and len(name) <= LONGEST_NAME and not bodies.is_cell(fold(name)):
        whole = Place(task.place.start, task.place.end)
        yield _build("title-elsewhere", task.id, "title", task.title, whole)


def _judge_extent(plan: Plan, task: Task) -> Iterator[Doubt]:
    """Judge where an item begins and ends: below a numbered line that is its section, over several lists of bodies."""
    section = task.places.get("section")
    if task.place is None or task.place.pieces:
        return
    if task.no is None and section is not None and not section.pieces and section.end <= task.place.start:
        line = plan.text.rfind("\n", 0, section.start) + 1
        between = plan.text[section.end : task.place.start]
        if "\n" in between and not between.strip("\n \u3000") and NUMBERED_NAME.match(plan.text[line : section.end]):
            whole = Place(section.start, task.place.end)
            yield _build("title-elsewhere", task.id, "title", task.title, whole)
    lines = {plan.text.count("\n", task.place.start, unit.place.start) for unit in task.units if unit.place}
    marked = len(MARKED.findall(plan.text[task.place.start : task.place.end]))
    if len(lines) >= MANY_LISTS or marked >= MANY_LISTS:
        yield _build("several-items", task.id, "title", task.title, task.place)


def _judge_rules(row: Indicator) -> Iterator[Doubt]:
    parts: tuple[Indicator | IndicatorPart, ...] = (row, *row.parts)
    for rule in (rule for part in parts for rule in part.rules):
        words = fold(rule.text)
        if RUN_TOGETHER.search(words):
            yield _build("rules-run-together", row.id, "rules", rule.text, rule.place)
        elif rule.kind in GIVING and len(WORDS.findall(words.replace("分", ""))) < LEAST_WORDS:
            yield _build("rule-without-words", row.id, "rules", rule.text, rule.place)
        elif is_kind_unsure(rule.kind, words):
            yield _build("rule-kind-unsure", row.id, "rules", rule.text, rule.place)


def is_kind_unsure(kind: str, words: str) -> bool:
    """Tell whether a rule may be of another kind: points for each without 每, or for each month that one does as told.

    >>> is_kind_unsure("award_per", "推广1篇,得3分"), is_kind_unsure("award_per", "每推广1篇得3分")
    (True, False)
    """
    if kind in AWARDS and (TAKEN.search(words) or (kind == "award" and (CAPPED.search(words) or SHARED.search(words)))):
        return True
    if kind in PER:
        return not EACH.search(PERIOD_EACH.sub("", words))
    return kind == "constraint" and bool(GIVEN.search(words))


def _judge_safeguards(plan: Plan, bodies: BodyFinder) -> Iterator[Doubt]:
    for safeguard in plan.safeguards:
        words = fold(safeguard.title)
        if any(True for _ in bodies.find_names(words)) and (TAKES.search(words) or bodies.is_cell(words)):
            place = safeguard.place
            if place is not None and bodies.is_cell(words):  # what it is to do stands below
                below = NEXT_LINE.match(plan.text, place.end)
                place = Place(place.start, below.end() if below else place.end)
            yield _build("safeguard-of-body", None, "safeguards", safeguard.title, place)
        elif not USUAL.search(words):
            yield _build("safeguard-unlike", None, "safeguards", safeguard.title, safeguard.place)


def _build(code: str, item: str | None, field: str, text: str, place: Place | None) -> Doubt:
    zh, en = REASONS[code]
    return Doubt(
        code=code, item=item, field=field, text=text, message=f"“{_shorten(text)}”{zh}", message_en=en, place=place
    )


def _shorten(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 2 * LONGEST_NAME else f"{flat[: 2 * LONGEST_NAME]}…"
