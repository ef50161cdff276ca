"""In: a plan and its ledger. Out: the stretches that carry something and that no fact holds, and the share read.

Neighbouring stretches are told as one. Not handled: what is printed in pictures, of which reading tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.check.carriers import NAMES, Carried, Carrier, CarrierFinder
from extractor.check.clauses import Sentence, find_clauses, find_sentences
from extractor.check.explained import is_explained, is_no_work
from extractor.check.ledger import Ledger, list_stretches
from extractor.check.policy import CheckPolicy
from extractor.check.strays import Coverage, Stray
from extractor.check.table_gaps import find_table_strays
from extractor.language.passages import build_passage
from extractor.model.mappings import SectionsFile
from extractor.model.place import Passage, Place
from extractor.model.plan import Plan
from extractor.model.reading import Unread, UnreadKind

OUTSIDE = frozenset({Carried.QUANTITY, Carried.SAID})
"""What is no fact of a plan outside its items."""


def measure_coverage(
    plan: Plan, ledger: Ledger, finder: CarrierFinder, sections: SectionsFile, policy: CheckPolicy
) -> Coverage:
    """Look through the whole text, clause by clause, then through the tables."""
    coverage = Coverage(0, [])
    lost_item = False
    for sentence in find_sentences(plan.text, paged=plan.main.pages is not None):
        lost_item = _is_lost_item(sentence, ledger, sections, policy, before=lost_item)
        if lost_item:
            coverage.carrying += 1
            whole = sentence.passage
            coverage.strays.append(Stray(*whole.span(0, len(whole)), UnreadKind.ITEM, frozenset()))
        else:
            _look_through(sentence, ledger, finder, sections, policy, coverage, has_items=bool(plan.items))
    tabled = list(find_table_strays(plan, ledger))
    coverage.carrying += len(tabled)
    coverage.strays += tabled
    return coverage


def _look_through(  # noqa: PLR0913, PLR0917 - what a sentence is judged by
    sentence: Sentence,
    ledger: Ledger,
    finder: CarrierFinder,
    sections: SectionsFile,
    policy: CheckPolicy,
    coverage: Coverage,
    *,
    has_items: bool,
) -> None:
    lists = list(finder.find_lists(sentence.passage.text))
    for start, end in find_clauses(sentence.passage, lists):
        clause = sentence.passage.cut(start, end)
        carriers = list(finder.find(clause.text)) if len(clause) >= policy.least_clause else []
        if not carriers:
            continue
        coverage.carrying += 1
        lost = _find_lost(clause, carriers, ledger)
        if lost and not _is_known(sentence, clause, lost, ledger, sections, has_items=has_items):
            coverage.strays.append(Stray(*clause.span(0, len(clause)), UnreadKind.SENTENCE, lost))


def _find_lost(clause: Passage, carriers: Iterable[Carrier], ledger: Ledger) -> frozenset[Carried]:
    """Return the kinds of what a clause carries that neither a fact nor an understood cell holds."""
    lost = set()
    for carrier in carriers:
        start, end = clause.span(carrier.start, carrier.end)
        if not ledger.held.meets(start, end) and not ledger.tabled.meets(start, end):
            lost.add(carrier.kind)
    return frozenset(lost)


def _is_known(  # noqa: PLR0913 - what a clause is judged by
    sentence: Sentence,
    clause: Passage,
    lost: frozenset[Carried],
    ledger: Ledger,
    sections: SectionsFile,
    *,
    has_items: bool,
) -> bool:
    """Tell whether a clause needs no fact: by its words, or since it describes outside all items.

    Numbers and bodies outside tasks are no facts of a plan; times are (its own deadlines).
    """
    if Carried.POINTS not in lost and is_explained(clause.text, sentence.passage.text):
        return True
    if ledger.owned.meets(*clause.span(0, len(clause))):
        return False
    apart = (*sections.other_words, *sections.safeguard_words, *sections.phase_words)
    if any(word in sentence.heading for word in apart):
        return lost <= OUTSIDE
    return has_items and not sentence.numbered and lost <= OUTSIDE


def _is_lost_item(
    sentence: Sentence, ledger: Ledger, sections: SectionsFile, policy: CheckPolicy, *, before: bool
) -> bool:
    """Tell whether a sentence opens, or goes on with, a numbered paragraph of work that became no item."""
    passage = sentence.passage
    start, end = passage.span(0, len(passage))
    if any(cover.meets(start, end) for cover in (ledger.owned, ledger.held, ledger.tabled)):
        return False
    if not sentence.opens:
        return before and sentence.numbered
    if len(passage) < policy.least_item or is_no_work(passage.text):
        return False
    if sentence.attached and len(passage) <= policy.longest_heading:
        return False
    known = (*sections.other_words, *sections.phase_words)
    if any(word in sentence.heading for word in known):
        return False
    named = (*sections.task_words, *sections.safeguard_words, *known)
    return not (len(passage) <= policy.longest_heading and any(word in passage.text for word in named))


def find_unread(plan: Plan, coverage: Coverage, ledger: Ledger, policy: CheckPolicy) -> Iterator[Unread]:
    """Yield the unread stretches of the text in order, neighbours joined; then tables that were not understood."""
    for run in _join(coverage.strays, ledger, policy):
        yield _build_unread(plan.text, run, policy)


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
