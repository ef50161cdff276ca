"""In: a row's tree. Out: what stands in the rulebook file: one line, and small tables for choices between bands.

    tree: min(4, max(0, 档次))
    tables:
      档次:
      - {when: '[比例] < 0.3', points: '@1(4)'}
      - {otherwise: '@2(0)'}

Read back, it gives an equal tree. Not handled: inputs that the row does not have, which `analysis.file_checks` finds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from extractor.model.scored.expression import (
    Case,
    Choose,
    Expression,
    Holds,
    Is,
    Observed,
    Setting,
    Test,
    find_children,
    walk,
)
from extractor.model.scored.rulebook import Input, Parameter, RuledIndicator
from extractor.rulebook.notation.parser import parse_condition, parse_expression
from extractor.rulebook.notation.printer import Printer
from extractor.rulebook.notation.tokens import Names, NotationError

TABLE = "档次"
FEWEST_CASES = 2
"""A choice of fewer cases stays in the line, as if(…)."""


def build_words(inputs: Iterable[Input], parameters: Iterable[Parameter] = ()) -> dict[str, str]:
    """Return how each input and parameter is written: by its label in brackets, or its name."""
    labels: dict[str, list[str]] = {}
    named = [*((item.name, item.label) for item in inputs), *((one.name, one.label) for one in parameters)]
    for name, label in named:
        labels.setdefault(label, []).append(name)
    return {
        name: f"[{label}]" if len(names) == 1 and label and not set(label) & set("[]\n\r") else name
        for label, names in labels.items()
        for name in names
    }


def build_names(
    inputs: Iterable[tuple[str, str, str]], rules: Sequence[str], parts: Mapping[str, Any] | None = None
) -> Names:  # fmt: skip
    """Return what the names of a line stand for, from (name, label, kind) of each input and parameter."""
    listed = list(inputs)
    count: dict[str, int] = {}
    for _, label, _ in listed:
        count[label] = count.get(label, 0) + 1
    labels = {label: name for name, label, _ in listed if count[label] == 1}
    return Names({name: kind for name, _, kind in listed}, labels, rules, parts or {})


def list_names(inputs: Iterable[Input], parameters: Iterable[Parameter]) -> list[tuple[str, str, str]]:
    """Return (name, label, kind) of each input and parameter."""
    known = [(item.name, item.label, item.kind) for item in inputs]
    return [*known, *((one.name, one.label, "setting") for one in parameters)]


def print_row(row: RuledIndicator, words: Mapping[str, str]) -> dict[str, Any]:
    """Return `tree` and, where it chooses between bands, `tables`."""
    numbers = {rule.id: place for place, rule in enumerate(row.rules, 1)}
    tables: dict[str, Choose] = {}
    tree = _take_tables(row.tree, tables)
    printer = Printer(lambda name: name if name in tables else words.get(name, name), numbers)
    content: dict[str, Any] = {"tree": printer.print(tree)}
    if tables:
        content["tables"] = {name: _print_table(table, printer) for name, table in tables.items()}
    return content


def _take_tables(node: Any, tables: dict[str, Choose]) -> Any:
    """Return the tree with a name in the place of each outermost choice of several bands."""
    if isinstance(node, Choose) and len(node.cases) >= FEWEST_CASES:
        name = TABLE if not tables else f"{TABLE}{len(tables) + 1}"
        tables[name] = node
        return Observed(name)
    if isinstance(node, tuple):
        return tuple(_take_tables(part, tables) for part in node)
    if isinstance(node, Case):
        return Case(node.when, _take_tables(node.then, tables))
    if not hasattr(node, "__struct_fields__") or not find_children(node):
        return node
    return type(node)(**{field: _take_tables(getattr(node, field), tables) for field in node.__struct_fields__})


def _print_table(table: Choose, printer: Printer) -> list[dict[str, str]]:
    lines = [{"when": printer.print(case.when), "points": printer.print(case.then)} for case in table.cases]
    return [*lines, {"otherwise": printer.print(table.otherwise)}]


def parse_row(
    tree: str, tables: Mapping[str, Any], known: list[tuple[str, str, str]], rules: Sequence[str]
) -> Expression:  # fmt: skip
    """Return the tree of a row. Raises NotationError, whose `path` tells which part of the row."""
    names = build_names(known, rules)
    parts = {name: _parse_table(name, lines, names) for name, lines in tables.items()}
    parsed: Expression = parse_expression(tree, replace(names, parts=parts))
    return parsed


def _parse_table(name: str, lines: Any, names: Names) -> Choose:
    if not isinstance(lines, list) or len(lines) < FEWEST_CASES:
        raise NotationError(f"表“{name}”应至少有一行 when/points 和一行 otherwise", hint="见 rulebook 文件的说明")
    cases = []
    for place, line in enumerate(lines[:-1], 1):
        if not isinstance(line, dict) or set(line) != {"when", "points"}:
            raise NotationError(f"表“{name}”第{place}行应有 when 和 points", hint="最后一行写 otherwise")
        cases.append(Case(parse_condition(str(line["when"]), names), parse_expression(str(line["points"]), names)))
    last = lines[-1]
    if not isinstance(last, dict) or set(last) != {"otherwise"}:
        raise NotationError(f"表“{name}”最后一行应是 otherwise", hint="写明以上都不符合时得几分")
    return Choose(tuple(cases), parse_expression(str(last["otherwise"]), names))


def find_seal(row: RuledIndicator, words: Mapping[str, str] | None = None) -> str:
    """Return what binds the printed sentences of a row to its tree: it changes when either is changed.

    It begins with a letter, as 5331588e4028 would be read as a number.
    """
    printed = print_row(row, words or {})
    parts = [row.criteria or "", str(row.points), repr(printed)]
    parts += [f"{rule.kind.value}|{rule.status}|{rule.reads_as}|{rule.reference.quote}" for rule in row.rules]
    return "s" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:11]


def canonical(tree: Expression, rules: Sequence[str]) -> Expression:
    """Return the tree as it is read back from its line: equal points, one spelling."""
    printer = Printer(str, {rule: place for place, rule in enumerate(rules, 1)})
    parsed: Expression = parse_expression(printer.print(tree), Names(dict(_list_kinds(tree)), {}, rules))
    return parsed


def _list_kinds(tree: Expression | Test) -> list[tuple[str, str]]:
    kinds = []
    for node in walk(tree):
        match node:
            case Holds(name):
                kinds.append((name, "yes_no"))
            case Setting(name):
                kinds.append((name, "setting"))
            case Observed(name) | Is(name):
                kinds.append((name, "number"))
    return kinds
