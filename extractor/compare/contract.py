"""In: two stated values and the words around them. Out: why they are not one measure, in Chinese; None where they are.

A number is ranked beside another only where both count the same thing of the same whole, at the same stage, over the
same scope, by the same statistic, as a level or as a change. What one side does not say is no reason: only what both
say, and say differently, parts them. Not handled: whether two names are one thing (`differences.measures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from extractor.compare.contract_words import NOT, RATE, SHARE, ContractWords, Named
from extractor.compare.names import find_inserted, find_manner, find_parting, find_subject, name_counted, share_pair
from extractor.compare.policy import MEASURES
from extractor.compare.rewording import is_reworded

ARRIVAL = "到场"
"""the stage that is one whatever calls for it: 接警后 and 接到抢修电话后"""
SAID = re.compile(r"(?:有|符合|具备).*")
SHORT = 4
"""characters of a condition that names no more than that there is one (符合条件)"""
UNTIL = re.compile(r"(?<![较比与和])(?<![高低优少多大小]于)(20\d{2})年(?![-—至到])")
WHOLLY = re.compile(
    r"(?:20\d{2})年[^,，。;；、\d]{0,3}(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?之?前?(?:全部|全面|基本|如期)?(?:完成|建成|完工|到位|实现|投用|竣工|达到)(?=[,，。;；]|$)"
)
"""a day by which all that a sentence asks is done: 改造130户，2025年8月底前完成"""
BRACKET = re.compile(r"[(（][^()（）]{2,20}[)）]")
LAST_BRACKET = re.compile(r"[(（][^()（）]{2,20}[)）]$")
BASE = re.compile(r"(?:较|比|与)(?:(?P<year>20\d{2}年)|(?P<norm>法定|规定|承诺|标准|全[省市国])|(?:上|去|前一)年)|同比")
ACTS = 4
"""characters from which what two limits are for tells them apart: 设置警示标志, 拿出处置方案"""
NUMBER = re.compile(r"\d\s*[%‰个日天小月年次场人名户处项家公亩吨万亿元件]")
NAMED = 2
"""characters of an act that say what is to be done"""
CLAUSE = re.compile(r"[，,：:]")
APART = ({"new", "total"}, {"made", "total"}, {"done", "total"}, {"new", "reached"}, {"made", "reached"})
"""what is done within the year and what there is in the end"""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a number counts; None where its words do not tell. `marks` are what limits it, by axis (初次, 三级).

    `context` are the titles over it, which may say what its own words leave out.
    """

    words: ContractWords = field(repr=False, compare=False)
    thing: str | None = None
    whole: str | None = None
    rate: str | None = None
    stage: str | None = None
    scope: str | None = None
    statistic: str | None = None
    change: bool = False
    rank: bool = False
    flow: str | None = None
    marks: tuple[tuple[str, str], ...] = ()
    limits: tuple[str, ...] = ()
    about: str = ""
    subject: str = ""
    context: str = ""
    until: int | None = None
    """how many years after its plan's a number is to be reached; None where the plan's year is not known"""
    act: str = ""
    """what a time limit is for, by the words behind it"""
    base: tuple[str, str] | None = None
    """the year that a change is counted from; None where its words do not tell"""
    part: str = ""
    """what is counted of a whole: 注册企业 of 注册企业占在营企业比重"""


