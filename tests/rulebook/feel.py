"""A small reader of FEEL, written from DMN 1.3 and not from our printer: numbers exact, as many as the export needs.

`evaluate(words, names)` computes an expression; `run(xml, row)` computes all decisions of a model.
"""

from __future__ import annotations

import math
import operator
import re
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from xml.etree import ElementTree as ET

TOKEN = re.compile(r'\s*(?:(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|([^\W\d]\w*)|(<=|>=|!=|[-+*/(),<>={}:.]))')
FUNCTIONS = {
    "min": min,
    "max": max,
    "ceiling": lambda number: Decimal(math.ceil(number)),
    "floor": lambda number: Decimal(math.floor(number)),
    "not": lambda truth: not truth,
}
COMPARE = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
KINDS = {"number": Decimal, "boolean": bool, "string": str}
UNARY = re.compile(r"(?P<sign><=|>=|<|>)? ?(?P<value>[^.\[(]\S*)|(?P<left>[\[(])(?P<low>\S+?)\.\.(?P<high>\S+?)(?P<right>[\])])")  # fmt: skip
NAMESPACE = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"


class Reader:
    def __init__(self, words, names):
        self.tokens = cut(words)
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
        if sign == "instance":
            self.place += 1
            self.need("of")
            kind = self.tokens[self.place][2]
            self.place += 1
            return isinstance(value, KINDS[kind])
        if sign in COMPARE:
            self.place += 1
            other = self.total()
            if sign not in {"=", "!="} and (value is None or other is None):
                return None
            return COMPARE[sign](value, other)
        return value

    def total(self):
        value = self.product()
        while self.peek() in {"+", "-"}:
            sign = self.peek()
            self.place += 1
            value = reckon(value, sign, self.product())
        return value

    def product(self):
        value = self.single()
        while self.peek() in {"*", "/"}:
            sign = self.peek()
            self.place += 1
            value = reckon(value, sign, self.single())
        return value

    def single(self):
        value = self.atom()
        while self.take("."):
            value = None if value is None else value[self.tokens[self.place][2]]
            self.place += 1
        return value

    def context(self):
        outer, self.names, built = self.names, dict(self.names), {}
        while not self.take("}"):
            name = self.tokens[self.place][2]
            self.place += 1
            self.need(":")
            built[name] = self.names[name] = self.expression()
            self.take(",")
        self.names = outer
        return built

    def atom(self):  # noqa: PLR0911 - a case for each form
        if self.take("-"):
            value = self.single()
            return None if value is None else -value
        if self.take("("):
            value = self.expression()
            self.need(")")
            return value
        if self.take("{"):
            return self.context()
        number, text, name, _ = self.tokens[self.place]
        self.place += 1
        if number is not None:
            return Decimal(number)
        if text is not None:
            return re.sub(r"\\(.)", r"\1", text)
        if name in {"true", "false", "null"}:
            return {"true": True, "false": False, "null": None}[name]
        if self.take("("):
            values = [self.expression()]
            while self.take(","):
                values.append(self.expression())
            self.need(")")
            return None if None in values else FUNCTIONS[name](*values)
        return self.names[name]


def reckon(one, sign, two):
    """Compute with null, which makes the whole null."""
    if one is None or two is None or (sign == "/" and not two):
        return None
    return {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}[sign](one, two)


def fits(cell, value):
    """Whether a value fits an entry of a decision table."""
    if cell == "-":
        return True
    if cell == "null" or value is None:
        return cell == "null" and value is None
    match = UNARY.fullmatch(cell)
    if match["left"]:
        low, high = Decimal(match["low"]), Decimal(match["high"])
        above = value >= low if match["left"] == "[" else value > low
        return above and (value <= high if match["right"] == "]" else value < high)
    expected = {"true": True, "false": False}.get(match["value"])
    expected = Decimal(match["value"]) if expected is None else expected
    return COMPARE[match["sign"] or "="](value, expected)


def decide(table, names):
    """Compute a decision table of hit policy FIRST over one input."""
    assert table.get("hitPolicy") == "FIRST"
    value = evaluate(table.find(f"{NAMESPACE}input/{NAMESPACE}inputExpression/{NAMESPACE}text").text, names)
    for rule in table.iter(f"{NAMESPACE}rule"):
        if fits(rule.find(f"{NAMESPACE}inputEntry/{NAMESPACE}text").text, value):
            return evaluate(rule.find(f"{NAMESPACE}outputEntry/{NAMESPACE}text").text, names)
    return None


def evaluate(words, names):
    reader = Reader(words, names)
    with localcontext(Context(prec=34)):  # DMN: numbers of 34 digits
        value = reader.expression()
    assert reader.place == len(reader.tokens)
    return value


def run(xml, row):
    """Compute all decisions for one row."""
    return load(xml)(row)


def load(xml):
    """Return a function that computes all decisions of a model; each needs nothing but what its requirements name.

    Rows and results go by ids (q_… of input_q_…, points_1 of decision_points_1); a box and its variable have one name.
    """
    root = ET.fromstring(xml)  # noqa: S314 - our own file
    names, inputs, decisions = {}, {}, []
    for box in (*root.iter(f"{NAMESPACE}inputData"), *root.iter(f"{NAMESPACE}decision")):
        kind, _, key = box.get("id").partition("_")
        name = box.find(f"{NAMESPACE}variable").get("name")
        assert box.get("name") == name, "DMN asks for one name"
        assert name not in names.values()
        wanted = tuple(names[href] for part in box.iter() if (href := part.get("href")))
        names[f"#{box.get('id')}"] = name
        if kind == "input":
            inputs[key] = name
            continue
        table = box.find(f"{NAMESPACE}decisionTable")
        words = box.findtext(f"{NAMESPACE}literalExpression/{NAMESPACE}text")
        assert table is None or table.find(f"{NAMESPACE}output").get("name") == name
        decisions.append((key, name, wanted, table, words))

    def compute(row):
        values = {name: row.get(key) for key, name in inputs.items()}
        for _, name, wanted, table, words in decisions:
            known = {other: values[other] for other in wanted}
            values[name] = decide(table, known) if table is not None else evaluate(words, known)
        return {key: values[name] for key, name, *_ in decisions}

    return compute


@lru_cache(maxsize=10_000)
def cut(words):
    """Return the tokens of an expression."""
    return [match.groups() for match in TOKEN.finditer(words)]
