"""The thirty differences that a careful reader listed (differences.md): each is a row of the contrasts, by its printed words.

A line: its number there, the row's id, and for each plan the cell's state and words that it shows.
"""

from __future__ import annotations

import pytest

from extractor.compare.contrasts.policy import Weighing
from extractor.report.dataset import build_material
from extractor.report.tables.compared.contrasts import build_contrasts_table

FIRST_PAGE = 16
"""rows on the sheet's first A4 page"""
LISTED = [
    (1, "double-publicity:duration", {"changqing": ("number", "7个工作日"), "pingyin": ("number", "15个工作日"), "jiaxian": ("penalty", "迟报"), "lingbi": ("words", "双公示")}),
    (2, "credit-loan-scale:target", {"changqing": ("words", "规模"), "pingyin": ("points", "位次"), "chengwu": ("number", "10 亿元"), "lingbi": ("number", "30%"), "jiaxian": ("points", "7*增速")}),
    (3, "credit-loan-registration:target", {"changqing": ("words", "推广"), "pingyin": ("points", "位次"), "chengwu": ("number", "3%"), "lingbi": ("number", "30%"), "jiaxian": ("points", "每向省")}),
    (4, "list-subjects:target", {"chengwu": ("number", "在营市场主体"), "lingbi": ("number", "存续企业"), "jiaxian": ("absent", "")}),
    (5, "government-debtors:target", {"changqing": ("number", "零增量"), "pingyin": ("number", "审批局"), "chengwu": ("number", "100%"), "lingbi": ("number", "0.02%"), "jiaxian": ("penalty", "扣2分")}),
    (6, "graded-supervision:target", {"changqing": ("words", "覆盖领域"), "pingyin": ("points", "每个单位"), "chengwu": ("number", "20 个"), "lingbi": ("words", "分级分类"), "jiaxian": ("points", "4分")}),
    (7, "information-collection:target", {"changqing": ("words", "归集"), "pingyin": ("points", "数量最多"), "chengwu": ("number", "7000 万"), "lingbi": ("number", "100%"), "jiaxian": ("penalty", "0.5")}),
    (8, "credit-check:target", {"changqing": ("words", "加大"), "pingyin": ("points", "全市平均"), "chengwu": ("number", "100%"), "lingbi": ("words", "逢办必查"), "jiaxian": ("points", "0.5分")}),
    (9, "objections:duration", {"changqing": ("number", "1个工作日"), "pingyin": ("number", "1个工作日"), "chengwu": ("number", "平均时间在5个工作日"), "lingbi": ("words", "协同处理机制")}),
    (10, "document:consequences", {"changqing": ("words", "年底"), "pingyin": ("words", "评先树优"), "chengwu": ("words", "表扬"), "lingbi": ("words", "平安建设"), "jiaxian": ("number", "优秀")}),
    (11, "double-publicity:penalty", {"pingyin": ("penalty", "0.1"), "chengwu": ("penalty", "0.2"), "jiaxian": ("penalty", "0.5")}),
    (12, "double-publicity:target", {"changqing": ("number", "100%"), "pingyin": ("number", "100%"), "chengwu": ("number", "100%"), "lingbi": ("words", "双公示"), "jiaxian": ("penalty", "迟报")}),
    (13, "code-errors:target", {"pingyin": ("number", "清零"), "chengwu": ("number", "为零"), "lingbi": ("number", "0.01%")}),
    (14, "commitment-reporting:target", {"changqing": ("words", "上传"), "chengwu": ("number", "80%"), "lingbi": ("words", "信用承诺事项清单"), "jiaxian": ("words", "0.5分")}),
    (15, "credit-repair:duration", {"changqing": ("words", "修复"), "chengwu": ("number", "3个工作日"), "lingbi": ("words", "修复")}),
    (16, "credit-plus:target", {"pingyin": ("points", "1个"), "chengwu": ("number", "20 个"), "lingbi": ("words", "信易+"), "jiaxian": ("points", "2分")}),
    (17, "arrears:penalty", {"pingyin": ("penalty", "扣1分"), "jiaxian": ("penalty", "扣2分"), "lingbi": ("absent", "")}),
    (18, "document:kind", {"changqing": ("words", "部门"), "pingyin": ("words", "部门"), "chengwu": ("words", "县级"), "lingbi": ("words", "工作要点"), "jiaxian": ("words", "考核办法")}),
    (19, "document:rhythm", {"changqing": ("number", "每月25日"), "pingyin": ("number", "每月26日"), "chengwu": ("number", "2022-11-30"), "lingbi": ("number", "2023-12-31"), "jiaxian": ("words", "季度")}),
    (20, "publicity-activities:frequency", {"changqing": ("number", "2 次"), "pingyin": ("number", "4次"), "chengwu": ("words", "宣传"), "lingbi": ("words", "宣传"), "jiaxian": ("points", "0.5分")}),
    (21, "news-reporting:frequency", {"changqing": ("number", "1 篇"), "pingyin": ("number", "各业务科室"), "jiaxian": ("points", "每报一篇")}),
    (22, "policy-files:target", {"changqing": ("words", "出台"), "pingyin": ("number", "3件"), "lingbi": ("words", "制度")}),
    (23, "credit-villages:target", {"lingbi": ("number", "70%"), "jiaxian": ("points", "4分"), "chengwu": ("absent", "")}),
    (24, "theory-study:target", {"changqing": ("number", "一次"), "pingyin": ("words", "学习"), "lingbi": ("absent", "")}),
    (25, "information-collection:deadline", {"changqing": ("number", "25日"), "pingyin": ("number", "26日")}),
    (26, "publicity-activities:duration", {"changqing": ("number", "48 小时"), "pingyin": ("number", "48小时")}),
    (27, "document:leaders", {"chengwu": ("words", "发展改革"), "lingbi": ("words", "发展改革"), "jiaxian": ("words", "未列责任单位")}),
    (28, "double-publicity:points", {"chengwu": ("points", "4.8"), "jiaxian": ("points", "7.5")}),
    (29, "document:alone", {"chengwu": ("words", "征信"), "lingbi": ("words", "虚假诉讼")}),
    (30, "document:binding", {"changqing": ("words", "力争"), "chengwu": ("words", "积极"), "lingbi": ("words", "鼓励")}),
]  # fmt: skip


