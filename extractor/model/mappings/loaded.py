"""In: nothing. Out: `Mappings`, all files together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractor.model.judgement import JudgementsFile
from extractor.model.mappings.alignment_line import AlignmentLineFile
from extractor.model.mappings.codebooks import InstrumentsFile, StrengthFile
from extractor.model.mappings.columns import ColumnsFile
from extractor.model.mappings.concepts import ConceptWord, PackedConcepts, TermsFile
from extractor.model.mappings.contract import ContractFile
from extractor.model.mappings.fields import FieldsFile
from extractor.model.mappings.phrases import ClausesFile, DeedsFile, PhrasesFile, ScoringPlainFile, TriggersFile
from extractor.model.mappings.places import PlacesFile
from extractor.model.mappings.quantities import MeasuresFile, PeriodsFile, RelationsFile
from extractor.model.mappings.roles import RolesFile
from extractor.model.mappings.sections import SectionsFile
from extractor.model.mappings.units import UnitsFile


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mappings:
    """All that the stages know of the field, loaded once, checked, then frozen.

    `patterns` are spaCy patterns of `mappings/patterns/*.jsonl`, as spaCy's EntityRuler takes them. `judgements` are
    what persons decided about aligned items, `alignment_line` what `review train` learned from it; there may be none.
    """

    units: UnitsFile
    columns: ColumnsFile
    roles: RolesFile
    sections: SectionsFile
    places: PlacesFile
    concepts: PackedConcepts
    terms: TermsFile
    fields: FieldsFile
    measures: MeasuresFile
    relations: RelationsFile
    periods: PeriodsFile
    triggers: TriggersFile
    clauses: ClausesFile
    deeds: DeedsFile
    scoring_plain: ScoringPlainFile
    deadlines: PhrasesFile
    targets: PhrasesFile
    instruments: InstrumentsFile
    strength: StrengthFile
    contract: ContractFile
    patterns: tuple[dict[str, Any], ...] = ()
    judgements: JudgementsFile = field(default_factory=JudgementsFile)
    alignment_line: AlignmentLineFile = field(default_factory=AlignmentLineFile)
    concept_words: tuple[ConceptWord, ...] = ()
