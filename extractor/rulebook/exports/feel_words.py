"""In: inputs and what must hold of them. Out: FEEL for it: texts, values as numbers, bounds, checks between inputs.

Not handled: the model around them (`dmn`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from extractor.model.scored.expression import DAYS, print_number
from extractor.model.scored.rulebook import Input
from extractor.rulebook.exports.dialects import FEEL
from extractor.rulebook.exports.outline import ModelOutline, print_observed

UNREADABLE = re.compile(r"[^A-Za-z0-9_\u3400-\u9fff]+")
"""What a name in FEEL had better not hold: marks are operators, spaces part names."""
LEADING = re.compile(r"^[0-9_]+")
TEXT = re.compile(r'(?<=<text>).*(?=</text>)|(?<= name=")[^"]*(?=" label=)')
"""Where FEEL stands, and the name of a table's output, which some engines go by."""
NAME = re.compile(r"&quot;(?:\\.|(?!&quot;).)*&quot;|&\w+;|(?<!\.)\b[A-Za-z_]\w*")
"""A text, a mark as XML writes it, or a name that is no part of a context."""
LONGEST = 36
"""A box of the diagram holds as many; the id tells names apart that begin alike."""


def name_box(label: str, key: str) -> str:
    """Return the name of a box and of its variable: what is printed, as far as FEEL can read it, and the id.

    >>> name_box("1 “双公示”数据（含）上报率", "points_1")
    '双公示_数据_含_上报率_points_1'
    """
    words = LEADING.sub("", UNREADABLE.sub("_", label))[:LONGEST].rstrip("_")
    return f"{words}_{key}" if words else key


def rename(line: str, names: Mapping[str, str]) -> str:
    """Return a line of XML whose FEEL calls every box by its name; texts and parts of contexts stay.

    >>> rename("<text>if valid then a.low else &quot;valid&quot;</text>", {"valid": "v", "a": "甲_a", "low": "x"})
    '<text>if v then 甲_a.low else &quot;valid&quot;</text>'
    """
    return TEXT.sub(lambda text: NAME.sub(lambda name: names.get(name[0], name[0]), text[0]), line)


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
    return print_observed(item, "(if {test} then {then} else {otherwise})", "=", print_text)


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
        f"(if {' or '.join(f'{name} = null' for name in check.names)} then true"
        f" else {FEEL.test(check.holds, reads.__getitem__)})"
        for check in outline.checks
    ]
