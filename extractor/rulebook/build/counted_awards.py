"""In: statements that give or take fixed points or points for each thing counted. Out: their trees.

Not handled: bands over a measured quantity (`bands`), and how a row adds up (`assemble`).
"""

from __future__ import annotations

from decimal import Decimal

from extractor.model.expression import (
    ONE,
    ZERO,
    Case,
    Ceiling,
    Choose,
    Compare,
    Expression,
    Fire,
    Greatest,
    Holds,
    Number,
    Observed,
    Product,
    Quotient,
    Sum,
    print_number,
)
from extractor.model.plan import RuleKind
from extractor.rulebook.build.inputs import RowInputs, count_listed
from extractor.rulebook.statements import Bound, Statement, Step

MINUS_ONE = Number(Decimal(-1))
PERIODS = {"月": Decimal(12), "季度": Decimal(4), "季": Decimal(4), "周": Decimal(52), "半年": Decimal(2)}
"""How many of them a year has."""


def build_points(statement: Statement, inputs: RowInputs) -> Expression:
    """Return what the statement is worth: its number, or all that the row is worth."""
    return inputs.add_full() if statement.points == "full" else Number(Decimal(statement.points or 0))


def build_award(rule: str, statement: Statement, inputs: RowInputs, zero: str | None = None) -> Expression:
    """Return points for something that holds: 出台的得2分; `zero` is the rule that says 未出台的不得分 of it alone."""
    holds = Holds(inputs.add_answer(statement.label or statement.context))
    otherwise = Fire(zero, ZERO) if zero else ZERO
    return Choose((Case(holds, Fire(rule, build_points(statement, inputs))),), otherwise)


def build_loss(rule: str, statement: Statement, inputs: RowInputs) -> Expression:
    """Return the loss, a number below zero, for something that holds: 被列入失信被执行人的扣2分."""
    amount = Fire(rule, Number(-Decimal(statement.points or 0)))
    return Choose((Case(Holds(inputs.add_answer(statement.label or statement.context)), amount),), ZERO)


