"""In: the body of a Word file. Out: its paragraphs with printed numbers, its tables and remarks, in order.

Revisions are read as accepted, and counted; a contents page is left out; a text box stands where it is anchored.
Not handled: equations beyond their letters, comments, what is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol
from xml.etree import ElementTree as ET

import msgspec

from extractor.model.problem import Severity
from extractor.read.flow import Block, Inset, Remark
from extractor.read.formats.archive import local_name, walk
from extractor.read.formats.split_titles import Paragraph
from extractor.read.formats.word.drawings import Box, Drawn, Embedded, Image, find_drawn
from extractor.read.formats.word.numbering import Numbering, child, get
from extractor.read.formats.word.tables import read_table
from extractor.read.policy import POLICY

SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "rt",
     "Fallback", "proofErr", "bookmarkStart", "bookmarkEnd", "commentReference"}
)  # fmt: skip
DRAWN = frozenset({"drawing", "pict", "object"})
SYMBOLS = {"F0A8": "□", "F06F": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√", "F0D8": "➢", "F06C": "●"}
TWIPS = 20.0
"""Word's lengths are twentieths of a point"""
CONTENTS_HEAD = re.compile(r"目\s*[录次]$")
CONTENTS_ENTRY = re.compile(r"\S(?:\s+|[\s.．·…]{2,})\d{1,3}\s*$")
"""（一）压缩开办时间 …… 2"""
CONTENTS_STYLE = re.compile(r"toc \d|index \d|目录", re.IGNORECASE)
REVISIONS = frozenset({"ins", "del", "moveFrom", "moveTo"})


class WordStyles(msgspec.Struct):
    """What paragraph styles say: type sizes ("" for the default), and which of them set a contents page."""

    sizes: dict[str, float] = msgspec.field(default_factory=dict)
    contents: set[str] = msgspec.field(default_factory=set)


class PartLoader(Protocol):
    """Who finds the files that a text only refers to."""

    def load_image(self, image: Image) -> Inset | Remark:
        """Return what a picture holds, or the remark that it was not read."""
        ...

    def load_file(self, relation: str | None, name: str) -> Inset | Remark:
        """Return what a file set into the text holds, or the remark that it was not read."""
        ...


