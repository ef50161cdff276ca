"""In: plans, alignments, comparisons, reports. Out: files, each written whole or not at all; and the same read back.

One of the three modules that touch the data folders. A plan is two files: `<id>.json`, and `<id>.txt` with its exact
text, into which every `place` counts. Not handled: several programs writing into one folder at once.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from extractor.bounds.files import read_file
from extractor.bounds.names import find_fault, show_controls
from extractor.bounds.policy import BOUNDS
from extractor.errors import ExtractorError, PlanFileError, UsageError, put_key_first
from extractor.model.facts.plan import Plan

if TYPE_CHECKING:
    from extractor.model.compared.alignment import Alignment
    from extractor.model.compared.comparison import Comparison
    from extractor.model.report import Report

T = TypeVar("T")
ONLY_WHERE_SET = frozenset({"address", "pieces", "document", "by", "url"})
"""Keys of places and values that are left out where they hold nothing."""
HOLDS_MORE = (dict, list, tuple)
MOST_QUOTES = 8
"""around the four keys of a place: more stand around names"""
_BOX = r"\[[^\]\"]*\]"
_PLACE = re.compile(
    rf"""
      \{{\s+"start":\s\d+,\s+"end":\s\d+,\s+"page":\s(?:null|\d+),\s+"bbox":\s(?:null|{_BOX})
      (?:,\s+"(?:address|document)":\s"(?:[^"\\]|\\.)*")*\s+\}}
    | "bbox":\s{_BOX}
    """,
    re.VERBOSE,
)
"""A place as an indented writer lays it out; no string can match, since quotes in strings are escaped."""
_OFFSET = re.compile(rb'"(?:start|end)":\s{0,9}(-?\d{1,12})\b')
_BREAK = re.compile(r"(?P<open>[{\[])?\n\s*(?P<close>[}\]])?")
"""{\n  "start": 3,\n  "end": 9\n}: a place is written on one line"""


class PackedPlan(msgspec.Struct, frozen=True):
    """The two files of a plan as bytes, which travel between processes at little cost."""

    id: str
    text: bytes
    json: bytes


def pack_plan(plan: Plan) -> PackedPlan:
    """Return what is written of a plan."""
    check_id(plan.id)
    return PackedPlan(plan.id, plan.text.encode("utf-8"), encode(plan))


def write_packed(packed: PackedPlan, folder: Path) -> Path:
    """Write `<id>.json` and `<id>.txt` into `folder`; return the path of the JSON."""
    write_file(folder / f"{packed.id}.txt", packed.text)
    return write_file(folder / f"{packed.id}.json", packed.json)


def write_plan(plan: Plan, folder: Path) -> Path:
    """Write `<id>.json` and `<id>.txt` into `folder`; return the path of the JSON."""
    return write_packed(pack_plan(plan), folder)


def write_alignment(alignment: Alignment, path: Path) -> Path:
    """Write `alignment` as JSON."""
    return write_file(path, encode(alignment))


def write_comparison(comparison: Comparison, path: Path) -> Path:
    """Write `comparison` as JSON."""
    return write_file(path, encode(comparison))


def write_report(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write all files of `report` below `folder`; return their paths."""
    return tuple(write_file(folder / file.path, file.content) for file in report.files)


def load_earlier(folder: Path, pattern: str) -> Iterator[bytes]:
    """Yield the contents of the files below `folder` that match `pattern`; one that cannot be read is passed over."""
    for path in sorted(folder.glob(pattern)):
        try:
            yield read_file(path, BOUNDS.document_bytes, PlanFileError)
        except ExtractorError:
            continue


def load_plan(path: Path) -> Plan:
    """Read `path` and the text beside it.

    Raises PlanFileError with file and key where either is missing or not what the schema says.
    """
    plan = _load(path, Plan)
    check_id(plan.id, path.name)
    beside = path.with_suffix(".txt")
    try:
        text = read_file(beside, BOUNDS.document_bytes, PlanFileError).decode("utf-8")
    except (PlanFileError, UnicodeDecodeError):
        raise PlanFileError(f"{beside.name}: 方案全文缺失或不是 UTF-8（应与 {path.name} 放在一起）") from None
    _check_places(path, len(text))
    return replace(plan, text=text)


def load_alignment(path: Path) -> Alignment:
    """Read an alignment; raises PlanFileError with file and key where it is not what the schema says."""
    from extractor.model.compared.alignment import Alignment

    return _load(path, Alignment)


def load_comparison(path: Path) -> Comparison:
    """Read a comparison; raises PlanFileError with file and key where it is not what the schema says."""
    from extractor.model.compared.comparison import Comparison

    return _load(path, Comparison)


def find_schema(kind: type) -> str:
    """Return the schema that a file of `kind` names at its head.

    >>> find_schema(Plan)
    'county-plan/2'
    """
    return next(str(field.default) for field in fields(kind) if field.name == "schema")


def encode(value: object) -> bytes:
    r"""Return `value` as JSON for people and for `git diff`: two spaces a level, a place on one line.

    The schema stands first; keys like `address` and `by` stand only where they hold something.

    >>> from extractor.model.facts.plan import Safeguard
    >>> from extractor.model.paper.place import Place
    >>> print(encode(Safeguard(no="一", title="加强组织领导", place=Place(3, 9))).decode(), end="")
    {
      "no": "一",
      "title": "加强组织领导",
      "place": {"start": 3, "end": 9, "page": null, "bbox": null}
    }
    """
    content = msgspec.to_builtins(value)
    _drop_empty(content)
    if isinstance(content, dict) and "schema" in content:
        content = {"schema": content.pop("schema")} | content
    if isinstance(value, Plan):
        del content["text"]
    indented = msgspec.json.format(msgspec.json.encode(content), indent=2).decode("utf-8")
    return f"{_PLACE.sub(_on_one_line, indented)}\n".encode()


def write_file(path: Path, content: bytes) -> Path:
    """Write `content` to a temporary name beside `path`, then rename it, so that no half file is ever seen."""
    if not path.name or path.is_dir():
        raise UsageError(f"{path}: 是文件夹，不是文件", hint="请在 --out 里写明文件名")
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        hint = "请把名称改短" if error.errno == errno.ENAMETOOLONG else "请检查文件夹权限与磁盘空间，或换一个 --out"
        raise UsageError(f"{path}: 写不进去（{error.strerror}）", hint=hint) from None
    return path


def check_id(plan_id: str, where: str = "") -> None:
    """Refuse an id that is no plain file name, since files are named by it."""
    fault = find_fault(plan_id)
    if fault:
        seen = show_controls(plan_id[:60])
        raise PlanFileError(
            f"{where + ': ' if where else ''}编号 {seen!r} 不能用作文件名（{fault}）",
            hint='请改 id，不要含 / \\ : * ? " < > | 与控制字符',
        )


def _check_places(path: Path, length: int) -> None:
    """Refuse a plan whose places lie beyond its text: the two files do not belong together."""
    content = read_file(path, BOUNDS.document_bytes, PlanFileError)
    offsets = [int(match[1]) for match in _OFFSET.finditer(content)] or [0]
    if max(offsets) > length or min(offsets) < 0:
        raise PlanFileError(
            f"{path.name}: 与旁边的 {path.stem}.txt 不是一对（位置到第 {max(offsets)} 字，全文有 {length} 字）",
            hint="请用 extractor extract 重新生成这两个文件",
        )


class _FileHead(msgspec.Struct, frozen=True):
    schema: str = ""


def _load(path: Path, kind: type[T]) -> T:
    content = read_file(path, BOUNDS.document_bytes, PlanFileError)
    return _decode(content, kind, path.name)


def decode(content: bytes, kind: type[T], *, text: str = "") -> T:
    """Read what `encode` gave; `text` is a plan's exact text. Raises PlanFileError with the key."""
    value = _decode(content, kind, "JSON")
    return replace(value, text=text) if isinstance(value, Plan) else value


def _decode(content: bytes, kind: type[T], name: str) -> T:
    wanted = find_schema(kind)
    try:
        seen = msgspec.json.decode(content, type=_FileHead).schema
        if seen != wanted:
            raise PlanFileError(f"{name}: schema 为 {seen!r}，应为 {wanted!r}", hint="请用本版本重新生成该文件")
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError as error:
        raise PlanFileError(f"{name}: {put_key_first(str(error))}", hint="各键的含义见 extractor schema") from None
    except RecursionError:
        raise PlanFileError(f"{name}: 嵌套过深，不是本程序写的", hint="请重新生成该文件") from None
    except (ValueError, ArithmeticError):  # what msgspec raises for damage of any kind
        raise PlanFileError(f"{name}: 不是合法的 JSON", hint="文件不全或不是本程序写的，请重新生成") from None


def _drop_empty(content: Any) -> None:
    """Take out of fresh `content` the keys that are written only where they hold something."""
    if isinstance(content, dict):
        for key in ONLY_WHERE_SET & content.keys():
            if not content[key]:
                del content[key]
        content = content.values()
    for value in content:
        if isinstance(value, HOLDS_MORE):
            _drop_empty(value)


def _on_one_line(match: re.Match[str]) -> str:
    """Only what stands at a line break is drawn together: a name that holds a blank before a bracket keeps it."""
    place = match.group()
    if place.count('"') <= MOST_QUOTES:  # keys alone, no names
        return " ".join(place.split()).replace("{ ", "{").replace(" }", "}").replace("[ ", "[").replace(" ]", "]")
    return _BREAK.sub(lambda at: f"{at['open'] or ''}{at['close'] or ''}" or " ", place)
