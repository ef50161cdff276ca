"""In: `Rulebook`. Out: a GoRules JSON Decision Model (JDM) that the ZEN engine runs.

Input: one JSON object with every input by its name (yes/no as true/false); one that is missing or null is not
observed. The input's schema refuses what is out of bounds. Output: points of each row under `points_<n>`, totals under
`total_<table>`, grades under `grade_<table>`: null where open, with both ends under `…_low` and `…_high`.
Not handled: numbers that one row of input cannot carry (the largest among all places): inputs of their own.
"""

from __future__ import annotations

import json
from typing import Any

from extractor.model.scored.expression import DAYS, print_number
from extractor.model.scored.rulebook import Input, Rulebook
from extractor.rulebook.engine.program import find_names, print_names
from extractor.rulebook.exports.dialects import ZEN, round_in
from extractor.rulebook.exports.outline import (
    BandTable,
    ModelOutline,
    OutlinedRow,
    build_outline,
    name_of,
    print_cell,
    print_observed,
)


def export_jdm(rulebook: Rulebook) -> str:
    """Return the JDM as JSON text, the same bytes for the same rulebook."""
    outline = build_outline(rulebook)
    keys = {f"points.{row.row.id}": row.key for row in outline.rows}
    tables = [_build_table(row, row.table, outline.places) for row in outline.rows if row.table is not None]
    others = [row for row in outline.rows if row.table is None]
    schema = json.dumps(build_input_schema(rulebook), ensure_ascii=False)
    nodes = [
        _node(
            "input", "inputNode", "观测值", 0, 0,
            description=describe_inputs(rulebook), content={"schema": schema},
        ),
        _node("ends", "expressionNode", "各项的两端", 1, 0, content=_expressions(_list_ends(outline, others))),
    ]  # fmt: skip
    middle = [*tables]
    if others:
        about = "\n".join(_describe_row(row) for row in others)
        middle.append(
            _node(
                "scores", "expressionNode", "其余指标", 2, len(tables), description=about,
                content=_expressions([line for row in others for line in _list_row(row, outline.places)]),
            )
        )  # fmt: skip
    totals = _list_totals(outline, keys)
    results = _list_results(outline)
    nodes += [
        *middle,
        _node("totals", "expressionNode", "合计", 3, 0, content=_expressions(totals)),
        _node("results", "expressionNode", "得分与等级", 4, 0, content=_expressions(results, passing=False)),
        _node("output", "outputNode", "结果", 5, 0),
    ]
    between = [str(node["id"]) for node in middle]
    pairs = [("input", "ends"), *((("ends", name)) for name in between), *((name, "totals") for name in between)]
    pairs += [] if between else [("ends", "totals")]
    pairs += [("totals", "results"), ("results", "output")]
    edges = [
        {"id": f"{left}-{right}", "type": "edge", "sourceId": left, "targetId": right} for left, right in pairs
    ]  # fmt: skip
    model = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    return json.dumps(model, ensure_ascii=False, indent=2) + "\n"


def name_rows(rulebook: Rulebook) -> dict[str, str]:
    """Return the key of each row's points, by the row's id: points_1, points_2 ... in printed order."""
    return print_names(rulebook)


def build_input_schema(rulebook: Rulebook) -> dict[str, Any]:
    """Return the JSON Schema of what the model takes: null or left out is not observed."""
    return {
        "type": "object",
        "properties": {item.name: _describe_input(item) for item in rulebook.inputs},
    }


def _describe_input(item: Input) -> dict[str, Any]:
    about: dict[str, Any] = {"title": item.label}
    if item.unit or item.of or item.period:
        whose = f"取{item.of}的数值" if item.of else ""
        about["description"] = "，".join(
            part for part in (item.period, item.unit and f"单位：{item.unit}", whose) if part
        )
    if item.kind == "yes_no":
        return about | {"type": ["boolean", "null"]}
    if item.kind == "choice":
        return about | {"enum": [*item.options, None]}
    about["type"] = ["integer" if item.whole else "number", "null"]
    low, high = DAYS if item.kind == "date" else (item.minimum, item.maximum)
    if low is not None:
        about["minimum"] = _plain(low)
    if high is not None:
        about["maximum"] = _plain(high)
    return about


def _plain(number: Any) -> int | float:
    return int(number) if number == int(number) else float(number)


def describe_inputs(rulebook: Rulebook) -> str:
    """Return in words what the inputs are, and which must be computed before a row can be scored."""
    lines = [f"{item.name}：{item.label}（{item.unit or item.kind}）" for item in rulebook.inputs]
    before = [f"{item.name}（{item.of}）" for item in rulebook.inputs if item.of]
    if before:
        lines.append(f"以下各项一行数据本身给不出，须先在全部单位中算出或另行查得：{'、'.join(before)}")
    return "\n".join(lines)


def _describe_row(row: OutlinedRow) -> str:
    return f"{row.key}：表{row.row.table} {row.row.no or ''} {row.row.name}"


def _node(name: str, kind: str, label: str, column: int, line: int, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "name": label, "position": {"x": 300 * column, "y": 120 + 90 * line}, **more}


