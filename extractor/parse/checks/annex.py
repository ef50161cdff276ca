"""In: a plan with tasks and an assessment table. Out: problems where both speak of one thing with other numbers.

The body of 平阴 asks for 2 publicity activities a year, its annex gives full marks for 4. Task and indicator
are paired by the words of their titles. Not handled: numbers without a unit in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from extractor.model.plan import Condition, Indicator, Number, Plan, Rule, Target, Task
from extractor.model.problem import Problem, Severity

ALIKE = 60.0
"""Least likeness (0 to 100) of two titles that speak of one thing."""
RAREST = 6
"""How many of a title's rarest pairs of characters are looked up."""
MOST = 50
"""How many titles are compared for each of them."""
FILLERS = ("开展", "情况", "工作", "加强", "推进", "实施", "深入", "提升", "活动", "加大")
PER_YEAR: dict[str | None, int] = {"year": 1, "quarter": 4, "month": 12, "day": 365, None: 1}


def find_annex_differences(plan: Plan) -> Iterator[Problem]:
    """Yield a problem for each pair of task and indicator whose numbers of one unit all differ."""
    tasks = {_bare(task.title): task for task in reversed(plan.tasks)}
    indicators = {_bare(row.name or ""): row for row in reversed(plan.indicators)}
    task_index, indicator_index = _index(tasks), _index(indicators)
    for name, indicator in reversed(indicators.items()):
        title = _closest(name, task_index)
        if title is not None and _closest(title, indicator_index) == name:
            yield from _compare(tasks[title], indicator)


def _index(titles: Iterable[str]) -> dict[str, list[str]]:
    """Return the titles by each pair of neighbouring characters in them."""
    index: dict[str, list[str]] = {}
    for title in titles:
        for pair in {title[at : at + 2] for at in range(len(title) - 1)}:
            index.setdefault(pair, []).append(title)
    return index


def _closest(title: str, index: dict[str, list[str]]) -> str | None:
    """Return the title of `index` that is most like `title`, None where none is like enough."""
    pairs = sorted({title[at : at + 2] for at in range(len(title) - 1)}, key=lambda pair: len(index.get(pair, ())))
    candidates = {other: None for pair in pairs[:RAREST] for other in index.get(pair, ())[:MOST]}
    best = max(candidates, key=lambda other: fuzz.ratio(title, other), default=None)
    return best if best is not None and fuzz.ratio(title, best) >= ALIKE else None


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
