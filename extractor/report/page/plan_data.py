"""In: a plan, its rulebook and what the rulebook's check found. Out: what the view of one plan shows beyond its items.

Tables as they are printed, a row for each part, each rule with whether it runs. Not handled: the items themselves.
"""

from __future__ import annotations

from extractor.language.tidying import tidy
from extractor.model.facts.fields import ROW_FIELDS
from extractor.model.facts.plan import Indicator, IndicatorPart, Plan
from extractor.model.paper.place import Place
from extractor.model.scored.rulebook import Rulebook, RuledIndicator, ScoringRule
from extractor.report.dataset import Material
from extractor.report.labels import Wording
from extractor.report.page.facts import Fact, build_fact, build_points, capitalize, same
from extractor.report.page.paper_data import build_paper
from extractor.report.phrasing import show_number

Record = dict[str, object]

STATES = {
    "executable": Wording("可运行", "runs"),
    "constraint": Wording("限定", "a bound"),
    "needs_review": Wording("待核", "open"),
}
"""Whether a scoring sentence runs."""

ROW_STATES = {
    "executable": Wording("全部可运行", "all of it runs"),
    "partial": Wording("部分可运行", "some of it runs"),
    "judged": Wording("人工评定", "a person awards the points"),
    "needs_review": Wording("待核", "open"),
}


def build_plan_views(material: Material) -> list[Record]:
    """Return for each plan its tables and how much of its scoring runs."""
    books = {book.plan: book for book in material.rulebooks}
    views = [_build_view(plan, books.get(plan.id)) for plan in material.plans]
    papers = [build_paper(plan, [page for page in material.pages if page.plan == plan.id]) for plan in material.plans]
    return [{"plan": number, **view, "paper": papers[number]} for number, view in enumerate(views)]


def _build_view(plan: Plan, book: Rulebook | None) -> Record:
    ruled = {row.id: row for row in book.indicators} if book else {}
    numbers = {item.id: at for at, item in enumerate(plan.items)}
    tables = dict.fromkeys(indicator.table for indicator in plan.indicators)
    return {
        "tables": [
            _build_table([one for one in plan.indicators if one.table == table], ruled, numbers) for table in tables
        ],
        "states": _count_states(book),
    }


def _count_states(book: Rulebook | None) -> dict[str, int]:
    counts = dict.fromkeys(STATES, 0)
    for rule in book.rules if book else ():
        counts[rule.status] += 1
    return counts


def _build_table(found: list[Indicator], ruled: dict[str, RuledIndicator], numbers: dict[str, int]) -> Record:
    """Return the columns that any row fills, in the order of the fields, and the rows; parts are rows of their own."""
    holders = [(one, part) for one in found for part in (_own_rows(one))]
    named = [field for field in ROW_FIELDS if any(getattr(row, field.key, None) for _, row in holders)]
    heads = list(dict.fromkeys(head for _, row in holders for head, words in row.columns.items() if words))
    columns = [*((field.zh, capitalize(field.en)) for field in named), *(same(tidy(head)) for head in heads)]
    rows = []
    for one, row in holders:
        cells = [_cell(row, field.key, getattr(row, field.key, None)) for field in named]
        cells += [_cell(row, head, row.columns.get(head)) for head in heads]
        first = row is _own_rows(one)[0]
        rows.append(
            {
                "item": numbers[one.id],
                "first": len(_own_rows(one)) if first else 0,
                "level": _level(one),
                "points": _points(one, row),
                "cells": cells,
                "rules": _rules(ruled.get(one.id)) if first else [],
                "state": ROW_STATES[ruled[one.id].status] if first and one.id in ruled else None,
                "damaged": list(one.damaged) if first else [],
            }
        )
    return {"columns": columns, "rows": rows}


def _own_rows(one: Indicator) -> tuple[Indicator | IndicatorPart, ...]:
    """Return the printed rows of an indicator: its parts, itself where it has none or prints something of its own."""
    if not one.parts:
        return (one,)
    own = any(getattr(one, field.key, None) for field in ROW_FIELDS)
    return (one, *one.parts) if own else one.parts


def _level(one: Indicator) -> str:
    points = "" if one.level1_points is None else f"（{show_number(one.level1_points)}分）"
    return f"{tidy(one.level1 or '')}{points}"


def _points(one: Indicator, row: Indicator | IndicatorPart) -> Fact | None:
    if isinstance(row, Indicator):
        return build_points(row)
    if row.points is None:
        return None
    shown = show_number(row.points)
    return build_fact("points", (f"{shown}分", f"{shown} points"), None, row.places.get("points") or one.place, [])


def _cell(row: Indicator | IndicatorPart, key: str, value: str | None) -> Fact | None:
    if not value:
        return None
    return build_fact("text", same(tidy(value)), value, row.places.get(key) or row.place, [])


def _rules(row: RuledIndicator | None) -> list[Record]:
    return [_rule(rule) for rule in row.rules] if row else []


def _rule(rule: ScoringRule) -> Record:
    reference = rule.reference
    placed = reference.start is not None and reference.end is not None
    place = Place(reference.start or 0, reference.end or 0, reference.page) if placed else None
    details: list[tuple[tuple[str, str], tuple[str, str]]] = [
        (Wording("能否运行", "Runs"), STATES[rule.status]),
        (Wording("读作", "Reads"), same(tidy(rule.reads_as))),
        (Wording("原因", "Why"), same(tidy(rule.reason or ""))),
    ]
    return {
        "state": rule.status,
        "name": STATES[rule.status],
        "why": rule.reason or "",
        "fact": build_fact("rule", same(tidy(reference.quote)), reference.quote, place, details),
    }