def build_counted(rule: str, statement: Statement, inputs: RowInputs, limit: Decimal | None) -> Expression:
    """Return points for each thing counted: 每归集一类信息得0.5分; below zero for 每迟报1条扣0.1分.

    `limit` is the most that can come of it, which tells from which count on nothing changes.
    """
    points, step = Decimal(statement.points or 0), statement.step or Step(ONE.value, "")
    most = limit if limit is not None else Decimal(100)
    reach = -(-most // points) * step.n + 2 * step.n if points else Decimal(10)
    label = statement.label or statement.context
    maximum = PERIODS.get(step.unit) if statement.period else _find_number(statement)
    steps: Expression = Observed(inputs.add_steps(label, step.unit, reach=reach, maximum=maximum))
    sign = -1 if statement.kind is RuleKind.DEDUCT_PER else 1
    if step.n != 1 and sign < 0:
        steps = Ceiling(Quotient(steps, Number(step.n)))
    elif step.n != 1:  # the whole steps only: the next whole number of the negative, turned back
        steps = Product((MINUS_ONE, Ceiling(Quotient(Product((MINUS_ONE, steps)), Number(step.n)))))
    return Fire(rule, Product((Number(sign * points), steps)))


def build_shortfall(rule: str, statement: Statement, inputs: RowInputs) -> Expression:
    """Return the loss for each started step away from a bound: 低于90%的，每低1个百分点扣1分."""
    bound, step = statement.bounds[-1], statement.step or Step(ONE.value, "")
    quantity = Observed(inputs.add_measure(bound.label or statement.context, bound.unit, bound.value))
    far = bound.sign in {"<", "<="}
    ends = (Number(bound.value), Product((MINUS_ONE, quantity))) if far else (quantity, Number(-bound.value))
    steps = Ceiling(Quotient(Sum(ends), Number(step.n)))
    loss = Fire(rule, Product((Number(-Decimal(statement.points or 0)), steps)))
    return Choose((Case(Compare(quantity, bound.sign, Number(bound.value)), loss),), ZERO)


def _find_number(statement: Statement) -> Decimal | None:
    """Return how many there are where the words before say so: 社保、纳税……知识产权八类信用信息（成武 no. 7）."""
    unit = statement.step.unit if statement.step else ""
    names = count_listed(statement.context.split(",")[-1])
    return Decimal(len(names)) if names and f"{unit}" in statement.context else None


def build_levels(rule: str, statement: Statement, inputs: RowInputs) -> Expression:
    """Return points for each level of 获省、市通报表扬的，分别奖20、10分; below zero for 分别扣."""
    sign = -1 if statement.kind is RuleKind.DEDUCT else 1
    terms = []
    for level, amount in zip(statement.levels, statement.amounts, strict=False):
        label = statement.label.replace("、".join(statement.levels), level)
        points = Fire(rule, Number(sign * amount))
        terms.append(Choose((Case(Holds(inputs.add_answer(label)), points),), ZERO))
    return Sum(tuple(terms))


def build_best_level(ruled: list[tuple[str, Statement]], inputs: RowInputs) -> Expression:
    """Return the better one of 省级3分、市级2分."""
    terms = []
    for rule, statement in ruled:
        label = ",".join(part for part in (statement.label or statement.context, f"{statement.levels[0]}级") if part)
        points = Fire(rule, build_points(statement, inputs))
        terms.append(Choose((Case(Holds(inputs.add_answer(label)), points),), ZERO))
    return terms[0] if len(terms) == 1 else Greatest(tuple(terms))


def build_beyond(rule: str, statement: Statement, asked: tuple[Bound, ...], inputs: RowInputs) -> Expression:
    """Return points for each one beyond what was asked: 多投稿一篇按2：1：0.5比例加分（石城）."""
    terms: list[Expression] = []
    for bound, amount in zip(asked, statement.amounts, strict=False):
        observed = Observed(inputs.add_measure(bound.label, bound.unit, bound.value))
        more = Greatest((ZERO, Sum((observed, Number(-bound.value)))))
        terms.append(Product((Number(amount), more)))
    return Fire(rule, Sum(tuple(terms)))


def build_each_listed(rule: str, statement: Statement, inputs: RowInputs) -> Expression | None:
    """Return the sum of points that a person awards to each of 制度体系、组织保障……四个方面，每个单项最高0.7分."""
    names = count_listed(statement.label)
    if not names or not isinstance(statement.points, Decimal):
        return None
    each = statement.points
    return Fire(rule, Sum(tuple(Observed(inputs.add_judged(f"{name}得分", each)) for name in names)))


def build_monthly(
    gain: tuple[str, Statement], loss: tuple[str, Statement], inputs: RowInputs, readings: list[str]
) -> Expression | None:
    """Return the tree of 重错率为0的得0.2分，不为0的扣0.2分 by month: what does not gain loses.

    How often it is counted is what the row is worth over the points of one time, a whole number (2.4 / 0.2 = 12
    months); None where it is not.
    """
    (gain_rule, award), (loss_rule, deduct) = gain, loss
    if inputs.full_points is None or not award.points or not isinstance(award.points, Decimal):
        return None
    times = inputs.full_points / award.points
    if times != times.to_integral_value():
        return None
    unit = award.step.unit if award.step else ""
    what = "月" if unit == "月" else "个单项·月"
    label = (award.bounds[0].label or award.label) + (
        f"达标（{award.bounds[0].sign}{print_number(award.bounds[0].value)}{award.bounds[0].unit}）的次数"
    )
    reached = Observed(inputs.add_count(label.replace("==", "=").replace(">=", "≥"), what, reach=times, maximum=times))
    readings.append(
        f"按月统计，一年共{print_number(times)}{what}（{print_number(inputs.full_points)}÷"
        f"{print_number(award.points)}）；未达标的次数=总次数-达标次数"
    )
    missed = Sum((Number(times), Product((MINUS_ONE, reached))))
    lost = Product((Number(-Decimal(deduct.points or 0)), missed))
    return Sum((Fire(gain_rule, Product((Number(award.points), reached))), Fire(loss_rule, lost)))
