"""In: values of one measure. Out: `Difference`s: the values on one scale, ranked from the strictest, under a label.

What is no one measure stands side by side with the reason. Not handled: finding the values, and which are alike
(`measures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.compare.contract_words import DATE_WORDS
from extractor.compare.differences.stated import UNREAD, Stated, Stricter
from extractor.compare.one_measure import find_reason
from extractor.compare.places import find_reach
from extractor.compare.policy import MEASURES
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Aspect, Difference, Reading

QUOTES = re.compile(r"[\"“”]")


def build_ranked(group: Group, aspect: Aspect, stated: Sequence[Stated]) -> Iterator[Difference]:
    """Yield the values that are one measure, ranked, and those that are not side by side with the reason.

    A value joins the first set with which the contract allows it. What stands in no ranked set is shown beside the
    largest set, unranked, where another plan states that.
    """
    classes: list[list[Stated]] = []
    for one in stated:
        for members in classes:
            if _part(one, members[0], timed=aspect == "duration") is None:
                members.append(one)
                break
        else:
            classes.append([one])
    ranked = [members for members in classes if len({one.plan for one in members}) > 1]
    for members in ranked:
        found = build_difference(group, aspect, members)
        if found:
            yield found
    left = [one for members in classes if members not in ranked for one in members]
    largest = max(ranked, key=len, default=[])
    pair = next(((one, other) for one in left for other in (*largest, *left) if one.plan != other.plan), None)
    if pair:
        reason = _part(*pair, timed=aspect == "duration")
        yield from show_beside(group, aspect, [*left, *largest], reason or find_unlike(*pair))


def _part(one: Stated, other: Stated, *, timed: bool = False) -> str | None:
    """Return why two values are not ranked, by what they measure, or as 10个 and 20个左右 are no two exact numbers."""
    reason = find_reason(one.identity, other.identity, timed=timed)
    return reason or ("一为约数，一为定数" if one.approx != other.approx else None)


def show_beside(group: Group, aspect: Aspect, stated: Sequence[Stated], reason: str) -> Iterator[Difference]:
    """Yield values that are no one measure side by side, unranked, with the reason."""
    plain = [replace(one, value=None, stricter="none", note="" if one.note == reason else one.note) for one in stated]
    found = build_difference(group, aspect, plain, group.label)
    if found:
        units = "｜".join(dict.fromkeys(one.unit for one in stated if one.unit))
        yield replace(
            found, unit=units, agrees=False, note="；".join(filter(None, (f"不作排序：{reason}", found.note)))
        )


def find_unlike(one: Stated, other: Stated) -> str:
    """Return why two values of one group stand on different scales."""
    reason = _part(one, other)
    if reason:
        return reason
    if None in (one.value, other.value):
        return next((stated.note for stated in (one, other) if stated.value is None and stated.note), UNREAD)
    if not one.words.count_alike(one.unit, other.unit):
        return f"单位不同：{one.unit or '无'}与{other.unit or '无'}"
    if one.stricter != other.stricter:
        return "方向不同：一为下限，一为上限"
    return "所量事项不同"


def build_difference(group: Group, aspect: Aspect, stated: Sequence[Stated], label: str = "") -> Difference | None:
    """Return the difference between values of at least two plans, the strictest first; None where there are fewer.

    Without `label` it is named by the shortest label of its values, else by the group.
    """
    once = {(one.plan, one.item, one.value, one.shown): one for one in reversed(stated)}
    if len({one.plan for one in once.values()}) < 2:
        return None
    first = stated[0]
    readings = [_build_reading(one) for one in once.values()]
    values = [reading.value for reading in readings if reading.value is not None]
    # of points, one value alone is no rank: beside it stand rows whose points cannot be told apart
    met = aspect != "weight" or len({reading.plan for reading in readings if reading.value is not None}) > 1
    ranks = _rank(values, first.stricter) if met else {}
    ranked = [
        replace(replace_rank(reading, ranks), position=place_on_ladder(reading.value, values, first.stricter))
        for reading in readings
    ]
    ranked.sort(
        key=lambda reading: (reading.rank is None, reading.rank or 0, reading.plan, reading.item, reading.start)
    )
    return Difference(
        group=group.id,
        aspect=aspect,
        label=label or find_label(stated) or group.label,
        unit=next((one.unit for one in stated if one.unit), ""),
        stricter=first.stricter,
        readings=tuple(ranked),
        spread=round(max(values) - min(values), 9) if len(values) > 1 else None,
        agrees=len(set(values)) == 1 and len(values) == len(readings),
        note="；".join(dict.fromkeys(part for one in stated for part in one.note.split("；") if part)),
    )


def _rank(values: Sequence[float], stricter: Stricter) -> dict[float, int]:
    """Return each value's rank from 1; equal values share a rank, and the next is counted on."""
    if stricter == "none":
        return {}
    order = sorted(values, reverse=stricter == "higher")
    return {value: order.index(value) + 1 for value in set(values)}


def replace_rank(reading: Reading, ranks: dict[float, int]) -> Reading:
    """Return `reading` with its rank."""
    rank = ranks.get(reading.value) if reading.value is not None else None
    return replace(reading, rank=rank)


def place_on_ladder(value: float | None, values: Sequence[float], stricter: Stricter) -> float | None:
    """Return where `value` stands among `values`: 0 for the loosest, 1 for the strictest; 1 where all agree.

    >>> place_on_ladder(7, (7, 15), "lower"), place_on_ladder(10, (5, 10, 25), "higher")
    (1.0, 0.25)
    """
    if value is None or stricter == "none":
        return None
    low, high = min(values), max(values)
    if low == high:
        return 1.0
    up = (value - low) / (high - low)
    return round(up if stricter == "higher" else 1 - up, 4)


def _build_reading(one: Stated) -> Reading:
    start, end = find_reach(one.place)
    return Reading(
        plan=one.plan, item=one.item, quote=one.quote, start=start, end=end, value=one.value, shown=one.shown
    )


def find_label(stated: Sequence[Stated]) -> str:
    """Return the shortest label, without a quotation mark whose other half was cut off; "" where none has one."""
    bare = {DATE_WORDS.sub("", one.label) for one in stated}
    labels = sorted(filter(None, bare), key=lambda text: (len(text), text))
    label = _find_common(labels) if len({one.plan for one in stated}) > 1 else next(iter(labels), "")
    whole = QUOTES.sub("", label) if len(QUOTES.findall(label)) % 2 else label
    return whole if len(whole) <= MEASURES.longest else whole[: MEASURES.longest - 1] + "…"


def _find_common(labels: Sequence[str]) -> str:
    """Return the shortest label, or its end where another ends alike: what only one names first is not the measure.

    >>> _find_common(["审批局失信案件零存量", "党政机关、事业单位失信案件零存量"]), _find_common(["知晓率", "满意度"])
    ('失信案件零存量', '知晓率')
    """
    if len(labels) < 2:
        return next(iter(labels), "")
    first, most = labels[0], len(labels[0])
    size = next((n for n in range(most, 0, -1) if all(label.endswith(first[-n:]) for label in labels)), 0)
    end = first[most - size :]
    return end if len(end) >= MEASURES.fewest else labels[0]
