"""In: the statements of a part that are over one measured quantity. Out: its tree: bands, steps, lines, shares.

Not handled: which statements are over the same quantity (`groups`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.language.folding import fold
from extractor.model.facts.scoring import Act, Band, Edge, Statement, exact
from extractor.model.scored.expression import (
    ZERO,
    Between,
    Expression,
    Fire,
    Interpolate,
    Number,
    Observed,
    Product,
    Quotient,
    Unruled,
)
from extractor.rulebook.build.formulas import build_formula
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.regions import (
    TWICE,
    Entry,
    Region,
    build_regions,
    find_entries,
    find_regions,
    span_of,
)
from extractor.rulebook.build.terms import add, divide, negate, steps, subtract, times

Ruled = tuple[str, Statement]
UNSAID = "这个数值各句都没有说到"
LOSSES = frozenset({Act.DEDUCT, Act.DEDUCT_PER})


@dataclass(slots=True)
class Quantity:
    """The statements over one quantity. `loss`: they only take from what the row or part is worth."""

    subject: str
    unit: str
    full: Expression
    worth: Decimal | None
    inputs: RowInputs
    readings: list[str]
    bands: list[tuple[str, Statement, Band]] = field(default_factory=list)
    base: Ruled | None = None
    step: Ruled | None = None
    between: Ruled | None = None
    share: Ruled | None = None
    formula: Ruled | None = None
    rest: Ruled | None = None
    none: Ruled | None = None
    round_up: bool = False
    own: Expression = ZERO
    whole: bool = False

    @property
    def loss(self) -> bool:
        """Whether nothing of the quantity is earned: 逾期1天扣1分, 签订率低于90%的每低5个百分点扣2分."""
        gains = [s for _, s, _ in self.bands if s.act is Act.AWARD]
        takes = [s for _, s, _ in self.bands if s.act is Act.DEDUCT]
        return not gains and (
            bool(takes)
            or (
                self.step is not None
                and self.step[1].act is Act.DEDUCT_PER
                and self.base is None
                and self.share is None
            )
        )

    def rules(self) -> list[str]:
        """Return the ids of all its statements."""
        singles = (self.base, self.step, self.between, self.share, self.formula, self.rest, self.none)
        return [rule for rule, _, _ in self.bands] + [pair[0] for pair in singles if pair is not None]

    def build(self) -> Expression:
        """Return the points (or, for a loss, the negative points) by the observed number."""
        self.own = self._observe()
        entries = self._entries()
        regions = find_regions(entries, self._more_edges(), whole=self.whole, least=self._least())
        pieces = [(region, self._amount(region, entries)) for region in regions]
        return build_regions(self.own, pieces)

    def _least(self) -> Decimal | None:
        if self.unit == "名":
            return Decimal(1)
        return None if is_change(self.subject) else Decimal(0)

    def _observe(self) -> Expression:
        edges = [exact(e.value) for _, _, b in self.bands for e in (b.low, b.high) if e is not None]
        if self.base is not None:
            edges += [exact(e.value) for b in self.base[1].bands for e in (b.low,) if e is not None]
        largest = max([abs(edge) for edge in edges] or [Decimal(1)])
        label = self.subject
        name, self.whole = observe(self.inputs, label, self.unit, largest, fractions=self._has_fractions())
        return Observed(name)

    def _has_fractions(self) -> bool:
        return any(exact(e.value) % 1 for _, _, b in self.bands for e in (b.low, b.high) if e is not None)

    def _more_edges(self) -> list[Decimal]:
        base = self._base_edge()
        zero = [Decimal(0)] if self.whole and self.unit != "名" and not self.loss else []
        return [*([base] if base is not None else []), *zero]

    def _points(self, statement: Statement) -> tuple[Expression, Decimal]:
        """Return the amount of a statement as a tree and as a number for comparing."""
        most = self.worth if self.worth is not None else Decimal(100)
        if statement.act is Act.ZERO:
            return ZERO, Decimal(0)
        if statement.points == "full" or statement.points is None:
            return self.full, most
        points = exact(statement.points)
        return (Number(-points), -points) if statement.act is Act.DEDUCT else (Number(points), points)

    def _entries(self) -> list[Entry]:
        entries = []
        for rule, statement, band in self.bands:
            if self.loss and statement.act is Act.ZERO:
                continue
            tree, worth = self._points(statement)
            entries.append(Entry(rule, band, Fire(rule, tree), worth))
        return self._open_bare(entries)

    def _open_bare(self, entries: list[Entry]) -> list[Entry]:
        """60%得2分 is 60% and more where more is better; where a line runs between numbers, it is that number."""
        bare = [entry for entry in entries if entry.band.bare]
        if not bare:
            return entries
        rising = self._rises(entries)
        opened = []
        ranked = sorted(entries, key=_middle)
        for entry in entries:
            band = entry.band
            if band.bare and band.low is not None:
                edge = band.low
                if self.between is not None:
                    first, last = entry is ranked[0], entry is ranked[-1]
                    band = replace(band, low=None if first else edge, high=None if last else edge)
                elif self.loss or (rising and edge.value != 0):
                    band = replace(band, high=None)
                elif rising:
                    band = replace(band, high=edge)
                else:
                    band = replace(band, low=None, high=edge)
                entry = replace(entry, band=replace(band, bare=False))  # noqa: PLW2901 - the entry as it is read
            opened.append(entry)
        return opened

    def _rises(self, entries: list[Entry]) -> bool:
        """Whether more is better."""
        ordered = sorted(entries, key=_middle)
        if len(ordered) < 2 or ordered[0].worth == ordered[-1].worth:
            return not (self.unit in {"天", "小时", "分钟"} or self.unit == "名")
        return ordered[-1].worth > ordered[0].worth

    def _amount(self, region: Region, entries: list[Entry]) -> Expression:
        found = find_entries(entries, region)
        if found:
            amounts = [(entry.worth, self._with_more(entry, region)) for entry in found]
            return span_of(amounts, TWICE)
        return self._uncovered(region, entries)

    def _base_edge(self) -> Decimal | None:
        return self._base()[0]

    def _base(self) -> tuple[Decimal | None, Expression]:
        """Return from where steps are counted, and what is earned there."""
        if self.step is None:
            return None, ZERO
        rule, statement = self.step
        takes = statement.act is Act.DEDUCT_PER
        if self.base is not None and self.base[1].bands:
            edge = self.base[1].bands[0].low
            start: Expression = Fire(self.base[0], self.full) if takes else ZERO
            return (exact(edge.value) if edge else None), start
        own = [band for band in statement.bands if (band.unit and band.unit == self.unit) or not band.unit]
        if own and statement.bands:
            edge = statement.bands[-1].high or statement.bands[-1].low
            award = next(
                (one for one in self.bands if one[1].act is Act.AWARD and one[1].order < statement.order), None
            )
            start = Fire(award[0], self._points(award[1])[0]) if award is not None else ZERO
            return (exact(edge.value) if edge else None), start
        earlier = [one for one in self.bands if one[1].act is Act.AWARD and one[1].order < statement.order]
        if not earlier:
            return None, ZERO
        rule, last, band = earlier[-1]
        tree, _ = self._points(last)
        edge = self._near_edge(band, takes=takes)
        return (exact(edge.value) if edge else None), Fire(rule, tree)

    def _near_edge(self, band: Band, *, takes: bool) -> Edge | None:
        """Return the edge of an award from which it gets worse (steps that take) or better."""
        if band.low is None or band.high is None:
            return band.low or band.high
        if self.unit == "名":
            return band.high if takes else band.low
        return band.low if takes else band.high

    def _worse_above(self) -> bool:
        """Whether larger numbers are worse, from where steps are taken."""
        if self.step is None:
            return False
        statement = self.step[1]
        toward = statement.step.toward if statement.step else "each"
        if self.unit == "名" and toward != "each":
            return toward == "less"
        return toward == "more"

    def _stepped(self, region: Region) -> Expression | None:
        """Return base and step for a region on the side that the step goes to."""
        base, start = self._base()
        if self.step is None or base is None:
            return None
        rule, statement = self.step
        above = self._worse_above()
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
        count = steps(distance, size, whole=self.whole, up=up, gain=not takes)
        points = Number(exact(statement.points)) if isinstance(statement.points, int | float) else self.full
        change = times(points, count)
        taken = statement.act is Act.DEDUCT_PER
        return add([start, Fire(rule, negate(change) if taken else change)])

    def _with_more(self, entry: Entry, region: Region) -> Expression:
        """达到90%得3分，每提高1个百分点加0.2分: the award grows inside its own band."""
        if self.step is None or self.step[1].act is not Act.AWARD_PER:
            return entry.amount
        base, start = self._base()
        if base is None or not isinstance(start, Fire) or start.rule != entry.rule:
            return entry.amount
        if region.is_point and region.low == base:
            return entry.amount
        return self._stepped(region) or entry.amount

    def _uncovered(self, region: Region, entries: list[Entry]) -> Expression:  # noqa: PLR0911 - a case for each filler
        left = max((e for e in entries if _ends_before(e.band, region)), key=lambda e: _end(e.band), default=None)
        right = min((e for e in entries if _begins_after(e.band, region)), key=lambda e: _begin(e.band), default=None)
        line = self._line(left, right)
        if line is not None:
            return line
        if self.rest is not None and self.rest[1].act in {Act.AWARD, Act.ZERO}:
            tree, _ = self._points(self.rest[1])
            return Fire(self.rest[0], tree)
        if self.none is not None and region.is_point and region.low == 0:
            return Fire(self.none[0], ZERO)
        filled = self._filled(region, entries)
        if filled is not None:
            return filled
        if self.loss:
            return (
                ZERO
                if not (left and right)
                else span_of([(left.worth, left.amount), (right.worth, right.amount)], UNSAID)
            )
        if left is not None and right is not None:
            ends = sorted(((left.worth, left.amount), (right.worth, right.amount)), key=lambda pair: pair[0])
            return Unruled(UNSAID, ends[0][1], ends[1][1])
        return self._outside(region, entries, left or right)

    def _filled(self, region: Region, entries: list[Entry]) -> Expression | None:
        """Return what a share, a formula or a step gives in a region without a band."""
        best = max(entries, key=lambda entry: entry.worth, default=None)
        edge = self._near_edge(best.band, takes=True) if best is not None else None
        worse = best is None or edge is None or _worse(region, best.band, edge)
        if self.share is not None and worse:
            return self._shared(best, edge)
        if self.formula is not None and worse:
            tree = build_formula(self.formula[1], self.inputs, self.full, {"": self._as_ratio()}, own=self.subject)
            return Fire(self.formula[0], tree) if tree is not None else None
        stepped = self._stepped(region)
        if stepped is not None:
            return stepped
        base, start = self._base()
        if self.step is not None and base is not None:  # the side on which nothing is taken or added
            return start if self.step[1].act is Act.DEDUCT_PER else (ZERO if start == ZERO else None)
        return None

    def _as_ratio(self) -> Expression:
        return divide(self.own, Decimal(100)) if self.unit == "%" else self.own

    def _shared(self, best: Entry | None, edge: Edge | None) -> Expression:
        """不足1000条的按比例计分: the award times what was reached of the bound, or of 100%."""
        rule = self.share[0] if self.share else ""
        amount = best.amount.of if best is not None and isinstance(best.amount, Fire) else self.full
        bound = exact(edge.value) if edge is not None and edge.value else Decimal(100)
        share = Fire(rule, Product((amount, Quotient(self.own, Number(bound)))))
        if self.unit != "%" or bound == 100:
            return share
        low = Fire(rule, Product((amount, Quotient(self.own, Number(Decimal(100))))))
        return Between("没有写按什么的比例", low, share)

    def _line(self, left: Entry | None, right: Entry | None) -> Expression | None:
        if self.between is None or left is None or right is None:
            return None
        low, high = _end(left.band), _begin(right.band)
        if low >= high:
            return None
        one = left.amount.of if isinstance(left.amount, Fire) else left.amount
        two = right.amount.of if isinstance(right.amount, Fire) else right.amount
        return Fire(self.between[0], Interpolate(self.own, low, one, high, two))

    def _outside(self, region: Region, entries: list[Entry], near: Entry | None) -> Expression:
        """Return what a number below or above all bands gives: nothing for an award missed, else what is left open."""
        if near is None:
            return ZERO
        awards = {entry.worth for entry in entries}
        best = max(awards)
        if self.whole and region.high == 0 and near.worth >= 0:
            return ZERO
        if len(entries) == 1 and (near.band.low is None or near.band.high is None):
            return ZERO
        if near.worth == best and len(awards) > 1:
            top = near.band.high if _ends_before(near.band, region) else near.band.low
            if top is not None and self.unit == "%" and top.value == 100:
                return near.amount
            return Unruled(UNSAID, ZERO, self.full)
        return Unruled(UNSAID, ZERO, near.amount) if near.worth else near.amount


SHARE = re.compile(r"占|[^应用]率$|合规率|及时率|完成比例")
ABOVE = re.compile(r"完成|增长|增速|增幅|计划|任务|目标|应用|投资|达产|回报|负债|周转")
"""Shares that can pass 100%."""


def observe(inputs: RowInputs, label: str, unit: str, largest: Decimal, *, fractions: bool = False) -> tuple[str, bool]:
    """Add a measured input and return its name, and whether only whole numbers can be observed."""
    from extractor.rulebook.build.inputs import COUNTED

    if unit == "名":
        if "均" in label:
            return inputs.add(label, "number", unit, minimum=Decimal(1), reach=largest + 20), False
        return inputs.add(label, "rank", unit, minimum=Decimal(1), reach=largest + 20), True
    if unit in COUNTED and not fractions and unit not in {"天", "日", "小时", "分钟"}:
        return inputs.add(label, "count", unit, minimum=Decimal(0), reach=max(largest * 2, largest + 2)), True
    if is_change(label):
        return inputs.add(
            label, "number", unit, minimum=-(largest * 2 or Decimal(1)), reach=largest * 2 or Decimal(1)
        ), False
    hundred = (
        Decimal(100) if unit == "%" and SHARE.search(label) and not ABOVE.search(label) and largest <= 100 else None
    )
    reach = min(largest * 2 or Decimal(1), hundred) if hundred is not None else largest * 2 or Decimal(1)
    return inputs.add(label, "number", unit, minimum=Decimal(0), maximum=hundred, reach=reach), False


def is_change(label: str) -> bool:
    """Whether a quantity may be negative: 同比增长, 增幅.

    >>> is_change("同比增长"), is_change("办结率")
    (True, False)
    """
    return any(word in label for word in ("同比", "环比", "增长", "增速", "增幅", "升降"))


def _middle(entry: Entry) -> Decimal:
    low, high = entry.band.low, entry.band.high
    if low is not None and high is not None:
        return (exact(low.value) + exact(high.value)) / 2
    edge = low or high
    small = Decimal("0.0001")
    return Decimal(0) if edge is None else exact(edge.value) + (small if high is None else -small)


def _begin(band: Band) -> Decimal:
    return exact(band.low.value) if band.low is not None else Decimal("-Infinity")


def _end(band: Band) -> Decimal:
    return exact(band.high.value) if band.high is not None else Decimal("Infinity")


def _ends_before(band: Band, region: Region) -> bool:
    return region.low is not None and _end(band) <= region.low


def _begins_after(band: Band, region: Region) -> bool:
    return region.high is not None and _begin(band) >= region.high


def _worse(region: Region, band: Band, edge: Edge) -> bool:
    """Whether a region lies beyond that edge of the best band from which it gets worse."""
    at = exact(edge.value)
    if band.low is not None and edge is band.low:
        return region.high is not None and region.high <= at
    return region.low is not None and region.low >= at
