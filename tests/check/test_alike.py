"""Values are held against others of their kind with work in proportion to their number."""

from dataclasses import replace

import pytest

from extractor.check import alike
from extractor.check.policy import CHECK_POLICY

SMALL = replace(CHECK_POLICY, most_words=10, most_rivals=5)


@pytest.mark.parametrize(
    ("bare", "pairs"),
    [
        (["数据合格率", "数据合格率"], [(0, 1)]),
        (["企业年度报告公示比例", "企业年度报告公示的比例"], [(0, 1)]),
        (["数据合格率", "群众满意度"], []),
        (["率", "率"], []),
        (["数据合格率", "群众满意度", "数据合格率", "群众满意度"], [(0, 2), (1, 3)]),
    ],
)
def test_pairs(bare, pairs):
    assert list(alike.pair_alike(["%"] * len(bare), bare, CHECK_POLICY)) == pairs


@pytest.mark.parametrize("words", ["公共场所卫生监督覆盖率", "公共场所卫生监督覆盖率{}"])
def test_work_grows_with_the_number_of_values(monkeypatch, words):
    """Tasks that are nearly the same, by the thousand."""
    compared = []
    ratio = alike.fuzz.ratio
    monkeypatch.setattr(alike.fuzz, "ratio", lambda *args, **kw: compared.append(1) or ratio(*args, **kw))
    bare = [words.format(number) for number in range(1000)]
    pairs = list(alike.pair_alike(["%"] * len(bare), bare, SMALL))
    assert 0 < len(pairs) <= 5 * len(bare)
    assert len(compared) <= 10 * len(bare)
