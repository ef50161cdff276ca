"""Pictures of the printed line, cut out of the page."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from extractor.read import read_document
from extractor.read.crops import cut_pictures
from tests.read.building import build_pdf, document, show

PDF = document(build_pdf([show("一、县财政局牵头落实各项工作任务", 100, 700), ""]))


def test_the_picture_holds_the_line_and_little_else() -> None:
    line = read_document(PDF).lines[0]
    assert line.page == 1
    assert line.bbox is not None
    picture, beyond = cut_pictures(PDF, [(1, line.bbox), (9, line.bbox)])
    assert beyond is None
    assert picture is not None
    image = Image.open(io.BytesIO(picture)).convert("L")
    assert image.width == pytest.approx((line.bbox[2] - line.bbox[0] + 12) * 110 / 72, abs=3)
    assert image.height == pytest.approx((line.bbox[3] - line.bbox[1] + 12) * 110 / 72, abs=3)
    assert len(picture) < 20_000


def test_formats_without_paper_have_no_picture() -> None:
    assert cut_pictures(document("县财政局".encode()), [(1, (0, 0, 10, 10))]) == [None]


def test_a_scanned_picture_is_cut_too() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (1190, 1684), "white").save(stream, "PNG")
    (picture,) = cut_pictures(document(stream.getvalue()), [(1, (100, 100, 200, 120))])
    assert picture is not None
    assert Image.open(io.BytesIO(picture)).width == pytest.approx(224, abs=3)
