"""In: `Rulebook`, and complete observations as Decimals. Out: points of each row and table, for many rows fast.

Trees are compiled once into closures. Decimals throughout, 28 digits; an indicator is rounded as the rulebook says,
a total adds the rounded points. Not handled: missing observations and explanations (`score`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from extractor.model.expression import (
    Cap,
    Case,
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
)
from extractor.model.rulebook import Rounding, Rulebook
from extractor.rulebook.engine.intervals import ceiling, whole
from extractor.rulebook.engine.totals import find_groups

Row = Mapping[str, Decimal]
"""What was observed, by input name; yes is 1, no is 0."""
Amount = Callable[[Row], Decimal]
Condition = Callable[[Row], bool]
CONTEXT = Context(prec=28)
NOTHING = Decimal(0)


def round_points(points: Decimal, rounding: Rounding) -> Decimal:
    """Return `points` rounded to the rulebook's decimals, halves away from zero, without trailing zeros.

    >>> round_points(Decimal("1.00005"), Rounding()), round_points(Decimal("2.5000"), Rounding())
    (Decimal('1.0001'), Decimal('2.5'))
    """
    rounded = points.quantize(Decimal(1).scaleb(-rounding.places), ROUND_HALF_UP)
    return NOTHING if not rounded else Decimal(format(rounded.normalize(), "f"))


class Evaluator:
    """A compiled rulebook.

    `evaluate` takes one row of observations (all inputs) and returns points by indicator id, then the tables'
    totals under "total-1", "total-2". It raises KeyError where an input is not observed.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.step = Decimal(1).scaleb(-rulebook.rounding.places)
        trees = {row.id: row.tree for row in rulebook.indicators}
        self.groups = [
            (f"total-{group.table}", group.limit, [(name, compile_amount(trees[name])) for name in group.rows])
            for group in find_groups(rulebook)
        ]
        self.totals = dict.fromkeys((f"total-{table}" for table in rulebook.tables), NOTHING)

    def evaluate(self, row: Row) -> dict[str, Decimal]:
        """Return the points of one row of observations."""
        with localcontext(CONTEXT):
            points = self.totals.copy()
            for total, limit, members in self.groups:
                earned = NOTHING
                for name, amount in members:
                    points[name] = rounded = amount(row).quantize(self.step, ROUND_HALF_UP)
                    earned += rounded
                points[total] += earned if limit is None or earned < limit else limit
            return points


def read_row(values: Mapping[str, bool | float | str]) -> dict[str, Decimal]:
    """Return plain values (as JSON has them) as exact Decimals; 0.3 is three tenths, yes is 1.

    >>> read_row({"a": 0.3, "b": True, "c": 12})
    {'a': Decimal('0.3'), 'b': Decimal('1'), 'c': Decimal('12')}
    """
    return {
        name: Decimal(value) if isinstance(value, int) else Decimal(str(value)) for name, value in values.items()
    }  # fmt: skip


def compile_amount(node: Expression) -> Amount:  # noqa: C901, PLR0911, PLR0912 - a case for each node
    """Return a function that computes `node`.

    >>> compile_amount(Sum((Number(Decimal(4)), Product((Number(Decimal("-0.2")), Observed("x"))))))({"x": Decimal(3)})
    Decimal('3.4')
    """
    match node:
        case Number(value):
            return lambda _: value
        case Observed(name):
            return lambda row: row[name]
        case Fire(_, of):
            return compile_amount(of)
        case Sum(terms):
            return _compile_sum(terms)
        case Product(factors):
            return _compile_product(factors)
        case Quotient(over, under):
            return _compile_quotient(compile_amount(over), compile_amount(under))
        case Ceiling(of):
            inner = compile_amount(of)
            return lambda row: ceiling(inner(row))
        case Whole(of):
            inner = compile_amount(of)
            return lambda row: whole(inner(row))
        case Setting(name):
            return lambda row: row[name]
        case Day():
            day = Decimal(count_days(node))
            return lambda _: day
        case Unread(_, low, _) | Unruled(_, low, _):
            return compile_amount(low)
        case Least(terms):
            parts = [compile_amount(term) for term in terms]
            return lambda row: min(part(row) for part in parts)
        case Greatest(terms):
            parts = [compile_amount(term) for term in terms]
            return lambda row: max(part(row) for part in parts)
        case Cap(of, at):
            return _compile_limit(of, at, highest=True)
        case Floor(of, at):
            return _compile_limit(of, at, highest=False)
        case Interpolate():
            return _compile_line(node)
        case Choose(cases, otherwise):
            return _compile_choice(cases, otherwise)


