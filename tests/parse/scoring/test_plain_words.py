"""A clause of a scoring cell is read, known to carry no points, or leaves the row open."""

from __future__ import annotations

import pytest

from extractor.mappings import load_mappings
from extractor.parse.scoring.plain_words import build_plain_words, find_doubt
from tests.rulebook.support import make_book, read_statements

FILE = load_mappings().scoring_plain
WORDS = build_plain_words(FILE)


@pytest.mark.parametrize("row", FILE.plain, ids=lambda row: row.name)
def test_plain_clause_is_no_doubt_and_its_counter_is(row):
    assert find_doubt(row.example, WORDS) is None
    assert find_doubt(row.counter, WORDS) is not None


@pytest.mark.parametrize("row", FILE.doubts, ids=lambda row: row.name)
def test_doubt_opens_and_its_counter_does_not(row):
    assert find_doubt(row.example, WORDS) is not None
    assert find_doubt(row.counter, WORDS) is None


@pytest.mark.parametrize(
    "behind",
    [
        "数据不符超过5条视同未完成。",
        "弄虚作假的，该项作废。",
        "被通报两次以上的不享受。",
        "居全县后三位的取消资格。",
        "重点镇签约低于80%降一档。",
        "台账不达标按缺1次算。",
        "评为优秀的翻番。",
    ],
)
def test_words_that_nobody_read_leave_the_row_open(behind):
    row = make_book((f"签约率达到75%以上得4分。{behind}", 4)).indicators[0]
    assert row.status == "partial"
    assert any(s.unread for s in read_statements(f"签约率达到75%以上得4分。{behind}"))


@pytest.mark.parametrize(
    "behind",
    [
        "由县民政局负责考核，查看投诉记录。",
        "随机抽查5个村的档案。",
        "以统计局数据为准。",
        "新建公园10个。",
        "数据统计截至11月30日。",
    ],
)
def test_words_that_carry_no_points_leave_the_row_as_it_is(behind):
    assert make_book((f"签约率达到75%以上得4分。{behind}", 4)).indicators[0].status == "executable"
