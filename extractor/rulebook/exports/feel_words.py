"""In: inputs and what must hold of them. Out: FEEL for it: texts, values as numbers, bounds, checks between inputs.

Not handled: the model around them (`dmn`).
"""

from __future__ import annotations

from decimal import Decimal

from extractor.model.scored.expression import DAYS, print_number
from extractor.model.scored.rulebook import Input
from extractor.rulebook.exports.dialects import FEEL
from extractor.rulebook.exports.outline import ModelOutline


def clean(words: str) -> str:
    """Return words without the characters that XML does not allow."""
    return "".join(letter for letter in words if letter in "\t\n\r" or (letter >= " " and letter not in "\ufffe\uffff"))


def print_text(words: str) -> str:
    r"""Return a FEEL text.

    >>> print(print_text('甲"乙\\丙'))
    "甲\"乙\\丙"
    """
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{clean(escaped)}"'


def print_bound(value: object) -> str:
    """Return a bound in digits."""
    return print_number(Decimal(str(value)))


def read_value(item: Input) -> str:
    """Return FEEL for an observed value as a number."""
    if item.kind == "yes_no":
        return f"(if {item.name} then 1 else 0)"
    if item.kind == "choice":
        words = "0"
        for place, option in enumerate(item.options):
            words = f"(if {item.name} = {print_text(option)} then {place} else {words})"
        return words
    return item.name


def print_bounds(item: Input) -> str:
    """Return the FEEL condition that a value is allowed, empty where any is.

    >>> print_bounds(Input(name="x", label="", kind="count", indicator="i", minimum=Decimal(0)))
    'x instance of number and x >= 0 and floor(x) = x'
    """
    if item.kind == "yes_no":
        return f"{item.name} instance of boolean"
    if item.kind == "choice":
        return " or ".join(f"{item.name} = {print_text(option)}" for option in item.options)
    low, high = DAYS if item.kind == "date" else (item.minimum, item.maximum)
    tests = [f"{item.name} instance of number"]
    tests += [f"{item.name} >= {print_bound(low)}"] if low is not None else []
    tests += [f"{item.name} <= {print_bound(high)}"] if high is not None else []
    tests += [f"floor({item.name}) = {item.name}"] if item.whole else []
    return " and ".join(tests)


def print_checks(outline: ModelOutline) -> list[str]:
    """Return what must hold between inputs; where one was not observed, nothing is said."""
    reads = {item.name: read_value(item) for item, _, _ in outline.inputs}
    return [
        f"({' or '.join([*(f'{name} = null' for name in check.names), FEEL.test(check.holds, reads.__getitem__)])})"
        for check in outline.checks
    ]
