"""In: a deadline, target or rule. Out: what it says in a few plain words, Chinese and English.

Not handled: recurrences beyond day, week, month, quarter and year, which are shown as their RRULE.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.language.tidying import tidy
from extractor.model.plan import Condition, Deadline, DeadlineKind, Number, Rule, RuleKind, Target
from extractor.report.labels import OPERATOR_CODES, OPERATORS, PERIODS, RULES, Wording

DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
DURATION_UNITS = (
    Wording("年", "year"),
    Wording("个月", "month"),
    Wording("周", "week"),
    Wording("天", "day"),
    Wording("小时", "hour"),
    Wording("分钟", "minute"),
    Wording("秒", "second"),
)
RECURRENCES = {
    "FREQ=DAILY": Wording("每日", "daily"),
    "FREQ=WEEKLY": Wording("每周", "weekly"),
    "FREQ=MONTHLY": Wording("每月", "monthly"),
    "FREQ=MONTHLY;INTERVAL=3": Wording("每季度", "quarterly"),
    "FREQ=MONTHLY;INTERVAL=6": Wording("每半年", "half-yearly"),
    "FREQ=YEARLY": Wording("每年", "yearly"),
}
DAY_OF_MONTH = re.compile(r";BYMONTHDAY=(-?\d+)$")
LAST_DAY = Wording("最后一日前", "by the last day")


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

    >>> describe_deadline(Deadline(text="每月26日前", where="label", kind=DeadlineKind.RECURRING,
    ...                            rrule="FREQ=MONTHLY;BYMONTHDAY=26"))
    Wording(zh='每月26日前', en='monthly by day 26')
    """
    if deadline.kind is DeadlineKind.DATE and deadline.date:
        return Wording(f"{deadline.date} 前", f"by {deadline.date}")
    if deadline.kind is DeadlineKind.INTERVAL and (deadline.start or deadline.date):
        return Wording(
            f"{deadline.start or '…'} 至 {deadline.date or '…'}", f"{deadline.start or '…'} to {deadline.date or '…'}"
        )
    if deadline.kind is DeadlineKind.RECURRING and deadline.rrule:
        return describe_recurrence(deadline.rrule)
    if deadline.kind is DeadlineKind.RELATIVE and deadline.duration:
        return _describe_relative(deadline)
    printed = tidy(deadline.text)
    if deadline.kind is DeadlineKind.IMMEDIATE:
        return Wording(f"即时：{printed}", f"at once: {printed}")
    return Wording(printed, printed)


def describe_recurrence(rrule: str) -> Wording:
    """Return an RRULE in words, or as it is where there are none for it.

    >>> describe_recurrence("FREQ=MONTHLY;INTERVAL=3")
    Wording(zh='每季度', en='quarterly')
    >>> describe_recurrence("FREQ=WEEKLY;BYDAY=FR").zh
    'FREQ=WEEKLY;BYDAY=FR'
    """
    day = DAY_OF_MONTH.search(rrule)
    every = RECURRENCES.get(rrule[: day.start()] if day else rrule)
    if every is None:
        return Wording(rrule, rrule)
    if not day:
        return every
    if day[1] == "-1":
        return Wording(every.zh + LAST_DAY.zh, f"{every.en} {LAST_DAY.en}")
    return Wording(f"{every.zh}{day[1]}日前", f"{every.en} by day {day[1]}")


def describe_duration(duration: str, *, working_days: bool | None = None) -> Wording:
    """Return an ISO 8601 duration in words.

    >>> describe_duration("P7D", working_days=True), describe_duration("PT48H").zh
    (Wording(zh='7个工作日', en='7 working days'), '48小时')
    """
    match = DURATION.fullmatch(duration)
    parts = [(n, unit) for n, unit in zip(match.groups(), DURATION_UNITS, strict=True) if n] if match else []
    if not parts:
        return Wording(duration, duration)
    if working_days and len(parts) == 1 and parts[0][1].zh == "天":
        parts = [(parts[0][0], Wording("个工作日", "working day"))]
    english = " ".join(f"{n} {unit.en}{'' if n == '1' else 's'}" for n, unit in parts)
    return Wording("".join(f"{n}{unit.zh}" for n, unit in parts), english)


def _describe_relative(deadline: Deadline) -> Wording:
    length = describe_duration(deadline.duration or "", working_days=deadline.working_days)
    if not deadline.trigger:
        return Wording(f"{length.zh}内", f"within {length.en}")
    trigger = tidy(deadline.trigger)
    return Wording(f"{trigger}起{length.zh}内", f"within {length.en} of {trigger}")


def describe_condition(op: str, value: Number, unit: str) -> str:
    """Return a bound in signs that both languages share.

    >>> describe_condition("<=", 0.3, "%"), describe_condition(">=", 2, "次")
    ('≤ 0.3%', '≥ 2 次')
    """
    sign = OPERATORS[OPERATOR_CODES[op]].zh
    return f"{sign} {show_number(value)}{unit if unit in ('%', '‰', '‱') else f' {unit}'}".rstrip()


def describe_target(target: Target) -> Wording:
    """Return the number to reach, with its period and without its metric."""
    bound = describe_condition(target.op, target.value, target.unit)
    about = Wording("约 ", "about ") if target.approx else Wording("", "")
    if target.period is None:
        return Wording(about.zh + bound, about.en + bound)
    period = PERIODS[target.period]
    return Wording(f"{period.zh} {about.zh}{bound}", f"{about.en}{bound} {period.en}")


def describe_rule(rule: Rule) -> Wording:
    """Return what one scoring statement does.

    >>> from extractor.model.plan import Per
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
