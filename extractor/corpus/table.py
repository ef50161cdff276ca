"""In: the bytes of `corpus.csv` or `corpus.xlsx`. Out: a `CorpusRow` for each document; and rows as CSV again.

Not handled: the documents themselves, and whether a file is there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, TypeVar

from extractor.errors import CorpusError, ExtractorError
from extractor.language.needs import compile_late
from extractor.model.corpus import CorpusRow, DocumentPart
from extractor.model.facts.plan import PlanLevel
from extractor.report.csv_files import guard, unguard

YEAR_JOINT = compile_late(r"[—–~至]")

COLUMNS = tuple(field.name for field in fields(CorpusRow))
HEADS = {
    "文件": "file", "方案": "plan", "部分": "part", "地区": "place", "发文单位": "issuer", "层级": "level",
    "年度": "year", "领域": "field", "上级方案": "superior", "代替": "replaces", "网址": "url", "备注": "note",
    "period": "year",
}  # fmt: skip
"""Chinese heads that are understood as well"""
PARTS = {"通知": "notice", "正文": "body", "附件": "annex"}
LEVELS = {
    "国家": "nation", "省": "province", "市": "city", "县": "county", "部门": "department", "乡镇": "township",
}  # fmt: skip
YEAR = compile_late(r"(?:19|20)\d{2}(?:[-—–~至](?:19|20)\d{2})?")
TOLD_ONCE = ("place", "issuer", "level", "year", "field", "superior", "replaces")
"""what is the plan's own: rows of one plan may not tell two of it"""
MOST_ROWS = 100_000
Code = TypeVar("Code", bound=StrEnum)


def read_corpus_table(content: bytes, name: str) -> tuple[CorpusRow, ...]:
    r"""Return the rows of a table of documents. Raises CorpusError with the row and what is allowed.

    >>> read_corpus_table("file,plan,年度\n甲正文.txt,甲,2024\n甲附件.txt,甲,\n".encode(), "corpus.csv")[1].plan
    '甲'
    """
    try:
        lines = _read_workbook(content, name) if name.lower().endswith(".xlsx") else _read_lines(content, name)
    except CorpusError:
        raise
    except (ExtractorError, csv.Error) as error:
        raise CorpusError(f"{name}: {error}") from None
    heads = _read_heads(lines[0] if lines else [], name)
    rows = [
        _read_row(dict(zip(heads, cells, strict=False)), f"{name} 第{number}行")
        for number, cells in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]
    _check_rows(rows, name)
    return tuple(rows)


def render_corpus_table(rows: Iterable[CorpusRow]) -> bytes:
    """Return the rows as CSV that a spreadsheet opens; what is not told is an empty cell."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guard(str(getattr(row, column) or "")) for column in COLUMNS] for row in rows)
    return lines.getvalue().encode("utf-8-sig")


def _read_lines(content: bytes, name: str) -> list[list[str]]:
    from extractor.rulebook.io.observations import read_csv_rows

    rows = read_csv_rows(content, name)
    mark = next((mark for mark in "\t;" if rows and len(rows[0]) == 1 and mark in rows[0][0]), None)
    if mark is None:
        return rows
    from extractor.rulebook.io.observations import decode

    return list(csv.reader(io.StringIO(decode(content, name), newline=""), delimiter=mark))


def _read_workbook(content: bytes, name: str) -> list[list[str]]:
    from extractor.rulebook.io.xlsx_reader import read_sheets

    sheets = read_sheets(content, name)
    return [[words for words, _ in row] for row in sheets[0][1]] if sheets else []


def _read_heads(cells: Sequence[str], name: str) -> list[str]:
    heads = [HEADS.get(cell.strip(), cell.strip().lower()) for cell in cells]
    hint = f"允许的列：{'、'.join(COLUMNS)}，其中 file 必填"
    for head in heads:
        if head and (head not in COLUMNS or heads.count(head) > 1):
            raise CorpusError(f"{name}: 列“{head[:40]}”不认识或出现了两次", hint=hint)
    if "file" not in heads:
        raise CorpusError(f"{name}: 没有 file 这一列", hint=hint)
    return heads


def _read_row(cells: Mapping[str, str], where: str) -> CorpusRow:
    told: dict[str, Any] = {key: unguard(cells.get(key, "").strip()) or None for key in COLUMNS}
    file = (told["file"] or "").replace("\\", "/")
    path = PurePosixPath(file)
    if not file or "\0" in file or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise CorpusError(f"{where}: file 缺失，或不在本文件夹内", hint="请写相对路径，如 云岭县/正文.pdf")
    told["file"] = file
    told["part"] = _read_code(DocumentPart, PARTS, told["part"], f"{where}: part")
    told["level"] = _read_code(PlanLevel, LEVELS, told["level"], f"{where}: level")
    if told["year"] is not None:
        year = told["year"].removesuffix("年").removesuffix(".0")
        if not YEAR.fullmatch(year):
            raise CorpusError(f"{where}: year 写的是“{told['year'][:20]}”", hint="请写 2024 或 2021-2025")
        told["year"] = YEAR_JOINT.sub("-", year)
    return CorpusRow(**told)


def _read_code(kind: type[Code], chinese: Mapping[str, str], word: str | None, where: str) -> Code | None:
    if word is None:
        return None
    code = chinese.get(word) or chinese.get(word.removesuffix("级")) or word.lower()
    try:
        return kind(code)
    except ValueError:
        raise CorpusError(f"{where} 写的是“{word[:20]}”", hint=f"允许：{'、'.join(kind)}") from None


def _check_rows(rows: Sequence[CorpusRow], name: str) -> None:
    if not rows or len(rows) > MOST_ROWS:
        raise CorpusError(f"{name}: 没有列出文件，或多于 {MOST_ROWS} 行", hint="每个文件一行")
    files: set[str] = set()
    told: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.file in files:
            raise CorpusError(f"{name}: {row.file[:60]} 列了两次", hint="每个文件一行")
        files.add(row.file)
        for key in TOLD_ONCE if row.plan else ():
            value = getattr(row, key)
            if value is not None and told.setdefault((str(row.plan), key), value) != value:
                raise CorpusError(
                    f"{name}: 方案 {row.plan} 的 {key} 有两个：{told[str(row.plan), key][:30]}、{value[:30]}",
                    hint="同一方案的各行应一致，或只写一行",
                )
