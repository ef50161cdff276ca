"""In: single documents with their rows. Out: a document for each plan, its further documents behind the first.

Not handled: rows without `plan`, whose documents stay plans of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import PurePosixPath

from extractor.bounds.names import make_id
from extractor.model.corpus import CorpusRow, DocumentPart, ToldLinks
from extractor.model.paper.document import Document

ORDER = {DocumentPart.NOTICE: 0, DocumentPart.BODY: 1, None: 1, DocumentPart.ANNEX: 2}


def gather_plans(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return one document a plan, in the order of the rows; its id is made of the plan's name.

    >>> one, two = (Document(name, f"{name}.txt", b"", row=CorpusRow(file=f"{name}.txt", plan="甲县", part=part))
    ...             for name, part in (("附表", DocumentPart.ANNEX), ("正文", DocumentPart.BODY)))
    >>> [(plan.id, plan.name, [other.name for other in plan.others]) for plan in gather_plans([one, two])]
    [('甲县', '正文.txt', ['附表.txt'])]
    """
    plans: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        named = document.row.plan if document.row else None
        plans.setdefault(("plan", named) if named else ("file", document.id), []).append(document)
    return tuple(_gather(own, name if kind == "plan" else None) for (kind, name), own in plans.items())


def find_links(plans: Sequence[Document]) -> ToldLinks:
    """Return which plan the rows name as superior of which, and as replaced: by its name, its file or its id.

    >>> rows = CorpusRow(file="市.pdf"), CorpusRow(file="县.pdf", superior="市.pdf", replaces="旧县")
    >>> found = find_links([Document(row.file[0], row.file, b"", row=row) for row in rows])
    >>> sorted(found.superiors), found.unknown
    ([('县', '市')], (('县', '旧县'),))
    """
    names = _list_names(plans)
    unknown: list[tuple[str, str]] = []

    def find(column: str) -> frozenset[tuple[str, str]]:
        found = set()
        for plan in plans:
            told = getattr(plan.row, column, None)
            other = names.get(told) or names.get(make_id(told)) if told else None
            if other and other != plan.id:
                found.add((plan.id, other))
            elif told:
                unknown.append((plan.id, told))
        return frozenset(found)

    return ToldLinks(superiors=find("superior"), replaced=find("replaces"), unknown=tuple(unknown))


def _list_names(plans: Sequence[Document]) -> dict[str, str]:
    """Return the ids of plans by all that a row may call them."""
    names: dict[str, str] = {}
    for plan in plans:
        for document in (plan, *plan.others):
            for name in (document.row.file if document.row else document.name, document.name):
                names.setdefault(name, plan.id)
                names.setdefault(PurePosixPath(name).stem, plan.id)
    for plan in plans:
        names |= {plan.row.plan: plan.id} if plan.row and plan.row.plan else {}
    return names | {plan.id: plan.id for plan in plans}


def list_replaced(plans: Sequence[Document]) -> frozenset[tuple[str, str]]:
    """Return (plan, the plan that it replaces) as ids: two plans, however alike they are."""
    return find_links(plans).replaced


def _gather(documents: Sequence[Document], name: str | None) -> Document:
    first, *others = sorted(documents, key=_order)
    row = first.row
    for other in others:
        row = _fill(row, other.row)
    return replace(first, id=make_id(name) if name else first.id, row=row, others=tuple(others))


def _order(document: Document) -> int:
    return ORDER[document.row.part if document.row else None]


def _fill(row: CorpusRow | None, other: CorpusRow | None) -> CorpusRow | None:
    """Return the row with what only another row of the same plan tells."""
    if row is None or other is None:
        return row or other
    missing = {f.name: getattr(other, f.name) for f in fields(row) if getattr(row, f.name) is None}
    return replace(row, **missing)