@lru_cache(maxsize=4096)
def find_identity(  # noqa: PLR0913, PLR0917 - the words on all sides of a number
    words: ContractWords,
    about: str,
    quote: str,
    sentence: str = "",
    act: str = "",
    before: str = "",
    context: str = "",
    year: int | None = None,
) -> Identity:
    """Return what a number counts, from its metric, its printed words, the clause around them and what is to be done.

    `act` are the words behind the number: in 受理后5个工作日内审核 the stage is 审核, and 受理 only starts the clock.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> find_identity(words, "注册企业占在营企业比重", "注册企业占在营企业比重达到40%").whole
    '在营企业'
    >>> find_identity(words, "", "1个工作日内", "收到申请后受理").stage
    '受理'
    >>> find_identity(words, "", "5个工作日内", "申请受理后审核", "审核").stage
    '审核'
    """
    printed = f"{about}；{quote}"
    whole = next((found for one in words.wholes if (found := one.search(printed))), None)
    rate = RATE.search(about)
    share = SHARE.search(about)
    each = (
        words.each.search(printed)
        or words.each.search(CLAUSE.split(before)[-1])
        or (words.each.search(sentence) if not about and not act else None)
    )
    near = _find_near(before, quote, act)
    rest = CLAUSE.split(sentence.removeprefix(before))[0] if act else ""
    started = near if len(act) >= NAMED else sentence or printed
    named = near if about and about == sentence else f"{about}。{quote}"
    marks = (_find_mark(axis, values, named) for axis, values in words.axes)
    return Identity(
        words=words,
        thing=name_counted(words, rate["thing"] if rate else share["thing"] if share else ""),
        whole=whole["whole"] if whole else None,
        rate=rate["rate"] if rate and not whole else None,
        stage=_find_stage(words, act) or _find_stage(words, rest) or _find_stage(words, started),
        scope=None if rate or whole else "each" if each else "all" if words.all.search(printed) else None,
        statistic="mean" if words.mean.search(f"{named}。{near}") else "per" if words.per.search(printed) else None,
        change=words.change.search(printed) is not None,
        rank=words.rank.search(printed) is not None,
        flow=_find_flow(words, about, printed, shared=bool(rate or whole)),
        limits=tuple(_find_limits(words, about, quote, before or sentence)),
        about=words.level(about),
        subject=_find_subject(words, before, quote, act),
        context=context,
        until=_find_until(f"{before}{about}{quote}", sentence, year),
        act=words.clutter.sub("", words.level(act)),
        base=_find_base(printed, year),
        part=printed[: whole.start()] if whole else "",
        marks=tuple(filter(None, marks)),
    )


def _find_near(before: str, quote: str, act: str) -> str:
    """Return the words of a number: its clause with what is to be done, and those before it that have no number.

    >>> _find_near("报案后平均24小时内到场，赔款自协议达成起，", "10日内", "支付")
    '赔款自协议达成起10日内支付'
    """
    clauses = CLAUSE.split(before)
    last = next((n for n, clause in reversed(list(enumerate(clauses))) if NUMBER.search(clause)), -1)
    return "".join((*clauses[last + 1 :], quote, act))


def _find_until(printed: str, sentence: str, year: int | None) -> int | None:
    """Return how many years after its plan's a number is to be reached: 到2026年底 in a plan of 2024 is two.

    What the number's own words do not tell the rest of its sentence may: 改造130户，2025年8月底前完成.

    >>> _find_until("到2026年底，接入率达到100%", "", 2024), _find_until("较2020年下降5%", "", 2024)
    (2, 0)
    """
    found = UNTIL.findall(printed) or UNTIL.findall("".join(WHOLLY.findall(sentence)))[:1]
    return None if year is None else max(0, int(found[-1]) - year) if found else 0


def _find_base(printed: str, year: int | None) -> tuple[str, str] | None:
    """Return the year that a change is counted from, by itself and as seen from the plan's own; or a norm (较法定时限).

    较上年 in a plan of 2024 and in one of 2025 are alike by the second, 比2020年 in both by the first.

    >>> _find_base("较上年下降4%", 2025), _find_base("比2020年下降16%", 2025), _find_base("下降4%", 2025)
    (('2024年', '上年'), ('2020年', '2020年'), None)
    """
    found = BASE.search(printed)
    if found is None:
        return None
    if found["norm"]:
        return found["norm"], found["norm"]
    last = f"{year - 1}年" if year else "上年"
    named = found["year"] or last
    return named, "上年" if named == last else named


def _find_subject(words: ContractWords, before: str, quote: str, act: str) -> str:
    """Return what a time limit is about, by its clause; where that tells nothing (收到异议后，3日内答复), by all."""
    last = CLAUSE.split(before)[-1]
    return find_subject(words, last + quote + act) or find_subject(words, before + quote + act)


def _find_limits(words: ContractWords, about: str, quote: str, before: str) -> Iterator[str]:
    """Yield what bounds or conditions what is counted; 老年人（65岁及以上）体检率 may print it in a bracket alone."""
    asides = BRACKET.findall(quote) + LAST_BRACKET.findall(before)
    for one in words.limits:
        if bound := one.search(about) or next(filter(None, map(one.search, asides)), None):
            yield _level_bound(bound[0])


