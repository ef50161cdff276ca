"""In: a plan and its ledger. Out: the stretches that carry something and that no fact holds, and the share read.

Neighbouring stretches are told as one. Not handled: what is printed in pictures, of which reading tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.check.carriers import NAMES, Carried, Carrier, CarrierFinder
from extractor.check.clauses import Sentence, find_clauses, find_sentences
from extractor.check.explained import is_explained
from extractor.check.ledger import Ledger, list_stretches
from extractor.check.policy import CheckPolicy
from extractor.check.strays import Coverage, Stray
from extractor.check.table_gaps import find_table_strays
from extractor.language.passages import build_passage
from extractor.model.mappings import SectionsFile
from extractor.model.place import Passage, Place
from extractor.model.plan import Plan
from extractor.model.reading import Unread, UnreadKind


def measure_coverage(
    plan: Plan, ledger: Ledger, finder: CarrierFinder, sections: SectionsFile, policy: CheckPolicy
) -> Coverage:
    """Look through the whole text, clause by clause."""
    coverage = Coverage(0, [])
    for sentence in find_sentences(plan.text, paged=plan.main.pages is not None):
        told = False
        for start, end in find_clauses(sentence.passage):
            clause = sentence.passage.cut(start, end)
            if len(clause) < policy.least_clause:
                continue
            carriers = list(finder.find(clause.text))
            if not carriers:
                continue
            coverage.carrying += 1
            lost = _find_lost(clause, carriers, ledger)
            if lost and not _is_known(sentence, clause, lost, ledger, sections, has_items=bool(plan.items)):
                told = True
                coverage.strays.append(Stray(*clause.span(0, len(clause)), UnreadKind.SENTENCE, lost))
        if not told and _is_bare_item(sentence, ledger, sections, policy):
            coverage.carrying += 1
            whole = sentence.passage
            coverage.strays.append(Stray(*whole.span(0, len(whole)), UnreadKind.ITEM, frozenset()))
    tabled = list(find_table_strays(plan, ledger))
    coverage.carrying += len(tabled)
    coverage.strays += tabled
    return coverage


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
    if is_explained(clause.text, sentence.passage.text):
        return True
    if ledger.owned.meets(*clause.span(0, len(clause))):
        return False
    apart = (*sections.other_words, *sections.safeguard_words, *sections.phase_words)
    if any(word in sentence.heading for word in apart):
        return lost <= {Carried.QUANTITY, Carried.BODY}
    return has_items and not sentence.numbered and lost <= {Carried.QUANTITY, Carried.BODY}


def _is_bare_item(sentence: Sentence, ledger: Ledger, sections: SectionsFile, policy: CheckPolicy) -> bool:
    """Tell whether a numbered paragraph outside all items may be work that gave no fact."""
    passage = sentence.passage
    if not sentence.opens or len(passage) < policy.least_item:
        return False
    start, end = passage.span(0, len(passage))
    if any(cover.meets(start, end) for cover in (ledger.owned, ledger.held, ledger.tabled)):
        return False
    if any(word in sentence.heading for word in (*sections.other_words, *sections.phase_words)):
        return False
    return not is_explained(passage.text, passage.text)


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
