"""Sentences longer than any that officials write are left out, all others are kept whole."""

import pytest

from extractor.language.grammar.clauses import LONGEST_SENTENCE, find_readable, split_clauses

LONG = "按" * (LONGEST_SENTENCE + 1)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("", [""]),
        ("月报;季报。", ["月报;季报。"]),
        ("月报。" * LONGEST_SENTENCE, ["月报。" * LONGEST_SENTENCE]),
        (LONG[1:], [LONG[1:]]),
        (LONG, []),
        (f"月报。{LONG}。季报", ["月报。", "。季报"]),
        (f"{LONG}。季报;{LONG}", ["。季报;"]),
        (f"月报。{LONG[1:]}。季报", [f"月报。{LONG[1:]}。季报"]),
    ],
)
def test_readable_stretches(text, stretches):
    assert [text[start:end] for start, end in find_readable(text)] == stretches


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("完成投资12,500万元,新建5个", ["完成投资12,500万元", "新建5个"]),
        ("完成5,100户改造", ["完成5,100户改造"]),
        ("第5,10条", ["第5", "10条"]),
        ("到2025,1000户", ["到2025", "1000户"]),
        ("目标:每年2次。", ["目标", "每年2次"]),
    ],
)
def test_clauses(text, clauses):
    assert [text[start:end] for start, end in split_clauses(text)] == clauses