def _level_bound(printed: str) -> str:
    """Return a bound in one form: 65岁及以上 is 65岁以上."""
    return printed.removesuffix("的").replace("及以", "以").replace("周岁", "岁")


def _find_flow(words: ContractWords, about: str, printed: str, *, shared: bool) -> str | None:
    """Return whether a number is what is done within the year or what there is in the end.

    改造老旧管网30公里 is new, 改造老旧管网累计达到120公里 the total; 培训指导师120名 is made, 指导师达到300名 reached.
    """
    year = words.within_year.search(printed) is not None
    if words.in_all.search(printed) and not year:
        return "total"
    if words.new.search(printed):
        return "new"
    if words.total.search(about):
        return "total"
    if words.making.search(printed):
        return "made"
    if words.doing.search(printed):
        return "done"
    return "reached" if words.level_reached.search(printed) and not year and not shared else None


def _find_stage(words: ContractWords, printed: str) -> str | None:
    return next((name for name, stage in words.stages if stage.search(printed)), None) if printed else None


def find_stage(words: ContractWords, act: str) -> str:
    """Return with what step a day ends, the first of its words, "" where they tell none: 6月底前〔全部开工〕.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> find_stage(words, "全部开工"), find_stage(words, "将首批资金拨付到位"), find_stage(words, "做好准备")
    ('开工', '首批拨付', '')
    """
    batches = dict(words.axes).get("batch", ())
    batch = next((name for name, value in batches if value.search(act)), "")
    named = [(found.start(), name) for name, stage in words.stages if (found := stage.search(act))]
    return batch + min(named, default=(0, ""))[1]


def _find_mark(axis: str, values: Named, printed: str) -> tuple[str, str] | None:
    """Return the one value of an axis that the words name; none where they name several (小学和初中)."""
    named = [name for name, value in values if value.search(printed)]
    return (axis, named[0]) if len(named) == 1 else None


def find_reason(one: Identity, other: Identity, *, timed: bool = False) -> str | None:
    """Return why two numbers are not one measure, None where nothing parts them; `timed`: both are time limits.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> level, change = (find_identity(words, *of) for of in (("占比", "占比低于1%"), ("数量", "较上年下降10%")))
    >>> find_reason(level, change)
    '一为水平，一为变化幅度'
    """
    for found in (
        _compare_kinds(one, other),
        _compare_wholes(one, other),
        _compare_limits(one, other),
        _compare_marks(one, other),
        _compare_names(one, other, timed=timed),
    ):
        if found:
            return found
    if timed and one.stage and other.stage and one.stage != other.stage:
        return f"环节不同：{one.stage}与{other.stage}"
    if not timed and {one.scope, other.scope} in ({"each", "all"}, {"each", None}):
        return "范围不同：逐个单位与全域合计"
    if one.statistic != other.statistic:
        return (
            "统计方式不同：平均值与逐件"
            if "mean" in {one.statistic, other.statistic}
            else "统计方式不同：人均等均值与总量"
        )
    return None


def _compare_kinds(one: Identity, other: Identity) -> str | None:
    if one.rank != other.rank:
        return "一为位次，一为数值"
    if one.change != other.change:
        return "一为水平，一为变化幅度"
    if {one.flow, other.flow} in APART:
        return "一为新增，一为累计"
    if one.base and other.base and not set(one.base) & set(other.base):
        return f"基期不同：{one.base[1]}与{other.base[1]}"
    if None not in {one.until, other.until} and one.until != other.until:
        return f"达成年份不同：{_name_year(one.until)}与{_name_year(other.until)}"
    return None


def _name_year(after: int | None) -> str:
    """Return a year by how far it is from the plan's.

    >>> _name_year(0), _name_year(2)
    ('方案年度', '方案年度后第2年')
    """
    return f"方案年度后第{after}年" if after else "方案年度"


def _compare_marks(one: Identity, other: Identity) -> str | None:
    """Return the limit that both name differently (初次与重复), or that one names alone (按期办结率 is not 办结率)."""
    first, second = dict(one.marks), dict(other.marks)
    for axis, _ in one.words.axes:
        left, right = first.get(axis), second.get(axis)
        if left != right and ((left and right) or axis in one.words.lone_axes):
            return f"统计对象不同：{left or f'未限{right}'}与{right or f'未限{left}'}"
    return None


