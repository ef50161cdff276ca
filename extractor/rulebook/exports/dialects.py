"""In: plain nodes. Out: the same in the words of another language: ZEN, FEEL, Python, SQL.

A `Dialect` holds what a language writes differently; all are arithmetic over names. Not handled: scoring nodes, which
`engine.lower` has made plain before.
"""

from __future__ import annotations

from collections.abc import Callable

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
    print_number,
)


class Dialect(msgspec.Struct, frozen=True):
    """How one language writes its forms; `{0}` and so on are the parts, `rounded` gets an amount and the decimals."""

    choose: str
    least: str
    greatest: str
    ceiling: str
    whole: str
    rounded: str
    equal: str
    number: str = "{0}"
    divide: str = "({0} / {1})"
    true: str = "true"
    false: str = "false"
    null: str = "null"
    separator: str = ", "

    def print(self, node: Expression, name: Callable[[str], str] = str) -> str:  # noqa: C901, PLR0911 - a case for each node
        """Return an amount; `name` gives the words for an input's name.

        >>> from decimal import Decimal
        >>> ZEN.print(Least((Product((Number(Decimal("0.5")), Observed("x"))), Number(Decimal(4)))))
        'min([(0.5 * x), 4])'
        """

        def join(parts: tuple[Expression, ...], sign: str) -> str:
            return sign.join(self.print(part, name) for part in parts)

        match node:
            case Number(value):
                shown = self.number.format(print_number(value))
                return shown if value >= 0 else f"({shown})"
            case Observed(input_name):
                return name(input_name)
            case Sum(terms):
                return f"({join(terms, ' + ')})"
            case Product(factors):
                return f"({join(factors, ' * ')})"
            case Quotient(over, Number() as under):
                return self.divide.format(self.print(over, name), self.print(under, name))
            case Quotient(over, under):
                divisor = self.print(under, name)
                quotient = self.divide.format(self.print(over, name), divisor)
                zero = self.number.format("0")
                return self.choose.format(f"{divisor} {self.equal} {zero}", zero, quotient)
            case Ceiling(of):
                return self.ceiling.format(self.print(of, name))
            case Whole(of):
                return self.whole.format(self.print(of, name))
            case Least(terms):
                return self.least.format(join(terms, self.separator))
            case Greatest(terms):
                return self.greatest.format(join(terms, self.separator))
            case Choose(cases, otherwise):
                words = self.print(otherwise, name)
                for case in reversed(cases):
                    words = self.choose.format(self.test(case.when, name), self.print(case.then, name), words)
                return words
        raise TypeError(f"not a plain node: {node}")

    def test(self, node: Test, name: Callable[[str], str] = str) -> str:
        """Return a condition."""
        match node:
            case Compare(left, sign, right):
                shown = self.equal if sign == "==" else sign
                return f"{self.print(left, name)} {shown} {self.print(right, name)}"
            case Not(of):
                return self.choose.format(self.test(of, name), self.false, self.true)
            case Every(tests):
                return "(" + " and ".join(self.test(test, name) for test in tests) + ")" if tests else self.true
            case Either(tests):
                return "(" + " or ".join(self.test(test, name) for test in tests) + ")" if tests else self.false
        raise TypeError(f"not a plain condition: {node}")


ZEN = Dialect(
    choose="({0} ? {1} : {2})", least="min([{0}])", greatest="max([{0}])", ceiling="ceil({0})", whole="floor({0})",
    rounded="round({0}, {1})", equal="==",
)  # fmt: skip
FEEL = Dialect(
    choose="(if {0} then {1} else {2})", least="min({0})", greatest="max({0})", ceiling="ceiling({0})",
    whole="floor({0})", equal="=",
    rounded="(if ({0}) >= 0 then floor(({0}) * {2} + 0.5) / {2} else -(floor(-({0}) * {2} + 0.5) / {2}))",
)  # fmt: skip
PYTHON = Dialect(
    choose="({1} if {0} else {2})", least="min({0})", greatest="max({0})", ceiling="_ceiling({0})",
    whole="_whole({0})", rounded="_round({0}, {1})", equal="==", number="D('{0}')", divide="_divide({0}, {1})",
    true="True", false="False", null="None",
)  # fmt: skip
SQL = Dialect(
    choose="CASE WHEN {0} THEN {1} ELSE {2} END", least="LEAST({0})", greatest="GREATEST({0})", ceiling="CEILING({0})",
    whole="FLOOR({0})", rounded="ROUND({0}, {1})", equal="=", number="CAST({0} AS DECIMAL(38, 10))",
    true="TRUE", false="FALSE", null="NULL",
)  # fmt: skip


def round_in(dialect: Dialect, words: str, places: int) -> str:
    """Return words that round an amount to `places` decimals, halves away from zero.

    >>> round_in(ZEN, "x", 4)
    'round(x, 4)'
    """
    return dialect.rounded.format(words, places, 10**places)
