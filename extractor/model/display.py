"""In: a title, heads and rows of words. Out: HTML that a notebook shows; every word is escaped.

A leaf that results share for `_repr_html_`. Not handled: the report page, which has its own views.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

MOST = 20
"""Rows shown; a notebook wants a glance, the rest is counted."""


def build_html(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table with its caption; beyond `MOST` rows only their number is told.

    >>> build_html("方案", ["条目"], [["<b>"]])
    '<table><caption>方案</caption><tr><th>条目</th></tr><tr><td>&lt;b&gt;</td></tr></table>'
    """
    found = list(rows)
    lines = [_row("th", heads), *(_row("td", row) for row in found[:MOST])]
    if len(found) > MOST:
        lines.append(f'<tr><td colspan="{len(heads)}">另 {len(found) - MOST} 行</td></tr>')
    return f"<table><caption>{escape(title)}</caption>{''.join(lines)}</table>"


def _row(cell: str, words: Iterable[object]) -> str:
    cells = (f"<{cell}>{escape('' if word is None else str(word))}</{cell}>" for word in words)
    return f"<tr>{''.join(cells)}</tr>"
