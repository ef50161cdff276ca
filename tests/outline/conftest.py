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
    """Return a function: a text in, its outline out."""
    return lambda text, name="x.txt": build_outline(read_document(Document("x", name, text.encode("utf-8"))), mappings)


@pytest.fixture(scope="session")
def shown(outline):
    """Return a function: a text in, its outline as lines out: paragraphs and sections, then heads and rows by bars.

    = before a row marks one across the table, ^2 a cell over two rows, >2 one over two columns.
    """
    return lambda text, name="x.txt": [line for part in outline(text, name).parts for line in _show_part(part)]


def _show_part(part):
    if part.label:
        yield f"[{part.label.text}]"
    yield from (passage.text for passage in part.front)
    for section in part.sections:
        yield from _show_section(section, "")
    for grid in part.grids:
        yield from (f"({passage.text})" for passage in grid.caption)
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
