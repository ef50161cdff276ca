"""Plans of a few rows made of sentences, and random rows in the forms in which people and engines give them."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from extractor.model.plan import Indicator, Metadata, Plan, SourceInfo
from extractor.rulebook import build_rulebook
from extractor.rulebook.analysis.simulate import draw_row

TABLES = ("chengwu", "jiaxian", "pingyin")
"""The plans that have assessment tables."""
SOURCE = (SourceInfo(name="a.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8"),)


def make_plan(*rows, **more):
    """Return a plan with one row for each (criteria, points); a third member names the row."""
    indicators = tuple(
        Indicator(
            id=f"i{n}", table=1, no=str(n), name=row[2] if len(row) > 2 else f"指标{n}", criteria=row[0], points=row[1]
        )
        for n, row in enumerate(rows, 1)
    )
    return Plan(id="p", source=SOURCE, metadata=Metadata(title="方案"), indicators=indicators, **more)


def make_book(*rows, **more):
    return build_rulebook(make_plan(*rows, **more))


def draw_rows(book, count, seed=0):
    generator = Random(seed)  # noqa: S311 - repeatable rows
    return [draw_row(book, generator) for _ in range(count)]


def as_words(book, row):
    """Return a row of Decimals as a county would write them: yes/no in words."""
    kinds = {item.name: item.kind for item in book.inputs}
    return {
        name: ("是" if value else "否") if kinds[name] == "yes_no" else format(value, "f")
        for name, value in row.items()
    }


def as_json(book, row):
    """Return a row as an engine takes it."""
    kinds = {item.name: item.kind for item in book.inputs}
    return {name: bool(value) if kinds[name] == "yes_no" else _number(value) for name, value in row.items()}


def _number(value: Decimal):
    return int(value) if value == value.to_integral_value() else float(value)
