"""In: bytes that are text. Out: the text and the encoding it was read in; and a problem where it is garbled.

Bytes speak before declarations: a byte order mark decides; what is valid UTF-8 and Chinese was never written in GBK;
GB18030 and Big5 are told apart by which characters come out, common or rare. Not handled: Shift_JIS, EUC-KR.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import msgspec

from extractor.errors import UnreadableDocumentError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
REPLACEMENT = "\ufffd"
ZEROS = re.compile("\x00+")
CONTROLS = {chr(code) for code in range(32)} - set("\t\n\r\f\v\x1c\x1d\x1e\x1f\x00")
WIDE_MARKUP = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
CHINESE = re.compile("[\u4e00-\u9fff]")
PAIRS = re.compile(rb"[\x81-\xfe][\x30-\xfe]")
SAMPLE = 40_000
"""bytes by which Big5 is told from GB18030"""


class TextPolicy(msgspec.Struct, frozen=True):
    """Limits for text: most bytes, the largest share of unreadable characters, and most problems told."""

    max_bytes: int = 20_000_000
    max_characters: int = 1_000_000
    """the longest plan known has 120,000"""
    max_damage: float = 0.02
    max_damage_utf8: float = 0.3
    """text in another encoding is hardly ever valid UTF-8, so that UTF-8 is believed though much of it is damaged"""
    max_problems: int = 50
    common: float = 0.8
    """this share of a Chinese text's characters are common ones (level 1 of GB 2312, or of Big5)"""
    garbled: float = 0.9
    """a line of which this share turns into Chinese by undoing one wrong decoding was decoded wrongly"""


POLICY = TextPolicy()


def decode(content: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    r"""Return the text and the encoding it was read in; raise UnreadableDocumentError for what is no text.

    `declared` is what a page says of itself; it counts only where the bytes leave it open.

    >>> decode("\ufeff郏县".encode("utf-16-le"), "a.txt"), decode("郏县".encode("gb18030"), "a.txt")
    (('郏县', 'utf-16-le'), ('郏县', 'gb18030'))
    >>> decode("责任单位：县财政局".encode(), "a.html", "gb2312")[1]
    'utf-8'
    """
    text, encoding = _decode_marked(content) or _decode_unmarked(content, declared)
    damage = text.count(REPLACEMENT) + len(ZEROS.findall(text)) + sum(text.count(mark) for mark in CONTROLS)
    if damage > POLICY.max_damage * len(text) + 1:
        raise UnreadableDocumentError(
            f"{name}: 内容不是文本（{damage} 处无法识别的字节）",
            hint="请确认扩展名与内容相符；支持 UTF-8、UTF-16、GB18030、Big5 文本",
        )
    return text, encoding


def looks_garbled(text: str) -> str | None:
    """Return a line that was decoded wrongly before it came here, None where there is none.

    A page saved anew by a careless script holds UTF-8 that was read as GBK: 鎵撳ソ钃濆ぉ for 打好蓝天.

    >>> looks_garbled("打好蓝天保卫战和碧水保卫战".encode().decode("gbk", "ignore")), looks_garbled("打好蓝天保卫战")
    ('鎵撳ソ钃濆ぉ淇濆崼鎴樺拰纰ф按淇濆崼鎴', None)
    """
    for line in text[:SAMPLE].splitlines():
        if len(CHINESE.findall(line)) < 6:
            continue
        raw = line.encode("gb18030", "ignore")
        undone = raw.decode("utf-8", "ignore")
        if len(CHINESE.findall(undone)) > 3 and len(undone.encode("utf-8")) > POLICY.garbled * len(raw):
            return line.strip()
    return None


def _decode_marked(content: bytes) -> tuple[str, str] | None:
    """Return the text of bytes that tell their encoding themselves, by a mark or as UTF-16 does."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), encoding
    wide = _guess_wide(content)
    return (content.decode(wide, errors="replace"), wide) if wide else None


def _decode_unmarked(content: bytes, declared: str | None) -> tuple[str, str]:
    """Return the text in the first encoding that reads nearly all of it, else in the one that reads most."""
    best: tuple[int, str, str] | None = None
    for encoding in _list_encodings(content, declared):
        text = content.decode(encoding, errors="replace")
        damage = text.count(REPLACEMENT)
        if best is None or damage < best[0]:
            best = (damage, text, "big5" if encoding == "big5hkscs" else encoding)
        printed = sum(not character.isascii() for character in text) - damage if damage else 1
        if damage <= (POLICY.max_damage if encoding != "utf-8" else POLICY.max_damage_utf8) * printed:
            return text, "big5" if encoding == "big5hkscs" else encoding
    return (best[1], best[2]) if best else ("", "utf-8")


def _list_encodings(content: bytes, declared: str | None) -> Iterator[str]:
    """Yield the encodings to be tried; which of the older two comes first is only asked where UTF-8 does not fit."""
    yield "utf-8"
    yield from ("big5hkscs", "gb18030") if _is_big5(content, declared) else ("gb18030", "big5hkscs")


def _is_big5(content: bytes, declared: str | None) -> bool:
    """Tell Big5 from GB18030: the right reading gives common characters, the wrong one rare ones."""
    pairs = PAIRS.findall(content[:SAMPLE])
    if not pairs:
        return declared == "big5"
    gb = sum(0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs) / len(pairs)
    big5 = sum(0xA4 <= pair[0] <= 0xC6 and (0x40 <= pair[1] <= 0x7E or pair[1] >= 0xA1) for pair in pairs) / len(pairs)
    if declared == "big5":
        return bool(big5 >= gb or gb < POLICY.common)
    return bool(gb < POLICY.common - 0.2 and big5 > POLICY.common)


def _guess_wide(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by its new lines or tags: every other byte of an ASCII sign is zero."""
    if len(content) % 2 or b"\x00" not in content or _is_padded(content):
        return None
    for encoding, newline in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        marked = WIDE_MARKUP.get(content[:2]) == encoding
        if (content.count(newline) or marked) and REPLACEMENT not in content.decode(encoding, errors="replace"):
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
