"""In: the words before an effect. Out: what points are counted by: each 5 个百分点 below, each 篇, 少一次.

Not handled: from where steps are counted, which the statement before says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extractor.language.needs import Guarded, compile_late
from extractor.language.numerals import read_number
from extractor.model.facts.scoring import Number, Step, clean_unit, unit_class
from extractor.parse.scoring.pieces.asides import ASIDE, mask
from extractor.parse.scoring.scoring_words import NUMERAL, ScoringWords

BODY = r"个?(?:部门|单位|乡镇|街道|镇|乡(?!村)|县|区|科室|成员|村|社区|企业|学校)"
TIMES = r"个?(?:月|季|半年|年|周|日|天|旬|学期)"
BY_TIMES = r"(?:按[次件人起项个]数?(?=[扣减加得计]|$))?"
"""未按要求推进的，每项按次扣0.2分."""
NOTE = r"(?:\((?:不?含)[^()]{0,6}\))"
SIZED = r"(?:[十百千]?[万亿]|千)元(?:以上|级)?的?[^得加扣计奖,;。]"
"""引进1个亿元项目: one thing of a size, no amount."""
OR = r"(?:\((?:个|次|件|份|人|处|张|篇|条|项|起|例|家|户|场|期)\))?"
"""少1张(份), 每次(件): the same for things that have another measure word."""
LESS = re.compile(r"低|降|少|短|差|落后|退后|后|减|下滑|缺|欠|退")
MORE = re.compile(r"(?<!增)增(?!减)|高|增|升|多|超|进|提前|压缩|缩短|延长|新增|上调")
LATE = compile_late(r"逾期|超期|超时|延期|延迟|推迟|迟延|拖延|超过?规定|晚")
ONE_OFF = re.compile(r"(?:居|列|属|第|各|其中|任|某|同|唯|统|进|单|每|万|把|逐|之|专)$")
LEVEL = re.compile(r"达到|[≥≤<>]|不少于|不低于|至少|不超过|满(?!意)|.(?:超过|低于|高于)")
"""每个单项达到100%: a bound, no step."""
PART = r"(?:(?![得扣加减计][\d一二两三])[^,;。\d])"
REACHED = re.compile(
    rf"{PART}{{0,20}}?(?:达到?|不低于|不少于|不足|低于|拥有|不超过|超过|高于|≥|≤|>|<)\d"
    rf"|口?{PART}{{2,20}}?\d[\d.]*[^,;。\d]{{0,6}}?(?:以上|以下|以内)"
)
"""每万人达到30人, 每千人口执业医师数2.8人以上: a rate, no step."""
PER_HEAD = ("人", "户", "公里", "元", "名", "口", "亩", "人口")
GRADES = frozenset({"级", "等", "档", "星"})
MOVES = compile_late(r"(?:[低降升提差缺少高]|下调|上调|提升|降低)[^,;。]{0,4}$")
"""一级馆 is a grade, no step; 每提升一级 is one."""
PLACES = frozenset({"位次", "名次"})
MANY = re.compile(r"^[十百千万]+$")
"""每百, 每千: what stands behind is a base, whatever its unit."""
Toward = Literal["each", "less", "more"]
OF = "⁄"
"""微克⁄立方米: what stands behind is part of the unit (`cell`)."""
LATER = ("逾期", "超期", "超时", "延期", "延迟", "推迟", "拖延", "晚")
NEEDS = {
    "from": ("每",),
    "beyond": ("部分",),
    "each": ("每",),
    "near": ("每",),
    "daily": (*LATER, "迟延", "迟报"),
    "late": (*LATER, "超"),
    "one": ("一", "1"),
}
"""Words of which one stands in whatever a pattern matches."""
MISSING = re.compile(r"(?:少|缺少?|低|多|超)[^,。;]{0,6}$")


@dataclass(frozen=True, slots=True)
class FoundStep:
    """A step, its interval in the words, and the verb in it (发现, 降低)."""

    start: int
    end: int
    step: Step
    verb: str


@lru_cache(maxsize=8)
def build_step_patterns(words: ScoringWords) -> dict[str, Guarded]:
    """Return the patterns of steps, each with words of which it needs one."""
    n, u = rf"(?![万亿千百]){NUMERAL}", words.measure
    table = {
        "from": rf"每(?P<far>低于|少于|高于|超过|超出)(?P<base>{n}%?)(?P<n>{n})?个?(?P<unit>{u})(?!以上|及以上|以下)",
        "beyond": rf"(?:超过|超出|多于|多出)?(?P<beyond>{n})(?:{u})?(?P<note>{NOTE})?(?:以上|以外|之外|的|外)*部分的?,?每(?:再)?(?P<far>[^,。;每\d]{{0,8}}?)(?P<n>{n})?个?(?P<unit>{u})",
        "each": rf"每(?!{BODY})(?!{TIMES})(?P<far>[^,。;每]{{0,40}}?)(?P<n>{n})(?:个(?!百分点|项目|{SIZED}))?(?P<unit>(?:位次|名次)|{u}(?:{OF}(?:立方米|升|吨|亩|人))?){OR}(?!以上|及以上|以下|\(|(?<=分)[馆校院店所部会支])",
        "near": rf"每(?!{BODY})(?!{TIMES})(?P<far>[^,。;每\d]{{0,4}}?)(?:一|单)?(?P<unit>个单项|单项|个?(?:位次|名次)|{u}|类|项|级|档){OR}{BY_TIMES}",
        "daily": r"(?P<far>逾期|超期|超时|延期|延迟|推迟|迟延|拖延|迟报|晚)[^,;。每]{0,10}(?P<at>每(?P<n>一|1)?(?P<unit>个?工作日|天|日|小时))(?=再?(?:[扣减加得]|$))",
        "late": r"(?P<far>逾期|超期|超时|延期|延迟|推迟|拖延|超|晚)(?:的)?,?(?P<n>一|1)(?:个(?!工作日|月))?(?P<unit>个?工作日|天|日|小时|个?月|周)(?!以上|及以上|以内|之内|内|以下|以外|\()",
        "one": rf"(?P<n>一|1)(?:个(?!工作日|百分点|项目|月))?(?P<unit>{u}){OR}(?!以上|及以上|\(含|以内|之内|内|以下|及以下|以外|之外|以后|性|票|把|般|律|些|致|定|样|切|(?<=起)(?:研究|部署|推进|谋划|落实|督促|督查|考核|检查|开展|安排|抓)|工作日|百分点|自然日|小时|月|(?<=[周天日])(?![的扣加减得,;。)]|$))",
    }
    return {name: Guarded(pattern, NEEDS[name]) for name, pattern in table.items()}


def find_step(text: str, words: ScoringWords, *, ones: bool) -> FoundStep | None:  # noqa: PLR0911 - a case for each form
    """Return the step by which points are counted: the last one printed; `ones` also without 每 (少一次, 打造一个).

    >>> from extractor.language.quantities import load_quantity_words
    >>> from extractor.mappings import load_mappings
    >>> from extractor.parse.scoring.scoring_words import build_scoring_words
    >>> words = build_scoring_words(load_quantity_words(load_mappings()), load_mappings().scoring_plain)
    >>> find_step("每低于1个百分点", words, ones=False).step
    Step(n=1, unit='百分点', toward='less', once=False, beyond=None)
    """
    patterns = build_step_patterns(words)
    text = mask(ASIDE, text)
    match = patterns["beyond"].search(text)
    if match:
        inside = "不含" not in (match["note"] or "") and bool(match["note"])
        beyond = read_number(match["beyond"]) - (1 if inside else 0)
        return _build(match, "each", beyond=beyond)
    match = patterns["from"].search(text)
    if match and unit_class(match["unit"]) == "%" and match["base"].endswith("%"):
        return FoundStep(match.end("base"), match.end(), _build(match, _toward(match["far"])).step, "")
    for name in ("each", "near"):
        found = [
            one
            for one in patterns[name].finditer(text)
            if "/" not in one["far"] and not LEVEL.search(one["far"]) and not _is_rate(one, text)
        ]
        if found:
            return _build(found[-1], _toward(found[-1]["far"]))
    daily = patterns["daily"].search(text)
    if daily:
        return replace(_build(daily, "each"), start=daily.start("at"), verb="")
    late = patterns["late"].search(text)
    if late:
        return _build(late, "each", once=True)
    if ones:
        for one in reversed(list(patterns["one"].finditer(text))):
            before = text[: one.start()]
            graded = one["unit"] in GRADES and not MOVES.search(before)
            if ONE_OFF.search(before) or unit_class(one["unit"]) in {"%", "名", "年"} or graded:
                continue
            verb = MISSING.search(before)
            return _build(one, _toward(verb.group()) if verb else "each")
    return None


def _is_rate(match: re.Match[str], text: str) -> bool:
    """Whether 每 parts one quantity by another: 每万人达到30人."""
    based = match["unit"].endswith(PER_HEAD) or MANY.match(match["far"]) is not None or match["unit"][0] in "百千万"
    return based and REACHED.match(text[match.end() :]) is not None


def _toward(verb: str) -> Toward:
    return "less" if LESS.search(verb) else "more" if MORE.search(verb) else "each"


def _build(match: re.Match[str], toward: Toward, *, once: bool = False, beyond: Number | None = None) -> FoundStep:
    parts = match.groupdict()
    number = read_number(parts["n"]) if parts.get("n") else 1
    unit = clean_unit(parts["unit"].partition(OF)[0]).removeprefix("单")
    unit = "名" if unit in PLACES else unit
    step = Step(
        n=number or 1, unit="个" if parts["unit"].endswith("单项") else unit, toward=toward, once=once, beyond=beyond
    )
    return FoundStep(match.start(), match.end(), step, parts.get("far") or "")