class BlockReader:
    """Reads paragraphs and tables out of Word's XML; `loader` gives what pictures and files within hold, or why not."""

    def __init__(self, numbering: Numbering, styles: WordStyles, loader: PartLoader) -> None:
        self.numbering = numbering
        self.styles = styles
        self.loader = loader
        self.revisions = 0
        self.contents = 0
        self._in_contents = False
        self._drawn: list[Drawn] = []
        self._held: tuple[str, str] | None = None  # number and words of a paragraph whose end a revision deletes
        self._last = ""

    def read_blocks(self, parent: ET.Element, *, in_cell: bool = False) -> Iterator[Block]:
        """Yield what stands below `parent` in order."""
        for element in parent:
            name = local_name(element)
            if name == "p":
                yield from self._read_paragraph(element, in_cell=in_cell)
            elif name == "tbl":
                yield from read_table(self, element)
            elif name == "sdt" and _is_contents(element):
                self.contents += 1
            elif name == "altChunk":
                yield self.loader.load_file(next(iter(element.attrib.values()), None), "altChunk")
            elif name in REVISIONS:
                self.revisions += 1
                if name in {"ins", "moveTo"}:
                    yield from self.read_blocks(element, in_cell=in_cell)
            elif name not in SKIPPED and name not in DRAWN:  # sdt, customXml and the like hold blocks
                yield from self.read_blocks(element, in_cell=in_cell)

    def _read_paragraph(self, element: ET.Element, *, in_cell: bool) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = get(child(properties, "pStyle"), "val") or ""
        self._drawn = []
        words = "".join(self._words(element))
        drawn = self._drawn
        number = self._number(properties, style)
        if self._held is not None:
            number, words, self._held = self._held[0], self._held[1] + words, None
        if child(properties, "rPr", "del") is not None and not in_cell:
            self.revisions += 1
            self._held = number, words
            return
        if self._is_contents_line(element, style, words):
            self.contents += 1
            return
        yield from self._read_drawn([item for item in drawn if isinstance(item, Box) and item.above])
        if words.strip() or (in_cell and number):
            yield from self._lines(element, properties, style, number, words)
        elif not drawn:
            yield Paragraph("")
        yield from self._read_drawn([item for item in drawn if not (isinstance(item, Box) and item.above)])

    def _lines(
        self, element: ET.Element, properties: ET.Element | None, style: str, number: str, words: str
    ) -> Iterator[Paragraph]:
        centred = get(child(properties, "jc"), "val") in {"center", "distribute"}
        size = self._size(element, style)
        indent = _indent(properties, size)
        if centred:
            words = words.replace("\n", "")
        for index, line in enumerate(words.split("\n")):
            yield Paragraph((number if index == 0 else "") + line.strip(), size, indent, centred)

    def _read_drawn(self, drawn: list[Drawn]) -> Iterator[Block]:
        for item in drawn:
            if isinstance(item, Box):
                yield from self.read_blocks(item.content)
            elif isinstance(item, Embedded):
                yield self.loader.load_file(item.relation, item.program)
            elif min(item.width or POLICY.least_picture, item.height or POLICY.least_picture) >= POLICY.least_picture:
                yield self.loader.load_image(item)

    def _is_contents_line(self, element: ET.Element, style: str, words: str) -> bool:
        """Tell whether a paragraph belongs to a contents page: by its style, its page reference, or its heading."""
        if style in self.styles.contents:
            return True
        codes = [code.text or "" for code in walk(element, "instrText")]
        if any("PAGEREF" in code or code.strip().startswith("TOC ") for code in codes):
            return True
        headed = bool(CONTENTS_HEAD.match(words.strip()))
        if words.strip():  # typed by hand: what ends in a page number below the heading
            self._in_contents = headed or (self._in_contents and bool(CONTENTS_ENTRY.search(words)))
            return self._in_contents
        return False

    def _number(self, properties: ET.Element | None, style: str) -> str:
        own = child(properties, "numPr")
        num_id, depth = self.numbering.styles.get(style, (None, 0))
        own_id, own_depth = get(child(own, "numId"), "val"), get(child(own, "ilvl"), "val")
        num_id = own_id if own_id is not None else num_id
        if not num_id or num_id == "0":
            return ""
        return self.numbering.next_number(num_id, int(own_depth) if own_depth and own_depth.isdigit() else depth)

    def _size(self, element: ET.Element, style: str) -> float:
        for run in walk(element, "r"):
            size = half_points(child(run, "rPr", "sz"))
            if size:
                return size
        return self.styles.sizes.get(style) or self.styles.sizes.get("", 10.0)

    def _words(self, element: ET.Element) -> Iterator[str]:
        """Yield the printed words below `element`; a line break is a new line, a tab a blank."""
        for item in element:
            name = local_name(item)
            if name == "t":
                yield item.text or ""
            elif name in {"tab", "ptab"}:
                yield " "
            elif name in {"br", "cr"}:
                yield "" if get(item, "type") in {"page", "column"} else "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield SYMBOLS.get((get(item, "char") or "").upper(), "")
            elif name in DRAWN:
                self._drawn.extend(find_drawn(item))
            elif name == "r" and child(item, "rPr", "vanish") is not None:
                continue
            else:
                self.revisions += name in REVISIONS
                if name not in SKIPPED:
                    yield from self._words(item)


def open_revisions(count: int) -> Remark:
    """Return the remark that the file has revisions that nobody has accepted or refused yet."""
    return Remark(
        "open-revisions",
        Severity.WARNING,
        f"文件里有 {count} 处修订尚未接受或拒绝，此处按全部接受后的文字读取；请核对是否为定稿",
        f"The file holds {count} tracked changes that were neither accepted nor rejected; read as accepted",
    )


def contents_left_out(count: int) -> Remark:
    """Return the remark that a contents page was left out."""
    return Remark(
        "contents-left-out",
        Severity.NOTE,
        f"目录（{count} 行或块）没有作为正文读入",
        f"The contents page ({count} entries) was not read as text",
    )


def half_points(element: ET.Element | None) -> float | None:
    """Return a type size, which Word counts in half points."""
    value = get(element, "val")
    return int(value) / 2 if value and value.isdigit() and len(value) < 6 else None


def _is_contents(control: ET.Element) -> bool:
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return get(gallery, "val") == "Table of Contents"


def _indent(properties: ET.Element | None, size: float) -> float:
    """Return how far the first line stands in, in points."""
    indent = child(properties, "ind")
    characters, twips = get(indent, "firstLineChars"), get(indent, "firstLine")
    if characters and characters.isdigit() and len(characters) < 8:
        return round(int(characters) / 100 * size, 1)
    return round(int(twips) / TWIPS, 1) if twips and twips.isdigit() and len(twips) < 8 else 0.0
