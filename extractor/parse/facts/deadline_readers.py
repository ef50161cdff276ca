"""In: a match of a row of `phrases/deadlines.yaml`. Out: the typed time that its groups name, None where it is none.

One reader for each way of naming a time; the row says which (`reads`). Not handled: whether a clause is a duty, and
where a limit's words end (`deadlines`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.language.dates import SEASONS, build_date, last_day
from extractor.language.numerals import parse_number
from extractor.language.quantities import QuantityWords
from extractor.model.mappings import PhraseRow
from extractor.model.timing import AtOnce, Day, Recurrence, Span, Timing, Within
from extractor.model.timing_parts import OFFICE_DAYS, QUARTER_ENDS, WEEKDAYS, TimeUnit, Unit

NUMERAL = re.compile(r"\d+|[一二两三四五六七八九十]+")
UNITS: dict[str, TimeUnit] = {
    "工作日": "working_day", "天": "day", "小时": "hour", "分钟": "minute", "周": "week", "星期": "week",
    "个月": "month", "月": "month", "年": "year",
}  # fmt: skip
STEPS: dict[str, tuple[Unit, int]] = {
    "年": ("year", 1), "半年": ("month", 6), "季度": ("month", 3), "月": ("month", 1), "周": ("week", 1),
    "星期": ("week", 1), "天": ("day", 1), "日": ("day", 1), "小时": ("hour", 1),
}  # fmt: skip
TENTHS = {"上旬": 10, "中旬": 20, "下旬": -1}
TENTH_STARTS = {"上旬": 1, "中旬": 11, "下旬": 21}
HAN_WEEKDAYS = {**dict(zip("一二三四五六日", WEEKDAYS, strict=True)), "天": "SU"}
BOUNDS = ("到", "至", "截至", "截止", "截止到")
FIVE_YEARS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}
FIRST_MONTHS = ("首月", "第一个月")
# 协同处理平均时间在5个工作日以内 (成武) is a target; 有效期3年内, 成立3年内 are conditions
NO_LIMIT = re.compile(
    r"(?:平均|时间|时长|用时|时限|期限|周期|有效期|成立|注册|毕业|为期|不少于|不低于|累计|连续|近|前|过去|未来|最多|公示期?|登记)[^,。;]{0,4}$"
)
FINISHES = re.compile(r"(?:办结|完成|答复|反馈|到位|出具)")
MOST = 999
"""No limit takes longer: 2024年内 is a year."""
LISTED_DAY = re.compile(r"(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]|(?P<part>[上中下]旬|底|末))?")
JOINED = re.compile(r"^.*(?:并(?=[于在])|(?<=[\u4e00-\u9fff])(?=[在于](?![建校职岗编是])[^在于]{2,}$))")
LEADING_WORDS = re.compile(r"^(?:请|应当?|须|要|并|且|可)?(?:在|于|自(?![然身主查评愿治])|从)?")
LEAD = 48
"""Characters before a sign of haste that are searched for the event it follows; no event takes more than 40."""
ONGOING = re.compile(r"[,]?(?:持续|长期|不断|常态化|分批)")
RESPECTIVE = re.compile(r"(?:、20\d{2}年)*分别")
DOES = (
    r"(?:全面|基本|力争|正式|集中|统一|率先|陆续|分批)?(?:完成|建成|建立|启动|开工|竣工|投入|投用|投产|实现|达到|报送|上报|提交|组织|开展"
    r"|举办|举行|召开|印发|出台|制定|形成|办结|整改|验收|落实|启用|上线|运行|开通|公布|发布|签订|开展|进行|评估|推出|交付|对|拿出|建设)"
)
SOON = re.compile(rf"^,?(?!(?:正式)?(?:印发|发布|公布|召开|签订)){DOES}")
"""2022年5月23日印发 tells of a past."""
ENDS = re.compile(
    r"^,?(?:全面|基本|力争|正式)?(?:完成|建成|竣工|投用|投产|实现|达到|办结|整改到位|验收|印发|出台|形成|启用|上线|交付)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader is given beside the match: its row, where it stands, the plan's year, the vocabulary."""

    row: PhraseRow
    labelled: bool
    year: int | None
    words: QuantityWords
    clause: str = ""
    """the words from the clause's beginning to the match"""
    after: str = ""
    """the words from the match to the clause's end"""


