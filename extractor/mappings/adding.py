"""In: a person's decision. Out: `judgements.yaml` with it behind the others, every other line kept as it is.

Not handled: changing or taking back a decision, which a person does in the file.
"""

from __future__ import annotations

from pathlib import Path

from extractor.errors import MappingError, UsageError
from extractor.judgements import append_judgement
from extractor.mappings.decisions import JUDGEMENTS, check_judgements, parse_judgements
from extractor.mappings.files import read_text
from extractor.mappings.loading import default_folder, load_mappings
from extractor.model.judgement import Judgement, JudgementsFile
from extractor.outputs import write_file


def add_judgement(judgement: Judgement, folder: Path | None = None) -> Path:
    """Write `judgement` behind those of `folder`, every other line kept as it is; return the file.

    Raises MappingError where it is not complete or the file cannot take it; the file is written whole or not at all.
    """
    root = folder or default_folder()
    known = load_mappings(root)
    path, concepts = root / JUDGEMENTS, [concept.id for concept in known.concepts.concepts]
    wanted = (*known.judgements.judgements, judgement)
    check_judgements(path, JudgementsFile(judgements=wanted), concepts)
    text = append_judgement(read_text(path) if path.exists() else "", judgement)
    if not _reads_as(path, text, wanted):
        raise MappingError(
            f"{path.name}: 末尾不是 judgements 的列表，加不上", hint="请把 judgements 移到文件末尾，每条以“- ”开头"
        )
    try:
        return write_file(path, text.encode("utf-8"))
    except UsageError as error:
        raise MappingError(error.message, hint="请检查文件夹权限，或用 --mappings 换一个文件夹") from None


def _reads_as(path: Path, text: str, wanted: tuple[Judgement, ...]) -> bool:
    try:
        return parse_judgements(path, text).judgements == wanted
    except MappingError:
        return False
