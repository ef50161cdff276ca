"""Read: `Document` in, `Source` out. Knows file formats and encodings, nothing of policy."""

from __future__ import annotations

from extractor.model.document import Document, Source
from extractor.read.registry import find_reader

__all__ = ["read_document"]


def read_document(document: Document) -> Source:
    """Return the exact text of `document` and where each line and cell of it stands; its bytes tell its format.

    Raises UnreadableDocumentError where the bytes are no document.
    """
    return find_reader(document).load()(document)
