"""The five plans in every form: what is read is what was typeset, and every place points at its words."""

from __future__ import annotations

import pytest

from extractor.model.paper.document import Source
from extractor.read import read_document
from extractor.read.ocr import engine as ocr
from tests.fixtures.content import PLANS
from tests.fixtures.make import MADE
from tests.fixtures.truth import judge
from tests.read.building import document

FORMS = ("-ruled.pdf", "-three-line.pdf", "-narrow.pdf", ".docx", ".html", ".ofd")


def read(name: str) -> Source:
    return read_document(document((MADE / name).read_bytes(), name))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("plan", PLANS)
def test_every_cell_and_paragraph_comes_out_as_typeset(plan: str, form: str) -> None:
    source = read(plan + form)
    # a table without side rules does not show which blank cells are merged
    verdict = judge(source, plan, spans=form != "-three-line.pdf")
    assert verdict.wrong == []
    assert verdict.found_tables == verdict.tables
    assert verdict.missing == []
    assert verdict.extra == []
    assert source.problems == ()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("plan", ["jiaxian", "chengwu"])
def test_places_point_at_their_words(plan: str, form: str) -> None:
    source = read(plan + form)
    assert [line.start for line in source.lines] == sorted(line.start for line in source.lines)
    for line in source.lines:
        words = source.text[line.start : line.end]
        assert words == words.strip() != ""
        assert "\n" not in words
        assert (line.page is None) == (source.pages is None)
        if line.page is not None and line.bbox is not None:
            assert 1 <= line.page <= (source.pages or 0)
            x0, top, x1, bottom = line.bbox
            assert 0 <= x0 < x1 <= 596
            assert 0 <= top < bottom <= 843
    for table in source.tables:
        assert source.text[table.start - 1] == source.text[table.end] == "\n"
        for cell in table.cells:
            for piece in cell.pieces:
                assert table.start <= piece.start < piece.end <= table.end
                assert "\t" not in source.text[piece.start : piece.end]


def test_a_cell_that_a_page_cuts_has_a_piece_on_each_page() -> None:
    source = read("pingyin-narrow.pdf")
    cut = [cell for cell in source.tables[0].cells if len({piece.page for piece in cell.pieces}) > 1]
    assert [len(cell.pieces) for cell in cut] == [2, 2]
    assert "".join(source.text[p.start : p.end] for p in cut[0].pieces).startswith('根据"双公示"上报数据合规率')


def test_merged_categories_reach_over_pages() -> None:
    table = read("pingyin-narrow.pdf").tables[0]
    assert [(cell.row, cell.row_span) for cell in table.cells if cell.column == 0] == [
        (0, 1), (1, 5), (6, 2), (8, 1), (9, 4), (13, 3), (16, 1),
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not ocr.is_installed(), reason="the extra ocr is not installed")
@pytest.mark.parametrize("plan", ["jiaxian", "changqing"])
def test_scans_are_recognised(plan: str) -> None:
    """Jiaxian's scan is black and white with 281 cells; Changqing's is skewed, noisy and sealed."""
    source = read(f"{plan}-scan.pdf")
    verdict = judge(source, plan, folded=True)
    assert source.how == "ocr"
    assert verdict.found_tables == verdict.tables
    assert verdict.right >= 0.99 * verdict.cells
    assert verdict.whole >= 0.9 * verdict.paragraphs
    assert all(line.confidence is not None for line in source.lines)
