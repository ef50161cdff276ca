"""Compare ways of aligning on the annotated plans, in one table.

    python -m tests.align.measure_baselines

Rows: titles by rapidfuzz at the threshold that suits them best, TF-IDF cosine likewise, this program, and this program
with one thing left out. "half of the words" drops every concept word with a chance of one half, ten seeded draws:
what a county gets whose wording the list does not know. All counts are pairs of items of different plans, as
`extractor evaluate --alignment` counts them. Not handled: how well plans are extracted; these are as annotated.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any, TypeVar

from rapidfuzz import fuzz

from extractor.align import Policy, align_plans
from extractor.align.normalizing import clean
from extractor.align.terms import Segmenter
from extractor.model.mappings import Concept, Mappings
from extractor.model.plan import Indicator, IndicatorPart, Plan, Task
from extractor.outputs import load_alignment, load_plan
from tests.align.conftest import ANNOTATIONS, WEIGHED_ON, load_annotated_plans, mappings_of_project

Pairs = set[tuple[str, str]]
T = TypeVar("T")
DRAWS = 10
LEFT_OUT = {
    "concept": "concept 概念",
    "title": "title 标题",
    "wording": "object of the title 对象",
    "terms": "terms of the text 用词",
    "number": "number 数值",
    "bodies": "bodies 单位",
    "deadline": "deadline 时限",
    "section": "section 章节",
    "siblings": "numbered apart 同案",
}
"""What can be left out, by its name in `Policy`."""


def pairs_of(groups: Iterable[Iterable[str]]) -> Pairs:
    """Return the pairs of items of different plans that share a group."""
    return {
        (min(a, b), max(a, b))
        for members in groups
        for a, b in combinations(members, 2)
        if a.split(":")[0] != b.split(":")[0]
    }


def load_wanted_pairs() -> Pairs:
    groups = json.loads((ANNOTATIONS.parent / "groups.json").read_text("utf-8"))["groups"]
    return pairs_of(group["members"] for group in groups)


def score(found: Pairs, wanted: Pairs) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    both = len(found & wanted)
    precision, recall = both / (len(found) or 1), both / len(wanted)
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def aligned_pairs(plans: tuple[Plan, ...], mappings: Mappings, policy: Policy | None = None) -> Pairs:
    alignment = align_plans(plans, mappings, policy=policy)
    return pairs_of([f"{m.plan}:{m.item}" for m in group.members] for group in alignment.groups)


def best_threshold(likeness: dict[tuple[str, str], float], wanted: Pairs) -> tuple[tuple[float, float, float], float]:
    """Return the best score over all thresholds, and that threshold: more than any honest use could know."""
    found = ((score({p for p, v in likeness.items() if v >= line / 100}, wanted), line / 100) for line in range(5, 100))
    return max(found, key=lambda entry: entry[0][2])


def title_likeness(plans: tuple[Plan, ...]) -> dict[tuple[str, str], float]:
    return _all_pairs(plans, title_of, lambda a, b: fuzz.ratio(a, b) / 100)


def cosine_likeness(plans: tuple[Plan, ...], mappings: Mappings) -> dict[tuple[str, str], float]:
    """Return TF-IDF cosines of title and body, terms as jieba cuts them with the project's words."""
    segmenter = Segmenter(mappings.terms)
    counts = {id(item): Counter(segmenter.cut(clean(text_of(item)))) for plan in plans for item in plan.items}
    frequency = Counter(word for count in counts.values() for word in count)
    vectors: dict[int, dict[str, float]] = {}
    for key, count in counts.items():
        vector = {word: n * math.log(len(counts) / frequency[word]) for word, n in count.items()}
        norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        vectors[key] = {word: v / norm for word, v in vector.items()}
    return _all_pairs(
        plans, lambda item: vectors[id(item)], lambda a, b: sum(v * b[word] for word, v in a.items() if word in b)
    )


def _all_pairs(
    plans: tuple[Plan, ...], view: Callable[[Task | Indicator], T], like: Callable[[T, T], float]
) -> dict[tuple[str, str], float]:
    named = [(f"{plan.id}:{item.id}", plan.id, view(item)) for plan in plans for item in plan.items]
    return {(min(a, b), max(a, b)): like(x, y) for (a, p, x), (b, q, y) in combinations(named, 2) if p != q}


def title_of(item: Task | Indicator) -> str:
    return clean(item.title if isinstance(item, Task) else item.name)


def text_of(item: Task | Indicator) -> str:
    if isinstance(item, Task):
        return item.title + item.text
    parts: tuple[Indicator | IndicatorPart, ...] = (item, *item.parts)
    return (item.name or "") + "".join(text for part in parts for text in (part.content, part.criteria) if text)


def thin_words(mappings: Mappings, share: float, seed: int) -> Mappings:
    """Return mappings in which each concept word is left out with the chance `share`."""
    draw = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret

    def thin(concept: Concept) -> Concept:
        kept = (tuple(word for word in group if draw.random() >= share) for group in concept.all)
        groups = tuple(kept)
        return replace(concept, all=groups if all(groups) else ())

    return replace(mappings, concepts=replace(mappings.concepts, concepts=tuple(map(thin, mappings.concepts.concepts))))


