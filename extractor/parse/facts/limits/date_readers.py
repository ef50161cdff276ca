"""In: a match that names days of the calendar. Out: `Day` or `Span`; without any year of the document month and day.

Not handled: feasts (`feast_readers`) and seasons (春节前, 汛期前), which name no day.
"""

from __future__ import annotations

import re

from extractor.language.dates import SEASONS, build_date
from extractor.language.grammar.verb_heads import opens_with_verb
from extractor.language.needs import compile_late
from extractor.model.timing.timing import Day, Span, Timing
from extractor.parse.facts.limits.reading import LimitReading, own_year, read_number, season_month

TENTH_STARTS = {"上旬": 1, "中旬": 11, "下旬": 21}
HAN_DIGITS = "一二三四五六七八九十"
BOUNDS = ("到", "至", "截至", "截止", "截止到")
FIVE_YEARS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}
LEAST_YEARS = 2
LISTED_DAY = compile_late(r"(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]|(?P<part>[上中下]旬|底|末))?")
FEAST = re.compile(
    r"(?:的)?(?:春节|国庆|元旦|中秋|端午|清明|五一|劳动节|主?汛期?|暑[期假]|寒假|春[耕季]|夏[粮收季]|秋[收季粮]|冬季?|入冬|供暖|采暖|开学|高考|中考|两会)"
)
"""2024年春节前 names a day that no rule here knows; it is never the year's last."""
ONGOING = re.compile(r"[,]?(?:持续|长期|不断|常态化|分批)")
YEAR_OPENS = re.compile(
    r"(?:^|(?<=[,。;:、])|(?<=其中))(?P<year>20\d{2})年(?!度|[底末初内前以])[\u4e00-\u9fff]{2,16}\d"
)
COUNTS_THEN = re.compile(
    r"[\u4e00-\u9fff]{4,18}?(?:\d|[一二两三四五六七八九十百千]{2,}[\u4e00-\u9fff]|[二两三四五六七八九十][个家所座处条名户套台辆场次期篇间栋支万])"
)
IN_TURN = compile_late(r",?(?:各|分[两二三四五六]?[批次轮期])")
"""4月、9月分两批发放; 5月和10月,各组织一次"""
RESPECTIVE = re.compile(r"(?:、20\d{2}年)*分别")
DOES = (
    r"(?:全面|全部|基本|力争|正式|集中|统一|率先|陆续|分批|中期|年中|初步|再次)?(?:完成|建成|建立|启动|开工|竣工|投入|投用|投产|实现|达到|报送|上报|提交|组织|开展"
    r"|举办|举行|召开|印发|出台|制定|形成|办结|整改|验收|总结|落实|启用|上线|运行|开通|公布|发布|签订|开展|进行|评估|推出|交付|对|拿出|建设"
    r"|通报|督查|督导|检查|抽查|抽检|汇总|报告|反馈|宣传|培训|部署|动员|巡查|走访|核查|复查|复核|命名|表彰|授牌|挂牌|评选|评审|公示|申报|推荐|下发|安排"
    r"|实施|调研|会商|演练|巡展|展演|种植|播种|投放|发放|采购|招标|施工|安装|调试|清理|整治|排查|摸排|摸底|登记|普查|入户|回访|回头看|联合|分组|分片|深入"
    r"|梳理|收集|征集|编制|起草|修订|审核|审定|考核|考评|评比|评定|巡检|慰问|巡演|开学|开讲|开赛|开班|开通|迎检|接受|做好|抓好|加强|强化)"
)
WHO = (
    r"(?:各[\u4e00-\u9fff]{1,6}?(?:\([\u4e00-\u9fff]{1,4}\))?|由?[县市区省][\u4e00-\u9fff]{1,10}?(?:局|委|办|中心|队|会|部|院))?"
    r"(?:要|应|将|对[^,。;]{2,16})?"
)
"""各镇(街道)要报送; 县林业局督查"""
PLACE_FIRST = r"(?:[上下]午|晚上?)?(?:[在于][^,。;\d]{2,14}?(?=举[办行]|开展|组织|召开|集中|进行))?"
SOON = re.compile(rf"^,?(?!(?:正式)?(?:印发|发布|公布|召开|签订)){PLACE_FIRST}{WHO}{DOES}")
"""2022年5月23日印发 tells of a past."""
OPENED = compile_late(r",[\u4e00-\u9fff]{4,}")
"""2023年6月下旬，通报检查情况: ten days that open a sentence are when its deed is to be done"""
ENDS = re.compile(
    r"^,?(?:全面|全部|基本|力争|正式)?(?:完成|建成|竣工|投用|投产|实现|达到|办结|整改到位|验收|总结|印发|出台|形成|启用|上线|交付)"
)
NAMES_THEN = re.compile(
    r"(?:报送|上报|提交|报告|通报|召开|形成|撰写|总结|公布|汇总|梳理|分析|发布|公示|兑现|编制|编发|印发|下达|反馈|讲评|交流|审议|听取)了?$"
)
"""报送上半年总结, 通报一季度排名: the season belongs to a name"""
ENCLOSED = compile_late(r"(?:期间|完成)?\)(?:$|[。;:])")
CHAINED = compile_late(r"[到至](?:20\d{2}年底?[、和及]){1,6}$")
SEASON_PART = compile_late(r"(?:季度|半年)$")
IN_YEARS = compile_late(r",?(?:分|用)[二两三四五](?:个?年(?:时间)?|步|批|期)")
"""2025—2027年分三年轮训"""
YEARS_OPEN = re.compile(r"(?:期间|间)?,|(?:期间,?)?(?=每年|年均|全[县市区省镇乡])")
"""2024—2026年,登记失业率控制在3.5%以内: a stretch of years that opens a duty"""
NO_BOUND = compile_late(r"[后期移进置]|[\u4e00-\u9fff]{1,6}的(?=[\u4e00-\u9fff])")
"""较2022年前移5位, 2020年前后, 2019年前列支的款项: 年前 bounds no deed"""
SECOND_DAY = re.compile(r"(?:[、和及]|以及)(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末)?(?:之?前|以前)")
"""3月、6月底前"""


