"""Which words name a body."""

import pytest

from extractor.language.grammar.body_names import is_body

NAMES = {
    "县教育局": True, "石门乡": True, "各乡镇": True, "县融媒体中心": True,
    # 乡, 会, 部 and 办 end other words too
    "送戏下乡": False, "品牌进乡": False, "专场招聘会": False, "村干部": False, "一窗通办": False,
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_words_that_only_end_as_a_body_does(mappings, name):
    assert is_body(mappings.units, name) is NAMES[name]
