"""In: a line of the notation. Out: its tokens; what its names stand for; the error that tells a place in it.

Not handled: what the tokens make together (`parser`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.errors import ExtractorError
from extractor.rulebook.notation.words import ALSO

TOKEN = re.compile(
    r"""\s*(?:(?P<date>[0-9]{1,2}月[0-9]{1,2}日)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<label>\[[^\[\]]*\])"""
    r"""|(?P<text>"(?:[^"\\]|\\.)*")|(?P<sign>>=|<=|==|[≥≤><=＞＜＝×÷*/+＋\-－(（)）,，@]|且|或|非)|(?P<word>[^\W\d]\w*))"""
)
Token = tuple[str, str, int]
"""Its kind (date, number, label, text, sign, word), its words, and the character at which it starts."""


class NotationError(ExtractorError):
    """A line cannot be read; the message tells the place in it."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of a line stand for: inputs by name and by label, with their kind; the row's sentences in order.

    `kinds` holds "setting" for parameters. `parts` are tables and amounts that stand beside the line under a name.
    """

    kinds: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    rules: Sequence[str] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)


def cut_tokens(line: str) -> list[Token]:
    """Return the tokens of a line; raises NotationError where a character belongs to none.

    >>> [words for _, words, _ in cut_tokens("min（4， [篇数] × 0.5）")]
    ['min', '(', '4', ',', '[篇数]', '*', '0.5', ')']
    """
    tokens: list[Token] = []
    position = 0
    while line[position:].strip():
        match = TOKEN.match(line, position)
        if match is None:
            shown = line[position : position + 8].strip()
            raise NotationError(f"第{position + 1}个字符起“{shown}”读不懂", hint="见说明中的写法")
        kind = match.lastgroup or ""
        words = match.group(kind)
        tokens.append((kind, ALSO.get(words, words) if kind == "sign" else words, match.start(kind)))
        position = match.end()
    return tokens


def find_nearest(name: str, names: Names) -> str:
    """Return the known name that is nearest to one that is not, in words; empty where none is near."""
    from rapidfuzz import process

    found = process.extractOne(name, [*names.labels, *names.kinds, *names.parts])
    return f"，最接近的是“{found[0]}”" if found and found[1] >= 40 else ""
