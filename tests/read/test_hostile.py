"""Files that are broken, mislabelled or made to do harm: each gets one clear line, or a source with problems."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib

import pytest

from extractor.errors import UnreadableDocumentError
from extractor.read import policy, read_document
from extractor.read.policy import ReadPolicy
from tests.fixtures.make import MADE
from tests.read.building import (
    OFD,
    W,
    build_docx,
    build_ofd,
    build_pdf,
    build_zip,
    document,
    ofd_text,
    show,
    word_paragraph,
)

PDF = build_pdf([show("一、县财政局牵头落实各项工作任务", 100, 700)])
DOCX = build_docx(word_paragraph("县财政局牵头"))
ENCRYPT = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >>".format("41" * 32)


def png_head(width: int, height: int) -> bytes:
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + body
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + b"\0\0\0\0IDAT"


def entity_docx() -> bytes:
    return build_zip(
        {"word/document.xml": f'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}>&x;</w:document>'}
    )


def laughs_ofd() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return build_zip({"OFD.xml": f'<!DOCTYPE o [<!ENTITY a0 "哈">{entities}]><o>&a11;</o>'})


def locked_zip() -> bytes:
    content = bytearray(build_zip({"word/document.xml": "<x/>"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(mark) + at
        content[place] |= 1
    return bytes(content)


BROKEN = {
    "zero bytes": (b"", "空"),
    "only blanks": (b" \r\n\0\0", "空"),
    "PDF without body": (b"%PDF-1.7\n", "损坏"),
    "PDF cut in the middle": (PDF[:300], "损坏"),
    "PDF encrypted": (PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R " + ENCRYPT.encode() + b" /ID [<00><00>]"), "加密"),
    "DOCX cut in the middle": ((MADE / "chengwu.docx").read_bytes()[:9000], "损坏"),
    "OFD cut in the middle": ((MADE / "chengwu.ofd").read_bytes()[:9000], "损坏"),
    "DOCX with a password": (locked_zip(), "密码"),
    "DOCX that is no XML": (build_zip({"word/document.xml": "<w:document"}), "XML"),
    "DOCX with an external entity": (entity_docx(), "实体"),
    "OFD with a billion laughs": (laughs_ofd(), "实体"),
    "OFD with a link out of the archive": (
        build_ofd("", pages='<ofd:Page ID="1" BaseLoc="../../../etc/passwd"/>'),
        "以外",
    ),
    "OFD with a link to the network": (build_ofd("", pages='<ofd:Page ID="1" BaseLoc="http://x.cn/p.xml"/>'), "以外"),
    "OFD without its page": (build_ofd("", pages='<ofd:Page ID="1" BaseLoc="Pages/P9.xml"/>'), "缺少"),
    "OFD without pages": (build_ofd("", pages=""), "没有任何一页"),
    "Excel": (build_zip({"xl/workbook.xml": "<x/>"}), "Excel"),
    "archive of nothing that can be read": (build_zip({"a.bin": "\x01\x02\ufffe" * 99}), "压缩包"),
    "archive of nothing": (build_zip({}), "没有文件"),
    "compound file cut short": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "LibreOffice"),
    "random bytes": (bytes(range(256)) * 40, "不是文本"),
    "PNG cut in the middle": (png_head(100, 100), "图像"),
    "100-megapixel PNG": (png_head(10_000, 10_001), "百万像素"),
    "web page of tags only": (b"<html><body><script>alert(1)</script></body></html>", "没有文字"),
    "web page nested 100,000 deep": (b"<html>" + b"<div>" * 100_000 + "县".encode(), "嵌套"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_gets_one_clear_line(name: str) -> None:
    content, words = BROKEN[name]
    started = time.perf_counter()
    with pytest.raises(UnreadableDocumentError) as raised:
        read_document(document(content, "方案.pdf"))
    assert time.perf_counter() - started < 60  # LibreOffice needs a dozen seconds on a busy machine
    message = str(raised.value)
    assert message.startswith("方案.pdf: ")
    assert words in message
    assert "\n" not in message
    assert raised.value.hint


@pytest.mark.parametrize(
    ("content", "how"),
    [
        pytest.param(PDF, "pdf", id="PDF"),
        pytest.param(b"\n\r\n" + PDF, "pdf", id="PDF after a line break"),
        pytest.param(DOCX, "docx", id="Word"),
        pytest.param(build_ofd(ofd_text("县财政局牵头", 20, 20)), "ofd", id="OFD"),
        pytest.param("<html><body><p>县财政局牵头</p></body></html>".encode(), "html", id="web page"),
        pytest.param("县财政局<p>牵头</p>".encode("gb18030"), "text/gb18030", id="text with a tag left in it"),
    ],
)
@pytest.mark.parametrize("name", ["plan.txt", "plan.pdf", "plan.docx", "plan"])
def test_content_decides_not_the_name(content: bytes, how: str, name: str) -> None:
    source = read_document(document(content, name))
    assert source.how == how
    assert "县财政局" in source.text


def test_zip_bomb_is_refused_before_it_fills_the_memory() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as member,
    ):
        for _ in range(100):
            member.write(b"\0" * 1_000_000)
    assert len(stream.getvalue()) < 200_000
    with pytest.raises(UnreadableDocumentError, match="上限"):
        read_document(document(stream.getvalue()))


def test_bomb_that_lies_about_its_size_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 3_000_000)
    content = bytearray(stream.getvalue())
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = struct.pack("<I", 100)
    with pytest.raises(UnreadableDocumentError):
        read_document(document(bytes(content)))


def test_ten_thousand_pages_are_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="10000 页"):
        read_document(document(build_pdf([""] * 10_000)))


def test_a_limit_is_a_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.read.formats import pdf

    monkeypatch.setattr(pdf, "POLICY", ReadPolicy(max_pages=1))
    assert policy.POLICY.max_pages > 1
    with pytest.raises(UnreadableDocumentError, match="2 页"):
        read_document(document(build_pdf(["", ""])))


def test_scripts_and_embedded_files_of_a_pdf_are_left_alone() -> None:
    harm = (
        "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> "
        "/Names << /EmbeddedFiles << /Names [(x.exe) << /F (x.exe) /Type /Filespec >>] >> >>"
    )
    source = read_document(document(build_pdf([show("县财政局牵头", 100, 700)], extra=harm)))
    assert source.text == "县财政局牵头\n"
    assert not source.problems


def test_links_to_the_network_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    page = (
        '<html><head><link href="http://x.cn/a.css" rel="stylesheet"></head><body><img src="http://x.cn/a.png">县财政局'
    )
    assert "县财政局" in read_document(document(page.encode())).text
    remote = build_docx(word_paragraph("县财政局"), styles=f"<w:styles {W}/>")
    assert "县财政局" in read_document(document(remote)).text


def test_ofd_template_that_names_itself_ends() -> None:
    content = build_zip(
        {
            "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:OFD>",
            "D.xml": f'<ofd:Document {OFD}><ofd:TemplatePage ID="2" BaseLoc="P.xml"/>'
            '<ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Document>',
            "P.xml": f'<ofd:Page {OFD}><ofd:Template TemplateID="2"/>{ofd_text("县财政局", 10, 20)}</ofd:Page>',
        }
    )
    assert "县财政局" in read_document(document(content)).text


def test_spans_of_a_web_table_are_bounded() -> None:
    page = (
        '<html><body><table><tr><td colspan="99999999" rowspan="99999999">县</td><td>乡</td></tr></table></body></html>'
    )
    source = read_document(document(page.encode()))
    assert source.tables[0].columns <= policy.POLICY.max_span + 1
    assert source.tables[0].rows == 1


def test_deep_form_objects_end() -> None:
    assert read_document(document(build_pdf([show("县财政局", 100, 700) + "q " * 5000]))).text.strip() == "县财政局"
