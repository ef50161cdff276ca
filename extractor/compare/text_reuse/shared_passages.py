"""In: the bare words of plans. Out: for each pair that shares any, how much of each stands in the other, and where.

Runs of eight characters are looked up in one inverted index, so the work grows with the length of the texts and with
what they share, not with the number of pairs. A run that stands in more than `MOST` plans proposes each plan's
neighbours only; the shares of the pairs so found are exact. Of more than `EXACT` plans a sample of the runs is counted.
Not handled: passages reworded, which `clauses` finds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import combinations
from zlib import crc32

from extractor.compare.text_reuse.shingles import SIZE, ShingledWords, cut_shingles
from extractor.model.compared.text_reuse import Extract, Kinship, SharedPassage

FEW = 30
"""Texts up to which every pair that shares anything is given."""
NEAREST = 10
"""Beyond it, the pairs that are given for each text."""
EXACT = 300
"""Texts up to which all runs are counted."""
SAMPLE = 16
"""Beyond it, one run in so many is."""
MOST = 32
"""Plans with one run up to which every pair of them is counted."""
NEIGHBOURS = 8
"""Beyond it, the plans that each one is compared with for that run."""
PLACES = 16
"""Places of one run in one text that are tried."""
LEAST = 12
"""Length from which a shared passage is given; shorter ones count in the shares, but are mostly names of the field."""
RAGGED = 3
"""Characters before the first or after the last comma of a passage that are cut off: a run ends where it likes."""
STOPS = re.compile(r"[，,。；;：:、（）()]")
SIGNS = "%％‰"
OPENERS = {"”": "“", "》": "《", "）": "（", ")": "(", '"': '"', "〕": "〔"}
CLOSERS = {opener: closer for closer, opener in OPENERS.items()}

Locate = Callable[[str, int], str | None]
"""Gives the item of a plan that holds an offset."""


def find_kinships(wordings: Sequence[ShingledWords], locate: Locate) -> Iterator[Kinship]:
    """Yield each pair of texts that shares a run of eight characters, in the order of `wordings`.

    Of more than `FEW` texts, the nearest `NEAREST` of each; of more than `EXACT`, estimated and without passages.
    """
    every = 1 if len(wordings) <= EXACT else SAMPLE
    sizes, shared = count_shared(wordings, every)
    places = [find_places(wording, shared) for wording in wordings]
    pairs = count_pairs(places)
    for left, right in sorted(pairs if len(wordings) <= FEW else choose_nearest(pairs)):
        common = len(places[left].keys() & places[right].keys())
        one, other = wordings[left], wordings[right]
        runs = find_runs(one, other, (places[left], places[right])) if every == 1 else ()
        yield Kinship(
            left=one.plan,
            right=other.plan,
            left_share=round(common / sizes[left], 4),
            right_share=round(common / sizes[right], 4),
            shared=common * every,
            passages=tuple(
                SharedPassage(
                    left=cut_extract(one, start, start + length, locate),
                    right=cut_extract(other, at, at + length, locate),
                    length=length,
                )
                for start, at, length in trim_runs(one, runs)
            ),
        )


def count_shared(wordings: Sequence[ShingledWords], every: int = 1) -> tuple[list[int], set[str]]:
    """Return how many distinct runs each text has, and the runs that two texts or more have."""
    sizes: list[int] = []
    seen: set[str] = set()
    shared: set[str] = set()
    for wording in wordings:
        some = cut_shingles(wording.words)
        if every > 1:
            # By a checksum of the run itself, so that all texts keep the same ones.
            some = {shingle for shingle in some if crc32(shingle.encode()) % every == 0}
        sizes.append(len(some))
        shared |= seen & some
        seen |= some
    return sizes, shared


def choose_nearest(pairs: Mapping[tuple[int, int], int]) -> set[tuple[int, int]]:
    """Return the pairs with which either text shares most.

    >>> sorted(choose_nearest({(0, other): other for other in range(1, 13)} | {(1, 2): 5}))[:4]
    [(0, 1), (0, 2), (0, 3), (0, 4)]
    """
    by_text: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for pair, times in pairs.items():
        for text in pair:
            by_text.setdefault(text, []).append((-times, pair))
    return {pair for found in by_text.values() for _, pair in nsmallest(NEAREST, found)}


def find_places(wording: ShingledWords, shared: set[str]) -> dict[str, list[int]]:
    """Return where each shared run stands in a text, in the order of the text."""
    places: dict[str, list[int]] = {}
    words = wording.words
    for at in range(len(words) - SIZE + 1):
        shingle = words[at : at + SIZE]
        if shingle in shared:
            places.setdefault(shingle, []).append(at)
    return places


def count_pairs(places: Sequence[dict[str, list[int]]]) -> Counter[tuple[int, int]]:
    """Return the pairs of texts with a run in common, and how many runs proposed them."""
    postings: dict[str, list[int]] = {}
    for index, found in enumerate(places):
        for shingle in found:
            postings.setdefault(shingle, []).append(index)
    groups = Counter(map(tuple, postings.values()))
    pairs: Counter[tuple[int, int]] = Counter()
    for group, times in groups.items():
        if len(group) <= MOST:
            near = list(combinations(group, 2))
        else:
            near = [(one, two) for at, one in enumerate(group) for two in group[at + 1 : at + 1 + NEIGHBOURS]]
        for pair in near:
            pairs[pair] += times
    return pairs


def find_runs(
    one: ShingledWords, other: ShingledWords, places: tuple[dict[str, list[int]], dict[str, list[int]]]
) -> Iterator[tuple[int, int, int]]:
    """Yield (start in one, start in other, length) of the longest common runs, from left to right without overlap."""
    mine, theirs = places
    starts = sorted((at, shingle) for shingle in mine.keys() & theirs.keys() for at in mine[shingle])
    done = 0
    for at, shingle in starts:
        if at < done:
            continue
        length, start = max(
            (measure_run(one.words, at, other.words, there), -there) for there in theirs[shingle][:PLACES]
        )
        yield at, -start, length
        done = at + length


def trim_runs(wording: ShingledWords, runs: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the runs that are long enough, without the odd characters of a clause that they only touch."""
    for start, there, length in runs:
        if length < LEAST:
            continue
        first, last = wording.span(start, start + length)
        stops = [wording.find(match.end() + first) - start for match in STOPS.finditer(wording.text[first:last])]
        left = max((stop for stop in stops if stop <= RAGGED), default=0)
        right = min((stop for stop in stops if stop >= length - RAGGED), default=length)
        if right - left >= LEAST:
            yield start + left, there + left, right - left


