"""In: the clauses of all plans. Out: for each whether another plan has it: inherited, adapted, or new.

Inherited: the same words stand in another plan, as a clause or inside its sentences. Adapted: a clause of another plan
is nearly the same, or stands in it whole. Candidates come from an inverted index of runs of four characters, so no
clause is compared with all others; what is alike between texts that are no kin must be long (`LONG`), since a short
clause (开展信用分级分类监管) is a name of the field and no sign of copying.
Not handled: a clause whose order of words was turned round.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
from rapidfuzz.distance import Indel

from extractor.compare.text_reuse.clause_splitting import Stretch
from extractor.compare.text_reuse.shared_passages import Locate, cut_extract
from extractor.compare.text_reuse.shingles import SIZE, ShingledWords
from extractor.model.compared.text_reuse import Clause

ADAPTED = 0.6
"""Likeness (0 to 1) from which a clause of kin is taken for a reworded one."""
ADAPTED_SHORT = 0.7
"""The same for a clause shorter than `LONG`; one that stands in another whole has at least this likeness."""
ADAPTED_AFAR = 0.8
"""The same between texts that are no kin."""
LONG = 12
"""Characters that a clause needs to be followed beyond kin."""
GRAM = 4
COMMON = 40
"""Runs of four characters in more clauses than this (社会信用) propose something only where no other does, and then
the clauses nearest in the order of the plans."""
TRIED = 3
"""Clauses of each other plan that are compared."""


class Match(msgspec.Struct, frozen=True):
    """The clause of another plan (by its index) that is most like one, as an interval of that plan's bare words."""

    plan: int
    start: int
    end: int
    likeness: float


class Matches(msgspec.Struct, frozen=True, eq=False):
    """All clauses in order, and for each the best match in each other plan."""

    wordings: Sequence[ShingledWords]
    stretches: Sequence[Stretch]
    found: Sequence[Mapping[int, Match]]


def match_clauses(
    wordings: Sequence[ShingledWords], stretches: Sequence[Stretch], kin: Collection[tuple[int, int]]
) -> Matches:
    """Return the best match of each clause in each other plan; `kin` are the pairs of texts that share much.

    `stretches` stand plan by plan, in the order of `wordings`.
    """
    grams = [cut_grams(stretch.words) for stretch in stretches]
    postings: dict[str, list[int]] = {}
    for at, some in enumerate(grams):
        for gram in some:
            postings.setdefault(gram, []).append(at)
    shared = {gram: found for gram, found in postings.items() if 1 < len(found) <= COMMON}
    known = set(shared)  # a set, since to meet a dictionary's keys would go through all of them each time
    bounds: dict[int, tuple[int, int]] = {}
    for at, stretch in enumerate(stretches):
        bounds[stretch.plan] = (bounds.get(stretch.plan, (at, at))[0], at + 1)
    found = []
    for mine, some in zip(stretches, grams, strict=True):
        candidates = _find_candidates(mine, [shared[gram] for gram in some & known], stretches)
        if not candidates and len(postings) > len(shared):
            own = bounds[mine.plan]
            near = [cut_window(postings[gram], *own) for gram in some - known if len(postings[gram]) > COMMON]
            candidates = _find_candidates(mine, near, stretches)
        matches = (_choose(mine, others, wordings[plan], stretches) for plan, others in candidates.items())
        found.append({match.plan: match for match in matches if is_followed(mine, match, kin)})
    return Matches(wordings, stretches, found)


def cut_window(posting: Sequence[int], first: int, end: int) -> Sequence[int]:
    """Return the entries of a long posting that are nearest to [first, end), without those inside.

    >>> found = cut_window(range(200), 100, 110)
    >>> found[0], found[19], found[20], found[-1]
    (80, 99, 110, 129)
    """
    left, right = bisect_left(posting, first), bisect_left(posting, end)
    return [*posting[max(0, left - COMMON // 2) : left], *posting[right : right + COMMON // 2]]


def cut_grams(words: str) -> set[str]:
    """Return the distinct runs of four characters."""
    return {words[at : at + GRAM] for at in range(len(words) - GRAM + 1)}


def _find_candidates(
    mine: Stretch, postings: Sequence[Sequence[int]], stretches: Sequence[Stretch]
) -> dict[int, list[int]]:
    """Return the clauses of each other plan that share most runs with `mine`, at least two."""
    votes: Counter[int] = Counter()
    for posting in postings:
        votes.update(posting)
    by_plan: dict[int, list[tuple[int, int]]] = {}
    for other, times in votes.items():
        plan = stretches[other].plan
        if times > 1 and plan != mine.plan:
            by_plan.setdefault(plan, []).append((-times, other))
    return {plan: [other for _, other in sorted(by_plan[plan])[:TRIED]] for plan in sorted(by_plan)}


def _choose(mine: Stretch, others: Sequence[int], wording: ShingledWords, stretches: Sequence[Stretch]) -> Match:
    matches = [compare_clauses(mine, stretches[other], wording.words) for other in others]
    return max(matches, key=lambda match: (match.likeness, -match.start))


def compare_clauses(mine: Stretch, other: Stretch, words: str) -> Match:
    """Return how alike two clauses are: 1 where the one stands word for word in or around the other in `words`.

    >>> one, two = "严格落实双公示工作要求", "严格落实双公示工作的要求"
    >>> compare_clauses(Stretch(0, 0, 11, one), Stretch(1, 0, 12, two), two).likeness
    0.9565
    """
    size = len(mine.words)
    if size >= SIZE:
        at = words.find(mine.words, max(0, other.start - size), other.end + size)
        if at >= 0:
            return Match(other.plan, at, at + size, 1.0)
    likeness = Indel.normalized_similarity(mine.words, other.words)
    if len(other.words) >= SIZE and other.words in mine.words:
        likeness = max(likeness, ADAPTED_SHORT)
    return Match(other.plan, other.start, other.end, min(round(likeness, 4), 1.0 if likeness == 1 else 0.9999))


def is_followed(mine: Stretch, match: Match, kin: Collection[tuple[int, int]]) -> bool:
    """Tell whether a match is more than the language of the field."""
    length = min(len(mine.words), match.end - match.start)
    if (mine.plan, match.plan) in kin or (match.plan, mine.plan) in kin:
        return match.likeness >= (ADAPTED if length >= LONG else ADAPTED_SHORT)
    return match.likeness >= ADAPTED_AFAR and length >= LONG


def build_clauses(
    matches: Matches, locate: Locate, order: Collection[tuple[int, int]] | None = None
) -> Iterator[Clause]:
    """Yield each clause with the clause of another plan, one that it may follow, that is most like it."""
    for stretch, found in zip(matches.stretches, matches.found, strict=True):
        before = [match for match in found.values() if order is None or (stretch.plan, match.plan) in order]
        best = max(before, key=lambda match: (match.likeness, -match.plan), default=None)
        yield Clause(
            here=cut_extract(matches.wordings[stretch.plan], stretch.start, stretch.end, locate),
            origin="new" if best is None else "inherited" if best.likeness == 1 else "adapted",
            likeness=best.likeness if best else 0.0,
            other=cut_extract(matches.wordings[best.plan], best.start, best.end, locate) if best else None,
        )
