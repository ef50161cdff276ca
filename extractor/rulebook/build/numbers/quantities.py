"""In: the statements of a part that are over one measured quantity. Out: its tree: bands, steps, lines, shares.

Not handled: which statements are over the same quantity (`groups`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Edge, Statement, exact
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
from extractor.rulebook.build.numbers.observing import is_change, observe
from extractor.rulebook.build.numbers.regions import (
    BOTH_FIRM,
    TWICE,
    Entry,
    NumberRegion,
    begin,
    begins_after,
    build_regions,
    end,
    ends_before,
    find_entries,
    find_regions,
    holds,
    middle,
    span_of,
    worse,
)
from extractor.rulebook.build.numbers.stepped import Stepped
from extractor.rulebook.build.terms import add, divide, times

FALLS = compile_late(r"下降|降低|减少|压减|缩短")
"""What is measured is a fall."""
UNSAID = "这个数值各句都没有说到"
WHOLE = 100
LOSSES = frozenset({Act.DEDUCT, Act.DEDUCT_PER})


@dataclass(slots=True)
class QuantityRules(Stepped):
    """The statements over one quantity. `loss`: they only take from what the row or part is worth."""

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
        singles = (
            self.base,
            self.step,
            self.other,
            *self.limits.values(),
            self.between,
            self.share,
            self.formula,
            self.rest,
            self.none,
        )
        return [rule for rule, _, _ in self.bands] + [pair[0] for pair in singles if pair is not None]

    def build(self) -> Expression:
        """Return the points (or, for a loss, the negative points) by the observed number."""
        self.own = self._observe()
        entries = self.list_entries()
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
        for _, statement in self.steps():  # 未达到80%的，每差5个百分点扣1分
            edges += [exact(e.value) for b in statement.bands for e in (b.low, b.high) if e is not None]
        largest = max([abs(edge) for edge in edges] or [Decimal(1)])
        label = self.subject
        unit = "个百分点" if self.pointed else self.unit
        name, self.whole = observe(
            self.inputs, label, unit, largest, fractions=self._has_fractions(), beyond=self._goes_beyond(largest)
        )
        return Observed(name)

    def _goes_beyond(self, largest: Decimal) -> bool:
        """控制率不超过100%的得5分，每超过1个百分点扣0.5分: what is above a whole is spoken of."""
        return largest >= WHOLE and any(s.step is not None and s.step.toward == "more" for _, s in self.steps())

    def _has_fractions(self) -> bool:
        return any(exact(e.value) % 1 for _, _, b in self.bands for e in (b.low, b.high) if e is not None)

    def _more_edges(self) -> list[Decimal]:
        bases = {base for pair in self.steps() if (base := self._base(pair)[0]) is not None}
        zero = [Decimal(0)] if self.whole and self.unit != "名" and not self.loss else []
        return [*sorted(bases), *zero]

    def list_entries(self) -> list[Entry]:
        """Return its bands with what each gives."""
        entries = []
        for rule, statement, band in self.bands:
            if self.loss and statement.act is Act.ZERO:
                continue
            tree, worth = self._points(statement)
            left = self._left_of_full(statement)
            if left is not None:
                entries.append(Entry(rule, band, add([left, Fire(rule, tree)]), worth + (self.worth or 0)))
                continue
            if statement.act is Act.PROPORTIONAL:
                tree = Product((self.full, Quotient(self.own, Number(Decimal(100)))))
            elif statement.step is not None:  # 少于3次的，每次得1分
                tree = times(tree, divide(self.own, exact(statement.step.n)))
            entries.append(Entry(rule, band, Fire(rule, tree), worth))
        return self._open_bare(entries)

    def _left_of_full(self, statement: Statement) -> Expression | None:
        """90分以上得满分，90分以下扣1分: what is taken is taken from the full points that the best number earns."""
        if self.loss or statement.act is not Act.DEDUCT or self.worth is None:
            return None
        awards = [(rule, *self._points(s)) for rule, s, _ in self.bands if s.act is Act.AWARD]
        return next((Fire(rule, tree) for rule, tree, points in awards if points == self.worth), None)

    def _open_bare(self, entries: list[Entry]) -> list[Entry]:
        """60%得2分 is 60% and more where more is better; where a line runs between numbers, it is that number."""
        bare = [entry for entry in entries if entry.band.bare]
        if not bare:
            return entries
        rising = self._rises(entries)
        opened = []
        ranked = sorted(entries, key=middle)
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
        ordered = sorted(entries, key=middle)
        if len(ordered) < 2 or ordered[0].worth == ordered[-1].worth:
            if (
                self.step is not None and not is_change(self.subject) and not FALLS.search(self.subject)
            ):  # 信访率12%的得8分，每下降1个百分点加1分: less is better
                return self._goes_up(self.step[1]) != (self.step[1].act is Act.DEDUCT_PER)
            return not (self.unit in {"天", "小时", "分钟"} or self.unit == "名")
        return ordered[-1].worth > ordered[0].worth

    def _amount(self, region: NumberRegion, entries: list[Entry]) -> Expression:
        found = find_entries(entries, region)
        if found:
            amounts = [(entry.worth, self._with_more(entry, region)) for entry in found]
            firm = region.is_point and all(holds(entry.band, region)[1] for entry in found)
            return span_of(amounts, BOTH_FIRM if firm else TWICE)
        return self._uncovered(region, entries)

    def _uncovered(self, region: NumberRegion, entries: list[Entry]) -> Expression:  # noqa: PLR0911 - a case for each filler
        left = max((e for e in entries if ends_before(e.band, region)), key=lambda e: end(e.band), default=None)
        right = min((e for e in entries if begins_after(e.band, region)), key=lambda e: begin(e.band), default=None)
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

    def _filled(self, region: NumberRegion, entries: list[Entry]) -> Expression | None:
        """Return what a share, a formula or a step gives in a region without a band."""
        best = max(entries, key=lambda entry: entry.worth, default=None)
        edge = self._near_edge(best.band, takes=True) if best is not None else None
        below = best is None or edge is None or worse(region, best.band, edge)
        if self.share is not None and below:
            return self._shared(best, edge)
        if self.formula is not None and below:
            known = {"": self._as_ratio()}
            tree = self.filler or build_formula(self.formula[1], self.inputs, self.full, known, own=self.subject)
            return Fire(self.formula[0], tree) if tree is not None else None
        stepped = self._stepped(region)
        if stepped is not None:
            return stepped
        base, start = self._base(self.step) if self.step is not None else (None, ZERO)
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
        if self.unit != "%" or bound == 100 or (self.share is not None and "bound" in self.share[1].names):
            return share
        low = Fire(rule, Product((amount, Quotient(self.own, Number(Decimal(100))))))
        return Between("没有写按什么的比例", low, share)

    def _line(self, left: Entry | None, right: Entry | None) -> Expression | None:
        if self.between is None or left is None or right is None:
            return None
        low, high = end(left.band), begin(right.band)
        if low >= high:
            return None
        one = left.amount.of if isinstance(left.amount, Fire) else left.amount
        two = right.amount.of if isinstance(right.amount, Fire) else right.amount
        return Fire(self.between[0], Interpolate(self.own, low, one, high, two))

    def _outside(self, region: NumberRegion, entries: list[Entry], near: Entry | None) -> Expression:
        """Return what a number below or above all bands gives: nothing for an award missed, else what is left open."""
        if near is None or (self.bands and all(s.bonus for _, s, _ in self.bands)):
            return ZERO  # 前三名分别加3分、2分、1分: nothing is added for other places
        awards = {entry.worth for entry in entries}
        best = max(awards)
        if self.whole and region.high == 0 and near.worth >= 0:
            return ZERO
        if len(entries) == 1 and (near.band.low is None or near.band.high is None):
            return ZERO
        if near.worth == best and len(awards) > 1:
            top = near.band.high if ends_before(near.band, region) else near.band.low
            if top is not None and self.unit == "%" and top.value == 100:
                return near.amount
            return Unruled(UNSAID, ZERO, self.full)
        return Unruled(UNSAID, ZERO, near.amount) if near.worth else near.amount