def measure_run(one: str, at: int, other: str, there: int) -> int:
    """Return how many characters from `at` and `there` on are the same.

    >>> measure_run("各科室报送信用信息", 3, "请报送信用材料", 1)
    4
    """
    length, most = 0, min(len(one) - at, len(other) - there)
    step = SIZE
    while length < most and one[at + length : at + length + step] == other[there + length : there + length + step]:
        length += step
    length = min(length, most)
    while length < most and one[at + length] == other[there + length]:
        length += 1
    return length


def cut_extract(wording: ShingledWords, start: int, end: int, locate: Locate) -> Extract:
    """Return the printed words of `words[start:end]`."""
    first, last = widen(wording.text, *wording.span(start, end))
    return Extract(
        plan=wording.plan,
        start=first,
        end=last,
        quote=wording.text[first:last],
        item=locate(wording.plan, first),
    )


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the interval with the sign that belongs to its last number, and the quotation mark that it would break.

    >>> text = "确保“双公示”上报率达100%。"
    >>> [text[slice(*widen(text, *cut))] for cut in ((0, 14), (3, 6), (0, 6))]
    ['确保“双公示”上报率达100%', '双公示', '确保“双公示”']
    """
    while end < len(text) and text[end] in SIGNS:
        end += 1
    opener = OPENERS.get(text[end : end + 1])
    if opener and _is_odd(text[start:end], opener, text[end]):
        end += 1
    closer = CLOSERS.get(text[start - 1 : start])
    if closer and _is_odd(text[start:end], closer, text[start - 1]):
        start -= 1
    return start, end


def _is_odd(inside: str, there: str, missing: str) -> bool:
    """Tell whether `inside` has one more of a mark than of its other half."""
    return inside.count(there) % 2 == 1 if there == missing else inside.count(there) > inside.count(missing)
