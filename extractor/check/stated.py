"""In: a plan. Out: the values that it asks for, brought to one scale, each with its item, its matter and its place.

A table says what it asks for where it gives full marks; a line that gives none or takes points is no counterpart.
Not handled: what is said in words without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from extractor.model.facts.plan import (
    Condition,
    Deadline,
    DeadlineKind,
    Indicator,
    IndicatorPart,
    Plan,
    Rule,
    RuleKind,
    Task,
)
from extractor.model.paper.place import Place

Where = Literal["body", "annex"]
PER_YEAR = {"year": 1, "quarter": 4, "month": 12, "day": 365}
PERIODS = {"year": "/年", "quarter": "/季度", "month": "/月", "day": "/日"}
LENGTH = re.compile(r"P(?:(?P<days>\d+)D|T(?P<hours>\d+)H|(?P<months>\d+)M|(?P<weeks>\d+)W)")
UNITS = {"个工作日": "工作日", "工作日": "工作日", "天": "日", "日": "日", "自然日": "日", "个自然日": "日"}
UPPER = frozenset({"<", "<="})
WHOLE = re.compile(r"全年|每年|年度|年内")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One value that is asked for: of what (`about`), how much, and in which sentence.

    `per_year` is the value over a year where the sentence names a period; `shown` is the value in words.
    """

    item: str
    title: str
    where: Where
    about: str
    value: float
    per_year: float | None
    unit: str
    upper: bool
    text: str
    place: Place | None
    period: str | None = None
    full: bool = False
    """whether full marks are given for it"""

    @property
    def values(self) -> frozenset[float]:
        """All that the value may be held against: as printed, and over a year."""
        return frozenset(round(value, 6) for value in (self.value, self.per_year) if value is not None)

    @property
    def shown(self) -> str:
        """The value as a reader meets it."""
        return f"{self.value:g}{self.unit}{PERIODS.get(self.period or '', '')}"


def find_asked(plan: Plan) -> Iterator[Asked]:
    """Yield what the tasks ask for, then what the tables give full marks for."""
    for task in plan.tasks:
        yield from _read_task(task)
    for row in plan.indicators:
        yield from _read_row(row)


def _read_task(task: Task) -> Iterator[Asked]:
    for target in task.targets:
        yield Asked(
            item=task.id, title=task.title, where="body", about=target.metric or task.title, value=float(target.value),
            per_year=_over_year(float(target.value), target.period), unit=_unit(target.unit), upper=target.op in UPPER,
            text=target.text, place=target.place, period=target.period,
        )  # fmt: skip
    for deadline in task.deadlines:
        length = _read_length(deadline)
        if length is not None:
            yield Asked(
                item=task.id, title=task.title, where="body", about=deadline.trigger or task.title, value=length[0],
                per_year=None, unit=length[1], upper=True, text=deadline.text, place=deadline.place,
            )  # fmt: skip


def _read_length(deadline: Deadline) -> tuple[float, str] | None:
    match = LENGTH.fullmatch(deadline.duration or "") if deadline.kind == DeadlineKind.RELATIVE else None
    if match is None:
        return None
    if match["days"]:
        return float(match["days"]), "工作日" if deadline.working_days else "日"
    if match["hours"]:
        return float(match["hours"]), "小时"
    return float(match["months"] or match["weeks"]), "个月" if match["months"] else "周"


def _over_year(value: float, period: str | None) -> float | None:
    return value * PER_YEAR[period] if period else None


def _unit(unit: str) -> str:
    return UNITS.get(unit, unit)


def _read_row(row: Indicator) -> Iterator[Asked]:
    parts: tuple[Indicator | IndicatorPart, ...] = row.parts or (row,)
    for part in parts:
        for rule in part.rules:
            for condition in _find_full(rule, part):
                yield Asked(
                    item=row.id, title=row.name or row.content or "", where="annex", about=rule.text,
                    value=float(condition.value),
                    per_year=float(condition.value) if WHOLE.search(rule.text) else None,
                    unit=_unit(condition.unit), upper=condition.op in UPPER, text=rule.text, place=rule.place,
                    full=rule.kind == RuleKind.AWARD,
                )  # fmt: skip


def _find_full(rule: Rule, part: Indicator | IndicatorPart) -> Iterator[Condition]:
    """Yield the conditions under which a row gives all that it is worth, or that it sets without points."""
    best = rule.kind == RuleKind.AWARD and rule.points in ("full", part.points)
    if not best and rule.kind != RuleKind.CONSTRAINT:
        return
    condition = rule.condition
    while condition is not None:
        yield condition
        condition = condition.also
