"""In: plans, and decisions of persons on pairs of their items. Out: how likely each pair was without the decision.

What `review train` learns the line from. Not handled: pairs of plans that are not compared, which no line would join.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from extractor.align.alignment import read_facets
from extractor.align.comparisons import score
from extractor.align.concepts import ConceptIndex
from extractor.align.items import Key
from extractor.align.likeness.semantic import SentenceVectors
from extractor.align.policy import Policy
from extractor.model.compared.judged_pair import JudgedPair
from extractor.model.facts.plan import Plan
from extractor.model.judgement import Judgement, JudgementsFile
from extractor.model.mappings import Mappings

PAIRED = ("must-link", "cannot-link")


def score_judged(
    plans: Sequence[Plan], mappings: Mappings, *, policy: Policy | None = None, vectors: SentenceVectors | None = None
) -> tuple[JudgedPair, ...]:
    """Return the judged pairs of items of different plans of `plans`, each with the score that words alone give it.

    A later decision on a pair takes the place of an earlier one.
    """
    rules = policy or Policy()
    judged = {_find_pair(one): one for one in mappings.judgements.judgements if one.decision in PAIRED}
    kept = tuple(one for one in mappings.judgements.judgements if one.decision == "concept")
    concepts = ConceptIndex(mappings.concepts.concepts, rules, mappings.concepts.packs)
    bare = replace(mappings, judgements=JudgementsFile(judgements=kept))
    view = read_facets(plans, bare, concepts, rules, vectors=vectors)
    held: dict[Key, list[int]] = {}
    for position, facet in enumerate(view.facets):
        held.setdefault(facet.profile.key, []).append(position)
    found = []
    for (left, right), one in judged.items():
        if left[0] == right[0] or (left[0], right[0]) not in view.likeness:
            continue
        pairs = product(held.get(left, ()), held.get(right, ()))
        scores = [score(view.facets[a], view.facets[b], view.likeness, rules) for a, b in pairs]
        if scores:
            found.append(JudgedPair(":".join(left), ":".join(right), max(scores), one.decision == "must-link"))
    return tuple(found)


def _find_pair(one: Judgement) -> tuple[Key, Key]:
    first, second = sorted(one.items)
    return _split(first), _split(second)


def _split(item: str) -> Key:
    plan, _, key = item.partition(":")
    return plan, key
