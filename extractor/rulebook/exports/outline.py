"""In: `Rulebook`. Out: `ModelOutline`: what every export says, before it is put into the words of a language.

Each row has two ends, which are equal where nothing that counts is missing; its points are the value or nothing.
A row that compares one input with printed numbers is a decision table. Not handled: the words (`dialects`).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext

import msgspec

from extractor.model.scored.expression import (
    Case,
    Choose,
    Compare,
    Every,
    Expression,
    Greatest,
    Least,
    Number,
    Observed,
    Product,
    Quotient,
    Sign,
    Sum,
    Test,
    rewrite,
    walk,
)
from extractor.model.scored.rulebook import Input, Rulebook, RuledIndicator
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.conflicts import build_condition, list_inputs
from extractor.rulebook.engine.program import (
    RuledTotal,
    build_known,
    build_program,
    find_names,
    find_range,
    print_names,
)
from extractor.rulebook.engine.score import lower_row

FEWEST_BANDS = 2


class OutlineBand(msgspec.Struct, frozen=True):
    """A line of a decision table: the bounds of the input, and what it earns there."""

    bounds: tuple[tuple[Sign, Decimal], ...]
    points: Expression


class BandTable(msgspec.Struct, frozen=True):
    """A row whose points hang on one input: its lines in order, the last for all else; its ends where missing."""

    item: Input
    bands: tuple[OutlineBand, ...]
    missing: tuple[Decimal, Decimal]


class OutlinedRow(msgspec.Struct, frozen=True):
    """A row of the model; `names` are its inputs, `table` is its decision table where it is one."""

    key: str
    row: RuledIndicator
    low: Expression
    high: Expression
    names: tuple[str, ...]
    table: BandTable | None


class OutlinedCheck(msgspec.Struct, frozen=True):
    """What must hold between inputs where all of `names` were observed; else nothing is scored, as in our engine."""

    names: tuple[str, ...]
    holds: Test
    message: str


class ModelOutline(msgspec.Struct, frozen=True):
    """The whole model: inputs with what they may be, rows, totals."""

    rulebook: Rulebook
    inputs: tuple[tuple[Input, Decimal, Decimal], ...]
    rows: tuple[OutlinedRow, ...]
    totals: tuple[RuledTotal, ...]
    places: int
    checks: tuple[OutlinedCheck, ...] = ()


def build_outline(rulebook: Rulebook) -> ModelOutline:
    """Return the outline of a rulebook in which any input may be missing."""
    every = {item.name: item for item in rulebook.inputs}
    keys = print_names(rulebook)
    program = build_program(rulebook, set(every))
    known = build_known(rulebook)
    exact = build_program(rulebook, ())
    rows = []
    with localcontext(prec=plain.DIGITS):
        for row in rulebook.indicators:
            names = tuple(name for name in find_names(row.tree) if name in every)
            lowered = program.rows[row.id]
            table = None
            if len(names) == 1 and exact.rows[row.id].low == exact.rows[row.id].high:
                ends = lower_row(row, known).ends
                missing = tuple(plain.round_half_up(end, rulebook.rounding.places) for end in ends)
                table = find_table(exact.rows[row.id].low, every[names[0]], (missing[0], missing[1]))
            rows.append(OutlinedRow(keys[row.id], row, lowered.low, lowered.high, names, table))
    ranges = tuple((item, *find_range(item)) for item in rulebook.inputs)
    checks = tuple(
        OutlinedCheck(list_inputs(one), build_condition(one, every), one.message) for one in rulebook.checks
    )  # fmt: skip
    return ModelOutline(rulebook, ranges, tuple(rows), program.totals, program.places, checks)


def find_table(tree: Expression, item: Input, missing: tuple[Decimal, Decimal]) -> BandTable | None:
    """Return a tree over one input as a decision table, None where it is not one.

    What stands around the choice (a cap, a divisor) goes into each line.
    """
    choices = [node for node in walk(tree) if isinstance(node, Choose)]
    if len(choices) != 1 or len(choices[0].cases) + 1 < FEWEST_BANDS:
        return None
    choice = choices[0]
    bands = []
    for case in (*choice.cases, Case(plain.TRUE, choice.otherwise)):
        bounds = _find_bounds(case.when, item.name)
        if bounds is None:
            return None
        bands.append(OutlineBand(bounds, simplify(rewrite(tree, _replacing(choice, case.then)))))
    return BandTable(item, tuple(bands), missing)


def _replacing(choice: Choose, by: Expression) -> Callable[[Expression], Expression]:
    return lambda node: by if node == choice else node


def _find_bounds(test: Test, name: str) -> tuple[tuple[Sign, Decimal], ...] | None:
    """Return the numbers that one input is compared with, all of which must hold; None where it is anything else."""
    tests = test.tests if isinstance(test, Every) else (test,)
    bounds: list[tuple[Sign, Decimal]] = []
    for one in tests:
        match one:
            case Compare(Observed(input_name), sign, Number(value)) if input_name == name:
                bounds.append((sign, value))
            case _:
                return None
    fits = len(bounds) <= 1 or (len(bounds) == 2 and {sign[0] for sign, _ in bounds} == {"<", ">"})
    return tuple(sorted(bounds, key=lambda bound: bound[0], reverse=True)) if fits else None


def simplify(tree: Expression) -> Expression:
    """Return a plain tree without what its numbers decide: min(4, 6) is 4."""

    def change(node: Expression) -> Expression:
        match node:
            case Sum(terms):
                return plain.add(*terms)
            case Product(factors):
                total = factors[0]
                for factor in factors[1:]:
                    total = plain.times(total, factor)
                return total
            case Quotient(over, under):
                return plain.divide(over, under)
            case Least(terms):
                return plain.least(*terms)
            case Greatest(terms):
                return plain.greatest(*terms)
        return node

    simple: Expression = rewrite(tree, change)
    return simple


def print_cell(
    bounds: tuple[tuple[Sign, Decimal], ...], print_value: Callable[[Decimal], str], *, anything: str
) -> str:
    """Return the bounds as ZEN and FEEL write them in a decision table.

    >>> print_cell(((">=", Decimal(80)), ("<", Decimal(90))), str, anything="-")
    '[80..90)'
    """
    if not bounds:
        return anything
    if len(bounds) == 2:
        (low_sign, low), (high_sign, high) = bounds
        left, right = "[" if low_sign == ">=" else "(", "]" if high_sign == "<=" else ")"
        return f"{left}{print_value(low)}..{print_value(high)}{right}"
    sign, value = bounds[0]
    return print_value(value) if sign == "==" else f"{sign} {print_value(value)}"


def name_of(name: str) -> str:
    """Return an input's or row's name as engines know it: q_1.low is q_1_low."""
    return name.replace(".", "_").replace("-", "_")


def print_observed(item: Input, choice: str, same: str, print_text: Callable[[str], str]) -> str:
    """Return an observed value as a number: yes is 1, an option its place; `choice` and `same` are a language's words.

    >>> item = Input(name="q", label="", kind="choice", indicator="i", options=("优秀", "合格"))
    >>> print_observed(item, "({test} ? {then} : {otherwise})", "==", repr)
    "(q == '合格' ? 1 : (q == '优秀' ? 0 : 0))"
    """
    if item.kind == "yes_no":
        return choice.format(test=item.name, then=1, otherwise=0)
    if item.kind == "choice":
        words = "0"
        for place, option in enumerate(item.options):
            words = choice.format(test=f"{item.name} {same} {print_text(option)}", then=place, otherwise=words)
        return words
    return item.name
