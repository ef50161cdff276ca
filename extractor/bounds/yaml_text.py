"""In: the text of a YAML file that a person or another program wrote. Out: its values, within bounds.

What is checked first: how deep it nests (libyaml overflows the stack at 50,000), how many values its aliases stand
for (a file of 387 bytes can hold a thousand million), how many digits a number has. Whatever the parser then raises is
told with file and line. Not handled: what the values mean.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractor.bounds.policy import BOUNDS
from extractor.errors import ExtractorError

BRACKET = re.compile(r"[\[\]{}]")
ALIAS = re.compile(r"(?:^|[\s\[{,:-])[&*][^\s]", re.MULTILINE)
INDENTED = re.compile(rf"^(?:[ ]{{{BOUNDS.yaml_depth},}}|(?:[-?][ ]+){{8,}})", re.MULTILINE)
LONG_NUMBER = re.compile(rf"[0-9_]{{{BOUNDS.digits},}}|[eE][+-]?[0-9_]{{3,}}(?![\w.])")
NUMBER = re.compile(r"[+-]?(?P<whole>[0-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE](?P<power>[+-]?[0-9_]+))?")
HINTS = {"timestamp": "日期应写成 2022-03-30，或加引号", "int": "请加引号，或写成整数", "float": "请加引号，或写成小数"}


class YamlError(ExtractorError):
    """A YAML file is broken or out of bounds; who loads it raises its own kind of error from this one."""


def parse_yaml_text(text: str, name: str) -> Any:
    r"""Return the values of `text`; raises YamlError with file and line.

    >>> parse_yaml_text("id: a\ndate: 2022-02-30\n", "manifest.yaml")
    Traceback (most recent call last):
    extractor.bounds.yaml_text.YamlError: manifest.yaml: 第 2 行的值“2022-02-30”不成立。日期应写成 2022-03-30，或加引号
    """
    import yaml

    check_yaml_text(text, name)
    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise _wrap(error, name) from None
    except RecursionError:
        raise YamlError(f"{name}: 嵌套过深", hint=f"最多 {BOUNDS.yaml_depth} 层") from None
    except Exception as error:  # noqa: BLE001 - whatever a constructor raises is a fault of the file
        raise YamlError(f"{name}: 有一个值不成立（{type(error).__name__}）", hint="请给该值加引号") from None


def check_yaml_text(text: str, name: str) -> None:
    """Raise YamlError where `text` nests too deep, or stands for more values or digits than any file has.

    >>> check_yaml_text("[" * 5000, "units.yaml")
    Traceback (most recent call last):
    extractor.bounds.yaml_text.YamlError: units.yaml: 第 1 行嵌套超过 100 层。请检查括号与缩进
    """
    if len(text) > BOUNDS.data_bytes:
        raise YamlError(f"{name}: 文件过大（{len(text) / 1e6:.0f} MB）", hint="请确认给的是哪个文件")
    if _looks_plain(text):
        return
    import yaml

    try:
        _count(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), name)
    except yaml.YAMLError as error:
        raise _wrap(error, name) from None


def _looks_plain(text: str) -> bool:
    """Tell whether nothing in `text` can go out of bounds, without parsing it: most files are like that."""
    if ALIAS.search(text) or INDENTED.search(text) or LONG_NUMBER.search(text):
        return False
    depth = deepest = 0
    for match in BRACKET.finditer(text):
        depth += 1 if match.group() in "[{" else -1
        deepest = max(deepest, depth)
    return deepest < BOUNDS.yaml_depth


def _count(events: Any, name: str) -> None:
    """Count what the events of a file stand for, aliases as often as they are used."""
    import yaml

    sizes: dict[str | None, int] = {}
    open_at: list[tuple[str | None, int]] = []
    total, most = 0, BOUNDS.yaml_nodes
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            most = BOUNDS.yaml_alias_nodes
            total += _alias_size(event.anchor, sizes, name, line)
        elif isinstance(event, yaml.ScalarEvent):
            _check_number(event, name, line)
            total, sizes[event.anchor] = total + 1, 1
        elif isinstance(event, yaml.CollectionStartEvent):
            total += 1
            open_at.append((event.anchor, total))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_at.pop()
            sizes[anchor] = total - before + 1
        if len(open_at) > BOUNDS.yaml_depth:
            raise YamlError(f"{name}: 第 {line} 行嵌套超过 {BOUNDS.yaml_depth} 层", hint="请检查括号与缩进")
        if total > most:
            raise YamlError(f"{name}: 第 {line} 行起条目太多（超过 {most} 个）", hint="请勿用 & 与 * 反复引用")


def _alias_size(anchor: str | None, sizes: dict[str | None, int], name: str, line: int) -> int:
    if anchor not in sizes:
        raise YamlError(f"{name}: 第 {line} 行引用了自己，或引用了没有的 {anchor}", hint="请勿使用 & 与 *")
    return sizes[anchor]


def _check_number(event: Any, name: str, line: int) -> None:
    match = NUMBER.fullmatch(event.value) if event.implicit[0] and len(event.value) < 10_000 else None
    too_long = event.implicit[0] and len(event.value) >= 10_000 and event.value[:100].strip("+-").isdigit()
    if match and event.value:
        power = (match["power"] or "0").replace("_", "")
        too_long = len(match["whole"]) > BOUNDS.digits or len(power) > 4 or abs(int(power or 0)) > BOUNDS.digits
    if too_long:
        raise YamlError(f"{name}: 第 {line} 行的数太长（超过 {BOUNDS.digits} 位）", hint="请检查该数，或给它加引号")


def _wrap(error: Exception, name: str) -> YamlError:
    mark = getattr(error, "problem_mark", None)
    where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else "某处"
    said, hint = str(getattr(error, "problem", "")), getattr(error, "note", None)
    if "nesting" in said:  # libyaml has a bound of its own, and reaches it before an event comes
        line = mark.line + 1 if mark else 1
        return YamlError(f"{name}: 第 {line} 行嵌套超过 {BOUNDS.yaml_depth} 层", hint="请检查括号与缩进")
    if hint in HINTS.values():
        return YamlError(f"{name}: 第 {mark.line + 1 if mark else 1} 行的值“{said[:40]}”不成立", hint=str(hint))
    return YamlError(f"{name}: {where}不是合法的 YAML", hint="请检查缩进、冒号与引号")


@cache
def _loader() -> type:
    """Return a safe loader whose impossible dates and numbers (2022-02-30, 0x_) are told with their line."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class StrictLoader(base):  # type: ignore[misc]
        """Tells the line of a value that cannot be."""

    def guard(kind: str, construct: Any) -> None:
        def build(loader: Any, node: Any) -> Any:
            try:
                return construct(loader, node)
            except (ValueError, OverflowError, ArithmeticError):
                raise yaml.constructor.ConstructorError(
                    None, None, str(node.value), node.start_mark, HINTS[kind]
                ) from None

        StrictLoader.add_constructor(f"tag:yaml.org,2002:{kind}", build)

    guard("timestamp", base.construct_yaml_timestamp)
    guard("int", base.construct_yaml_int)
    guard("float", base.construct_yaml_float)
    return StrictLoader
