"""In: two facets, the likeness of all items. Out: `Evidence`, one signed line for each thing compared, and their sum.

Weights are log odds. Not handled: how alike two items are (`likeness`) and what a score leads to (`clustering`).
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp

import msgspec

from extractor.align.items import ItemMeasure, Profile
from extractor.align.likeness.pairs import Likeness
from extractor.align.policy import Policy
from extractor.model.compared.alignment import Comparand, Evidence


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """One measure that an item asks for: the item, and the concept under which it is seen (None: by its words alone).

    Where the title does not name the concept, `titled` is false and `aside` tells how much the item speaks of another
    measure: wholly where its title names one, in part where it names none.
    """

    profile: Profile
    titled: bool = True
    aside: float = 0.0
    concept: str | None = None
    name: str = ""
    strength: float = 0.0
    words: str = ""

    @property
    def part(self) -> tuple[str, int]:
        """The plan, and which of its tables holds the item (0: its tasks)."""
        return self.profile.key[0], self.profile.table

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What orders and identifies facets, whatever order the plans come in: items as they are printed."""
        plan, item = self.profile.key
        return plan, self.profile.position, item, self.concept or ""


class EvidenceLine(msgspec.Struct, frozen=True):
    """One line of the evidence: its name, the views that it sums, and what is shown, in words."""

    feature: str
    views: tuple[str, ...]
    show: Callable[[Facet, Facet], str]


def score(left: Facet, right: Facet, likeness: Likeness, policy: Policy) -> float:
    """Return the log odds that two facets are one measure, the same either way round.

    Two tasks, or two rows of one table, that one plan numbers apart are seldom one measure. A task and a row of the
    same plan are compared as those of two plans are.
    """
    same = left.concept is not None and left.concept == right.concept
    bonus = policy.concept * min(left.strength, right.strength) if same else 0.0
    if left.profile.key[0] == right.profile.key[0]:
        if same:
            return round(bonus - policy.list_start, 2)
        if left.part == right.part:
            return policy.siblings
    odds = likeness.find_odds(left.profile.key, right.profile.key)
    if same:
        passing = policy.passing_list * (left.aside + right.aside)
        return round(max(odds, -policy.list_start) + bonus - passing, 2)
    unlisted = policy.unlisted if (left.concept is None) != (right.concept is None) else 0.0
    return round(odds - unlisted - policy.untitled * (left.aside + right.aside), 2)


def compare(left: Facet, right: Facet, likeness: Likeness, policy: Policy, *further: Comparand) -> Evidence:
    """Return the evidence for and against `left` and `right` being the same measure; its score is that of `score`.

    `further` are lines that do not come from the words of the two: what a person decided.
    """
    if right.key < left.key:
        left, right = right, left
    total = score(left, right, likeness, policy)
    told = likeness.find_told(left.profile.key, right.profile.key)
    lines = [line for line in _list_lines(left, right, likeness, policy) if line.weight]
    judged = sum(line.weight for line in further)
    start = round(total - sum(line.weight for line in lines), 2)
    total = round(total + judged, 2)
    return Evidence(
        left=":".join(left.profile.key),
        right=":".join(right.profile.key),
        start=start,
        lines=(*lines, *further),
        score=total,
        threshold=policy.line,
        probability=round(1 / (1 + exp(-total - told)), 3),
    )


def _list_lines(left: Facet, right: Facet, likeness: Likeness, policy: Policy) -> list[Comparand]:
    same = left.concept is not None and left.concept == right.concept
    lines = []
    if same:
        bonus = policy.concept * min(left.strength, right.strength)
        lines.append(Comparand("概念", show_concepts(left, right), round(bonus, 2)))
    if left.profile.key[0] == right.profile.key[0] and (same or left.part == right.part):
        if not same:
            lines.append(Comparand("同案", show_siblings(left, right), policy.siblings))
        return lines
    added = likeness.explain(left.profile.key, right.profile.key)
    for line in LINES:
        weight = round(sum(added.get(view, 0.0) for view in line.views), 2)
        lines.append(Comparand(line.feature, line.show(left, right), weight))
    return lines


