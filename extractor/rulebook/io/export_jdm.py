"""In: `Rulebook`. Out: a GoRules JSON Decision Model (JDM) that the ZEN engine runs.

Input: one JSON object with every input by its name (yes/no as true/false). Output: points of each row under
`points_<n>`, totals under `total_<table>`, grades under `grade_<table>`. What one row of input cannot carry (the
largest number among all places) is an input of its own and said so in the model's description.
Not handled: missing observations; the engine has no interval scores.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from extractor.model.expression import print_number
from extractor.model.rulebook import Rulebook
from extractor.rulebook.engine.totals import Group, find_groups
from extractor.rulebook.io.expression_printer import ZEN, print_amount


def export_jdm(rulebook: Rulebook) -> str:
    """Return the JDM as JSON text, the same bytes for the same rulebook."""
    keys = name_rows(rulebook)
    places = rulebook.rounding.places
    scores = [
        {"id": f"score-{keys[row.id]}", "key": keys[row.id], "value": f"round({print_amount(row.tree, ZEN)}, {places})"}
        for row in rulebook.indicators
    ]
    groups = find_groups(rulebook)
    totals = [
        {
            "id": f"total-{table}",
            "key": f"total_{table}",
            "value": " + ".join(_print_group(group, keys) for group in groups if group.table == table),
        }
        for table in rulebook.tables
    ]
    if rulebook.grades:
        totals += [
            {"id": f"grade-{table}", "key": f"grade_{table}", "value": _print_grades(rulebook, f"$.total_{table}")}
            for table in rulebook.tables
        ]
    nodes = [
        _node("input", "inputNode", "观测值", 0, description=describe_inputs(rulebook)),
        _node(
            "scores",
            "expressionNode",
            "各指标得分",
            1,
            description=_describe_rows(rulebook, keys),
            content={"expressions": scores, "passThrough": True},
        ),
        _node("totals", "expressionNode", "合计与等级", 2, content={"expressions": totals, "passThrough": True}),
        _node("output", "outputNode", "结果", 3),
    ]
    order = [str(node["id"]) for node in nodes]
    edges = [
        {"id": f"{left}-{right}", "type": "edge", "sourceId": left, "targetId": right}
        for left, right in pairwise(order)
    ]
    model = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    return json.dumps(model, ensure_ascii=False, indent=2) + "\n"


def name_rows(rulebook: Rulebook) -> dict[str, str]:
    """Return the key of each row's points, by the row's id: points_1, points_2 ... in printed order."""
    return {row.id: f"points_{number}" for number, row in enumerate(rulebook.indicators, 1)}


def describe_inputs(rulebook: Rulebook) -> str:
    """Return in words what the inputs are, and which must be computed before a row can be scored."""
    lines = [f"{item.name}：{item.label}（{item.unit or item.kind}）" for item in rulebook.inputs]
    before = [f"{item.name}（{item.of}）" for item in rulebook.inputs if item.of]
    if before:
        lines.append(f"以下各项一行数据本身给不出，须先在全部单位中算出或另行查得：{'、'.join(before)}")
    return "\n".join(lines)


def _describe_rows(rulebook: Rulebook, keys: dict[str, str]) -> str:
    return "\n".join(f"{keys[row.id]}：表{row.table} {row.no or ''} {row.name}" for row in rulebook.indicators)


def _node(name: str, kind: str, label: str, column: int, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "name": label, "position": {"x": 260 * column, "y": 120}, **more}


def _print_group(group: Group, keys: dict[str, str]) -> str:
    words = "(" + " + ".join(keys[name] for name in group.rows) + ")"
    return words if group.limit is None else f"min([{words}, {print_number(group.limit)}])"


def _print_grades(rulebook: Rulebook, total: str) -> str:
    words = "null"
    for grade in rulebook.grades:
        tests = []
        if grade.minimum is not None:
            tests.append(f"{total} >= {print_number(grade.minimum)}")
        if grade.maximum is not None:
            tests.append(f"{total} < {print_number(grade.maximum)}")
        words = f"({' and '.join(tests) or 'true'} ? {json.dumps(grade.name, ensure_ascii=False)} : {words})"
    return words
