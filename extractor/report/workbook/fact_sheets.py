"""In: a tidy table. Out: a worksheet with filter, frozen head, wrapped cells, and links to items and groups.

Not handled: overview and matrix, which have sheets of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from extractor.report.labels import Language
from extractor.report.tables.table import Cell, Column, TidyTable
from extractor.report.workbook.layouts import WIDEST_ON_ONE_PAGE, Layout, lay_out
from extractor.report.workbook.sheets import Sheet, row_height, rows_that_fit

A4 = 9
"""The number that spreadsheets give the paper."""

SMALLEST_SCALE = 70
"""Per cent: the type of 10 points is printed at 7."""

REVIEWED = frozenset({"units", "deadlines", "targets", "rules"})
"""Sheets whose values a person can judge where they stand; `extractor review apply` reads them back."""

REVIEW_COLUMNS = (
    Column("verdict", "对/错", "right?", "核对：对、错、改、存疑", "a person's verdict", width=7),
    Column("corrected", "改为", "should be", "正确的值", "the right value", width=16),
    Column("reason", "理由", "why", "核对的理由", "the reason", width=16),
)
VERDICTS = ("对", "错", "改", "存疑")

MOST_LINES = 27
"""A row of facts is never taller than spreadsheets allow: a sheet that is printed has all words."""


SHOWN_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "clauses": (
        "place", "item", "printed", "origin", "likeness", "other_place", "other_item", "other_printed",
    ),
    "responsibilities": (
        "key", "duty", "place", "unit", "role", "item", "item_title", "deadlines", "targets", "points", "shared",
    ),
}  # fmt: skip
"""Sheets that leave out columns of their tables, which the CSV files have."""


class Targets(msgspec.Struct, frozen=True):
    """Where links lead: each item by (plan, item), each group by its id, each reading by (difference, plan), each
    function's first mention by (plan, function or name).
    """

    items: Mapping[tuple[str, str], str]
    groups: Mapping[str, str]
    readings: Mapping[tuple[int, str], str] = msgspec.field(default_factory=dict)
    functions: Mapping[tuple[str, str], str] = msgspec.field(default_factory=dict)


def choose_columns(table: TidyTable) -> tuple[Column, ...]:
    """Return the columns of `table` that its sheet shows."""
    wanted = SHOWN_COLUMNS.get(table.name)
    return table.columns if wanted is None else tuple(table.columns[table.index(name)] for name in wanted)


def write_fact_sheet(sheet: Sheet, table: TidyTable, targets: Targets) -> None:
    """Write all rows of `table`; an item's id links to its row, a group's id to its row of the matrix."""
    chosen = choose_columns(table)
    reviewed = REVIEW_COLUMNS if table.name in REVIEWED else ()
    rows = rows_that_fit(table)
    picked = [table.index(column.name) for column in chosen]
    shown_rows = rows if len(picked) == len(table.columns) else [tuple(row[index] for index in picked) for row in rows]
    layout = lay_out(table.name, (*chosen, *reviewed), sheet.lang, rows=shown_rows)
    columns = layout.columns[: len(chosen)]
    linked = _find_linked(table, columns)
    words = [_find_words(column, sheet.lang) for column in columns]
    sheet.head(0, layout.columns)
    unfolded = [index for index in range(len(columns)) if index not in layout.folded]
    read = [columns[index] for index in unfolded]
    for number, (row, kept) in enumerate(zip(rows, shown_rows, strict=True), start=1):
        cells = list(kept)
        for index, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if not isinstance(cell, str):
                sheet.write(number, index, cell)
            elif index in linked:
                sheet.link(number, index, _find_target(row, cell, linked[index], targets), cell)
            else:
                cells[index] = shown = words[index].get(cell, cell)
                sheet.write_text(number, index, shown)
        seen = [cells[index] for index in unfolded]
        sheet.worksheet.set_row(number, row_height(read, seen, MOST_LINES))
    if reviewed and rows:
        _add_review(sheet, len(rows), len(columns))
    finish_sheet(sheet, len(rows), layout)


def _add_review(sheet: Sheet, rows: int, first: int) -> None:
    """Offer the words that the first of the columns takes that a person fills in."""
    sheet.worksheet.data_validation(1, first, rows, first, {"validate": "list", "source": list(VERDICTS)})


def _find_words(column: Column, lang: Language) -> dict[str, str]:
    """Return what people read for each code of a column; nothing for a column without codes."""
    return {code: words.first(lang) for code, words in (column.vocabulary or {}).items()}


def finish_sheet(sheet: Sheet, rows: int, layout: Layout, *, frozen: int | None = None) -> None:
    """Let the reader filter, keep headings and names in sight, and print what people read on one page across."""
    fold_columns(sheet, layout)
    sheet.worksheet.autofilter(0, 0, rows, len(layout.columns) - 1)
    kept = _frozen_columns([column.name for column in layout.columns]) if frozen is None else frozen
    sheet.worksheet.freeze_panes(1, kept)
    set_print(sheet, layout.width, repeated=kept)


def fold_columns(sheet: Sheet, layout: Layout) -> None:
    """Fold away what is of less use, for programs or said already."""
    for index in sorted(layout.folded):
        sheet.worksheet.set_column(index, index, layout.columns[index].width, None, {"level": 1, "hidden": True})


def _find_linked(table: TidyTable, columns: tuple[Column, ...]) -> dict[int, int]:
    """Return the columns that link: to an item, by the column of its plan; to a group, by -1."""
    names = [column.name for column in table.columns]
    linked: dict[int, int] = {}
    for index, column in enumerate(columns):
        if column.name in ("group", "groups"):
            linked[index] = -1
        plan = f"{column.name.removesuffix('item')}plan" if column.name.endswith("item") else ""
        plan = plan if plan in names else "plan"
        if column.name.endswith("item") and plan in names and table.name not in ("tasks", "indicators"):
            linked[index] = names.index(plan)
    return linked


def _find_target(row: tuple[Cell, ...], cell: str, plan: int, targets: Targets) -> str:
    if plan < 0:
        return targets.groups.get(cell.split(" ", maxsplit=1)[0], "")
    return targets.items.get((str(row[plan]), cell), "")


def _frozen_columns(names: list[str]) -> int:
    """Keep plan and place in sight where a table begins with them, else the first column."""
    return 2 if names[:2] in (["plan", "place"], ["group", "group_label"], ["key", "duty"]) else 1


def set_print(sheet: Sheet, width: float, *, repeated: int = 1) -> None:
    """Print on A4, landscape, the heading on each page: all columns on one page's width where `width` can be read so.

    A wider sheet goes on to the right, where its first `repeated` columns stand again.
    """
    sheet.worksheet.set_landscape()
    # Lines around what is empty too, which no cell is written for.
    sheet.worksheet.hide_gridlines(0)
    sheet.worksheet.set_paper(A4)
    sheet.worksheet.set_margins(0.4, 0.4, 0.5, 0.6)
    if width <= WIDEST_ON_ONE_PAGE:
        sheet.worksheet.fit_to_pages(1, 0)
    else:
        sheet.worksheet.set_print_scale(SMALLEST_SCALE)
        sheet.worksheet.repeat_columns(0, repeated - 1)
    sheet.worksheet.repeat_rows(0)
    sheet.worksheet.set_start_page(1)
    sheet.worksheet.set_footer("&L&A&R&P", {"scale_with_doc": False})
