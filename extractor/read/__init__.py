"""Read: `Document` in, `Source` out. Knows file formats and encodings, nothing of policy."""

from __future__ import annotations

from extractor.model.document import Document, Source
from extractor.read.plain import read_plain

__all__ = ["read_document"]


def read_document(document: Document) -> Source:
    """Return the exact text of `document` and where each line and cell of it stands.

    Raises UnreadableDocumentError where the bytes are no document.
    """
    return read_plain(document)
