"""In: an outline. Out: whether it says of its lists that the first body leads, in all of them or in those of a table.

注：主要责任单位第一个为牵头单位 below a table, the same words in a head cell, above the table or in the notice.
Not handled: leads that are told by the print (加粗的为牵头单位), which is a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.language.needs import Guarded, compile_late
from extractor.model.mappings import ColumnsFile
from extractor.model.paper.outline import Grid, Head, Outline
from extractor.model.paper.place import Passage
from extractor.model.problem import Problem, Severity
from extractor.parse.body.sections import list_paragraphs
from extractor.parse.context import Context
from extractor.parse.facts.units import FIRST_LEADS, HENCEFORTH, find_unit_lists
from extractor.parse.tables.row_cells import is_note

OWN_LIST = compile_late(r"(?:责任|牵头|承办|负责|实施|落实)(?:单位|部门|科室):[^。]*[、,][^。]*。[^。]*$")
"""责任单位：县民政局、县财政局。排在首位的为牵头单位: says so of the list before it"""
OF_ALL = compile_late(r"均|都是|下同|各项|以上|上述|上表|表中|表内|本表|本方案|附件|所列")
LEAD_BY_PRINT = Guarded(
    r"(?:加粗|加黑|黑体|粗体|斜体|下划线|划线|标红|红色|红字|字体)[^,。;、]{0,10}(?:为|是|表示)[^,。;、]{0,4}牵头",
    ("牵头",),
)
"""注：加粗的为牵头单位"""


def leads_by_order(context: Context, outline: Outline) -> bool:
    """Tell whether a paragraph or a note row says of all lists that the first body leads."""
    paragraphs = (passage for part in outline.parts for passage in list_paragraphs(part))
    rows = (passage for part in outline.parts for grid in part.grids for passage in _notes(context, grid))
    return any(_says_of_all(context, passage) for passage in (*paragraphs, *rows))


def settle_order(context: Context, grid: Grid, *, leads_apart: bool) -> Context:
    """Return the context for a table's cells: its caption, a head or a first cell (…，下同) may say who leads.

    Where the table has a column of leads (`leads_apart`), the order of another says nothing.
    """
    if leads_apart:
        return replace(context, first_leads=False)
    heads = [*grid.caption, *_walk_heads(grid.heads)]
    said = any(FIRST_LEADS.search(passage.text) for passage in heads) or any(
        (note := FIRST_LEADS.search(cell.passage.text)) and HENCEFORTH.search(cell.passage.text, note.end())
        for row in grid.rows
        for cell in row.cells
    )
    return replace(context, first_leads=True) if said else context


def find_leads_by_print(context: Context, outline: Outline) -> Iterator[Problem]:
    """Yield a problem where bold type or a line tells who leads: plain text does not keep it."""
    paragraphs = (passage for part in outline.parts for passage in list_paragraphs(part))
    tables = [grid for part in outline.parts for grid in part.grids]
    heads = (passage for grid in tables for passage in (*grid.caption, *_walk_heads(grid.heads)))
    rows = (passage for grid in tables for passage in _notes(context, grid))
    for passage in (*paragraphs, *heads, *rows):
        if found := LEAD_BY_PRINT.search(passage.text):
            yield Problem(
                "parse", "leads-by-print", Severity.WARNING, context.place(passage, *found.span()),
                f"牵头单位由字体表示（{found.group()}），读不到，各单位均按责任单位读，请核对",
                "Type alone tells who leads, which is not read: all bodies were taken as responsible",
            )  # fmt: skip


def _notes(context: Context, grid: Grid) -> Iterator[Passage]:
    columns: ColumnsFile = context.mappings.columns
    for row in grid.rows:
        if row.full_width or is_note(columns, row):
            yield from (cell.passage for cell in row.cells if cell.passage)


def _walk_heads(heads: Iterable[Head]) -> Iterator[Passage]:
    for head in heads:
        yield head.passage
        yield from _walk_heads(head.children)


def _says_of_all(context: Context, passage: Passage) -> bool:
    """Tell whether the note stands in no list of its own, which it would speak of alone."""
    note = FIRST_LEADS.search(passage.text)
    if note is None:
        return False
    if OWN_LIST.search(passage.text[: note.start()]) and not OF_ALL.search(passage.text):
        return False
    return not any(
        listed.units and listed.start <= note.start() < listed.end for listed in find_unit_lists(context, passage)
    )
