"""In: a stated value and the words around it. Out: its `Identity`: what it counts, of what, when, where and how.

What its words do not tell stays None. Not handled: whether two of them are one measure (`one_measure`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from extractor.compare.contract_words import RATE, SHARE, ContractWords, Named
from extractor.compare.names import find_subject, name_counted

UNTIL = re.compile(r"(?<![较比与和])(?<![高低优少多大小]于)(20\d{2})年(?![-—至到])")
WHOLLY = re.compile(
    r"(?:20\d{2})年[^,，。;；、\d]{0,3}(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?之?前?(?:全部|全面|基本|如期)?(?:完成|建成|完工|到位|实现|投用|竣工|达到)(?=[,，。;；]|$)"
)
"""a day by which all that a sentence asks is done: 改造130户，2025年8月底前完成"""
BRACKET = re.compile(r"[(（][^()（）]{2,20}[)）]")
LAST_BRACKET = re.compile(r"[(（][^()（）]{2,20}[)）]$")
BASE = re.compile(r"(?:较|比|与)(?:(?P<year>20\d{2}年)|(?P<norm>法定|规定|承诺|标准|全[省市国])|(?:上|去|前一)年)|同比")
NUMBER = re.compile(r"\d\s*[%‰个日天小月年次场人名户处项家公亩吨万亿元件]")
NAMED = 2
"""characters of an act that say what is to be done"""
CLAUSE = re.compile(r"[，,：:]")


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
