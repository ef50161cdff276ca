"""In: a `Document` whose bytes are text (or Markdown). Out: `Source` with the exact text and its lines.

The text is what the bytes say, new lines included. Not handled: tables that only blanks set apart.
"""

from __future__ import annotations

import re
from itertools import islice

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Line, Source
from extractor.model.paper.place import Place
from extractor.model.problem import Problem, Severity
from extractor.read.encodings import POLICY, decode

UNREADABLE = re.compile("[\ufffd\x00]+")
PRINT = re.compile(r"[^\s\ufeff\u200b]")


def read_plain(document: Document) -> Source:
    """Return the text of `document` with its lines.

    Raises UnreadableDocumentError for an empty, binary or oversized file.
    """
    content = document.content
    if len(content) > POLICY.max_bytes:
        raise UnreadableDocumentError(
            f"{document.name}: 文本有 {len(content) / 1e6:.0f} MB，超过 {POLICY.max_bytes / 1e6:.0f} MB 的上限",
            hint="县级方案不会这么长；请确认文件，或把其中的方案拆成单独的文件",
        )
    text, encoding = decode(content, document.name)
    if not PRINT.search(text):
        raise UnreadableDocumentError(
            f"{document.name}: 文件是空的（{len(content)} 字节）", hint="请重新下载或另存该文件"
        )
    if len(text) > POLICY.max_characters:
        raise UnreadableDocumentError(
            f"{document.name}: 文本有 {len(text) / 1e4:.0f} 万字，超过 {POLICY.max_characters / 1e4:.0f} 万字的上限",
            hint="县级方案不会这么长；请把其中的方案拆成单独的文件",
        )
    return Source(
        document=document,
        media_type="text/plain",
        how=f"text/{encoding}",
        text=text,
        lines=find_lines(text),
        problems=_find_damage(text),
    )


def find_lines(text: str) -> tuple[Line, ...]:
    r"""Return the lines of `text`, without their line ends.

    >>> [(line.start, line.end) for line in find_lines("一\r\n二\n")]
    [(0, 1), (3, 4)]
    """
    lines, start = [], 0
    for printed in text.splitlines(keepends=True):
        lines.append(Line(start, start + len(printed.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"))))
        start += len(printed)
    return tuple(lines)


def _find_damage(text: str) -> tuple[Problem, ...]:
    """Return a problem for each run of characters that the encoding could not give."""
    return tuple(
        Problem(
            "read",
            "undecodable-bytes",
            Severity.WARNING,
            Place(match.start(), match.end()),
            "此处有无法识别的字节，原文可能缺字",
            "Bytes here could not be decoded; words may be missing",
        )
        for match in islice(UNREADABLE.finditer(text), POLICY.max_problems)
    )