def show_concepts(left: Facet, right: Facet) -> str:
    """Name the concept and the words that show it on either side."""
    words = left.words if left.words == right.words else f"{left.words}｜{right.words}"
    return f"同属“{left.name}”（{words}）"


def show_titles(left: Facet, right: Facet) -> str:
    """Give what both titles are about."""
    return f"“{left.profile.object}”与“{right.profile.object}”"


def show_terms(left: Facet, right: Facet) -> str:
    """Name the most telling terms that both items have."""
    one, other = left.profile.terms, right.profile.terms
    words = sorted(one.keys() & other.keys(), key=lambda word: (-one[word] * other[word], word))
    return f"共有“{'、'.join(words[:5])}”" if words else "正文没有共同的实词"


def show_senses(left: Facet, right: Facet) -> str:
    """Say that the words' meanings were compared."""
    return f"词义相近程度，“{left.profile.object}”与“{right.profile.object}”"


def show_numbers(left: Facet, right: Facet) -> str:
    """Give two numbers of one unit and direction."""
    for one in left.profile.measures:
        for other in right.profile.measures:
            if one.unit == other.unit and one.op[:1] == other.op[:1]:
                return f"{_show(one)} 与 {_show(other)}"
    return "没有同单位、同方向的数值"


def _show(one: ItemMeasure) -> str:
    return f"{one.op}{one.value:g}{one.unit}"


def show_bodies(left: Facet, right: Facet) -> str:
    """Name the functions that both have."""
    shared = sorted(left.profile.functions & right.profile.functions)
    return f"共有职能 {len(shared)} 项：{'、'.join(shared[:4])}" if shared else "责任单位的职能不同或未写明"


def show_sections(left: Facet, right: Facet) -> str:
    """Give both headings."""
    return f"“{left.profile.heading}”与“{right.profile.heading}”"


def show_rivals(left: Facet, right: Facet) -> str:
    """Say that the rivals of both were looked at."""
    return f"与对方方案其他事项相比，“{left.profile.object}”与“{right.profile.object}”更相近或更不相近的程度"


def show_plans(_left: Facet, _right: Facet) -> str:
    """Say that few items of the two plans correspond."""
    return "两份方案相互对应的事项少，相近多出于行文"


def show_kinds(left: Facet, right: Facet) -> str:
    """Say whether a task is held against a row of a table."""
    return (
        "任务与指标"
        if left.profile.kind != right.profile.kind
        else "同为" + ("任务" if left.profile.table == 0 else "指标")
    )


def show_siblings(left: Facet, right: Facet) -> str:
    """Say that one plan numbers them apart."""
    return f"同一方案分列的两项{'任务' if left.profile.kind == right.profile.kind == 'task' else '指标'}"


LINES: tuple[EvidenceLine, ...] = (
    EvidenceLine("标题", ("title", "stated", "cross"), show_titles),
    EvidenceLine("用词", ("text", "characters", "clause", "words"), show_terms),
    EvidenceLine("词义", ("title_sense", "text_sense", "clause_sense", "senses", "own_sense"), show_senses),
    EvidenceLine("句向量", ("sentence_title", "sentence_text", "sentence_clause"), show_senses),
    EvidenceLine("数值", ("number", "same_number", "own_units"), show_numbers),
    EvidenceLine("单位", ("bodies", "own_bodies"), show_bodies),
    EvidenceLine("章节", ("heading",), show_sections),
    EvidenceLine("对应", ("rivals",), show_rivals),
    EvidenceLine("方案", ("plans",), show_plans),
    EvidenceLine("形式", ("mixed", "inside"), show_kinds),
)
"""All that is compared, in the order in which evidence is shown; each sums what its views add to the log odds."""
