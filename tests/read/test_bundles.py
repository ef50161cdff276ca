"""Files that hold files: each is a part of one plan, and what was not read is told."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from extractor.errors import UnreadableDocumentError
from extractor.read import read_document
from extractor.read.registry import find_reader
from tests.read.building import build_docx, build_zip, document, word_paragraph

PLAN = "云岭县防汛方案\n一、重点任务\n（一）排查隐患。\n"
DOCX = build_docx(word_paragraph("附件：任务分工"))


def build_mail(body: str, **attached: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.com", "方案"
    message.set_content(body)
    for name, content in attached.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return message.as_bytes()


def test_a_mail_is_its_letter_and_what_is_attached() -> None:
    content = build_mail("请查收。", 方案_txt=PLAN.encode(), 附件_docx=DOCX, 图_png=b"\x89PNG\r\n\x1a\nbroken")
    source = read_document(document(content))
    assert source.text.startswith("云岭县防汛方案")  # a short letter only covers what is attached
    assert source.text.rstrip().endswith("请查收。")
    assert [part.name for part in source.parts] == ["图.png", "方案.txt", "附件.docx"][1:]
    assert [(p.code, "图.png" in p.message) for p in source.problems] == [("attachment-not-read", True)]
    place = source.build_piece(source.text.index("任务分工"), source.text.index("任务分工") + 4)
    assert source.name_part(place.start) == "附件.docx"


def test_a_mail_in_base64_is_decoded() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.com", "b@example.com"
    message.set_content(PLAN * 20, cte="base64")
    source = read_document(document(message.as_bytes()))
    assert "排查隐患" in source.text
    assert source.how == "mail"


def test_an_archive_is_its_files_the_body_first() -> None:
    content = build_zip(
        {"附件2.docx": DOCX, "通知.txt": PLAN, "__MACOSX/x": b"\0", "附件10.txt": "第十", "坏.pdf": b"%PDF-1.7 broken"}
    )
    source = read_document(document(content))
    assert [part.name for part in source.parts] == ["通知.txt", "附件2.docx", "附件10.txt"]
    assert [p.code for p in source.problems] == ["attachment-not-read"]


def test_archives_within_archives_end_somewhere() -> None:
    content = build_zip({"方案.txt": PLAN})
    for _ in range(6):
        content = build_zip({"包.zip": content, "说明.txt": "说明：内有方案"})
    source = read_document(document(content))
    assert any("层" in p.message for p in source.problems)


def test_an_archive_of_nothing_readable_is_refused_with_the_reason() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"没有读出任何文档.*坏\.pdf"):
        read_document(document(build_zip({"坏.pdf": b"%PDF-1.7 broken"})))


@pytest.mark.parametrize(("start", "kind"), [(b"Rar!\x1a\x07\x00", "RAR"), (b"7z\xbc\xaf\x27\x1c\x00", "7z")])
def test_other_archives_are_named(start: bytes, kind: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=kind):
        read_document(document(start + bytes(range(200))))


def test_text_with_colons_is_no_mail() -> None:
    assert find_reader(document("责任单位: 县财政局\n时限: 6月底\n\n正文".encode())).kind == "plain"


def test_a_book_is_its_pages_in_order() -> None:
    package = (
        '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    )
    content = build_zip({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>',
        "O/p.opf": package,
        "O/a.xhtml": "<html><body><p>二、保障措施</p></body></html>",
        "O/b.xhtml": "<html><body><p>一、重点任务</p></body></html>",
    })  # fmt: skip
    assert read_document(document(content)).text.split() == ["一、重点任务", "二、保障措施"]
