"""In: what a person asks for: places, field, years, a condition. Out: the plans of a store, or of files, that it means.

Not handled: what is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from extractor.errors import UsageError
from extractor.model.facts.plan import Plan
from extractor.store.contents import StoredPlan, StoreIndex

YEAR = re.compile(r"\d{4}")
COMMAS = re.compile("[,，、]")


class WidePolicy(msgspec.Struct, frozen=True):
    """How far the forms go that have a column, or a card, for each plan. Long tables have no bound."""

    plans: int = 60
    """plans up to which the workbook and the page are made"""


WIDE = WidePolicy()


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What a person asks for; what is left empty excludes nothing. A place is a name, part of one, or a plan's id."""

    places: tuple[str, ...] = ()
    field: str | None = None
    years: tuple[int, int] | None = None
    where: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for."""
        return self == Selection()


def parse_selection(where: str | None, places: str | None, field: str | None, years: str | None) -> Selection:
    """Return what the options of a command ask for.

    >>> parse_selection(None, "灵璧县，郏县", None, "2022-2024")
    Selection(places=('灵璧县', '郏县'), field=None, years=(2022, 2024), where=None)
    """
    found = YEAR.findall(years or "")
    if years and (not found or len(found) > 2):
        raise UsageError(f"--years {years}: 看不出年度", hint="请写 2023 或 2021-2024")
    names = tuple(name.strip() for name in COMMAS.split(places or "") if name.strip())
    span = (int(found[0]), int(found[-1])) if found else None
    return Selection(places=names, field=field or None, years=span, where=where or None)


def choose_stored(root: Path, index: StoreIndex, selection: Selection) -> tuple[StoredPlan, ...]:
    """Return the compared plans of a store that `selection` means, in the store's order.

    Raises UsageError where it means none, or where a named place is not there.
    """
    chosen = [one for one in index.plans if one.compared and fits(selection, (one.id, one.place), one.field, one.year)]
    if selection.where:
        from extractor.store.asking.querying import ask

        found = ask(root, index, f"SELECT plan FROM plans WHERE ({selection.where})").rows  # noqa: S608 - a person's own question
        ids = {row[0] for row in found}
        chosen = [one for one in chosen if one.id in ids]
    _refuse_strangers(selection, [(one.id, one.place) for one in index.plans])
    if not chosen:
        raise UsageError(
            "没有方案符合所给的条件",
            hint="请用 extractor query 'SELECT plan, place, field, year FROM plans' 看看有哪些",
        )
    return tuple(chosen)


def choose_plans(plans: Sequence[Plan], selection: Selection) -> tuple[Plan, ...]:
    """Return those of plans from files that `selection` means. A condition in SQL needs a store."""
    if selection.where:
        hint = "请给出 extractor run --store 写出的文件夹，或改用 --places、--field、--years"
        raise UsageError("--where 只能用于数据库", hint=hint)
    named = [(plan.id, plan.metadata.jurisdiction or plan.id) for plan in plans]
    _refuse_strangers(selection, named)
    chosen = tuple(
        plan
        for plan, names in zip(plans, named, strict=True)
        if fits(selection, names, plan.metadata.field, plan.metadata.year)
    )
    if not chosen:
        raise UsageError("没有方案符合所给的条件", hint="请检查 --places、--field、--years")
    return chosen


def fits(selection: Selection, names: tuple[str, str], field: str | None, year: str | None) -> bool:
    """Tell whether a plan of this id and place, field and year is meant; a period is meant by any of its years.

    >>> fits(Selection(years=(2023, 2023)), ("a", "甲县"), None, "2021-2025")
    True
    """
    if selection.places and not any(_is_named(name, names) for name in selection.places):
        return False
    if selection.field and selection.field not in (field or ""):
        return False
    if selection.years is None:
        return True
    found = [int(one) for one in YEAR.findall(year or "")]
    return bool(found) and found[0] <= selection.years[1] and found[-1] >= selection.years[0]


def _is_named(name: str, names: tuple[str, str]) -> bool:
    return name == names[0] or name in names[1]


def _refuse_strangers(selection: Selection, named: Sequence[tuple[str, str]]) -> None:
    missing = [name for name in selection.places if not any(_is_named(name, names) for names in named)]
    if missing:
        raise UsageError(f"--places: 没有 {'、'.join(missing)} 的方案", hint="请写地区名（如 灵璧县）或方案编号")
