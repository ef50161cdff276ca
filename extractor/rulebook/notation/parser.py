"""In: a line of the notation, and what its names stand for. Out: the tree; what cannot be read is told with its place.

Not handled: whether a name's kind fits its use beyond yes/no and numbers (`analysis.file_checks`).
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from extractor.language.needs import compile_late
from extractor.model.scored.expression import (
    Cap,
    Case,
    Choose,
    Compare,
    Either,
    Every,
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
    YearDay,
)
from extractor.rulebook.notation.tokens import Names, NotationError, cut_tokens, find_nearest
from extractor.rulebook.notation.words import FUNCTIONS

DATE = compile_late(r"([0-9]+)月([0-9]+)日")
SIGNS = (">=", ">", "<=", "<", "==")
KINDS = {name: kind for kind, name in FUNCTIONS.items()}
DEEPEST = 100
"""Brackets within brackets; no printed sentence needs a tenth of them."""


def parse_expression(line: str, names: Names) -> Any:
    """Return the tree of an amount.

    >>> parse_expression("min(4, @1(0.5 × [篇数]))", Names({"x": "count"}, {"篇数": "x"}, ["r"])).at
    Number(value=Decimal('4'))
    """
    reader = NotationReader(line, names)
    node = reader.either()
    reader.finish()
    if not _is_amount(node):
        raise reader.fault("这里应是一个数，写的是条件")
    return node


def parse_condition(line: str, names: Names) -> Any:
    """Return the tree of a condition."""
    reader = NotationReader(line, names)
    node = reader.either()
    reader.finish()
    return reader.as_test(node)


def _is_amount(node: Any) -> bool:
    return not isinstance(node, Holds | Is | Not | Every | Either | Compare)


class NotationReader:
    """Reads one line from left to right."""

    def __init__(self, line: str, names: Names) -> None:
        self.line, self.names = line, names
        self.tokens = cut_tokens(line)
        self.place = self.depth = 0

    def fault(self, message: str) -> NotationError:
        """Return the error for the token that stands next."""
        at = self.tokens[self.place][2] + 1 if self.place < len(self.tokens) else len(self.line) + 1
        return NotationError(f"第{at}个字符处{message}", hint="例如 min(4, max(0, 4 - 0.5 × [缺报次数]))")

    def peek(self) -> str:
        """Return the next sign or word, empty at the end."""
        return self.tokens[self.place][1] if self.place < len(self.tokens) else ""

    def take(self, *words: str) -> str:
        """Return the next token and step over it where it is one of `words`, else nothing."""
        found = self.peek()
        if found in words and self.tokens[self.place][0] in {"sign", "word"}:
            self.place += 1
            return found
        return ""

    def need(self, word: str) -> None:
        """Step over `word`."""
        if not self.take(word):
            raise self.fault(f"应有“{word}”")

    def finish(self) -> None:
        """Refuse what is left over."""
        if self.place < len(self.tokens):
            raise self.fault(f"“{self.peek()}”是多余的")

    def as_test(self, node: Any) -> Any:
        """Return a condition; a number is none."""
        if _is_amount(node):
            raise self.fault("应是条件，写的是一个数")
        return node

    def as_amount(self, node: Any) -> Any:
        """Return an amount; a condition is none."""
        if not _is_amount(node):
            raise self.fault("应是一个数，写的是条件")
        return node

    def either(self) -> Any:
        """Read conditions of which one must hold."""
        tests = [self.every()]
        while self.take("or"):
            tests.append(self.every())
        return tests[0] if len(tests) == 1 else Either(tuple(self.as_test(test) for test in tests))

    def every(self) -> Any:
        """Read conditions that must all hold."""
        tests = [self.comparison()]
        while self.take("and"):
            tests.append(self.comparison())
        return tests[0] if len(tests) == 1 else Every(tuple(self.as_test(test) for test in tests))

    def comparison(self) -> Any:
        """Read an amount, or two with a sign between them."""
        left = self.sum()
        sign = self.take(*SIGNS)
        if not sign:
            return left
        if self.place < len(self.tokens) and self.tokens[self.place][0] == "text" and isinstance(left, Observed):
            option = json.loads(self.tokens[self.place][1])
            self.place += 1
            return Is(left.input, option)
        return Compare(self.as_amount(left), sign, self.as_amount(self.sum()))  # type: ignore[arg-type]

    def sum(self) -> Any:
        """Read terms with plus and minus between them."""
        terms = [self.product()]
        while sign := self.take("+", "-"):
            term = self.as_amount(self.product())
            terms.append(term if sign == "+" else _negate(term))
        return terms[0] if len(terms) == 1 else Sum((self.as_amount(terms[0]), *terms[1:]))

    def product(self) -> Any:
        """Read factors with times and divided by between them."""
        if self.take("-"):
            return _negate(self.as_amount(self.product()))
        node = self.single()
        factors = [node]
        while sign := self.take("*", "/"):
            self.as_amount(node)
            if sign == "*":
                factors.append(self.as_amount(self.single()))
                node = Product(tuple(factors))
            else:
                node = Quotient(node, self.as_amount(self.single()))
                factors = [node]
        return node

    def single(self) -> Any:
        """Read a number, a name, a call, or anything in brackets."""
        if self.place >= len(self.tokens):
            raise self.fault("句子没有写完")
        kind, words, _ = self.tokens[self.place]
        if words == "(" and kind == "sign":
            self.place += 1
            node = self.inside()
            self.need(")")
            return node
        if kind == "sign" and words in {"@", "not"}:
            return self.call()
        if kind == "word" and words in KINDS and self.place + 1 < len(self.tokens):
            after = self.tokens[self.place + 1][1]
            if after in {"(", "@"}:
                return self.call()
        self.place += 1
        return self.value(kind, words)

    def inside(self) -> Any:
        """Read what stands in brackets."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault("括号套得太深")
        node = self.either()
        self.depth -= 1
        return node

    def value(self, kind: str, words: str) -> Any:
        """Return what a single token stands for."""
        if kind == "number":
            return Number(Decimal(words))
        if kind == "date":
            month, day = DATE.fullmatch(words).groups()  # type: ignore[union-attr]
            return YearDay(int(month), int(day))
        name = self.names.labels.get(words[1:-1], words[1:-1]) if kind == "label" else words
        if name in self.names.parts:
            return self.names.parts[name]
        found = self.names.kinds.get(name)
        if kind not in {"label", "word"}:
            self.place -= 1
            raise self.fault(f"不应是“{words}”")
        if found is None:
            self.place -= 1
            raise self.fault(f"没有名为“{words.strip('[]')}”的观测项{find_nearest(words.strip('[]'), self.names)}")
        return Holds(name) if found == "yes_no" else Setting(name) if found == "setting" else Observed(name)

    def call(self) -> Any:
        """Read a function with its arguments; @n after its name is the sentence that says so."""
        word = self.take("not") or ("" if self.peek() == "@" else self.peek())
        if word and word != "not":
            self.place += 1
        rule = self.rule() if self.take("@") else None
        self.need("(")
        parts = [self.argument()]
        while self.take(","):
            parts.append(self.argument())
        self.need(")")
        return self.build(word, rule, parts)

    def rule(self) -> str:
        """Read the number of a sentence of the row."""
        kind, words, _ = self.tokens[self.place] if self.place < len(self.tokens) else ("", "", 0)
        if kind == "text":
            self.place += 1
            return str(json.loads(words))
        if kind != "number" or not words.isdigit() or not 0 < int(words) <= len(self.names.rules):
            raise self.fault(f"@后应是本指标第几句（1到{len(self.names.rules)}）")
        self.place += 1
        return self.names.rules[int(words) - 1]

    def argument(self) -> Any:
        """Read one argument: a text, an amount or a condition."""
        if self.place < len(self.tokens) and self.tokens[self.place][0] == "text":
            self.place += 1
            return json.loads(self.tokens[self.place - 1][1])
        return self.inside()

    def build(self, word: str, rule: str | None, parts: list[Any]) -> Any:
        """Return the node of a call."""
        if not word:
            return Fire(rule or "", self.as_amount(parts[0])) if len(parts) == 1 else self.refuse("@", 1)
        if word == "not":
            return Not(self.as_test(parts[0])) if len(parts) == 1 else self.refuse("非", 1)
        kind = KINDS[word]
        if kind in {Cap, Floor}:
            if len(parts) != 2:
                return self.refuse(word, 2)
            return kind(self.as_amount(parts[1]), self.as_amount(parts[0]), rule)
        if kind is Choose:
            if len(parts) < 3 or len(parts) % 2 == 0:
                raise self.fault("if 应是“条件, 数, 条件, 数, …, 其余的数”")
            pairs = zip(parts[:-1:2], parts[1:-1:2], strict=True)
            cases = tuple(Case(self.as_test(when), self.as_amount(then)) for when, then in pairs)
            return Choose(cases, self.as_amount(parts[-1]))
        return self.fill(word, kind, parts)

    def refuse(self, word: str, count: int) -> Any:
        """Refuse a call with another number of arguments."""
        raise self.fault(f"“{word}(…)”应有{count}个值")

    def fill(self, word: str, kind: type[Node], parts: list[Any]) -> Any:
        """Return a node whose fields are the arguments in order."""
        from typing import get_type_hints

        fields = kind.__struct_fields__
        hints = get_type_hints(kind)
        if len(fields) == 1 and "tuple" in str(hints[fields[0]]):
            return kind(tuple(self.as_amount(part) for part in parts))
        if len(parts) != len(fields):
            return self.refuse(word, len(fields))
        values: list[Any] = []
        for name, part in zip(fields, parts, strict=True):
            if hints[name] is Decimal:
                values.append(self.constant(part))
            elif hints[name] is str:
                values.append(part if isinstance(part, str) else self.refuse(word, len(fields)))
            else:
                values.append(self.as_amount(part) if isinstance(part, Node) else self.refuse(word, len(fields)))
        return kind(*values)

    def constant(self, part: Any) -> Decimal:
        """Return a plain number."""
        if not isinstance(part, Number):
            raise self.fault("这里应是一个确定的数")
        return part.value


def _negate(term: Any) -> Any:
    """Return a term with the other sign, its number first: -0.5 × [x]."""
    match term:
        case Number(value):
            return Number(-value)
        case Product((Number(value), *rest)):
            return Product((Number(-value), *rest))
        case Product(factors):
            return Product((Number(Decimal(-1)), *factors))
    return Product((Number(Decimal(-1)), term))
