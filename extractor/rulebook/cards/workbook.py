"""In: `Scorecard`, findings. Out: workbooks: the scorecard, 分值体检. Not handled: the template (`io.template`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.model.problem import Problem
from extractor.model.scored.scorecard import Points, Scorecard
from extractor.rulebook.analysis.reachability import Reach
from extractor.rulebook.cards.lines import HEADINGS, LineKind, describe_row, describe_table, find_mark
from extractor.rulebook.io.sheets import add_table, close_workbook, open_workbook


def build_scorecard_workbook(scorecard: Scorecard) -> bytes:
    """Return the scorecard as a workbook: totals, indicators with what was observed and the arithmetic, every line."""
    buffer, workbook = open_workbook()
    about: list[list[Any]] = [["项目", "内容"], ["方案", scorecard.title or scorecard.plan]]
    about += [["观测表", scorecard.observations], *map(list, scorecard.filled), ["取位", scorecard.rounding]]
    totals: list[list[Any]] = [["表", "类别", "满分", "最低", "最高", "等级", "说明"]]
    for table in scorecard.tables:
        totals += [
            [table.table, one.name, one.full, one.points.low, one.points.high, "", ""] for one in table.categories
        ]
        totals.append(
            [table.table, "合计", table.full, table.points.low, table.points.high, "、".join(table.grades),
             "\n".join(describe_table(table))]
        )  # fmt: skip
    add_table(workbook, "合计", totals, (6, 36, 8, 10, 10, 20, 60))
    kinds: tuple[LineKind, ...] = ("observed", "arithmetic", "fired", "limit", "open", "note")
    rows: list[list[Any]] = [
        ["表", "序号", "指标", "分值", "最低", "最高", "标记", *(HEADINGS[kind] for kind in kinds)]
    ]  # fmt: skip
    for row in scorecard.indicators:
        lines = describe_row(row)
        cells = ["\n".join(line.text for line in lines if line.kind == kind) for kind in kinds]
        rows.append(
            [row.table, row.no, row.name, row.full, row.points.low, row.points.high, find_mark(row), *cells]
        )  # fmt: skip
    add_table(workbook, "指标", rows, (6, 8, 36, 8, 10, 10, 16, 40, 50, 60, 24, 40, 30))
    fired: list[list[Any]] = [["表", "指标", "规则", "最低", "最高", "计算", "原句"]]
    fired += [
        [row.table, row.name, one.rule, one.points.low, one.points.high, one.arithmetic, one.quote]
        for row in scorecard.indicators
        for one in row.fired
    ]
    add_table(workbook, "起作用的规则", fired, (6, 36, 14, 10, 10, 30, 90))
    add_table(workbook, "说明", about, (14, 90))
    return close_workbook(buffer, workbook)


def build_check_workbook(reaches: Sequence[Reach], problems: Sequence[Problem]) -> bytes:
    """Return 分值体检: what can be reached against what is printed, and what is wrong."""
    buffer, workbook = open_workbook()
    levels = {"row": "指标", "category": "类别", "table": "合计"}
    rows: list[list[Any]] = [["表", "层级", "名称", "印出的分值", "可得最低", "可得最高", "相符"]]
    rows += [
        [
            r.table,
            levels[r.level],
            r.name,
            r.printed,
            r.reachable.low,
            r.reachable.high,
            _agrees(r.printed, r.reachable),
        ]
        for r in reaches
    ]
    add_table(workbook, "分值体检", rows, (6, 8, 44, 12, 12, 12, 8))
    found: list[list[Any]] = [["代码", "程度", "条目", "问题", "字符起", "字符止"]]
    found += [
        [
            p.code,
            p.severity.value,
            p.item,
            p.message,
            p.place.start if p.place else None,
            p.place.end if p.place else None,
        ]
        for p in problems
    ]
    add_table(workbook, "问题", found, (24, 10, 10, 100, 10, 10))
    return close_workbook(buffer, workbook)


def _agrees(printed: object, reachable: Points) -> str:
    return "" if printed is None else "是" if printed == reachable.high else "否"
