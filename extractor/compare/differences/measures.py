"""In: stated values. Out: sets of those that measure one thing by their names: 双公示上报率 here and there.

What they are about is alike in words, on one scale and in one direction. Not handled: what parts two measures of one
name (`compare.one_measure`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import fuzz

from extractor.compare.contract_words import ContractWords
from extractor.compare.differences.stated import Stated, Stricter, find_words
from extractor.compare.names import share_pair, stand_for_one, strip_name
from extractor.compare.policy import MEASURES, MeasurePolicy
from extractor.compare.rewording import is_reworded, says_else, shares_measure_only

SHARE_END = re.compile(r"(?:率|比例|比重|占比|总数|人数|数量|数|量)$")
PLAIN_RATE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:覆盖|完成|到位|落实|实现|建成)率$")
"""安全检查覆盖率 is 安检率"""
FAINT = 60.0
"""how alike two names must be of which each says something that the other does not"""
TIMES = frozenset({"工作日", "日", "个月"})
"""scales of time limits, which are named by the sentence around them"""
REWORDED = 90.0
"""how alike two names are that say one thing in other words"""
COUNTED_END = re.compile(r"([人起件宗例户家次])数量?(?:同比|环比|(?:较|比)[上去]年)?$")


def split_alike(
    stated: Sequence[Stated], policy: MeasurePolicy = MEASURES, *, lone: bool = True
) -> Iterator[list[Stated]]:
    """Yield the values that measure the same thing: one unit, one direction, and alike in what they are about.

    A value joins the set whose first member it is most like; so 上报率 and 合规率 of one task stay apart.
    """
    sets: list[list[Stated]] = []
    for value in sorted(stated, key=lambda one: (one.plan, one.item, one.about, one.quote)):
        likes = [
            (find_likeness(value, group[0]), -rank)
            for rank, group in enumerate(sets)
            if _same_scale(value, group[0]) and not _is_told_apart(value, group)
        ]
        best, rank = max(likes, default=(0.0, 0))
        if best >= policy.alike:
            sets[-rank].append(value)
        else:
            sets.append([value])
    yield from _join_lone(sets, policy) if lone else sets


def _join_lone(sets: list[list[Stated]], policy: MeasurePolicy) -> list[list[Stated]]:
    """Return the sets with those joined that are the one number of each plan on their scale, and share some words.

    漂浮垃圾清理率 and 漂浮物打捞清除率 are too far to be found among several rates, and are the one rate of each plan.
    """
    joined: list[list[Stated]] = []
    for alike in sets:
        met = next(
            (other for other in joined if _same_scale(alike[0], other[0]) and _is_lone([*alike, *other], sets)), None
        )
        if met and _is_near(alike[0], met[0], policy):
            met.extend(alike)
        else:
            joined.append(list(alike))
    return joined


def _is_near(one: Stated, other: Stated, policy: MeasurePolicy) -> bool:
    """Tell whether two values that stand alone on their scale may be of one measure by their names."""
    apart = says_else(one.words, one.about, other.about)
    return not apart and _share_head(one, other) and find_likeness(one, other) >= policy.lone


def _share_head(one: Stated, other: Stated) -> bool:
    """Tell whether two names end in words of one meaning, and both or neither count a share of a whole."""
    (first, second), words = (
        (SHARE_END.sub("", strip_name(value.words, value.about)) for value in (one, other)),
        one.words,
    )
    if (one.identity.whole is None) != (other.identity.whole is None) or not (first and second):
        return False
    near = first[-1] == second[-1] or stand_for_one(words, first[-2:], second[-2:])
    if one.unit != "%":
        return near or share_pair(first, second)
    return near or bool(set(first[-2:]) & set(second[-2:]))


def _is_lone(values: Sequence[Stated], sets: Sequence[Sequence[Stated]]) -> bool:
    """Tell whether each plan states one number on the scale of `values`, and all of them are these."""
    same = [one for alike in sets for one in alike if _same_scale(one, values[0])]
    return len({one.plan for one in values}) == len(values) == len(same)


def _is_told_apart(value: Stated, group: Sequence[Stated]) -> bool:
    """Tell whether an item itself gives two numbers two names: 起降点20个，其中医疗救援起降点5个."""
    name = strip_name(value.words, value.about)
    own = (one for one in group if (one.plan, one.item) == (value.plan, value.item) and one.quote != value.quote)
    return any(strip_name(one.words, one.about) != name for one in own)


def join_single(sets: list[list[Stated]], may_join: Callable[[Stated], bool]) -> list[list[Stated]]:
    """Return the sets with those joined in which each plan states one value only, on one scale, for this measure.

    成武 writes 注册企业占在营企业的比重, 灵璧 入驻平台市场主体占比: one concept, one share each, in other words.
    """
    joined: list[list[Stated]] = []
    scales: dict[tuple[str, Stricter], list[list[Stated]]] = {}
    for alike in sets:
        if all(map(may_join, alike)):
            scales.setdefault((alike[0].unit, alike[0].stricter), []).append(alike)
        else:
            joined.append(alike)
    for same in scales.values():
        plans = [plan for alike in same for plan in {one.plan for one in alike}]
        joined.extend(same if len(plans) != len(set(plans)) else [[one for alike in same for one in alike]])
    return joined


def _same_scale(one: Stated, other: Stated) -> bool:
    """Tell whether two values stand on one scale; none at all (零存量) is nought on every scale."""
    nought = (one.value == 0 and one.unit == "") or (other.value == 0 and other.unit == "")
    return one.stricter == other.stricter and (one.words.count_alike(one.unit, other.unit) or nought)


def find_likeness(one: Stated, other: Stated) -> float:
    """Return how alike two values are in what they are about; those that say one thing in other words are one."""
    found = likeness(one.words, one.about, other.about)
    if found < REWORDED and is_reworded(one.words, one.about, other.about, contexts=(one.context, other.context)):
        return REWORDED
    if found < FAINT and one.unit not in TIMES and shares_measure_only(one.words, one.about, other.about):
        return 0.0
    return found


def likeness(words: ContractWords, one: str, other: str) -> float:
    """Return from 0 to 100 how alike two metrics are; those that end in different rates (上报率, 合规率) are not.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> likeness(build_contract_words(load_mappings().contract), "双公示信息上报率", "双公示信息合规率")
    0.0
    """
    if not one or not other:
        return 0.0
    one, other = words.level(one), words.level(other)
    if one == other:
        return 100.0
    if (
        (one[-1] == other[-1] == "率" and not _same_rate(words, one, other))
        or _are_two_amounts(one, other)
        or _count_apart(words, one, other)
    ):
        return 0.0
    bare = find_words(one), find_words(other)
    one, other = bare if all(bare) else (one, other)
    bag = MEASURES.bag * _share_characters(*bare)
    return max(fuzz.ratio(one, other), MEASURES.within * fuzz.partial_ratio(one, other), bag)


def _same_rate(words: ContractWords, one: str, other: str) -> bool:
    """Tell whether two rates end alike, the shorter's letters in the longer's order (网办率, 网上可办率).

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> _same_rate(words, "事项网办率", "事项网上可办率"), _same_rate(words, "信息上报率", "信息及时率")
    (True, False)
    >>> _same_rate(words, "案件办结率", "案件结案率")
    True
    """
    ends = (one, other), tuple(PLAIN_RATE.sub("率", name) for name in (one, other))
    if any(left[-3:] == right[-3:] or stand_for_one(words, left[-3:-1], right[-3:-1]) for left, right in ends):
        return True
    if any(_is_within(left[-3:], right[-5:]) for left, right in ((one, other), (other, one))):
        return True
    left, right = ends[1]
    told = set(left[-3:-1]) & set(right[-3:-1])
    return bool(told) and (_is_within(left[-3:], right[-5:]) or _is_within(right[-3:], left[-5:]))


def _are_two_amounts(one: str, other: str) -> bool:
    """Tell whether two names end in two amounts.

    >>> _are_two_amounts("专利拥有量", "专利授权量"), _are_two_amounts("粮食产量", "粮食总产量")
    (True, False)
    """
    if not (one[-1] == other[-1] == "量" and min(len(one), len(other)) > 2):
        return False
    return not any(_is_within(left[-2:], right[-4:]) for left, right in ((one, other), (other, one)))


def _count_apart(words: ContractWords, one: str, other: str) -> bool:
    """Tell whether two names end in numbers of two things.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> _count_apart(words, "事故死亡人数", "事故起数"), _count_apart(words, "事故起数", "事故件数")
    (True, False)
    """
    first, second = (COUNTED_END.search(name) for name in (one, other))
    return bool(first and second) and not words.count_alike(first[1], second[1])  # type: ignore[index]


def _is_within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _share_characters(one: str, other: str) -> float:
    """Return how many characters two metrics share, in whatever order (户厕改造, 改造农村户厕)."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one and other else 0.0