def _compare_limits(one: Identity, other: Identity) -> str | None:
    """Return what limits the one and not the other: a bound, a condition, a 非, or whose rate it is.

    居民用户安检率 is not 非居民用户安检率, 主要农作物机械化率 not 小麦机械化率.
    """
    if not _limit_alike(one.limits, other.limits):
        left, right = "、".join(one.limits), "、".join(other.limits)
        return f"统计对象不同：{left or f'未限{right}'}与{right or f'未限{left}'}"
    for denied, plain in ((one, other), (other, one)):
        found = NOT.search(denied.about)
        if found and found["what"] in plain.about and not NOT.search(plain.about):
            both = (found[0], found["what"])
            return f"统计对象不同：{'与'.join(both if denied is one else both[::-1])}"
    manner = find_manner(one.words, one.about, other.about)
    if manner:
        left, right = (manner if name.about.startswith(manner) else f"未限{manner}" for name in (one, other))
        return f"统计对象不同：{left}与{right}"
    names = (_leave_limits(name) for name in (one, other))
    within = find_inserted(one.words, *names) if one.rate and other.rate else None
    if within and within not in min(one, other, key=lambda name: len(name.about)).context:
        return f"统计对象不同：{one.about}与{other.about}"
    return None


def _limit_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names are limited alike; one may say more closely what the other does.

    >>> _limit_alike(("有意愿",), ("有集中供养意愿",)), _limit_alike(("65岁以上",), ("80岁以上",))
    (True, False)
    """
    if len(one) != len(other):
        return False
    return all(
        a == b
        or (
            SAID.fullmatch(a)
            and SAID.fullmatch(b)
            and a[0] == b[0]
            and a[-2:] == b[-2:]
            and min(len(a), len(b)) <= SHORT
        )
        for a, b in zip(one, other, strict=True)
    )


def _leave_limits(name: Identity) -> str:
    """Return a name without what limits it."""
    bare = name.about
    for limit in name.words.limits:
        bare = limit.sub("", bare)
    return bare


def _compare_names(one: Identity, other: Identity, *, timed: bool) -> str | None:
    """Return in what two names differ; of time limits what they are about, as their stages are asked by themselves."""
    if timed:
        if one.stage == other.stage == ARRIVAL:
            return None
        told = not (one.stage and other.stage) and min(len(one.act), len(other.act)) >= (
            ACTS if one.stage == other.stage else NAMED
        )
        if told and not share_pair(one.act, other.act):
            return f"所限事项不同：{one.act}与{other.act}"
        found = find_parting(one.words, one.subject, other.subject, MEASURES.subjects)
        return f"所限事项不同：{found[0]}与{found[1]}" if found else None
    names = (one.part, other.part) if one.whole and other.whole else (one.about, other.about)
    if is_reworded(one.words, *names, contexts=(one.context, other.context)):
        return None
    found = find_parting(one.words, *names)
    return f"统计对象不同：{found[0]}与{found[1]}" if found else None


def _compare_wholes(one: Identity, other: Identity) -> str | None:
    if one.thing and other.thing and one.thing != other.thing:
        return f"统计对象不同：{one.thing}与{other.thing}"
    if one.whole and other.whole and not _alike(one.words, one.whole, other.whole):
        return f"分母不同：{one.whole}与{other.whole}"
    named, share = (one, other) if one.rate else (other, one)
    if named.rate and share.whole and not share.rate:
        return f"口径不同：{named.rate}与占{share.whole}的比例"
    return None


def _alike(words: ContractWords, one: str, other: str) -> bool:
    one, other = words.level(one), words.level(other)
    if fuzz.ratio(one, other) >= MEASURES.wholes or one in other or other in one:
        return not _differ(words, one, other) and find_parting(words, one, other) is None
    counted = name_counted(words, one)
    return counted is not None and counted == name_counted(words, other) and not _differ(words, one, other)


def _differ(words: ContractWords, one: str, other: str) -> bool:
    """Tell whether two wholes end in things that are counted apart, or one is a part only (申请企业)."""
    first, second = name_counted(words, one), name_counted(words, other)
    parts = [set(words.part.findall(name)) for name in (one, other)]
    return (first != second and bool(first and second)) or parts[0] != parts[1]
