"""In: the statements of one part of a row. Out: the same, told apart: quantities, states, counts, answers, limits.

Not handled: trees, which `parts` builds of the groups.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Band, Statement, unit_class
from extractor.rulebook.build.alike import LATE, NEGATED, alike
from extractor.rulebook.build.alternatives import part_states
from extractor.rulebook.build.implied import imply_bands
from extractor.rulebook.build.numbers.joining import join_numbers
from extractor.rulebook.build.numbers.quantities import QuantityRules
from extractor.rulebook.build.numbers.stepped import Ruled

EARLY = re.compile(r"每?提前")
RATE = compile_late(r"(?:率|占比|比例|比重|增速|增幅)$")
ADDED = compile_late(r"加(?!满)[^,;。]{0,6}$|加分|奖励")
DIRECTION = 2
"""So many letters say a direction: 增加, 高."""
PERIODIC = compile_late(r"每(?:个)?(?:月|季|年|周|半年)")


@dataclass(slots=True)
class Groups:
    """What the statements of a part are, in printed order inside each kind."""

    quantities: list[QuantityRules] = field(default_factory=list)
    states: list[Ruled] = field(default_factory=list)
    counts: list[Ruled] = field(default_factory=list)
    ordinals: list[Ruled] = field(default_factory=list)
    answers: list[Ruled] = field(default_factory=list)
    zeros: list[Ruled] = field(default_factory=list)
    several: list[Ruled] = field(default_factory=list)
    judged: list[Ruled] = field(default_factory=list)
    limits: list[Ruled] = field(default_factory=list)
    formulas: list[Ruled] = field(default_factory=list)
    shares: list[Ruled] = field(default_factory=list)
    periods: list[Ruled] = field(default_factory=list)
    beyond: list[Ruled] = field(default_factory=list)
    notes: list[Ruled] = field(default_factory=list)
    asked: list[Ruled] = field(default_factory=list)
    base: Ruled | None = None
    best: Ruled | None = None
    levels: list[Ruled] = field(default_factory=list)
    below: Ruled | None = None
    rest: Ruled | None = None
    started: set[str] = field(default_factory=set)
    scaled: list[Ruled] = field(default_factory=list)
    full_steps: set[str] = field(default_factory=set)
    part_steps: set[str] = field(default_factory=set)
    lost: list[Ruled] = field(default_factory=list)


class Sorter:
    """Sorts the statements of one part; `start` makes a quantity."""

    def __init__(self, ruled: Sequence[Ruled], start: Callable[[str, str], QuantityRules], row: str = "") -> None:
        self.ruled, self.start, self.row = list(ruled), start, row
        self.groups = Groups()

    def sort(self) -> Groups:
        """Return the groups."""
        self.ruled = imply_bands(self.ruled, self.row)
        for pair in sorted(self.ruled, key=_follows_a_base):  # 每少1个点扣0.5分（以95%为基准）
            self._place(pair)
        part_states(self.groups, self.start("", "").worth)
        join_numbers(self.groups)
        return self.groups

    def _place(self, pair: Ruled) -> None:  # noqa: C901, PLR0912 - a case for each act
        groups, statement = self.groups, pair[1]
        match statement.act:
            case Act.CONSTRAINT:
                groups.asked.append(pair)
            case Act.RANK | Act.DEFINE | Act.ROUNDING | Act.GO_ON:
                groups.notes.append(pair)
            case Act.BELOW_ZERO:
                if statement.grade != "no_cap":
                    groups.below = pair
                groups.notes.append(pair)
            case Act.BEST:
                groups.best = pair
            case Act.CAP | Act.DEDUCT_CAP:
                if not self._limits_step(pair):
                    groups.limits.append(pair)
            case Act.TOTAL_ZERO | Act.TOTAL_LOSS | Act.NOT_GRADE | Act.VETO:
                groups.beyond.append(pair)
            case Act.JUDGED:
                groups.judged.append(pair)
            case Act.ROUND_UP:
                quantity = next((q for q in reversed(groups.quantities) if q.step is not None), None)
                if quantity is not None:
                    quantity.round_up = True
                elif groups.counts:
                    groups.started.add(groups.counts[-1][0])
                groups.notes.append(pair)
            case Act.SCALED:
                groups.scaled.append(pair)
            case Act.ROUND_DOWN | Act.ROUND_PART:
                self._place_rounding(pair)
            case Act.BASE if statement.points is not None:
                groups.base = pair
            case Act.BASE:
                self._quantity(statement.bands[0]).base = pair
            case Act.INTERPOLATE | Act.PROPORTIONAL | Act.FORMULA:
                self._place_filler(pair)
            case _:
                self._place_award(pair)

    def _place_rounding(self, pair: Ruled) -> None:
        """不足100万元的不计分, 不足20人按比例计分: of the steps counted right before."""
        groups, part = self.groups, pair[1].act is Act.ROUND_PART
        stepped = next((q for q in reversed(groups.quantities) if q.step is not None), None)
        if groups.counts:
            (groups.part_steps if part else groups.full_steps).add(groups.counts[-1][0])
        elif stepped is not None and not part:
            stepped.round_down = True
        groups.notes.append(pair)

    def _limits_step(self, pair: Ruled) -> bool:
        """达到90%得3分，每提高1个百分点加0.2分，最多加1分: the limit is of the steps right before it."""
        statement = pair[1]
        quantity = self.groups.quantities[-1] if self.groups.quantities else None
        before = sorted((one for one in self.ruled if one[1].order < statement.order), key=lambda one: one[1].order)
        if (
            quantity is None
            or not before
            or not (quantity.bands or quantity.against)
            or before[-1] not in quantity.steps()
        ):
            return False
        act = Act.AWARD_PER if statement.act is Act.CAP else Act.DEDUCT_PER
        said = statement.act is Act.DEDUCT_CAP or ADDED.search(statement.text) is not None
        last = next((one for one in reversed(before) if one in quantity.steps() and one[1].act is act), None)
        if last is None or statement.subject or not said or not isinstance(statement.points, int | float):
            return False
        quantity.limits[last[0]] = pair
        return True

    def _place_filler(self, pair: Ruled) -> None:
        """Put a line, a share or a formula to the quantity that it fills, or by itself."""
        groups, statement = self.groups, pair[1]
        quantity = groups.quantities[-1] if groups.quantities else None
        if (
            statement.bands
            and quantity is not None
            and unit_class(statement.bands[0].unit) != unit_class(quantity.unit)
        ):
            quantity = None
        if statement.act is Act.INTERPOLATE:
            if quantity is not None:
                quantity.between = pair
            else:
                groups.lost.append(pair)
        elif statement.act is Act.PROPORTIONAL:
            band = statement.bands[0] if len(statement.bands) == 1 else None
            if band is not None and band.unit == "%" and quantity is None and "loss" not in statement.names:
                self._quantity(band).bands.append((pair[0], statement, band))  # 完成80%以上的，按完成比例计分
            elif quantity is not None and quantity.bands and statement.rest and not quantity.share:
                quantity.share = pair  # 达100%得2分，否则按比例扣分
            elif "loss" in statement.names or quantity is None:
                groups.shares.append(pair)
            else:
                quantity.share = pair
        elif quantity is not None and (statement.rest or statement.bands):
            quantity.formula = pair
        elif quantity is None and len(statement.bands) == 1 and self._awarded_later(statement):
            self._quantity(statement.bands[0]).formula = pair
        else:
            groups.formulas.append(pair)

    def _awarded_later(self, statement: Statement) -> bool:
        """低于100%的，得分=分值×完成率；达到100%的，得满分: the formula is of the number that the award bounds."""
        unit = unit_class(statement.bands[0].unit)
        later = [s for _, s in self.ruled if s.act is Act.AWARD and s.order > statement.order and len(s.bands) == 1]
        return any(unit_class(s.bands[0].unit) == unit and not s.bands[0].against for s in later)

    def _place_rest(self, pair: Ruled) -> None:
        groups = self.groups
        quantity = groups.quantities[-1] if groups.quantities else None
        if quantity is not None:
            quantity.rest = pair
        elif groups.states or groups.answers or groups.several:
            groups.rest = pair
        else:
            groups.lost.append(pair)

    def _place_award(self, pair: Ruled) -> None:
        groups, statement = self.groups, pair[1]
        if statement.rest:
            self._place_rest(pair)
            return
        if "nth" in statement.names:
            groups.ordinals.append(pair)
            return
        if statement.step is not None and len(statement.bands) > 1 and statement.step.toward == "less":
            self._place_counted((pair[0], replace(statement, bands=())))  # 甲不少于1次，乙不少于2次，每少1次扣0.5分
            return
        if "met" in statement.names or len(statement.bands) > 1 or statement.also:
            groups.several.append(pair)
            return
        if statement.period and statement.act is not Act.AWARD_PER and statement.act is not Act.DEDUCT_PER:
            groups.periods.append(pair)
            return
        if statement.step is not None:
            self._place_counted(pair)
        elif statement.bands:
            self._place_bounded(pair)
        elif statement.act is Act.ZERO:
            self._place_zero(pair)
        elif statement.series:
            groups.states.append(pair)
        else:
            groups.answers.append(pair)

    def _place_bounded(self, pair: Ruled) -> None:
        band = pair[1].bands[0]
        alone = sum(bool(b.against) for _, s in self.ruled for b in s.bands) == 1
        if not band.subject and band.against and alone:  # 低于全市平均增速的再扣2分: yes or no
            self.groups.answers.append((pair[0], replace(pair[1], bands=())))
        elif not band.subject and band.against and not self._has_difference():
            self.groups.states.append(pair)
        else:
            self._quantity(band).bands.append((pair[0], pair[1], band))

    def _has_difference(self) -> bool:
        return any(q.against for q in self.groups.quantities)

    def _place_zero(self, pair: Ruled) -> None:
        """未接入不得分 behind 接入20家以上得10分 is its zero; any other 不得分 is a gate."""
        core = NEGATED.sub("", pair[1].subject)
        for quantity in self.groups.quantities:
            if (
                NEGATED.match(pair[1].subject)
                and core
                and quantity.unit not in {"%", "名", "天"}
                and (core in quantity.subject or quantity.subject in core)
            ):
                quantity.none = pair
                return
        self.groups.zeros.append(pair)

    def _place_counted(self, pair: Ruled) -> None:  # noqa: PLR0911 - a case for each kind of step
        """Steps away from a bound belong to its quantity; what is counted by itself does not."""
        groups, statement = self.groups, pair[1]
        step = statement.step
        if step is None:
            return
        key = unit_class(step.unit)
        relative = step.toward != "each" or key in {"%", "名"}
        early = EARLY.search(statement.text) is not None
        near = next(
            (
                q
                for q in reversed(groups.quantities)
                if not (early and LATE.search(q.subject))
                and (
                    unit_class(q.unit) == key
                    or (key == "%" and (not q.unit or q.against))  # 性别比控制在110以内，每上升1个百分点
                    or (q.against and not q.unit and _only_how_far(statement))  # 不高于上年的得5分，每增加1人扣1分
                )
                and q.step is None
                and q.bands + ([q.base] if q.base else [])
            ),
            None,
        )
        own = [band for band in statement.bands if not band.bare or band.low is None]
        upper = bool(own) and own[-1].low is None and step.toward == "each" and statement.act is Act.AWARD_PER
        if upper and key not in {"%", "名"} and unit_class(own[-1].unit) == key:  # 少于3次的，每次得1分
            self._quantity(own[-1]).bands.append((pair[0], statement, own[-1]))
            return
        if own and (unit_class(own[-1].unit) == key or own[-1].against) and not statement.period:
            quantity = self._quantity(own[-1])
            if quantity.step is None:
                quantity.step = pair
                return
            if own[-1].against and self._turns(quantity, pair):
                quantity.other = pair
                return
        opposite = next((q for q in reversed(groups.quantities) if self._turns(q, pair)), None)
        if relative and near is None and opposite is not None:
            opposite.other = pair
            return
        if relative and near is not None and (key in {"%", "名"} or step.toward in {"less", "more"}):
            near.unit = near.unit or ("%" if key == "%" and RATE.search(near.subject) else "")  # 变动率≤0得6分
            near.step = pair
            return
        required = next(
            (b for _, s in groups.asked for b in s.bands if unit_class(b.unit) == key and not _periodic(s)), None
        )
        if step.toward == "less" and required is not None and statement.act is Act.DEDUCT_PER:
            quantity = self._quantity(required)
            if quantity.step is None and not quantity.bands:
                quantity.step = (pair[0], replace(statement, bands=(replace(required, bare=False),)))
                return
        groups.counts.append(pair)

    def _turns(self, quantity: QuantityRules, pair: Ruled) -> bool:
        """达到5项得满分，每少一项扣1分，每多一项加0.5分: steps the other way from the same award."""
        step = pair[1].step
        first = quantity.step[1] if quantity.step is not None else None
        if step is None or first is None or first.step is None or quantity.other is not None:
            return False
        compared = bool(quantity.against) and unit_class(step.unit) == unit_class(first.step.unit)
        same = (compared or unit_class(quantity.unit) == unit_class(step.unit)) and {
            first.step.toward,
            step.toward,
        } == {
            "less",
            "more",
        }
        awarded = any(s.act is Act.AWARD for _, s, _ in quantity.bands) or quantity.base or quantity.against
        return same and bool(awarded) and {first.act, pair[1].act} == {Act.AWARD_PER, Act.DEDUCT_PER}

    def _quantity(self, band: Band) -> QuantityRules:
        """Return the quantity that a band is over: the last one with its unit and subject, or a new one."""
        key = unit_class(band.unit)
        for quantity in reversed(self.groups.quantities):
            other = quantity.against
            if (other or band.against) and other != band.against:
                continue
            same = (
                unit_class(quantity.unit) == key or (not band.unit and quantity.unit in {"%", ""}) or not quantity.unit
            )
            said = any(band.subject and band.subject in s.text for _, s, _ in quantity.bands[-1:])
            if same and (alike(band.subject, quantity.subject) or said):
                if not quantity.unit and band.unit:
                    quantity.unit = band.unit
                if len(band.subject) > len(quantity.subject) and not quantity.subject:
                    quantity.subject = band.subject
                return quantity
        unit = "%" if band.unit == "百分点" else "名" if band.unit == "位" else band.unit
        made = self.start(band.subject, unit)
        made.pointed = band.unit == "百分点" and not band.subject.endswith("率")
        self.groups.quantities.append(made)
        return made


def _follows_a_base(pair: Ruled) -> bool:
    return pair[1].act is not Act.BASE or pair[1].points is not None


def _only_how_far(statement: Statement) -> bool:
    """每增加1人, 每高1分: nothing is named but the direction."""
    return len(statement.subject) <= DIRECTION and statement.step is not None and statement.step.toward != "each"


def _periodic(statement: Statement) -> bool:
    return PERIODIC.search(statement.text) is not None
