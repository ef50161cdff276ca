"""In: a quantity's awards and the steps away from them. Out: from where steps are counted, and what they give or take.

Not handled: bands, lines and shares (`quantities`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractor.language.folding import fold
from extractor.model.facts.scoring import Act, Band, Edge, Statement, exact
from extractor.model.scored.expression import ONE, ZERO, Between, Cap, Compare, Expression, Fire, Number
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.numbers.regions import Entry, NumberRegion
from extractor.rulebook.build.terms import ONCE_OR_EACH, ONCE_OR_EACH_MORE, add, choose, negate, steps, subtract, times

Ruled = tuple[str, Statement]


@dataclass(slots=True)
class Stepped:
    """The statements over one quantity, and its steps."""

    subject: str
    unit: str
    full: Expression
    worth: Decimal | None
    inputs: RowInputs
    readings: list[str]
    bands: list[tuple[str, Statement, Band]] = field(default_factory=list)
    base: Ruled | None = None
    step: Ruled | None = None
    other: Ruled | None = None
    limits: dict[str, Ruled] = field(default_factory=dict)
    pointed: bool = False
    between: Ruled | None = None
    share: Ruled | None = None
    formula: Ruled | None = None
    filler: Expression | None = None
    rest: Ruled | None = None
    none: Ruled | None = None
    round_up: bool = False
    round_down: bool = False
    own: Expression = ZERO
    whole: bool = False

    @property
    def against(self) -> str:
        """The other quantity that its bands are held against; "" where they are of it alone."""
        held = [band for _, _, band in self.bands]
        for pair in (self.base, *self.steps()):
            held += pair[1].bands if pair is not None else ()
        return next((band.against for band in held if band.against), "")

    def steps(self) -> tuple[Ruled, ...]:
        """Return its steps: 每高1个百分点加1分 and 每低1个百分点扣1分 go both ways."""
        return tuple(pair for pair in (self.step, self.other) if pair is not None)

    def _points(self, statement: Statement) -> tuple[Expression, Decimal]:
        """Return the amount of a statement as a tree and as a number for comparing."""
        most = self.worth if self.worth is not None else Decimal(100)
        if statement.act is Act.ZERO:
            return ZERO, Decimal(0)
        if statement.points == "full" or statement.points is None:
            return self.full, most
        points = exact(statement.points)
        return (Number(-points), -points) if statement.act is Act.DEDUCT else (Number(points), points)

    def base_edge(self) -> Decimal | None:
        """Return from where its steps are counted; None where nothing says it."""
        return self._base(self.step)[0] if self.step is not None else None

    def _base(self, pair: Ruled) -> tuple[Decimal | None, Expression]:
        """Return from where steps are counted, and what is earned there."""
        statement = pair[1]
        takes = statement.act is Act.DEDUCT_PER
        if self.base is not None and self.base[1].bands:
            edge = self.base[1].bands[0].low
            start: Expression = Fire(self.base[0], self.full) if takes else ZERO
            same = [
                one
                for one in self.bands
                if one[1].act is Act.AWARD and edge and one[2].low and one[2].low.value == edge.value
            ]
            if same:  # 达85%得6分，以85%为基准
                start = Fire(same[0][0], self._points(same[0][1])[0])
            return (exact(edge.value) if edge else None), start
        awards = [one for one in self.bands if one[1].act is Act.AWARD and one[1].order < statement.order]
        if any(not band.unit or band.unit == self.unit for band in statement.bands):
            edge = statement.bands[-1].high or statement.bands[-1].low
            start = Fire(awards[0][0], self._points(awards[0][1])[0]) if awards else ZERO
            return (exact(edge.value) if edge else None), start
        if not awards:
            return None, ZERO
        rule, last, band = awards[-1]
        edge = self._near_edge(band, takes=takes)
        return (exact(edge.value) if edge else None), Fire(rule, self._points(last)[0])

    def _near_edge(self, band: Band, *, takes: bool) -> Edge | None:
        """Return the edge of an award from which it gets worse (steps that take) or better."""
        if band.low is None or band.high is None:
            return band.low or band.high
        if self.unit == "名":
            return band.high if takes else band.low
        return band.low if takes else band.high

    def _goes_up(self, statement: Statement) -> bool:
        """Whether steps are counted towards larger numbers."""
        toward = statement.step.toward if statement.step else "each"
        if self.unit == "名" and toward != "each":
            return toward == "less"
        return toward == "more"

    def _stepped(self, region: NumberRegion) -> Expression | None:
        """Return base and step for a region on the side that a step goes to."""
        return next((tree for pair in self.steps() if (tree := self._step(pair, region)) is not None), None)

    def _step(self, pair: Ruled, region: NumberRegion) -> Expression | None:
        rule, statement = pair
        base, start = self._base(pair)
        if base is None:
            return None
        above = self._goes_up(statement)
        side = (
            (region.low is not None and region.low >= base)
            if above
            else (region.high is not None and region.high <= base)
        )
        if not side:
            return None
        distance = subtract(self.own, Number(base)) if above else subtract(Number(base), self.own)
        size = exact(statement.step.n) if statement.step else Decimal(1)
        up = self.round_up or (self.unit == "名" and size > 1)
        if up and not self.round_up:
            self.readings.append(f"“{fold(statement.text)}”：不满一档的按一档计")
        takes = statement.act is Act.DEDUCT_PER
        count = steps(distance, size, whole=self.whole, up=up, gain=not takes, down=self.round_down)
        if statement.step is not None and statement.step.once:  # 低2个百分点扣1分, and nothing is used up
            reason = ONCE_OR_EACH if takes else ONCE_OR_EACH_MORE
            count = Between(reason, choose(Compare(distance, ">=", Number(size)), ONE), count)
        points = Number(exact(statement.points)) if isinstance(statement.points, int | float) else self.full
        change = times(points, count)
        limit = self.limits.get(rule)
        if limit is not None and isinstance(limit[1].points, int | float):
            change = Cap(change, Number(exact(limit[1].points)), limit[0])
        return add([start, Fire(rule, negate(change) if takes else change)])

    def _with_more(self, entry: Entry, region: NumberRegion) -> Expression:
        """达到90%得3分，每提高1个百分点加0.2分: the award grows inside its own band."""
        for pair in self.steps():
            base, start = self._base(pair)
            grows = pair[1].act is Act.AWARD_PER and isinstance(start, Fire) and start.rule == entry.rule
            if base is not None and grows and not (region.is_point and region.low == base):
                return self._step(pair, region) or entry.amount
        return entry.amount
