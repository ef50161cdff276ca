"""In: the names of two measures. Out: whether they say one thing in other words, and what only one of them says.

What is the same: the same words, words that stand for one another (`alike`), an abbreviation and its full form, in
whatever order; words that only say that something is done (`hollow`) tell nothing. Chinese names end in their head: a
word more at the beginning limits it at most (城区公厕保洁率), one within or at the end makes it another measure
(年检合格率 is not 年检率). Not handled: names in which both say something that the other does not (`names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, product
from typing import NamedTuple

from extractor.compare.contract_words import ContractWords
from extractor.compare.names import strip_name
from extractor.language.words import cut_words

LONGEST = 8
"""characters of a word that may stand for another"""
GAP = ("\0", "\1")
"""what is put for characters of either name that are set aside; it matches nothing"""
FREE = re.compile(r"[^\0\1]+")
AMONG = re.compile(r"中(?=[^,，。;；、]*(?:占比|比例|比重|率)$)|(?=占(?!比))")
LIGHT = frozenset({"新增", "获得", "参与"})
"""words of a part that are as well what is done to a whole: 新增床位"""
MEASURE_END = re.compile(r"(?<=.)(?:率|度|比例|比重|占比|水平)$")
DIGIT = re.compile(r"\d")
Span = tuple[int, int]


class OwnWords(NamedTuple):
    """A stretch of a name that the other does not have, and whether the name begins or ends with it."""

    words: str
    begins: bool
    ends: bool


class LeftOver(NamedTuple):
    """What two names do not share, by name; `inner` are those that do not stand at the beginning.

    `last` tells that one stands at the end, where a name says what is measured, `heads` that both have one there,
    `shared` tells that they share anything, `moved` that a word stands elsewhere in the other name.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    inner: tuple[str, ...]
    last: bool
    heads: bool
    shared: bool
    moved: bool


@lru_cache(maxsize=16384)
def is_reworded(words: ContractWords, one: str, other: str, contexts: tuple[str, str] = ("", "")) -> bool:
    """Tell whether two names say one thing in other words; what only one says limits it at its beginning at most.

    A word more within a name is no other measure where the titles over the other name it: `contexts` are these.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> is_reworded(words, "重点人群家庭医生签约率", "家庭医生签约重点人群覆盖率")
    True
    >>> is_reworded(words, "食品抽检量", "食用农产品抽检量"), is_reworded(words, "救生衣配备率", "救生衣穿戴率")
    (False, False)
    """
    over = find_left_over(words, one, other)
    if not over.shared or _name_parts(words, one, contexts[1]) != _name_parts(words, other, contexts[0]):
        return False
    stretches = over.left + over.right
    if (over.left and over.right) or over.last or any(map(DIGIT.search, stretches)):
        return False
    context = contexts[1] if over.left else contexts[0]
    told = stretches if over.moved else over.inner
    return all(part in context for part in told)


def says_else(words: ContractWords, one: str, other: str) -> bool:
    """Tell whether each of two names says something that the other does not."""
    over = find_left_over(words, one, other)
    return bool(over.left and over.right)


def shares_measure_only(words: ContractWords, one: str, other: str) -> bool:
    """Tell whether two names share what is measured and say it of two things: 〔游客〕满意度, 〔旅游厕所〕好评率."""
    over = find_left_over(words, one, other)
    return bool(over.shared and over.left and over.right) and (over.heads or not over.inner)


def _name_parts(words: ContractWords, name: str, context: str) -> set[str]:
    """Return the words by which a whole is a part of itself, beside those that the titles over the other name have."""
    head = AMONG.split(name)[0] if AMONG.search(name) else ""
    return {part for part in words.part.findall(name) if part not in LIGHT or part in head} - set(
        words.part.findall(context)
    )


