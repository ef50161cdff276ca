"""In: two identities. Out: why they are not one measure, in Chinese; None where they are.

A number is ranked beside another only where both count the same thing of the same whole, at the same stage, over the
same scope, by the same statistic, as a level or as a change. What one side does not say is no reason: only what both
say, and say differently, parts them. Not handled: whether two names are one thing (`differences.measures`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from extractor.compare.contract import NAMED, Identity
from extractor.compare.contract_words import NOT, ContractWords
from extractor.compare.names import find_inserted, find_manner, find_parting, name_counted, share_pair
from extractor.compare.policy import MEASURES
from extractor.compare.rewording import is_reworded
from extractor.language.needs import compile_late

ARRIVAL = "到场"
"""the stage that is one whatever calls for it: 接警后 and 接到抢修电话后"""
SAID = compile_late(r"(?:有|符合|具备).*")
SHORT = 4
"""characters of a condition that names no more than that there is one (符合条件)"""
ACTS = 4
"""characters from which what two limits are for tells them apart: 设置警示标志, 拿出处置方案"""
APART = ({"new", "total"}, {"made", "total"}, {"done", "total"}, {"new", "reached"}, {"made", "reached"})
"""what is done within the year and what there is in the end"""


def find_reason(one: Identity, other: Identity, *, timed: bool = False) -> str | None:
    """Return why two numbers are not one measure, None where nothing parts them; `timed`: both are time limits.

    >>> from extractor.compare.contract import find_identity
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
