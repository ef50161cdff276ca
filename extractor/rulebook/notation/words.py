"""The words of the notation: the function that each kind of node is written as, and the signs. Not handled: labels."""

from __future__ import annotations

from typing import get_args

from extractor.model.scored.expression import (
    Cap,
    Ceiling,
    Choose,
    Expression,
    Floor,
    Interpolate,
    Node,
    Not,
    Sign,
    Test,
    Whole,
)

FUNCTIONS: dict[type[Node], str] = {
    **{kind: str(kind.__struct_config__.tag) for kind in (*get_args(Expression), *get_args(Test))},
    Ceiling: "ceil",
    Whole: "floor",
    Interpolate: "line",
    Cap: "min",
    Floor: "max",
    Choose: "if",
    Not: "非",
}
"""Every kind of node has a function; these differ from the tag of the kind."""
SIGNS: dict[Sign, str] = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "==": "="}
ALSO = {
    "≥": ">=", "≤": "<=", "=": "==", "＞": ">", "＜": "<", "×": "*", "÷": "/", "（": "(", "）": ")", "，": ",",
    "－": "-",
    "＋": "+",
    "＝": "==", "且": "and", "或": "or", "非": "not",
}  # fmt: skip
"""What may be typed for a sign; the reading side knows both."""
