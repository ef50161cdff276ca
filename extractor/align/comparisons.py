"""In: two facets. Out: `Evidence`, one signed line for each thing compared, and their sum.

Not handled: which facets are compared (`candidates`) and what a score leads to (`grouping`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, sqrt

from rapidfuzz import fuzz

from extractor.align.policy import Policy
from extractor.align.profiles import Measure, Profile
from extractor.model.alignment import Comparand, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One measure that an item asks for: the item, and the concept under which it is seen (None: by its words alone).

    `terms` are those of the sentences that show the concept. Where the title does not name it, `titled` is false, and
    the title, which speaks of another measure, is not compared.
    """

    profile: Profile
    terms: dict[str, float]
    titled: bool = True
    concept: str | None = None
    name: str = ""
    strength: float = 0.0
    words: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What orders and identifies facets, whatever order the plans come in."""
        return (*self.profile.key, self.concept or "")


Comparison = Callable[[Facet, Facet, Policy], Comparand | None]


def compare(left: Facet, right: Facet, policy: Policy) -> Evidence:
    """Return the evidence for and against `left` and `right` being the same measure."""
    if right.key < left.key:
        left, right = right, left
    lines = tuple(line for comparison in COMPARISONS if (line := comparison(left, right, policy)))
    score = round(policy.start + sum(line.weight for line in lines), 2)
    return Evidence(
        left=":".join(left.profile.key),
        right=":".join(right.profile.key),
        start=policy.start,
        lines=lines,
        score=score,
        threshold=policy.line,
        probability=round(1 / (1 + exp(-policy.slope * (score - policy.line))), 3),
    )


def compare_concepts(left: Facet, right: Facet, policy: Policy) -> Comparand | None:
    """The same concept, as strongly as the weaker of the two carries it."""
    if left.concept is None or left.concept != right.concept:
        return None
    shown = left.words if left.words == right.words else f"{left.words}｜{right.words}"
    return _line("概念", f"同属“{left.name}”（{shown}）", policy.concept * min(left.strength, right.strength))


def compare_titles(left: Facet, right: Facet, policy: Policy) -> Comparand | None:
    """Likeness of what the titles are about, their opening verbs left out."""
    one, other = left.profile.object, right.profile.object
    if not one or not other or not left.titled or not right.titled:
        return None
    ratio = fuzz.ratio(one, other) / 100
    if min(len(one), len(other)) >= 4:
        ratio = max(ratio, 0.8 * fuzz.partial_ratio(one, other) / 100)
    return _line("标题", f"“{one}”与“{other}”相似度 {ratio:.2f}", policy.title * (ratio - 0.35) / 0.65, least=-0.6)


def compare_objects(left: Facet, right: Facet, policy: Policy) -> Comparand | None:
    """Telling terms that both titles have, by rarity."""
    one, other = left.profile.title_terms, right.profile.title_terms
    if not one or not other or not left.titled or not right.titled:
        return None
    shared = sorted(one.keys() & other.keys(), key=lambda word: (-one[word], word))
    if not shared:
        return _line("对象", "标题没有共同的实词", -0.4)
    weight = sum(min(one[word], other[word]) for word in shared)
    share = weight / min(sum(one.values()), sum(other.values()))
    return _line("对象", f"标题共有“{'、'.join(shared[:4])}”", policy.wording * share * min(weight / 0.8, 1.0))


def compare_terms(left: Facet, right: Facet, policy: Policy) -> Comparand | None:
    """Telling terms that both items have anywhere, by rarity."""
    one, other = left.terms, right.terms
    if not one or not other:
        return None
    shared = one.keys() & other.keys()
    product = sum(one[word] * other[word] for word in shared)
    cosine = product / sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    if not shared:
        return _line("用词", "正文没有共同的实词", -0.5)
    words = sorted(shared, key=lambda word: (-one[word] * other[word], word))[:5]
    return _line(
        "用词", f"共有“{'、'.join(words)}”，加权相似度 {cosine:.2f}", policy.terms * (cosine - 0.1) / 0.6, least=-0.4
    )


def compare_numbers(left: Facet, right: Facet, policy: Policy) -> Comparand | None:
    """Numbers in the same unit, in the same direction; the same value or the same thing measured counts in full."""
    best, shown = 0.0, ""
    for one in left.profile.measures:
        for other in right.profile.measures:
            weight = _weigh_measures(one, other)
            if weight > best:
                best, shown = weight, f"{one.op}{one.value:g}{one.unit} 与 {other.op}{other.value:g}{other.unit}"
    return _line("数值", shown, policy.number * best) if best else None


def _weigh_measures(one: Measure, other: Measure) -> float:
    if one.unit != other.unit or one.op[:1] != other.op[:1]:
        return 0.0
    if one.metric and other.metric and fuzz.ratio(one.metric, other.metric) >= 60:
        return 1.0
    return 0.6 if one.value == other.value else 0.0


def compare_bodies(left: Facet, right: Facet, policy: Policy) -> Comparand | None:
    """Bodies of the same function; bodies that differ say little, since each county deals out its work anew."""
    one, other = left.profile.functions, right.profile.functions
    shared = one & other
    if not one or not other or left.profile.key[0] == right.profile.key[0]:
        return None
    if not shared:
        return _line("单位", "责任单位的职能不同", -0.2)
    share = len(shared) / min(len(one), len(other))
    return _line("单位", f"共有职能 {len(shared)} 项：{'、'.join(sorted(shared)[:4])}", policy.bodies * share)


def compare_deadlines(left: Facet, right: Facet, policy: Policy) -> Comparand | None:
    """The same day or the same period."""
    shared = left.profile.deadlines & right.profile.deadlines
    if not shared or left.profile.key[0] == right.profile.key[0]:
        return None
    return _line("时限", f"同为 {'、'.join(sorted(shared)[:3])}", policy.deadline)


def compare_sections(left: Facet, right: Facet, policy: Policy) -> Comparand | None:
    """Headings alike above both."""
    one, other = left.profile.heading, right.profile.heading
    if not one or not other:
        return None
    ratio = fuzz.ratio(one, other) / 100
    return _line("章节", f"“{one}”与“{other}”", policy.section * ratio) if ratio >= 0.5 else None


def compare_places(left: Facet, right: Facet, policy: Policy) -> Comparand | None:
    """Two tasks, or two rows of one table, that one plan numbers apart are seldom one measure.

    Rows of two tables may well be: 郏县 asks counties' bureaus and townships for the same things in two annexes.
    """
    one, other = left.profile, right.profile
    if one.key[0] != other.key[0] or one.table != other.table or left.concept:
        return None
    return _line("同案", f"同一方案分列的两项{'任务' if one.kind == 'task' else '指标'}", policy.siblings)


COMPARISONS: tuple[Comparison, ...] = (
    compare_concepts,
    compare_titles,
    compare_objects,
    compare_terms,
    compare_numbers,
    compare_bodies,
    compare_deadlines,
    compare_sections,
    compare_places,
)
"""All that is compared, in the order in which evidence is shown."""


def _line(feature: str, seen: str, weight: float, *, least: float | None = None) -> Comparand | None:
    value = round(weight if least is None else max(weight, least), 2)
    return Comparand(feature, seen, value) if value else None
