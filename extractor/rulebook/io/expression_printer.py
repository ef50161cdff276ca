"""In: a tree. Out: the same as an expression of GoRules' ZEN language or of DMN's FEEL.

Both are arithmetic over the same names, so one printer serves both; a `Dialect` holds what differs.
Not handled: missing observations, for which neither has a score.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.expression import (
    Cap,
    Ceiling,
    Choose,
    Compare,
    Day,
    Either,
    Every,
    Expression,
    Fire,
    Floor,
    Greatest,
    Holds,
    Interpolate,
    Is,
    Least,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Setting,
    Sum,
    Test,
    Unread,
    Unruled,
    Whole,
    count_days,
    print_number,
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one language writes what the two write differently; `{0}` and so on are the parts."""

    choose: str
    least: str
    greatest: str
    ceiling: str
    negate: str
    equal: str


ZEN = Dialect("({0} ? {1} : {2})", "min([{0}])", "max([{0}])", "ceil({0})", "not ({0})", "==")
FEEL = Dialect("(if {0} then {1} else {2})", "min({0})", "max({0})", "ceiling({0})", "not({0})", "=")


def print_amount(node: Expression, dialect: Dialect) -> str:  # noqa: C901, PLR0911, PLR0912 - a case for each node
    """Return `node` in the words of `dialect`.

    >>> from decimal import Decimal
    >>> print_amount(Cap(Product((Number(Decimal("0.5")), Observed("x"))), Number(Decimal(4))), ZEN)
    'min([(0.5 * x), 4])'
    """
    match node:
        case Number(value):
            return print_number(value) if value >= 0 else f"({print_number(value)})"
        case Observed(name):
            return name
        case Sum(terms):
            return "(" + " + ".join(print_amount(term, dialect) for term in terms) + ")"
        case Product(factors):
            return "(" + " * ".join(print_amount(factor, dialect) for factor in factors) + ")"
        case Quotient():
            return _print_quotient(node, dialect)
        case Ceiling(of):
            return dialect.ceiling.format(print_amount(of, dialect))
        case Least(terms):
            return dialect.least.format(", ".join(print_amount(term, dialect) for term in terms))
        case Greatest(terms):
            return dialect.greatest.format(", ".join(print_amount(term, dialect) for term in terms))
        case Fire(_, of):
            return print_amount(of, dialect)
        case Cap(of, at):
            return dialect.least.format(f"{print_amount(of, dialect)}, {print_amount(at, dialect)}")
        case Floor(of, at):
            return dialect.greatest.format(f"{print_amount(of, dialect)}, {print_amount(at, dialect)}")
        case Interpolate():
            return _print_line(node, dialect)
        case Choose():
            return _print_choice(node, dialect)
        case Whole(of):
            return f"floor({print_amount(of, dialect)})"
        case Setting(name):
            return name
        case Day():
            return str(count_days(node))
        case Unread(_, low, _) | Unruled(_, low, _):
            return print_amount(low, dialect)


def _print_quotient(node: Quotient, dialect: Dialect) -> str:
    over, under = print_amount(node.over, dialect), print_amount(node.under, dialect)
    if isinstance(node.under, Number):
        return f"({over} / {under})"
    return dialect.choose.format(f"{under} {dialect.equal} 0", "0", f"({over} / {under})")


def _print_line(node: Interpolate, dialect: Dialect) -> str:
    of, low, high = (print_amount(part, dialect) for part in (node.of, node.low_points, node.high_points))
    width = print_number(node.high - node.low)
    return f"({low} + ({high} - {low}) * ({of} - {print_number(node.low)}) / {width})"


def _print_choice(node: Choose, dialect: Dialect) -> str:
    words = print_amount(node.otherwise, dialect)
    for case in reversed(node.cases):
        words = dialect.choose.format(print_condition(case.when, dialect), print_amount(case.then, dialect), words)
    return words


def print_condition(node: Test, dialect: Dialect) -> str:
    """Return a condition in the words of `dialect`."""
    match node:
        case Compare(left, sign, right):
            shown = dialect.equal if sign == "==" else sign
            return f"{print_amount(left, dialect)} {shown} {print_amount(right, dialect)}"
        case Holds(name):
            return f"{name} {dialect.equal} true"
        case Is(name, option):
            return f'{name} {dialect.equal} "{option}"'
        case Not(of):
            return dialect.negate.format(print_condition(of, dialect))
        case Every(tests):
            return "(" + " and ".join(print_condition(test, dialect) for test in tests) + ")"
        case Either(tests):
            return "(" + " or ".join(print_condition(test, dialect) for test in tests) + ")"
