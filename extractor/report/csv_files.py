"""In: a tidy table. Out: the bytes of a CSV file that Excel, R and Stata open alike.

UTF-8 with a byte order mark (else Excel takes Chinese for another encoding), CRLF, quotes only where needed.
Not handled: other separators.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.report.tables.table import Cell, TidyTable

STARTS = frozenset("'=+-@＝＋－＠\t\r\n")
DANGEROUS = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
"""How a text begins that a spreadsheet may take for a formula; apostrophes before it are counted in, to be undone."""

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def build_csv(table: TidyTable) -> bytes:
    """Return `table` as CSV. Numbers stand as they are, dates as ISO dates, what is not stated is empty."""
    return build_rows([guard(column.name) for column in table.columns], table.rows)


def build_rows(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows that are no table of a report as CSV, under `heads`."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(heads)
    # the writer leaves what is not stated empty and writes numbers and dates as they are
    writer.writerows([guard(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return LONE_SURROGATE.sub("\ufffd", lines.getvalue()).encode("utf-8-sig")


def guard(text: str) -> str:
    """Return `text` with an apostrophe in front where a spreadsheet might run it; `unguard` takes it away again.

    >>> guard("=1+1"), guard("- 1、落实"), guard("不低于3%"), guard("'=1")
    ("'=1+1", "'- 1、落实", '不低于3%', "''=1")
    """
    return f"'{text}" if text[:1] in STARTS and DANGEROUS.match(text) else text


def unguard(cell: str) -> str:
    """Return the text of a guarded cell.

    >>> unguard("'=1+1"), unguard("''=1"), unguard("'信易贷'")
    ('=1+1', "'=1", "'信易贷'")
    """
    return cell[1:] if cell.startswith("'") and DANGEROUS.match(cell, 1) else cell
