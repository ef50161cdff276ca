"""In: words before and behind a number or a 每. Out: the period that governs a number (每年…不超过5家), if any.

A period governs all numbers behind it in its sentence, until a date of its own or another period stands between.
Not handled: which of two readings a sentence with two subjects wants.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from extractor.language.needs import compile_late
from extractor.language.quantities import QuantityWords
from extractor.model.facts.quantity import Quantity

WHOLE_YEAR = (
    r"全年度?|年均|年度内|本年度|一年内?"
    r"|(?<![\d一二三四五六七八九十当今本去上前每近两几多半])年度?(?=(?:接待|服务|培训|处理|出栏|供[应水热气]|检测|筹[集措]|募集|销售|发行|开发|生产|发电|加工|招[收录]|轮训|建设|改造|治理|受理|举办|组织|新增|新建|引进|发放|抽检|巡查|办理|救助|消纳|惠及|完成|开展))"
)
DATED = compile_late(r"\d{1,2}月|20\d{2}年|年底(?!去向|存栏|余额)|季度末|上半年|下半年")
GOVERNED_MOST = 600
"""Characters over which a period governs the numbers behind it in its sentence."""
EACH_TIME = re.compile(r"每[次场期批轮]")
"""每次参加人员不少于50人 is by the event, not by the year."""
LEAST = ("不少于", "不低于", "至少", "不得少于", "不得低于", "不超过", "不得超过")
OWN_BOUND = compile_late(r"^(?:并)?(?:只|仅|限)")
QUOTA_KINDS = ("count", "length", "area", "volume", "mass", "money", "energy", "power", "data", "point")
LEADING = re.compile(r"^(?:且|并|每次|其中|原则上|应|须|要)?(?:不少于|不低于|不超过|至少|最少|最多|不得|至多|达到|\d)")
SUMMED = compile_late(r"(?:[两三四五\d]年|期间|期内|计划期)?(?:累计|总计|合计)(?!产量)")
"""每年培养50名,三年累计不少于150名: a sum is of the whole"""
SENDS = compile_late(r"报送|上报|报告|通报|调度|汇总|更新|研判|会商")
"""每日报送库存,安装消防栓60个: a report comes round, not what the next clause counts"""
MEANS: dict[str, tuple[str, int]] = {"日均": ("day", 1), "周均": ("week", 1), "月均": ("month", 1)}
GOVERNING = (
    rf"(?P<whole>{WHOLE_YEAR})|(?P<mean>[日周月]均)"
    rf"|每隔?(?:一个?|个)?(?P<n>[两三]|\d{{{{1,2}}}})?个?(?P<period>{{period}})(?!\d)"
)
"""全年不少于4次; 每两个月1次; 每隔5天监测1次"""


Period = Literal["year", "quarter", "month", "day"]
Cycle = Literal[
    "half_year", "two_months", "half_month", "ten_days", "two_weeks", "week", "term", "hour", "two_years", "three_years"
]
PERIODS: dict[tuple[str, int], Period] = {
    ("year", 1): "year", ("month", 3): "quarter", ("month", 1): "month", ("day", 1): "day",
}  # fmt: skip
CYCLES: dict[tuple[str, int], Cycle] = {
    ("month", 6): "half_year", ("week", 1): "week", ("term", 1): "term", ("hour", 1): "hour",
    ("month", 2): "two_months", ("day", 15): "half_month", ("day", 10): "ten_days", ("week", 2): "two_weeks",
    ("year", 2): "two_years", ("year", 3): "three_years",
}  # fmt: skip
WEEKDAY = compile_late(r"每个?(?:(?:周|星期|礼拜)[一二三四五六日天](?!次|场|期)|(?:季度?|月|年|周)[末底初])")
"""每周五举办1场: the day says how often"""
ONCE = compile_late(r"(?![^,。;\d]{0,16}(?:至少|最少|不少于))[^,。;\d]{0,16}(?P<n>[一1])[次遍届轮期回场]")
"""每两周联系1次 and 每两年评估一次 are rhythms, 每两年至少评估1次 and 每两年集中开展1次 are quotas."""


class Governing(msgspec.Struct, frozen=True):
    """A period in words, where it stands, and how it comes round."""

    start: int
    end: int
    unit: str
    step: int


def is_cycle(unit: str, step: int) -> bool:
    """Tell whether quotas know such a period.

    >>> is_cycle("year", 2), is_cycle("year", 5)
    (True, False)
    """
    return (unit, step) in PERIODS or (unit, step) in CYCLES


def is_rhythm(text: str, period: Governing) -> bool:
    """Tell whether once in a period says how often it comes round, and is no quota.

    >>> year = Governing(0, 3, "year", 2)
    >>> [is_rhythm(words, year) for words in ("每两年评估一次", "每两年评估1次", "每两年至少评估一次")]
    [True, False, False]
    """
    if not is_cycle(period.unit, period.step) or WEEKDAY.match(text, period.start):
        return True
    many = text[period.start : period.end].strip("每隔个半年季度月周星期礼拜天日学小时旬工作") != ""
    once = ONCE.match(text, period.end) if many else None
    return once is not None and (period.unit not in ("year", "month") or once["n"] == "一")


def find_governing(words: QuantityWords, text: str, sentence: int, clause: int, number: int) -> Governing | None:
    """Return the period that governs the number at `number`; None where none does."""
    last = None
    for match in _pattern(words).finditer(text, max(sentence, number - GOVERNED_MOST), number):
        last = match
    if last is None or not _reaches(words, text, last, clause, number):
        return None
    if last["whole"]:
        return Governing(last.start(), last.end(), "year", 1)
    if last["mean"]:
        return Governing(last.start(), last.end(), *MEANS[last["mean"]])
    row = words.periods[last["period"]]
    step = int(last["n"]) if last["n"] and last["n"].isdecimal() else {"两": 2, "三": 3}.get(last["n"] or "", 1)
    return Governing(last.start(), last.end(), row.unit, row.step * step)


def _reaches(words: QuantityWords, text: str, last: re.Match[str], clause: int, number: int) -> bool:
    """Tell whether a period still governs at `number`."""
    between = text[last.end() : number]
    if EACH_TIME.search(between):
        return False
    if last.start() >= clause:
        return True
    bound = OWN_BOUND.match(text[clause : min(number, clause + 4)]) or DATED.search(between)
    bound = bound or SUMMED.search(text, max(clause, last.end()), number)
    return not bound and not _is_spent(words, text, last, clause, number)


def _is_spent(words: QuantityWords, text: str, last: re.Match[str], clause: int, number: int) -> bool:
    """每月不少于1轮,建设示范小区15个: a short period has its number; what a further verb counts is none of it."""
    if (
        last["whole"]
        or last["mean"]
        or words.periods[last["period"]].unit == "year"
        or LEADING.match(text[clause:number] + "1")
    ):
        return False
    stop = text.find(",", last.end(), clause)
    own = text[last.end() : stop if stop >= 0 else clause]
    counted = [one for one in words.find(own) if _counts(words, one)]
    if counted and all(one.stated in LEAST for one in counted) and text.startswith(LEAST, number):
        return False  # 每月走访不少于15户,帮办实事不少于5件
    return bool(counted) or SENDS.search(own) is not None


@lru_cache(maxsize=4)
def _pattern(words: QuantityWords) -> re.Pattern[str]:
    return re.compile(GOVERNING.format(period=words.period))


GOING = r"(?:开放|服务|营业|运行|供水|供暖|供热|供电|播出|播放|值守|坐班|坐诊)"
GOES_ON = compile_late(rf"[^,。;\d]{{0,8}}{GOING}")
"""每周开放56小时 says how long each week"""
QUOTA_REACH = 200
"""Characters behind 每年 in which its number is looked for; the longest clause of the plans at hand has 130."""


ONLY_HOW = re.compile(
    r"(?:围绕|针对|聚焦|结合|依托|利用|按照|根据|对照|以|就|面向|在|从|邀请|抽调|选派)[^,;。]*|由[^,;。]*(?:牵头|带队|组织|负责|主持)"
)
"""每季度围绕防灾避险等主题,开展巡讲不少于12场: the clause behind 每季度 says how, the deed and its number follow"""


def has_quota(words: QuantityWords, text: str, at: int, clause_end: int, sentence_end: int) -> bool:
    """Tell whether what stands behind 每年 says how many, so that it is a target: 每年开展应急演练,不少于2次."""
    near = min(clause_end, at + QUOTA_REACH)
    found = (one for one in words.find(text, at, near) if not text.startswith("第", max(0, one.number - 1)))
    if any(_counts(words, one) or (_is_time(words, one) and GOES_ON.fullmatch(text, at, one.number)) for one in found):
        return True
    following = text[clause_end + 1 : min(sentence_end, clause_end + QUOTA_REACH)]
    if text[clause_end : clause_end + 1] != ",":
        return False
    if ONLY_HOW.fullmatch(text, at, clause_end):
        deed = words.find(following[: following.find(",") if "," in following else len(following)])
        return any(words.find_measure(one.unit).kind in QUOTA_KINDS and _counts(words, one) for one in deed)
    if not LEADING.match(following):
        return False
    return any(_counts(words, one) for one in words.find(following))


def _is_time(words: QuantityWords, one: Quantity) -> bool:
    return not one.op and words.find_measure(one.unit).kind == "time"


def _counts(words: QuantityWords, one: Quantity) -> bool:
    """Tell whether a number is one of a quota; 一批 and 若干 are none."""
    kind = words.find_measure(one.unit).kind
    if one.unit == "" and 0 < one.value < 1:
        return True  # 每年完成三分之一
    if one.unit == "批" and one.value == 1:
        return False
    return kind in (*QUOTA_KINDS, "share", "ratio") or (kind == "time" and one.stated in (*LEAST, "满"))
