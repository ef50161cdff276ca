"""In: the folder `mappings/`. Out: `Mappings`, checked; what is broken is told with file and key.

One of the three modules that touch the data folders. Not handled: writing mappings, which a person does; only a
judgement can be added.
"""

from __future__ import annotations

import csv
import dataclasses
import json
import re
import typing
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from extractor.bounds.files import read_text as read_utf8
from extractor.bounds.policy import BOUNDS
from extractor.bounds.yaml_text import YamlError, parse_yaml_text
from extractor.errors import MappingError, UsageError, put_key_first
from extractor.judgements import append_judgement, find_fault
from extractor.language.folding import fold
from extractor.language.quantities import find_faults, load_quantity_words
from extractor.language.scanner import find_phrase_faults, load_scanner
from extractor.model.judgement import Judgement, JudgementsFile
from extractor.model.mappings import (
    AlignmentLineFile,
    ClausesFile,
    ColumnsFile,
    ConceptsFile,
    ConceptWord,
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
from extractor.outputs import write_file

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
    "phrases/deeds": DeedsFile,
    "phrases/scoring_plain": ScoringPlainFile,
    "phrases/deadlines": PhrasesFile,
    "phrases/targets": PhrasesFile,
}
FIELDS, CONCEPTS, CONCEPT_WORDS = "fields", "concepts.yaml", "concept_words.csv"
"""The folder of packs, one folder for each field of policy, and what a pack holds; the words' sources may be absent."""
JUDGEMENTS = "judgements.yaml"
ALIGNMENT_LINE = "alignment.yaml"
"""The two files that may be absent: then nothing has been decided, or learned from it."""
T = TypeVar("T")
STEP = re.compile(r"[a-z_0-9]+|\[")
"""columns[3].headings[0]"""


