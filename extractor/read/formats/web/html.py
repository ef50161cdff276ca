"""In: a `Document` whose bytes are a web page. Out: its `Source`: the document on the page, without the site around it.

Not handled: pages whose words a script loads; the other pages of a document that is shown page by page, which is told.
"""

from __future__ import annotations

import re

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.encodings import decode
from extractor.read.flow import Block, Remark, count_blocks, lay_blocks
from extractor.read.formats.pictures import PictureReader
from extractor.read.formats.split_titles import Paragraph
from extractor.read.formats.web.leftovers import find_attachments, find_frames, find_other_pages
from extractor.read.formats.web.main_content import (
    clean_page,
    find_content,
    find_fields,
    find_signature,
    find_title,
    words,
)
from extractor.read.formats.web.style_rules import apply_sheets
from extractor.read.formats.web.walker import HEADINGS, Walker
from extractor.read.policy import POLICY

MAX_BYTES = 20_000_000
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*(gb2312|gbk|gb18030|utf-?8|big5)""", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
UNCLOSED = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "param",
     "p", "li", "td", "th", "tr", "dd", "dt", "option", "optgroup", "tbody", "thead", "tfoot", "colgroup", "html",
     "head", "body", "a", "button", "nobr", "rb", "rt", "rp", "h1", "h2", "h3", "h4", "h5", "h6"}
)  # fmt: skip
"""elements that have no end tag, or whose end the next one implies: leaving it out nests nothing"""


def read_html(document: Document) -> Source:
    """Return the document that a web page shows.

    Raises UnreadableDocumentError where the page is empty, too large or nested beyond measure.
    """
    from selectolax.lexbor import LexborHTMLParser

    text = _decode(document)
    _check_size(text, document.name)
    root = LexborHTMLParser(text).root
    whole = LexborHTMLParser(text).root  # headings, fields and pages are looked for before anything is thrown out
    if root is not None:
        apply_sheets(root)
        clean_page(root)
    if root is None or not (words(root) or root.css_first("img")):
        raise UnreadableDocumentError(f"{document.name}: 网页里没有文字", hint="请在浏览器中打开后另存完整网页")
    content = find_content(root.css_first("body") or root)
    blocks: list[Block] = []
    title = find_title(whole, content)
    if title:
        blocks.append(Paragraph(title, HEADINGS["h1"], centred=True))
    blocks.extend(Paragraph(line) for line in find_fields(whole, content))
    walker = Walker(PictureReader(document.name), document.name)
    blocks.extend(count_blocks(walker.walk(content), document.name))
    for signature in find_signature(content):
        blocks.extend(walker.walk(signature))
    remarks: list[Remark] = [*find_other_pages(whole), *find_attachments(whole, content)]
    remarks += find_frames(whole, len(words(content)))
    layer = lay_blocks([*blocks, *remarks])
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
    named = CHARSET.search(content)
    return decode(content, document.name, named.group(1).decode().lower() if named else None)[0]


def _check_size(text: str, name: str) -> None:
    """Refuse a page of too many or too deeply nested elements before it is parsed."""
    if text.count("<") > POLICY.max_marks:
        raise UnreadableDocumentError(
            f"{name}: 网页有超过 {POLICY.max_marks // 10_000} 万个标记",
            hint="请只存方案所在的页面",
        )
    depth: dict[str, int] = {}
    total = 0
    for match in TAG.finditer(text):
        tag, step = match.group(2).lower(), -1 if match.group(1) else 1
        if tag in UNCLOSED or (step < 0 and not depth.get(tag)):
            continue
        depth[tag] = depth.get(tag, 0) + step
        total += step
        if total > POLICY.max_depth:
            raise UnreadableDocumentError(
                f"{name}: 网页的元素嵌套超过 {POLICY.max_depth} 层",
                hint="请在浏览器中打开，把正文另存为文本",
            )
