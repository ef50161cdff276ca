"""In: a plan and its ledger. Out: the stretches that carry something and that no fact holds, and the share read.

Neighbouring stretches are told as one. Not handled: what is printed in pictures, of which reading tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from extractor.check.carriers import NAMES, Carried, Carrier, CarrierFinder
from extractor.check.clauses import Sentence, cut_clauses, find_sentences
from extractor.check.ledger import Ledger, list_stretches
from extractor.check.losses.explained import is_explained, is_explained_number, is_limit, is_no_work
from extractor.check.losses.strays import Judged, Stray, TextCoverage
from extractor.check.losses.table_gaps import find_table_strays
from extractor.check.named_bodies import BodyFinder
from extractor.check.policy import CheckPolicy
from extractor.language.cover import Cover
from extractor.language.grammar.clause_work import ClauseWork, WorkingClause, find_clauses, find_work
from extractor.language.grammar.clauses import LONGEST_SENTENCE
from extractor.language.needs import compile_late
from extractor.language.passages import build_passage
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings
from extractor.model.paper.place import Passage, Place
from extractor.model.paper.reading import Unread, UnreadKind
from extractor.model.paper.table import TableKind

YEAR = re.compile(r"20\d{2}")
OWN_NUMBER = re.compile(r"[(（]?\d{1,2}[、.．)）]\s*$")
REACH = 40
"""characters above a table or an item in which its heading ends"""
RATE = compile_late(r"[率比度][^,。;]{0,6}\d")
OUTSIDE = frozenset({Carried.QUANTITY, Carried.SAID})
"""What is no fact of a plan outside its items."""


class Looker(msgspec.Struct, frozen=True):
    """What sentences are looked through with."""

    ledger: Ledger
    finder: CarrierFinder
    bodies: BodyFinder
    celled: Cover
    """the cells of tables of work or measures, whose bodies are looked at by column"""
    mappings: Mappings
    policy: CheckPolicy
    year: int | None
    has_items: bool
    table_heads: frozenset[int]
    """where the words end that stand right above a table"""

    def is_lost_item(self, sentence: Sentence, *, before: bool) -> bool:
        """Tell whether a sentence opens, or goes on with, a numbered paragraph of work that became no item."""
        passage, sections = sentence.passage, self.mappings.sections
        stretch = passage.span(0, len(passage))
        if any(cover.meets(*stretch) for cover in (self.ledger.owned, self.ledger.held, self.ledger.tabled)):
            return False
        if not sentence.opens:
            return before and sentence.numbered
        short = len(passage) <= self.policy.longest_heading
        if short and stretch[1] in self.table_heads:
            return False
        if len(passage) < self.policy.least_item or is_no_work(passage.text) or (sentence.attached and short):
            return False
        known = (*sections.other_words, *sections.phase_words)
        if any(word in sentence.heading for word in known):
            return False
        named = (*sections.task_words, *sections.safeguard_words, *known)
        return not (short and any(word in passage.text for word in named))

    def look_through(self, sentence: Sentence, carried: list[tuple[Carried, int, int]]) -> Iterator[Stray | None]:
        """Yield one entry for each clause that carries something: None where it was read; `carried` gets all of it."""
        passage = sentence.passage
        lists = [*self.finder.find_lists(passage.text), *self.bodies.find_lists(passage.text)]
        apart = not self.celled.meets(*passage.span(0, len(passage)))
        names = list(self.bodies.find_names(passage.text)) if apart else []
        for start, end in cut_clauses(passage, lists):
            clause = passage.cut(start, end)
            carriers = list(self.finder.find(clause.text)) if len(clause) >= self.policy.least_clause else []
            carriers += [Carrier(Carried.BODY, *name) for name in _cut(names, start, end)]
            if not carriers:
                continue
            carried.extend((one.kind, start + one.start, start + one.end) for one in carriers)
            works = find_clauses(self.mappings.clauses, passage.text, 0, len(passage), self.year)
            lost = frozenset(self._find_lost(sentence, clause, carriers, find_work(works, start)))
            unread = lost and not self._stands_beside(sentence, clause, lost)
            yield Stray(*clause.span(0, len(clause)), UnreadKind.SENTENCE, lost) if unread else None

    def _find_lost(
        self, sentence: Sentence, clause: Passage, carriers: Iterable[Carrier], work: WorkingClause | None
    ) -> Iterator[Carried]:
        """Yield the kinds of what no fact holds and nothing explains, each carrier asked by itself."""
        if len(clause) > LONGEST_SENTENCE:  # nobody read it, and words around a number are looked for in all of it
            yield from {carrier.kind for carrier in carriers}
            return
        owned = self.ledger.owned.meets(*clause.span(0, len(clause)))
        lost: set[Carried] = set()
        for carrier in carriers:
            if carrier.kind in lost or self.ledger.holds(carrier, *clause.span(carrier.start, carrier.end)):
                continue
            if not _is_known(sentence, clause.text, carrier, work, owned=owned):
                lost.add(carrier.kind)
                yield carrier.kind

    def _stands_beside(self, sentence: Sentence, clause: Passage, lost: frozenset[Carried]) -> bool:
        """Numbers and bodies outside tasks are no facts of a plan; times are (its own deadlines)."""
        if self.ledger.owned.meets(*clause.span(0, len(clause))):
            return False
        sections = self.mappings.sections
        apart = (*sections.other_words, *sections.safeguard_words, *sections.phase_words)
        beside = any(word in sentence.heading for word in apart) or (self.has_items and not sentence.numbered)
        return beside and lost <= OUTSIDE


def _cut(stretches: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what of `stretches` lies in [start, end), counted from there."""
    yield from ((first - start, last - start) for first, last in stretches if start <= first < last <= end)


