"""In: the folder `mappings/`. Out: `Mappings`, checked; what is broken is told with file and key.

One of the three rooms that touch the data folders. Not handled: writing mappings, which a person does; only a judgement
can be added (`adding`).
"""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from extractor.errors import MappingError
from extractor.mappings.decisions import load_judgements
from extractor.mappings.files import check_unique, load_file, read_text
from extractor.mappings.tried import is_tried
from extractor.mappings.trying import load_patterns, try_examples
from extractor.model.mappings import (
    AlignmentLineFile,
    ClausesFile,
    ColumnsFile,
    ConceptsFile,
    ConceptWord,
    ContractFile,
    DeedsFile,
    FieldsFile,
    InstrumentsFile,
    Mappings,
    MeasuresFile,
    PackedConcepts,
    PeriodsFile,
    PhrasesFile,
    PlacesFile,
    RelationsFile,
    RolesFile,
    ScoringPlainFile,
    SectionsFile,
    StrengthFile,
    TermsFile,
    TriggersFile,
    UnitsFile,
)

FILES: dict[str, type] = {
    "units": UnitsFile,
    "columns": ColumnsFile,
    "roles": RolesFile,
    "sections": SectionsFile,
    "places": PlacesFile,
    "terms": TermsFile,
    "fields": FieldsFile,
    "measures": MeasuresFile,
    "relations": RelationsFile,
    "periods": PeriodsFile,
    "instruments": InstrumentsFile,
    "strength": StrengthFile,
    "triggers": TriggersFile,
    "phrases/clauses": ClausesFile,
    "phrases/contract": ContractFile,
    "phrases/deeds": DeedsFile,
    "phrases/scoring_plain": ScoringPlainFile,
    "phrases/deadlines": PhrasesFile,
    "phrases/targets": PhrasesFile,
}
FIELDS, CONCEPTS, CONCEPT_WORDS = "fields", "concepts.yaml", "concept_words.csv"
"""The folder of packs, one folder for each field of policy, and what a pack holds; the words' sources may be absent."""
ALIGNMENT_LINE = "alignment.yaml"
"""May be absent: then nothing has been learned from decisions."""


def default_folder() -> Path:
    """Return the folder of mappings that comes along: in an installed package, else beside it in a checkout."""
    package = Path(__file__).parent.parent
    shipped = package / "_data" / "mappings"
    return shipped if shipped.is_dir() else package.parent / "mappings"


def load_mappings(folder: Path | None = None) -> Mappings:
    """Read and check all files of `folder`.

    Raises MappingError with file, key and what is allowed where a file is missing or broken.
    """
    root = folder or default_folder()
    if not root.is_dir():
        raise MappingError(f"{root}: 没有这个映射文件夹", hint="请用 --mappings 指定含有 units.yaml 等文件的文件夹")
    parts: dict[str, Any] = {
        name.rpartition("/")[2]: load_file(root / f"{name}.yaml", kind) for name, kind in FILES.items()
    }
    check_unique(root / "units.yaml", "functions", [f.id for f in parts["units"].functions])
    packed = load_packs(root / FIELDS, [one.name for one in parts["fields"].fields])
    judgements = load_judgements(root, [concept.id for concept in packed.concepts])
    parts["terms"] = msgspec.structs.replace(
        parts["terms"], terms=(*parts["terms"].terms, *(term for pack in packed.packs for term in pack.terms))
    )
    mappings = Mappings(
        **parts,
        concepts=packed,
        patterns=load_patterns(root / "patterns"),
        judgements=judgements,
        alignment_line=load_alignment_line(root / ALIGNMENT_LINE),
        concept_words=tuple(word for path in list_packs(root / FIELDS) for word in load_concept_words(path)),
    )
    if not is_tried(root):
        try_examples(mappings)
    return mappings


def load_alignment_line(path: Path) -> AlignmentLineFile:
    """Read the line that `review train --write` left; an absent file changes nothing."""
    return load_file(path, AlignmentLineFile) if path.exists() else AlignmentLineFile()


def list_packs(folder: Path) -> list[Path]:
    """Return the folders of the packs, the field of the national indicator list first."""
    found = [path.parent for path in folder.glob(f"*/{CONCEPTS}")]
    return sorted(found, key=lambda path: (path.name != "social_credit", path.name))


def load_packs(folder: Path, fields: Sequence[str]) -> PackedConcepts:
    """Read what is known of single fields; a concept's id is unique among all of them."""
    packs, concepts = [], []
    for path in list_packs(folder):
        pack = load_file(path / CONCEPTS, ConceptsFile)
        packs.append(pack)
        concepts += [dataclasses.replace(concept, field=pack.field) for concept in pack.concepts]
        check_unique(path / CONCEPTS, "concepts", [concept.id for concept in concepts])
        _check_field(path / CONCEPTS, pack.field, fields)
    return PackedConcepts(concepts=tuple(concepts), packs=tuple(packs))


def _check_field(path: Path, field: str, fields: Sequence[str]) -> None:
    if field not in fields:
        raise MappingError(
            f"{path.parent.name}/{path.name}: field “{field}” 不在 fields.yaml",
            hint="请填 fields.yaml 中的一个 name，或先在其中加上这一领域",
        )


def load_concept_words(folder: Path) -> tuple[ConceptWord, ...]:
    """Read in which texts each word of a concept was seen; there may be no such file."""
    path = folder / CONCEPT_WORDS
    if not path.exists():
        return ()
    rows = csv.DictReader(read_text(path).splitlines())
    return tuple(
        ConceptWord(
            word=row["word"],
            concept=row["concept"],
            kind="none" if row["kind"] == "none" else "all",
            seen=() if row["seen"] == "general" else tuple(row["seen"].split(";")),
        )
        for row in rows
    )


def leave_out_plans(mappings: Mappings, plans: Sequence[str]) -> Mappings:
    """Return `mappings` without the words of concepts that were seen in `plans` and nowhere else.

    A concept that loses all words of one of its groups goes. So accuracy is measured as if these plans were not known.
    """
    left = set(plans)
    gone = {(one.concept, one.word) for one in mappings.concept_words if one.seen and left.issuperset(one.seen)}
    kept = []
    for concept in mappings.concepts.concepts:
        groups = tuple(tuple(word for word in group if (concept.id, word) not in gone) for group in concept.all)
        if all(groups):
            none = tuple(word for word in concept.none if (concept.id, word) not in gone)
            kept.append(dataclasses.replace(concept, all=groups, none=none))
    concepts = dataclasses.replace(mappings.concepts, concepts=tuple(kept))
    return dataclasses.replace(mappings, concepts=concepts)
