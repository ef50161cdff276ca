"""In: the sentences of a plan, and what was read. Out: doubts about lists that ask for work and gave none.

Where a heading has another meaning than it seems (打法, 目标任务, 工作背景 above a list of duties), its items are read
as something else: each is then like nothing that is told of. What the items have in common tells: verbs of work at
their beginning, times and numbers that are asked for, bodies that answer. One doubt for each list.
Not handled: a list with one item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from extractor.check.carriers import Carried
from extractor.check.clauses import Sentence
from extractor.check.ledger import list_stretches
from extractor.check.losses.explained import is_explained, is_no_work
from extractor.check.losses.strays import Judged
from extractor.check.named_bodies import BodyFinder
from extractor.check.policy import CheckPolicy
from extractor.language.cover import Cover
from extractor.language.grammar.clauses import LONGEST_SENTENCE
from extractor.language.numerals import HAN
from extractor.model.facts.plan import Grade, Phase, Plan, Safeguard
from extractor.model.mappings import SectionsFile
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Doubt
from extractor.model.paper.table import TableKind

NUMERAL = re.compile(rf"[\d{HAN}甲乙丙丁戊己庚辛壬癸Ⅰ-Ⅻ①-⑳]+")
MARK = re.compile(
    rf"^[-#*•●]{{0,4}}(?:第[{HAN}\d]{{1,4}}[条项]|[(〖【〔]?(?:\d{{1,2}}|[{HAN}]{{1,3}}|[甲乙丙丁戊己庚辛壬癸]|[A-Z])[、.)〗】〕](?!\d)"
    rf"|\d{{1,2}}-\d{{1,2}}(?:-\d{{1,2}}|(?=[ 、.]))|[Ⅰ-Ⅻ][、.]?|[①-⑳]|[{HAN}]{{1,2}}[是要])[\s、.]*"
)
"""How an item of a list begins, whatever its numbers are."""
LEANING = re.compile(r"^(?:坚持|贯彻|遵循|秉持|以人民|突出|聚焦|树立|立足|围绕)")
"""Principles begin with verbs too."""
LEAD = re.compile(r"^(?P<name>[^,:;。]{2,40}?)(?:负责|牵头|承办|[::])")
ASKING = frozenset({Carried.TIME, Carried.QUANTITY})
ANSWERING = frozenset({Carried.BODY, Carried.SAID})
ANNEX = re.compile(r"^[\W_]*(?:附件|附表|附录|附)(?:[:\d]|[一二三四五六七八九十]|$)")
HEADING = 12
"""characters in which a heading of a part says what stands below it"""
PLAIN = "-"
"""the style of sentences without a number"""


class ListedItem(msgspec.Struct):
    """An item of a list: its stretch, how it is numbered, and what speaks for its being work."""

    start: int
    end: int
    style: str
    words: str
    verb: bool
    asks: bool = False
    answers: bool = False


def find_lost_lists(
    plan: Plan, judged: Sequence[Judged], sections: SectionsFile, bodies: BodyFinder, policy: CheckPolicy
) -> Iterator[Doubt]:
    """Yield one doubt for each list that asks for something and gave no item, the inner ones first."""
    worked, kept, told = _cover_items(plan), _cover_kept(plan), Cover(0, len(plan.text))
    for one in judged:
        if one.lost:
            told.add(*_span(one.sentence))
    for entries in (*_find_lists(judged, sections, bodies), *_find_runs(judged, bodies)):
        span = entries[0].start, entries[-1].end
        heads = sum(any(word in entry.words[:HEADING] for word in sections.heading_words) for entry in entries)
        if 2 * heads >= len(entries) or any(worked.meets(entry.start, entry.end) for entry in entries):
            continue
        if 2 * sum(kept.meets(entry.start, entry.end) for entry in entries) >= len(entries):
            continue
        if _is_work(entries, policy) and not all(told.meets(entry.start, entry.end) for entry in entries):
            told.add(*span)
            yield _build(entries, span)


def _is_work(entries: Sequence[ListedItem], policy: CheckPolicy) -> bool:
    """Tell whether a list asks for work: two items with who answers, or verbs with times and numbers."""
    if sum(entry.answers for entry in entries) >= policy.least_answered:
        return True
    wanted = sum(entry.answers or (entry.asks and entry.verb) for entry in entries)
    least = max(policy.least_answered, policy.share_of_verbs * len(entries))
    if any(entry.answers for entry in entries) and wanted >= least:
        return True
    if len(entries) < policy.least_answered:
        return False
    verbs, asking = sum(entry.verb for entry in entries), sum(entry.verb and entry.asks for entry in entries)
    return verbs >= policy.share_of_verbs * len(entries) and asking >= max(1, policy.share_of_asking * len(entries))


def _cover_items(plan: Plan) -> Cover:
    """Return the stretches of tasks, rows and read tables."""
    cover = Cover(0, len(plan.text))
    places: list[Place | None] = [item.place for item in plan.items]
    places += [table.place for table in plan.tables if table.kind is not TableKind.UNKNOWN]
    for start, end in (stretch for place in places for stretch in list_stretches(place)):
        if 0 <= start < end <= len(plan.text):
            cover.add(start, end)
    return cover


def _cover_kept(plan: Plan) -> Cover:
    """Return the stretches of what has a list of its own: means of support, phases, grades."""
    cover = Cover(0, len(plan.text))
    facts: tuple[Safeguard | Phase | Grade, ...] = (*plan.safeguards, *plan.phases, *plan.grades)
    for fact in facts:
        for start, end in list_stretches(fact.place):
            if 0 <= start < end <= len(plan.text):
                cover.add(start, end)
    return cover


def _find_lists(judged: Sequence[Judged], sections: SectionsFile, bodies: BodyFinder) -> Iterator[list[ListedItem]]:
    """Yield the lists of a text: items numbered in one style, each with whatever stands below it."""
    lists: list[list[ListedItem]] = []
    for one in judged:
        if ANNEX.match(one.sentence.passage.text):
            yield from reversed(lists)
            lists.clear()
        entry = _begin(one, sections, bodies)
        if entry is not None:
            while any(each[0].style == entry.style for each in lists) and lists[-1][0].style != entry.style:
                yield lists.pop()
            if lists and lists[-1][0].style == entry.style:
                lists[-1].append(entry)
            else:
                lists.append([entry])
        for entries in lists:
            _weigh(entries[-1], one)
    yield from reversed(lists)


def _find_runs(judged: Sequence[Judged], bodies: BodyFinder) -> Iterator[list[ListedItem]]:
    """Yield the sentences below one heading that begin with a body and its duty, without a number."""
    runs: dict[str, list[ListedItem]] = {}
    for one in judged:
        words = one.sentence.passage.text
        lead = None if one.sentence.numbered else LEAD.match(words)
        if lead and all(bodies.is_name(name) for name in lead["name"].split("、")):
            entry = ListedItem(*_span(one.sentence), PLAIN, words, verb=False, answers=True)
            runs.setdefault(one.sentence.heading, []).append(entry)
    yield from runs.values()


def _weigh(entry: ListedItem, one: Judged) -> None:
    """Give what a sentence carries to the item that it stands in."""
    whole = one.sentence.passage.text
    long = len(whole) > LONGEST_SENTENCE  # nobody read it, and words around a number are looked for in all of it
    for kind, start, end in one.carried:
        if not entry.asks and kind in ASKING and not long:
            entry.asks = not is_explained(whole, whole, start, end, owned=False)
        entry.answers |= kind in ANSWERING
    entry.end = max(entry.end, _span(one.sentence)[1])


def _span(sentence: Sentence) -> tuple[int, int]:
    return sentence.passage.span(0, len(sentence.passage))


def _begin(one: Judged, sections: SectionsFile, bodies: BodyFinder) -> ListedItem | None:
    passage = one.sentence.passage
    mark = MARK.match(passage.text)
    if mark is None:
        return None
    words = passage.text[mark.end() :]
    verb = _begins_with_work(words, sections) and not is_no_work(passage.text)
    style = NUMERAL.sub("N", mark.group().strip())
    return ListedItem(*_span(one.sentence), style, words, verb, answers=bodies.is_name(words))


def _begins_with_work(words: str, sections: SectionsFile) -> bool:
    """Tell whether words begin with a verb of work, whatever says how before it: 扎实推进…"""
    rest = words.lstrip()
    while manner := next((word for word in sections.manner_words if rest.startswith(word)), None):
        rest = rest[len(manner) :]
    return rest.startswith(sections.work_verbs) and not LEANING.match(rest)


def _build(entries: Sequence[ListedItem], span: tuple[int, int]) -> Doubt:
    first = entries[0].words.split("。")[0][:30]
    return Doubt(
        code="list-not-read",
        item=None,
        field="tasks",
        text=first,
        message=f"自“{first}”起的 {len(entries)} 项没有读作任务，而写有要做的事、时限、数量或单位，可能是任务",
        message_en=f"{len(entries)} items of this list were not read as tasks, though they ask for something",
        place=Place(*span),
    )