def read_span(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """2022年3月1日至5月31日, 9月-11月, 自即日起至2022年8月底."""
    if "now" in match.re.groupindex:
        end = build_date(
            own_year(match, reading), read_number(match["month"]) or 0, read_number(match["day"]), match["part"]
        )
        return Span(None, end) if end else None
    written = match.group()[: match.end("m1") - match.start() + 1]
    bare = not match["y1"] and not match["d1"] and "月" not in written
    done_then = reading.clause == "" and SOON.match(reading.after)
    if bare and not (reading.labelled or is_enclosed(match) or done_then):
        return None
    months = read_number(match["m1"]) or 0, read_number(match["m2"] or match["m1"]) or 0  # 5月6日至20日
    first = int(match["y1"]) if match["y1"] else reading.year
    second = int(match["y2"]) if match["y2"] else first
    if match.groupdict().get("over") and first is not None:
        second = first + 1  # 10月1日至次年5月31日
    begin = build_date(first, months[0], int(match["d1"]) if match["d1"] else 1)
    end = build_date(second, months[1], int(match["d2"]) if match["d2"] else None, match["part"])
    if begin and end and match["m2"] and not match["y2"] and begin > end and first is not None:
        end = build_date(first + 1, months[1], int(match["d2"]) if match["d2"] else None, match["part"])
    return Span(begin, end) if begin and end and begin <= end else None


def is_enclosed(match: re.Match[str]) -> bool:
    """Tell whether a heading or a sentence ends with a time in brackets: 推进一网通办（6—9月）。"""
    start, end, text = match.start(), match.end(), match.string
    return text[start - 1 : start] == "(" and ENCLOSED.match(text, end) is not None


def read_season_span(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """第三、四季度, 一至三季度: from the first month of the one to the last of the other."""
    year = int(match["year"]) if match["year"] else reading.year
    first, last = SEASONS[match["first"]], SEASONS[match["last"]]
    asked = (
        reading.labelled
        or is_enclosed(match)
        or RESPECTIVE.match(reading.after)
        or SOON.match(reading.after)
        or IN_TURN.match(reading.after)
        or match["before"]
    )
    if year is None or first >= last or not asked:
        return None
    end = build_date(year, last)
    return Day(end) if match["before"] and end else Span(build_date(year, first - 2, 1), end)


def read_years(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """2024-2026年分三年建成: a stretch of years, of a duty that ends with it."""
    first, last = int(match["y1"]), int(match["y2"])
    ahead = reading.year is None or last >= reading.year
    opens = reading.clause == "" and YEARS_OPEN.match(match.string, match.end())
    asked = reading.labelled or opens or IN_YEARS.match(reading.after) or re.search(DOES, reading.after)
    if first >= last or not ahead or not asked:
        return None
    if reading.clause and not reading.labelled and not reading.clause.endswith(("在", "于", "从")):
        return None
    return Span(f"{first}-01-01", f"{last}-12-31")


def read_years_from(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """2022年起5年内, 从2024年开始用三年时间: a stretch of whole years, the first of them printed."""
    first, count = int(match["y1"]), read_number(match["n"]) or 0
    last = first + count - 1
    if count < LEAST_YEARS or (reading.year is not None and last < reading.year):
        return None
    return Span(f"{first}-01-01", f"{last}-12-31")


def read_date(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """2022年11月底前, 6月20日前, 8月下旬; without any year of the document the month and day alone."""
    till, part = match["till"] or "", match["part"]
    bound = match["before"] or part in ("底", "末") or till.startswith(("到", "至", "截", "不", "最"))
    bound = bound or _is_listed(match)
    left = match.string[match.start() - 1 : match.start()]
    if left in ("自", "从", "-", "第") or ((left.isdigit() or left in HAN_DIGITS) and left and till in ("到", "至")):
        return None  # 每年3至5月: no last day alone
    groups = match.groupdict()
    month, day = (
        read_number(match["month"] or groups.get("month2")) or 0,
        read_number(match["day"] or groups.get("day2")),
    )
    own = own_year(match, reading)
    if match.string.startswith("起", match.end()) and not match["before"]:
        return None  # 2025年1月1日起执行 is a beginning
    if match["before"] not in (None, "", "前后") and not day and not part and 2 <= month <= 12:
        month -= 1  # 10月前 ends with September
    if not reading.labelled and not bound and not is_enclosed(match):
        return _read_unbound(match, reading, own, (month, day))
    date = build_date(own if own is not None else 2000, month, day, part)
    if date is None:
        return None
    whole = part in TENTH_STARTS or ((reading.lasting or is_enclosed(match)) and not bound and not day)
    if own is not None and whole and not match["before"] and till not in BOUNDS:
        return Span(build_date(own, month, TENTH_STARTS.get(part or "", 1)), date)
    return Day(date) if own is not None else Day(None, date[5:])


def _is_listed(match: re.Match[str]) -> bool:
    """3月、6月底前: the first of two days shares the word of the second."""
    return SECOND_DAY.match(match.string[match.end() :]) is not None


def _read_unbound(
    match: re.Match[str], reading: LimitReading, year: int | None, when: tuple[int, int | None]
) -> Timing | None:
    """8月下旬开展督导, 12月上旬形成总结 are stretches, 9月完成验收 a last day; a past or a beginning is none."""
    month, day = when
    if match.string[match.start() - 1 : match.start()] in ("、", "和", "及") or reading.after.startswith(
        ("、", "和", "及")
    ):
        return None
    opens = match["part"] in TENTH_STARTS and not day and not reading.clause and OPENED.match(reading.after)
    if not (opens or SOON.match(reading.after)) or (
        year is not None and reading.year is not None and year < reading.year
    ):
        return None
    end = build_date(year, month, day, match["part"])
    if end is None:
        return None
    if day or (match["part"] not in TENTH_STARTS and ENDS.match(reading.after)):
        return Day(end)
    return Span(build_date(year, month, TENTH_STARTS.get(match["part"] or "", 1)), end)


def read_this_month(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """本月底前, 本月25日前: by the day of issue; without one no month is known."""
    if not reading.issued:
        return None
    year, month = int(reading.issued[:4]), int(reading.issued[5:7])
    date = build_date(year, month, read_number(match["day"]), match["part"])
    return Day(date) if date and date >= reading.issued else None


def read_dates(match: re.Match[str], reading: LimitReading) -> tuple[tuple[int, int, Timing], ...]:
    """6月底、11月底前各报一次: each day of a list, with where it is printed; the year and 前 hold for all."""
    year = int(match["year"]) if match["year"] else reading.year
    found: list[tuple[int, int, Timing]] = []
    parts = list(LISTED_DAY.finditer(match["days"]))
    stated = bool(match["before"] or any(part["part"] in ("底", "末") for part in parts))
    bound = stated or (reading.labelled and not reading.lasting)
    in_turn = RESPECTIVE.match(reading.after) or IN_TURN.match(match.string, match.end())
    if not (bound or reading.labelled or in_turn or SOON.match(reading.after)):
        return ()
    for part in parts:
        month, day = int(part["month"]), read_number(part["day"])
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


def read_five_year(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """“十四五”末: the last day of the plan's fifth year."""
    year = FIVE_YEARS.get(match["plan"][1])
    return Day(f"{year}-12-31") if year else None


def read_five_year_term(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """“十四五”期间, where a time limit is asked for."""
    year = FIVE_YEARS.get(match["plan"][1])
    return Span(f"{year - 4}-01-01", f"{year}-12-31") if year and reading.labelled else None


def _tells_of_before(match: re.Match[str], reading: LimitReading, own: int | None) -> bool:
    """Tell whether 年前 speaks of years gone by, or opens another word, and bounds nothing."""
    if reading.labelled:
        return False
    past = own is not None and reading.year is not None and own < reading.year
    return past or NO_BOUND.match(match.string, match.end()) is not None


def read_year(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """2023年底, 到2025年, 年底前, 上半年完成."""
    part = match["bare"] or match["ypart"] or ""
    till = match["till"] or ""
    own = own_year(match, reading)
    stands = ONGOING.match(match.string, match.end()) or FEAST.match(match.string, match.end())
    if stands or (match["before"] and not part and _tells_of_before(match, reading, own)):
        return None
    bound = part or match["before"] or till.startswith(("到", "至", "截", "不", "最"))
    bound = bound or (reading.labelled and match["year"] and not match.string[match.end() : match.end() + 1].isdigit())
    respective = RESPECTIVE.match(reading.after) is not None or _is_chained(match)
    parallel = _is_parallel(match, reading)
    bound = bound or (match["year"] and ENDS.match(reading.after)) or respective or parallel
    bound = bound or _opens_in(match, reading, own)
    soon = respective or parallel or SOON.match(reading.after) or _counts_then(match, reading)
    soon = reading.labelled or (soon and not NAMES_THEN.search(reading.clause))
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
    month = season_month(part) if "季度" in part or "半年" in part else 12
    if match["before"] and not part:
        if own is None:
            return None
        own -= 0 if till.startswith(("到", "至", "截")) else 1  # 到2030年前 ends with 2030, 2030年前 before it
    if match["before"] and "季度" in part and part[-1] not in "末底" and month > 3:
        month -= 3  # 四季度前 ends with September
    if own is None:
        return Day(None, f"{month:02d}-{(build_date(2001, month) or '2001-12-31')[8:]}")
    date = build_date(own, month)
    whole = reading.lasting and not match["before"] and not till and SEASON_PART.search(part)
    start = build_date(own, month - (5 if "半年" in part else 2), 1) if whole else None
    return (Span(start, date) if start else Day(date)) if date else None


def _is_chained(match: re.Match[str]) -> bool:
    """到2024年、2025年、2026年,覆盖率分别达到: the word before the first year bounds the others too."""
    return bool(match["year"] and not match["till"] and CHAINED.search(match.string[: match.start()]))


def _opens_in(match: re.Match[str], reading: LimitReading, own: int | None) -> bool:
    """于2021年全面实施: a year to come with what is to be done in it."""
    ahead = own is not None and reading.year is not None and own >= reading.year
    asked = match["till"] == "于" and not reading.clause.endswith("定")  # 大赛定于2024年举行 tells of an event
    return bool(asked and match["year"] and ahead and SOON.match(reading.after))


def _is_parallel(match: re.Match[str], reading: LimitReading) -> bool:
    """2024年新改建130公里,2025年新改建130公里: each of two years opens a clause that counts."""
    if not match["year"] or match["this"] or reading.clause not in ("", "其中"):
        return False
    text = match.string
    first = max(text.rfind("。", 0, match.start()), text.rfind(";", 0, match.start())) + 1
    last = min((at for mark in "。;" if (at := text.find(mark, match.end())) >= 0), default=len(text))
    others = {one["year"] for one in YEAR_OPENS.finditer(text, first, last)}
    return len(others) > 1 and match["year"] in others


def _counts_then(match: re.Match[str], reading: LimitReading) -> bool:
    """一季度出让工业用地500亩: what opens a clause and counts is to be done then."""
    return reading.clause == "" and COUNTS_THEN.match(reading.after) is not None and opens_with_verb(reading.after)


def _needs_a_deed(match: re.Match[str], part: str, till: str) -> bool:
    """上半年 and 一季度 name a limit only before what is to be done then; 年底 and 年内 always do."""
    if match["before"] or till.startswith(("到", "至", "截", "不", "最")):
        return False
    return part not in ("年底", "年末", "年内", "底", "末", "内") and not (part and part[-1] in "末底")


def read_whole_term(match: re.Match[str], reading: LimitReading) -> Timing | None:
    """全年 is a time limit only where one is asked for; in running words it belongs to a quota."""
    if not (reading.labelled or is_enclosed(match)) or reading.year is None:
        return None
    return Span(f"{reading.year}-01-01", f"{reading.year}-12-31")
