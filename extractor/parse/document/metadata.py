"""In: an outline. Out: what identifies the plan: title, number, issuer, date, kind, place, level, year and field.

The elements are those of GB/T 9704. Not handled: several documents bound in one file; the first one's are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from extractor.language.divisions import Division
from extractor.language.folding import fold
from extractor.language.grammar.clauses import SENTENCE_END
from extractor.model.facts.plan import Metadata
from extractor.model.paper.outline import Outline
from extractor.model.paper.place import EMPTY, Passage
from extractor.parse.body.sections import list_paragraphs
from extractor.parse.context import Context
from extractor.parse.document.document_title import find_document_title
from extractor.parse.document.identity import find_field, find_level, find_year
from extractor.parse.document.jurisdictions import find_jurisdiction, is_national
from extractor.parse.document.kinds import find_kind
from extractor.parse.document.own_titles import find_own_title, is_bare_notice
from extractor.parse.document.running_places import find_running_place
from extractor.parse.document.signatures import Front, find_issuer, find_signature

# 成政办字〔2022〕10号; 平行审发[2022]5号; (2022)-057号 (长清)
DOC_NUMBER = re.compile(r"(?:[^\s,。;:《》()号|\d-][^\s,。;:《》()号|]{0,15}?)?[\[(](?:19|20)\d{2}[\])]-?第?\d{1,5}号")
SIGNATORY = re.compile(r"签发人:(?P<name>[^\s:]{2,12})")
PLACE_LINE_MOST = 60
NOTICES = ("通知", "函")
YEARS = re.compile(r"\(20\d{2}年?[-—~至]{1,2}20\d{2}年?\)")
"""（2024—2026年） below the title"""
YEAR_OR_PERIOD = re.compile(r"20\d{2}|十[一二三四五六]五")
"""2022年工作要点; “十四五”规划"""
YEAR = re.compile(r"20\d{2}")
"""2022年工作要点"""


def find_metadata(context: Context, outline: Outline) -> Metadata:
    """Return what identifies the plan; each element that is not printed is None."""
    front = Front()
    head = outline.parts[0].front if outline.parts else ()
    _find_numbers(context, front, head)
    title = find_document_title(context.mappings.sections, outline)
    find_signature(context, front, outline)
    find_issuer(context, front, head, title)
    where = _find_where(context, front, outline, title)
    own = find_own_title(context.mappings.sections, outline, title) if title is not None else None
    named = (own or title or EMPTY).text
    _keep_title(context, front, own or title, bare=is_bare_notice(outline))
    if own is not None and title is not None and not YEAR_OR_PERIOD.search(named):
        named = title.text
    values: dict[str, Any] = dict(front.values)
    return Metadata(
        **values,
        jurisdiction=where.name if where else None,
        jurisdiction_code=(where.code or None) if where else None,
        parent=where.parent if where else None,
        province=where.province if where else None,
        level=find_level(outline, where, front.values.get("issuer", ""), named),
        year=find_year(_year_words(outline, named), front.values.get("issue_date")),
        field=find_field(context.mappings.fields, named),
        places=front.places,
    )


def _keep_title(context: Context, front: Front, title: Passage | None, *, bare: bool) -> None:
    """Keep the title and the plan's own word for itself; of a `bare` notice, without what it issues, its last."""
    if title is None:
        return
    front.keep("title", title.printed, context.place(title))
    notice = next((end for end in NOTICES if title.text.endswith(end)), None) if bare else None
    kind = notice or find_kind(context.mappings.sections, title.text)
    if kind:
        at = title.text.rfind(kind)
        front.keep("kind", title.printed[at : at + len(kind)], context.place(title, at, at + len(kind)))


def _year_words(outline: Outline, title: str) -> str:
    """Return the title, or the plan's own below its notice where only that says the year."""
    if YEAR_OR_PERIOD.search(title):
        return title
    for part in outline.parts:
        for line, below in pairwise(part.front):
            if fold(title).endswith(line.text) and YEARS.fullmatch(below.text):
                return title + below.text
    own = fold(title).split("印发")[-1].strip("《》")[:8]
    lines = (passage.text for part in outline.parts for passage in part.front if len(passage) <= PLACE_LINE_MOST)
    return next((line for line in lines if own and line.startswith(own) and YEAR.search(line)), title)


def _find_numbers(context: Context, front: Front, head: Sequence[Passage]) -> None:
    for passage in head:
        signatory = SIGNATORY.search(passage.text)
        if signatory:
            start, end = signatory.span("name")
            front.keep("signatory", passage.printed[start:end], context.place(passage, start, end))
        number = DOC_NUMBER.search(passage.text)
        if number and len(passage) <= 60 and "《" not in passage.text[: number.start()]:
            start, end = number.span()
            front.keep("doc_number", passage.printed[start:end], context.place(passage, start, end))


def _find_where(context: Context, front: Front, outline: Outline, title: Passage | None) -> Division | None:
    """Find the place: in the issuer's name, the title, or a short line above the text; never in a citation."""
    words = [front.values.get("issuer", ""), title.text if title else ""]
    lines = (passage.text for part in outline.parts for passage in part.front[:6])
    words += [
        text for text in lines if len(text) <= PLACE_LINE_MOST and not SENTENCE_END.search(text) and "根据" not in text
    ]
    places = context.mappings.places
    if is_national(words[0] or words[1]):
        return None
    number = front.values.get("doc_number", "")
    return find_jurisdiction(places, tuple(words)) or find_running_place(places, _running(outline), number)


def _running(outline: Outline) -> Iterator[str]:
    return (passage.text for part in outline.parts for passage in list_paragraphs(part))