Reader = Callable[[re.Match[str], Reading], Timing | None]


def _number(text: str | None) -> int | None:
    value = parse_number(text) if text else None
    return value if isinstance(value, int) else None


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(value for part in NUMERAL.findall(text or "") if (value := _number(part)) is not None))


def find_step(words: QuantityWords, printed: str) -> tuple[Unit, int] | None:
    """Return how a period comes round; None for one without fixed dates (学期)."""
    row = words.periods.get(printed)
    if row is None or row.unit == "term":
        return None
    return row.unit, row.step


def read_each_month(match: re.Match[str], reading: Reading) -> Timing | None:
    """每月26日前, 每月5日、20日, 每季度最后一个月25日前, 每年6月、12月, 每年6月底前, 每月前5个工作日."""
    groups = match.groupdict()
    monthly: tuple[Unit, int] = ("month", 1)
    step = monthly if groups.get("next") else find_step(reading.words, groups.get("period") or "")
    if step is None:
        return None
    unit, count = step
    days = _numbers(groups.get("days"))
    if groups.get("tenth"):
        days = (TENTHS[groups["tenth"]],)
    if groups.get("end") or (groups.get("months") and re.search(r"[底末]", groups["months"]) and not days):
        days = (-1,)
    months = tuple(sorted(_numbers(groups.get("months"))))
    if any(not (day == -1 or 1 <= day <= 31) for day in days) or any(not 1 <= month <= 12 for month in months):
        return None
    if match.re.groupindex.get("nth"):
        nth = _number(groups.get("nth")) or 1
        return Recurrence("month", weekdays=OFFICE_DAYS, position=-nth if "最后" in match.group() else nth)
    if groups.get("which") and unit == "month" and count == 3:
        months = (1, 4, 7, 10) if groups["which"] in FIRST_MONTHS else QUARTER_ENDS
    if unit == "year" and days and not months:
        months = (12,)
    if not days and not months:
        return None
    return Recurrence(unit, count, months, days)


def read_each_season(match: re.Match[str], reading: Reading) -> Timing | None:
    """每年3月至5月, 每年第四季度; with 前 the last day of that stretch."""
    if match["season"]:
        last = _season_month(match["season"])
        first = last - (5 if "半年" in match["season"] else 2)
        ends = match["season"][-1] in "末底"
    else:
        first, last, ends = int(match["first"]), int(match["last"]), False
    wraps = "over" in match.re.groupindex and match["over"] is not None
    if not (1 <= first <= 12 and 1 <= last <= 12) or wraps != (first > last):
        return None
    if match["before"] or ends:
        return Recurrence("year", months=(last,), days=(-1,))
    months = (*range(1, last + 1), *range(first, 13)) if wraps else tuple(range(first, last + 1))
    return Recurrence("year", months=months, season=True)


def read_each_weekday(match: re.Match[str], reading: Reading) -> Timing | None:
    """每周三, 每周一、周四, 每个工作日."""
    if "office" in match.re.groupindex:
        return Recurrence("week", weekdays=OFFICE_DAYS)
    listed = [HAN_WEEKDAYS[letter] for letter in match["weekdays"] if letter in HAN_WEEKDAYS]
    return Recurrence("week", weekdays=tuple(sorted(set(listed), key=WEEKDAYS.index)))


def read_each_steps(match: re.Match[str], reading: Reading) -> Timing | None:
    """每两天, 每两年, 每3个月."""
    number = _number(match["n"])
    unit, step = STEPS[match["unit"]]
    if number is None or number < 1 or (number > 1 and re.match(r"[^,。;]{0,12}\d", reading.after)):
        return None
    return Recurrence(unit, step * number)


