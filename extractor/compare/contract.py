"""In: two stated values and the words around them. Out: why they are not one measure, in Chinese; None where they are.

A number is ranked beside another only where both count the same thing of the same whole, at the same stage, over the
same scope, by the same statistic, as a level or as a change. What one side does not say is no reason: only what both
say, and say differently, parts them. Not handled: whether two names are one thing (`differences.measures`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from extractor.compare.contract_words import (
    ALL,
    AXES,
    BOUNDED,
    CHANGE,
    CONDITIONED,
    DATE_WORDS,
    DOING,
    EACH,
    ENDING,
    IN_ALL,
    INSERTED,
    LAST,
    LEADING,
    LONE_AXES,
    MEAN,
    NEW,
    NO_HEAD,
    NOT,
    OF,
    PART,
    PER,
    PLAIN_HEAD,
    RANK,
    RATE,
    SAME,
    SHARE,
    STAGE,
    TO,
    TOTAL,
    WITHIN_YEAR,
    Axis,
)
from extractor.compare.policy import MEASURES


@dataclass(frozen=True, slots=True)
class Identity:
    """What a number counts; None where its words do not tell. `marks` are what limits it, by axis (初次, 三级)."""

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


@lru_cache(maxsize=4096)
def find_identity(about: str, quote: str, sentence: str = "", act: str = "") -> Identity:
    """Return what a number counts, from its metric, its printed words, the clause around them and what is to be done.

    `act` are the words behind the number: in 受理后5个工作日内审核 the stage is 审核, and 受理 only starts the clock.

    >>> find_identity("注册企业占在营企业比重", "注册企业占在营企业比重达到40%").whole
    '在营企业'
    >>> find_identity("", "1个工作日内", "收到申请后受理").stage
    '受理'
    >>> find_identity("", "5个工作日内", "申请受理后审核", "审核").stage
    '审核'
    """
    words = about + quote
    whole = OF.search(words) or TO.search(words)
    rate = RATE.search(about)
    share = SHARE.search(about)
    each = EACH.search(words) or (EACH.search(sentence) if not about and not act else None)
    return Identity(
        thing=_name_counted(rate["thing"] if rate else share["thing"] if share else ""),
        whole=whole["whole"] if whole else None,
        rate=rate["rate"] if rate and not whole else None,
        stage=_find_stage(act) or _find_stage(sentence or words),
        scope=None if rate or whole else "each" if each else "all" if ALL.search(words) else None,
        statistic="mean" if MEAN.search(words + sentence) else "per" if PER.search(words) else None,
        change=CHANGE.search(words) is not None,
        rank=RANK.search(words) is not None,
        flow=_find_flow(about, words),
        limits=tuple(bound[0].removesuffix("的") for one in (BOUNDED, CONDITIONED) if (bound := one.search(about))),
        about=level_words(about),
        marks=tuple(found for axis, values in AXES if (found := _find_mark(axis, values, f"{about}。{quote}"))),
    )


def _find_flow(about: str, words: str) -> str | None:
    """Return whether a number is what is done within the year or what there is in the end.

    >>> _find_flow("改造老旧管网", "改造老旧管网30公里"), _find_flow("改造老旧管网累计", "改造老旧管网累计达到120公里")
    ('new', 'total')
    """
    if IN_ALL.search(words) and not WITHIN_YEAR.search(words):
        return "total"
    if NEW.search(words):
        return "new"
    return "total" if TOTAL.search(about) else "new" if DOING.search(words) else None


def level_words(words: str) -> str:
    """Return `words` with one word for each thing that has several.

    >>> level_words("地区生产总值"), level_words("政策文件发布")
    ('GDP', '政策文件公开')
    """
    for name, printed in SAME:
        words = printed.sub(name, words)
    return words


def _find_stage(words: str) -> str | None:
    return next((name for name, stage in STAGE if stage.search(words)), None) if words else None


def _find_mark(axis: str, values: Axis, words: str) -> tuple[str, str] | None:
    """Return the one value of an axis that the words name; none where they name several (小学和初中)."""
    named = [name for name, printed in values if printed.search(words)]
    return (axis, named[0]) if len(named) == 1 else None


def find_reason(one: Identity, other: Identity, *, timed: bool = False) -> str | None:
    """Return why two numbers are not one measure, None where nothing parts them; `timed`: both are time limits.

    >>> find_reason(find_identity("名单主体占比", "占比低于1%"), find_identity("名单主体数量", "较上年下降10%"))
    '一为水平，一为变化幅度'
    """
    for found in (
        _compare_kinds(one, other),
        _compare_wholes(one, other),
        _compare_limits(one, other),
        _compare_marks(one, other),
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
    if {one.flow, other.flow} == {"new", "total"}:
        return "一为新增，一为累计"
    return None


def _compare_marks(one: Identity, other: Identity) -> str | None:
    """Return the limit that both name differently (初次与重复), or that one names alone (按期办结率 is not 办结率)."""
    first, second = dict(one.marks), dict(other.marks)
    for axis, _ in AXES:
        left, right = first.get(axis), second.get(axis)
        if left != right and ((left and right) or axis in LONE_AXES):
            return f"统计对象不同：{left or f'未限{right}'}与{right or f'未限{left}'}"
    return None


def _compare_limits(one: Identity, other: Identity) -> str | None:
    """Return what limits the one and not the other: a bound, a condition, a 非, or whose rate it is.

    >>> _compare_limits(find_identity("居民用户安检率", ""), find_identity("非居民用户安检率", ""))
    '统计对象不同：居民与非居民'
    >>> _compare_limits(find_identity("主要农作物机械化率", ""), find_identity("小麦机械化率", ""))
    '统计对象不同：主要农作物与小麦'
    """
    if one.limits != other.limits:
        left, right = "、".join(one.limits), "、".join(other.limits)
        return f"统计对象不同：{left or f'未限{right}'}与{right or f'未限{left}'}"
    for denied, plain in ((one, other), (other, one)):
        found = NOT.search(denied.about)
        if found and found["what"] in plain.about and not NOT.search(plain.about):
            both = (found[0], found["what"])
            return f"统计对象不同：{'与'.join(both if denied is one else both[::-1])}"
    if one.rate and other.rate and _is_inserted(one.about, other.about):
        return f"统计对象不同：{one.about}与{other.about}"
    heads = _find_heads(one, other)
    return f"统计对象不同：{heads[0]}与{heads[1]}" if heads else None


def _is_inserted(one: str, other: str) -> bool:
    """Tell whether one name is the other with a word within.

    >>> _is_inserted("家属对口安置率", "家属安置率"), _is_inserted("全县家属安置率", "家属安置率")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    size = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if not 2 <= size <= len(short) - 2 or not long.endswith(short[size:]):
        return False
    return INSERTED.match(long[size : size + len(long) - len(short)]) is not None


