"""In: nothing. Out: the typed tree that a scoring rule is read into: amounts (`Expression`) and conditions (`Test`).

The nodes are tagged structs, because a rulebook file holds trees and each node must say there what it is
(`op: cap`). Not handled: text, loops; a tree is arithmetic over observed numbers and yes/no answers.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal

import msgspec

Sign = Literal[">=", ">", "<=", "<", "=="]


class Node(msgspec.Struct, frozen=True, tag_field="op", tag=str.lower, forbid_unknown_fields=True):
    """Base of all nodes; the tag is the class's name in small letters, unless the class says another."""


class Number(Node, frozen=True):
    """A printed number: the 0.2 of 得0.2分."""

    value: Decimal


NOTHING = Number(Decimal(0))
"""No points."""


class Observed(Node, frozen=True):
    """What was observed for an input, by the input's name."""

    input: str


class Sum(Node, frozen=True):
    """All terms added: the awards of one row, the parts of an indicator."""

    terms: tuple[Expression, ...]


class Product(Node, frozen=True):
    """All factors multiplied: 0.5 points times the number of kinds."""

    factors: tuple[Expression, ...]


class Quotient(Node, frozen=True):
    """`over` divided by `under`; an `under` of zero makes the whole zero, as no place has reached anything then."""

    over: Expression
    under: Expression


class Ceiling(Node, frozen=True):
    """The next whole number: each started step of 每后10名 counts."""

    of: Expression


class Whole(Node, frozen=True):
    """The last whole number: of 每提高5个百分点加1分 only full steps count."""

    of: Expression


class Setting(Node, frozen=True):
    """A number that the office sets for all places (本指标分值), by the parameter's name."""

    parameter: str


class YearDay(Node, frozen=True, tag="day"):
    """A day of the year as a number, to be compared with an observed date: 11月底前."""

    month: int
    day: int


class Least(Node, frozen=True):
    """The smallest of all terms."""

    terms: tuple[Expression, ...]


class Greatest(Node, frozen=True):
    """The greatest of all terms: of 省级3分、市级2分 the better one."""

    terms: tuple[Expression, ...]


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One branch of a choice."""

    when: Test
    then: Expression


class Choose(Node, frozen=True):
    """The first case whose condition holds, else `otherwise`."""

    cases: tuple[Case, ...]
    otherwise: Expression


class Interpolate(Node, frozen=True):
    """On the straight line from (`low`, `low_points`) to (`high`, `high_points`): 介于两者之间的按比例计分."""

    of: Expression
    low: Decimal
    low_points: Expression
    high: Decimal
    high_points: Expression


class Fire(Node, frozen=True):
    """The amount that one printed rule gives; it marks the rule as the one that fired."""

    rule: str
    of: Expression


class Cap(Node, frozen=True):
    """At most `at`; `rule` is the sentence that says so, None where it is the row's own points."""

    of: Expression
    at: Expression
    rule: str | None = None


class Floor(Node, frozen=True):
    """At least `at`; `rule` is the sentence that says so (扣完为止), None where no sentence does."""

    of: Expression
    at: Expression
    rule: str | None = None


class Unruled(Node, frozen=True):
    """No sentence says what holds here (between 数据量超过4000万 and 不足4000万): anything from `low` to `high`."""

    reason: str
    low: Expression = NOTHING
    high: Expression = NOTHING


class Between(Node, frozen=True):
    """The sentences speak of it and leave the amount open: half of 每低1个百分点, 90% printed in two bands."""

    reason: str
    low: Expression
    high: Expression


class UnreadRule(Node, frozen=True, tag="unread"):
    """What a sentence that was not understood may give or take: anything from `low` to `high`."""

    reason: str
    low: Expression
    high: Expression


class Compare(Node, frozen=True):
    """A comparison of two amounts."""

    left: Expression
    sign: Sign
    right: Expression


class Holds(Node, frozen=True):
    """The answer to a yes/no input is yes."""

    input: str


class Is(Node, frozen=True):
    """The answer to a choice (优秀、良好、合格) is this one."""

    input: str
    option: str


class Not(Node, frozen=True):
    """The condition does not hold."""

    of: Test


class Every(Node, frozen=True):
    """All conditions hold: 全年报送12篇且被采用6篇及以上."""

    tests: tuple[Test, ...]


class Either(Node, frozen=True):
    """At least one condition holds."""

    tests: tuple[Test, ...]


Expression = (
    Number
    | Observed
    | Sum
    | Product
    | Quotient
    | Ceiling
    | Whole
    | Setting
    | YearDay
    | Least
    | Greatest
    | Choose
    | Interpolate
    | Fire
    | Cap
    | Floor
    | Unruled
    | UnreadRule
    | Between
)
Test = Compare | Holds | Is | Not | Every | Either

MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ZERO = NOTHING
ONE = Number(Decimal(1))


NEVER = 366
"""The day of what was not done in the year."""
DAYS = (1, NEVER)
"""The least and the greatest number of a day."""


def build_month_end(month: int) -> YearDay:
    """Return the last day of a month.

    >>> build_month_end(11)
    YearDay(month=11, day=30)
    """
    return YearDay(month, MONTHS[month - 1])


def count_days(day: YearDay) -> int:
    """Return the number of a day in a year of 365 days; 29 February counts as 1 March.

    >>> count_days(YearDay(11, 30)), count_days(YearDay(1, 1))
    (334, 1)
    """
    return sum(MONTHS[: day.month - 1]) + day.day


def find_children(node: Expression | Test) -> tuple[Expression | Test, ...]:
    """Return the nodes right below `node`, in printed order; found by the fields, so a new kind of node needs no line.

    >>> find_children(Cap(Observed("x"), ONE, "r1"))
    (Observed(input='x'), Number(value=Decimal('1')))
    """
    found: list[Any] = []
    for field in node.__struct_fields__:
        value = getattr(node, field)
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, Node):
                    found.append(part)
                elif isinstance(part, Case):
                    found += (part.when, part.then)
    return tuple(found)


def walk(node: Expression | Test) -> tuple[Expression | Test, ...]:
    """Return `node` and all nodes below it, each before its children.

    >>> [type(part).__name__ for part in walk(Cap(Product((Number(Decimal("0.5")), Observed("x"))), ONE))]
    ['Cap', 'Product', 'Number', 'Observed', 'Number']
    """
    found: list[Expression | Test] = []
    waiting = [node]
    while waiting:
        found.append(waiting.pop())
        waiting += reversed(find_children(found[-1]))
    return tuple(found)


def rewrite(node: Any, change: Callable[[Any], Any]) -> Any:
    """Return the tree with `change` applied to every node, the lowest first; `change` gives the same or another node.

    >>> rewrite(Sum((Observed("a"), ONE)), lambda part: Observed("b") if part == Observed("a") else part)
    Sum(terms=(Observed(input='b'), Number(value=Decimal('1'))))
    """
    if isinstance(node, tuple):
        return tuple(rewrite(part, change) for part in node)
    if not isinstance(node, Node | Case):
        return node
    fields = {name: rewrite(getattr(node, name), change) for name in node.__struct_fields__}
    built = type(node)(**fields)
    return change(built) if isinstance(node, Node) else built


def print_number(number: Decimal) -> str:
    """Return `number` in plain digits without trailing zeros.

    >>> print_number(Decimal("7.50")), print_number(Decimal("1E+2"))
    ('7.5', '100')
    """
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
