"""In: a `Document` whose bytes are a web page. Out: its `Source`: the document's paragraphs and tables, nothing around.

The page is parsed as browsers parse it (Lexbor); nothing that it links to is fetched. Numbers of ordered lists are
printed. Not handled: pages made by scripts, pictures, frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableDocumentError
from extractor.model.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.flow import Table, lay_blocks
from extractor.read.formats.html_main_content import clean_page, find_content, find_fields, find_title, words
from extractor.read.formats.split_titles import Paragraph
from extractor.read.formats.word.numbering import write_number
from extractor.read.plain import decode
from extractor.read.policy import POLICY
from extractor.read.source_builder import LaidCell, Run

MAX_BYTES = 20_000_000
MAX_DEPTH = 400
"""elements nested deeper than this are an attack: parsing takes time in the square of the depth"""
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*(gb2312|gbk|gb18030|utf-?8|big5)""", re.IGNORECASE)
TAG = re.compile(
    r"<(/?)(div|span|font|b|i|u|em|strong|table|section|article|blockquote|ul|ol|dl|center|form|small|sup|sub)\b",
    re.IGNORECASE,
)
BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "center",
     "blockquote", "pre", "hr", "caption", "figure", "figcaption", "main", "header", "footer", "body", "tr", "td", "th",
     "tbody", "thead", "tfoot", "form", "fieldset", "address"}
)  # fmt: skip
HEADINGS = {"h1": 24.0, "h2": 18.0, "h3": 15.0}
SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(pt|px)", re.IGNORECASE)
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
INDENT = re.compile(r"text-indent\s*:\s*([\d.]+)\s*(em|pt|px)", re.IGNORECASE)
LIST_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BASE = 12.0


def read_html(document: Document) -> Source:
    """Return the document that a web page shows.

    Raises UnreadableDocumentError where the page is empty, too large or nested beyond measure.
    """
    from selectolax.lexbor import LexborHTMLParser

    text = _decode(document)
    _check_depth(text, document.name)
    root = LexborHTMLParser(text).root
    title_source = LexborHTMLParser(text).root  # headings and fields are looked for before anything is thrown out
    if root is not None:
        clean_page(root)
    if root is None or not words(root):
        raise UnreadableDocumentError(f"{document.name}: 网页里没有文字", hint="请在浏览器中打开后另存完整网页")
    body = root.css_first("body") or root
    content = find_content(body)
    blocks: list[Paragraph | Table] = []
    title = find_title(title_source, content)
    if title:
        blocks.append(Paragraph(title, HEADINGS["h1"], centred=True))
    blocks.extend(Paragraph(line) for line in find_fields(title_source, content))
    blocks.extend(_Walker().walk(content))
    layer = lay_blocks(blocks)
    if not layer.lines:
        layer.add_problem("no-text", Severity.ERROR, "网页里没有正文", "There is no text in the page")
    return layer.build(document, "text/html", "html", None)


def _decode(document: Document) -> str:
    content = document.content
    if len(content) > MAX_BYTES:
        raise UnreadableDocumentError(
            f"{document.name}: 网页有 {len(content) / 1e6:.0f} MB，超过 {MAX_BYTES / 1e6:.0f} MB 的上限",
            hint="请只保存方案所在的页面",
        )
    named = CHARSET.search(content[:4096])
    if named and named.group(1).lower().startswith(b"gb"):
        return content.decode("gb18030", errors="replace")
    if named and named.group(1).lower() == b"big5":
        return content.decode("big5", errors="replace")
    return decode(content, document.name)[0]


def _check_depth(text: str, name: str) -> None:
    depth: dict[str, int] = {}
    total = 0
    for match in TAG.finditer(text):
        tag, step = match.group(2).lower(), -1 if match.group(1) else 1
        if step < 0 and not depth.get(tag):
            continue
        depth[tag] = depth.get(tag, 0) + step
        total += step
        if total > MAX_DEPTH:
            raise UnreadableDocumentError(
                f"{name}: 网页的元素嵌套超过 {MAX_DEPTH} 层", hint="请在浏览器中打开，把正文另存为文本或 Word 文件"
            )


