"""In: a plan with tasks and an assessment table. Out: problems where both speak of one thing with other numbers.

The body of 平阴 asks for 2 publicity activities a year, its annex gives full marks for 4. Task and indicator
are paired by the words of their titles. Not handled: numbers without a unit in common.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from extractor.model.plan import Condition, Indicator, Number, Plan, Rule, Target, Task
from extractor.model.problem import Problem, Severity

ALIKE = 60.0
"""Least likeness (0 to 100) of two titles that speak of one thing."""
FILLERS = ("开展", "情况", "工作", "加强", "推进", "实施", "深入", "提升", "活动", "加大")
PER_YEAR: dict[str | None, int] = {"year": 1, "quarter": 4, "month": 12, "day": 365, None: 1}


def find_annex_differences(plan: Plan) -> Iterator[Problem]:
    """Yield a problem for each pair of task and indicator whose numbers of one unit all differ."""
    for indicator in plan.indicators:
        task = _closest(plan, indicator)
        if task is not None:
            yield from _compare(task, indicator)


def _closest(plan: Plan, indicator: Indicator) -> Task | None:
    """Return the task whose title is most like the indicator's name, where it is like enough and both choose each other."""
    best = max(plan.tasks, key=lambda task: _likeness(task, indicator), default=None)
    if best is None or _likeness(best, indicator) < ALIKE:
        return None
    mutual = max(plan.indicators, key=lambda other: _likeness(best, other))
    return best if mutual.id == indicator.id else None


def _likeness(task: Task, indicator: Indicator) -> float:
    return fuzz.ratio(_bare(task.title), _bare(indicator.name or ""))


def _bare(title: str) -> str:
    for filler in FILLERS:
        title = title.replace(filler, "")
    return title


def _compare(task: Task, indicator: Indicator) -> Iterator[Problem]:
    rules = [rule for part in (indicator.parts or (indicator,)) for rule in part.rules]
    asked = [(rule, condition) for rule in rules for condition in _conditions(rule)]
    for target in task.targets:
        if not target.unit:
            continue
        same = [(rule, condition) for rule, condition in asked if condition.unit == target.unit]
        if not same or any(_agree(target, condition.value) for _, condition in same):
            continue
        rule, condition = same[-1]
        yield Problem(
            "parse", "body-differs-from-annex", Severity.WARNING, rule.place,
            f"正文“{_tidy(target.text)}”（{_number(target.value)}{target.unit}）与附表“{_tidy(rule.text)}”"
            f"（{_number(condition.value)}{condition.unit}）不一致",
            f"The body asks for {target.value}{target.unit}, the annex for {condition.value}{condition.unit}",
            indicator.id,
        )  # fmt: skip


def _conditions(rule: Rule) -> Iterator[Condition]:
    condition = rule.condition
    while condition is not None:
        yield condition
        condition = condition.also


def _agree(target: Target, value: Number) -> bool:
    """Tell whether two numbers say the same, one perhaps by the month and one by the year."""
    return value in (target.value, target.value * PER_YEAR[target.period])


def _number(value: Number) -> str:
    return f"{value:g}"


def _tidy(text: str) -> str:
    return "".join(text.split())
