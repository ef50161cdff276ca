"""What other programs call: each stage as one function, what loads and what writes, and JSON of every result.

Paths are `str` or `Path`; mappings are those that come along where none are given. `extractor/__init__.py` offers these
names; everything else of the package may change without notice.

>>> import extractor
>>> document = extractor.load_document(extractor.default_corpus() / "pingyin" / "pingyin.txt")
>>> source = extractor.read_document(document)
>>> outline = extractor.build_outline(source)
>>> plan = extractor.check_plan(extractor.parse_plan(outline))
>>> len(plan.tasks), len(plan.indicators)
(11, 15)
>>> rulebook = extractor.build_rulebook(plan)
>>> rulebook.plan
'pingyin'

In: what the functions below say. Out: the same. Not handled: screens; `extractor.commands` prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from extractor import corpora as _corpora
from extractor import mappings as _mappings
from extractor import outputs as _outputs
from extractor import pipeline as _pipeline
from extractor.align import align_plans as _align_plans
from extractor.check import check_plan as _check_plan
from extractor.compare import compare_plans as _compare_plans
from extractor.errors import Failure
from extractor.exporters import run_exporters
from extractor.model.compared.alignment import Alignment
from extractor.model.compared.comparison import Comparison
from extractor.model.exporting import Accuracy, ExportRequest
from extractor.model.facts.plan import Plan
from extractor.model.mappings import Mappings
from extractor.model.paper.document import Document, Source
from extractor.model.paper.outline import Outline
from extractor.model.report import Report
from extractor.model.scored.rulebook import Rulebook
from extractor.model.scored.scorecard import Scorecard
from extractor.outline import build_outline as _build_outline
from extractor.parse import parse_plan as _parse_plan
from extractor.read import read_document
from extractor.report import build_report as _build_report
from extractor.report.exports.frames import frames as _frames
from extractor.rulebook import build_rulebook, parse_yaml, read_observations, render_yaml, score_columns
from extractor.rulebook import score as _score
from extractor.rulebook.io.score_files import build_frame
from extractor.rulebook.io.tables import gather_periods, read_frame, read_table

if TYPE_CHECKING:
    from spacy.language import Language as SpacyPipeline
    from spacy.tokens import Doc

__all__ = [
    "align_plans",
    "build_outline",
    "build_report",
    "build_rulebook",
    "check_plan",
    "compare_plans",
    "export_plans",
    "extract_document",
    "frames",
    "from_json",
    "load_alignment",
    "load_comparison",
    "load_corpus",
    "load_document",
    "load_mappings",
    "load_plan",
    "load_rulebook",
    "parse_plan",
    "read_document",
    "score",
    "score_table",
    "to_json",
    "to_spacy",
    "write_alignment",
    "write_comparison",
    "write_plan",
    "write_report",
    "write_rulebook",
]

StrPath: TypeAlias = str | PathLike[str]
Language: TypeAlias = Literal["zh", "en"]
Stored = TypeVar("Stored", Plan, Alignment, Comparison)


@lru_cache(maxsize=1)
def _own_mappings() -> Mappings:
    return _mappings.load_mappings()


def load_document(path: StrPath) -> Document:
    """Return the document at `path` with its manifest entry, if a manifest stands beside it; raises CorpusError."""
    return _corpora.load_document(Path(path))


def load_corpus(folder: StrPath | None = None) -> tuple[Document, ...]:
    """Return the documents below `folder`, by default the five that come along; raises CorpusError."""
    return _corpora.load_corpus(None if folder is None else Path(folder))


def load_mappings(folder: StrPath | None = None) -> Mappings:
    """Return what is known of words, bodies and places; raises MappingError with file and key."""
    return _mappings.load_mappings(None if folder is None else Path(folder))


def build_outline(source: Source, mappings: Mappings | None = None) -> Outline:
    """Return the document as parts with sections, paragraphs and tables; `mappings` tell how heads are worded."""
    return _build_outline(source, mappings or _own_mappings())


def parse_plan(outline: Outline, mappings: Mappings | None = None) -> Plan:
    """Return the structured plan of an outline; what is not stated is None, what is doubtful a problem."""
    return _parse_plan(outline, mappings or _own_mappings())


def check_plan(plan: Plan, mappings: Mappings | None = None) -> Plan:
    """Return a plan with what is wrong with its document, unread, or doubtful; a corrected plan may come again."""
    return _check_plan(plan, mappings or _own_mappings())


def to_spacy(plan: Plan, nlp: SpacyPipeline | None = None) -> Doc:
    """Return a plan as a spaCy `Doc` with entities, sentences and span groups; `nlp` is the pipeline it is for."""
    from extractor.report.exports.coding.spacy_doc import build_doc

    return build_doc(plan, nlp)


def extract_document(document: Document, mappings: Mappings | None = None) -> Plan:
    """Take one document through the stages that need no other; raises UnreadableDocumentError."""
    return _pipeline.extract_document(document, mappings or _own_mappings())


def align_plans(plans: Sequence[Plan], mappings: Mappings | None = None) -> Alignment:
    """Return which items of `plans` ask for the same, each match with its evidence."""
    return _align_plans(plans, mappings or _own_mappings())


def compare_plans(alignment: Alignment, plans: Sequence[Plan], mappings: Mappings | None = None) -> Comparison:
    """Return what aligned items share and by how much they differ; raises PlanFileError where they do not fit."""
    return _compare_plans(alignment, plans, mappings or _own_mappings())


def build_report(
    comparison: Comparison, alignment: Alignment, plans: Sequence[Plan], *, lang: Language = "zh"
) -> Report:
    """Return workbook, page and tables as files in memory."""
    return _build_report(comparison, alignment, plans, lang=lang)


def export_plans(  # noqa: PLR0913 - all but the first two are options by keyword
    plans: Sequence[Plan],
    formats: Iterable[str] | None = None,
    *,
    alignment: Alignment | None = None,
    mappings: Mappings | None = None,
    lang: Language = "zh",
    figures: Mapping[str, Accuracy] | None = None,
) -> tuple[Report, tuple[Failure, ...]]:
    """Return the files of the exports named (default: all) and, for each that failed, the reason."""
    aligned = alignment or align_plans(plans, mappings)
    compared = compare_plans(aligned, plans, mappings)
    return run_exporters(ExportRequest(tuple(plans), aligned, compared, lang, figures or {}), formats)


def frames(
    plans: Plan | Sequence[Plan],
    alignment: Alignment | None = None,
    comparison: Comparison | None = None,
    *,
    library: Literal["pandas", "polars"] = "pandas",
) -> dict[str, Any]:
    """Return every tidy table of one plan or many as a frame, by its name; raises UsageError without the library."""
    return _frames((plans,) if isinstance(plans, Plan) else plans, alignment, comparison, library=library)


def score(rulebook: Rulebook, observations: StrPath) -> Scorecard:
    """Return the scorecard for the filled form (CSV, XLSX or YAML) at `observations`; raises ObservationError."""
    path = Path(observations)
    return _score(rulebook, read_observations(path.read_bytes(), path.name))


def score_table(rulebook: Rulebook, table: Any, *, on: str | None = None, gather: bool = False) -> Any:
    """Return the points of many units and periods at once: a frame for a frame, columns for a mapping of columns.

    `table` is a pandas or polars frame, a mapping from columns to lists, or the path of a CSV, XLSX or Parquet file;
    a column for each input, by its name or label, or a row for each value with 编号 and 观测值. What was not observed
    gives two ends, in `<id>_low` and `<id>_high`, and nothing in `<id>`. `gather` makes one row of a unit's periods.
    """
    if isinstance(table, str | Path):
        read = read_table(Path(table).read_bytes(), Path(table).name, rulebook)
    else:
        read = read_frame(table, rulebook)
    read = gather_periods(read, rulebook) if gather else read
    return build_frame(rulebook, read, score_columns(rulebook, read.columns, read.rows, on=on), table)


def load_rulebook(path: StrPath) -> Rulebook:
    """Read a rulebook's YAML; raises RulebookFileError with line and key."""
    return parse_yaml(Path(path).read_text("utf-8"), Path(path).name)


