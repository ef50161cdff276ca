"""In: `Rulebook`. Out: a DMN 1.3 model with its diagram: inputs with what they may be, a decision for each row.

A row that compares one input with printed numbers is a decision table (hit policy FIRST), the others are FEEL
expressions. An input that is null is not observed: points and totals that depend on it are null, and so is everything
where a value is out of bounds; `…_ends` tells the least and the most. Each row carries its printed sentences.
As DMN asks (6.3), a box and its variable have one name that FEEL can read: what is printed, then the id, as in
国家城市信用监测排名月均_q_hsiat26; the `id`s of the elements are plain: input_q_hsiat26, decision_points_1.
FEEL's `decimal` rounds halves to even, so halves are rounded away from zero in plain arithmetic.
Not handled: numbers that one row of input cannot carry, which the input's description says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from extractor.model.scored.expression import DAYS, Number, print_number
from extractor.model.scored.rulebook import Input, Rulebook
from extractor.rulebook.engine.program import RuledTotal, find_names
from extractor.rulebook.exports.dialects import FEEL, round_in
from extractor.rulebook.exports.dmn_diagram import Shape, draw_diagram
from extractor.rulebook.exports.feel_words import (
    clean,
    name_box,
    print_bound,
    print_bounds,
    print_checks,
    print_text,
    read_value,
    rename,
)
from extractor.rulebook.exports.outline import (
    BandTable,
    ModelOutline,
    OutlinedRow,
    build_outline,
    name_of,
    print_cell,
)

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
"""DMN 1.3."""
FEEL_NAMESPACE = "https://www.omg.org/spec/DMN/20191111/FEEL/"
DIAGRAM_NAMESPACES = (
    'xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" '
    'xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"'
)
ENDS = "最低与最高"
VALID = "valid"
"""The decision that says whether all values are within their bounds."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on its way to XML: `needs` are ids of inputs (input_…) and decisions (decision_…)."""

    key: str
    label: str
    kind: str
    needs: tuple[str, ...]
    logic: tuple[str, ...]
    about: str = ""
    column: int = 1


def export_dmn(rulebook: Rulebook) -> str:
    """Return the model as XML text, the same bytes for the same rulebook."""
    outline = build_outline(rulebook)
    name = _identify(rulebook.plan)
    decisions = _list_decisions(outline)
    names = {item.name: name_box(item.label, item.name) for item in rulebook.inputs}
    names |= {one.key: name_box(one.label, one.key) for one in decisions}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<definitions xmlns="{NAMESPACE}" {DIAGRAM_NAMESPACES} id="rulebook_{name}"',
        f"    name={quote(rulebook.title or rulebook.plan)} namespace={quote(f'urn:county-rulebook:{name}')}",
        f'    expressionLanguage="{FEEL_NAMESPACE}" typeLanguage="{FEEL_NAMESPACE}">',
        *(line for item in rulebook.inputs for line in _print_type(item)),
        *_print_ends_type(),
        *(line for decision in decisions for line in _print_decision(decision, names)),
        *(line for item in rulebook.inputs for line in _print_input(item, names[item.name])),
        *draw_diagram(_list_shapes(rulebook, decisions)),
    ]
    return "\n".join([*lines, "</definitions>", ""])


def quote(words: str) -> str:
    """Return an attribute's value."""
    return f'"{escape(clean(words))}"'.replace("\n", " ")


def _identify(words: str) -> str:
    kept = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "_-") else "_" for letter in words)
    return kept or "plan"


def _print_type(item: Input) -> list[str]:
    """Print what an input may be: bounds and whole numbers, the options of a choice."""
    kind = {"yes_no": "boolean", "choice": "string"}.get(item.kind, "number")
    allowed = ", ".join(print_text(option) for option in item.options) if item.kind == "choice" else ""
    low, high = DAYS if item.kind == "date" else (item.minimum, item.maximum)
    if kind == "number" and (low is not None or high is not None):
        allowed = (
            f"[{print_bound(low)}..{print_bound(high)}]" if low is not None and high is not None
            else f">= {print_bound(low)}" if low is not None else f"<= {print_bound(high)}"
        )  # fmt: skip
    lines = [f'  <itemDefinition id="type_{item.name}" name="t_{item.name}">', f"    <typeRef>{kind}</typeRef>"]
    if allowed:
        lines.append(
            f'    <allowedValues id="allowed_{item.name}"><text>null, {escape(allowed)}</text></allowedValues>'
        )  # fmt: skip
    return [*lines, "  </itemDefinition>"]


def _print_ends_type() -> list[str]:
    return [
        '  <itemDefinition id="type_ends" name="t_ends">',
        '    <itemComponent id="type_ends_low" name="low"><typeRef>number</typeRef></itemComponent>',
        '    <itemComponent id="type_ends_high" name="high"><typeRef>number</typeRef></itemComponent>',
        "  </itemDefinition>",
    ]


