"""In: a YAML file of `mappings/` and the type that it is to be. Out: it, checked key by key.

Not handled: what its rows mean together (`trying`).
"""

from __future__ import annotations

import dataclasses
import typing
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from extractor.bounds.files import read_text as read_utf8
from extractor.bounds.policy import BOUNDS
from extractor.bounds.yaml_text import YamlError, parse_yaml_text
from extractor.errors import MappingError, put_key_first
from extractor.language.needs import compile_late

T = TypeVar("T")
STEP = compile_late(r"[a-z_0-9]+|\[")
"""columns[3].headings[0]"""


def load_file(path: Path, kind: type[T]) -> T:
    """Read one YAML file as `kind`."""
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

    >>> from extractor.model.mappings import ColumnsFile
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
    if _list_keys(hint):
        return f"允许的键：{'、'.join(_list_keys(hint))}"
    return "此处应为列表，如 [甲, 乙]" if typing.get_origin(hint) is tuple else "此处应为文字（必要时加引号）"


@cache
def _list_keys(kind: Any) -> tuple[str, ...]:
    """Return the keys of a type that a mapping file is made of; other types have none."""
    if dataclasses.is_dataclass(kind):
        return tuple(field.name for field in dataclasses.fields(kind))
    return getattr(kind, "__struct_fields__", ())


@cache
def _find_types(kind: Any) -> dict[str, Any]:
    """Return the types of a class's fields; asked for every row of a file, they are found once."""
    return typing.get_type_hints(kind)


def _check_keys(path: Path, content: Any, kind: Any, where: str) -> None:
    """Refuse unknown keys on every level, which a plain conversion would pass over."""
    allowed = _list_keys(kind)
    hint = f"允许的键：{'、'.join(allowed)}"
    if not isinstance(content, dict):
        raise MappingError(f"{path.name}: {where.rstrip('.') or '顶层'}应为键值表", hint=hint)
    types = _find_types(kind)
    for key, value in content.items():
        if key not in allowed:
            raise MappingError(f"{path.name}: {where}{key} 不是认识的键", hint=hint)
        inner = [part for part in typing.get_args(types[key]) if _list_keys(part)]
        if inner and isinstance(value, list):
            for index, entry in enumerate(value):
                _check_keys(path, entry, inner[0], f"{where}{key}[{index}].")


def check_unique(path: Path, key: str, ids: list[str]) -> None:
    """Refuse an id that stands twice."""
    seen: set[str] = set()
    for item in ids:
        if item in seen:
            raise MappingError(f"{path.name}: {key} 中的 id “{item}” 出现了两次", hint="每个 id 只能用一次")
        seen.add(item)
