"""In: the element of a page that holds the document. Out: its paragraphs, tables, pictures and remarks, in order.

Words gather until a block ends. Not handled: what only a style sheet outside of the page says.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from extractor.read.flow import Block, FlowTable
from extractor.read.formats.pictures import PictureReader
from extractor.read.formats.split_titles import Paragraph
from extractor.read.formats.web.lists import number_items
from extractor.read.formats.web.tables import build_table, is_layout, is_table, own_rows
from extractor.read.policy import POLICY

BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "center",
     "blockquote", "pre", "hr", "caption", "figure", "figcaption", "main", "header", "footer", "body", "tr", "td", "th",
     "tbody", "thead", "tfoot", "form", "fieldset", "address"}
)  # fmt: skip
HEADINGS = {"h1": 24.0, "h2": 18.0, "h3": 15.0}
SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(pt|px)", re.IGNORECASE)
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
INDENT = re.compile(r"text-indent\s*:\s*([\d.]+)\s*(em|pt|px)", re.IGNORECASE)
SPAN = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?\s*px", re.IGNORECASE)
LENGTH = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$")
ORNAMENT = re.compile(r"icon|logo|emot|blank|space|line\.|dot\.|arrow|ewm|qr|erweima|/skin/|share|print", re.IGNORECASE)
PRINTED_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
"""where the line ends of the page's source are those of the text"""
DATA = re.compile(r"data:image/[\w.+-]+(;base64)?,", re.IGNORECASE)
BASE = 12.0
PIXEL = 0.75
"""a pixel of a page is three quarters of a point"""


class Walker:
    """Turns elements into blocks."""

    def __init__(self, pictures: PictureReader, name: str, depth: int = 0, *, lined: bool = False) -> None:
        self.words: list[str] = []
        self.lined = lined
        self.pictures = pictures
        self.name = name
        self.depth = depth

    def walk(self, node: Any) -> Iterator[Block]:
        """Yield the blocks of an element."""
        if node.tag != "table" and is_table(node):
            yield from self._walk_table(node)
            return
        self.lined = self.lined or _keeps_lines(node)
        yield from self._walk_children(node, self._look(node, Paragraph("")))
        yield from self._flush(self._look(node, Paragraph("")), last=True)

    def inside(self) -> Walker:
        """Return a walker for a part of its own, such as a cell."""
        return Walker(self.pictures, self.name, self.depth + 1, lined=self.lined)

    def _walk_children(self, node: Any, look: Paragraph) -> Iterator[Block]:
        numbers = number_items(node) if node.tag in {"ol", "ul"} else {}
        for item in node.iter(include_text=True):
            if item.is_text_node:
                yield from self._read_text(item.text_content or "", look)
            elif not item.is_element_node:
                continue
            elif item.tag == "br":
                yield from self._flush(look)
            elif is_table(item):
                yield from self._flush(look)
                yield from self._walk_table(item)
            elif item.tag == "img":
                yield from self._read_picture(item, look)
            elif item.tag in BLOCKS:
                yield from self._flush(look)
                inner, lined = self._look(item, look), self.lined
                self.words.append(numbers.get(item.mem_id, ""))
                self.lined = lined or _keeps_lines(item)
                yield from self._walk_children(item, inner)
                yield from self._flush(inner)
                self.lined = lined
            else:
                size = _size(item)
                if size is not None:
                    look = Paragraph("", size, look.indent, look.centred)
                yield from self._walk_children(item, look)

    def _read_text(self, words: str, look: Paragraph) -> Iterator[Block]:
        first, *others = words.split("\n") if self.lined else [words]
        self.words.append(first)
        for line in others:
            yield from self._flush(look)
            self.words.append(line)

    def _flush(self, look: Paragraph, *, last: bool = False) -> Iterator[Paragraph]:
        printed = "".join(self.words)
        text = " ".join(printed.split())
        if text and not last and (number := NUMBER_ONLY.fullmatch(printed)):
            self.words = [number.group()]  # a number waits for the paragraph within its item
            return
        self.words = []
        if text:
            lead = len(printed) - len(printed.lstrip())
            indent = look.indent or (BASE * printed[:lead].count("\u3000") if lead else 0.0)
            yield Paragraph(text, look.size, indent, look.centred)

    def _look(self, node: Any, outer: Paragraph) -> Paragraph:
        marks = node.attributes
        style = marks.get("style") or ""
        aligned = (marks.get("align") or "").lower()
        centred = bool(CENTRED.search(style)) or aligned == "center" or node.tag in {"center", "h1", "caption"}
        if not centred and "text-align" not in style and not aligned:
            centred = outer.centred
        indent = INDENT.search(style)
        size = _size(node) or HEADINGS.get(node.tag) or _inner_size(node) or outer.size
        length = None if indent is None else _points(indent, size or BASE)
        return Paragraph("", size, length if length is not None else outer.indent, centred)

    def _walk_table(self, node: Any) -> Iterator[Block]:
        caption = node.css_first("caption")
        if caption is not None and caption.parent == node:
            yield from self.inside().walk(caption)
        rows = own_rows(node)
        if is_layout(rows):
            for row in rows:
                for cell in row:
                    yield from self.inside().walk(cell)
            return
        table = build_table(rows, lambda cell: list(self.inside().walk(cell)), self.name)
        if isinstance(table, FlowTable) and table.cells:
            yield table

    def _read_picture(self, node: Any, look: Paragraph) -> Iterator[Block]:
        marks = node.attributes
        source = marks.get("src") or ""
        sizes = [int(match[1]) for match in SPAN.finditer(marks.get("style") or "")]
        sizes += [int(match[1]) for name in ("width", "height") if (match := LENGTH.match(marks.get(name) or ""))]
        if min(sizes, default=1000) * PIXEL < POLICY.least_picture or ORNAMENT.search(source[:200]):
            return
        yield from self._flush(look)
        label = " ".join((marks.get("alt") or marks.get("title") or "").split())
        yield self.pictures.read(_inline(source), label or source.rpartition("/")[2][:40] * (not DATA.match(source)))


NUMBER_ONLY = re.compile(r"(?:[一二三四五六七八九十]{1,4}[、）]|（[一二三四五六七八九十\d]{1,4}）|\w{1,6}[.）] )")


def _keeps_lines(node: Any) -> bool:
    return node.tag == "pre" or PRINTED_LINES.search(node.attributes.get("style") or "") is not None


def _inline(source: str) -> bytes | None:
    """Return the bytes of a picture that stands in the page itself."""
    match = DATA.match(source)
    if match is None:
        return None
    try:
        return base64.b64decode(source[match.end() :]) if match[1] else unquote_to_bytes(source[match.end() :])
    except (binascii.Error, ValueError):
        return None


def _size(node: Any) -> float | None:
    match = SIZE.search(node.attributes.get("style") or "")
    return None if match is None else _points(match, BASE)


def _inner_size(node: Any) -> float | None:
    """Return the type size that the first inline element of a paragraph gives it."""
    if node.tag not in {"p", "div", "center"}:
        return None
    first = next((item for item in node.iter() if item.tag in {"span", "font", "strong", "b"}), None)
    return None if first is None else _size(first)


def _points(match: re.Match[str], size: float) -> float:
    value = float(match.group(1)) if match.group(1).count(".") < 2 and match.group(1) != "." else 0.0
    factor = {"pt": 1.0, "px": PIXEL, "em": size}[match.group(2).lower()]
    return round(min(value, 1000.0) * factor, 1)
