"""Compare ways of aligning on the annotated plans, in one table.

    python -m tests.align.measure_baselines

Rows: titles by rapidfuzz at the threshold that suits them best, TF-IDF cosine likewise, this program, and this program
with less of its concept list. All counts are pairs of items of different plans, as `extractor evaluate --alignment`
counts them; the plans are those of the committed outputs. Not handled: figures of models that were trained without the
plans they weigh, which `python -m tests.upkeep.likeness` prints.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from extractor.align import Policy, align_plans
from extractor.align.normalizing import clean
from extractor.align.terms import Segmenter
from extractor.model.facts.plan import Indicator, IndicatorPart, Plan, Task
from extractor.model.mappings import Concept, Mappings
from extractor.outputs import load_plan
from tests.align.conftest import ANNOTATIONS, mappings_of_project

Pairs = set[tuple[str, str]]
T = TypeVar("T")
DRAWS = 10


def pairs_of(groups: Iterable[Iterable[str]]) -> Pairs:
    """Return the pairs of items of different plans that share a group."""
    return {
        (min(a, b), max(a, b))
        for members in groups
        for a, b in combinations(members, 2)
        if a.split(":")[0] != b.split(":")[0]
    }


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


def load_five_pairs(plans: Mapping[str, Plan]) -> Pairs:
    """Return the pairs that were found by hand in all five plans, by the ids of the plans as extracted."""
    groups = json.loads((ANNOTATIONS.parent / "groups-five.json").read_text("utf-8"))["groups"]
    return pairs_of([_name_item(item, plans) for item in group["members"]] for group in groups)


def _name_item(item: str, plans: Mapping[str, Plan]) -> str:
    name, _, key = item.partition(":")
    listed: tuple[Task | Indicator, ...] = plans[name].tasks if key[0] == "t" else plans[name].indicators
    return f"{name}:{listed[int(key[1:]) - 1].id}"


def load_five_plans() -> tuple[Plan, ...]:
    """Return the plans of the committed outputs."""
    folder = ANNOTATIONS.parents[2] / "outputs" / "plans"
    return tuple(load_plan(path) for path in sorted(folder.glob("*.json")))


def measure_each_pair(plans: tuple[Plan, ...], mappings: Mappings, wanted: Pairs) -> tuple[float, float, float]:
    """Return the score over all pairs of plans, each aligned alone, without the words that only these two print.

    A word of the concept list counts where a third plan has it: what two counties get whose wording the list was not
    written over. The weights of the likeness have seen all five plans.
    """
    found: Pairs = set()
    for left, right in combinations(plans, 2):
        kept = keep_words(mappings, [plan for plan in plans if plan not in (left, right)])
        found |= aligned_pairs((left, right), kept)
    return score(found, wanted)


def keep_words(mappings: Mappings, others: Iterable[Plan]) -> Mappings:
    """Return mappings whose concept words all stand in one of `others`."""
    texts = [clean(plan.text) for plan in others]

    def keep(concept: Concept) -> Concept:
        groups = tuple(tuple(word for word in group if any(word in text for text in texts)) for group in concept.all)
        return replace(concept, all=groups if all(groups) else ())

    return replace(mappings, concepts=replace(mappings.concepts, concepts=tuple(map(keep, mappings.concepts.concepts))))


def build_tables() -> str:
    """Return the table of both READMEs: ways of aligning the five plans as extracted."""
    plans, mappings = load_five_plans(), mappings_of_project()
    wanted = load_five_pairs({plan.id: plan for plan in plans})
    items = sum(len(plan.items) for plan in plans)
    lines = [f"{len(plans)} plans, {items} items, {len(wanted)} pairs found by two readers", ""]
    lines.append(f"{'way':58}{'P':>7}{'R':>7}{'F1':>7}")
    for name, figures in _list_ways(plans, mappings, wanted):
        lines.append(f"{name:58}" + "".join(f"{figure:7.3f}" for figure in figures))
    return "\n".join(line.rstrip() for line in lines)


def _list_ways(
    plans: tuple[Plan, ...], mappings: Mappings, wanted: Pairs
) -> Iterator[tuple[str, tuple[float, float, float]]]:
    figures, line = best_threshold(title_likeness(plans), wanted)
    yield f"titles alone, rapidfuzz ratio >= {line:.2f}", figures
    figures, line = best_threshold(cosine_likeness(plans, mappings), wanted)
    yield f"TF-IDF cosine >= {line:.2f}", figures
    yield "this program (list and weights have seen these plans)", score(aligned_pairs(plans, mappings), wanted)
    yield "  pair by pair, words that only these two print left out", measure_each_pair(plans, mappings, wanted)
    yield "  no concept list", score(aligned_pairs(plans, thin_words(mappings, 1.0, 0)), wanted)


if __name__ == "__main__":
    print(build_tables())
