"""In: a `Document` whose bytes are a ZIP archive (DOCX, OFD). Out: its members, read within limits.

Nothing is ever written to disk, so a name like ../../etc/passwd leads nowhere; such links are refused all the same.
Not handled: encrypted archives, which are named as such.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from extractor.errors import UnreadableDocumentError
from extractor.model.paper.document import Document
from extractor.read.policy import POLICY

DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY|<\0!\0D\0O\0C\0|\0<\0!\0D\0O\0C")
ENCRYPTED = 0x1


class Archive:
    """The members of one archive, read one by one and never more than the policy allows."""

    def __init__(self, document: Document) -> None:
        self.name = document.name
        try:
            self._file = zipfile.ZipFile(io.BytesIO(document.content))
        except Exception:  # noqa: BLE001 - the standard library raises eight kinds, depending on where it is damaged
            raise UnreadableDocumentError(
                f"{document.name}: 压缩包已损坏或不完整（{len(document.content)} 字节）",
                hint="请重新下载，或用原来的软件打开后另存",
            ) from None
        members = self._file.infolist()
        self.names = {member.filename.lstrip("/"): member for member in members}
        self._left = POLICY.max_archive_bytes
        if len(members) > POLICY.max_members:
            raise UnreadableDocumentError(
                f"{self.name}: 压缩包里有 {len(members)} 个文件，超过 {POLICY.max_members} 个的上限",
                hint="县级方案不会这么大，文件可能有害",
            )
        total = sum(member.file_size for member in members)
        if total > POLICY.max_archive_bytes:
            raise self._too_large(total, POLICY.max_archive_bytes)

    def read(self, name: str) -> bytes:
        """Return one member's bytes; raises UnreadableDocumentError where it is missing, damaged or too large."""
        member = self.names.get(name)
        if member is None:
            raise UnreadableDocumentError(f"{self.name}: 文件里缺少 {name}", hint="请用原来的软件打开后另存")
        if member.flag_bits & ENCRYPTED:
            raise UnreadableDocumentError(f"{self.name}: 文件已加密，需要密码", hint="请用密码打开后另存为不加密的文件")
        limit = min(POLICY.max_member_bytes, self._left)
        try:
            with self._file.open(member) as stream:
                content = stream.read(limit + 1)
        except Exception:  # noqa: BLE001 - as above
            raise UnreadableDocumentError(
                f"{self.name}: 压缩包里的 {name} 已损坏", hint="请重新下载，或用原来的软件打开后另存"
            ) from None
        if len(content) > limit:
            raise self._too_large(len(content), limit)
        self._left -= len(content)
        return content

    def parse(self, name: str) -> ET.Element:
        """Return one member's XML. A document type is refused: no office file has one, an attack by entities does."""
        return parse_xml(self.read(name), self.name, name)

    def resolve(self, base: str, target: str) -> str:
        """Return the member that a link in `base` leads to; raises UnreadableDocumentError where it leads outside."""
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(base), target)
        path = posixpath.normpath(path)
        if path.startswith("..") or "://" in target or "\\" in target:
            raise UnreadableDocumentError(
                f"{self.name}: 文件里的链接 {target[:60]} 指向压缩包以外", hint="文件可能有害，请向发布单位索取原件"
            )
        return path

    def _too_large(self, size: int, limit: int) -> UnreadableDocumentError:
        return UnreadableDocumentError(
            f"{self.name}: 解压后至少 {size / 1e6:.0f} MB，超过 {limit / 1e6:.0f} MB 的上限",
            hint="县级方案不会这么大，文件可能有害",
        )


def parse_xml(content: bytes, name: str, part: str) -> ET.Element:
    """Return the XML of `part`, a member of the file `name`. A document type is refused, as `Archive.parse` says."""
    if content.count(b"<") > POLICY.max_marks:
        raise UnreadableDocumentError(
            f"{name}: {part} 里有超过 {POLICY.max_marks // 10_000} 万个标记，县级方案不会这么长",
            hint="请把其中的方案拆成单独的文件",
        )
    if DOCTYPE.search(content):
        raise UnreadableDocumentError(
            f"{name}: {part} 里有文档类型或实体声明，正常的文件没有", hint="文件可能有害，请向发布单位索取原件"
        )
    try:
        return ET.fromstring(content)  # noqa: S314 - no document type, so no entities
    except Exception:  # noqa: BLE001 - whatever the parser raises means the same to who gave the file
        raise UnreadableDocumentError(
            f"{name}: {part} 不是合法的 XML", hint="请重新下载，或用原来的软件打开后另存"
        ) from None


def local_name(element: ET.Element) -> str:
    """Return an element's name without its namespace.

    >>> local_name(ET.fromstring('<w:p xmlns:w="urn:x"/>'))
    'p'
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def walk(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """Yield all elements below `element` that have this local name."""
    return (item for item in element.iter() if local_name(item) == name)
