"""In: `Rulebook`. Out: its YAML file, and from such a file the rulebook again, checked; the JSON Schema of the file.

Numbers are exact in both directions. A file edited into nonsense gets one line: the file, its line, what was seen,
what is allowed. Not handled: keeping a person's comments when the file is written again.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from extractor.errors import ExtractorError
from extractor.model.expression import print_number
from extractor.model.rulebook import RULEBOOK_SCHEMA, Rulebook
from extractor.rulebook.analysis.file_checks import find_faults

HEADER = """\
# 计分规则：{title}
# 每条规则的 reference.quote 是印在方案里的原句，reads_as 是程序的理解，tree 是实际计算；readings 须由考核单位确认。
# Rules as data: `reference.quote` is the printed sentence, `reads_as` how it was understood, `tree` what is computed.
"""


class RulebookFileError(ExtractorError):
    """A rulebook file is not what its schema says."""


def render_yaml(rulebook: Rulebook) -> str:
    """Return the rulebook file, the same bytes for the same rulebook; parse_yaml gives an equal rulebook back."""
    import msgspec
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        """Writes Decimals as plain numbers and never uses references to earlier nodes."""

        def ignore_aliases(self, data: Any) -> bool:
            del data
            return True

    def represent(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
        plain = print_number(number)
        return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in plain else 'int'}", plain)

    Dumper.add_representer(Decimal, represent)
    content = _prune({"schema": rulebook.schema} | msgspec.to_builtins(rulebook, builtin_types=(Decimal,)))
    body = yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    return HEADER.format(title=rulebook.title or rulebook.plan) + body


def _prune(content: Any) -> Any:
    """Leave out what is not stated: nulls and empty lists, which are the defaults."""
    if isinstance(content, dict):
        return {key: _prune(value) for key, value in content.items() if value is not None and value not in ([], ())}
    if isinstance(content, list | tuple):
        return [_prune(value) for value in content]
    return content


def parse_yaml(text: str, name: str = "rulebook.yaml") -> Rulebook:
    """Return the rulebook of a file. `name` is for messages.

    Raises RulebookFileError with file, line, key and what is allowed.
    """
    import msgspec
    import yaml

    lines: dict[str, int] = {}
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        content = _construct(root, "$", lines) if root is not None else None
    except RecursionError:
        raise RulebookFileError(f"{name}: 嵌套过深，或引用了自己", hint="请勿使用 & 与 *") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else "某处"
        raise RulebookFileError(f"{name}: {where}不是合法的 YAML", hint="请检查缩进、冒号与引号") from None
    if not isinstance(content, dict) or content.get("schema") != RULEBOOK_SCHEMA:
        seen = content.get("schema") if isinstance(content, dict) else None
        raise RulebookFileError(
            f"{name}: 第1行起不是计分规则文件（schema 为{seen}）", hint=f"schema 应为 {RULEBOOK_SCHEMA}"
        )
    try:
        rulebook: Rulebook = msgspec.convert(content, Rulebook)
    except (msgspec.ValidationError, ArithmeticError) as error:
        raise _wrap(str(error), lines, name) from None
    known = _prune(msgspec.to_builtins(rulebook, builtin_types=(Decimal,)))
    unknown = _find_unknown(content, known, "$")
    if unknown:
        path, allowed = unknown
        raise RulebookFileError(f"{name}: 第{_line(path, lines)}行 {path[2:]} 是不认识的字段", hint=f"可用：{allowed}")
    for fault in find_faults(rulebook):
        raise RulebookFileError(
            f"{name}: 第{_line(fault.path, lines)}行 {fault.path[2:]} {fault.message}", hint=fault.hint
        )
    return rulebook


def _construct(node: Any, path: str, lines: dict[str, int]) -> Any:
    """Build plain values, numbers exact, and note the line of each path."""
    import yaml

    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        built = {}
        for key, value in node.value:
            inner = f"{path}.{key.value}"
            built[key.value] = _construct(value, inner, lines)
            lines[inner] = key.start_mark.line + 1
        return built
    if isinstance(node, yaml.SequenceNode):
        return [_construct(value, f"{path}[{place}]", lines) for place, value in enumerate(node.value)]
    kind = node.tag.rpartition(":")[2]
    if kind == "int" and re.fullmatch(r"[+-]?\d+", node.value):
        return int(node.value)
    if kind in {"int", "float"} and re.fullmatch(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", node.value):
        return Decimal(node.value)
    if kind == "bool":
        return node.value.lower() in {"true", "yes", "on"}
    return None if kind == "null" else node.value


def _line(path: str, lines: dict[str, int]) -> int:
    """Return the line of `path`, or of the nearest thing around it that the file has."""
    while path not in lines and path != "$":
        path = re.sub(r"(?:\.[^.\[\]]+|\[\d*\]|\[\.\.\.\])$", "", path) or "$"
    return lines.get(path, 1)


def _wrap(message: str, lines: dict[str, int], name: str) -> RulebookFileError:
    what, _, path = message.partition(" - at `")
    path = path.rstrip("`") or "$"
    said = re.sub(r"Object missing required field `(\w+)`", r"缺少字段 \1", what)
    said = re.sub(r"Expected `([^`]+)`, got `([^`]+)`", r"应为 \1，写的是 \2", said)
    said = re.sub(r"Invalid (?:enum )?value '?([^']*)'?", r"不允许的值“\1”", said)
    return RulebookFileError(
        f"{name}: 第{_line(path, lines)}行 {path.removeprefix('$.')} {said}", hint="各字段见 extractor schema rulebook"
    )


def _find_unknown(content: Any, known: Any, path: str) -> tuple[str, str] | None:
    """Return the first key that the types do not have, with the keys they have; values that are defaults may differ."""
    if isinstance(content, dict) and isinstance(known, dict):
        for key, value in content.items():
            if key in known:
                found = _find_unknown(value, known[key], f"{path}.{key}")
                if found:
                    return found
            elif value is not None and value != []:
                return f"{path}.{key}", "、".join(known)
    if isinstance(content, list) and isinstance(known, list):
        for place, (value, same) in enumerate(zip(content, known, strict=False)):
            found = _find_unknown(value, same, f"{path}[{place}]")
            if found:
                return found
    return None


def build_schema() -> dict[str, Any]:
    """Return the JSON Schema of the rulebook file; exact decimals are numbers there."""
    import msgspec

    schema = msgspec.json.schema(Rulebook)
    plain: dict[str, Any] = _as_numbers(json.loads(json.dumps(schema)))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": RULEBOOK_SCHEMA} | plain


def _as_numbers(part: Any) -> Any:
    if isinstance(part, dict):
        if part.get("format") == "decimal":
            return {"type": "number"}
        return {key: _as_numbers(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_as_numbers(value) for value in part]
    return part