def read_span(match: re.Match[str], reading: Reading) -> Timing | None:
    """2022年3月1日至5月31日, 9月-11月, 自即日起至2022年8月底."""
    if "now" in match.re.groupindex:
        end = build_date(_own_year(match, reading), _number(match["month"]) or 0, _number(match["day"]), match["part"])
        return Span(None, end) if end else None
    written = match.group()[: match.end("m1") - match.start() + 1]
    if not match["y1"] and not match["d1"] and "月" not in written and not reading.labelled:
        return None
    first = int(match["y1"]) if match["y1"] else reading.year
    second = int(match["y2"]) if match["y2"] else first
    begin = build_date(first, int(match["m1"]), int(match["d1"]) if match["d1"] else 1)
    end = build_date(second, int(match["m2"]), int(match["d2"]) if match["d2"] else None, match["part"])
    if begin and end and not match["y2"] and begin > end and first is not None:
        end = build_date(first + 1, int(match["m2"]), int(match["d2"]) if match["d2"] else None, match["part"])
    return Span(begin, end) if begin and end and begin <= end else None


def read_years(match: re.Match[str], reading: Reading) -> Timing | None:
    """2024-2026年分三年建成: a stretch of years, of a duty that ends with it."""
    first, last = int(match["y1"]), int(match["y2"])
    ahead = reading.year is None or last >= reading.year
    if first >= last or not ahead or not (reading.labelled or re.search(DOES, reading.after)):
        return None
    if reading.clause and not reading.labelled and not reading.clause.endswith(("在", "于", "从")):
        return None
    return Span(f"{first}-01-01", f"{last}-12-31")


def read_within(match: re.Match[str], reading: Reading) -> Timing | None:
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
    if NO_LIMIT.search(match.string[max(0, at - 10) : at]):
        return None
    number = _number(match["n"])
    if (
        number is None
        or number < 1
        or number > MOST
        or (unit == "year" and not reading.labelled and not _ends_a_year(reading))
    ):
        return None
    return Within(number, unit, clean_trigger(trigger), reading.row.roll)


