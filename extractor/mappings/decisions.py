"""In: `judgements.yaml` of a folder of mappings. Out: what persons have decided, checked.

Not handled: what a decision must say (`extractor.judgements`), a further one (`adding`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.errors import MappingError
from extractor.judgements import find_fault
from extractor.mappings.files import check, parse_yaml, read_text
from extractor.model.judgement import JudgementsFile

JUDGEMENTS = "judgements.yaml"
"""May be absent: then nothing has been decided."""


def load_judgements(folder: Path, concepts: Sequence[str]) -> JudgementsFile:
    """Read and check what persons have decided; an absent file holds nothing."""
    path = folder / JUDGEMENTS
    if not path.exists():
        return JudgementsFile()
    return check_judgements(path, parse_judgements(path, read_text(path)), concepts)


def parse_judgements(path: Path, text: str) -> JudgementsFile:
    """Return the text of `judgements.yaml` as its dataclass; a list whose last line was deleted is empty."""
    content = parse_yaml(path, text)
    if content is None or content == {"judgements": None}:
        return JudgementsFile()
    return check(path, content, JudgementsFile)


def check_judgements(path: Path, file: JudgementsFile, concepts: Sequence[str]) -> JudgementsFile:
    """Return `file`, or raise MappingError that names the decision that is not complete."""
    for number, judgement in enumerate(file.judgements):
        fault = find_fault(judgement, concepts)
        if fault:
            raise MappingError(f"{path.name}: judgements[{number}] {fault[0]}", hint=fault[1])
    return file
