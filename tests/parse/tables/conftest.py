"""Web pages and texts with tables as plans."""

import pytest

from extractor.model.paper.document import Document
from extractor.outline import build_outline
from extractor.parse import parse_plan
from extractor.read import read_document


@pytest.fixture(scope="session")
def read_rows(mappings):
    """Return a function: rows of a web page's table in, the plan out; `2^` spans rows, `2>` columns: 一、责任^2."""

    def build(*rows: str, title: str = "某县工作考核办法", before: str = "", after: str = ""):
        page = f"<html><body><h1>{title}</h1>{before}<table>{''.join(map(_row, rows))}</table>{after}</body></html>"
        document = Document("x", "x.html", page.encode("utf-8"))
        return parse_plan(build_outline(read_document(document), mappings), mappings)

    return build


def _row(row: str) -> str:
    return f"<tr>{''.join(map(_cell, row.split('|')))}</tr>"


def _cell(cell: str) -> str:
    words, _, down = cell.strip().partition("^")
    words, _, right = words.partition(">")
    marks = (f' rowspan="{down}"' if down else "") + (f' colspan="{right}"' if right else "")
    return f"<td{marks}>{words}</td>"