def _ends_a_year(reading: Reading) -> bool:
    """Years are a limit where something is to be finished (三年内建成), else how long a benefit lasts."""
    return bool(
        ENDS.match(reading.after) or re.search(r"(?:建成|完成|实现|达到|达标|消除|清零|整改到位)", reading.after)
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


def _own_year(match: re.Match[str], reading: Reading) -> int | None:
    """Return the year that is printed, the plan's own where none is, the one after it for 明年."""
    if match["year"]:
        return _number(match["year"])
    return reading.year + 1 if reading.year is not None and match["coming"] else reading.year


def read_date(match: re.Match[str], reading: Reading) -> Timing | None:
    """2022年11月底前, 6月20日前, 8月下旬; without any year of the document the month and day alone."""
    till, part = match["till"] or "", match["part"]
    bound = match["before"] or part in ("底", "末") or till.startswith(("到", "至", "截", "不", "最"))
    bound = bound or _is_listed(match)
    if match.string[match.start() - 1 : match.start()] in ("自", "从", "-", "第"):
        return None
    groups = match.groupdict()
    month, day = _number(match["month"] or groups.get("month2")) or 0, _number(match["day"] or groups.get("day2"))
    own = _own_year(match, reading)
    if match.string.startswith("起", match.end()) and not match["before"]:
        return None  # 2025年1月1日起执行 is a beginning
    if match["before"] and not day and not part and 2 <= month <= 12:
        month -= 1  # 10月前 ends with September
    if not reading.labelled and not bound:
        return _read_unbound(match, reading, own, (month, day))
    date = build_date(own if own is not None else 2000, month, day, part)
    if date is None:
        return None
    if own is not None and part in TENTH_STARTS and not match["before"] and till not in BOUNDS:
        return Span(build_date(own, month, TENTH_STARTS[part]), date)
    return Day(date) if own is not None else Day(None, date[5:])


def _is_listed(match: re.Match[str]) -> bool:
    """3月、6月底前: the first of two days shares the word of the second."""
    return (
        re.match(
            r"(?:[、和及]|以及)(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末)?(?:之?前|以前)", match.string[match.end() :]
        )
        is not None
    )


def _read_unbound(
    match: re.Match[str], reading: Reading, year: int | None, when: tuple[int, int | None]
) -> Timing | None:
    """8月下旬开展督导 is a stretch, 9月完成验收 a last day; what names only a past or a beginning is none."""
    month, day = when
    if match.string[match.start() - 1 : match.start()] in ("、", "和", "及") or reading.after.startswith(
        ("、", "和", "及")
    ):
        return None
    if not SOON.match(reading.after) or (year is not None and reading.year is not None and year < reading.year):
        return None
    end = build_date(year, month, day, match["part"])
    if end is None:
        return None
    if day or ENDS.match(reading.after):
        return Day(end)
    return Span(build_date(year, month, TENTH_STARTS.get(match["part"] or "", 1)), end)


def read_dates(match: re.Match[str], reading: Reading) -> tuple[tuple[int, int, Timing], ...]:
    """6月底、11月底前各报一次: each day of a list, with where it is printed; the year and 前 hold for all."""
    year = int(match["year"]) if match["year"] else reading.year
    found: list[tuple[int, int, Timing]] = []
    parts = list(LISTED_DAY.finditer(match["days"]))
    bound = bool(reading.labelled or match["before"] or any(part["part"] in ("底", "末") for part in parts))
    if not bound and not (
        SOON.match(reading.after) or RESPECTIVE.match(reading.after) or reading.after.startswith("各")
    ):
        return ()
    for part in parts:
        month, day = int(part["month"]), _number(part["day"])
        end = build_date(year if year is not None else 2000, month, day, part["part"])
        if end is None:
            return ()
        timing: Timing = Day(end) if year is not None else Day(None, end[5:])
        if year is not None and not bound and not day:
            timing = Span(build_date(year, month, TENTH_STARTS.get(part["part"] or "", 1)), end)
        found.append((match.start("days") + part.start(), match.start("days") + part.end(), timing))
    first, last = found[0], found[-1]
    found[0] = (match.start(), first[1], first[2])
    found[-1] = (found[-1][0], match.end(), last[2])
    return tuple(found)


def make_yearly(timings: Sequence[Timing]) -> Recurrence | None:
    """Return the days of one year as days of each year; None where they differ in more than their months."""
    days = [date for one in timings if isinstance(one, Day | Span) for date in [_month_and_day(one)] if date]
    if not days:
        return None
    months = tuple(sorted({month for month, _ in days}))
    kinds = {day for _, day in days}
    if kinds == {None}:
        return Recurrence("year", months=months)
    ends = {-1 if day == last_day(2001, month) or (month, day) == (2, 29) else day for month, day in days}
    return Recurrence("year", months=months, days=(ends.pop() or -1,)) if len(ends) == 1 else None


def _month_and_day(one: Day | Span) -> tuple[int, int | None] | None:
    if isinstance(one, Span):
        return (int(one.end[5:7]), None) if one.end else None
    text = one.day[5:] if one.day else one.month_day or ""
    return int(text[:2]), int(text[3:])


def read_five_year(match: re.Match[str], reading: Reading) -> Timing | None:
    """“十四五”末: the last day of the plan's fifth year."""
    year = FIVE_YEARS.get(match["plan"][1])
    return Day(f"{year}-12-31") if year else None


def read_five_year_term(match: re.Match[str], reading: Reading) -> Timing | None:
    """“十四五”期间, where a time limit is asked for."""
    year = FIVE_YEARS.get(match["plan"][1])
    return Span(f"{year - 4}-01-01", f"{year}-12-31") if year and reading.labelled else None


def read_at_once_alone(match: re.Match[str], reading: Reading) -> Timing | None:
    """即时, all that stands behind a label."""
    return AtOnce() if reading.labelled else None


def read_year(match: re.Match[str], reading: Reading) -> Timing | None:
    """2023年底, 到2025年, 年底前, 上半年完成."""
    if ONGOING.match(match.string, match.end()):
        return None
    part = match["bare"] or match["ypart"] or ""
    till = match["till"] or ""
    own = _own_year(match, reading)
    bound = part or match["before"] or till.startswith(("到", "至", "截", "不", "最"))
    bound = bound or (reading.labelled and match["year"] and not match.string[match.end() : match.end() + 1].isdigit())
    respective = RESPECTIVE.match(reading.after) is not None
    bound = bound or (match["year"] and ENDS.match(reading.after)) or respective
    soon = reading.labelled or respective or SOON.match(reading.after)
    if not bound or (_needs_a_deed(match, part, till) and not soon):
        return None
    if (
        not match["bare"]
        and not reading.labelled
        and reading.year
        and own
        and own < reading.year
        and not match["before"]
    ):
        return None
    month = _season_month(part) if "季度" in part or "半年" in part else 12
    if match["before"] and not part:
        if own is None:
            return None
        own -= 1
    if match["before"] and "季度" in part and part[-1] not in "末底" and month > 3:
        month -= 3  # 四季度前 ends with September
    if own is None:
        return Day(None, f"{month:02d}-{(build_date(2001, month) or '2001-12-31')[8:]}")
    date = build_date(own, month)
    return Day(date) if date else None


def _needs_a_deed(match: re.Match[str], part: str, till: str) -> bool:
    """上半年 and 一季度 name a limit only before what is to be done then; 年底 and 年内 always do."""
    if match["before"] or till.startswith(("到", "至", "截", "不", "最")):
        return False
    return part not in ("年底", "年末", "年内", "底", "末", "内") and not (part and part[-1] in "末底")


def _season_month(part: str) -> int:
    """Return the last month of 上半年, 第三季度."""
    if "半年" in part:
        return 6 if "上" in part else 12
    found = re.search(r"[一二三四1-4](?=季度)", part)
    return SEASONS[found.group()] if found else 12


def read_whole_term(match: re.Match[str], reading: Reading) -> Timing | None:
    """全年 is a time limit only where one is asked for; in running words it belongs to a quota."""
    if not reading.labelled or reading.year is None:
        return None
    return Span(f"{reading.year}-01-01", f"{reading.year}-12-31")


def read_same_period(match: re.Match[str], reading: Reading) -> Timing | None:
    """当月完成清理, of the event before it."""
    lead = match.string[max(0, match.start() - LEAD) : match.start()]
    before = re.search(r"(?:根据|对|接到|收到)([^,。;]{2,20})(?:,[^,。;]{0,16})?,?$", lead)
    return Within(None, trigger=before[1] if before else None)


def read_cycle(match: re.Match[str], reading: Reading) -> Timing | None:
    """“日监测”, 按月报送."""
    name = match["cycle"] or match["by"]
    if name == "旬":
        return Recurrence("month", days=(10, 20, -1))
    step = find_step(reading.words, name)
    return Recurrence(*step) if step else None


def read_every(match: re.Match[str], reading: Reading) -> Timing | None:
    """每季度 alone; that no quota stands behind it is asked before."""
    if match["period"] == "旬":
        return Recurrence("month", days=(10, 20, -1))
    if match["period"] == "工作日":
        return Recurrence("week", weekdays=OFFICE_DAYS)
    step = find_step(reading.words, match["period"])
    return Recurrence(*step) if step else None


def read_at_once(match: re.Match[str], reading: Reading) -> Timing | None:
    """第一时间处置, 实时推送."""
    clause = re.split(r"[,。;:(]", match.string[max(0, match.start() - LEAD) : match.start()])[-1]
    event = re.match(r"(?:一旦)?((?:发生|发现|出现|接到|收到)[^,。;]{2,24})$", clause)
    return AtOnce(event[1] if event else None)


def read_timely(match: re.Match[str], reading: Reading) -> Timing | None:
    """一旦发生…,应及时响应."""
    return AtOnce(clean_trigger(match["once"] or match["event"]))


def read_on_the_spot(match: re.Match[str], reading: Reading) -> Timing | None:
    """当场办结, 立等可取, 即报即批."""
    return AtOnce()


READERS: dict[str, Reader] = {
    "each_month": read_each_month,
    "each_season": read_each_season,
    "each_weekday": read_each_weekday,
    "each_steps": read_each_steps,
    "span": read_span,
    "years": read_years,
    "within": read_within,
    "date": read_date,
    "five_year": read_five_year,
    "five_year_term": read_five_year_term,
    "at_once_alone": read_at_once_alone,
    "year": read_year,
    "whole_term": read_whole_term,
    "same_period": read_same_period,
    "cycle": read_cycle,
    "every": read_every,
    "at_once": read_at_once,
    "on_the_spot": read_on_the_spot,
    "timely": read_timely,
}
