"""Older Word files, by way of LibreOffice where it is installed."""

from __future__ import annotations

import pytest

from extractor.errors import UnreadableDocumentError
from extractor.read import read_document
from extractor.read.formats.word import office
from tests.read.building import document

RTF = rb"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 \u21439?\u36130?\u25919?\u23616?\par}"


def test_without_libreoffice_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(UnreadableDocumentError, match=r"LibreOffice.*libreoffice-writer"):
        read_document(document(RTF, "方案.doc"))


@pytest.mark.slow
@pytest.mark.skipif(office.find_program() is None, reason="LibreOffice is not installed")
def test_rtf_is_read_by_way_of_libreoffice() -> None:
    try:
        source = read_document(document(RTF, "方案.doc"))
    except UnreadableDocumentError as error:
        pytest.skip(str(error))  # LibreOffice without its Writer
    assert source.text == "县财政局\n"
    assert source.document.content == RTF
