"""In: `Rulebook`. Out: the view for signing as a Word file (.docx), written here without a template.

The same bytes for the same rulebook: no clock, fixed order of parts. Not handled: pictures, page numbers.
"""

from __future__ import annotations

import io
import zipfile
from html import escape

from extractor.model.scored.rulebook import Rulebook
from extractor.rulebook.io.signing_view import Block, Style, build_view

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
PACKAGE = (
    f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
DOCUMENT = (
    f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/styles" '
    'Target="styles.xml"/></Relationships>'
)
NEXT = "<w:keepNext/>"
GREY = '<w:color w:val="444444"/>'
LEVEL = '<w:outlineLvl w:val="{}"/>'
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
)
"""A4 with margins of an inch, in twentieths of a point."""
STYLES: dict[Style, tuple[str, str, str]] = {
    "title": ("Title", '<w:jc w:val="center"/><w:spacing w:after="240"/>', '<w:b/><w:sz w:val="36"/>'),
    "heading": ("Heading1", f'{NEXT}<w:spacing w:before="360"/>{LEVEL.format(0)}', '<w:b/><w:sz w:val="30"/>'),
    "row": (
        "Heading2", f'{NEXT}<w:spacing w:before="240" w:after="60"/>{LEVEL.format(1)}', '<w:b/><w:sz w:val="26"/>',
    ),
    "quote": (
        "Quote", f'{NEXT}<w:ind w:left="360"/><w:spacing w:before="80"/>', f'{GREY}<w:sz w:val="22"/>',
    ),
    "rule": ("Rule", '<w:ind w:left="360"/><w:spacing w:after="80"/>', '<w:b/><w:sz w:val="22"/>'),
    "text": ("Normal", '<w:spacing w:after="60"/>', '<w:sz w:val="22"/>'),
    "item": ("Item", '<w:ind w:left="720" w:hanging="240"/>', '<w:sz w:val="20"/>'),
}  # fmt: skip
"""Word's style id, the paragraph's and the letters' properties of each style of the view."""
FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
DEFAULT = ' w:default="1"'
DAY = (1980, 1, 1, 0, 0, 0)


def render_docx(rulebook: Rulebook) -> bytes:
    """Return the view as a Word file."""
    paragraphs = "".join(_paragraph(block) for block in build_view(rulebook))
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": PACKAGE,
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{MAIN}"><w:body>{paragraphs}{PAGE}</w:body></w:document>',
        "word/_rels/document.xml.rels": DOCUMENT,
        "word/styles.xml": _styles(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _paragraph(block: Block) -> str:
    words = "".join(letter for letter in block.text if letter >= " ")
    mark = "• " if block.style == "item" else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES[block.style][0]}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{mark}{escape(words)}</w:t></w:r></w:p>'
    )


def _styles() -> str:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"{DEFAULT if name == "Normal" else ""}>'
        f'<w:name w:val="{name}"/><w:pPr>{paragraph}</w:pPr><w:rPr>{FONTS}{letters}</w:rPr></w:style>'
        for name, paragraph, letters in STYLES.values()
    )
    return f'{HEAD}<w:styles xmlns:w="{MAIN}">{styles}</w:styles>'
