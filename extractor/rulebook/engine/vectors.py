"""In: plain nodes, and a column of numbers for each name. Out: the points of all rows at once, in numpy.

Exact: a column holds whole numbers over one divisor (0.65 is 65 over 100), so nothing is rounded before the end.
Where numbers grow beyond 64 bits, Python's own whole numbers take over. Not handled: reading tables (`io.tables`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from extractor.model.scored.expression import (
    Ceiling,
    Choose,
    Compare,
    Either,
    Every,
    Expression,
    Greatest,
    Least,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Sum,
    Test,
    Whole,
)

if TYPE_CHECKING:
    import numpy as np

LARGEST = 2**62
"""Products of numbers up to here still fit into 64 bits with their sign."""
MOST_DECIMALS = 9
T = TypeVar("T")
Array = Any
"""An array of whole numbers or of truths, or one of them for all rows; numpy's types say no more."""


class ValueColumn(msgspec.Struct, frozen=True):
    """The amount `top / bottom` of each row; `bottom` is above zero, `most` bounds both of their sizes."""

    top: Array
    bottom: Array
    most: int
    most_bottom: int


def build_column(values: np.ndarray) -> ValueColumn:
    """Return floats as exact decimals: 0.65 is 65 over 100.

    >>> import numpy
    >>> column = build_column(numpy.array([0.65, 1.0]))
    >>> column.top.tolist(), column.bottom
    ([65, 100], 100)
    """
    import numpy as np

    if values.dtype.kind in "iub":
        whole = values.astype(np.int64)
        return ValueColumn(whole, 1, int(np.abs(whole).max(initial=0)), 1)
    for decimals in range(MOST_DECIMALS + 1):
        scaled = values * 10.0**decimals
        rounded = np.rint(scaled)
        if np.all(np.abs(scaled - rounded) <= np.abs(scaled) * 1e-15 + 1e-300):
            break
    most = int(np.abs(rounded).max(initial=0))
    if most < 2**53:
        return ValueColumn(rounded.astype(np.int64), 10**decimals, most, 10**decimals)
    exact = [Fraction(Decimal(repr(float(value)))) for value in values]
    bottom = math.lcm(*(one.denominator for one in exact))
    tops = np.array([int(one * bottom) for one in exact], dtype=object)
    return ValueColumn(tops, bottom, max(abs(top) for top in tops), bottom)


class Machine:
    """Runs plain nodes over columns; each node that occurs several times is computed once."""

    def __init__(self, columns: Mapping[str, ValueColumn]) -> None:
        self.columns = dict(columns)
        self.known: dict[Expression | Test, Any] = {}

    def amount(self, node: Expression) -> ValueColumn:
        """Return the amounts of all rows."""
        if node not in self.known:
            self.known[node] = self._amount(node)
        column: ValueColumn = self.known[node]
        return column

    def holds(self, node: Test) -> Array:
        """Return in which rows a condition holds."""
        if node not in self.known:
            self.known[node] = self._holds(node)
        return self.known[node]

    def _amount(self, node: Expression) -> ValueColumn:  # noqa: C901, PLR0911 - a case for each node
        match node:
            case Number(value):
                top, bottom = value.as_integer_ratio()
                return ValueColumn(top, bottom, abs(top), bottom)
            case Observed(name):
                return self.columns[name]
            case Sum(terms):
                return _reduce([self.amount(term) for term in terms], _add)
            case Product(factors):
                return _reduce([self.amount(factor) for factor in factors], _multiply)
            case Quotient(over, under):
                return _divide(self.amount(over), self.amount(under))
            case Ceiling(of):
                return _round_to_whole(self.amount(of), up=True)
            case Whole(of):
                return _round_to_whole(self.amount(of), up=False)
            case Least(terms):
                return _limit([self.amount(term) for term in terms], "minimum")
            case Greatest(terms):
                return _limit([self.amount(term) for term in terms], "maximum")
            case Choose():
                return self._choose(node)
        raise TypeError(f"not a plain node: {node}")

    def _choose(self, node: Choose) -> ValueColumn:
        import numpy as np

        amounts = [self.amount(part) for part in (*(case.then for case in node.cases), node.otherwise)]
        tops, bottom, most, most_bottom = _align(amounts)
        top = tops[-1]
        for case, other in zip(reversed(node.cases), reversed(tops[:-1]), strict=True):
            top = np.where(self.holds(case.when), other, top)
        return ValueColumn(top, bottom, most, most_bottom)

    def _holds(self, node: Test) -> Array:
        match node:
            case Compare(left, sign, right):
                tops, _, _, _ = _align([self.amount(left), self.amount(right)])
                return COMPARE[sign](tops[0], tops[1])
            case Not(of):
                return _deny(self.holds(of))
            case Every(tests):
                return _reduce([self.holds(test) for test in tests] or [True], lambda one, two: one & two)
            case Either(tests):
                return _reduce([self.holds(test) for test in tests] or [False], lambda one, two: one | two)
        raise TypeError(f"not a plain condition: {node}")