@pytest.fixture(scope="module")
def rows(five):
    return {one.id: (number, one) for number, one in enumerate(five.contrasts, start=1)}


@pytest.mark.parametrize(("number", "key", "wanted"), LISTED, ids=[str(line[0]) for line in LISTED])
def test_a_difference_that_a_reader_listed(number, key, wanted, rows):
    place, contrast = rows[key]
    cells = {cell.plan: cell for cell in contrast.cells}
    assert set(cells) == {"changqing", "chengwu", "jiaxian", "lingbi", "pingyin"}
    for plan, (state, words) in wanted.items():
        assert cells[plan].state == state, (plan, cells[plan])
        assert words in cells[plan].shown, (plan, cells[plan].shown)
    if number <= 10:
        assert place <= FIRST_PAGE


def test_what_is_shown_is_printed(five, texts):
    for contrast in five.contrasts:
        for cell in contrast.cells:
            for saying in cell.sayings:
                # a cell that a page breaks has other columns between its halves: the letters stand in their order
                letters = iter(texts[cell.plan][saying.start :])
                assert all(letter in letters for letter in "".join(saying.quote.split())), (contrast.id, saying)


def test_unlike_numbers_have_no_rank_and_a_reason(rows):
    for key, reason in (("list-subjects:target", "分母不同"), ("credit-loan-registration:target", "统计对象不同")):
        _, contrast = rows[key]
        assert all(cell.rank is None for cell in contrast.cells)
        assert reason in contrast.note


def test_a_number_goes_to_the_measure_that_it_speaks_of(rows):
    """成武's item asks for rates, for objections and for repair within 3个工作日: each has its own."""
    shown = {key: cell.shown for key, (_, one) in rows.items() for cell in one.cells if cell.plan == "chengwu"}
    assert "3个工作日" in shown["credit-repair:duration"]
    assert "3个工作日" not in shown["objections:duration"]
    assert "3个工作日" not in shown["double-publicity:duration"]


@pytest.mark.parametrize(("more", "less"), [("number", "penalty"), ("penalty", "words"), ("words", "context")])
def test_what_binds_weighs_more(more, less):
    weighing = Weighing()
    assert weighing.states[more] > weighing.states[less]


def test_the_sheet_has_a_column_a_place(five, five_aligned, plans):
    table = build_contrasts_table(build_material(five, five_aligned, plans, "zh"))
    assert [column.name for column in table.columns[3:]] == [plan.id for plan in plans]
    assert len(table.rows) == len(five.contrasts)


def test_what_one_plan_alone_asks_goes_by_its_name(five, plans):
    """A row that nobody else has is named by what it asks; the points 6 that it prints are no measure."""
    alone = next(one for one in five.contrasts if one.id == "document:alone")
    for plan in plans:
        shown = "".join(cell.shown for cell in alone.cells if cell.plan == plan.id and cell.sayings)
        names = [
            "".join((getattr(one, "title", None) or getattr(one, "name", None) or "").split()) for one in plan.items
        ]
        for part in filter(None, shown.split("；")):
            words = "".join(part.split()).rstrip("…")
            assert words.startswith("另") or any(words in name for name in names), (plan.id, part)
