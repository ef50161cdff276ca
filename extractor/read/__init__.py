"""Read: `Document` in, `Source` out. Knows file formats and encodings, nothing of policy."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import islice

from extractor.language.folding import RADICALS
from extractor.language.needs import compile_late
from extractor.model.paper.document import Document, Source
from extractor.model.paper.place import Place
from extractor.model.problem import Problem, Severity
from extractor.read.encodings import looks_garbled
from extractor.read.policy import POLICY
from extractor.read.registry import find_reader

__all__ = ["read_document"]

RADICAL = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]")
LOST = compile_late("\ufffd+")


def read_document(document: Document) -> Source:
    """Return the exact text of `document` and where each line and cell of it stands; its bytes tell its format.

    Raises UnreadableDocumentError where the bytes are no document.
    """
    source = _fold_radicals(find_reader(document).read(document))
    damage = tuple(_find_damage(source))
    return replace(source, problems=(*source.problems, *damage)) if damage else source


def _fold_radicals(source: Source) -> Source:
    """Return the source with the characters that the paper prints in place of radicals that a font's table names.

    Printing from a browser gives ⾦ (U+2FA6) for 金: the paper shows the one, the file says the other.
    """
    first = RADICAL.search(source.text)
    if first is None:
        return source
    count = len(RADICAL.findall(source.text))
    told = Problem(
        "read", "radicals-folded", Severity.NOTE, Place(first.start(), first.end()),
        f"文件里有 {count} 个字用了部首的编码（如“{first.group()}”），已换成印出来的字",
        f"{count} characters were encoded as radicals and were read as the characters that are printed",
    )  # fmt: skip
    return replace(source, text=RADICAL.sub(_fold_radical, source.text), problems=(*source.problems, told))


def _fold_radical(match: re.Match[str]) -> str:
    sign = match.group()
    plain = RADICALS.get(sign) or unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign


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
