"""In: an expression tree. Out: the same as one line of Chinese arithmetic, for people who check a rule.

Not handled: reading such a line back; the tree itself is kept in the rulebook file.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    print_number,
)

SIGNS = {">=": "≥", "<=": "≤", "==": "=", ">": ">", "<": "<"}
Labels = Mapping[str, str]


def explain(node: Expression, labels: Labels) -> str:  # noqa: PLR0911 - a case for each node
    """Return `node` in words, inputs by their labels.

    >>> from decimal import Decimal
    >>> explain(Cap(Product((Number(Decimal("0.5")), Observed("x"))), Number(Decimal(4))), {"x": "归集类数"})
    '[0.5×[归集类数]]最高4'
    """
    match node:
        case Number(value):
            return print_number(value)
        case Observed(name):
            return f"[{labels.get(name, name)}]"
        case Sum(terms):
            return "+".join(_part(term, labels) for term in terms).replace("+-", "-")
        case Product(factors):
            words = "×".join(_part(factor, labels) for factor in factors)
            return "-" + words.removeprefix("-1×") if words.startswith("-1×") else words
        case Quotient(over, under):
            return f"{_part(over, labels)}÷{_part(under, labels)}"
        case Ceiling(of):
            return f"进一取整({explain(of, labels)})"
        case Least(terms):
            return f"取小({'，'.join(explain(term, labels) for term in terms)})"
        case Greatest(terms):
            return f"取大({'，'.join(explain(term, labels) for term in terms)})"
        case Fire(_, of):
            return explain(of, labels)
    return _explain_scoring(node, labels)


def _explain_scoring(node: Expression, labels: Labels) -> str:  # noqa: PLR0911 - a case for each node
    match node:
        case Cap(of, at):
            return f"{_bracket(of, labels)}最高{explain(at, labels)}"
        case Floor(of, at):
            return f"{_bracket(of, labels)}最低{explain(at, labels)}"
        case Interpolate(of, low, low_points, high, high_points):
            left = f"{print_number(low)}→{explain(low_points, labels)}"
            right = f"{print_number(high)}→{explain(high_points, labels)}"
            return f"{explain(of, labels)}按直线({left}，{right})"
        case Choose(cases, otherwise):
            words = [f"若{explain_test(case.when, labels)}则{explain(case.then, labels)}" for case in cases]
            return "；".join([*words, f"否则{explain(otherwise, labels)}"])
        case Unruled(reason, low, high) | Unread(reason, low, high):
            least, most = explain(low, labels), explain(high, labels)
            return f"{least if least == most else f'{least}～{most}'}（{reason}）"
        case Whole(of):
            return f"舍去零头取整({explain(of, labels)})"
        case Setting(name):
            return f"[{labels.get(name, name)}]"
        case Day(month, day):
            return f"{month}月{day}日"
    return ""


def explain_test(node: Test, labels: Labels) -> str:
    """Return a condition in words."""
    match node:
        case Compare(left, sign, right):
            return f"{explain(left, labels)}{SIGNS[sign]}{explain(right, labels)}"
        case Is(name, option):
            return f"[{labels.get(name, name)}]为“{option}”"
        case Holds(name):
            return f"[{labels.get(name, name)}]为是"
        case Not(of):
            return f"并非{explain_test(of, labels)}"
        case Every(tests):
            return "且".join(explain_test(test, labels) for test in tests)
        case Either(tests):
            return "或".join(explain_test(test, labels) for test in tests)


def _bracket(node: Expression, labels: Labels) -> str:
    words = explain(node, labels)
    return words if isinstance(node, Number | Observed) else f"[{words}]"


def _part(node: Expression, labels: Labels) -> str:
    words = explain(node, labels)
    inner = node.of if isinstance(node, Fire) else node
    return f"({words})" if isinstance(inner, Choose | Sum | Cap | Floor) else words
