"""In: a formula in postfix order. Out: its tree, each named quantity an input of its own.

Not handled: reading formulas (`parse.scoring.pieces.formulas`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from extractor.model.facts.scoring import Statement
from extractor.model.scored.expression import Expression, Number, Observed, Product, Quotient, Sum
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.terms import divide, negate

OWN = ("实际值", "实际完成值", "实际完成率", "实际数", "实际完成", "完成值", "指标值", "实际得数", "实际比例", "该值")
"""Words for what the row measures, where a formula stands behind a bound."""
RATES = ("率", "比例", "占比", "比重", "百分比", "比")
SPEEDS = ("增速", "增幅", "增长率")
RANKS = ("名次", "排名", "位次", "排位")


def build_formula(
    statement: Statement, inputs: RowInputs, full: Expression, known: Mapping[str, Expression], own: str = ""
) -> Expression | None:
    """Return the tree of a formula; `known` has constants (权重) and, under "", the row's own quantity."""
    stack: list[Expression] = []
    for token in statement.formula:
        if token in {"+", "-", "*", "/"}:
            if len(stack) < 2:
                return None
            right, left = stack.pop(), stack.pop()
            stack.append(_combine(token, left, right))
        else:
            stack.append(_operand(token, inputs, full, known, own))
    return stack[0] if len(stack) == 1 else None


def _combine(token: str, left: Expression, right: Expression) -> Expression:
    if token == "+":  # noqa: S105
        return Sum((left, right))
    if token == "-":  # noqa: S105
        return Sum((left, negate(right)))
    return Product((left, right)) if token == "*" else Quotient(left, right)  # noqa: S105


def _operand(token: str, inputs: RowInputs, full: Expression, known: Mapping[str, Expression], own: str) -> Expression:  # noqa: PLR0911 - a case for each form
    if token[0].isdigit():
        value = Decimal(token.removesuffix("%"))
        return Number(value / 100 if token.endswith("%") else value)
    if token == "满分":  # noqa: S105
        return full
    if token in known:
        return known[token]
    core = token.removeprefix("实际")
    if "" in known and (
        token in OWN
        or token == own
        or (own and (own in token or (len(core) > 2 and core in own) or own.endswith(core)))
    ):
        return known[""]
    if token.endswith(SPEEDS):
        return Observed(inputs.add(token, "number", "倍", minimum=Decimal(-1), reach=Decimal(2)))
    if token.endswith(RATES) or token.endswith("率)"):
        return divide(Observed(inputs.add(token, "number", "%", minimum=Decimal(0), reach=Decimal(100))), Decimal(100))
    if token.endswith(RANKS):
        return Observed(inputs.add(token, "rank", "名", minimum=Decimal(1), reach=Decimal(50)))
    if token.endswith(("得分", "平均分", "成绩", "分数", "总分")):
        return Observed(inputs.add(token, "number", "分", minimum=Decimal(0), reach=Decimal(100)))
    return Observed(inputs.add(token, "number", "", minimum=Decimal(0), reach=Decimal(100)))
