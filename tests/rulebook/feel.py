"""A small reader of FEEL, written from DMN 1.3 and not from our printer: numbers exact, as many as the export needs.

`evaluate(words, names)` computes an expression; `run(xml, row)` computes all decisions of a model.
"""

from __future__ import annotations

import math
import re
from decimal import Context, Decimal, localcontext
from xml.etree import ElementTree as ET

TOKEN = re.compile(r'\s*(?:(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(<=|>=|[-+*/(),<>=]))')
FUNCTIONS = {
    "min": min,
    "max": max,
    "ceiling": lambda number: Decimal(math.ceil(number)),
    "floor": lambda number: Decimal(math.floor(number)),
    "not": lambda truth: not truth,
}
COMPARE = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}  # fmt: skip
NAMESPACE = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"


class Reader:
    def __init__(self, words, names):
        self.tokens = [match.groups() for match in TOKEN.finditer(words)]
        self.place, self.names = 0, names

    def peek(self):
        if self.place >= len(self.tokens):
            return None
        _, _, name, sign = self.tokens[self.place]
        return name or sign

    def take(self, *expected):
        if self.peek() in expected:
            self.place += 1
            return True
        return False

    def need(self, word):
        assert self.take(word), (word, self.tokens[self.place :])

    def expression(self):
        if self.take("if"):
            condition = self.expression()
            self.need("then")
            yes = self.expression()
            self.need("else")
            no = self.expression()
            return yes if condition else no
        return self.either()

    def either(self):
        value = self.both()
        while self.take("or"):
            other = self.both()
            value = value or other
        return value

    def both(self):
        value = self.comparison()
        while self.take("and"):
            other = self.comparison()
            value = value and other
        return value

    def comparison(self):
        value = self.total()
        sign = self.peek()
        if sign in COMPARE:
            self.place += 1
            return COMPARE[sign](value, self.total())
        return value

    def total(self):
        value = self.product()
        while self.peek() in {"+", "-"}:
            value = value + self.product() if self.take("+") else value - (self.take("-") and self.product())
        return value

    def product(self):
        value = self.single()
        while self.peek() in {"*", "/"}:
            if self.take("*"):
                value = value * self.single()
            else:
                self.need("/")
                value = value / self.single()
        return value

    def single(self):  # noqa: PLR0911 - a case for each form
        if self.take("-"):
            return -self.single()
        if self.take("("):
            value = self.expression()
            self.need(")")
            return value
        number, text, name, _ = self.tokens[self.place]
        self.place += 1
        if number is not None:
            return Decimal(number)
        if text is not None:
            return text
        if name in {"true", "false", "null"}:
            return {"true": True, "false": False, "null": None}[name]
        if self.take("("):
            values = [self.expression()]
            while self.take(","):
                values.append(self.expression())
            self.need(")")
            return FUNCTIONS[name](*values)
        return self.names[name]


def evaluate(words, names):
    reader = Reader(words, names)
    with localcontext(Context(prec=34)):  # DMN: numbers of 34 digits
        value = reader.expression()
    assert reader.place == len(reader.tokens)
    return value


def run(xml, row):
    """Compute all decisions; each needs nothing but what its requirements name."""
    root = ET.fromstring(xml)  # noqa: S314 - our own file
    inputs = {item.get("id"): item.get("name") for item in root.iter(f"{NAMESPACE}inputData")}
    assert set(inputs.values()) == set(row)
    values = dict(row)
    names = {f"#{key}": name for key, name in inputs.items()}
    for decision in root.iter(f"{NAMESPACE}decision"):
        wanted = [part.get("href") for part in decision.iter() if part.get("href")]
        known = {names[href]: values[names[href]] for href in wanted}
        words = decision.find(f"{NAMESPACE}literalExpression/{NAMESPACE}text").text
        values[decision.get("name")] = evaluate(words, known)
        names[f"#{decision.get('id')}"] = decision.get("name")
    return values
