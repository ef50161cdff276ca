"""In: `Rulebook`. Out: its YAML file, and from such a file the rulebook again, checked; the JSON Schema of the file.

Numbers are exact in both directions. A file edited into nonsense gets one line: the file, its line, what was seen,
what is allowed. Not handled: keeping a person's comments when the file is written again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from extractor.bounds.yaml_text import YamlError, check_yaml_text
from extractor.errors import ExtractorError
from extractor.language.needs import compile_late
from extractor.model.scored.expression import print_number
from extractor.model.scored.rulebook import RULEBOOK_SCHEMA, Rulebook
from extractor.rulebook.analysis.file_checks import find_faults
from extractor.rulebook.notation.parser import parse_condition, parse_expression
from extractor.rulebook.notation.printer import Printer
from extractor.rulebook.notation.rows import build_names, build_words, parse_row, print_row
from extractor.rulebook.notation.tokens import NotationError

WHOLE = compile_late(r"[+-]?\d+")
DECIMAL = compile_late(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
LAST_STEP = compile_late(r"(?:\.[^.\[\]]+|\[\d*\]|\[\.\.\.\])$")
SAID = (
    (re.compile(r"Object missing required field `(\w+)`"), r"缺少字段 \1"),
    (re.compile(r"Expected `([^`]+)`, got `([^`]+)`"), r"应为 \1，写的是 \2"),
    (re.compile(r"Invalid (?:enum )?value '?([^']*)'?"), r"不允许的值“\1”"),
)
"""What the library says of a value that does not fit, in Chinese."""
HEADER = """\
# 计分规则：{title}
# 每条规则的 reference.quote 是印在方案里的原句，reads_as 是程序的理解，tree 是实际计算；readings 须由考核单位确认。
# tree 的写法：[…] 是观测项，@1(…) 是本指标第1句给（扣）的分，min(4, …) 最高4分，max@2(0, …) 第2句说最低0分，
# if(条件, 分, 条件, 分, …, 其余的分)，line(数, 低, 低的分, 高, 高的分) 按直线，ceil 进一、floor 舍零；
# ≥ ≤ × ÷ 且 或 非 也可写 >= <= * / and or not。tables 是分档表，逐行看 when，先成立的一行算。
# 改过以后请运行 extractor rulebook check 本文件 核对；seal 把原句与算法绑在一起，改动后会提示。
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
    content = _prune(write_trees(rulebook, msgspec.to_builtins(rulebook, builtin_types=(Decimal,))))
    body = yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    return HEADER.format(title=keep_printable(rulebook.title or rulebook.plan)) + body


def keep_printable(words: str) -> str:
    """Return words for a comment: one line, nothing that YAML does not allow."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())


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
    try:
        check_yaml_text(text, name)
        return _parse(text, name)
    except YamlError as error:
        raise RulebookFileError(error.message, hint=error.hint) from None
    except ExtractorError:
        raise
    except Exception as error:  # noqa: BLE001 - a file edited into nonsense may break whatever reads it
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:80]}"
        raise RulebookFileError(f"{name}: 有一处内容不成立（{said}）", hint="请核对最近的改动，或重新生成") from None


def _parse(text: str, name: str) -> Rulebook:
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
    read_trees(content, lines, name)
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


def write_trees(rulebook: Rulebook, content: dict[str, Any]) -> dict[str, Any]:
    """Put each tree as a line into the content of a file."""
    words = build_words(rulebook.inputs, rulebook.parameters)
    plainly = Printer(lambda name: words.get(name, name))
    content["indicators"] = tuple(
        _order_row(written, print_row(row, words))
        for row, written in zip(rulebook.indicators, content["indicators"], strict=True)
    )
    for effect, written in zip(rulebook.effects, content["effects"], strict=True):
        written["when"] = plainly.print(effect.when) if effect.when is not None else None
        written["amount"] = plainly.print(effect.amount) if effect.amount is not None else None
    for check, written in zip(rulebook.checks, content["checks"], strict=True):
        written["holds"] = plainly.print(check.holds)
    return {"schema": rulebook.schema} | content


LAST = ("rules", "readings", "reference", "seal")


def _order_row(written: dict[str, Any], lines: dict[str, Any]) -> dict[str, Any]:
    """Put the lines of a row's tree before its sentences."""
    first = {key: value for key, value in written.items() if key not in LAST}
    return first | lines | {key: written[key] for key in LAST}


def read_trees(content: dict[str, Any], lines: dict[str, int], name: str) -> None:
    """Put trees in the place of the lines of a file's content. Raises RulebookFileError with the line's place."""
    known = [
        (str(one.get("name")), str(one.get("label")), str(one.get("kind", "setting")))
        for one in (*_list(content, "inputs"), *_list(content, "parameters"))
    ]
    for place, row in enumerate(_list(content, "indicators")):
        rules = [str(rule.get("id")) for rule in _list(row, "rules")]
        tables = row.pop("tables", None) or {}
        path = f"$.indicators[{place}]"
        with _telling(name, f"{path}.tree", lines):
            if isinstance(row.get("tree"), str | int | Decimal):
                row["tree"] = _to_content(parse_row(str(row["tree"]), tables, known, rules))
    names = build_names(known, ())
    for key, field, parse in (
        ("effects", "when", parse_condition),
        ("effects", "amount", parse_expression),
        ("checks", "holds", parse_condition),
    ):  # fmt: skip
        for place, one in enumerate(_list(content, key)):
            with _telling(name, f"$.{key}[{place}].{field}", lines):
                if isinstance(one.get(field), str | int | Decimal):
                    one[field] = _to_content(parse(str(one[field]), names))


def _list(content: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = content.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _to_content(tree: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(tree, builtin_types=(Decimal,))


@contextmanager
def _telling(name: str, path: str, lines: dict[str, int]) -> Iterator[None]:
    """Turn what cannot be read in a line into an error that names the file and the line."""
    try:
        yield
    except NotationError as error:
        raise RulebookFileError(
            f"{name}: 第{_line(path, lines)}行 {path[2:]} {error.message}", hint=error.hint
        ) from None


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
    if kind == "int" and WHOLE.fullmatch(node.value):
        return int(node.value)
    if kind in {"int", "float"} and DECIMAL.fullmatch(node.value):
        return Decimal(node.value)
    if kind == "bool":
        return node.value.lower() in {"true", "yes", "on"}
    return None if kind == "null" else node.value


def _line(path: str, lines: dict[str, int]) -> int:
    """Return the line of `path`, or of the nearest thing around it that the file has."""
    while path not in lines and path != "$":
        path = LAST_STEP.sub("", path) or "$"
    return lines.get(path, 1)


def _wrap(message: str, lines: dict[str, int], name: str) -> RulebookFileError:
    what, _, path = message.partition(" - at `")
    path = path.rstrip("`") or "$"
    said = what
    for pattern, chinese in SAID:
        said = pattern.sub(chinese, said)
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
