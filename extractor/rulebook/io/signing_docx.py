"""In: `Rulebook`. Out: the view for signing as a Word file (.docx): Word's own styles, and tables to tick and sign.

Written here, since python-docx wants lxml and starts from a template whose stamps of time have to be taken out again;
these are six small parts. The same bytes for the same rulebook: no clock, fixed order of parts.
Not handled: pictures, page numbers.
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
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
PACKAGE = (
    f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="word/document.xml"/><Relationship Id="rId2" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
DOCUMENT = (
    f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/styles" '
    f'Target="styles.xml"/><Relationship Id="rId2" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
)
NUMBERING = (
    f'{HEAD}<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="720" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>extractor</dc:creator>'
    "<dc:language>zh-CN</dc:language></cp:coreProperties>"
)
NEXT = "<w:keepNext/>"
GREY = '<w:color w:val="444444"/>'
LEVEL = '<w:outlineLvl w:val="{}"/>'
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
)
"""A4 with margins of an inch, in twentieths of a point."""
STYLES: dict[Style, tuple[str, str, str, str]] = {
    "title": ("Title", "Title", '<w:spacing w:after="240"/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="36"/>'),
    "heading": (
        "Heading1", "heading 1", f'{NEXT}<w:spacing w:before="360"/>{LEVEL.format(0)}', '<w:b/><w:sz w:val="30"/>',
    ),
    "row": (
        "Heading2", "heading 2", f'{NEXT}<w:spacing w:before="240" w:after="60"/>{LEVEL.format(1)}',
        '<w:b/><w:sz w:val="26"/>',
    ),
    "quote": (
        "Quote", "Quote", f'{NEXT}<w:spacing w:before="80"/><w:ind w:left="360"/>', f'{GREY}<w:sz w:val="22"/>',
    ),
    "rule": ("Rule", "Rule", '<w:spacing w:after="80"/><w:ind w:left="360"/>', '<w:b/><w:sz w:val="22"/>'),
    "text": ("Normal", "Normal", '<w:spacing w:after="60"/>', '<w:sz w:val="22"/>'),
    "item": (
        "ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="720" w:hanging="240"/>',
        '<w:sz w:val="20"/>',
    ),
}  # fmt: skip
"""Id and name in Word, the paragraph's and the letters' properties of each style of the view.

Word knows its own styles by these names; "Heading1" as a name was a style of ours, and no heading for any program.
"""
OWN = frozenset({"Rule"})
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    f"<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr></w:style>"
)
WIDTH = 9026
"""Between the margins, in twentieths of a point."""
FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
DEFAULT, CUSTOM = ' w:default="1"', ' w:customStyle="1"'
BASED = '<w:basedOn w:val="Normal"/>'
DAY = (1980, 1, 1, 0, 0, 0)


def render_docx(rulebook: Rulebook) -> bytes:
    """Return the view as a Word file."""
    blocks = "".join(_table(block) if block.cells else _paragraph(block) for block in build_view(rulebook))
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": PACKAGE,
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{MAIN}"><w:body>{blocks}{PAGE}</w:body></w:document>',
        "word/_rels/document.xml.rels": DOCUMENT,
        "word/styles.xml": _styles(),
        "word/numbering.xml": NUMBERING,
        "docProps/core.xml": CORE.format(title=escape(_clean(rulebook.title or rulebook.plan))),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _clean(words: str) -> str:
    return "".join(letter for letter in words if letter >= " ")


def _paragraph(block: Block) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES[block.style][0]}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(_clean(block.text))}</w:t></w:r></w:p>'
    )


def _table(block: Block) -> str:
    """Return a table whose first row is repeated on every page; no row is cut by one."""
    columns = len(block.cells[0])
    grid = f'<w:gridCol w:w="{WIDTH // columns}"/>' * columns
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if number == 0 else ''}</w:trPr>"
        + "".join(f"<w:tc>{_paragraph(Block('text', cell))}</w:tc>" for cell in cells)
        + "</w:tr>"
        for number, cells in enumerate(block.cells)
    )
    head = f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{WIDTH}" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{_paragraph(Block('text'))}"


def _styles() -> str:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"{DEFAULT if style == "Normal" else ""}'
        f'{CUSTOM if style in OWN else ""}><w:name w:val="{name}"/>'
        f"{'' if style == 'Normal' else BASED}<w:qFormat/><w:pPr>{paragraph}</w:pPr>"
        f"<w:rPr>{FONTS}{letters}</w:rPr></w:style>"
        for style, name, paragraph, letters in STYLES.values()
    )
    return f'{HEAD}<w:styles xmlns:w="{MAIN}">{styles}{TABLE_STYLE}</w:styles>'
