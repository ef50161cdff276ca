"""Statements of whole cells."""

import pytest

from extractor.language.grammar.clauses import LONGEST_SENTENCE
from extractor.parse.scoring.statements import find_statements


@pytest.mark.parametrize("before", ["", "完成任务的得5分。"])
@pytest.mark.parametrize("after", ["", "。每少1次扣1分。"])
def test_a_sentence_longer_than_any_is_told_and_the_others_are_read(see, before, after):
    context, passage = see(f"{before}{'每1条扣1分' * LONGEST_SENTENCE}{after}")
    found = find_statements(context, passage)
    unread = [one for one in found if one.unread]
    assert [(one.start, one.end) for one in unread] == [(len(before), len(passage.text) - len(after))]
    assert len(found) == 1 + bool(before) + bool(after)


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("自办法执行之日起向省“信易贷”平台成功上报一家得1分，最高10分。", '省"信易贷"平台'),
        ("《条例》宣传活动每开展1次得2分。", "《条例》宣传"),
    ],
)
def test_names_in_quotes_are_kept_in_what_is_counted(see, cell, named):
    context, passage = see(cell)
    found = find_statements(context, passage)
    assert "\\x00" not in repr(found)
    assert any(named in statement.subject for statement in found)
