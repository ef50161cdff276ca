"""Where a stretch of the exact text stands on paper: its line, its page, its box, its file."""

import pytest

from extractor.language.passages import build_passage
from extractor.model.paper.document import Document, Line, Source, SourcePart

TEXT = "一、目标\n每年开展2次\n附表\n指标一"
LINES = (
    Line(0, 4, 1, (10.0, 20.0, 50.0, 30.0)),
    Line(5, 11, 1, (8.0, 32.0, 70.0, 42.0)),
    Line(12, 14, 2, (10.0, 20.0, 30.0, 30.0)),
    Line(15, 18, 2, None),
)


def build_source(*, pages=2, parts=()):
    return Source(Document("a", "a.pdf", b""), "application/pdf", "pdf", TEXT, LINES, pages=pages, parts=parts)


FOUND = (
    # stretch, page, box: the lines that it touches on its first page
    ((0, 4), 1, (10.0, 20.0, 50.0, 30.0)),
    ((0, 11), 1, (8.0, 20.0, 70.0, 42.0)),
    ((2, 5), 1, (10.0, 20.0, 50.0, 30.0)),
    ((5, 14), 1, (8.0, 32.0, 70.0, 42.0)),
    ((12, 14), 2, (10.0, 20.0, 30.0, 30.0)),
    ((12, 18), 2, None),
    ((4, 11), 1, (8.0, 32.0, 70.0, 42.0)),
)


@pytest.mark.parametrize(("stretch", "page", "box"), FOUND)
def test_a_stretch_has_the_page_and_box_of_its_lines(stretch, page, box):
    piece = build_source().build_piece(*stretch)
    assert ((piece.start, piece.end), piece.page, piece.bbox) == (stretch, page, box)


def test_a_text_without_pages_has_neither():
    piece = build_source(pages=None).build_piece(5, 11)
    assert (piece.page, piece.bbox) == (None, None)


@pytest.mark.parametrize(("offset", "line"), [(0, 0), (4, 0), (5, 1), (11, 1), (12, 2), (17, 3), (99, 3)])
def test_the_line_of_a_character(offset, line):
    assert build_source().find_line(offset) is LINES[line]


def test_before_the_first_line_there_is_none():
    assert build_source().find_line(-1) is None


def test_a_place_of_part_of_a_passage():
    place = build_source().build_place(build_passage(TEXT, 5, 11), 2, 4, address="B2")
    assert (place.start, place.end, place.page, place.address, place.pieces) == (7, 9, 1, "B2", ())
    whole = build_source().build_place(build_passage(TEXT, 5, 11))
    assert (whole.start, whole.end) == (5, 11)


def test_a_value_that_a_page_break_cut_in_two_has_both_pieces():
    cut = build_passage(TEXT, 5, 11).join(build_passage(TEXT, 12, 14))
    place = build_source().build_place(cut)
    assert [(one.start, one.end, one.page) for one in place.pieces] == [(5, 11, 1), (12, 14, 2)]
    assert (place.start, place.end, place.words(TEXT)) == (5, 11, "每年开展2次附表")


@pytest.mark.parametrize("turned", [False, True])
def test_the_box_of_two_lines_holds_both(turned):
    boxes = ((10.0, 20.0, 30.0, 40.0), (5.0, 60.0, 50.0, 80.0))
    lines = [
        Line(start, start + 4, 1, box) for start, box in zip((0, 5), boxes[::-1] if turned else boxes, strict=True)
    ]
    source = Source(Document("a", "a.pdf", b""), "application/pdf", "pdf", TEXT, tuple(lines), pages=1)
    assert source.build_piece(0, 9).bbox == (5.0, 20.0, 50.0, 80.0)


def test_the_innermost_file_is_named():
    parts = (
        SourcePart(0, 18, "通知.eml", "0", "message/rfc822", "mail"),
        SourcePart(12, 18, "附件.docx", "1", "application/msword", "docx"),
    )
    source = build_source(pages=None, parts=parts)
    assert [source.name_part(offset) for offset in (0, 11, 12, 17, 18)] == [
        "通知.eml", "通知.eml", "附件.docx", "附件.docx", None,
    ]  # fmt: skip
    assert build_source().name_part(3) is None
    assert source.build_place(build_passage(TEXT, 15, 18)).document == "附件.docx"
    assert source.build_piece(12, 14).page == 2