@lru_cache(maxsize=16384)
def find_left_over(words: ContractWords, one: str, other: str) -> LeftOver:
    """Return the stretches that only one of two names has.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> find_left_over(words, "食品抽检量", "食用农产品抽检量")[:2]
    (('食品',), ('食用农产品',))
    """
    names = [strip_name(words, name) for name in (one, other)]
    pair = [list(name) for name in names]
    starts = [_find_starts(name) for name in names]
    met = [*_set_aside_words(words, pair, starts), *_set_aside_short(words, pair)]
    left, right = (
        list(_find_stretches(words, name, printed, begins))
        for name, printed, begins in zip(pair, names, starts, strict=True)
    )
    return LeftOver(
        left=tuple(part.words for part in left),
        right=tuple(part.words for part in right),
        inner=tuple(part.words for part in left + right if not part.begins),
        last=any(part.ends for part in left + right),
        heads=all(any(part.ends for part in side) for side in (left, right)),
        shared=bool(met),
        moved=sorted(met) != sorted(met, key=lambda begin: begin[1]),
    )


def _find_stretches(words: ContractWords, name: list[str], printed: str, starts: list[int]) -> Iterator[OwnWords]:
    """Yield the stretches of a name that are not set aside and say something."""
    marked = "".join(name)
    for run in FREE.finditer(marked):
        bare = _strip_hollow(words, run[0])
        if bare and not words.filler.fullmatch(bare) and not _repeats(words, printed, run.span(), starts):
            begins, ends = (not _strip_hollow(words, rest) for rest in (marked[: run.start()], marked[run.end() :]))
            yield OwnWords(bare, begins and not ends, ends)


def _repeats(words: ContractWords, printed: str, span: Span, starts: list[int]) -> bool:
    """Tell whether a stretch says once more what the word beside it says (走访〔慰问〕, 整改〔销号〕)."""
    before = max((at for at in starts if at < span[0]), default=span[0])
    behind = min((at for at in starts if at > span[1]), default=span[1])
    own = words.find_senses(printed[slice(*span)])
    return any(own & words.find_senses(word) for word in (printed[before : span[0]], printed[span[1] : behind]))


def _strip_hollow(words: ContractWords, stretch: str) -> str:
    """Return a stretch without the words at its ends that tell nothing."""
    cut = cut_words(MEASURE_END.sub("", stretch))
    while cut and words.hollow.fullmatch(cut[0]):
        cut.pop(0)
    while cut and words.hollow.fullmatch(cut[-1]):
        cut.pop()
    return "".join(cut)


def _set_aside_words(words: ContractWords, pair: list[list[str]], starts: list[list[int]]) -> Iterator[Span]:
    """Set aside what both names have in a row and words that stand for one another, the longest first.

    No word is cut in both (整改, 整治).
    """
    spans = [_find_spans(words, "".join(name)) for name in pair]
    alike = [
        (a[1] - a[0] + b[1] - b[0], a, b)
        for (a, sense), (b, other) in product(*spans)
        if sense & other and pair[0][slice(*a)] != pair[1][slice(*b)]
    ]
    while True:
        alike = [(size, a, b) for size, a, b in alike if _is_free(pair, a, b)]
        runs = (_keep_words(run, starts) for run in _list_runs(pair))
        same = ((2 * size, (a, a + size), (b, b + size)) for size, a, b in runs)
        size, one, other = max((*same, *alike), default=(0, (0, 0), (0, 0)))
        if size < 4:
            return
        yield _set_aside(pair, one, other)


def _is_free(pair: list[list[str]], one: Span, other: Span) -> bool:
    return GAP[0] not in pair[0][slice(*one)] and GAP[1] not in pair[1][slice(*other)]


def _find_spans(words: ContractWords, name: str) -> list[tuple[Span, frozenset[int]]]:
    """Return where words stand that others stand for."""
    spans = [(a, b) for a in range(len(name)) for b in range(a + 2, min(len(name), a + LONGEST) + 1)]
    return [(span, sense) for span in spans if (sense := words.find_senses(name[slice(*span)]))]


def _find_starts(name: str) -> list[int]:
    """Return where the words of a name begin, and its end."""
    return [0, *accumulate(map(len, cut_words(name)))]


