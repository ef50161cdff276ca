"""OFD as office suites write it: advances in short form, matrices, templates, filled lines, pictures of pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Source
from extractor.read import read_document
from extractor.read.formats.ofd_page import read_deltas
from tests.read.building import OFD, build_ofd, document, ofd_text


def read(content: str, **more: str | bytes) -> Source:
    return read_document(document(build_ofd(content, **more)))


def path(x: float, y: float, wide: float, tall: float) -> str:
    """A line as Suwell's writer draws it: a thin filled rectangle."""
    points = f"M 0 0 L {wide} 0 L {wide} {tall} L 0 {tall} C"
    return (
        f'<ofd:PathObject Boundary="{x} {y} {wide} {tall}" Stroke="false" Fill="true"><ofd:FillColor Value="0 0 0"/>'
        f"<ofd:AbbreviatedData>{points}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def test_a_table_of_filled_lines() -> None:
    xs, ys = [20.0, 60.0, 120.0], [30.0, 40.0, 50.0]
    lines = "".join(path(20, y, 100, 0.3) for y in ys) + "".join(path(x, 30, 0.3, 20) for x in xs)
    words = [("序号", 21, 31), ("指标", 61, 31), ("1", 21, 41), ("双公示", 61, 41)]
    source = read(lines + "".join(ofd_text(text, x, y) for text, x, y in words))
    assert source.text == "\n序号\t指标\n1\t双公示\n\n"
    assert source.tables[0].page == 1


def test_white_lines_make_no_table() -> None:
    lines = "".join(path(20, y, 100, 0.3) for y in (30, 40)) + "".join(path(x, 30, 0.3, 10) for x in (20, 60, 120))
    white = lines.replace('Value="0 0 0"', 'Value="255 255 255"')
    assert read(white + ofd_text("序号", 21, 31)).tables == ()


def test_matrix_and_advances() -> None:
    text = (
        '<ofd:TextObject Boundary="20 20 100 10" Size="1" CTM="5 0 0 5 0 0"><ofd:TextCode X="0" Y="1" '
        'DeltaX="g 2 1 0.5">县财政ab</ofd:TextCode></ofd:TextObject>'
    )
    source = read(text)
    assert source.text == "县财政ab\n"
    assert source.lines[0].size == pytest.approx(14.2, abs=0.1)


def test_words_of_a_template_are_printed_on_its_pages() -> None:
    template = f"<ofd:Page {OFD}><ofd:Content>{ofd_text('信用文件', 20, 100)}</ofd:Content></ofd:Page>"
    document_xml = (
        f'<ofd:Document {OFD}><ofd:TemplatePage ID="2" BaseLoc="T.xml"/><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P0.xml"/>'
        "</ofd:Pages></ofd:Document>"
    )
    page = f'<ofd:Page {OFD}><ofd:Template TemplateID="2"/>{ofd_text("县财政局", 20, 120)}</ofd:Page>'
    files = {"Doc/T.xml": template, "Doc/Document.xml": document_xml, "Doc/Pages/P0.xml": page}
    assert read("", **files).text == "信用文件\n县财政局\n"


def test_a_page_that_is_a_picture_asks_for_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.read.ocr.engine.is_installed", lambda: False)
    with pytest.raises(UnreadableDocumentError, match=r"扫描图像.*\[ocr\]"):
        read('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="9"/>')


@given(st.lists(st.tuples(st.integers(1, 20), st.floats(0.1, 9).map(lambda x: round(x, 2))), max_size=6))
def test_short_advances_mean_the_long_ones(groups: list[tuple[int, float]]) -> None:
    short = " ".join(f"g {count} {step}" if count > 1 else f"{step}" for count, step in groups)
    assert read_deltas(short) == [step for count, step in groups for _ in range(count)]
