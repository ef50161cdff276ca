"""Small files of every format, made in memory: sound ones to plant answers in, and broken ones."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import lru_cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from extractor.model.paper.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def document(content: bytes, name: str = "plan.bin") -> Document:
    return Document("plan", name, content)


def build_zip(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def build_docx(body: str, **parts: str) -> bytes:
    """A Word file; `numbering`, `styles`, `footnotes` are further parts."""
    relations = "".join(
        f'<Relationship Id="r{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}" '
        f'Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>",
    }
    files |= {f"word/{name}.xml": text for name, text in parts.items()}
    return build_zip(files)


def word_paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def build_ofd(content: str, pages: str = '<ofd:Page ID="1" BaseLoc="Pages/P0.xml"/>', **more: str | bytes) -> bytes:
    files: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        "Doc/Pages/P0.xml": f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>",
    }
    return build_zip(files | more)


def ofd_text(text: str, x: float, y: float, size: float = 5.0) -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 {size * 1.2}" Size="{size}"><ofd:TextCode X="0" Y="{size}" '
        f'DeltaX="g {max(len(text) - 1, 0)} {size}">{text}</ofd:TextCode></ofd:TextObject>'
    )


@lru_cache
def build_square_font() -> bytes:
    """A TrueType font in which every character is a square: a page has glyphs on a machine without Chinese fonts too."""
    pen = TTGlyphPen(None)
    for step, corner in (
        (pen.moveTo, (60, -60)),
        (pen.lineTo, (60, 800)),
        (pen.lineTo, (940, 800)),
        (pen.lineTo, (940, -60)),
    ):
        step(corner)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({0x5440: "square"})
    builder.setupGlyf({".notdef": square, "square": square})
    builder.setupHorizontalMetrics({".notdef": (1000, 60), "square": (1000, 60)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    builder.setupHead(unitsPerEm=1000, created=0, modified=0)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def build_pdf(pages: list[str], *, font: str = "/Encoding /GBK-EUC-H", extra: str = "", page: str = "") -> bytes:
    """A PDF of content streams; text in `<…>` is GBK. Its font has Adobe's GB1 numbering, so its words are known."""
    squares, after = build_square_font(), 4 + 2 * len(pages)
    descendant = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Squares /CIDSystemInfo << /Registry (Adobe) "
        f"/Ordering (GB1) /Supplement 2 >> /DW 1000 /CIDToGIDMap {after + 1} 0 R /FontDescriptor << /Type /FontDescriptor "
        "/FontName /Squares /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 "
        f"/CapHeight 880 /StemV 93 /FontFile2 {after} 0 R >> >>"
    )
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Squares {font} /DescendantFonts [{descendant}] >>",
    ]
    for number, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R {page} "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    for content in (squares, b"\0\1" * 30_000):
        packed = zlib.compress(content, 9).decode("latin-1")
        objects.append(
            f"<< /Length {len(packed)} /Length1 {len(content)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream"
        )
    return _assemble(objects)


def _assemble(objects: list[str]) -> bytes:
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010d} 00000 n \n" for place in places).encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def show(text: str, x: float, y: float, size: float = 12.0) -> str:
    """The operators that print `text` with its baseline at (x, y), counted from the page's lower left corner."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('gbk').hex()}> Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"
