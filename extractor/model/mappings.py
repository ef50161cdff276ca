"""In: nothing. Out: `Mappings`, what is known of units, columns, words and places, as loaded from `mappings/`.

One class for each YAML file; its fields are the file's keys. A loaded file is compared by identity (`eq=False`),
so that what is built from it can be kept beside it at no cost. Not handled: reading the files (`extractor.mappings`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.model.facts.quantity import Change, MeasureKind, Sign
from extractor.model.judgement import JudgementsFile

ColumnField = Literal[
    "no", "level", "problem", "goal", "name", "measure", "content", "points", "criteria", "evidence", "method",
    "target", "units", "lead_units", "participants", "body", "deadline", "score", "other", "note",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFunction:
    """A duty of government that bodies of many names and places carry out (`units.yaml`, `functions`)."""

    id: str
    name: str
    name_en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitsFile:
    """`units.yaml`: functions with their aliases, and how a body or a generic group of bodies is recognised."""

    source: str
    date: str
    functions: tuple[UnitFunction, ...]
    suffixes: tuple[str, ...]
    generic_starts: tuple[str, ...]
    generic_ends: tuple[str, ...]
    generic_names: tuple[str, ...]
    group_ends: tuple[str, ...]
    sure_ends: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Heads that name one field: whole ones, and endings that an object may stand before.

    With `of` an ending holds only behind such an object: 评价方法 tells how is assessed, 工作方法 does not.
    """

    field: ColumnField
    headings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    of: Literal["measuring", "working"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ColumnsFile:
    """`columns.yaml`: how heads of columns are composed, and the words of rows that are no item.

    `measuring` and `working` are objects that a head speaks of; `ordinals` mark the levels of a hierarchy (一级指标);
    `body_words` end the head of a column of bodies, `lead_words` and `participant_words` tell their role, and
    `row_body_words` are whole heads of a column whose cells name the row by a body.
    """

    source: str
    date: str
    measuring: tuple[str, ...]
    working: tuple[str, ...]
    ordinals: tuple[str, ...]
    columns: tuple[Column, ...]
    body_words: tuple[str, ...]
    lead_words: tuple[str, ...]
    participant_words: tuple[str, ...]
    row_body_words: tuple[str, ...]
    total_rows: tuple[str, ...]
    note_rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RolesFile:
    """`roles.yaml`: labels that open a list of bodies or a deadline, and phrases that follow a body."""

    source: str
    date: str
    lead_labels: tuple[str, ...]
    responsible_labels: tuple[str, ...]
    participant_labels: tuple[str, ...]
    deadline_labels: tuple[str, ...]
    other_labels: tuple[str, ...]
    lead_phrases: tuple[str, ...]
    responsible_phrases: tuple[str, ...]
    participant_phrases: tuple[str, ...]
    lead_words: tuple[str, ...] = ()
    responsible_words: tuple[str, ...] = ()
    participant_words: tuple[str, ...] = ()
    label_nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SectionsFile:
    """`sections.yaml`: words of headings that tell what stands below them, and the words plans call themselves."""

    source: str
    date: str
    task_words: tuple[str, ...]
    safeguard_words: tuple[str, ...]
    phase_words: tuple[str, ...]
    procedure_words: tuple[str, ...]
    other_words: tuple[str, ...]
    safeguard_titles: tuple[str, ...]
    manner_words: tuple[str, ...]
    work_verbs: tuple[str, ...]
    kinds: tuple[str, ...]
    kind_nouns: tuple[str, ...]
    kind_genres: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyField:
    """What plans are about (社会信用), and the words of a title that say so."""

    name: str
    name_en: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldsFile:
    """`fields.yaml`: the fields of policy by words of titles."""

    source: str
    date: str
    fields: tuple[PolicyField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction:
    """A place with its code of GB/T 2260; `aliases` are short names that its own documents use."""

    name: str
    code: str
    parent: str | None
    province: str | None
    aliases: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlacesFile:
    """`places.yaml`: places whose short names or old codes the national list does not give.

    `province_letters` are the one-character names of provinces that open document numbers (鲁政发, 皖发改).
    """

    source: str
    date: str
    places: tuple[Jurisdiction, ...]
    province_letters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A measure that plans ask for: its name, where it stands in which edition of a list, and its words.

    An item carries the concept when `all` of its groups of words are met in its title or in one sentence: each
    group is a tuple of alternatives, one of which must be printed there; `none` are words that speak against it.
    """

    id: str
    name: str
    name_en: str
    edition: str | None = None
    level1: str | None = None
    level2: str | None = None
    all: tuple[tuple[str, ...], ...] = ()
    none: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptWord:
    """A word of a concept (`concept_words.csv` of its field) and the texts it was `seen` in; none for one of usage."""

    word: str
    concept: str
    kind: Literal["all", "none"]
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ConceptsFile:
    """`fields/<field>/concepts.yaml`: what plans of one field ask for, as lists of that field and plans beyond them do.

    `field` is the field's name in `fields.yaml`. `field_words` tell it in a text; where a plan's title has one, a group
    made of them only is met by all its items.
    """

    source: str
    date: str
    concepts: tuple[Concept, ...]
    field: str = ""
    field_words: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedConcepts:
    """The concepts of all fields, field by field, each with the name of its field; and the files that they are from."""

    concepts: tuple[Concept, ...] = ()
    packs: tuple[ConceptsFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TermsFile:
    """`terms.yaml`: words that jieba must not cut, that tell nothing apart, of the genre, that ask without binding."""

    source: str
    date: str
    terms: tuple[str, ...]
    stop: tuple[str, ...]
    genre: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure word of `measures.yaml`; `factor` is a decimal or a fraction (1/24) of `base`."""

    word: str
    kind: MeasureKind
    example: str
    counter: str
    base: str | None = None
    factor: str = "1"
    longer: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeasuresFile:
    """`measures.yaml`: the words that may follow a number."""

    source: str
    date: str
    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """A word of relation before or after a number; a `bare` one leaves it to the word behind the number."""

    word: str
    side: Literal["before", "after"]
    op: Sign
    example: str
    counter: str
    bare: bool = False
    only: Literal["scoring"] | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A verb of rise or fall; with 到, 至 or 为 behind it, it states a level."""

    word: str
    change: Change
    example: str
    counter: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RelationsFile:
    """`relations.yaml`: words of relation, and verbs of rise and fall."""

    source: str
    date: str
    relations: tuple[RelationRow, ...]
    changes: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """A word of a period: `step` units of time make one; `term` has no fixed dates."""

    word: str
    unit: Literal["year", "month", "week", "day", "hour", "term"]
    step: int
    example: str
    counter: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeriodsFile:
    """`periods.yaml`: what a quota or a recurrence goes by."""

    source: str
    date: str
    periods: tuple[PeriodRow, ...]


ClauseReach = Literal["clause", "rest", "sentence"]
ClauseWork = Literal["condition", "benefit", "description", "closing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRow:
    """A pattern by which a clause is no duty; `reach` says how far in its sentence that holds."""

    does: ClauseWork
    reach: ClauseReach
    pattern: str
    example: str
    counter: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClausesFile:
    """`phrases/clauses.yaml`: what a clause does, in the order in which it is asked."""

    source: str
    date: str
    clauses: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedRow:
    """Verbs that a count answers."""

    words: tuple[str, ...]
    example: str
    counter: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeedsFile:
    """`phrases/deeds.yaml`: verbs before a count, and words by which a number counts nothing."""

    source: str
    date: str
    deeds: tuple[DeedRow, ...]
    money: tuple[str, ...]
    scope: tuple[str, ...]
    scope_before: tuple[str, ...]
    each: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringPlainRow:
    """A pattern of a clause that carries no points, or of words that may carry some."""

    name: str
    pattern: str
    example: str
    counter: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScoringPlainFile:
    """`phrases/scoring_plain.yaml`: what of a scoring cell carries no points, and what may."""

    source: str
    date: str
    plain: tuple[ScoringPlainRow, ...]
    doubts: tuple[ScoringPlainRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerRow:
    """A word of an event that a time limit counts from."""

    word: str
    example: str
    counter: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TriggersFile:
    """`triggers.yaml`: events of time limits."""

    source: str
    date: str
    triggers: tuple[TriggerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow:
    """A wording: a pattern with parts («day»), the reader of its groups, and what it matches and what not.

    `needs` are words one of which each match holds; they are looked for first.
    """

    name: str
    reads: str
    pattern: str
    example: str
    counter: str
    roll: Literal["next_working_day"] | None = None
    needs: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PhrasesFile:
    """A table of wordings (`phrases/deadlines.yaml`, `phrases/targets.yaml`), the most particular first."""

    source: str
    date: str
    phrases: tuple[PhraseRow, ...]
    parts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """A class of policy instruments."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """A subclass of the codebook of policy instruments: what it means and the cues by which rules tell it."""

    id: str
    family: str
    name: str
    name_en: str
    meaning: str
    words: tuple[str, ...]
    example: str
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InstrumentsFile:
    """`instruments.yaml`: the codebook of policy instruments; a cue of a title counts `title` times."""

    source: str
    date: str
    title: float
    families: tuple[FamilyRow, ...]
    instruments: tuple[InstrumentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindScore:
    """How strongly a kind of document binds, from 1 to 5."""

    word: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrengthFile:
    """`strength.yaml`: the scale of strength by issuer's level and kind of document; `unknown` for what is not told."""

    source: str
    date: str
    unknown: int
    levels: dict[str, int]
    kinds: tuple[KindScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mappings:
    """All that the stages know of the field, loaded once, checked, then frozen.

    `patterns` are spaCy patterns of `mappings/patterns/*.jsonl`, as spaCy's EntityRuler takes them. `judgements` are
    what persons decided about aligned items; there may be none.
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
    patterns: tuple[dict[str, Any], ...] = ()
    judgements: JudgementsFile = field(default_factory=JudgementsFile)
    concept_words: tuple[ConceptWord, ...] = ()
