"""The generated edge tests notice a change of a tree, wherever it changes any score."""

from __future__ import annotations

from collections import Counter
from decimal import localcontext

import numpy as np
import pytest

from extractor.rulebook import build_edges, score_columns
from extractor.rulebook.analysis.edges import check_edges, parse_edges, render_edges
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.program import build_program, find_range
from tests.rulebook.mutants import list_mutants
from tests.rulebook.support import draw_rows, make_book, set_weights

SEEN = 1500
"""Random observations that tell whether a mutant changes any score at all."""


def kill(book):
    """Return how many mutants there are that change a score, and how many of them the edge tests notice."""
    book = set_weights(book)
    cases = build_edges(book)
    rows = draw_rows(book, SEEN, seed=6)
    columns = {item.name: np.array([float(row[item.name]) for row in rows]) for item in book.inputs}
    before = score_columns(book, columns, SEEN, checked=True).points
    counts = Counter()
    for row, mutant in list_mutants(book):
        own = tuple(case for case in cases if case.row == row)
        killed = any(True for _ in check_edges(mutant, own))
        after = score_columns(only(mutant, row), columns, SEEN, checked=True).points[row]
        changes = killed or any((one != two).any() for one, two in zip(before[row], after, strict=True))
        counts["all"] += 1
        counts["changing"] += changes
        counts["killed"] += killed
    return counts


def only(book, row):
    from dataclasses import replace

    kept = tuple(one for one in book.indicators if one.id == row)
    return replace(book, indicators=kept, inputs=tuple(item for item in book.inputs if row in item.rows))


@pytest.mark.slow
@pytest.mark.parametrize("plan", ["chengwu", "jiaxian", "pingyin"])
def test_edge_tests_kill_nine_of_ten_mutants(books, plan):
    counts = kill(books[plan])
    print(plan, dict(counts))
    assert counts["changing"] > 100
    assert counts["killed"] / counts["changing"] >= 0.9


def test_edge_tests_are_read_back_and_hold(books):
    for book in books.values():
        cases = build_edges(book)
        assert parse_edges(render_edges(book, cases)) == cases
        assert list(check_edges(book, cases)) == []


def test_an_award_that_a_cap_hides_is_noticed():
    """得20分 changed to 25 on a row of 20: the cap hides it at the top, the steps below show it."""
    book = make_book(("月均前10名得20分，每后10名扣2分。", 20))
    cases = build_edges(book)
    changed = make_book(("月均前10名得25分，每后10名扣2分。", 20))
    assert list(check_edges(changed, tuple(case for case in cases if case.row == changed.indicators[0].id)))


def test_every_bound_stands_in_a_case(books):
    with localcontext(prec=plain.DIGITS):
        assert build_program(books["chengwu"], ()).rows
    for item in books["chengwu"].inputs:
        values = {dict(case.observed).get(item.name) for case in build_edges(books["chengwu"])}
        assert len(values - {None}) >= (2 if item.kind == "yes_no" else 4), (item.label, find_range(item))
