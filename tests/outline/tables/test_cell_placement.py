"""Rows with fewer cells than columns: each cell where its likes are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.passages import build_passage
from extractor.model.paper.outline import Cell
from extractor.outline.tables.cell_placement import MOST_COLUMNS, place_cells

# 郏县
COLUMNS = [
    ["1", "2", "3"],
    ["组织建设情况", "行政许可和行政处罚信息公示与报送", "制定信用产品应用实施办法"],
    ["5", "7.5", "2"],
    ["及时、全量、规范、完整报送信用信息", "制定本部门本行业的应用办法", "明确分管领导和工作联络员"],
    ["按要求上报的得7.5分，缺一项扣1分", "制定文件的得2分；未制定的不得分", "成立机构的得5分，每缺一项扣0.5分"],
]
ROWS = (
    # cells, their columns
    (["合计", "100"], (1, 2)),
    (["5", "2、各类融资信用服务平台作用发挥情况", "建立机制的得2分，每次得1分"], (2, 3, 4)),
    (["4", "信用产品应用", "每次得1分，最多得5分"], (0, 1, 4)),
    (["2", "制定信用应用实施办法", "3", "制定应用办法", "制定的得3分；未制定的不得分"], (0, 1, 2, 3, 4)),
)


def build(texts):
    return [Cell(build_passage(text, 0, len(text))) for text in texts]


@pytest.mark.parametrize(("texts", "expected"), ROWS)
def test_where_the_cells_go(texts, expected):
    assert place_cells(build(texts), COLUMNS) == expected


@given(st.lists(st.sampled_from(["1", "合计", "得5分", "组织建设", "", "7.5"]), min_size=1, max_size=5))
def test_order_is_kept_and_every_cell_has_a_column(texts):
    found = place_cells(build(texts), COLUMNS)
    assert len(found) == len(texts)
    assert list(found) == sorted(set(found))
    assert all(0 <= column < len(COLUMNS) for column in found)


def test_without_other_rows_cells_stay():
    assert place_cells(build(["合计", "100"]), [[], [], []]) == (0, 1)


def test_in_a_very_wide_table_cells_stay():
    columns = [["1"], *[["甲"]] * MOST_COLUMNS]
    assert place_cells(build(["甲", "乙"]), columns) == (0, 1)


@pytest.mark.xfail(reason="two cells printed in the wrong order stay in it")
def test_cells_in_the_wrong_order():
    assert place_cells(build(["得5分，每缺一项扣1分", "组织建设情况"]), COLUMNS) == (4, 1)