def _is_known(sentence: Sentence, clause: str, carrier: Carrier, work: WorkingClause | None, *, owned: bool) -> bool:
    """Tell whether what is carried needs no fact: by what its clause does, or by the words around it."""
    if carrier.kind is Carried.POINTS:
        return False
    start, end = carrier.start, carrier.end
    if work is not None and work.work != ClauseWork.DUTY and carrier.kind is not Carried.BODY:
        if not work.own:
            return not (is_limit(clause) or RATE.search(clause, 0, end))
        return not (work.work == ClauseWork.BENEFIT and is_limit(clause))
    if is_explained(clause, sentence.passage.text, start, end, owned=owned):
        return True
    return carrier.kind is Carried.QUANTITY and is_explained_number(clause[:start], clause[start:end], clause[end:])


def measure_coverage(
    plan: Plan, ledger: Ledger, finder: CarrierFinder, mappings: Mappings, policy: CheckPolicy
) -> TextCoverage:
    """Look through the whole text, clause by clause, then through the tables."""
    found_items = len(plan.items) + len(plan.safeguards) + len(plan.phases)
    coverage, lost_item = TextCoverage(found_items), False
    looker = Looker(
        ledger,
        finder,
        BodyFinder(mappings.units),
        _find_cells(plan),
        mappings,
        policy,
        find_year(plan),
        bool(plan.items),
        find_table_heads(plan),
    )
    for sentence in find_sentences(plan.text, paged=plan.main.pages is not None):
        lost_item = looker.is_lost_item(sentence, before=lost_item)
        whole = sentence.passage
        carried: list[tuple[Carried, int, int]] = []
        found = list(looker.look_through(sentence, carried))
        if lost_item:
            found = [Stray(*whole.span(0, len(whole)), UnreadKind.ITEM, frozenset())]
        strays = [stray for stray in found if stray is not None]
        coverage.judged.append(Judged(sentence, tuple(carried), lost=bool(strays)))
        coverage.carrying += len(found)
        coverage.strays += strays
    tabled = list(find_table_strays(plan, ledger, looker.bodies))
    coverage.carrying += len(tabled)
    coverage.strays += tabled
    return coverage


def _find_cells(plan: Plan) -> Cover:
    cover = Cover(0, len(plan.text))
    for table in plan.tables:
        if table.kind in (TableKind.INDICATORS, TableKind.TASKS):
            for start, end in (stretch for cell in table.cells for stretch in list_stretches(cell.place)):
                cover.add(start, end)
    return cover


