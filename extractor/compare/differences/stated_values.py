"""In: values that items of several plans state. Out: `Difference`s: values on one scale, ranked from the strictest.

What every aspect needs: the row of an item, a stated value, and the ranking. Not handled: finding the values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from extractor.compare.contract import Identity, find_identity, find_reason
from extractor.compare.places import find_reach
from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Aspect, Difference, Reading
from extractor.model.facts.plan import Indicator, IndicatorPart, Task
from extractor.model.paper.place import Place

Stricter = Literal["higher", "lower", "none"]
BLANK = re.compile(r"\s+")
SENTENCE = re.compile(r"[。；;]")
ACT_END = re.compile(r"[，,、。；;：:（(]|并(?!网|购)|且")
ANSWERING = re.compile(r"[（(](?:责任|牵头|配合|主办|协办|完成时)[^）)]*[）)]")
DATE_WORDS = re.compile(
    r"(?:到|截至|截止|在|于)?(?:20\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年)?[底末]?(?:之?前)(?=[\u4e00-\u9fff])|到?20\d{2}年[底末]?"
)
LEADING = re.compile(
    r"^(?:力争|确保|争取|努力|全年|年内|年度|每年|至少|全县|全市|全区|完成|开展|举办|组织|建成|建设|新建|实现|推动|使|将)+"
)
FRACTION = re.compile(r"[十百千万亿]+分之[一二三四五六七八九十百\d.]+")
QUOTES = re.compile(r"[\"“”]")
UNREAD = "一方的数值只能照录原文，未能折成数值"
"""the note of a number that was printed and not understood"""
FEWEST = 5
"""characters in which labels must end alike for that end to name their measure"""
LONGEST = 48
ALIKE = 50
"""likeness (0 to 100) from which two printed metrics or triggers are taken for the same thing"""
BAG = 75.0
"""likeness of two metrics that share all their characters in another order"""


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a plan; `total` is the sum of points of its table.

    An item that asks for several measures stands in several groups: `own` are the words of this group's concept,
    `others` those of its other groups' concepts, by which each number goes to the measure that it speaks of. `year` is
    the plan's, `blanket` tells that its plan sets one day for nearly all tasks, `unread` is what the item prints with a
    number that no fact holds; `concept` and `rivals` are all groups of words of this and of its other groups' concepts.
    """

    plan: str
    item: Task | Indicator
    total: float | None
    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    year: int | None = None
    blanket: bool = False
    unread: tuple[tuple[str, Place], ...] = ()
    concept: tuple[tuple[str, ...], ...] = ()
    rivals: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def fit(self, words: str, concept: Sequence[Sequence[str]] | None = None) -> float:
        """Return what share of a concept's groups of words (this group's without `concept`) stand in `words`."""
        groups = self.concept if concept is None else concept
        return sum(any(word in words for word in group) for group in groups) / len(groups) if groups else 0.0

    @staticmethod
    def _find_last(words: str, concept: Sequence[Sequence[str]]) -> int:
        """Return where the last word of a concept stands, -1 where none does."""
        return max((words.rfind(word) for group in concept for word in group), default=-1)

    def owns(self, part: Indicator | IndicatorPart) -> bool:
        """Tell whether a part of a row speaks of this group's measure and not rather of another that the row has.

        信用贷款规模年增速 and 成功上报企业 are two parts of one row: each is worth its own points.
        """
        if isinstance(part, Indicator):
            return True
        words = "".join(filter(None, (part.criteria, part.content)))
        own = self.fit(words)
        return all(own >= self.fit(words, other) for other in self.rivals)

    def concerns(self, words: str, around: str = "", before: str = "") -> bool:
        """Tell whether a value with these words belongs to this group: 收到异议协同处理函 is no limit for 信用修复.

        Where they name no measure, that tells which is named last `before` them, else the sentence `around` them:
        协同处理平均时间 speaks of 异议, and 并在3个工作日内办结 of 信用修复, named just before it.
        """
        if not self.rivals:
            return any(word in words for word in self.own) or not any(word in words for word in self.others)
        fits = [self.fit(words, concept) for concept in (self.concept, *self.rivals)]
        if not any(fits) and before:
            last = [self._find_last(before, concept) for concept in (self.concept, *self.rivals)]
            if max(last) >= 0:
                return last[0] >= max(last)
        if max(fits) <= 0 and around:
            fits = [self.fit(around, concept) for concept in (self.concept, *self.rivals)]
        return fits[0] >= max(fits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One value as an item states it; `about` is what it measures or counts from, in printed words.

    `label` is the same where it is short enough to name the difference, "" where only the sentence around tells.
    `note` says what was converted (Chinese).
    """

    plan: str
    item: str
    quote: str
    place: Place | None
    value: float | None
    shown: str
    unit: str
    stricter: Stricter
    about: str = ""
    label: str = ""
    note: str = ""
    around: str = ""
    act: str = ""
    before: str = ""
    yearly: bool = False
    """a quota of the year (全年4次), which a plan of one year may as well print without 全年"""

    def concerns(self, row: Row) -> bool:
        """Tell whether the value speaks of the measure of the group in which `row` stands."""
        return row.concerns(self.about + self.quote, self.around, self.before)

    @property
    def lasting(self) -> bool:
        """Whether the number is what there is in the end (总数达到, 累计) and not what is done in a year."""
        return self.identity.flow == "total"

    @property
    def identity(self) -> Identity:
        """What the number counts."""
        return find_identity(self.about, self.quote, self.around, self.act)


def find_context(item: Task | Indicator, quote: str) -> str:
    """Return the sentence of a task that `quote` stands in, without it; "" where it is not found.

    What a limit is about is often said around it only: 合规办理行政处罚信息信用修复，并在3个工作日内办结.
    """
    before, after = _split_sentence(item, quote)
    return before + after


def find_act(item: Task | Indicator, quote: str) -> str:
    """Return what is to be done within a limit: the words behind it up to the next mark (受理后5个工作日内〔审核〕)."""
    return ACT_END.split(_split_sentence(item, quote)[1])[0]


def find_before(item: Task | Indicator, quote: str) -> str:
    """Return the sentence of a task before `quote`."""
    return _split_sentence(item, quote)[0]


def _split_sentence(item: Task | Indicator, quote: str) -> tuple[str, str]:
    """Return the sentence of a task before and behind `quote`, without the bodies that answer for it."""
    words = BLANK.sub("", quote)
    text = ANSWERING.sub("", BLANK.sub("", item.text)) if isinstance(item, Task) else ""
    at = text.find(words) if words else -1
    if at < 0:
        return "", ""
    return SENTENCE.split(text[:at])[-1], SENTENCE.split(text[at + len(words) :])[0]


def find_words(about: str) -> str:
    """Return what a metric is about without its date, its hopes and its verbs of doing.

    >>> find_words("2024年9月底前新建学校"), find_words("力争全年完成户厕改造")
    ('学校', '户厕改造')
    """
    return LEADING.sub("", DATE_WORDS.sub("", about))


def find_label(stated: Sequence[Stated]) -> str:
    """Return the shortest label, without a quotation mark whose other half was cut off; "" where none has one."""
    bare = {DATE_WORDS.sub("", one.label) for one in stated}
    labels = sorted(filter(None, bare), key=lambda text: (len(text), text))
    label = _find_common(labels) if len({one.plan for one in stated}) > 1 else next(iter(labels), "")
    whole = QUOTES.sub("", label) if len(QUOTES.findall(label)) % 2 else label
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"


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
    return end if len(end) >= FEWEST else labels[0]


def split_alike(stated: Sequence[Stated]) -> Iterator[list[Stated]]:
    """Yield the values that measure the same thing: one unit, one direction, and alike in what they are about.

    A value joins the set whose first member it is most like; so 上报率 and 合规率 of one task stay apart.
    """
    sets: list[list[Stated]] = []
    for value in sorted(stated, key=lambda one: (one.plan, one.item, one.about, one.quote)):
        likes = [
            (likeness(value.about, group[0].about), -rank)
            for rank, group in enumerate(sets)
            if _same_scale(value, group[0])
        ]
        best, rank = max(likes, default=(0.0, 0))
        if best >= ALIKE:
            sets[-rank].append(value)
        else:
            sets.append([value])
    yield from sets


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
    return one.stricter == other.stricter and (one.unit == other.unit or nought)


def likeness(one: str, other: str) -> float:
    """Return from 0 to 100 how alike two metrics are; those that end in different rates (上报率, 合规率) are not.

    >>> likeness("双公示信息上报率", "双公示信息合规率")
    0.0
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    if one[-1] == other[-1] == "率" and not _same_rate(one, other):
        return 0.0
    bag = BAG * _share_characters(find_words(one), find_words(other))
    return max(fuzz.ratio(one, other), 0.9 * fuzz.partial_ratio(one, other), bag)


def _same_rate(one: str, other: str) -> bool:
    """Tell whether two rates end alike, the shorter's letters in the longer's order (网办率, 网上可办率).

    >>> _same_rate("事项网办率", "事项网上可办率"), _same_rate("信息上报率", "信息及时率")
    (True, False)
    """
    if one[-3:] == other[-3:]:
        return True
    return any(_is_within(left[-3:], right[-5:]) for left, right in ((one, other), (other, one)))


def _is_within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _share_characters(one: str, other: str) -> float:
    """Return how many characters two metrics share, in whatever order (户厕改造, 改造农村户厕)."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one and other else 0.0


def build_ranked(group: Group, aspect: Aspect, stated: Sequence[Stated]) -> Iterator[Difference]:
    """Yield the values that are one measure, ranked, and those that are not side by side with the reason.

    A value joins the first set with which the contract allows it. What stands in no ranked set is shown beside the
    largest set, unranked, where another plan states that.
    """
    classes: list[list[Stated]] = []
    for one in stated:
        for members in classes:
            if find_reason(one.identity, members[0].identity, timed=aspect == "duration") is None:
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
        reason = find_reason(pair[0].identity, pair[1].identity, timed=aspect == "duration")
        yield from show_beside(group, aspect, [*left, *largest], reason or find_unlike(*pair))


def show_beside(group: Group, aspect: Aspect, stated: Sequence[Stated], reason: str) -> Iterator[Difference]:
    """Yield values that are no one measure side by side, unranked, with the reason."""
    plain = [replace(one, value=None, stricter="none", note="" if one.note == reason else one.note) for one in stated]
    found = build_difference(group, aspect, plain, group.label)
    if found:
        units = "｜".join(dict.fromkeys(one.unit for one in stated if one.unit))
        yield replace(
            found, unit=units, agrees=False, note="；".join(filter(None, (f"不作排序：{reason}", found.note)))
        )


def show_amount(value: float) -> str:
    """Return a number as it is written on paper.

    >>> show_amount(7e7), show_amount(1e-05), show_amount(0.3), show_amount(12.0)
    ('70000000', '0.00001', '0.3', '12')
    """
    return f"{value:.10f}".rstrip("0").rstrip(".")


def find_unlike(one: Stated, other: Stated) -> str:
    """Return why two values of one group stand on different scales."""
    reason = find_reason(one.identity, other.identity)
    if reason:
        return reason
    if None in (one.value, other.value):
        return next((stated.note for stated in (one, other) if stated.value is None and stated.note), UNREAD)
    if one.unit != other.unit:
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
