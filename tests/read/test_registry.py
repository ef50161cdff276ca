"""Which reader is asked, and how another package adds one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from extractor.model.paper.document import Document, Line, Source
from extractor.read import read_document, registry
from extractor.read.registry import LOOSE, MARKED, Reader, load_plugins
from tests.read.building import document


def is_ceb(content: bytes) -> bool:
    return content.startswith(b"CEB\x00")


def read_ceb(given: Document) -> Source:
    return Source(given, "application/ceb", "ceb", "县财政局", (Line(0, 4),))


CEB = Reader("ceb", is_ceb, f"{__name__}:read_ceb")


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pretend that a package offers a reader for CEB files."""
    point = EntryPoint("ceb", f"{__name__}:CEB", registry.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: CEB)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [point] if group == registry.GROUP else [])
    monkeypatch.setitem(sys.modules, __name__, sys.modules.get(__name__) or sys)
    monkeypatch.setattr(Reader, "load", lambda reader: read_ceb if reader.kind == "ceb" else _load(reader))
    load_plugins.cache_clear()
    yield
    load_plugins.cache_clear()


_load = Reader.load


@pytest.mark.usefixtures("plugin")
def test_a_reader_of_another_package_is_asked_before_plain_text() -> None:
    assert read_document(document(b"CEB\x00\x01 1.0")).how == "ceb"
    assert read_document(document("县财政局".encode())).how == "text/utf-8"


def test_every_reader_is_one_file_with_one_function() -> None:
    for reader in (*MARKED, *LOOSE):
        module, _, function = reader.target.partition(":")
        assert function == f"read_{reader.kind}"
        assert module.startswith("extractor.read.")
        assert module.endswith(f".{reader.kind}")
        assert reader.load().__name__ == f"read_{reader.kind}"


def test_reading_text_imports_no_other_reader() -> None:
    code = (
        "import sys; from extractor.read import read_document; from extractor.model.paper.document import Document;"
        "read_document(Document('a', 'a', '县财政局'.encode()));"
        "print([name for name in ('pdfplumber', 'pypdfium2', 'selectolax', 'rapidocr', 'numpy', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


FRAGMENTS = (
    # the text of a page that was cut out of it begins with a heading; a note with one tag is no page
    ("<h1>关于推进人才集聚工程的实施意见</h1><p>一、目标</p><p>二、任务</p><p>三、保障</p>", True),
    ("<strong>防汛要点</strong><br>一、目标<br/>二、任务<br />", True),
    ("<h1 align=center>防汛要点</h1>\n\n一、目标\n\n二、任务\n", False),
    ("<b>注意</b>：每年报送。\n", False),
)


@pytest.mark.parametrize(("text", "page"), FRAGMENTS)
def test_a_piece_of_a_page_is_a_page(text, page):
    assert registry.is_html(text.encode()) is page