def _print_input(item: Input, name: str) -> list[str]:
    whose = f"取{item.of}的数值，须先行算出" if item.of else None
    quoted = f"原句：{item.reference.quote}" if item.reference else None
    unit = f"单位：{item.unit}" if item.unit else None
    about = "；".join(part for part in (item.label, item.period, unit, whose, item.source, quoted) if part)
    return [
        f"  <inputData id={quote(f'input_{item.name}')} name={quote(name)}>",
        f"    <description>{escape(clean(about))}</description>",
        f'    <variable id={quote(f"variable_{item.name}")} name={quote(name)} typeRef="t_{item.name}"/>',
        "  </inputData>",
    ]


def _list_decisions(outline: ModelOutline) -> list[Decision]:
    decisions = [_check_values(outline)]
    for row in outline.rows:
        decisions += _decide_by_table(row, row.table, outline) if row.table else _decide_by_expression(row, outline)
    for total in outline.totals:
        decisions += _decide_total(total, outline)
    return decisions


def _check_values(outline: ModelOutline) -> Decision:
    """Return the decision whether every value is null or within its bounds: what our own engine refuses is no score."""
    tests = [f"({item.name} = null or ({test}))" for item, _, _ in outline.inputs if (test := print_bounds(item))]
    tests += print_checks(outline)
    words = " and ".join(tests) or "true"
    needs = tuple(f"input_{item.name}" for item, _, _ in outline.inputs if print_bounds(item))
    return Decision(VALID, "各观测值都在允许范围内", "boolean", needs, _literal(VALID, words))


def _literal(key: str, words: str) -> tuple[str, ...]:
    return (f"    <literalExpression id={quote(f'expression_{key}')}><text>{escape(words)}</text></literalExpression>",)


def _if_valid(words: str) -> str:
    """Return FEEL that is null where a value is out of bounds: what our own engine refuses has no ends either."""
    return f"if {VALID} then ({words}) else null"


def _label(row: OutlinedRow) -> str:
    return f"{row.row.no or ''} {row.row.name}".strip()


def _describe(row: OutlinedRow) -> str:
    return "；".join(rule.reference.quote for rule in row.row.rules)


def _decide_by_table(row: OutlinedRow, table: BandTable, outline: ModelOutline) -> list[Decision]:
    """Return a decision table over one input, and its two ends, which are printed where nothing was observed."""
    item, yes_no = table.item, table.item.kind == "yes_no"

    def show(value: Decimal) -> str:
        return ("true" if value else "false") if yes_no else print_number(value)

    rules = [("null", "null")]
    for band in table.bands:
        points = FEEL.print(band.points, lambda _: read_value(item))
        exact = isinstance(band.points, Number)
        rules.append(
            (print_cell(band.bounds, show, anything="-"), points if exact else round_in(FEEL, points, outline.places))
        )
    kind = {"yes_no": "boolean", "choice": "string"}.get(item.kind, "number")
    logic = [
        f'    <decisionTable id={quote(f"table_{row.key}")} hitPolicy="FIRST">',
        f"      <input id={quote(f'asked_{row.key}')} label={quote(item.label)}>",
        f"        <inputExpression id={quote(f'asks_{row.key}')} typeRef={quote(kind)}>",
        f"          <text>if {VALID} then {item.name} else null</text>",
        "        </inputExpression>",
        "      </input>",
        f'      <output id={quote(f"given_{row.key}")} name={quote(row.key)} label="得分" typeRef="number"/>',
    ]
    for place, (cell, points) in enumerate(rules):
        logic += [
            f"      <rule id={quote(f'rule_{row.key}_{place}')}>",
            f"        <inputEntry id={quote(f'when_{row.key}_{place}')}><text>{escape(cell)}</text></inputEntry>",
            f"        <outputEntry id={quote(f'then_{row.key}_{place}')}><text>{escape(points)}</text></outputEntry>",
            "      </rule>",
        ]
    needs = (f"input_{item.name}", f"decision_{VALID}")
    decided = Decision(row.key, _label(row), "number", needs, (*logic, "    </decisionTable>"), _describe(row), 3)
    low, high = (print_number(end) for end in table.missing)
    ends = _if_valid(f"if {row.key} != null then {{low: {row.key}, high: {row.key}}} else {{low: {low}, high: {high}}}")
    key, needs = f"{row.key}_ends", (f"decision_{row.key}", f"decision_{VALID}")
    return [
        decided,
        Decision(key, f"{_label(row)} 最低与最高", "t_ends", needs, _literal(key, ends), column=4),
    ]


