"""In: `Source` and `Mappings`. Out: `Outline`: parts (main text, attachments) with sections, paragraphs and grids.

Not handled: a table whose rows are printed without tabs, pipes or rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from extractor.language.needs import compile_late
from extractor.model.mappings import ColumnsFile, Mappings
from extractor.model.paper.document import Line, Source, SourceTable
from extractor.model.paper.outline import Cell, Grid, Outline, Part, Style
from extractor.model.paper.place import Passage
from extractor.outline.file_bounds import FileBounds
from extractor.outline.markers import find_marker
from extractor.outline.navigation import drop_navigation
from extractor.outline.numbering_checks import find_numbering_problems
from extractor.outline.paragraphs import join_lines
from extractor.outline.reading_order import Element, TabRow, TextLine, build_flow, build_line
from extractor.outline.tables.bar_cells import find_bar_cells
from extractor.outline.tables.cell_lines import find_cell_lines
from extractor.outline.tables.drawn_tables import find_drawn_table
from extractor.outline.tables.grids import build_grids, same_header
from extractor.outline.tables.printed_rows import PrintedRow, build_printed_rows
from extractor.outline.tree import SIGNATURE, build_tree

# 附件 / 附件1: alone on its line opens an attachment; 附件：成武县…指标 in the body only names one
ATTACHMENT_LINE = re.compile(r"附(?:件|表)\s*(?:\d{1,2}|[一二三四五六七八九十])?[:.]?$")
# 二、工作落实情况（45 分）; printed across the table
CATEGORY_LINE = compile_late(r".{0,40}\((?:附加分)?\d+(?:\.\d+)?分\)$")
CONTINUED_LINE = re.compile(r"续表|\(续\)|[-\d\s/第页共]+$")
# the first of these numbers opens the plan below its notice
OUTER = (Style.HAN, Style.CHAPTER, Style.PART, Style.ARTICLE)
NO_TITLE = re.compile(r"\(|附[件表]|抄送|主题词|联系|主送|公开方式")
CAPTION_MOST = 60
CAPTION_LINES = 4
TITLE_LINES = 3
NOTE = re.compile(r"\([^()]{1,12}\)$")


class _PartDraft(msgspec.Struct):
    """A part while it is being gathered."""

    label: Passage | None = None
    lines: list[TextLine] = msgspec.field(default_factory=list)
    grids: list[Grid] = msgspec.field(default_factory=list)
    last_top: int = 0
    after_table: bool = False


def _find_pasted(
    source: Source, columns: ColumnsFile, flow: Sequence[Element], index: int
) -> tuple[list[PrintedRow], int] | None:
    """Return the rows of a table that stands as text: drawn with letters, or a cell a line, with or without bars."""
    if not isinstance(flow[index], TextLine):
        return None
    drawn = find_drawn_table(source.text, flow, index)
    return drawn or find_bar_cells(columns, flow, index) or find_cell_lines(columns, flow, index)


def build_outline(source: Source, mappings: Mappings) -> Outline:
    """Return the document as parts with numbered sections, paragraphs and grids, each block with its place.

    `mappings` tell how the heads of tables are worded.
    """
    files = FileBounds(source)
    gathered: list[list[_PartDraft]] = []
    host: list[_PartDraft] = []
    flow = drop_navigation(build_flow(source))
    index = tables = 0
    drafts = host
    nouns = (*mappings.sections.kinds, *mappings.sections.kind_nouns)
    while index < len(flow):
        element = flow[index]
        drafts = files.choose(element, drafts, host)
        if not drafts:
            drafts.append(_PartDraft())
            gathered.append(drafts)
        pasted = _find_pasted(source, mappings.columns, flow, index)
        if isinstance(element, TextLine) and pasted is None:
            _add_line(drafts, element, nouns)
            index += 1
            continue
        rows, after = pasted or _take_rows(source, flow[: files.last(flow, index)], index, mappings.columns)
        if isinstance(element, TabRow) and (element.lone or len(rows) < 2):
            _add_line(drafts, build_line(source.text, Line(element.start, element.end), element.gap), nouns)
            index += 1
            continue
        index = after
        if _covers(drafts[-1].lines, nouns):
            drafts.append(_PartDraft(lines=_take_title(drafts[-1].lines)))
        found = build_grids(tables + 1, rows, _caption(drafts[-1].lines), mappings.columns)
        under = _heading(drafts[-1].lines)
        tables += len(found)
        drafts[-1].grids.extend(replace(grid, under=under) for grid in found)
        drafts[-1].after_table = True
    words = mappings.sections.heading_words
    parts = tuple(_build_part(draft, words) for drafts in gathered or [[_PartDraft()]] for draft in drafts)
    return Outline(source, parts, find_numbering_problems(source, parts))


def _add_line(drafts: list[_PartDraft], line: TextLine, nouns: tuple[str, ...]) -> None:
    text = line.passage.text
    if not text:
        return
    if ATTACHMENT_LINE.match(text):
        drafts.append(_PartDraft(label=line.passage))
        return
    marker = find_marker(text)
    if marker is not None and marker.style in OUTER:
        number = int(marker.number) if marker.number.isdecimal() else 0
        again = marker.style is Style.HAN and drafts[-1].last_top > 1
        if number == 1 and (again or _covers(drafts[-1].lines, nouns)):
            drafts.append(_PartDraft(lines=_take_title(drafts[-1].lines)))
        if marker.style is Style.HAN:
            drafts[-1].last_top = number
    draft = drafts[-1]
    draft.lines.append(replace(line, after_table=True) if draft.after_table else line)
    draft.after_table = False


def _covers(lines: list[TextLine], nouns: tuple[str, ...]) -> bool:
    """Tell whether numbered words of a notice end with its signature, and the title of what it issues follows.

    A title ends with what such a paper is called (`nouns`), within `TITLE_LINES`; a misread seal does not.
    """
    signed = _find_signature(lines)
    if not signed or signed + 1 == len(lines):
        return False
    title = lines[signed + 1].passage.text
    titled = 6 <= len(title) <= CAPTION_MOST and not title.endswith(("。", ";", ",", ":")) and not NO_TITLE.match(title)
    named = any(
        NOTE.sub("", line.passage.text).endswith(nouns) for line in lines[signed + 1 : signed + 1 + TITLE_LINES]
    )
    return titled and named and any(find_marker(line.passage.text) for line in lines[:signed])


def _find_signature(lines: list[TextLine]) -> int | None:
    """Return where the last signature stands; None where a numbered line follows it, or there is none."""
    for at in range(len(lines) - 1, -1, -1):
        if SIGNATURE.match(lines[at].passage.text):
            return at
        if find_marker(lines[at].passage.text):
            return None
    return None


def _take_title(lines: list[TextLine]) -> list[TextLine]:
    """Take what follows the signature of a notice away from it: the title and preamble of the plan below."""
    for index in range(len(lines) - 1, -1, -1):
        if SIGNATURE.match(lines[index].passage.text):
            taken = lines[index + 1 :]
            del lines[index + 1 :]
            return taken
    return []


def _take_rows(
    source: Source, flow: Sequence[Element], index: int, columns: ColumnsFile
) -> tuple[list[PrintedRow], int]:
    """Return all rows of the table that begins at `index`, over page breaks, and the index after it."""
    rows: list[PrintedRow] = []
    while index < len(flow):
        element = flow[index]
        if isinstance(element, SourceTable):
            more = build_printed_rows(source, element)
            if rows and not _continues(rows, more, columns):
                break
            rows.extend(more)
        elif isinstance(element, TabRow):
            start_of_next = rows and element.gap and not _fits(rows, element)
            if start_of_next:
                break
            rows.append(PrintedRow(element.cells, element.start, element.end, after_break=bool(element.gap)))
        elif rows and _is_category(flow, index):
            start, end = element.passage.span(0, len(element.passage))
            rows.append(PrintedRow((Cell(element.passage),), start, end, full_width=True))
        elif rows and CONTINUED_LINE.fullmatch(element.passage.text) and _row_follows(flow, index):
            pass
        else:
            break
        index += 1
    return rows, index


def _continues(rows: Sequence[PrintedRow], more: Sequence[PrintedRow], columns: ColumnsFile) -> bool:
    """Tell whether a ruled table goes on with the rows `more`: the header again, or as many columns."""
    return bool(more) and (same_header(rows, more, columns) or len(more[0].cells) == len(rows[0].cells))


def _fits(rows: Sequence[PrintedRow], element: TabRow) -> bool:
    """Tell whether a tab row after blank lines may belong to the table: not more cells than it has columns."""
    return len(element.cells) <= max(len(row.cells) for row in rows) + 1


def _is_category(flow: Sequence[Element], index: int) -> bool:
    """Tell whether the text line at `index` is a category printed across the table, rows following at once."""
    element = flow[index]
    if not isinstance(element, TextLine) or not _row_follows(flow, index):
        return False
    text = element.passage.text
    marker = find_marker(text)
    numbered = marker is not None and marker.style in (Style.HAN, Style.HAN_BRACKET) and len(text) <= CAPTION_MOST
    return (numbered or bool(CATEGORY_LINE.match(text))) and not text.startswith(("附", "(满分"))


def _row_follows(flow: Sequence[Element], index: int) -> bool:
    after = flow[index + 1] if index + 1 < len(flow) else None
    return isinstance(after, SourceTable) or (isinstance(after, TabRow) and not after.lone)


def _caption(lines: list[TextLine]) -> tuple[Passage, ...]:
    """Return the short lines right above a table, nearest last: its title and notes such as （满分 100 分）."""
    found: list[Passage] = []
    for line in reversed(lines[-CAPTION_LINES:]):
        text = line.passage.text
        if len(text) > CAPTION_MOST or text.endswith(("。", ";", ",")) or find_marker(text):
            break
        found.append(line.passage)
        if line.after_table:
            break
    return tuple(reversed(found))


def _heading(lines: list[TextLine]) -> tuple[Passage, ...]:
    """Return the numbered heading right above a table, without its number: （一）县教育局."""
    for line in reversed(lines[-CAPTION_LINES:]):
        marker = find_marker(line.passage.text)
        if marker is not None and len(line.passage) <= CAPTION_MOST and not line.passage.text.endswith("。"):
            return (line.passage.cut(marker.length),)
    return ()


def _build_part(draft: _PartDraft, words: Sequence[str]) -> Part:
    tree = build_tree(join_lines(draft.lines), words)
    return Part(draft.label, tree.front, tree.sections, tuple(draft.grids), tree.back)
