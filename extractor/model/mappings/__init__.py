"""In: nothing. Out: `Mappings`, what is known of units, columns, words and places, as loaded from `mappings/`.

One module for the classes of each file, or of files that are read together; the fields of a class are the file's keys.
Not handled: reading the files (`extractor.mappings`).
"""

from extractor.model.mappings.alignment_line import AlignmentLineFile
from extractor.model.mappings.codebooks import FamilyRow, InstrumentRow, InstrumentsFile, KindScore, StrengthFile
from extractor.model.mappings.columns import ColumnField, ColumnHeads, ColumnsFile
from extractor.model.mappings.concepts import Concept, ConceptsFile, ConceptWord, PackedConcepts, TermsFile
from extractor.model.mappings.contract import ContractFile, ContractRow
from extractor.model.mappings.fields import FieldsFile, PolicyField
from extractor.model.mappings.loaded import Mappings
from extractor.model.mappings.phrases import (
    ClauseReach,
    ClauseRow,
    ClausesFile,
    ClauseWork,
    DeedRow,
    DeedsFile,
    PhraseRow,
    PhrasesFile,
    ScoringPlainFile,
    ScoringPlainRow,
    TriggerRow,
    TriggersFile,
)
from extractor.model.mappings.places import Jurisdiction, PlacesFile
from extractor.model.mappings.quantities import (
    ChangeRow,
    MeasureRow,
    MeasuresFile,
    PeriodRow,
    PeriodsFile,
    RelationRow,
    RelationsFile,
)
from extractor.model.mappings.roles import RolesFile
from extractor.model.mappings.sections import SectionsFile
from extractor.model.mappings.source import ExampledRow, MappingFile
from extractor.model.mappings.units import UnitFunction, UnitsFile

__all__ = [
    "AlignmentLineFile",
    "ChangeRow",
    "ClauseReach",
    "ClauseRow",
    "ClauseWork",
    "ClausesFile",
    "ColumnField",
    "ColumnHeads",
    "ColumnsFile",
    "Concept",
    "ConceptWord",
    "ConceptsFile",
    "ContractFile",
    "ContractRow",
    "DeedRow",
    "DeedsFile",
    "ExampledRow",
    "FamilyRow",
    "FieldsFile",
    "InstrumentRow",
    "InstrumentsFile",
    "Jurisdiction",
    "KindScore",
    "MappingFile",
    "Mappings",
    "MeasureRow",
    "MeasuresFile",
    "PackedConcepts",
    "PeriodRow",
    "PeriodsFile",
    "PhraseRow",
    "PhrasesFile",
    "PlacesFile",
    "PolicyField",
    "RelationRow",
    "RelationsFile",
    "RolesFile",
    "ScoringPlainFile",
    "ScoringPlainRow",
    "SectionsFile",
    "StrengthFile",
    "TermsFile",
    "TriggerRow",
    "TriggersFile",
    "UnitFunction",
    "UnitsFile",
]
