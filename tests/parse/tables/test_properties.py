"""Laws over generated tables: no exception, every place true, every filled cell kept once, no row read twice."""

import html

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.language.folding import fold
from extractor.model.paper.document import Document
from extractor.outline import build_outline
from extractor.parse import parse_plan
from extractor.read import read_document

HEADS = ("序号", "一级指标", "二级指标", "考核内容", "分值", "评分标准", "责任单位", "牵头单位", "完成时限", "重点任务",
         "工作措施", "存在问题", "目标值", "数据来源", "备注", "得分", "部门", "主要职责", "甲", "", "单位", "2024年目标值")  # fmt: skip
CELLS = ("", "", "1", "2", "3", "一、", "（一）", "10", "20分", "30%", "县水利局", "县水利局、县财政局", "县农业局牵头，县环保局配合",
         "6月底前", "2024年9月30日", "每月巡查2次，缺1次扣1分。", "组织领导（20分）", "1.水质达标率★（10分）", "合计", "备注", "小计",
         "达标数/总数×100%", "续表", "一、组织领导（30分）", "建立台账", "二、宣传", "/", "无", "表2 部门指标", "序号", "分值")  # fmt: skip
SETTINGS = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def grids(draw):
    width = draw(st.integers(2, 6))
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width))
    body = st.lists(st.sampled_from(CELLS), min_size=width, max_size=width)
    return [heads, *draw(st.lists(body, min_size=1, max_size=7))]


@st.composite
def merged(draw):
    """A web page's table: cells over several rows and columns, never one over another."""
    rows = draw(grids())
    taken, printed = set(), []
    for index, row in enumerate(rows):
        cells = []
        for column, words in enumerate(row):
            if (index, column) in taken:
                continue
            down = draw(st.integers(1, min(3, len(rows) - index)))
            right = draw(st.integers(1, min(2, len(row) - column)))
            if any((index + y, column + x) in taken for y in range(down) for x in range(right)):
                down = right = 1
            taken.update((index + y, column + x) for y in range(down) for x in range(right))
            cells.append(f'<td rowspan="{down}" colspan="{right}">{html.escape(words)}</td>')
        printed.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><body><h1>某县考核办法</h1><table>{''.join(printed)}</table></body></html>"


@pytest.fixture(scope="module")
def read(mappings):
    def build(name: str, content: str):
        outline = build_outline(read_document(Document("x", name, content.encode("utf-8"))), mappings)
        return outline, parse_plan(outline, mappings)

    return build


def check(outline, plan):
    text = plan.text
    for table in plan.tables:
        for cell in table.cells:
            assert bare(cell.place.words(text)) == bare(cell.text)
        spots = [piece for cell in table.cells for piece in (cell.place.pieces or (cell.place,))]
        assert len({(piece.start, piece.end) for piece in spots}) == len(spots)
    for row in plan.indicators:
        for name, place in row.places.items():
            value = getattr(row, name, None)
            if isinstance(value, str) and "\n" not in value:
                assert bare(place.words(text)) == bare(value), name
    for task in plan.tasks:
        assert bare(task.places["title"].words(text)) == bare(task.title)
        assert all(bare(unit.place.words(text)) == bare(unit.name) for unit in task.units)
    names = [row.place.start for row in plan.indicators if row.place and not row.points]
    assert len([task.id for task in plan.tasks]) == len({task.id for task in plan.tasks})
    assert len([row.id for row in plan.indicators]) == len({row.id for row in plan.indicators})
    assert all(0 <= start <= len(text) for start in names)
    kept = sum(
        len(cell.passage) for part in outline.parts for grid in part.grids for row in grid.rows for cell in row.cells
    )
    assert kept <= len(bare(text)) + 1


def bare(words):
    return "".join(fold(words).split())


@SETTINGS
@given(rows=grids(), gap=st.booleans())
def test_text(read, rows, gap):
    lines = ["\t".join(row) for row in rows]
    if gap and len(lines) > 2:
        lines[2:2] = ["", lines[0]]
    check(*read("x.txt", "某县考核办法\n" + "\n".join(lines) + "\n附则\n"))


@SETTINGS
@given(page=merged())
def test_pages(read, page):
    check(*read("x.html", page))


@SETTINGS
@given(rows=grids())
def test_a_cell_a_line(read, rows):
    lines = [cell for row in rows for cell in row if cell]
    check(*read("x.txt", "某县考核办法\n\n" + "\n\n".join(lines) + "\n"))


@SETTINGS
@given(rows=grids())
def test_every_filled_cell_below_the_header_is_kept_once(read, rows):
    """Words of a table are in its heads, its caption, its rows or among repeated headers: none disappears."""
    outline, plan = read("x.txt", "\n".join("\t".join(row) for row in rows) + "\n")
    if len(plan.tables) != 1 or any(part.front or part.sections or part.back for part in outline.parts):
        return
    (grid,) = [grid for part in outline.parts for grid in part.grids]
    printed = sorted(character for row in rows for cell in row for character in bare(cell))
    kept = [cell.passage.text for row in (*grid.front, *grid.rows) for cell in row.cells]
    heads = [head.text for head in grid.header]
    found = sorted("".join((*kept, *heads, *(line.text for line in grid.caption))))
    lost = len(printed) - len("".join(found).replace(" ", ""))
    assert lost >= 0
    assert (
        lost == 0
        or grid.header_repeats
        or any(cell == "续表" for row in rows for cell in row)
        or len(grid.heads) < len(heads)
    )
