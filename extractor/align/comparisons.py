"""In: two facets. Out: `Evidence`, one signed line for each thing compared, and their sum.

Not handled: which facets are compared (`candidates`) and what a score leads to (`grouping`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

from rapidfuzz import fuzz

from extractor.align.items import Measure, Profile
from extractor.align.policy import Policy
from extractor.model.alignment import Comparand, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One measure that an item asks for: the item, and the concept under which it is seen (None: by its words alone).

    `terms` are those of the sentences that show the concept. Where the title does not name it, `titled` is false, and
    the title, which speaks of another measure, is not compared.
    """

    profile: Profile
    terms: dict[str, float]
    norm: float
    titled: bool = True
    concept: str | None = None
    name: str = ""
    strength: float = 0.0
    words: str = ""

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What orders and identifies facets, whatever order the plans come in: items as they are printed."""
        plan, item = self.profile.key
        return plan, self.profile.position, item, self.concept or ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared: its name in the evidence, its signed weight, and what was seen, in words.

    The words are made for kept evidence only: weighing a pair must stay cheap.
    """

    feature: str
    weigh: Callable[[Facet, Facet, Policy], float]
    show: Callable[[Facet, Facet], str]


def score(left: Facet, right: Facet, policy: Policy) -> float:
    """Return the start value and all weights, summed; the same either way round."""
    return round(policy.start + sum(comparison.weigh(left, right, policy) for comparison in COMPARISONS), 2)


def compare(left: Facet, right: Facet, policy: Policy, *further: Comparand) -> Evidence:
    """Return the evidence for and against `left` and `right` being the same measure; its score is that of `score`.

    `further` are lines that do not come from the words of the two: what a person decided.
    """
    if right.key < left.key:
        left, right = right, left
    weighed = [(comparison, comparison.weigh(left, right, policy)) for comparison in COMPARISONS]
    lines = tuple(
        Comparand(comparison.feature, comparison.show(left, right), round(weight, 2))
        for comparison, weight in weighed
        if round(weight, 2)
    )
    judged = sum(line.weight for line in further)
    total = round(round(policy.start + sum(weight for _, weight in weighed), 2) + judged, 2)
    return Evidence(
        left=":".join(left.profile.key),
        right=":".join(right.profile.key),
        start=policy.start,
        lines=(*lines, *further),
        score=total,
        threshold=policy.line,
        probability=round(1 / (1 + exp(-policy.slope * (total - policy.line))), 3),
    )


def weigh_concepts(left: Facet, right: Facet, policy: Policy) -> float:
    """The same concept, as strongly as the weaker of the two carries it."""
    same = left.concept is not None and left.concept == right.concept
    return policy.concept * min(left.strength, right.strength) if same else 0.0


def show_concepts(left: Facet, right: Facet) -> str:
    """Name the concept and the words that show it on either side."""
    words = left.words if left.words == right.words else f"{left.words}｜{right.words}"
    return f"同属“{left.name}”（{words}）"


def weigh_titles(left: Facet, right: Facet, policy: Policy) -> float:
    """Likeness of what the titles are about, their opening verbs left out."""
    if not _have_titles(left, right):
        return 0.0
    return max(policy.title * (_title_ratio(left, right) - 0.35) / 0.65, -0.6)


def show_titles(left: Facet, right: Facet) -> str:
    """Give both titles' objects and their likeness."""
    ratio = _title_ratio(left, right)
    return f"“{left.profile.object}”与“{right.profile.object}”相似度 {ratio:.2f}"


def _have_titles(left: Facet, right: Facet) -> bool:
    return left.titled and right.titled and bool(left.profile.object and right.profile.object)


def _title_ratio(left: Facet, right: Facet) -> float:
    one, other = left.profile.object, right.profile.object
    ratio = fuzz.ratio(one, other) / 100
    if min(len(one), len(other)) >= 4:
        ratio = max(ratio, 0.8 * fuzz.partial_ratio(one, other) / 100)
    return ratio


def weigh_objects(left: Facet, right: Facet, policy: Policy) -> float:
    """Telling terms that both titles have, by rarity."""
    one, other = left.profile.title_terms, right.profile.title_terms
    if not one or not other or not _have_titles(left, right):
        return 0.0
    weight = sum(min(one[word], other[word]) for word in sorted(one.keys() & other.keys()))
    if not weight:
        return -0.4
    share = weight / min(sum(one.values()), sum(other.values()))
    return policy.wording * share * min(weight / 0.8, 1.0)


def show_objects(left: Facet, right: Facet) -> str:
    """Name the terms that both titles have."""
    one, other = left.profile.title_terms, right.profile.title_terms
    shared = sorted(one.keys() & other.keys(), key=lambda word: (-one[word], word))
    return f"标题共有“{'、'.join(shared[:4])}”" if shared else "标题没有共同的实词"