class _Walker:
    """Turns elements into paragraphs and tables; words gather until a block ends."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def walk(self, node: Any) -> Iterator[Paragraph | Table]:
        """Yield the blocks of an element."""
        yield from self._walk_children(node, self._look(node, Paragraph("")))
        yield from self._flush(self._look(node, Paragraph("")))

    def _walk_children(self, node: Any, look: Paragraph) -> Iterator[Paragraph | Table]:
        number = _list_start(node)
        for item in node.iter(include_text=True):
            if item.is_text_node:
                self.words.append(item.text_content or "")
            elif not item.is_element_node:
                continue
            elif item.tag == "br":
                yield from self._flush(look)
            elif item.tag == "table":
                yield from self._flush(look)
                yield from self._walk_table(item)
            elif item.tag in BLOCKS:
                yield from self._flush(look)
                inner = self._look(item, look)
                if item.tag == "li" and node.tag == "ol":
                    number = _whole(item.attributes.get("value"), number)
                    style = LIST_STYLES.get(node.attributes.get("type") or "1", "decimal")
                    self.words.append(f"{write_number(number, style)}. ")
                    number += 1
                yield from self._walk_children(item, inner)
                yield from self._flush(inner)
            else:
                size = _size(item)
                if size is not None:
                    look = Paragraph("", size, look.indent, look.centred)
                yield from self._walk_children(item, look)

    def _flush(self, look: Paragraph) -> Iterator[Paragraph]:
        printed = "".join(self.words)
        self.words = []
        text = " ".join(printed.split())
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

    def _walk_table(self, node: Any) -> Iterator[Paragraph | Table]:
        caption = node.css_first("caption")
        if caption is not None:
            yield from _Walker().walk(caption)
        rows = _own_rows(node)
        if _is_layout(rows):
            for row in rows:
                for cell in row:
                    yield from _Walker().walk(cell)
            return
        table = _build_table(rows)
        if table.cells:
            yield table


def _own_rows(table: Any) -> list[list[Any]]:
    """Return the cells of a table's own rows, those of tables inside it left out."""
    rows: list[list[Any]] = []
    for part in table.iter():
        for row in part.iter() if part.tag in {"thead", "tbody", "tfoot"} else [part]:
            cells = [cell for cell in row.iter() if cell.tag in {"td", "th"}] if row.tag == "tr" else []
            if cells:
                rows.append(cells)
    return rows


def _is_layout(rows: list[list[Any]]) -> bool:
    """Tell whether a table only places blocks on the page: one column, or tables within its cells."""
    return all(len(row) < 2 for row in rows) or any(cell.css_first("table") for row in rows for cell in row)


def _build_table(rows: list[list[Any]]) -> Table:
    table = Table(columns=0, rows=len(rows))
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            wide = min(max(_whole(cell.attributes.get("colspan"), 1), 1), POLICY.max_span)
            asked = _whole(cell.attributes.get("rowspan"), 1)
            tall = min(asked if asked > 0 else len(rows), len(rows) - row, POLICY.max_span)
            blocks = [block for block in _Walker().walk(cell) if isinstance(block, Paragraph)]
            runs = tuple(Run(block.text, size=block.size) for block in blocks)
            table.cells.append(LaidCell(row, column, runs, tall, wide, apart=True))
            taken.update((row + down, column + right) for down in range(tall) for right in range(wide))
            column += wide
            table.columns = max(table.columns, column)
    return table


def _list_start(node: Any) -> int:
    return _whole(node.attributes.get("start"), 1) if node.tag == "ol" else 1


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdigit() and len(text) < 7 else default


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
    factor = {"pt": 1.0, "px": 0.75, "em": size}[match.group(2).lower()]
    return round(min(value, 1000.0) * factor, 1)
