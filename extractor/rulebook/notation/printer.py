"""In: a tree. Out: one line of arithmetic that a person can read, edit and give back (`parser`).

    min(4, max@2(0, 4 - @1(0.5 × [缺报次数])))

`[…]` is an input by its label, `@1(…)` what the row's first sentence gives, `max@2(0, …)` a limit that the second
sentence sets. A node without a form of its own is printed as a function with its fields, so a new one needs no line
here. Not handled: labels with brackets in them, which are given by name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal

import msgspec

from extractor.model.scored.expression import (
    Cap,
    Choose,
    Compare,
    Either,
    Every,
    Expression,
    Fire,
    Floor,
    Holds,
    Is,
    Node,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Setting,
    Sum,
    Test,
    YearDay,
    print_number,
)
from extractor.rulebook.notation.words import FUNCTIONS, SIGNS

OR, AND, COMPARED, ADDED, MULTIPLIED, ATOM = range(6)
"""How tightly a form binds; what binds less than its surroundings stands in brackets."""


class Printer(msgspec.Struct, frozen=True):
    """Prints trees: `words` gives the words for an input or parameter, `rules` the number of a sentence in its row."""

    words: Callable[[str], str]
    rules: Mapping[str, int] = msgspec.field(default_factory=dict)

    def print(self, node: Expression | Test) -> str:
        """Return the tree in one line.

        >>> printer = Printer("[{}]".format, {"r": 1})
        >>> printer.print(Cap(Fire("r", Product((Number(Decimal("0.5")), Observed("篇数")))), Number(Decimal(4))))
        'min(4, @1(0.5 × [篇数]))'
        """
        return self._print(node, OR)

    def _print(self, node: Node, around: int) -> str:
        words, binds = self._form(node)
        return f"({words})" if binds < around else words

    def _form(self, node: Node) -> tuple[str, int]:  # noqa: C901, PLR0911, PLR0912 - a case for each form
        match node:
            case Number(value):
                return print_number(value), ATOM if value >= 0 else MULTIPLIED
            case Observed(name) | Setting(name) | Holds(name):
                return self.words(name), ATOM
            case Is(name, option):
                return f"{self.words(name)} = {json.dumps(option, ensure_ascii=False)}", COMPARED
            case YearDay(month, day):
                return f"{month}月{day}日", ATOM
            case Sum(terms) if len(terms) > 1:
                return self._print_sum(terms), ADDED
            case Product(factors) if len(factors) > 1:
                return self._print_product(factors), MULTIPLIED
            case Quotient(over, under):
                return f"{self._print(over, MULTIPLIED)} ÷ {self._print(under, ATOM)}", MULTIPLIED
            case Fire(rule, of):
                return f"{self._mark(rule)}({self.print(of)})", ATOM
            case Cap(of, at, rule):
                return f"min{self._mark(rule)}({self.print(at)}, {self.print(of)})", ATOM
            case Floor(of, at, rule):
                return f"max{self._mark(rule)}({self.print(at)}, {self.print(of)})", ATOM
            case Choose(cases, otherwise):
                parts = [part for case in cases for part in (case.when, case.then)]
                return f"if({', '.join(self.print(part) for part in (*parts, otherwise))})", ATOM
            case Compare(left, sign, right):
                return f"{self._print(left, ADDED)} {SIGNS[sign]} {self._print(right, ADDED)}", COMPARED
            case Every(tests) if len(tests) > 1:
                return " 且 ".join(self._print(test, COMPARED) for test in tests), AND
            case Either(tests) if len(tests) > 1:
                return " 或 ".join(self._print(test, AND + 1) for test in tests), OR
            case Not(of):
                return f"非({self.print(of)})", ATOM
        return self._print_call(node), ATOM

    def _mark(self, rule: str | None) -> str:
        return "" if rule is None else f"@{self.rules[rule]}" if rule in self.rules else f"@{json.dumps(rule)}"

    def _print_sum(self, terms: tuple[Expression, ...]) -> str:
        words = self._print(terms[0], MULTIPLIED)
        for term in terms[1:]:
            shown = self._print(term, MULTIPLIED)
            words += f" - {shown[1:]}" if shown.startswith("-") and _starts_negative(term) else f" + {shown}"
        return words

    def _print_product(self, factors: tuple[Expression, ...]) -> str:
        first, rest = factors[0], factors[1:]
        if first == Number(Decimal(-1)) and not isinstance(rest[0], Number):
            return "-" + " × ".join(self._print(factor, ATOM) for factor in rest)
        start = print_number(first.value) if isinstance(first, Number) else self._print(first, ATOM)
        return " × ".join((start, *(self._print(factor, ATOM) for factor in rest)))

    def _print_call(self, node: Node) -> str:
        parts: list[str] = []
        for name in node.__struct_fields__:
            value = getattr(node, name)
            parts += [self._print_field(one) for one in (value if isinstance(value, tuple) else (value,))]
        return f"{FUNCTIONS[type(node)]}({', '.join(parts)})"

    def _print_field(self, value: object) -> str:
        if isinstance(value, Node):
            return self.print(value)  # type: ignore[arg-type]
        return print_number(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _starts_negative(term: Expression) -> bool:
    """Whether a term is subtracted when its sign goes before it."""
    match term:
        case Number(value) | Product((Number(value), *_)):
            return value < 0
    return False
