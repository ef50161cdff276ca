"""In: a plan and a place in it. Out: the printed words, the sentence around them, and a citation of the document.

Not handled: page numbers of formats without pages, which are left out of the citation.
"""

from __future__ import annotations

from extractor.language.grammar.sentences import find_sentence
from extractor.language.tidying import tidy
from extractor.model.facts.plan import Plan
from extractor.model.paper.place import Place


def print_words(plan: Plan, place: Place | None, fallback: str | None = None) -> str | None:
    """Return the printed words at `place` for display; `fallback` where no place was kept."""
    if place is None or not plan.text:
        return tidy(fallback) if fallback is not None else None
    return tidy(place.words(plan.text))


def print_sentence(plan: Plan, place: Place | None) -> str | None:
    """Return the printed sentence that holds `place`, for display; None where no place was kept."""
    if place is None or not plan.text:
        return None
    start, end = find_sentence(plan.text, place.start, place.end)
    return tidy(plan.text[start:end])


def find_page(place: Place | None) -> int | None:
    """Return the page on which `place` begins, None for formats without pages."""
    if place is None:
        return None
    return place.page if place.page is not None or not place.pieces else place.pieces[0].page


def cite_plan(plan: Plan) -> str:
    """Return a citation by GB/T 7714-2015, without a page: what is not stated is left out, never made up.

    >>> from extractor.model.facts.plan import Metadata, SourceInfo
    >>> source = SourceInfo(name="chengwu.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8")
    >>> cite_plan(Plan(id="chengwu", source=(source,), metadata=Metadata(
    ...     title="成武县2022年社会信用体系建设工作实施方案", issuer="成武县人民政府办公室",
    ...     doc_number="成政办字〔2022〕10号", issue_date="2022-03-30")))
    '成武县人民政府办公室. 成武县2022年社会信用体系建设工作实施方案: 成政办字〔2022〕10号[Z]. 2022-03-30.'
    """
    about = plan.metadata
    title = tidy(about.title or plan.main.name)
    number = f": {tidy(about.doc_number)}" if about.doc_number else ""
    issuer = f"{tidy(about.issuer)}. " if about.issuer else ""
    return f"{issuer}{title}{number}[Z]. {about.issue_date or '[日期不详]'}."


def cite_page(citation: str, page: int | None) -> str:
    """Return a citation with the page that is quoted, as GB/T 7714 puts it after the date.

    >>> cite_page("某办公室. 某方案[Z]. 2022-03-30.", 3)
    '某办公室. 某方案[Z]. 2022-03-30: 3.'
    """
    return citation if page is None else f"{citation[:-1]}: {page}."
