"""Tables of web pages as lines."""

import pytest


@pytest.fixture(scope="session")
def ruled(shown):
    """Return a function: rows of a web page's table in, their outline as lines out; `甲^2` spans rows, `甲>2` columns."""
    return lambda *rows: shown(f"<html><body><table>{''.join(map(_row, rows))}</table></body></html>", "x.html")


def _row(row):
    return f"<tr>{''.join(map(_cell, row.split('|')))}</tr>"


def _cell(cell):
    words, _, down = cell.partition("^")
    words, _, right = words.partition(">")
    marks = (f' rowspan="{down}"' if down else "") + (f' colspan="{right}"' if right else "")
    return f"<td{marks}>{words}</td>"
