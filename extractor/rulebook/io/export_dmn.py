"""In: `Rulebook`. Out: a DMN 1.3 model: an input data node for each input, a decision in FEEL for each row and total.

Each row's decision carries its printed sentences as its description. FEEL's `decimal` rounds halves to even, so
halves are rounded away from zero in plain arithmetic. What one row of input cannot carry is said in the input's
description. Not handled: missing observations, and a drawing of the graph.
"""

from __future__ import annotations

from html import escape

from extractor.model.expression import Holds, Observed, print_number, walk
from extractor.model.rulebook import Input, Rulebook, RuledIndicator
from extractor.rulebook.engine.totals import Group, find_groups
from extractor.rulebook.io.export_jdm import name_rows
from extractor.rulebook.io.expression_printer import FEEL, print_amount

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
"""DMN 1.3."""
FEEL_NAMESPACE = "https://www.omg.org/spec/DMN/20191111/FEEL/"


def export_dmn(rulebook: Rulebook) -> str:
    """Return the model as XML text, the same bytes for the same rulebook."""
    keys = name_rows(rulebook)
    name = _identify(rulebook.plan)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<definitions xmlns="{NAMESPACE}" id="rulebook_{name}" name={_quote(rulebook.title or rulebook.plan)}',
        f'    namespace="urn:county-rulebook:{name}" expressionLanguage="{FEEL_NAMESPACE}">',
    ]
    lines += [line for item in rulebook.inputs for line in _print_input(item)]
    for row in rulebook.indicators:
        lines += _print_row(row, keys[row.id], rulebook.rounding.places)
    groups = find_groups(rulebook)
    for table in rulebook.tables:
        own = [group for group in groups if group.table == table]
        needed = [keys[name] for group in own for name in group.rows]
        total = f"total_{table}"
        words = " + ".join(_print_group(group, keys) for group in own)
        lines += _print_decision(total, f"表{table}合计", "number", needed, words, [])
        if rulebook.grades:
            words = _print_grades(rulebook, total)
            lines += _print_decision(f"grade_{table}", f"表{table}等级", "string", [total], words, [])
    return "\n".join([*lines, "</definitions>", ""])


def _quote(words: str) -> str:
    return f'"{escape(words)}"'


def _identify(words: str) -> str:
    kept = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "_-") else "_" for letter in words)
    return kept or "plan"


def _print_input(item: Input) -> list[str]:
    kind = "boolean" if item.kind == "yes_no" else "number"
    whose = f"取{item.of}的数值，须先行算出" if item.of else None
    about = "；".join(part for part in (item.unit and f"单位：{item.unit}", whose, item.source) if part)
    about_lines = [f"    <description>{escape(about)}</description>"] if about else []
    return [
        f"  <inputData id={_quote(f'input_{item.name}')} name={_quote(item.name)} label={_quote(item.label)}>",
        *about_lines,
        f"    <variable id={_quote(f'variable_{item.name}')} name={_quote(item.name)} typeRef={_quote(kind)}/>",
        "  </inputData>",
    ]


def round_in_feel(words: str, places: int) -> str:
    """Return FEEL that rounds an amount to `places` decimals, halves away from zero.

    >>> round_in_feel("x", 1)
    '(if (x) >= 0 then floor((x) * 10 + 0.5) / 10 else -(floor(-(x) * 10 + 0.5) / 10))'
    """
    scale = 10**places
    up = f"floor(({words}) * {scale} + 0.5) / {scale}"
    down = f"-(floor(-({words}) * {scale} + 0.5) / {scale})"
    return f"(if ({words}) >= 0 then {up} else {down})"


def _print_row(row: RuledIndicator, key: str, places: int) -> list[str]:
    exact = f"exact_{key}"
    nodes = walk(row.tree)
    names = dict.fromkeys(node.input for node in nodes if isinstance(node, Observed | Holds))
    quotes = [rule.reference.quote for rule in row.rules]
    first = _print_decision(
        exact, row.name, "number", [f"#input_{n}" for n in names], print_amount(row.tree, FEEL), quotes
    )
    return first + _print_decision(key, f"{row.name}（得分）", "number", [exact], round_in_feel(exact, places), [])


def _print_decision(  # noqa: PLR0913, PLR0917 - what a decision is made of
    name: str, label: str, kind: str, needed: list[str], words: str, quotes: list[str]
) -> list[str]:
    lines = [f"  <decision id={_quote(f'decision_{name}')} name={_quote(name)} label={_quote(label)}>"]
    if quotes:
        lines.append(f"    <description>{escape('；'.join(quotes))}</description>")
    lines.append(f"    <variable id={_quote(f'variable_{name}')} name={_quote(name)} typeRef={_quote(kind)}/>")
    for other in needed:
        tag, target = ("requiredInput", other) if other.startswith("#") else ("requiredDecision", f"#decision_{other}")
        requirement = _quote(f"{name}_needs_{other.removeprefix('#')}")
        lines.append(
            f"    <informationRequirement id={requirement}><{tag} href={_quote(target)}/></informationRequirement>"
        )
    lines += [
        f"    <literalExpression id={_quote(f'expression_{name}')}><text>{escape(words)}</text></literalExpression>",
        "  </decision>",
    ]
    return lines


def _print_group(group: Group, keys: dict[str, str]) -> str:
    words = "(" + " + ".join(keys[name] for name in group.rows) + ")"
    return words if group.limit is None else f"min({words}, {print_number(group.limit)})"


def _print_grades(rulebook: Rulebook, total: str) -> str:
    words = "null"
    for grade in rulebook.grades:
        tests = []
        if grade.minimum is not None:
            tests.append(f"{total} >= {print_number(grade.minimum)}")
        if grade.maximum is not None:
            tests.append(f"{total} < {print_number(grade.maximum)}")
        name = '"' + grade.name.replace('"', '\\"') + '"'
        words = f"(if {' and '.join(tests) or 'true'} then {name} else {words})"
    return words