def _compile_sum(terms: tuple[Expression, ...]) -> Amount:
    parts = [compile_amount(term) for term in terms]
    if len(parts) == 2:
        one, two = parts
        return lambda row: one(row) + two(row)
    return lambda row: sum((part(row) for part in parts), NOTHING)


def _compile_product(factors: tuple[Expression, ...]) -> Amount:
    match factors:
        case (Number(value), Observed(name)):
            return lambda row: value * row[name]
    parts = [compile_amount(factor) for factor in factors]
    if len(parts) == 2:
        one, two = parts
        return lambda row: one(row) * two(row)

    def multiply(row: Row) -> Decimal:
        total = parts[0](row)
        for part in parts[1:]:
            total *= part(row)
        return total

    return multiply


def _compile_quotient(over: Amount, under: Amount) -> Amount:
    def divide(row: Row) -> Decimal:
        divisor = under(row)
        return over(row) / divisor if divisor else NOTHING

    return divide


def _compile_limit(of: Expression, at: Expression, *, highest: bool) -> Amount:
    inner = compile_amount(of)
    match at:
        case Number(value) if highest:
            return lambda row: points if (points := inner(row)) < value else value
        case Number(value):
            return lambda row: points if (points := inner(row)) > value else value
    limit = compile_amount(at)
    return (lambda row: min(inner(row), limit(row))) if highest else (lambda row: max(inner(row), limit(row)))


def _compile_line(node: Interpolate) -> Amount:
    inner, low_points, high_points = (compile_amount(part) for part in (node.of, node.low_points, node.high_points))
    low, width = node.low, node.high - node.low

    def interpolate(row: Row) -> Decimal:
        bottom = low_points(row)
        return bottom + (high_points(row) - bottom) * (inner(row) - low) / width

    return interpolate


def _compile_choice(cases: tuple[Case, ...], otherwise: Expression) -> Amount:
    rest = compile_amount(otherwise)
    pairs = [(compile_condition(case.when), compile_amount(case.then)) for case in cases]
    if len(pairs) == 1:
        ((condition, amount),) = pairs
        return lambda row: amount(row) if condition(row) else rest(row)

    def choose(row: Row) -> Decimal:
        for condition, amount in pairs:
            if condition(row):
                return amount(row)
        return rest(row)

    return choose


def compile_condition(node: Test) -> Condition:
    """Return a function that tells whether `node` holds."""
    match node:
        case Holds(name):
            return lambda row: bool(row[name])
        case Is(name, option):
            return lambda row: row[name] == row[f"{name}={option}"]
        case Not(of):
            inner = compile_condition(of)
            return lambda row: not inner(row)
        case Every(tests):
            parts = [compile_condition(test) for test in tests]
            return lambda row: all(part(row) for part in parts)
        case Either(tests):
            parts = [compile_condition(test) for test in tests]
            return lambda row: any(part(row) for part in parts)
        case Compare():
            return _compile_comparison(node)


def _compile_comparison(node: Compare) -> Condition:
    left, right = compile_amount(node.left), compile_amount(node.right)
    match node.sign:
        case ">=":
            return lambda row: left(row) >= right(row)
        case ">":
            return lambda row: left(row) > right(row)
        case "<=":
            return lambda row: left(row) <= right(row)
        case "<":
            return lambda row: left(row) < right(row)
        case "==":
            return lambda row: left(row) == right(row)
