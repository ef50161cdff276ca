"""In: nothing. Out: the typed tree that a scoring rule is read into: amounts (`Expression`) and conditions (`Test`).

The nodes are tagged structs, because a rulebook file holds trees and each node must say there what it is
(`op: cap`). Not handled: text, loops, dates; a tree is arithmetic over observed numbers and yes/no answers.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

Sign = Literal[">=", ">", "<=", "<", "=="]


class Node(msgspec.Struct, frozen=True, tag_field="op", tag=str.lower, forbid_unknown_fields=True):
    """Base of all nodes; the tag is the class's name in small letters."""


class Number(Node, frozen=True):
    """A printed number: the 0.2 of 得0.2分."""

    value: Decimal


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
    """No sentence says what holds here (between 数据量超过4000万 and 不足4000万); it counts as no points."""

    reason: str


class Compare(Node, frozen=True):
    """A comparison of two amounts."""

    left: Expression
    sign: Sign
    right: Expression


class Holds(Node, frozen=True):
    """The answer to a yes/no input is yes."""

    input: str


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
    | Least
    | Greatest
    | Choose
    | Interpolate
    | Fire
    | Cap
    | Floor
    | Unruled
)
Test = Compare | Holds | Not | Every | Either

ZERO = Number(Decimal(0))
ONE = Number(Decimal(1))


def find_children(node: Expression | Test) -> tuple[Expression | Test, ...]:  # noqa: PLR0911 - a case for each node
    """Return the nodes right below `node`, in printed order."""
    match node:
        case Sum(terms) | Least(terms) | Greatest(terms):
            return terms
        case Product(factors):
            return factors
        case Quotient(over, under):
            return over, under
        case Ceiling(of) | Fire(_, of) | Not(of):
            return (of,)
        case Cap(of, at) | Floor(of, at):
            return of, at
        case Interpolate(of, _, low_points, _, high_points):
            return of, low_points, high_points
        case Choose(cases, otherwise):
            return (*(part for case in cases for part in (case.when, case.then)), otherwise)
        case Compare(left, _, right):
            return left, right
        case Every(tests) | Either(tests):
            return tests
    return ()


def walk(node: Expression | Test) -> tuple[Expression | Test, ...]:
    """Return `node` and all nodes below it, each before its children.

    >>> [type(part).__name__ for part in walk(Cap(Product((Number(Decimal("0.5")), Observed("x"))), ONE))]
    ['Cap', 'Product', 'Number', 'Observed', 'Number']
    """
    return (node, *(below for child in find_children(node) for below in walk(child)))
