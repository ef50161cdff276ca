"""In: paragraphs of formats without printed lines (Word, HTML). Out: the same, titles set over two paragraphs joined.

Typists break a long title into centred paragraphs of one size (国务院关于促进综合保税区 / 高水平开放…的若干意见).
Not handled: titles that are not centred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractor.language.needs import compile_late

SENTENCE = compile_late(r"[。；：:]$")
# 附件1 / 成政办字〔2022〕10号 / 路桥区卫生局文件 / 2022年3月30日 / （满分100分）: what is no part of a title
STANDS_ALONE = compile_late(
    r"附\s*件|.{0,20}[〔\[(（]\d{4}[〕\])）].{0,6}号$|.{2,30}文件$|\d{4}\s*年\s*\d{1,2}\s*月|签发人|[(（].{0,20}[)）]$"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words, type size and first-line indent in points, and whether it is centred."""

    text: str
    size: float | None = None
    indent: float | None = None
    centred: bool = False


def join_titles(paragraphs: Iterable[Paragraph], body: float) -> Iterator[Paragraph]:
    """Yield the paragraphs; centred ones that follow each other in one size larger than `body` become one.

    >>> lines = [Paragraph("关于促进综合保税区", 18, centred=True), Paragraph("开放的若干意见", 18, centred=True)]
    >>> [paragraph.text for paragraph in join_titles(lines, 12)]
    ['关于促进综合保税区开放的若干意见']
    """
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and _belongs(held, paragraph, body):
            held = replace(held, text=held.text + paragraph.text)
            continue
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held


def stands_alone(text: str) -> bool:
    """Tell whether a centred line is no part of a title: a document number, a date, a letterhead, a remark.

    >>> stands_alone("成政办字〔2022〕10号"), stands_alone("成武县创建省社会信用体系建设典型城市实施方案")
    (True, False)
    """
    return bool(STANDS_ALONE.match(text.strip()))


def _belongs(held: Paragraph, paragraph: Paragraph, body: float) -> bool:
    large = bool(held.centred and paragraph.centred and held.size is not None and held.size > body)
    whole = not held.text or not paragraph.text or SENTENCE.search(held.text)
    alone = stands_alone(held.text) or stands_alone(paragraph.text)
    return large and held.size == paragraph.size and not whole and not alone
