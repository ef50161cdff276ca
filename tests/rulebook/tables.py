"""In: the words of a plan with tab-separated tables. Out: a `Plan` with their rows, enough to build a rulebook of it.

A stand-in for the real parser, so that these tests do not depend on it. Not handled: units, deadlines, page breaks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.model.plan import Indicator, IndicatorPart, Metadata, Plan, SourceInfo
from extractor.text.passages import build_passage

CATEGORY = re.compile(r"^([一二三四五六七八九十]+、?)\s*([^\t]*?)\s*[(（]?(?:附加分\s*)?(\d+)\s*分?[)）]?$")
SCORING = re.compile(r"得|扣|不得分|满分|\d\s*分")


def build_plan(name: str, text: str, rows: list[Indicator], **metadata: str) -> Plan:
    source = SourceInfo(name=f"{name}.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8")
    return Plan(id=name, source=source, metadata=Metadata(**metadata), indicators=tuple(rows), text=text)


def clean(cell: str) -> str | None:
    return build_passage(cell, 0, len(cell)).printed or None


def number(cell: str) -> int | float | None:
    cell = cell.strip()
    return (float(cell) if "." in cell else int(cell)) if re.fullmatch(r"\d+(?:\.\d+)?", cell) else None


def read_seven_columns(text: str) -> list[Indicator]:
    """郏县's two tables: 序号 考核指标 分值 考核内容 评分标准 考核依据 考核方式."""
    rows: list[Indicator] = []
    table, level1, level1_points = 0, None, None
    for line in text.splitlines():
        if line.startswith("附件 "):
            table += 1
        cells = [cell.strip() for cell in line.split("\t")]
        if table == 0 or len(cells) < 2 or cells[0] == "序号":
            bare = re.match(r"^([一二三四五六七八九十]、\S.*?)\s*[(（].*?(\d+)\s*分[)）]$", line.strip())
            if table and bare:
                level1, level1_points = bare[1], number(bare[2])
            continue
        cells = [*cells, *[""] * (7 - len(cells))][:7]
        if re.fullmatch(r"[一二三四五六七八九十]+、?", cells[0]) and not cells[3]:
            level1, level1_points = f"{cells[0]}、{cells[1]}", number(cells[2])
            continue
        heading = re.match(r"^([一二三四五六七八九十]+、.*?)\s*[(（].*?(\d+)\s*分[)）]$", cells[0])
        if heading:
            level1, level1_points = heading[1], number(heading[2])
            continue
        _add(rows, table, (level1, level1_points), cells)
    return rows


def _add(rows: list[Indicator], table: int, level1: tuple[str | None, int | float | None], cells: list[str]) -> None:
    no, name, points, content, criteria = cells[0], cells[1], cells[2], cells[3], cells[4]
    if number(points) is None and number(name) is not None:  # a row whose name cell is merged with another row's
        name, points, content, criteria = "", cells[1], cells[2] or cells[3], cells[3]
    if re.fullmatch(r"[一二三四五六七八九十]+", no):
        level1, no = (f"{no}、{name}", number(points)), ""
    elif number(no) is None and number(points) is not None and name == "" and rows:
        last = rows[-1]
        parts = last.parts or (IndicatorPart(points=last.points, criteria=last.criteria, content=last.content),)
        part = IndicatorPart(points=number(points), criteria=clean(criteria) or clean(content))
        total = sum(p.points or 0 for p in (*parts, part))
        rows[-1] = replace(last, parts=(*parts, part), points=total, criteria=None, content=None)
        return
    scored = criteria if SCORING.search(criteria) else content if SCORING.search(content) else ""
    row = Indicator(
        id=f"t{table}-{len(rows) + 1}", table=table, no=no or None, name=clean(name), level1=level1[0],
        level1_points=level1[1], points=number(points), criteria=clean(scored), content=clean(content),
    )  # fmt: skip
    rows.append(row)


def read_five_columns(text: str) -> list[Indicator]:
    """石城's table: 序号 考核项目 各项分值 考核指标 负责考核部门."""
    rows: list[Indicator] = []
    level1: tuple[str | None, int | float | None] = (None, None)
    for line in text.splitlines()[3:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 4:
            continue
        if cells[0].endswith("、"):
            level1 = (f"{cells[0]}{cells[1]}", number(cells[2]))
            if not SCORING.search(cells[3]):
                continue
        rows.append(
            Indicator(
                id=f"t1-{len(rows) + 1}", table=1, no=cells[0].strip("、"), name=clean(cells[1]), level1=level1[0],
                level1_points=level1[1], points=number(cells[2]), criteria=clean(cells[3]),
            )
        )  # fmt: skip
    return rows
