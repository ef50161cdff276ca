"""In: a deadline, target or rule. Out: what it says in a few plain words, Chinese and English.

Not handled: time limits that nothing computes, which are shown as printed.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Condition, Deadline, Number, Rule, RuleKind, Target
from extractor.model.timing.timing import AtOnce, Within
from extractor.report.labels import OPERATOR_CODES, OPERATORS, PERIODS, RULES, Wording

CHANGES = {"rise": Wording("上升 ", "rise "), "fall": Wording("下降 ", "fall ")}
CYCLES = {
    "half_year": Wording("每半年", "each half-year"),
    "two_months": Wording("每两个月", "every two months"),
    "half_month": Wording("每半月", "twice a month"),
    "ten_days": Wording("每旬", "three times a month"),
    "two_weeks": Wording("每两周", "every two weeks"),
    "two_years": Wording("每两年", "every two years"),
    "three_years": Wording("每三年", "every three years"),
    "week": Wording("每周", "a week"),
    "term": Wording("每学期", "a term"),
    "hour": Wording("每小时", "an hour"),
}


SMALL_SHARE = 0.001
"""A bare number below it is a share, and read as per cent: nobody counts the noughts of 0.00001."""


def show_number(value: Number) -> str:
    """Return `value` as people write it: no exponent, no trailing nought.

    >>> show_number(0.3), show_number(1e-05), show_number(100.0), show_number(7)
    ('0.3', '0.00001', '100', '7')
    """
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):  # noqa: PLR0124
        return str(value)
    shown = f"{Decimal(repr(value)):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def describe_deadline(deadline: Deadline) -> Wording:
    """Return by when it must be done.

    >>> from extractor.model.facts.plan import DeadlineKind
    >>> describe_deadline(Deadline(text="每月26日前", where="label", kind=DeadlineKind.RECURRING,
    ...                            rrule="FREQ=MONTHLY;BYMONTHDAY=26"))
    Wording(zh='每月26日前', en='monthly by day 26')
    """
    printed = tidy(deadline.text)
    timing = deadline.timing
    if isinstance(timing, AtOnce):
        return Wording(f"即时：{printed}", f"at once: {printed}")
    if isinstance(timing, Within) and timing.trigger:
        timing = replace(timing, trigger=tidy(timing.trigger))
    words = timing.words()
    return Wording(words.zh, words.en) if words.zh else Wording(printed, printed)


def describe_condition(op: str, value: Number, unit: str) -> str:
    """Return a bound in signs that both languages share.

    >>> describe_condition("<=", 0.3, "%"), describe_condition(">=", 2, "次")
    ('≤ 0.3%', '≥ 2 次')
    >>> describe_condition("<=", 0.00001, "")  # 占比不高于十万分之一
    '≤ 0.001%'
    """
    sign = OPERATORS[OPERATOR_CODES[op]].zh
    if not unit and 0 < abs(value) < SMALL_SHARE:
        value, unit = float(Decimal(repr(value)) * 100), "%"
    return f"{sign} {show_number(value)}{unit if unit in ('%', '‰', '‱') else f' {unit}'}".rstrip()


def describe_target(target: Target) -> Wording:
    """Return the number to reach, with its period and what kind of change it is, without its metric.

    >>> describe_target(Target(text="", metric=None, op=">=", value=5, unit="个百分点", change="rise"))
    Wording(zh='上升 ≥ 5 个百分点', en='rise ≥ 5 个百分点')
    >>> describe_target(Target(text="", metric=None, op=">=", value=20, unit="座", max=30)).zh
    '20–30 座'
    """
    bound = describe_condition(target.op, target.value, target.unit)
    if target.max is not None:
        bound = f"{show_number(target.value)}–{show_number(target.max)} {target.unit}".rstrip()
    about = Wording("约 ", "about ") if target.approx else Wording("", "")
    change = CHANGES[target.change] if target.change else Wording("", "")
    shown = Wording(change.zh + about.zh + bound, change.en + about.en + bound)
    named = target.period or target.cycle
    if named is None:
        return shown
    period = PERIODS.get(named) or CYCLES[named]
    return Wording(f"{period.zh} {shown.zh}", f"{shown.en} {period.en}")


def describe_rule(rule: Rule) -> Wording:
    """Return what one scoring statement does.

    >>> from extractor.model.facts.plan import Per
    >>> describe_rule(Rule(kind=RuleKind.DEDUCT_PER, points=0.1, per=Per(1, "条"), text="每出现1条错误数据扣0.1分"))
    Wording(zh='每1条扣0.1分', en='−0.1 each 1 条')
    """
    condition = _all_conditions(rule.condition)
    action = _describe_action(rule)
    if not condition:
        return action
    return Wording(f"{condition}：{action.zh}", f"{condition}: {action.en}")


def _all_conditions(condition: Condition | None) -> str:
    found = []
    while condition is not None:
        found.append(describe_condition(condition.op, condition.value, condition.unit))
        condition = condition.also
    return "，".join(found)


def _describe_action(rule: Rule) -> Wording:
    kind = RULES[rule.kind.value]
    if rule.points is None or rule.kind is RuleKind.ZERO:
        return kind
    full = rule.points == "full"
    points = Wording("满分", "full points") if full else Wording(f"{_points(rule)}分", _points(rule))
    per = (
        Wording(f"每{show_number(rule.per.n)}{rule.per.unit}", f" each {show_number(rule.per.n)} {rule.per.unit}")
        if rule.per
        else Wording("", "")
    )
    if rule.kind in (RuleKind.AWARD, RuleKind.AWARD_PER):
        return Wording(f"{per.zh}得{points.zh}", f"{points.en if full else '+' + points.en}{per.en}")
    if rule.kind in (RuleKind.DEDUCT, RuleKind.DEDUCT_PER):
        return Wording(f"{per.zh}扣{points.zh}", f"−{points.en}{per.en}")
    if rule.kind is RuleKind.CAP:
        return Wording(f"最高{points.zh}", f"at most {points.en}")
    if rule.kind is RuleKind.DEDUCT_CAP:
        return (
            Wording("扣完为止", "until all is lost")
            if full
            else Wording(f"最多扣{points.zh}", f"loses at most {points.en}")
        )
    return Wording(f"{kind.zh}（{per.zh}{points.zh}）", f"{kind.en} ({points.en}{per.en})")


def _points(rule: Rule) -> str:
    return "" if rule.points is None or rule.points == "full" else show_number(rule.points)
