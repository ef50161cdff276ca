"""In: a match that counts from an event. Out: `Within` or `AtOnce`, with the event in words.

Not handled: how long a benefit lasts, which is told by its clause (`clauses`).
"""

from __future__ import annotations

import re

from extractor.language.grammar.verb_heads import opens_with_verb
from extractor.language.needs import compile_late
from extractor.language.quantities import QuantityWords
from extractor.model.timing.parts import TimeUnit
from extractor.model.timing.timing import AtOnce, Timing, Within
from extractor.parse.facts.limits.date_readers import ENDS
from extractor.parse.facts.limits.reading import LimitReading, read_number

UNITS: dict[str, TimeUnit] = {
    "工作日": "working_day", "天": "day", "小时": "hour", "分钟": "minute",
    "秒": "second", "秒钟": "second", "周": "week", "星期": "week",
    "个月": "month", "月": "month", "年": "year",
}  # fmt: skip
NO_LIMIT = re.compile(
    r"(?:平均|时间|时长|用时|时限|期限|周期|有效期|成立|注册|毕业|为期|不少于|不低于|累计|连续|近|前|过去|未来|最多|公示期?|登记)[^,。;、]{0,4}$"
)
DEED = re.compile(r"(?:登记|注册)(?:业务|手续|事项)?(?:在|于)?$")
MEAN = re.compile(r"平均(?:在|于)?$")
"""平均5个工作日内到账: a limit of the mean, as the sentence says"""
OVER = re.compile(r"(?:公示|公告)(?:期|结果|名单)?(?:期?满|结束|届满|无异议|完毕)(?:的|后|之后|之日起)*,?(?:在|于)?$")
"""公示期满后10日内公布: an event that the limit counts from"""
LEAST_METRIC = 3
LEVEL = re.compile(
    r"(?:缩短|压缩|压减|缩减|减少|精简|下降|降低|降|控制|提高|提升|延长|提速|稳定|保持)(?:到|至|为|在)?(?:平均)?$"
)
"""发车间隔缩短到20分钟以内 is a level, no limit."""
FINISHES = re.compile(
    r"(?:办结|完成|答复|反馈|到位|出具|到场|到达|赶到|抵达|响应|送达|出动|处置|上报|形成|回应|回复|核实|见面|联系|转办|交办|受理)"
)
MOST = 999
"""No limit takes longer: 2024年内 is a year."""
JOINED = re.compile(r"^.*(?:并(?=[于在])|(?<=[\u4e00-\u9fff])(?=[在于](?![建校职岗编是])[^在于]{2,}$))")
LEADING_WORDS = re.compile(r"^(?:请|应当?(?!急)|须|要|并|且|可)?(?:在|于|自(?![然身主查评愿治])|从)?")
LEAD = 48
"""Characters before a sign of haste that are searched for the event it follows; no event takes more than 40."""
FINISHED = compile_late(r"(?:建成|完成|实现|达到|达标|消除|清零|整改到位)")
"""三年内建成"""
COUNTED_BY = compile_late(
    r"^[^,。;\d]{0,24}?(?:引进|培养|培训|轮训|选拔|扶持|支持|评选|建设|建成|新建|打造|培育|新增|改造|发展|组建|组织|创建|改建)"
    r"(?!费|资金|经费)[^,。;\d]{0,20}\d[\d.]*万?[名个家人支所座处项场]"
)
"""5年内重点引进100名人才: so many by then"""
SUMMED_BY = re.compile(r"^[^,。;\d]{0,4}累计[^,。;\d]{0,12}(?:不少于|不低于|达到?|满|至少|完成)\d")
"""干部5年内累计参加脱产培训不少于3个月"""
EVENT_BEFORE = re.compile(r"(?:根据|对|接到|收到)([^,。;]{2,20})(?:,[^,。;]{0,16})?,?$")
"""收到整改通知,当月完成清理"""
CLAUSE_MARK = re.compile(r"[,。;:(]")
"""健全机制，发现隐患第一时间处置"""
ONCE = re.compile(r"(?:一旦)?((?:发生|发现|出现|接到|收到)[^,。;]{2,24})$")
"""一旦发现隐患第一时间处置"""


