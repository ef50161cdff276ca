"""Plans of a few rows made of sentences, and random rows in the forms in which people and engines give them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random

from extractor.language.passages import build_passage
from extractor.language.quantities import load_quantity_words
from extractor.mappings import load_mappings
from extractor.model.facts.plan import Indicator, Metadata, Plan, SourceInfo
from extractor.model.scored.rulebook import DatedValue
from extractor.parse.scoring.reader import read_criteria
from extractor.parse.scoring.scoring_words import build_scoring_words
from extractor.rulebook import build_rulebook, score_values
from extractor.rulebook.analysis.simulate import draw_row

TABLES = ("chengwu", "jiaxian", "pingyin")
"""The plans that have assessment tables."""
SOURCE = (SourceInfo(name="a.txt", sha256="", media_type="text/plain", pages=None, how="text/utf-8"),)


@cache
def load_words():
    """Return the words of scoring sentences; read once, as no test changes them."""
    mappings = load_mappings()
    return build_scoring_words(load_quantity_words(mappings), mappings.scoring_plain)


def read_statements(words):
    """Return the statements of a cell as parsing reads them, places left out."""
    return read_criteria(build_passage(words, 0, len(words)).text, load_words())


def make_plan(*rows, **more):
    """Return a plan with one row for each (criteria, points); a third member names the row."""
    indicators = tuple(
        Indicator(
            id=f"i{n}",
            table=1,
            no=str(n),
            name=row[2] if len(row) > 2 else f"指标{n}",
            criteria=row[0],
            points=row[1],
            statements=read_statements(row[0] or ""),
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
    """Return a row of Decimals as a county would write them: yes/no and options in words."""
    items = {item.name: item for item in book.inputs}
    return {name: _say(items[name], value) for name, value in row.items()}


def _say(item, value):
    if item.kind == "choice":
        return item.options[int(value)]
    return ("是" if value else "否") if item.kind == "yes_no" else format(value, "f")


def as_json(book, row):
    """Return a row as an engine takes it."""
    items = {item.name: item for item in book.inputs}
    return {name: _pass(items[name], value) for name, value in row.items()}


def _pass(item, value: Decimal):
    if item.kind == "choice":
        return item.options[int(value)]
    if item.kind == "yes_no":
        return bool(value)
    return int(value) if value == value.to_integral_value() else float(value)


def set_weights(book, value=5):
    """Set what the office sets, so that every score is certain."""
    values = (DatedValue(value=Decimal(value)),)
    return replace(book, parameters=tuple(replace(one, values=values) for one in book.parameters))


class Evaluator:
    """Points of one complete row by indicator id, and the totals under total-1, total-2."""

    def __init__(self, book):
        self.book = book

    def evaluate(self, row):
        card = score_values(self.book, row, "row")
        points = {one.id: one.points for one in card.indicators} | {f"total-{t.table}": t.points for t in card.tables}
        return {name: one.low for name, one in points.items()}

    def reach(self, row, name):
        """Return the least and the most of one indicator."""
        points = next(one.points for one in score_values(self.book, row, "row").indicators if one.id == name)
        return points.low, points.high


def find_names(book):
    """Return the inputs' names by their places: x1_03_2 is the second input of the third row of table 1."""
    names, count = {}, {}
    for row in book.indicators:
        count[row.table] = count.get(row.table, 0) + 1
        own = [item for item in book.inputs if row.id in item.rows]
        names |= {f"x{row.table}_{count[row.table]:02d}_{n}": item.name for n, item in enumerate(own, 1)}
    return names


def put_names(book, text):
    """Put the inputs' names in the place of x1_03_2 and the like."""
    names = find_names(book)
    return re.sub(r"x\d_\d\d_\d+(?!\d)", lambda match: names.get(match.group(), match.group()), text)
