"""Statements of whole cells."""

import pytest

from extractor.language.clauses import LONGEST_SENTENCE
from extractor.parse.scoring.statements import find_statements


@pytest.mark.parametrize("before", ["", "完成任务的得5分。"])
@pytest.mark.parametrize("after", ["", "。每少1次扣1分。"])
def test_a_sentence_longer_than_any_is_told_and_the_others_are_read(see, before, after):
    context, passage = see(f"{before}{'每1条扣1分' * LONGEST_SENTENCE}{after}")
    found = find_statements(context, passage)
    unread = [one for one in found if one.unread]
    assert [(one.start, one.end) for one in unread] == [(len(before), len(passage.text) - len(after))]
    assert len(found) == 1 + bool(before) + bool(after)