def read_next_day(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """接报后次日12时前: a day after the event, which may be told in the clause before."""
    before = EVENT_BEFORE.search(match.string[max(0, match.start() - LEAD) : match.start()])
    event = clean_trigger(match["after"]) or (before[1] if before else None)
    return Within(1, "day", event) if event or FINISHES.match(reading.after) or match.group()[-1] in "前内" else None


def read_within(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """自作出行政决定之日起15个工作日内, 48小时内, 满30日后的下一个工作日."""
    groups = match.groupdict()
    trigger = groups.get("since") or groups.get("after") or groups.get("upon")
    at = match.start("n")
    within = groups.get("within") or reading.row.roll or FINISHES.match(reading.after)
    within = within or (reading.labelled and not match.string[match.end() : match.end() + 1].strip("内以"))
    if not within and not trigger:
        return None
    unit = find_time_unit(reading.words, match["unit"])
    if unit is None or (not groups.get("within") and not reading.row.roll and unit in ("month", "year")):
        return None
    if not groups.get("within") and not reading.row.roll and match["unit"] == "日":
        return None
    before = match.string[max(0, at - 10) : at]
    lasting = NO_LIMIT.search(before) and not OVER.search(before) and not _is_finished_deed(before, reading)
    lasting = lasting and not (groups.get("within") and MEAN.search(before))
    if (lasting and reading.row.name != "term_of") or _is_level(before, reading):
        return None
    number = read_number(match["n"])
    if (
        number is None
        or number < 1
        or number > MOST
        or (unit == "year" and not reading.labelled and not _ends_a_year(reading))
    ):
        return None
    return Within(number, unit, clean_trigger(trigger), reading.row.roll)


def read_half_within(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """建成后半年内完成结算, 半个月内拨付; half a year is a limit where something ends with it."""
    groups = match.groupdict()
    trigger = groups.get("since") or groups.get("after") or groups.get("upon")
    year = match["half"] == "年"
    if not (reading.labelled or trigger or not year or _ends_a_year(reading)):
        return None
    return Within(6, "month", clean_trigger(trigger)) if year else Within(15, "day", clean_trigger(trigger))


def _is_finished_deed(before: str, reading: LimitReading) -> bool:
    """Tell whether 登记 is what is done within the limit (抵押登记1个工作日内办结) and not since when (登记满3年)."""
    return DEED.search(before) is not None and FINISHES.match(reading.after) is not None


def _is_level(before: str, reading: LimitReading) -> bool:
    """发车间隔缩短到20分钟以内 names what is that long; 压缩至10个工作日内 alone says by when."""
    level = LEVEL.search(before)
    return level is not None and not reading.labelled and len(reading.clause) - len(level.group()) >= LEAST_METRIC


def _ends_a_year(reading: LimitReading) -> bool:
    """Years are a limit where something is to be finished (三年内建成), else how long a benefit lasts."""
    return bool(
        ENDS.match(reading.after)
        or FINISHED.search(reading.after)
        or COUNTED_BY.match(reading.after)
        or SUMMED_BY.match(reading.after)
    )


def find_time_unit(words: QuantityWords, printed: str) -> TimeUnit | None:
    """Return the unit of time that a printed measure is: 个工作日, 日历日, 小时."""
    plain = printed.removeprefix("个") if printed != "个月" else printed
    return UNITS.get(plain) or UNITS.get(words.find_measure(printed).base) or UNITS.get(words.find_measure(plain).base)


def clean_trigger(trigger: str | None) -> str | None:
    """Return an event without the words of asking before it."""
    if trigger is None:
        return None
    event = JOINED.sub("", trigger)
    return LEADING_WORDS.sub("", event) or None


def read_same_period(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """当月完成清理, of the event before it; 当日数据 is a thing."""
    opened = match.groupdict().get("open")
    if opened and not opens_with_verb(opened):
        return None
    lead = match.string[max(0, match.start() - LEAD) : match.start()]
    before = EVENT_BEFORE.search(lead)
    return Within(None, trigger=before[1] if before else None)


def read_at_once(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """第一时间处置, 实时推送."""
    clause = CLAUSE_MARK.split(match.string[max(0, match.start() - LEAD) : match.start()])[-1]
    event = ONCE.match(clause)
    return AtOnce(event[1] if event else None)


def read_timely(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """一旦发生…,应及时响应."""
    return AtOnce(clean_trigger(match["once"] or match["event"]))


def read_on_the_spot(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """当场办结, 立等可取, 即报即批."""
    return AtOnce()


def read_at_once_alone(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """即时, all that stands behind a label."""
    return AtOnce() if reading.labelled else None