def weigh_terms(left: Facet, right: Facet, policy: Policy) -> float:
    """Telling terms that both items have anywhere, by rarity."""
    if not left.terms or not right.terms:
        return 0.0
    cosine = _cosine(left, right)
    return max(policy.terms * (cosine - 0.1) / 0.6, -0.4) if cosine else -0.5


def show_terms(left: Facet, right: Facet) -> str:
    """Name the most telling terms that both items have."""
    one, other = left.terms, right.terms
    words = sorted(one.keys() & other.keys(), key=lambda word: (-one[word] * other[word], word))
    if not words:
        return "正文没有共同的实词"
    return f"共有“{'、'.join(words[:5])}”，加权相似度 {_cosine(left, right):.2f}"


def _cosine(left: Facet, right: Facet) -> float:
    one, other = left.terms, right.terms
    product = sum(one[word] * other[word] for word in sorted(one.keys() & other.keys()))
    return product / (left.norm * right.norm)


def weigh_numbers(left: Facet, right: Facet, policy: Policy) -> float:
    """Numbers in the same unit and direction; the same thing measured counts in full, the same value in part."""
    return policy.number * _best_measures(left, right)[0]


def show_numbers(left: Facet, right: Facet) -> str:
    """Give the two numbers that are most alike."""
    return _best_measures(left, right)[1]


def _best_measures(left: Facet, right: Facet) -> tuple[float, str]:
    best, shown = 0.0, ""
    for one in left.profile.measures:
        for other in right.profile.measures:
            alike = _weigh_measures(one, other)
            if alike > best:
                best, shown = alike, f"{one.op}{one.value:g}{one.unit} 与 {other.op}{other.value:g}{other.unit}"
    return best, shown


def _weigh_measures(one: Measure, other: Measure) -> float:
    if one.unit != other.unit or one.op[:1] != other.op[:1]:
        return 0.0
    if one.metric and other.metric and fuzz.ratio(one.metric, other.metric) >= 60:
        return 1.0
    return 0.6 if one.value == other.value else 0.0


def weigh_bodies(left: Facet, right: Facet, policy: Policy) -> float:
    """Bodies of the same function; bodies that differ say little, since each county deals out its work anew."""
    one, other = left.profile.functions, right.profile.functions
    if not one or not other or _one_plan(left, right):
        return 0.0
    shared = len(one & other)
    return policy.bodies * shared / min(len(one), len(other)) if shared else -0.2


def show_bodies(left: Facet, right: Facet) -> str:
    """Name the functions that both have."""
    shared = sorted(left.profile.functions & right.profile.functions)
    return f"共有职能 {len(shared)} 项：{'、'.join(shared[:4])}" if shared else "责任单位的职能不同"


def weigh_deadlines(left: Facet, right: Facet, policy: Policy) -> float:
    """The same day or the same period."""
    same = left.profile.deadlines & right.profile.deadlines
    return policy.deadline if same and not _one_plan(left, right) else 0.0


def show_deadlines(left: Facet, right: Facet) -> str:
    """Name the days and periods that both have."""
    return f"同为 {'、'.join(sorted(left.profile.deadlines & right.profile.deadlines)[:3])}"


def weigh_sections(left: Facet, right: Facet, policy: Policy) -> float:
    """Headings alike above both."""
    one, other = left.profile.heading, right.profile.heading
    ratio = fuzz.ratio(one, other) / 100 if one and other else 0.0
    return policy.section * ratio if ratio >= 0.5 else 0.0


def show_sections(left: Facet, right: Facet) -> str:
    """Give both headings."""
    return f"“{left.profile.heading}”与“{right.profile.heading}”"


def weigh_siblings(left: Facet, right: Facet, policy: Policy) -> float:
    """Two tasks, or two rows of one table, that one plan numbers apart are seldom one measure.

    Rows of two tables may well be: 郏县 asks the county's bureaus and its townships for the same things in two annexes.
    """
    apart = _one_plan(left, right) and left.profile.table == right.profile.table
    named = left.concept is not None and left.concept == right.concept
    return policy.siblings if apart and not named else 0.0


def show_siblings(left: Facet, right: Facet) -> str:
    """Say that one plan numbers them apart."""
    return f"同一方案分列的两项{'任务' if left.profile.kind == right.profile.kind == 'task' else '指标'}"


def _one_plan(left: Facet, right: Facet) -> bool:
    return left.profile.key[0] == right.profile.key[0]


COMPARISONS: tuple[Comparison, ...] = (
    Comparison("概念", weigh_concepts, show_concepts),
    Comparison("标题", weigh_titles, show_titles),
    Comparison("对象", weigh_objects, show_objects),
    Comparison("用词", weigh_terms, show_terms),
    Comparison("数值", weigh_numbers, show_numbers),
    Comparison("单位", weigh_bodies, show_bodies),
    Comparison("时限", weigh_deadlines, show_deadlines),
    Comparison("章节", weigh_sections, show_sections),
    Comparison("同案", weigh_siblings, show_siblings),
)
"""All that is compared, in the order in which evidence is shown."""
