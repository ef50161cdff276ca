"""The file to read first: from county plans to a comparison, stage by stage.

In: documents and mappings. Out: plans, their alignment, the comparison, the report, and what failed.
Not handled: disks and screens; `corpora`, `mappings` and `outputs` load and write, `cli` prints.

The stages are read -> outline -> parse -> check for each document, then align -> compare -> report over all plans;
beside them each plan's scoring rules become a rulebook. Each stage is one function; types live in `extractor.model`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from extractor.align import align_plans, find_vectors, place_plan
from extractor.bounds.policy import DEFAULT_LIMITS, Limits
from extractor.bounds.watch import watch
from extractor.compare import compare_plans
from extractor.corpus.gathering import find_links
from extractor.corpus.sorting_out import sort_out
from extractor.corpus.telling import tell_corpus
from extractor.errors import ExtractorError, Failure
from extractor.extraction import bound_findings, extract_document, extract_documents
from extractor.model.compared.alignment import Alignment
from extractor.model.compared.comparison import Comparison
from extractor.model.corpus import LeftOut, ToldLinks
from extractor.model.correction import Correction
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings
from extractor.model.paper.document import Document
from extractor.model.paper.picture import PagePicture, Picture
from extractor.model.problem import Problem
from extractor.model.report import Report
from extractor.model.scored.rulebook import Rulebook
from extractor.pictures import cut_plan_pictures, draw_plan_pages
from extractor.report import build_report
from extractor.review import apply_corrections
from extractor.review.opinion.advice import SecondOpinion, add_opinion
from extractor.rulebook import build_rulebook, check_points

__all__ = ["Language", "Result", "add_plan", "extract_document", "extract_documents", "run_pipeline"]

Language = Literal["zh", "en"]
T = TypeVar("T")
PICTURE_LIMITS = Limits(seconds=60.0)
"""drawing the pages of one plan"""


@dataclass(frozen=True, slots=True)
class Result:
    """All that one run gives. `plans`, `failures` and `left_out` keep the order of the documents.

    `left_out` are documents that came through and are not compared: no plans, and plans that were given twice. `told`
    are lines for whoever runs it: of which fields the corpus is, what its table names and nobody has.
    """

    plans: tuple[Plan, ...]
    alignment: Alignment
    comparison: Comparison
    report: Report
    rulebooks: tuple[Rulebook, ...]
    failures: tuple[Failure, ...]
    left_out: tuple[LeftOut, ...] = ()
    told: tuple[str, ...] = ()


def run_pipeline(  # noqa: PLR0913 - all but the first two are options by keyword
    documents: Sequence[Document],
    mappings: Mappings,
    *,
    executor: Executor | None = None,
    lang: Language = "zh",
    on_done: Callable[[], object] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    corrections: Sequence[Correction] = (),
    with_pages: bool = False,
    second_opinion: SecondOpinion | None = None,
) -> Result:
    """Take `documents` through all stages.

    `executor` is any `concurrent.futures.Executor`, shut down by whoever made it; without one, processes are started
    when the documents are worth it, and the result is the same. `on_done` is called after each document. A document
    that passes `limits` becomes a failure. `corrections` are what persons decided (`extractor review`); they are
    carried out before plans are aligned. `with_pages` puts pictures of whole pages into the report. `second_opinion` is
    a model of confirmed values (`extractor review train`): where it and the plan disagree, the plan has a doubt.
    """
    extracted, failures = extract_documents(documents, mappings, executor=executor, on_done=on_done, limits=limits)
    corrected = tuple(apply_corrections(plan, corrections)[0] for plan in extracted) if corrections else extracted
    if second_opinion is not None:
        corrected = tuple(bound_findings(add_opinion(plan, second_opinion, corrections)) for plan in corrected)
    links = find_links(documents)
    plans, left_out = sort_out(corrected, links.replaced)
    aligned = align_plans(plans, mappings, vectors=find_vectors())
    pages = draw_pages(documents, plans) if with_pages else ()
    result = relate_plans(plans, aligned, mappings, lang, cut_pictures(documents, plans), links=links, pages=pages)
    return replace(result, failures=failures, left_out=left_out, told=tell_corpus(plans, links))


def add_plan(
    plan: Plan, alignment: Alignment, plans: Sequence[Plan], mappings: Mappings, *, lang: Language = "zh"
) -> Result:
    """Place `plan` beside `plans` as they are aligned, without changing what was settled; then go on as ever."""
    return relate_plans((*plans, plan), place_plan(plan, alignment, plans, mappings), mappings, lang, ())


def relate_plans(  # noqa: PLR0913 - what a run is made of
    plans: tuple[Plan, ...],
    alignment: Alignment,
    mappings: Mappings,
    lang: Language,
    pictures: tuple[Picture, ...],
    *,
    links: ToldLinks | None = None,
    pages: tuple[PagePicture, ...] = (),
) -> Result:
    """Take plans that are aligned through the rest: compare, report, rulebooks."""
    comparison = compare_plans(alignment, plans, mappings, links=links or ToldLinks())
    rulebooks = tuple(build_rulebook(plan) for plan in plans)
    report = build_report(
        comparison, alignment, plans, lang=lang, pictures=pictures, pages=pages, rulebooks=rulebooks,
        findings=find_findings(plans, rulebooks), english=list_english(mappings),
    )  # fmt: skip
    return Result(plans, alignment, comparison, report, rulebooks, ())


def list_english(mappings: Mappings) -> dict[str, str]:
    """Return the English names of measures and functions, by their Chinese ones.

    >>> from extractor.mappings import load_mappings
    >>> list_english(load_mappings())["市场监管"]
    'market regulation'
    """
    concepts = {one.name: one.name_en for one in mappings.concepts.concepts if one.name_en}
    return concepts | {one.name: one.name_en for one in mappings.units.functions if one.name_en}


def find_findings(plans: Sequence[Plan], rulebooks: Sequence[Rulebook]) -> dict[str, tuple[Problem, ...]]:
    """Return what each rulebook's check finds that the plan itself does not tell."""
    found = {}
    for plan, book in zip(plans, rulebooks, strict=True):
        told = {(problem.code, problem.item) for problem in plan.problems}
        found[plan.id] = tuple(one for one in check_points(book, plan) if (one.code, one.item) not in told)
    return found


def cut_pictures(documents: Sequence[Document], plans: Sequence[Plan]) -> tuple[Picture, ...]:
    """Return pictures of the paper for the plans whose documents have any; one whose paper cannot be drawn has none."""
    return _draw_each(cut_plan_pictures, documents, plans)


def draw_pages(documents: Sequence[Document], plans: Sequence[Plan]) -> tuple[PagePicture, ...]:
    """Return pictures of the pages of the plans whose documents have any; one that cannot be drawn has none."""
    return _draw_each(draw_plan_pages, documents, plans)


def _draw_each(
    draw: Callable[[Document, Plan], Iterable[T]], documents: Sequence[Document], plans: Sequence[Plan]
) -> tuple[T, ...]:
    by_id = {document.id: document for document in documents}
    found: list[T] = []
    for plan in plans:
        with suppress(ExtractorError), watch(PICTURE_LIMITS, plan.id):
            found.extend(draw(by_id[plan.id], plan))
    return tuple(found)
