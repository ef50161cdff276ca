"""In: mappings as they were read. Out: nothing, or `MappingError` that tells which rows do not do what they show.

Not handled: the keys of a file (`files`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.errors import MappingError
from extractor.language.folding import fold
from extractor.language.quantities import find_faults, load_quantity_words
from extractor.language.scanner import find_phrase_faults, load_scanner
from extractor.mappings.files import read_text
from extractor.model.mappings import ExampledRow, Mappings, ScoringPlainFile


def try_examples(mappings: Mappings) -> None:
    """Read each row's example and counter-example; all that fail are told in one message."""
    words = load_quantity_words(mappings)
    tables = (("measures", mappings.measures.measures), ("relations", mappings.relations.relations))
    for name, rows in (*tables, ("relations", mappings.relations.changes)):
        _refuse_rows(name, find_faults(words, rows))
    _refuse_rows("phrases/clauses", _find_pattern_faults((row.pattern, row) for row in mappings.clauses.clauses))
    _refuse_rows("phrases/contract", _find_pattern_faults((row.regex, row) for row in mappings.contract.words))
    _refuse_rows("phrases/scoring_plain", _find_plain_faults(mappings.scoring_plain))
    for name, file in (("phrases/deadlines", mappings.deadlines), ("phrases/targets", mappings.targets)):
        try:
            scanner = load_scanner(file, mappings)
        except ValueError as error:
            raise MappingError(f"{name}.yaml: {error}", hint="请检查该行 pattern 的括号与 «部件»") from None
        _refuse_rows(name, find_phrase_faults(scanner))


def _find_pattern_faults(rows: Iterable[tuple[str, ExampledRow]]) -> Iterator[tuple[str, str]]:
    """Yield rows whose pattern is none, does not read its example, or reads its counter-example."""
    for regex, row in rows:
        try:
            pattern = re.compile(regex)
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
