"""In: folders of annotations and of plans. Out: the score over all documents that are annotated.

Not handled: writing anything.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extractor.errors import PlanFileError, UsageError
from extractor.evaluation.documents import score_document
from extractor.evaluation.groups import score_alignment
from extractor.evaluation.score import Record, Score
from extractor.evaluation.unread import score_unread


def evaluate_folders(
    annotations: Path,
    plans: Path,
    *,
    only: str | None = None,
    alignment: Path | None = None,
    groups: Path | None = None,
) -> tuple[Score, tuple[str, ...]]:
    """Score `plans`/DOC.json against `annotations`/DOC.json; return the score and the documents without a plan.

    With `alignment` and `groups` the pairs of aligned items are scored too.
    """
    score, absent = Score(), []
    wanted: dict[str, Record] = {}
    given: dict[str, Record] = {}
    for path in _find_annotations(annotations, plans):
        annotation = load_record(path)
        if "metadata" not in annotation or (only and path.stem != only):
            continue
        beside = plans / path.name
        if not beside.is_file():
            absent.append(path.stem)
        wanted[path.stem], given[path.stem] = annotation, load_record(beside) if beside.is_file() else {}
        score_document(wanted[path.stem], given[path.stem], score, path.stem)
        if "unread" in given[path.stem]:
            score_unread(annotation, given[path.stem], load_text(beside.with_suffix(".txt")), score, path.stem)
    if not wanted:
        raise UsageError(f"{annotations}: 没有{only or ''}标注", hint="标注文件按 SPEC.md 写，每份一个 <id>.json")
    if alignment and groups:
        try:
            score_alignment(wanted, given, load_record(alignment), load_record(groups), score)
        except (KeyError, AttributeError, TypeError, IndexError):
            raise PlanFileError(
                f"{alignment.name} 与 {groups.name}: 其中一个不是对齐或标注分组的文件",
                hint="--alignment 给 alignment.json，--groups 给人工分组（写法见 SPEC.md）",
            ) from None
    return score, tuple(absent)


def load_text(path: Path) -> str:
    """Read the text beside a plan; empty where there is none."""
    return path.read_text("utf-8") if path.is_file() else ""


def load_record(path: Path) -> dict[str, Any]:
    """Read one JSON object; raises PlanFileError with the file and the line where it is none."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise PlanFileError(
            f"{path.name}: 第 {error.lineno} 行不是合法的 JSON", hint="请检查括号、引号与逗号"
        ) from None
    except UnicodeDecodeError:
        raise PlanFileError(f"{path.name}: 不是 UTF-8 编码", hint="请另存为 UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path}: 打不开（{error.strerror}）", hint="请检查路径") from None
    if not isinstance(content, dict):
        raise PlanFileError(f"{path.name}: 顶层应为 JSON 对象", hint="写法见 tests/evaluation/SPEC.md")
    return content


def _find_annotations(annotations: Path, plans: Path) -> list[Path]:
    for folder in (annotations, plans):
        if not folder.is_dir():
            raise UsageError(f"{folder}: 没有这个文件夹", hint="请检查路径")
    return sorted(annotations.glob("*.json"))
