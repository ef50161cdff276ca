"""In: an item as it stands in a group. Out: what it prints of the group's measure, by aspect, in printed words.

A number goes to the measure that it speaks of; a day that a plan sets for nearly all its tasks is no word about one.
Not handled: ranking, which is `differences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.compare.differences.deadlines import find_days, find_month_days
from extractor.compare.differences.durations import find_durations
from extractor.compare.differences.frequencies import find_frequencies, is_quota
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.differences.stated import Stated
from extractor.compare.differences.targets import find_targets
from extractor.compare.differences.weights import find_weights
from extractor.compare.places import find_reach
from extractor.model.compared.contrasts import ContrastAspect, Saying
from extractor.model.facts.plan import Indicator, Rule, RuleKind, Task
from extractor.model.paper.place import Place

PENALTIES = frozenset({RuleKind.DEDUCT, RuleKind.DEDUCT_PER})
SCORING = frozenset(
    {
        RuleKind.AWARD,
        RuleKind.AWARD_PER,
        RuleKind.RANK,
        RuleKind.PROPORTIONAL,
        RuleKind.FORMULA,
        RuleKind.CONSTRAINT,
    }
)
CLAUSE = re.compile(r"[^。；;，,\n]+")
SENTENCE = re.compile(r"[^。；;\n]+")
LONGEST = 80
Said = tuple[ContrastAspect, Saying]


def find_sayings(row: GroupedItem) -> Iterator[Said]:
    """Yield what an item prints of its group's measure, the numbers first."""
    yield from _find_numbers(row)
    if isinstance(row.item, Indicator):
        yield from _find_scoring(row, row.item)
    words = find_words_about(row)
    if words:
        yield "words", words


def _find_numbers(row: GroupedItem) -> Iterator[Said]:
    quotas = filter(is_quota, find_frequencies(row))
    numbers: tuple[tuple[ContrastAspect, Iterator[Stated]], ...] = (
        ("target", find_targets(row)), ("duration", find_durations(row)), ("frequency", quotas),
    )  # fmt: skip
    for aspect, found in numbers:
        for one in found:
            if one.concerns(row):
                yield aspect, _say(one)
    for one in find_month_days(row):
        if row.concerns(one.about + one.quote):
            yield "deadline", _say(one)
    for one in () if row.blanket else find_days(row):
        yield "deadline", _say(one)


def _find_scoring(row: GroupedItem, item: Indicator) -> Iterator[Said]:
    for part in item.parts or (item,):
        for rule in part.rules:
            if row.concerns(rule.text) and row.owns(part):
                if rule.kind in PENALTIES:
                    yield "penalty", _say_rule(row, rule)
                elif rule.kind in SCORING:
                    yield "scoring", _say_rule(row, rule)
    for one in find_weights(row):
        yield "points", _say(one)


def _say(one: Stated) -> Saying:
    start, end = find_reach(one.place)
    return Saying(item=one.item, quote=one.quote, start=start, end=end, shown=one.shown)


def _say_rule(row: GroupedItem, rule: Rule) -> Saying:
    start, end = find_reach(rule.place)
    return Saying(item=row.item.id, quote=rule.text, start=start, end=end)


def find_words_about(row: GroupedItem) -> Saying | None:
    """Return the sentence of an item that speaks of its group's measure, its first one where none names it."""
    if isinstance(row.item, Task):
        place, words = row.item.places.get("text") or row.item.place, row.item.text or row.item.title
    else:
        place = row.item.places.get("criteria") or row.item.places.get("name") or row.item.place
        words = row.item.criteria or row.item.content or row.item.name or ""
    return _cut(row, words, place)


def _cut(row: GroupedItem, words: str, place: Place | None) -> Saying | None:
    found = list(SENTENCE.finditer(words))
    if not found:
        return None
    best = max(found, key=lambda match: (row.fit(match[0]), -match.start()))
    quote = best[0].strip()
    if len(quote) > LONGEST:
        quote = _find_clauses(row, quote)
    start, end = find_reach(place)
    return Saying(item=row.item.id, quote=quote, start=start, end=end)


def _find_clauses(row: GroupedItem, sentence: str) -> str:
    """Return the clause of a long sentence that fits best, as printed."""
    best = max(CLAUSE.finditer(sentence), key=lambda match: (row.fit(match[0]), -match.start()))
    end = min(best.start() + LONGEST, len(sentence))
    cut = max((sentence.rfind(mark, best.end(), end) for mark in "，,、"), default=-1)
    return sentence[best.start() : cut if cut > 0 and end < len(sentence) else max(end, best.end())].strip()