def default_folder() -> Path:
    """Return the folder of mappings that comes along: in an installed package, else beside it in a checkout."""
    package = Path(__file__).parent
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
    _check_unique(root / "units.yaml", "functions", [f.id for f in parts["units"].functions])
    packed = load_packs(root / FIELDS, [one.name for one in parts["fields"].fields])
    judgements = load_judgements(root, [concept.id for concept in packed.concepts])
    parts["terms"] = dataclasses.replace(
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
    _try_examples(mappings)
    return mappings


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
        _check_unique(path / CONCEPTS, "concepts", [concept.id for concept in concepts])
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


def _try_examples(mappings: Mappings) -> None:
    """Read each row's example and counter-example; all that fail are told in one message."""
    words = load_quantity_words(mappings)
    tables = (("measures", mappings.measures.measures), ("relations", mappings.relations.relations))
    for name, rows in (*tables, ("relations", mappings.relations.changes)):
        _refuse_rows(name, find_faults(words, rows))
    _refuse_rows("phrases/clauses", _find_clause_faults(mappings.clauses))
    _refuse_rows("phrases/scoring_plain", _find_plain_faults(mappings.scoring_plain))
    for name, file in (("phrases/deadlines", mappings.deadlines), ("phrases/targets", mappings.targets)):
        try:
            scanner = load_scanner(file, mappings)
        except ValueError as error:
            raise MappingError(f"{name}.yaml: {error}", hint="请检查该行 pattern 的括号与 «部件»") from None
        _refuse_rows(name, find_phrase_faults(scanner))


def _find_clause_faults(file: ClausesFile) -> Iterator[tuple[str, str]]:
    for row in file.clauses:
        try:
            pattern = re.compile(row.pattern)
        except re.error as error:
            yield row.example, f"pattern 不合法（{error}）"
            continue
        if not pattern.search(fold(row.example)):
            yield row.example, "example 没有读出"
        if pattern.search(fold(row.counter)):
            yield row.example, f"counter “{row.counter}” 不应被读出"


def _find_plain_faults(file: ScoringPlainFile) -> Iterator[tuple[str, str]]:
    """Yield rows of scoring clauses that do not do what they show; a plain row takes a whole clause."""
    for row in (*file.plain, *file.doubts):
        try:
            pattern = re.compile(row.pattern)
        except re.error as error:
            yield row.name, f"pattern 不合法（{error}）"
            continue
        look = pattern.fullmatch if row in file.plain else pattern.search
        if not look(fold(row.example)):
            yield row.name, "example 没有读出"
        if look(fold(row.counter)):
            yield row.name, f"counter “{row.counter}” 不应被读出"


def _refuse_rows(name: str, faults: Iterable[tuple[str, str]]) -> None:
    told = [f"{word}：{fault}" for word, fault in faults]
    if told:
        raise MappingError(f"{name}.yaml: {'；'.join(told)}", hint="请改正该行的词、pattern、example 或 counter")


def load_judgements(folder: Path, concepts: Sequence[str]) -> JudgementsFile:
    """Read and check what persons have decided; an absent file holds nothing."""
    path = folder / JUDGEMENTS
    if not path.exists():
        return JudgementsFile()
    return _check_judgements(path, parse_judgements(path, read_text(path)), concepts)


def load_alignment_line(path: Path) -> AlignmentLineFile:
    """Read the line that `review train --write` left; an absent file changes nothing."""
    return load_file(path, AlignmentLineFile) if path.exists() else AlignmentLineFile()


def add_judgement(judgement: Judgement, folder: Path | None = None) -> Path:
    """Write `judgement` behind those of `folder`, every other line kept as it is; return the file.

    Raises MappingError where it is not complete or the file cannot take it; the file is written whole or not at all.
    """
    root = folder or default_folder()
    known = load_mappings(root)
    path, concepts = root / JUDGEMENTS, [concept.id for concept in known.concepts.concepts]
    wanted = (*known.judgements.judgements, judgement)
    _check_judgements(path, JudgementsFile(judgements=wanted), concepts)
    text = append_judgement(read_text(path) if path.exists() else "", judgement)
    if not _reads_as(path, text, wanted):
        raise MappingError(
            f"{path.name}: 末尾不是 judgements 的列表，加不上", hint="请把 judgements 移到文件末尾，每条以“- ”开头"
        )
    try:
        return write_file(path, text.encode("utf-8"))
    except UsageError as error:
        raise MappingError(error.message, hint="请检查文件夹权限，或用 --mappings 换一个文件夹") from None


def parse_judgements(path: Path, text: str) -> JudgementsFile:
    """Return the text of `judgements.yaml` as its dataclass; a list whose last line was deleted is empty."""
    content = parse_yaml(path, text)
    if content is None or content == {"judgements": None}:
        return JudgementsFile()
    return check(path, content, JudgementsFile)


def _reads_as(path: Path, text: str, wanted: tuple[Judgement, ...]) -> bool:
    try:
        return parse_judgements(path, text).judgements == wanted
    except MappingError:
        return False


def _check_judgements(path: Path, file: JudgementsFile, concepts: Sequence[str]) -> JudgementsFile:
    for number, judgement in enumerate(file.judgements):
        fault = find_fault(judgement, concepts)
        if fault:
            raise MappingError(f"{path.name}: judgements[{number}] {fault[0]}", hint=fault[1])
    return file


def load_file(path: Path, kind: type[T]) -> T:
    """Read one YAML file as the dataclass `kind`."""
    return check(path, parse_yaml(path, read_text(path)), kind)


def read_text(path: Path) -> str:
    """Return what a mapping file says."""
    if not path.exists():
        raise MappingError(f"{path.name}: 映射文件缺失（应在 {path.parent}）", hint="请从项目中恢复该文件")
    return read_utf8(path, BOUNDS.data_bytes, MappingError)


def parse_yaml(path: Path, text: str) -> Any:
    """Return what the YAML `text` of `path` holds."""
    try:
        return parse_yaml_text(text, path.name)
    except YamlError as error:
        raise MappingError(error.message, hint=error.hint) from None


def check(path: Path, content: Any, kind: type[T]) -> T:
    """Return `content` as `kind`, or raise MappingError that names the key and what is allowed."""
    _check_keys(path, content, kind, "")
    try:
        return msgspec.convert(content, kind)
    except msgspec.ValidationError as error:
        where = str(error).partition(" - at `$.")[2].rstrip("`")
        raise MappingError(f"{path.name}: {put_key_first(str(error))}", hint=describe_allowed(kind, where)) from None


def describe_allowed(kind: Any, where: str) -> str:
    """Say what may stand at `where` in a file of `kind`.

    >>> describe_allowed(ColumnsFile, "columns[3].headings[0]")
    '此处应为文字（必要时加引号）'
    """
    hint = kind
    for name in STEP.findall(where):
        options = [part for part in typing.get_args(hint) if part is not type(None)]
        if name == "[" or name.isdigit():
            hint = options[0] if name == "[" and options else hint
        else:
            hint = _find_types(hint).get(name, str)
    if typing.get_origin(hint) is typing.Literal:
        return f"此处可填：{'、'.join(map(str, typing.get_args(hint)))}"
    if dataclasses.is_dataclass(hint):
        return f"允许的键：{'、'.join(field.name for field in dataclasses.fields(hint))}"
    return "此处应为列表，如 [甲, 乙]" if typing.get_origin(hint) is tuple else "此处应为文字（必要时加引号）"


@cache
def _find_types(kind: Any) -> dict[str, Any]:
    """Return the types of a class's fields; asked for every row of a file, they are found once."""
    return typing.get_type_hints(kind)


def _check_keys(path: Path, content: Any, kind: Any, where: str) -> None:
    """Refuse unknown keys on every level, which a plain conversion would pass over."""
    allowed = [field.name for field in dataclasses.fields(kind)]
    hint = f"允许的键：{'、'.join(allowed)}"
    if not isinstance(content, dict):
        raise MappingError(f"{path.name}: {where.rstrip('.') or '顶层'}应为键值表", hint=hint)
    types = _find_types(kind)
    for key, value in content.items():
        if key not in allowed:
            raise MappingError(f"{path.name}: {where}{key} 不是认识的键", hint=hint)
        inner = [part for part in typing.get_args(types[key]) if dataclasses.is_dataclass(part)]
        if inner and isinstance(value, list):
            for index, entry in enumerate(value):
                _check_keys(path, entry, inner[0], f"{where}{key}[{index}].")


def _check_unique(path: Path, key: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for item in ids:
        if item in seen:
            raise MappingError(f"{path.name}: {key} 中的 id “{item}” 出现了两次", hint="每个 id 只能用一次")
        seen.add(item)


def load_patterns(folder: Path) -> tuple[dict[str, Any], ...]:
    """Read spaCy patterns, one JSON object a line, from all `*.jsonl` files of `folder` in the order of their names."""
    found: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.jsonl")) if folder.is_dir() else ():
        for number, line in enumerate(read_text(path).splitlines(), start=1):
            if not line.strip() or line.lstrip().startswith("//"):
                continue
            try:
                entry = json.loads(line, parse_constant=_refuse)
            except (ValueError, RecursionError):
                raise MappingError(
                    f"patterns/{path.name}: 第 {number} 行不是合法的 JSON", hint='每行应为 {"label": …, "pattern": …}'
                ) from None
            if not isinstance(entry, dict) or not entry.get("label") or not entry.get("pattern"):
                raise MappingError(
                    f"patterns/{path.name}: 第 {number} 行缺少 label 或 pattern", hint="允许的键：label、pattern、id"
                )
            _try_pattern(entry, f"patterns/{path.name}: 第 {number} 行")
            found.append(entry)
    return tuple(found)


def _refuse(constant: str) -> None:
    """Refuse NaN and the like, which are no JSON."""
    raise ValueError(constant)


def _try_pattern(entry: dict[str, Any], where: str) -> None:
    """Try one pattern by itself, so that a broken one is told with its line and not with every document."""
    import spacy

    if not isinstance(entry["label"], str):
        raise MappingError(f"{where}的 label 应为文字", hint="例如 UNIT 或 DEADLINE")
    language = spacy.blank("zh")
    try:
        language.add_pipe("entity_ruler").add_patterns([entry])  # type: ignore[attr-defined]
        language("县财政局2026年6月底前")
    except Exception as error:  # noqa: BLE001 - spaCy raises whatever its matcher meets
        said = " ".join(str(error).split())[:120]
        raise MappingError(f"{where}的 pattern 不成立（{said}）", hint="写法见 spaCy 的 EntityRuler") from None