def write_rulebook(rulebook: Rulebook, path: StrPath) -> Path:
    """Write `rulebook` as YAML, whole or not at all."""
    return _outputs.write_file(Path(path), render_yaml(rulebook).encode())


def load_plan(path: StrPath) -> Plan:
    """Read a plan's JSON and the text beside it; raises PlanFileError with file and key."""
    return _outputs.load_plan(Path(path))


def load_alignment(path: StrPath) -> Alignment:
    """Read an alignment; raises PlanFileError with file and key."""
    return _outputs.load_alignment(Path(path))


def load_comparison(path: StrPath) -> Comparison:
    """Read a comparison; raises PlanFileError with file and key."""
    return _outputs.load_comparison(Path(path))


def write_plan(plan: Plan, folder: StrPath) -> Path:
    """Write `<id>.json` and `<id>.txt` into `folder`; return the path of the JSON."""
    return _outputs.write_plan(plan, Path(folder))


def write_alignment(alignment: Alignment, path: StrPath) -> Path:
    """Write `alignment` as JSON."""
    return _outputs.write_alignment(alignment, Path(path))


def write_comparison(comparison: Comparison, path: StrPath) -> Path:
    """Write `comparison` as JSON."""
    return _outputs.write_comparison(comparison, Path(path))


def write_report(report: Report, folder: StrPath) -> tuple[Path, ...]:
    """Write all files of `report` below `folder`; return their paths."""
    return _outputs.write_report(report, Path(folder))


def to_json(value: Plan | Alignment | Comparison) -> str:
    """Return `value` as its file has it; a plan's exact text is not part of it.

    >>> from extractor.model.compared.alignment import Alignment
    >>> from_json(to_json(Alignment(plans=(), groups=())), Alignment).groups
    ()
    """
    return _outputs.encode(value).decode()


def from_json(content: str | bytes, kind: type[Stored], *, text: str = "") -> Stored:
    """Read what `to_json` gave; for a plan, `text` is its exact text. Raises PlanFileError with the key."""
    data = content.encode() if isinstance(content, str) else content
    return _outputs.decode(data, kind, text=text)
