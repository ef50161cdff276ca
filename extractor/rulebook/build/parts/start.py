"""In: the statements of one part of a row. Out: what all its builders share: terms, inputs, what it is worth.

Not handled: any kind of statement.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractor.model.facts.scoring import Band, Statement, exact
from extractor.model.scored.expression import (
    ZERO,
    Compare,
    Every,
    Expression,
    Number,
    Observed,
    Test,
)
from extractor.model.scored.rulebook import TotalEffect
from extractor.rulebook.build.formulas import build_formula
from extractor.rulebook.build.groups import Groups
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.numbers.quantities import QuantityRules
from extractor.rulebook.build.numbers.stepped import Ruled

PERIODS = {
    "月": Decimal(12),
    "季": Decimal(4),
    "季度": Decimal(4),
    "周": Decimal(52),
    "半年": Decimal(2),
    "年": Decimal(1),
    "年度": Decimal(1),
}
PERIOD_UNITS = {"月": "个月", "季": "个季度", "季度": "个季度", "周": "周", "半年": "个半年", "年": "年", "年度": "年"}
SIGNS = frozenset("+-*/")
JUDGES = "由考核人决定"


@dataclass(frozen=True, slots=True)
class Term:
    """An amount with its rule; `bonus` comes on top (加分), `sentence` tells what a cap right behind is about."""

    rule: str
    tree: Expression
    sentence: int = 0
    bonus: bool = False


@dataclass(slots=True)
class PartTerms:
    """The statements of a part and what they come to."""

    ruled: list[Ruled]
    worth: Ruled | None = None
    gains: list[Term] = field(default_factory=list)
    losses: list[Term] = field(default_factory=list)
    gates: list[tuple[str, Test]] = field(default_factory=list)
    cap: tuple[str, Decimal] | None = None
    loss_cap: tuple[str, Decimal] | None = None
    floor_rule: str | None = None
    least: tuple[str, Decimal] | None = None
    below: bool = False
    over: bool = False
    base: Ruled | None = None


class PartStart:
    """What all builders of a part share. `full` is what the row is worth, `worth` the same where it is printed."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a part needs to know
        self,
        part: PartTerms,
        inputs: RowInputs,
        worth: Decimal | None,
        readings: list[str],
        table: int,
        constants: dict[str, Expression],
    ) -> None:
        self.part, self.inputs, self.worth = part, inputs, worth
        self.readings, self.table, self.constants = readings, table, constants
        self.effects: list[TotalEffect] = []
        self.lost: list[str] = []
        self.zeroed: list[QuantityRules] = []
        self.topped: dict[str, tuple[str, Band]] = {}
        self._full: Expression | None = None
        self.groups = Groups()

    @property
    def full(self) -> Expression:
        """What the part is worth, asked for only where it is needed."""
        if self.part.worth is not None:
            return Number(exact(self.part.worth[1].points or 0))  # type: ignore[arg-type]
        if self._full is None:
            self._full = self.inputs.add_full() if self.worth is None else Number(self.worth)
        return self._full

    def _number(self, statement: Statement) -> Expression:
        if statement.points is None and statement.formula and statement.step is not None:
            return self._share_of_count(statement)
        if statement.points == "full" or statement.points is None:
            return self.full
        return Number(exact(statement.points))

    def _share_of_count(self, statement: Statement) -> Expression:
        """按40分/行政村数量扣分: what one of so many things takes."""
        unit = statement.step.unit if statement.step is not None else ""
        names = [token for token in statement.formula if token not in SIGNS and not token[0].isdigit()]
        known = {
            name: Observed(self.inputs.add(name, "count", unit, minimum=Decimal(1), reach=Decimal(100)))
            for name in names
            if name not in {"满分", *self.constants}
        }
        amount = build_formula(statement, self.inputs, self.full, {**self.constants, **known})
        return self.full if amount is None else amount

    def _start(self, subject: str, unit: str) -> QuantityRules:
        worth = (
            exact(self.part.worth[1].points)
            if self.part.worth and isinstance(self.part.worth[1].points, int | float)
            else self.worth
        )
        full = Number(worth) if worth is not None else (self.full if subject or unit else ZERO)
        return QuantityRules(
            subject=subject, unit=unit, full=full, worth=worth, inputs=self.inputs, readings=self.readings
        )

    mute: list[str] = []  # noqa: RUF012 - set by each builder


def inside(own: Expression, band: Band) -> Test:
    """Return the test that `own` lies in a band."""
    tests: list[Test] = []
    if band.low is not None and band.high is not None and band.low.value == band.high.value:
        return Compare(own, "==", Number(exact(band.low.value)))
    if band.low is not None:
        tests.append(Compare(own, ">=" if band.low.closed else ">", Number(exact(band.low.value))))
    if band.high is not None:
        tests.append(Compare(own, "<=" if band.high.closed else "<", Number(exact(band.high.value))))
    return tests[0] if len(tests) == 1 else Every(tuple(tests))
