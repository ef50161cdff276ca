"""Sentences longer than any that officials write are left out, all others are kept whole."""

import pytest

from extractor.language.grammar.clauses import LONGEST_SENTENCE, find_readable

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
    ],
)
def test_readable_stretches(text, stretches):
    assert [text[start:end] for start, end in find_readable(text)] == stretches
