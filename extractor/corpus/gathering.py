"""In: single documents with their rows. Out: a document for each plan, its further documents behind the first.

Not handled: rows without `plan`, whose documents stay plans of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from extractor.bounds.names import make_id
from extractor.model.corpus import CorpusRow, DocumentPart
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


def list_replaced(plans: Sequence[Document]) -> frozenset[tuple[str, str]]:
    """Return (plan, the plan that it replaces) as ids: two plans, however alike they are."""
    return frozenset((plan.id, make_id(plan.row.replaces)) for plan in plans if plan.row and plan.row.replaces)


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
