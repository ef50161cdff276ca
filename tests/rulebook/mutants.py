"""Mutants of a rulebook's trees: every number, sign, limit and branch changed once; and whether any score shows it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.model.scored.expression import (
    ZERO,
    Cap,
    Case,
    Ceiling,
    Choose,
    Compare,
    Either,
    Every,
    Floor,
    Greatest,
    Interpolate,
    Least,
    Node,
    Not,
    Number,
    Product,
    Sum,
    Whole,
)

SIGNS = {">=": (">", "<="), ">": (">=", "<"), "<=": ("<", ">="), "<": ("<=", ">"), "==": (">=",)}


def change(node):  # noqa: C901, PLR0912 - a case for each node
    """Yield what a node becomes in each of its mutants."""
    match node:
        case Number(value):
            yield from (
                Number(value + 1),
                Number(value * Decimal("1.1")),
                Number(-value) if value else Number(Decimal(1)),
            )
        case Compare(left, sign, right):
            yield from (Compare(left, other, right) for other in SIGNS[sign])
        case Cap(of) | Floor(of):
            yield of
        case Ceiling(of):
            yield from (of, Whole(of))
        case Whole(of):
            yield from (of, Ceiling(of))
        case Choose(cases, otherwise) if len(cases) > 1:
            yield from (Choose(cases[:place] + cases[place + 1 :], otherwise) for place in range(len(cases)))
            yield Choose(cases, ZERO)
        case Choose((case,), otherwise):
            yield from (case.then, otherwise)
        case Sum(terms) if len(terms) > 1:
            yield from (Sum(terms[:place] + terms[place + 1 :]) for place in range(len(terms)))
        case Product((one, two)):
            yield Sum((one, two))
        case Every(tests):
            yield Either(tests)
        case Either(tests):
            yield Every(tests)
        case Not(of):
            yield of
        case Least(terms):
            yield Greatest(terms)
        case Greatest(terms):
            yield Least(terms)
        case Interpolate():
            yield Interpolate(node.of, node.low, node.high_points, node.high, node.low_points)
            yield Interpolate(node.of, node.low + 1, node.low_points, node.high + 1, node.high_points)


def mutate(node):
    """Yield all trees in which one node is changed."""
    yield from change(node)
    for field in node.__struct_fields__:
        value = getattr(node, field)
        if isinstance(value, Node):
            for other in mutate(value):
                yield rebuild(node, field, other)
        elif isinstance(value, tuple):
            for place, part in enumerate(value):
                for other in mutate_part(part):
                    yield rebuild(node, field, (*value[:place], other, *value[place + 1 :]))


def mutate_part(part):
    if isinstance(part, Case):
        yield from (Case(when, part.then) for when in mutate(part.when))
        yield from (Case(part.when, then) for then in mutate(part.then))
    elif isinstance(part, Node):
        yield from mutate(part)


def rebuild(node, field, value):
    return type(node)(**{name: getattr(node, name) for name in node.__struct_fields__} | {field: value})


def list_mutants(book):
    """Yield each mutant of each row: the row's id and the book with its tree."""
    for place, row in enumerate(book.indicators):
        for tree in mutate(row.tree):
            rows = (*book.indicators[:place], replace(row, tree=tree), *book.indicators[place + 1 :])
            yield row.id, replace(book, indicators=rows)