def _list_runs(pair: list[list[str]]) -> Iterator[tuple[int, int, int]]:
    """Yield the longest runs that both names have, by size and where they begin."""
    one, other = pair
    sizes: dict[Span, int] = {}
    for a, b in product(range(len(one)), range(len(other))):
        if one[a] == other[b]:
            size = sizes[a, b] = sizes.get((a - 1, b - 1), 0) + 1
            if a + 1 == len(one) or one[a + 1 : a + 2] != other[b + 1 : b + 2]:
                yield size, a - size + 1, b - size + 1


def _keep_words(run: tuple[int, int, int], starts: list[list[int]]) -> tuple[int, int, int]:
    """Return a run without what at its ends is a part only of a word of both names.

    >>> _keep_words((4, 1, 2), [[0, 2, 4, 5], [0, 3, 5, 6]])
    (3, 2, 3)
    """
    size, a, b = run
    while size and not (a in starts[0] or b in starts[1]):
        size, a, b = size - 1, a + 1, b + 1
    while size and not (a + size in starts[0] or b + size in starts[1]):
        size -= 1
    return size, a, b


def _set_aside(pair: list[list[str]], one: Span, other: Span) -> Span:
    """Put marks for a stretch of both names; return where they begin."""
    for name, gap, (start, end) in zip(pair, GAP, (one, other), strict=True):
        name[start:end] = gap * (end - start)
    return one[0], other[0]


def _set_aside_short(words: ContractWords, pair: list[list[str]]) -> Iterator[Span]:
    """Set aside lone characters that both names have left, and abbreviations."""
    one, other = ("".join(name) for name in pair)
    matches = sorted(
        (a[0] - a[1] + b[0] - b[1], a, b)
        for a, b in _list_near(words, one, other)
        if one[slice(*a)] != other[slice(*b)] or a[1] - a[0] == 1
        if stand_alike(words, one[slice(*a)], other[slice(*b)])
    )
    for _, a, b in matches:
        if _is_free(pair, a, b):
            yield _set_aside(pair, a, b)


def _list_near(words: ContractWords, one: str, other: str) -> set[tuple[Span, Span]]:
    """Return the stretches of two names that may stand alike: those of one first character, and of some sense."""
    by_head: dict[str, list[Span]] = {}
    sensed: list[Span] = []
    for b in _list_words(other):
        by_head.setdefault(other[b[0]], []).append(b)
        if words.find_senses(other[slice(*b)]):
            sensed.append(b)
    found: set[tuple[Span, Span]] = set()
    for a in _list_words(one):
        found.update((a, b) for b in by_head.get(one[a[0]], ()))
        if sensed and words.find_senses(one[slice(*a)]):
            found.update((a, b) for b in sensed)
    return found


def _list_words(name: str) -> Iterator[Span]:
    """Yield where stretches stand that may be a word: two characters or more, or one that stands alone."""
    for run in FREE.finditer(name):
        start, end = run.span()
        if end - start == 1:
            yield start, end
        for first in range(start, end - 1):
            for last in range(first + 2, min(end, first + LONGEST) + 1):
                yield first, last


@lru_cache(maxsize=65536)
def stand_alike(words: ContractWords, one: str, other: str) -> bool:
    """Tell whether two words are one, stand for one another, or one is the other's abbreviation.

    >>> from extractor.compare.contract_words import build_contract_words
    >>> from extractor.mappings import load_mappings
    >>> words = build_contract_words(load_mappings().contract)
    >>> stand_alike(words, "查出", "发现"), stand_alike(words, "快检", "快速检测"), stand_alike(words, "查出", "整改")
    (True, True, False)
    """
    if one == other or words.find_senses(one) & words.find_senses(other):
        return True
    short, full = sorted((one, other), key=len)
    return len(short) > 1 and _abbreviates(short, full)


def _abbreviates(short: str, full: str) -> bool:
    """Tell whether each character of a word begins a word of another in order.

    >>> _abbreviates("快检", "快速检测"), _abbreviates("食品", "食用农产品")
    (True, False)
    """
    if len(full) <= len(short) or short[0] != full[0]:
        return False
    heads = [word[0] for word in cut_words(full)]
    return len(heads) == len(short) and all(a == b for a, b in zip(short, heads, strict=True))
