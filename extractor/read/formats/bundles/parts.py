"""In: the files within a mail or an archive, one by one. Out: each as a part of one source, or why it was not read.

What is a plan and its annexes to the sender is one plan to us. Each file is read by the reader that its bytes ask for.
Not handled: more than a few files, or files within files within files, which are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePosixPath

from extractor.bounds.names import CONTROLS
from extractor.errors import ExtractorError
from extractor.language.needs import compile_late
from extractor.model.paper.document import Document
from extractor.model.problem import Severity
from extractor.read.flow import Block, Inset, Remark
from extractor.read.policy import POLICY

ANNEX = compile_late(r"附件|附表|annex|attach", re.IGNORECASE)
NUMBER = compile_late(r"\d+")
_depth: ContextVar[int] = ContextVar("extractor_bundle_depth", default=0)


def read_parts(files: Iterable[tuple[str, bytes]]) -> Iterator[Block]:
    """Yield the parts in the order of their names, the body before its annexes."""
    for index, (name, content) in enumerate(sorted(files, key=_order)):
        shown = CONTROLS.sub("\ufffd", name)
        if index >= POLICY.max_insets:
            yield not_read(shown, f"只读前 {POLICY.max_insets} 个文件", "too many files")
            continue
        yield read_part(shown, content)


def read_part(name: str, content: bytes) -> Inset | Remark:
    """Return what a file within another holds, or the remark that it was not read."""
    from extractor.read import read_document

    if _depth.get() >= POLICY.max_nesting:
        return not_read(name, f"文件里套了超过 {POLICY.max_nesting} 层文件", "nested too deep")
    document = Document("part", PurePosixPath(name).name or "?", content)
    try:
        with _deeper():
            return Inset(read_document(document), apart=True)
    except ExtractorError as error:
        return not_read(document.name, str(error).removeprefix(f"{document.name}: "), "it cannot be read")


@contextmanager
def _deeper() -> Iterator[None]:
    token = _depth.set(_depth.get() + 1)
    try:
        yield
    finally:
        _depth.reset(token)


def not_read(name: str, why: str, why_en: str) -> Remark:
    """Return the remark that a file within the document was not read."""
    return Remark(
        "attachment-not-read",
        Severity.ERROR,
        f"附件“{name[:60]}”没有读：{why}",
        f"The attachment {name[:60]!r} was not read: {why_en}",
    )


def _order(file: tuple[str, bytes]) -> tuple[bool, list[tuple[int, str]]]:
    """Sort 附件2 before 附件10, and what is no annex first."""
    name = file[0]
    numbers = NUMBER.findall(name)
    words = NUMBER.split(name)
    keyed = [(int(number[:9]), word) for word, number in zip(words, [*numbers, "0"], strict=False)]
    return bool(ANNEX.search(PurePosixPath(name).name)), [(0, words[0]), *keyed]
