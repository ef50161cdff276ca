"""In: stated values. Out: sets of those that measure one thing by their names: 双公示上报率 here and there.

What they are about is alike in words, on one scale and in one direction. Not handled: what parts two measures of one
name (`compare.contract`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import fuzz

from extractor.compare.contract_words import ContractWords
from extractor.compare.differences.stated import Stated, Stricter, find_words
from extractor.compare.names import stand_for_one, strip_name
from extractor.compare.policy import MEASURES, MeasurePolicy


def split_alike(stated: Sequence[Stated], policy: MeasurePolicy = MEASURES) -> Iterator[list[Stated]]:
    """Yield the values that measure the same thing: one unit, one direction, and alike in what they are about.

    A value joins the set whose first member it is most like; so 上报率 and 合规率 of one task stay apart.
    """
    sets: list[list[Stated]] = []
    for value in sorted(stated, key=lambda one: (one.plan, one.item, one.about, one.quote)):
        likes = [
            (likeness(value.words, value.about, group[0].about), -rank)
            for rank, group in enumerate(sets)
            if _same_scale(value, group[0]) and not _is_told_apart(value, group)
        ]
        best, rank = max(likes, default=(0.0, 0))
        if best >= policy.alike:
            sets[-rank].append(value)
        else:
            sets.append([value])
    yield from sets


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
    if (one[-1] == other[-1] == "率" and not _same_rate(words, one, other)) or _are_two_amounts(one, other):
        return 0.0
    bag = MEASURES.bag * _share_characters(find_words(one), find_words(other))
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
    if one[-3:] == other[-3:] or stand_for_one(words, one[-3:-1], other[-3:-1]):
        return True
    return any(_is_within(left[-3:], right[-5:]) for left, right in ((one, other), (other, one)))


def _are_two_amounts(one: str, other: str) -> bool:
    """Tell whether two names end in two amounts.

    >>> _are_two_amounts("专利拥有量", "专利授权量"), _are_two_amounts("粮食产量", "粮食总产量")
    (True, False)
    """
    if not (one[-1] == other[-1] == "量" and min(len(one), len(other)) > 2):
        return False
    return not any(_is_within(left[-2:], right[-4:]) for left, right in ((one, other), (other, one)))


def _is_within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _share_characters(one: str, other: str) -> float:
    """Return how many characters two metrics share, in whatever order (户厕改造, 改造农村户厕)."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one and other else 0.0