def _find_heads(one: Identity, other: Identity) -> tuple[str, str] | None:
    """Return what stands before the rate in which two names end, where it is of two things that share no character."""
    if not (one.rate and other.rate):
        return None
    first, second = one.about, other.about
    size = next((n for n in range(min(len(first), len(second)), 0, -1) if first[-n:] == second[-n:]), 0)
    if size and not first[-size].translate(NO_HEAD):
        size -= 1  # 山〔区清洁取暖率〕
    if size < ENDING:
        return None
    heads = [PLAIN_HEAD.sub("", LEADING.sub("", DATE_WORDS.sub("", words[:-size]))) for words in (first, second)]
    if min(map(len, heads)) < 2 or set(heads[0].translate(NO_HEAD)) & set(heads[1].translate(NO_HEAD)):
        return None
    counted = [_name_counted(head) for head in heads]
    return None if counted[0] and counted[0] == counted[1] else (heads[0], heads[1])


def _compare_wholes(one: Identity, other: Identity) -> str | None:
    if one.thing and other.thing and one.thing != other.thing:
        return f"统计对象不同：{one.thing}与{other.thing}"
    if one.whole and other.whole and not _alike(one.whole, other.whole):
        return f"分母不同：{one.whole}与{other.whole}"
    named, share = (one, other) if one.rate else (other, one)
    if named.rate and share.whole and not share.rate:
        return f"口径不同：{named.rate}与占{share.whole}的比例"
    return None


def _alike(one: str, other: str) -> bool:
    one, other = level_words(one), level_words(other)
    if fuzz.ratio(one, other) >= MEASURES.wholes or one in other or other in one:
        return not _differ(one, other)
    return _name_counted(one) is not None and _name_counted(one) == _name_counted(other) and not _differ(one, other)


def _differ(one: str, other: str) -> bool:
    """Tell whether two wholes end in things that are counted apart, or one is a part only (申请企业)."""
    first, second = _name_counted(one), _name_counted(other)
    return (first != second and bool(first and second)) or set(PART.findall(one)) != set(PART.findall(other))


def _name_counted(words: str) -> str | None:
    return next((name for name, last in LAST if last.search(words)), None)
