"""In: a `Document` whose bytes are a mail (.eml). Out: its `Source`: the letter, then each attachment as a part.

The standard library decodes it; a part that claims an unknown encoding is told. Not handled: Outlook's own .msg.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from typing import Any

from extractor.errors import UnreadableDocumentError
from extractor.language.needs import compile_late
from extractor.model.paper.document import Document, Source
from extractor.model.problem import Severity
from extractor.read.flow import Block, Inset, count_blocks, lay_blocks
from extractor.read.formats.bundles.parts import read_parts
from extractor.read.formats.split_titles import Paragraph
from extractor.read.policy import POLICY

HEAD = re.compile(rb"(?:^|\n)(from|to|subject|date|mime-version|received|message-id|content-type):", re.IGNORECASE)
FIRST = re.compile(rb"\s*(?:From [^\n]+\n)?[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\n]{0,2000}\n")
TABLE = compile_late(r"<table", re.IGNORECASE)
LETTER = 400
"""a letter shorter than this only covers what is attached, and comes last"""


def is_mail(content: bytes) -> bool:
    """Tell a mail by its head: lines such as From and Subject before the first blank line."""
    start = content[:65_536].replace(b"\r\n", b"\n")
    head = start.partition(b"\n\n")[0]
    return bool(FIRST.match(start)) and len({mark.lower() for mark in HEAD.findall(head)}) > 1


def read_mail(document: Document) -> Source:
    """Return the words of a mail and of what is attached to it.

    Raises UnreadableDocumentError where nothing of it can be read.
    """
    message = email.message_from_bytes(document.content, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise UnreadableDocumentError(f"{document.name}: 不是能读的邮件", hint="请另存其中的附件后再读取")
    letter = list(_read_letter(message, document.name))
    attached = list(read_parts(_attachments(message)))
    short = sum(len(block.source.text) for block in letter if isinstance(block, Inset)) < LETTER
    covered = short and any(isinstance(block, Inset) for block in attached)
    blocks: list[Block] = [*attached, *letter] if covered else [*letter, *attached]
    layer = lay_blocks(count_blocks(blocks, document.name))
    if not layer.lines:
        if not attached:
            raise UnreadableDocumentError(f"{document.name}: 邮件里没有文字，也没有附件", hint="请重新导出该邮件")
        layer.add_problem("no-text", Severity.ERROR, "邮件里没有读出文字", "No text was read in the mail")
    return layer.build(document, "message/rfc822", "mail", None)


def _read_letter(message: EmailMessage, name: str) -> Iterator[Block]:
    """Yield the letter: as a page where it holds a table, else as text."""
    plain, page = _body(message, "plain"), _body(message, "html")
    if page is not None and (plain is None or TABLE.search(page)):
        yield from read_parts([("正文.html", page.encode("utf-8"))])
    elif plain is not None and plain.strip():
        for line in plain[: POLICY.max_characters].splitlines():
            yield Paragraph(line.strip())
    del name


def _body(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body((kind,))
    if part is None or part.is_attachment():
        return None
    try:
        content = part.get_content()
    except Exception:  # noqa: BLE001 - an encoding that does not exist, base64 that is none
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return content if isinstance(content, str) else None


def _own_parts(message: EmailMessage | Message) -> Iterator[Any]:
    """Yield the parts of a mail, a forwarded mail as one part: what is attached to it is its own."""
    yield message
    if message.is_multipart() and message.get_content_type() != "message/rfc822":
        for part in message.iter_parts() if isinstance(message, EmailMessage) else ():
            yield from _own_parts(part)


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    body = {id(part) for kind in ("plain", "html") if (part := message.get_body((kind,))) is not None}
    for number, part in enumerate(_own_parts(message), start=1):
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        if id(part) in body or (part.get_content_maintype() == "text" and not part.get_filename()):
            continue
        name = part.get_filename() or f"附件{number}"
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if inner is not None and hasattr(inner, "as_bytes"):
                yield name if name.endswith(".eml") else f"{name}.eml", inner.as_bytes()
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            yield name, payload
