"""In: a `Document` whose bytes are text (or Markdown). Out: `Source` with the exact text and its lines.

Read as UTF-8 with or without BOM, UTF-16, or GB18030; the text is what the bytes say, new lines included.
Not handled: other encodings (Big5, Shift_JIS), which come out as GB18030 with a problem or are refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from extractor.errors import UnreadableDocumentError
from extractor.model.document import Document, Line, Source
from extractor.model.place import Place
from extractor.model.problem import Problem, Severity

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
REPLACEMENT = "\ufffd"
ZEROS = re.compile("\x00+")
UNREADABLE = re.compile("[\ufffd\x00]+")
PRINT = re.compile(r"[^\s\ufeff\u200b]")
CONTROLS = {chr(code) for code in range(32)} - set("\t\n\r\f\v\x1c\x1d\x1e\x1f\x00")


@dataclass(frozen=True, slots=True)
class TextPolicy:
    """Limits for plain text: most bytes, the largest share of unreadable characters, and most problems told."""

    max_bytes: int = 20_000_000
    max_damage: float = 0.02
    max_problems: int = 50


POLICY = TextPolicy()


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
    return Source(
        document=document,
        media_type="text/plain",
        how=f"text/{encoding}",
        text=text,
        lines=find_lines(text),
        problems=_find_damage(text),
    )


def decode(content: bytes, name: str) -> tuple[str, str]:
    r"""Return the text and the encoding it was read in; raise UnreadableDocumentError for what is no text.

    >>> decode("\ufeff郏县".encode("utf-16-le"), "a.txt"), decode("郏县".encode("gb18030"), "a.txt")
    (('郏县', 'utf-16-le'), ('郏县', 'gb18030'))
    """
    text, encoding = _decode_marked(content) or _decode_unmarked(content)
    damage = text.count(REPLACEMENT) + len(ZEROS.findall(text)) + sum(text.count(mark) for mark in CONTROLS)
    if damage > POLICY.max_damage * len(text) + 1:
        raise UnreadableDocumentError(
            f"{name}: 内容不是文本（{damage} 处无法识别的字节）",
            hint="请确认扩展名与内容相符；支持 UTF-8、UTF-16、GB18030 文本",
        )
    return text, encoding


def _decode_marked(content: bytes) -> tuple[str, str] | None:
    """Return the text of bytes that tell their encoding themselves, by a mark or as UTF-16 does."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), encoding
    wide = _guess_wide(content)
    return (content.decode(wide, errors="replace"), wide) if wide else None


def _decode_unmarked(content: bytes) -> tuple[str, str]:
    """Return the text in the first encoding that reads nearly all of it, else in the one that reads most."""
    best: tuple[int, str, str] | None = None
    for encoding in ("utf-8", "gb18030"):
        text = content.decode(encoding, errors="replace")
        damage = text.count(REPLACEMENT)
        if best is None or damage < best[0]:
            best = (damage, text, encoding)
        if damage <= POLICY.max_damage * len(text):
            break
    return (best[1], best[2]) if best else ("", "utf-8")


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


def _guess_wide(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by its new lines: every other byte of an ASCII sign is zero."""
    if len(content) % 2 or b"\x00" not in content or _is_padded(content):
        return None
    for encoding, newline in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if content.count(newline) and REPLACEMENT not in content.decode(encoding, errors="replace"):
            return encoding
    return None


def _is_padded(content: bytes) -> bool:
    """Tell UTF-8 with stray zero bytes, which a file system or a form left behind, from wide text."""
    if content.count(0) > 0.3 * len(content):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


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