def find_table_heads(plan: Plan) -> frozenset[int]:
    """Return where the words end right above a table or a scoring item: 一、考核指标 only says what it holds."""
    places = [*(table.place for table in plan.tables), *(row.place for row in plan.indicators)]
    heads = (OWN_NUMBER.sub("", plan.text[max(0, place.start - REACH) : place.start]) for place in places if place)
    starts = (place.start for place in places if place)
    return frozenset(start - min(start, REACH) + len(head.rstrip()) for start, head in zip(starts, heads, strict=True))


def find_year(plan: Plan) -> int | None:
    """Return the year that a plan is for, or that it was issued in."""
    printed = " ".join(filter(None, (plan.metadata.year, plan.metadata.title, plan.metadata.issue_date)))
    match = YEAR.search(printed)
    return int(match.group()) if match else None


def find_unread(plan: Plan, coverage: TextCoverage, ledger: Ledger, policy: CheckPolicy) -> Iterator[Unread]:
    """Yield the unread stretches of the text in order, neighbours joined; then tables that were not understood.

    Where they lie dense, those with no fact between them are told as one: nobody reads a list of every second line.
    """
    runs = list(_join(coverage.strays, ledger, policy))
    size = len("".join(plan.text.split()))
    most = max(1, int(policy.most_dense * size / 1000))
    gap = policy.gap
    while size >= policy.short and len(runs) > most and gap < len(plan.text):
        gap *= 2
        runs = list(_join_near(runs, gap, ledger))
    for run in runs:
        yield _build_unread(plan.text, run, policy)


def _join_near(runs: Iterable[list[Stray]], gap: int, ledger: Ledger) -> Iterator[list[Stray]]:
    """Yield runs joined that lie within `gap` and have no fact between them."""
    joined: list[Stray] = []
    for run in runs:
        end = joined[-1].end if joined else 0
        if joined and (run[0].start - end > gap or ledger.held.meets(end, run[0].start)):
            yield joined
            joined = []
        joined += run
    if joined:
        yield joined


def _join(strays: Sequence[Stray], ledger: Ledger, policy: CheckPolicy) -> Iterator[list[Stray]]:
    """Yield runs of strays with little between them, and no fact."""
    run: list[Stray] = []
    for stray in sorted(strays, key=lambda one: one.start):
        if run and (stray.start - run[-1].end > policy.gap or ledger.held.meets(run[-1].end, stray.start)):
            yield run
            run = []
        run.append(stray)
    if run:
        yield run


def _build_unread(text: str, run: Sequence[Stray], policy: CheckPolicy) -> Unread:
    start, end = run[0].start, max(stray.end for stray in run)
    words = build_passage(text, start, end).printed
    carried = sorted(frozenset().union(*(stray.carried for stray in run)), key=list(Carried).index)
    zh = "、".join(NAMES[kind][0] for kind in carried)
    en = ", ".join(NAMES[kind][1] for kind in carried)
    shown = words if len(words) <= policy.shown else f"{words[: policy.shown]}…"
    kind = run[0].kind
    what = WHAT[kind]
    return Unread(
        kind=kind,
        text=text[start:end],
        message=f"{what[0]}含{zh}而没有任何事实：“{shown}”" if carried else f"{what[0]}没有读出任何事实：“{shown}”",
        message_en=f"{what[1]} carries {en}, and no fact holds it" if carried else f"{what[1]} gave no fact",
        place=Place(start, end),
    )


WHAT = {
    UnreadKind.SENTENCE: ("此处", "This stretch"),
    UnreadKind.ITEM: ("此编号段落", "This numbered paragraph"),
    UnreadKind.ROW: ("表中此行", "This row of a table"),
    UnreadKind.CELL: ("表中此格", "This cell of a table"),
}


def list_places(plan: Plan) -> list[tuple[int, int]]:
    """Return the stretches of all unread parts, in order."""
    return sorted(stretch for unread in plan.unread for stretch in list_stretches(unread.place))
