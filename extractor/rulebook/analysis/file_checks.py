"""In: `Rulebook` as read from a file. Out: what does not fit together in it, though each value by itself is allowed.

Not handled: whether the rules say what the printed sentences say; an official signs for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from extractor.language.needs import compile_late
from extractor.model.scored.expression import Cap, Fire, Floor, Holds, Interpolate, Number, Observed, Quotient, walk
from extractor.model.scored.rulebook import Input, Rulebook, RuledIndicator

NAME = compile_late(r"[A-Za-z][A-Za-z0-9_]*")
KEYWORDS = frozenset({"and", "or", "not", "in", "if", "then", "else", "true", "false", "null", "min", "max", "round"})
MOST_PLACES = 10


class Fault(msgspec.Struct, frozen=True):
    """One thing that does not fit, with its path in the file ("$.indicators[3].tree")."""

    path: str
    message: str
    hint: str


def find_faults(rulebook: Rulebook) -> Iterator[Fault]:
    """Yield what does not fit together, in the file's order."""
    if not 0 <= rulebook.rounding.places <= MOST_PLACES:
        yield Fault("$.rounding.places", f"小数位数{rulebook.rounding.places}不行", f"请用0到{MOST_PLACES}")
    rows = {row.id for row in rulebook.indicators}
    seen: set[str] = set()
    for place, item in enumerate(rulebook.inputs):
        yield from _check_input(item, f"$.inputs[{place}]", rows, seen)
        seen.add(item.name)
    ids: set[str] = set()
    for place, row in enumerate(rulebook.indicators):
        if row.id in ids:
            yield Fault(f"$.indicators[{place}].id", f"“{row.id}”出现了两次", "每个指标的 id 只能用一次")
        ids.add(row.id)
        yield from _check_row(row, f"$.indicators[{place}]", {item.name: item for item in rulebook.inputs})
    for place, grade in enumerate(rulebook.grades):
        if grade.minimum is not None and grade.maximum is not None and grade.minimum >= grade.maximum:
            yield Fault(f"$.grades[{place}].minimum", f"下限{grade.minimum}不小于上限{grade.maximum}", "下限应小于上限")


def _check_input(item: Input, path: str, rows: set[str], seen: set[str]) -> Iterator[Fault]:
    if not NAME.fullmatch(item.name) or item.name in KEYWORDS:
        yield Fault(f"{path}.name", f"“{item.name}”不能作编号", "编号用英文字母开头的字母、数字、下划线")
    if item.name in seen:
        yield Fault(f"{path}.name", f"“{item.name}”出现了两次", "每个观测项的编号只能用一次")
    for row in item.rows:
        if row not in rows:
            yield Fault(f"{path}.indicator", f"没有指标“{row}”", _nearest(row, rows))
    if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        yield Fault(f"{path}.minimum", f"下限{item.minimum}大于上限{item.maximum}", "下限不能大于上限")


def _check_row(  # noqa: C901 - a case for each fault
    row: RuledIndicator, path: str, inputs: dict[str, Input]
) -> Iterator[Fault]:
    if row.points is not None and row.points < 0:
        yield Fault(f"{path}.points", f"分值{row.points}小于0", "分值不能小于0")
    rules = {rule.id for rule in row.rules}
    if len(rules) < len(row.rules):
        yield Fault(f"{path}.rules", "有两条规则的 id 相同", "同一指标内规则的 id 只能用一次")
    for node in walk(row.tree):
        match node:
            case Observed(name) | Holds(name) if name not in inputs:
                yield Fault(f"{path}.tree", f"用到了没有的观测项“{name}”", _nearest(name, set(inputs)))
            case Holds(name) if inputs[name].kind != "yes_no":
                yield Fault(f"{path}.tree", f"“{name}”不是是/否，不能用 holds", "数值请用 compare")
            case Observed(name) if inputs[name].kind == "yes_no":
                yield Fault(f"{path}.tree", f"“{name}”是是/否，不能当作数", "是/否请用 holds")
            case Fire(rule) if rule not in rules:
                yield Fault(f"{path}.tree", f"用到了没有的规则“{rule}”", _nearest(rule, rules))
            case Cap(_, _, rule) | Floor(_, _, rule) if rule is not None and rule not in rules:
                yield Fault(f"{path}.tree", f"用到了没有的规则“{rule}”", _nearest(rule, rules))
            case Interpolate(_, low, _, high) if low >= high:
                yield Fault(f"{path}.tree", f"按比例的下端{low}不小于上端{high}", "low 应小于 high")
            case Quotient(_, Number(value)) if value == Decimal(0):
                yield Fault(f"{path}.tree", "除数是0", "除数不能是0")


def _nearest(name: str, known: set[str]) -> str:
    from rapidfuzz import process

    found = process.extractOne(name, sorted(known))
    return f"最接近的是“{found[0]}”" if found else "这里一个也没有"
