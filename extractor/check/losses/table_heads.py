"""In: a plan. Out: doubts about tables with a head that nobody knows, over cells that were taken for something or left.

检视要目 may be the names or what is looked at: what its cells hold decides, and another column may be taken for it.
One doubt for each table. Not handled: a head that is known and means something else here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.check.policy import CheckPolicy
from extractor.model.facts.plan import Plan
from extractor.model.paper.reading import Doubt
from extractor.model.paper.table import Table, TableHead, TableKind

GUESSED = ("各格为名称", "各格为时间", "各格为单位", "各格为数字，")
"""roles that the cells told, not the head; bare numbers under 得分标准 are points"""
UNKNOWN = "表头不识"
QUOTES = re.compile(r"[\s“”\"]+")


def find_unknown_heads(plan: Plan, policy: CheckPolicy) -> Iterator[Doubt]:
    """Yield one doubt for each table of work or measures with heads that are not known, and filled cells below them."""
    for table in plan.tables:
        if table.kind in (TableKind.INDICATORS, TableKind.TASKS):
            words = "、".join(f"“{QUOTES.sub('', head.text)}”" for head in _find_unknown(table, policy))
            if words:
                yield Doubt(
                    code="head-unknown", item=None, field=str(table.kind), text=words, place=table.place,
                    message=f"第{table.number}张表的表头{words}不识，各栏按格内文字推断，名称或分值可能取自别的栏",
                    message_en=f"Heads in table {table.number} are not known; its columns were told by their cells",
                )  # fmt: skip


def _find_unknown(table: Table, policy: CheckPolicy) -> Iterator[TableHead]:
    rows = {cell.row for cell in table.cells if cell.text.strip()}
    for head in _list_leaves(table.header):
        unknown = UNKNOWN in (head.why or "") or (head.why or "").startswith(GUESSED)
        if not unknown or not head.text.strip():
            continue
        below = range(head.column, head.column + head.span)
        filled = {
            row
            for cell in table.cells
            if cell.column in below and cell.text.strip()
            for row in range(cell.row, cell.row + cell.row_span)
        }
        if len(filled) >= policy.share_of_filled * len(rows):
            yield head


def _list_leaves(heads: tuple[TableHead, ...]) -> Iterator[TableHead]:
    for head in heads:
        if head.children:
            yield from _list_leaves(head.children)
        else:
            yield head