def _expressions(lines: list[tuple[str, str]], *, passing: bool = True) -> dict[str, Any]:
    return {
        "expressions": [{"id": f"expression-{key}", "key": key, "value": value} for key, value in lines],
        "passThrough": passing,
    }


def _list_ends(outline: ModelOutline, rows: list[OutlinedRow]) -> list[tuple[str, str]]:
    """Return both ends of each input that the expressions use: its value, or all that it may be."""
    lines = []
    used = {name for row in rows for name in row.names} | _list_effect_names(outline)
    for item, low, high in outline.inputs:
        if item.name in used:
            value = _read(item)
            lines += [
                (f"{item.name}_{end}", f"{item.name} == null ? {print_number(number)} : {value}")
                for end, number in (("low", low), ("high", high))
            ]
    return [*lines, ("valid", " and ".join(_list_checks(outline)) or "true")]


def _list_checks(outline: ModelOutline) -> list[str]:
    """Return what must hold between inputs; where one was not observed, nothing is said."""
    reads = {item.name: _read(item) for item, _, _ in outline.inputs}
    return [
        f"({' or '.join([*(f'{name} == null' for name in check.names), ZEN.test(check.holds, reads.__getitem__)])})"
        for check in outline.checks
    ]


def _list_effect_names(outline: ModelOutline) -> set[str]:
    effects = outline.rulebook.effects
    trees = [tree for effect in effects for tree in (effect.when, effect.amount) if tree is not None]
    return set(find_names(*trees))


def _read(item: Input) -> str:
    return print_observed(item, "({test} ? {then} : {otherwise})", "==", print_text)


def print_text(words: str) -> str:
    """Return a text for ZEN, which knows no escapes: in the quotes that it does not hold.

    >>> print_text("优秀")
    '"优秀"'
    """
    quote = next((mark for mark in ('"', "'", "`") if mark not in words), None)
    return f"{quote}{words}{quote}" if quote else '"' + words.replace('"', "＂") + '"'


def _list_row(row: OutlinedRow, places: int) -> list[tuple[str, str]]:
    return [
        (f"{row.key}_{end}", round_in(ZEN, ZEN.print(tree, name_of), places))
        for end, tree in (("low", row.low), ("high", row.high))
    ]


def _build_table(row: OutlinedRow, table: BandTable, places: int) -> dict[str, Any]:
    """Return a decision table: what holds when nothing was observed, then the printed bands."""
    asked, low, high = "asked", f"{row.key}_low", f"{row.key}_high"
    yes_no = table.item.kind == "yes_no"

    def show(value: Any) -> str:
        return ("true" if value else "false") if yes_no else print_number(value)

    rules = [
        {
            "_id": f"{row.key}-0",
            asked: "null",
            low: print_number(table.missing[0]),
            high: print_number(table.missing[1]),
        }
    ]
    for place, band in enumerate(table.bands, 1):
        points = round_in(ZEN, ZEN.print(band.points, lambda _: _read(table.item)), places)
        points = print_number(band.points.value) if hasattr(band.points, "value") else points
        cell = print_cell(band.bounds, show, anything="")
        rules.append({"_id": f"{row.key}-{place}", asked: cell, low: points, high: points})
    content = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
        "inputs": [{"id": asked, "name": table.item.label, "field": table.item.name}],
        "outputs": [{"id": key, "name": key, "field": key} for key in (low, high)],
        "rules": rules,
    }
    number = int(row.key.rpartition("_")[2])
    about = "\n".join([_describe_row(row), *(rule.reference.quote for rule in row.row.rules)])
    return _node(row.key, "decisionTableNode", row.row.name, 2, number, description=about, content=content)


def _list_totals(outline: ModelOutline, keys: dict[str, str]) -> list[tuple[str, str]]:
    lines = []

    def name(words: str) -> str:
        if words in keys:
            return f"{keys[words]}_low"
        row, _, end = words.rpartition(".")
        return f"{keys[row]}_{end}" if row in keys else name_of(words)

    for total in outline.totals:
        lines += [
            (f"total_{total.table}_low", round_in(ZEN, ZEN.print(total.low, name), outline.places)),
            (f"total_{total.table}_high", round_in(ZEN, ZEN.print(total.high, name), outline.places)),
        ]
        lines += [
            (f"may_{total.table}_{place}", ZEN.test(possible, name)) for place, (_, possible) in enumerate(total.grades)
        ]
    return lines or [("scored", "true")]


def _list_results(outline: ModelOutline) -> list[tuple[str, str]]:
    keys = [row.key for row in outline.rows] + [f"total_{total.table}" for total in outline.totals]
    lines = []
    for key in keys:
        low, high = f"{key}_low", f"{key}_high"
        lines.append((key, f"valid and {low} == {high} ? {low} : null"))
        lines += [(end, f"valid ? {end} : null") for end in (low, high)]
    for total in outline.totals:
        flags = [f"may_{total.table}_{place}" for place in range(len(total.grades))]
        if not flags:
            continue
        words = "null"
        for flag, (grade, _) in zip(flags, total.grades, strict=True):
            others = [f"not {other}" for other in flags if other != flag]
            words = f"({' and '.join(['valid', flag, *others])} ? {print_text(grade)} : {words})"
        lines.append((f"grade_{total.table}", words))
    return lines
