"""Texts as outlines."""

import pytest

from extractor.model.paper.document import Document
from extractor.outline import build_outline
from extractor.outline.reading_order import build_flow
from extractor.read import read_document


@pytest.fixture(scope="session")
def flow():
    """Return a function: a text in, its lines and rows out."""
    return lambda text: build_flow(read_document(Document("x", "x.txt", text.encode("utf-8"))))


@pytest.fixture(scope="session")
def outline(mappings):
    """Return a function: a text or the bytes of a file in, its outline out."""

    def build(content, name="x.txt"):
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        return build_outline(read_document(Document("x", name, raw)), mappings)

    return build


@pytest.fixture(scope="session")
def shown(outline):
    """Return a function: a text in, its outline as lines out: paragraphs and sections, then heads and rows by bars.

    (a caption), <a heading above a table>; = before a row across the table, ^2 behind a cell over two rows, >2 behind
    one over two columns; ! before a problem of its numbers.
    """
    return lambda content, name="x.txt": show_outline(outline(content, name))


def show_outline(found):
    """Return an outline as lines."""
    return [
        *(line for part in found.parts for line in _show_part(part)),
        *(f"! {one.message}" for one in found.problems),
    ]


def _show_part(part):
    if part.label:
        yield f"[{part.label.text}]"
    yield from (passage.text for passage in part.front)
    for section in part.sections:
        yield from _show_section(section, "")
    for grid in part.grids:
        yield from (f"({passage.text})" for passage in grid.caption)
        yield from (f"<{passage.text}>" for passage in grid.under)
        yield "|".join(passage.text for passage in grid.header)
        for row in (*grid.front, *grid.rows):
            yield "=" * row.full_width + "|".join(map(_show_cell, row.cells)).rstrip("|" if row.full_width else "")
    yield from (passage.text for passage in part.back)


def _show_section(section, indent):
    yield f"{indent}{section.number}. {section.head.text}"
    yield from (f"{indent}  {passage.text}" for passage in section.body)
    for child in section.children:
        yield from _show_section(child, f"{indent}  ")


def _show_cell(cell):
    spans = (f"^{cell.row_span}" if cell.row_span > 1 else "", f">{cell.column_span}" if cell.column_span > 1 else "")
    return cell.passage.text + "".join(spans)
