"""Read: `Document` in, `Source` out. Knows file formats and encodings, nothing of policy."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from extractor.model.document import Document, Source
from extractor.model.place import Place
from extractor.model.problem import Problem, Severity
from extractor.read.encodings import looks_garbled
from extractor.read.policy import POLICY
from extractor.read.registry import find_reader

__all__ = ["read_document"]

LOST = re.compile("\ufffd+")


def read_document(document: Document) -> Source:
    """Return the exact text of `document` and where each line and cell of it stands; its bytes tell its format.

    Raises UnreadableDocumentError where the bytes are no document.
    """
    source = find_reader(document).read(document)
    damage = tuple(_find_damage(source))
    return replace(source, problems=(*source.problems, *damage)) if damage else source


def _find_damage(source: Source) -> list[Problem]:
    """Return problems for characters that were lost, or decoded wrongly, before the document came here."""
    found: list[Problem] = []
    if "\ufffd" in source.text and not any(p.code == "undecodable-bytes" for p in source.problems):
        found += [
            Problem(
                "read", "undecodable-bytes", Severity.WARNING, Place(match.start(), match.end()),
                "此处有无法识别的字符，原文可能缺字", "Characters here were lost; words may be missing",
            )
            for match in islice(LOST.finditer(source.text), POLICY.max_problems)
        ]  # fmt: skip
    garbled = looks_garbled(source.text)
    if garbled is not None:
        start = source.text.find(garbled)
        found.append(
            Problem(
                "read", "mojibake", Severity.ERROR, Place(start, start + len(garbled)),
                f"此处是编码错乱的文字（“{garbled[:20]}”），保存时用错了编码；请向发布单位索取原件",
                "Garbled words: the file was saved in a wrong encoding",
            )
        )  # fmt: skip
    return found
