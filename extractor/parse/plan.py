"""In: `Outline` and `Mappings`. Out: `Plan` with every kind of fact and the problems found.

The order of the calls is the order of dependence: metadata give the year, tables the indicators that the
checks compare with the tasks. Not handled: facts that only another document states.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from itertools import islice, pairwise

from extractor.language.folding import fold
from extractor.language.needs import compile_late
from extractor.model.facts.plan import Metadata, Plan, SourceInfo
from extractor.model.mappings import Mappings
from extractor.model.paper.document import Document
from extractor.model.paper.outline import Outline
from extractor.parse.body.body import read_body
from extractor.parse.body.content import BodyContent
from extractor.parse.body.phases import find_phases
from extractor.parse.body.plan_deadlines import find_plan_deadlines
from extractor.parse.body.safeguards import find_safeguards
from extractor.parse.body.tasks import find_tasks
from extractor.parse.context import build_context
from extractor.parse.damage import find_print_problems
from extractor.parse.document.citations import find_citations
from extractor.parse.document.grades import find_grades
from extractor.parse.document.metadata import find_metadata
from extractor.parse.document.strangers import explains_a_plan, find_explaining, find_second_papers
from extractor.parse.facts.lead_order import find_leads_by_print, leads_by_order
from extractor.parse.facts.limits.open_years import find_open_years
from extractor.parse.identifiers import name_rows, name_tasks
from extractor.parse.tables.indicators import IndicatorTable, find_indicators
from extractor.parse.tables.prose_indicators import find_prose_indicators
from extractor.parse.tables.table_kinds import read_table
from extractor.parse.tables.table_notes import find_table_notes
from extractor.parse.tables.table_records import build_tables, find_table_problems
from extractor.parse.tables.tasks.task_merging import merge_tasks
from extractor.parse.tables.tasks.task_tables import find_table_tasks

YEAR = re.compile(r"(20\d{2})年")
YEARS = re.compile(r"20\d{2}年?(?:-{1,2}|~|至|到|、)20\d{2}(?:年|学年|跨年)?|20\d{2}[-/]20\d{2}学年|20\d{2}学年")
BLANK = compile_late(r"\s+")
NO_OWN_YEAR = compile_late(
    r"(?:从|自)?20\d{2}年?(?:-|—|~|至|到)20\d{2}年|《[^《》]{1,80}》(?:\(20\d{2}年[^()]{1,4}\))?|比20\d{2}年"
)
"""从2017年到2020年每年考核一次; 《目录》（2019年本）; 比2015年下降: none is the year of a date without one"""
NUMBERED_YEAR = compile_late(r"\[(20\d{2})\]")
"""成政办字〔2022〕10号"""


def parse_plan(outline: Outline, mappings: Mappings) -> Plan:
    """Return the structured plan of one document; what is not stated is None, what is doubtful a problem."""
    context = build_context(outline.source, mappings)
    metadata = find_metadata(context, outline)
    context = replace(context, year=_find_year(outline, metadata), issued=metadata.issue_date)
    context = replace(context, first_leads=leads_by_order(context, outline))
    explaining = explains_a_plan(metadata.title or "")
    schemes, scored = ((), frozenset()) if explaining else find_prose_indicators(context, outline)
    body = BodyContent() if explaining else read_body(context, outline, scored)
    tasks, task_problems = find_tasks(context, body, outline)
    readings = tuple(read_table(mappings, grid) for part in outline.parts for grid in part.grids)
    told = () if explaining else readings
    table_tasks, table_problems = find_table_tasks(context, told)
    tasks = merge_tasks(tasks, table_tasks)
    tables = _name_tables(_number_tables((*find_indicators(context, told), *schemes)))
    plan = Plan(
        id=outline.source.document.id,
        source=_build_source_info(outline),
        metadata=metadata,
        tasks=name_tasks(tasks),
        indicators=tuple(indicator for table in tables for indicator in table.indicators),
        phases=find_phases(context, outline),
        grades=find_grades(context, outline),
        citations=find_citations(context, outline, _own_titles(outline, metadata)),
        safeguards=find_safeguards(context, body),
        deadlines=find_plan_deadlines(context, body, find_table_notes(mappings.columns, outline)),
        tables=build_tables(context, readings),
        text=outline.source.text,
    )
    problems = (
        *outline.source.problems,
        *outline.problems,
        *find_explaining(metadata),
        *find_second_papers(context, outline, metadata.title),
        *task_problems,
        *table_problems,
        *find_table_problems(context, readings),
        *find_leads_by_print(context, outline),
        *find_print_problems(context, outline, plan),
        *find_open_years(plan.tasks, plan.deadlines),
    )
    return replace(
        plan, problems=tuple(sorted(problems, key=lambda p: (p.place.start if p.place else -1, p.code, p.message)))
    )


def _number_tables(tables: tuple[IndicatorTable, ...]) -> tuple[IndicatorTable, ...]:
    """Return the tables and the schemes in running text as they follow each other in the document, from 1."""
    ordered = sorted(tables, key=lambda table: table.grid.start)
    return tuple(
        replace(table, number=number, indicators=tuple(replace(row, table=number) for row in table.indicators))
        for number, table in enumerate(ordered, 1)
    )


def _name_tables(tables: tuple[IndicatorTable, ...]) -> tuple[IndicatorTable, ...]:
    """Return the tables with ids for their rows, each once in the plan."""
    named = iter(name_rows([row for table in tables for row in table.indicators]))
    return tuple(replace(table, indicators=tuple(islice(named, len(table.indicators)))) for table in tables)


def _find_year(outline: Outline, metadata: Metadata) -> int | None:
    """Return the year that dates without one belong to: the plan's own in its title, else that of its issue.

    A title of several years (2024-2025学年度, 2023-2025年行动计划) names none; without a day of issue the document
    number or the only year that the text prints tells.
    """
    title = fold(metadata.title or "")
    own = {int(year) for year in YEAR.findall(YEARS.sub("", title))}
    issued = int(metadata.issue_date[:4]) if metadata.issue_date else None
    if len(own) == 1 and (issued is None or abs(own.copy().pop() - issued) <= 1):
        return own.pop()
    if issued is not None:
        return issued
    numbered = NUMBERED_YEAR.search(fold(metadata.doc_number or ""))
    if numbered:
        return int(numbered[1])
    words = NO_OWN_YEAR.sub("", BLANK.sub("", fold(outline.source.text)))
    printed = {int(year) for year in YEAR.findall(words)}
    return printed.pop() if len(printed) == 1 else None


def _own_titles(outline: Outline, metadata: Metadata) -> tuple[str, ...]:
    """Return the folded titles that name this document or its attachments."""
    titles = [fold(metadata.title or "")]
    for part in outline.parts:
        lines = [passage.text for passage in part.front if len(passage) <= 60]
        titles.extend((*lines, *(first + second for first, second in pairwise(lines))))
        titles.extend(passage.text for grid in part.grids for passage in grid.caption)
        titles.extend(passage.text for passage in part.back if passage.text.startswith("附件"))
    return tuple(title for title in titles if title)


def _find_url(document: Document) -> str | None:
    """Return where a document was published, as its row or its manifest says."""
    told = (document.row.url if document.row else None) or (document.entry.source if document.entry else None)
    return told if told and told.startswith("http") else None


def _build_source_info(outline: Outline) -> tuple[SourceInfo, ...]:
    """Return the file that was given, and those within it where it is a mail or an archive.

    Of a plan of several documents the one that was given is the first of them already.
    """
    source = outline.source
    given = SourceInfo(
        name=source.document.name,
        sha256=hashlib.sha256(source.document.content).hexdigest(),
        media_type=source.media_type,
        pages=source.pages,
        how=source.how,
        url=_find_url(source.document),
    )
    inside = tuple(
        SourceInfo(name=part.name, sha256=part.sha256, media_type=part.media_type, pages=part.pages, how=part.how)
        for part in source.parts
    )
    return inside if any(part.sha256 == given.sha256 for part in inside) else (given, *inside)
