"""In: nothing. Out: `POLICY`, the limits and thresholds of every reader, in one frozen object.

Not handled: limits of text files, which the text reader holds itself.
"""

from __future__ import annotations

import msgspec


class ReadPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """Lengths are in PDF points (1/72 inch) or, where said so, in multiples of the type size."""

    max_bytes: int = 512 * 1024 * 1024
    """a file longer than this is refused"""
    max_pages: int = 3000
    """a document of more pages is refused: no county plan has them, and a made-up one would run for hours"""
    max_pixels: int = 80_000_000
    """an image larger than this is refused before it is decoded (an A3 page at 600 dpi has 70 million)"""
    max_member_bytes: int = 64 * 1024 * 1024
    """one unpacked file of an archive (DOCX, OFD)"""
    max_archive_bytes: int = 256 * 1024 * 1024
    """all unpacked files of an archive together"""
    max_members: int = 20_000
    """files in an archive"""
    max_page_glyphs: int = 60_000
    """a page with more characters is cut there and named"""
    max_page_rules: int = 20_000
    """a page with more lines (a map, a drawing) is searched for no table"""
    max_span: int = 1000
    """columns or rows that one cell of a web page may claim"""
    max_blocks: int = 40_000
    """paragraphs, tables and remarks of a file without pages"""
    max_cells: int = 100_000
    """cells of all tables of a file without pages; a cell that claims a thousand columns counts as so many"""
    max_characters: int = 1_000_000
    """printed characters of one document: the longest plan known has 120,000"""
    max_depth: int = 400
    """elements of a web page nested deeper than this are an attack: parsing takes time in the square of the depth"""
    max_marks: int = 1_500_000
    """tags (`<`) of one XML part or web page"""
    max_problems: int = 50
    """problems of one kind that the reading of one document tells"""
    max_insets: int = 20
    """pictures within a text, or attachments of a mail, that are read"""
    max_nesting: int = 3
    """a mail in an archive in an archive is opened, nothing deeper"""
    max_sheets: int = 60
    """sheets of a workbook that are read"""
    least_picture: float = 85.0
    """a picture in a text that is less high or wide than this (3 cm) is a seal, a mark or an ornament"""
    office_seconds: float = 120.0
    """time that LibreOffice gets to convert one file"""

    thin: float = 3.0
    """a filled rectangle no thicker than this is a drawn line, a thicker one is a background"""
    snap: float = 2.0
    """lines closer than this are one line"""
    reach: float = 3.5
    """a line's end closer than this to another line touches it"""
    overhang: float = 5.0
    """a line that runs farther than this past the last crossing one leaves a cell open at the page's edge"""
    column_match: float = 3.0
    """column edges of two pages closer than this are the same"""

    least_table_width: float = 72.0
    """lines that cross within less than an inch are an ornament or strokes of a character"""

    scan_dpi: int = 200
    """resolution at which a page is rendered for OCR"""
    low_confidence: float = 0.8
    """an OCR line scored below this becomes a problem"""
    nonsense: float = 0.3
    """share of characters without a Unicode mapping above which a page's text is not believed"""
    watermark_size: float = 1.5
    """pale characters so many times as large as the usual ones are a watermark"""
    watermark_pale: int = 150
    """a colour whose every part is at least this (of 255) is pale"""
    backdrop: float = 0.6
    """a picture over more than this share of a page that has text is the scan below its text layer"""
    page_picture: float = 0.12
    """a picture over more than this share of a page may be a table or a list, and is told"""
    few_glyphs: int = 40
    """a page with fewer characters beside the watermark, and a picture over it, is a scan"""


POLICY = ReadPolicy()