def find_calibration(
    plans: tuple[Plan, ...], lists: Iterable[Mappings], wanted: Pairs
) -> list[tuple[float, float, int]]:
    """Return mean probability, share of annotated matches and number of pairs, for pairs in fifths of probability."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(5)]
    for mappings in lists:
        alignment = align_plans(plans, mappings, policy=Policy(near=99, misses=10**6))
        evidence = [one for group in alignment.groups for one in group.evidence] + list(alignment.near_misses)
        best: dict[tuple[str, str], float] = {}
        for one in evidence:
            pair = (min(one.left, one.right), max(one.left, one.right))
            if pair[0].split(":")[0] != pair[1].split(":")[0]:
                best[pair] = max(best.get(pair, 0.0), one.probability or 0.0)
        for pair, chance in best.items():
            bins[min(int(chance * 5), 4)].append((chance, pair in wanted))
    return [(sum(c for c, _ in b) / len(b), sum(m for _, m in b) / len(b), len(b)) for b in bins if b]


def load_five_pairs(plans: Mapping[str, Plan]) -> Pairs:
    """Return the pairs that were found by hand in all five plans, by the ids of the plans as extracted."""
    groups = json.loads((ANNOTATIONS.parent / "groups-five.json").read_text("utf-8"))["groups"]
    return pairs_of([_name_item(item, plans) for item in group["members"]] for group in groups)


def _name_item(item: str, plans: Mapping[str, Plan]) -> str:
    name, _, key = item.partition(":")
    listed: tuple[Task | Indicator, ...] = plans[name].tasks if key[0] == "t" else plans[name].indicators
    return f"{name}:{listed[int(key[1:]) - 1].id}"


def measure_five() -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Yield the scores of the committed outputs: the annotated three, the two others, pairs with one of these, all."""
    outputs = ANNOTATIONS.parents[2] / "outputs"
    plans = {path.stem: load_plan(path) for path in sorted((outputs / "plans").glob("*.json"))}
    others = plans.keys() - set(WEIGHED_ON)
    wanted = load_five_pairs(plans)
    groups = load_alignment(outputs / "alignment.json").groups
    found = pairs_of([f"{m.plan}:{m.item}" for m in group.members] for group in groups)
    for name, counts in (("the annotated three", (0,)), ("the two others", (2,)), ("all five", (0, 1, 2))):
        kept = [
            {pair for pair in pairs if sum(item.partition(":")[0] in others for item in pair) in counts}
            for pairs in (found, wanted)
        ]
        yield f"{name}, {len(kept[1])} pairs", score(*kept)


def build_tables() -> str:
    """Return the tables of both READMEs: ways of aligning, one comparison left out, and calibration."""
    plans, mappings, wanted = load_annotated_plans(), mappings_of_project(), load_wanted_pairs()
    bare = thin_words(mappings, 1.0, 0)
    halves = [thin_words(mappings, 0.5, seed) for seed in range(DRAWS)]
    items = sum(len(plan.items) for plan in plans)
    lines = [f"{len(plans)} plans, {items} items, {len(wanted)} annotated pairs", ""]
    lines.append(f"{'way':42}{'P':>7}{'R':>7}{'F1':>7}")
    for name, figures in _list_ways(plans, mappings, wanted):
        lines.append(f"{name:42}" + "".join(f"{figure:7.3f}" for figure in figures))
    lines += ["", f"{'the plans as extracted':42}{'P':>7}{'R':>7}{'F1':>7}"]
    for name, figures in measure_five():
        lines.append(f"{name:42}" + "".join(f"{figure:7.3f}" for figure in figures))
    lines += ["", f"{'F1 with one comparison left out':38}{'whole list':>11}{'half':>7}{'none':>7}"]
    for name in ("nothing", *LEFT_OUT):
        policy = leave_out(name) if name in LEFT_OUT else Policy()
        row = (mean_score(plans, lists, wanted, policy)[2] for lists in ([mappings], halves, [bare]))
        lines.append(f"  {LEFT_OUT.get(name, name):36}{next(row):11.3f}{next(row):7.3f}{next(row):7.3f}")
    lines += ["", f"{'probability told':>16}{'matches':>9}{'pairs':>7}   (half of the concept words, {DRAWS} draws)"]
    for chance, share, count in find_calibration(plans, halves, wanted):
        lines.append(f"{chance:16.2f}{share:9.2f}{count:7d}")
    return "\n".join(line.rstrip() for line in lines)


def leave_out(name: str) -> Policy:
    """Return the policy with the weight `name` at nought."""
    changes: dict[str, Any] = {name: 0.0}
    return replace(Policy(), **changes)


def _list_ways(
    plans: tuple[Plan, ...], mappings: Mappings, wanted: Pairs
) -> Iterator[tuple[str, tuple[float, float, float]]]:
    figures, line = best_threshold(title_likeness(plans), wanted)
    yield f"titles alone, rapidfuzz ratio >= {line:.2f}", figures
    figures, line = best_threshold(cosine_likeness(plans, mappings), wanted)
    yield f"TF-IDF cosine >= {line:.2f}", figures
    yield "this program", score(aligned_pairs(plans, mappings), wanted)
    for share, name in ((0.25, "a quarter of the concept words left out"), (0.5, "half of them left out")):
        lists = [thin_words(mappings, share, seed) for seed in range(DRAWS)]
        yield f"  {name}", mean_score(plans, lists, wanted)
    yield "  no concept list", score(aligned_pairs(plans, thin_words(mappings, 1.0, 0)), wanted)


def mean_score(
    plans: tuple[Plan, ...], lists: list[Mappings], wanted: Pairs, policy: Policy | None = None
) -> tuple[float, float, float]:
    """Return the mean precision, recall and F1 over several concept lists."""
    draws = [score(aligned_pairs(plans, mappings, policy), wanted) for mappings in lists]
    precision, recall, f1 = (sum(column) / len(draws) for column in zip(*draws, strict=True))
    return precision, recall, f1


if __name__ == "__main__":
    print(build_tables())