def _decide_by_expression(row: OutlinedRow, outline: ModelOutline) -> list[Decision]:
    key = f"{row.key}_ends"
    low, high = (round_in(FEEL, FEEL.print(end, name_of), outline.places) for end in (row.low, row.high))
    entries = [*_print_input_ends(row.names, outline), f"low: {low}", f"high: {high}"]
    needs = (*(f"input_{name}" for name in row.names), f"decision_{VALID}")
    ends = _if_valid(f"{{{', '.join(entries)}}}")
    words = _if_valid(f"if {key}.low = {key}.high then {key}.low else null")
    return [
        Decision(key, f"{_label(row)} {ENDS}", "t_ends", needs, _literal(key, ends), column=2),
        Decision(
            row.key, _label(row), "number", (f"decision_{key}", f"decision_{VALID}"), _literal(row.key, words),
            _describe(row), 3,
        ),
    ]  # fmt: skip


def _print_input_ends(names: tuple[str, ...] | set[str], outline: ModelOutline) -> list[str]:
    entries = []
    for item, low, high in outline.inputs:
        if item.name in names:
            value = read_value(item)
            entries += [
                f"{item.name}_{end}: if {item.name} = null then {print_number(number)} else {value}"
                for end, number in (("low", low), ("high", high))
            ]
    return entries


def _decide_total(total: RuledTotal, outline: ModelOutline) -> list[Decision]:
    keys = {f"points.{row.row.id}": row.key for row in outline.rows}

    def name(words: str) -> str:
        if words in keys:
            return f"{keys[words]}_ends.low"
        row, _, end = words.rpartition(".")
        return f"{keys[row]}_ends.{end}" if row in keys else name_of(words)

    own = [row for row in outline.rows if row.row.table == total.table]
    effects = [effect for effect in outline.rulebook.effects if effect.table == total.table]
    used = find_names(*(tree for effect in effects for tree in (effect.when, effect.amount) if tree is not None))
    names = tuple(item.name for item, _, _ in outline.inputs if item.name in used)
    key, ends = f"total_{total.table}", f"total_{total.table}_ends"
    low, high = (round_in(FEEL, FEEL.print(end, name), outline.places) for end in (total.low, total.high))
    inputs = _print_input_ends(names, outline)
    needs = (*(f"decision_{row.key}_ends" for row in own), *(f"input_{one}" for one in names), f"decision_{VALID}")
    span = _if_valid(f"{{{', '.join([*inputs, f'low: {low}', f'high: {high}'])}}}")
    words = _if_valid(f"if {ends}.low = {ends}.high then {ends}.low else null")
    decisions = [
        Decision(ends, f"表{total.table}合计 最低与最高", "t_ends", needs,
                 _literal(ends, span), column=5),
        Decision(
            key, f"表{total.table}合计", "number", (f"decision_{ends}", f"decision_{VALID}"), _literal(key, words),
            column=6,
        ),
    ]  # fmt: skip
    if total.grades:
        tests = [f"g{place}: {FEEL.test(possible, name)}" for place, (_, possible) in enumerate(total.grades)]
        words = "null"
        for place, (grade, _) in enumerate(total.grades):
            others = [f"(g{other} = false)" for other in range(len(tests)) if other != place]
            words = f"(if {' and '.join([f'g{place}', *others])} then {print_text(grade)} else {words})"
        whole = _if_valid(f"{{{', '.join([*inputs, *tests, f'grade: {words}'])}}}.grade")
        grade_key = f"grade_{total.table}"
        decisions.append(
            Decision(grade_key, f"表{total.table}等级", "string", needs, _literal(grade_key, whole), column=6)
        )  # fmt: skip
    return decisions


def _print_decision(decision: Decision, names: Mapping[str, str]) -> list[str]:
    key, name = decision.key, names[decision.key]
    lines = [f"  <decision id={quote(f'decision_{key}')} name={quote(name)}>"]
    about = "；".join(part for part in (decision.label, decision.about) if part)
    lines.append(f"    <description>{escape(clean(about))}</description>")
    lines.append(f"    <variable id={quote(f'variable_{key}')} name={quote(name)} typeRef={quote(decision.kind)}/>")
    for other in decision.needs:
        tag = "requiredInput" if other.startswith("input_") else "requiredDecision"
        requirement = quote(f"{key}_needs_{other}")
        lines.append(
            f"    <informationRequirement id={requirement}><{tag} href={quote(f'#{other}')}/></informationRequirement>"
        )
    return [*lines, *(rename(line, names) for line in decision.logic), "  </decision>"]


def _list_shapes(rulebook: Rulebook, decisions: list[Decision]) -> list[Shape]:
    shapes = [Shape(f"input_{item.name}", 0, ()) for item in rulebook.inputs]
    return shapes + [
        Shape(f"decision_{one.key}", one.column, tuple((other, f"{one.key}_needs_{other}") for other in one.needs))
        for one in decisions
    ]