COMPARE: dict[str, Callable[[Array, Array], Array]] = {
    ">=": lambda one, two: one >= two,
    ">": lambda one, two: one > two,
    "<=": lambda one, two: one <= two,
    "<": lambda one, two: one < two,
    "==": lambda one, two: one == two,
}


def _deny(truths: Array) -> Array:
    return not truths if isinstance(truths, bool) else ~truths


def _reduce(parts: Sequence[T], function: Callable[[T, T], T]) -> T:
    total = parts[0]
    for part in parts[1:]:
        total = function(total, part)
    return total


def _fit(array: Array, most: int) -> Array:
    """Return an array that holds numbers up to `most`: Python's own where 64 bits are too few."""
    if most < LARGEST or isinstance(array, int) or array.dtype == object:
        return array
    return array.astype(object)


def _scale(array: Array, factor: Array, most: int) -> Array:
    if isinstance(factor, int) and factor == 1:
        return array
    return _fit(array, most) * _fit(factor, most)


def _align(parts: Sequence[ValueColumn]) -> tuple[list[Array], Array, int, int]:
    """Return all tops over one common bottom."""
    bottoms = [part.bottom for part in parts]
    if all(isinstance(bottom, int) for bottom in bottoms):
        common = math.lcm(*bottoms)
        most = max(part.most * (common // part.bottom) for part in parts)
        return [_scale(part.top, common // part.bottom, most) for part in parts], common, most, common
    common, size = bottoms[0], parts[0].most_bottom
    for part in parts[1:]:
        size *= part.most_bottom
        common = _scale(common, part.bottom, size)
    most = max(part.most * size for part in parts)
    tops = []
    for place, part in enumerate(parts):
        top = part.top
        for other, column in enumerate(parts):
            if other != place:
                top = _scale(top, column.bottom, most)
        tops.append(top)
    return tops, common, most, size


def _add(one: ValueColumn, two: ValueColumn) -> ValueColumn:
    tops, bottom, most, most_bottom = _align([one, two])
    if isinstance(bottom, int):
        most = one.most * (bottom // one.most_bottom) + two.most * (bottom // two.most_bottom)
    else:
        most *= 2
    return ValueColumn(_fit(tops[0], most) + _fit(tops[1], most), bottom, most, most_bottom)


def _multiply(one: ValueColumn, two: ValueColumn) -> ValueColumn:
    most, most_bottom = one.most * two.most, one.most_bottom * two.most_bottom
    top = _fit(one.top, most) * _fit(two.top, most)
    return ValueColumn(top, _scale(one.bottom, two.bottom, most_bottom), most, most_bottom)


def _divide(over: ValueColumn, under: ValueColumn) -> ValueColumn:
    """Divide; a divisor of zero makes the whole zero."""
    import numpy as np

    if isinstance(under.top, int):
        size = abs(under.top)
        inverse = ValueColumn(under.bottom * (1 if under.top > 0 else -1), size, under.most_bottom, size)
        return _multiply(over, inverse) if size else ValueColumn(0, 1, 0, 1)
    zero = under.top == 0
    bottom = np.where(zero, 1, np.abs(under.top))
    top = np.where(zero, 0, np.where(under.top < 0, -1, 1)) * under.bottom
    return _multiply(over, ValueColumn(top, bottom, under.most_bottom, max(under.most, 1)))


def _round_to_whole(part: ValueColumn, *, up: bool) -> ValueColumn:
    top = -((-part.top) // part.bottom) if up else part.top // part.bottom
    return ValueColumn(top, 1, part.most + 1, 1)


def _limit(parts: Sequence[ValueColumn], which: str) -> ValueColumn:
    import numpy as np

    tops, bottom, most, most_bottom = _align(parts)
    return ValueColumn(_reduce(tops, getattr(np, which)), bottom, most, most_bottom)


def round_column(part: ValueColumn, places: int) -> ValueColumn:
    """Return the amounts rounded to `places` decimals, halves away from zero."""
    import numpy as np

    scale = 10**places
    if isinstance(part.bottom, int) and scale % part.bottom == 0:
        most = part.most * (scale // part.bottom)
        return ValueColumn(_scale(part.top, scale // part.bottom, most), scale, most, scale)
    most = max(part.most * 2 * scale + part.most_bottom, part.most_bottom * 2)
    size, bottom = np.abs(_fit(part.top, most)), _fit(part.bottom, most)
    steps = (size * (2 * scale) + bottom) // (bottom * 2)
    return ValueColumn(np.where(part.top < 0, -steps, steps), scale, most, scale)


def to_floats(part: ValueColumn, rows: int) -> np.ndarray:
    """Return the amounts as floats, one for each row."""
    import numpy as np

    floats = np.asarray(part.top, dtype=np.float64) / np.asarray(part.bottom, dtype=np.float64)
    return np.broadcast_to(floats, (rows,)) if floats.ndim == 0 else floats
