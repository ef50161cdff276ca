"""In: the statements of one part of a row. Out: what it gains and takes, its gates, and what goes beyond the row.

Not handled: how parts make a row (`rows`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.language.folding import fold
from extractor.model.expression import (
    ONE,
    ZERO,
    Between,
    Cap,
    Case,
    Choose,
    Compare,
    Every,
    Expression,
    Fire,
    Floor,
    Greatest,
    Holds,
    Is,
    Least,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Sum,
    Test,
    Unruled,
)
from extractor.model.rulebook import InputKind, TotalEffect
from extractor.model.scoring import Act, Band, Statement, exact
from extractor.rulebook.build.formulas import build_formula
from extractor.rulebook.build.groups import LADDERS, NEGATED, Groups, Sorter, unit_key
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.quantities import UNSAID, Quantity, Ruled, observe
from extractor.rulebook.build.terms import add, choose, divide, negate, steps, subtract, times
from extractor.rulebook.build.wording import print_band
from extractor.rulebook.engine.program import ALL_PLACES

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
JUDGES = "由考核人决定"
ONCE_OR_EACH = "没有写是只扣一次还是每一个都扣"


@dataclass(frozen=True, slots=True)
class Term:
    """An amount with its rule; `bonus` comes on top (加分), `sentence` tells what a cap right behind is about."""

    rule: str
    tree: Expression
    sentence: int = 0
    bonus: bool = False


@dataclass(slots=True)
class Part:
    """The statements of a part and what they come to."""

    ruled: list[Ruled]
    worth: Ruled | None = None
    gains: list[Term] = field(default_factory=list)
    losses: list[Term] = field(default_factory=list)
    gates: list[tuple[str, Test]] = field(default_factory=list)
    cap: tuple[str, Decimal] | None = None
    loss_cap: tuple[str, Decimal] | None = None
    floor_rule: str | None = None
    below: bool = False
    base: Ruled | None = None


class PartBuilder:
    """Builds one part. `full` is what the row is worth, `worth` the same where it is printed."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a part needs to know
        self,
        part: Part,
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
        self.zeroed: list[Quantity] = []
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
        if statement.points == "full" or statement.points is None:
            return self.full
        return Number(exact(statement.points))

    def build(self) -> Part:
        """Fill the part."""
        self.groups = groups = Sorter(self.part.ruled, self._start).sort()
        self.part.base = groups.base
        self.part.below = groups.below is not None
        self._take_several()
        self._take_periods()
        self._take_extremes()
        self._take_requirement()
        for quantity in groups.quantities:
            self._add_quantity(quantity)
        self._add_states()
        for pair in groups.counts:
            self._add_count(pair)
        self._add_zeroed()
        self._add_answers()
        for pair in groups.formulas:
            self._add_formula(pair)
        for pair in groups.shares:
            self._add_share(pair)
        for pair in groups.judged:
            self._add_judged(pair)
        self._add_gates()
        for pair in groups.beyond:
            self._add_beyond(pair)
        for pair in groups.limits:
            self._add_limit(pair)
        self.lost.extend(rule for rule, _ in groups.lost)
        return self.part

    def _start(self, subject: str, unit: str) -> Quantity:
        worth = (
            exact(self.part.worth[1].points)
            if self.part.worth and isinstance(self.part.worth[1].points, int | float)
            else self.worth
        )
        full = Number(worth) if worth is not None else (self.full if subject or unit else ZERO)
        return Quantity(subject=subject, unit=unit, full=full, worth=worth, inputs=self.inputs, readings=self.readings)

    # --- quantities -----------------------------------------------------------------------------------------------
    def _add_quantity(self, quantity: Quantity) -> None:
        if not quantity.bands and quantity.base is None and quantity.step is None:
            self.lost.extend(quantity.rules())
            return
        if any(band.against for _, _, band in quantity.bands):
            self._add_difference(quantity)
            return
        if quantity.step is not None and quantity._base_edge() is None:  # noqa: SLF001 - its own helper
            self._add_unfounded(quantity)
            return
        if any(band.last for _, _, band in quantity.bands):
            self._split_last(quantity)
        if not quantity.bands and quantity.step is None:
            return
        if self._only_zeros(quantity) or self._is_base_of_counts(quantity):
            return
        if not quantity.subject:
            quantity.subject = self._any_subject()
        loss = quantity.loss
        zeros = [(rule, s, b) for rule, s, b in quantity.bands if s.act is Act.ZERO] if loss else []
        tree = quantity.build()
        first = next(iter(quantity.rules()))
        sentence = (
            quantity.bands[0][1].sentence if quantity.bands else quantity.step[1].sentence if quantity.step else 0
        )
        if loss:
            self.part.losses.append(Term(first, tree, sentence))
            self.part.gates.extend((rule, _inside(quantity.own, band)) for rule, _, band in zeros)
        else:
            limited = (
                Floor(tree, ZERO) if quantity.step is not None and quantity.step[1].act is Act.DEDUCT_PER else tree
            )
            if quantity.step is not None and quantity.step[1].act is Act.AWARD_PER and self.worth is not None:
                limited = Cap(tree, Number(self.worth))
            bonus = bool(quantity.bands) and quantity.bands[0][1].bonus
            self.part.gains.append(Term(first, limited, sentence, bonus))

    def _only_zeros(self, quantity: Quantity) -> bool:
        """逾期3天以上不得分 without an award by days: a gate."""
        filled = (quantity.step, quantity.base, quantity.share, quantity.formula, quantity.between, quantity.rest)
        if any(filled) or any(s.act is not Act.ZERO for _, s, _ in quantity.bands):
            return False
        self.zeroed.append(quantity)
        return True

    def _add_zeroed(self) -> None:
        """超5天以上不得分 is about the days that 超1天扣0.2分 counts."""
        for quantity in self.zeroed:
            near = [
                one
                for one in self.inputs.found
                if one.kind in {"count", "number"} and unit_key(one.unit) == unit_key(quantity.unit)
            ]
            shared = len(near) == 1 and (len(quantity.subject) <= 2 or quantity.subject in near[0].label)
            for rule, _, band in quantity.bands:
                test = (
                    _inside(Observed(near[0].name), band)
                    if shared
                    else self._test(replace(band, subject=quantity.subject))
                )
                self.part.gates.append((rule, test))

    def _is_base_of_counts(self, quantity: Quantity) -> bool:
        """覆盖率达到100%得4分，每少一户扣0.1分: the award is what is left when nothing is missing."""
        counted = [s for _, s in self.groups.counts if s.act is Act.DEDUCT_PER and s.step and s.step.toward == "less"]
        alone = len(quantity.bands) == 1 and quantity.bands[0][1].act is Act.AWARD and quantity.step is None
        if not counted or not alone or quantity.share or quantity.rest or quantity.formula or self.part.gains:
            return False
        rule, statement, _ = quantity.bands[0]
        if statement.sentence != counted[0].sentence:
            return False
        self.part.gains.append(Term(rule, Fire(rule, self._number(statement)), statement.sentence))
        return True

    def _any_subject(self) -> str:
        asked = next((s.subject for _, s in self.groups.asked if s.subject), "")
        return asked if len(asked) < 20 else ""

    def _split_last(self, quantity: Quantity) -> None:
        """末三位: told by a yes/no, since the number of places that take part is not known."""
        for rule, statement, band in [one for one in quantity.bands if one[2].last]:
            quantity.bands.remove((rule, statement, band))
            label = statement.text
            label = re.sub(r"(?:的)?,?(?:扣|得|不得分|减|计|不).*$", "", label)
            holds = Holds(self.inputs.add_answer(label.strip(",的")))
            if statement.act is Act.ZERO:
                self.part.gates.append((rule, holds))
            else:
                tree = choose(holds, Fire(rule, self._number(statement)))
                loss = statement.act is Act.DEDUCT
                (self.part.losses if loss else self.part.gains).append(Term(rule, negate(tree) if loss else tree))

    def _add_unfounded(self, quantity: Quantity) -> None:
        """每低1个百分点扣0.3分 and no base is printed: anything from nothing to all."""
        rule = quantity.step[0] if quantity.step else ""
        self.part.losses.append(Term(rule, Fire(rule, Unruled("没有写从多少起算", negate(self.full), ZERO))))

    def _add_difference(self, quantity: Quantity) -> None:
        """指标值大于全县平均值得10分: two numbers, and bands over their difference."""
        other = next(band.against for _, _, band in quantity.bands if band.against)
        subject = quantity.subject or "本单位的数值"
        one = Observed(self.inputs.add(subject, "number", "", reach=Decimal(100)))
        two = Observed(self.inputs.add(other, "number", "", reach=Decimal(100)))
        quantity.subject = f"{subject}与{other}之差（增长）"
        known = list(self.inputs.found)
        tree = quantity.build()
        self.inputs.found[:] = known
        from extractor.model.expression import rewrite

        difference = subtract(one, two)
        own = quantity.own
        tree = rewrite(tree, lambda node: difference if node == own else node)
        self.part.gains.append(Term(quantity.bands[0][0], tree, quantity.bands[0][1].sentence))

    # --- several criteria at once ---------------------------------------------------------------------------------
    def _take_several(self) -> None:
        """达标率≥98%且投诉量≤5件, 三率均达到100%, 仅满足一项: conditions that hold together."""
        groups = self.groups
        if not groups.several:
            return
        first = groups.several[0]
        if self._take_gate(first):
            return
        tests = [self._test(band) for band in first[1].bands]
        number = Number(Decimal(len(tests)))
        held = add([choose(test, ONE) for test in tests])
        cases = []
        for rule, statement in groups.several:
            if "met" in statement.names:
                band = statement.bands[0]
                count = exact(band.low.value) if band.low else Decimal(1)
                cases.append(Case(Compare(held, "==", Number(count)), Fire(rule, self._amount(statement))))
            elif statement is first[1]:
                whole: Test = Every(tuple(tests))
                if statement.together == "each":
                    whole = Compare(held, ">=", ONE)
                cases.append(Case(whole, Fire(rule, self._amount(statement))))
            else:
                cases.append(
                    Case(
                        Every(tuple(self._test(band) for band in statement.bands)), Fire(rule, self._amount(statement))
                    )
                )
        self._finish_several(first, cases, held, number)

    def _amount(self, statement: Statement) -> Expression:
        points = self._number(statement) if statement.act is not Act.ZERO else ZERO
        return negate(points) if statement.act is Act.DEDUCT else points

    def _finish_several(self, first: Ruled, cases: list[Case], held: Expression, number: Expression) -> None:
        """Add what each criterion that is missed takes (有一项未达到扣2分), and what no sentence says."""
        groups, (rule, statement) = self.groups, first
        per = next(
            (
                p
                for p in groups.counts
                if p[1].act is Act.DEDUCT_PER and p[1].step and p[1].step.unit in {"项", "个", "条"}
            ),
            None,
        )
        if statement.act is Act.DEDUCT:
            self.part.losses.append(Term(rule, Choose(tuple(cases), ZERO), statement.sentence))
            return
        if per is not None:
            groups.counts.remove(per)
            missed = subtract(number, held)
            taken = Fire(per[0], times(self._number(per[1]), missed))
            tree: Expression = Floor(add([Fire(rule, self._amount(statement)), negate(taken)]), ZERO)
            tree = self._drop_item(tree, statement)
        else:
            points = [exact(s.points) for _, s in groups.several if isinstance(s.points, int | float)]
            least = min(points, default=Decimal(0))
            rest = groups.rest
            share = groups.shares.pop(0) if groups.shares and "loss" not in groups.shares[0][1].names else None
            if rest is not None:
                otherwise: Expression = Fire(rest[0], self._amount(rest[1]))
            elif share is not None:
                otherwise = self._share_of(share, statement)
            elif len(points) > 1:
                otherwise = Unruled(UNSAID, ZERO, Number(least))
            else:
                otherwise = ZERO
            tree = Choose(tuple(cases), otherwise)
        self.part.gains.append(Term(rule, tree, statement.sentence))

    def _drop_item(self, tree: Expression, statement: Statement) -> Expression:
        """低于95%的该项不得分: what one of several is worth is not printed, so the row is open from there on."""
        for quantity in [q for q in self.groups.quantities if not q.subject]:
            for rule, zero, band in [b for b in quantity.bands if b[1].act is Act.ZERO]:
                quantity.bands.remove((rule, zero, band))
                tests = [self._test(replace(band, subject=one.subject)) for one in statement.bands]
                low = Not(Every(tuple(Not(test) for test in tests)))
                tree = choose(low, Fire(rule, Unruled("没有写一项占几分", ZERO, tree)), tree)
            if not quantity.bands:
                self.groups.quantities.remove(quantity)
        return tree

    def _share_of(self, share: Ruled, statement: Statement) -> Expression:
        """按报送数量的比例计分 behind 报送12篇且被采用6篇: by the first of both; open where that is reached."""
        band = statement.bands[0]
        own = Observed(self._observe_band(band))
        edge = exact(band.low.value) if band.low else Decimal(100)
        part = Fire(share[0], Product((self.full, Quotient(own, Number(edge)))))
        reached = Compare(own, ">=", Number(edge))
        return choose(reached, Unruled("数量够了而另一个条件没有满足时怎样计分没有写", ZERO, self.full), part)

    def _take_gate(self, pair: Ruled) -> bool:
        """常住人口少于100万人的县，数据量超过7000万的得10分: the first bound says for whom the bands behind are."""
        rule, statement = pair
        text = fold(statement.text).replace(" ", "")
        if len(statement.bands) != 2 or statement.names or re.search(r"且|并|同时|以及|和|、", text):
            return False
        gate, own = statement.bands
        later = [q for q in self.groups.quantities if unit_key(q.unit) == unit_key(own.unit)]
        if not later or not re.search(r"的(?:县|市|区|镇|乡|街道|单位|部门|地区|企业|学校|村)?,", text):
            return False
        quantity = later[0]
        quantity.bands.insert(0, (rule, replace(statement, bands=(own,)), own))
        quantity.subject = quantity.subject or own.subject
        self.groups.several.remove(pair)
        self.groups.quantities.remove(quantity)
        tree = quantity.build()
        test = self._test(gate)
        self.part.gains.append(
            Term(
                rule,
                choose(test, tree, Unruled("原文只写了部分对象，其他对象怎样计分没有写", ZERO, self.full)),
                statement.sentence,
            )
        )
        return True

    def _test(self, band: Band) -> Test:
        return _inside(Observed(self._observe_band(band)), band)

    def _observe_band(self, band: Band) -> str:
        unit = "%" if band.unit == "百分点" else "名" if band.unit == "位" else band.unit
        largest = max((abs(exact(e.value)) for e in (band.low, band.high) if e is not None), default=Decimal(1))
        return observe(self.inputs, band.subject, unit, largest)[0]

    # --- periods --------------------------------------------------------------------------------------------------
    def _take_periods(self) -> None:
        """每月按时报送得1分，迟报的当月不得分: the months are counted."""
        groups = self.groups
        gains = [p for p in groups.periods if p[1].act is Act.AWARD]
        zeros = [p for p in groups.periods if p[1].act is Act.ZERO]
        losses = [p for p in groups.periods if p[1].act is Act.DEDUCT]
        for rule, statement in gains:
            period = statement.period or "月"
            unit, most = PERIOD_UNITS[period], PERIODS[period]
            points = self._number(statement)
            label = self._period_label(statement)
            if not label and zeros:
                bad = Observed(
                    self.inputs.add(zeros[0][1].subject, "count", unit, minimum=Decimal(0), maximum=most, reach=most)
                )
                tree = Fire(rule, times(points, subtract(Number(most), Fire(zeros[0][0], bad))))
                self.readings.append(f"按全年{most}{unit}计")
                zeros = zeros[1:]
            else:
                done = Observed(self.inputs.add(label, "count", unit, minimum=Decimal(0), maximum=most, reach=most))
                tree = Fire(rule, times(points, done))
            self.part.gains.append(Term(rule, tree, statement.sentence, statement.bonus))
        for rule, statement in losses:
            period = statement.period or "月"
            label = self._period_label(statement)
            most = PERIODS[period]
            bad = Observed(
                self.inputs.add(label, "count", PERIOD_UNITS[period], minimum=Decimal(0), maximum=most, reach=most)
            )
            self.part.losses.append(
                Term(rule, Fire(rule, negate(times(self._number(statement), bad))), statement.sentence)
            )
        self.mute = [rule for rule, _ in zeros]

    def _period_label(self, statement: Statement) -> str:
        if not statement.bands:
            return statement.subject
        band = statement.bands[0]
        first = next((b.subject for _, s in self.groups.periods for b in s.bands if b.subject), "")
        subject = band.subject or first
        if band.unit == "" and band.low is not None and band.low.value == 0:
            return f"{subject}{'为0' if band.high is not None else '不为0'}"
        return print_band(replace(band, subject=subject))

    # --- 最多、最少；要求 -------------------------------------------------------------------------------------------
    def _take_extremes(self) -> None:
        """数量最多的得满分，最少的得0分，其他的按比例计分（平阴 no. 3）: the row needs the other places' numbers."""
        groups = self.groups
        most = next((p for p in groups.answers if re.search(r"最(?:多|高|大|快)$", p[1].subject)), None)
        least = next((p for p in groups.zeros if re.search(r"最(?:少|低|小|慢)$", p[1].subject)), None)
        between = next((p for p in groups.lost if p[1].act is Act.INTERPOLATE), None)
        if most is None or least is None or between is None:
            return
        own, top, bottom = (
            Observed(self.inputs.add(name, "number", minimum=Decimal(0), reach=Decimal(1000), of=of))
            for name, of in (
                ("本单位数量", None),
                ("各单位中最大的数量", ALL_PLACES),
                ("各单位中最小的数量", ALL_PLACES),
            )
        )
        part = Quotient(subtract(own, bottom), subtract(top, bottom))
        full = self._number(most[1])
        cases = (
            Case(Compare(own, ">=", top), Fire(most[0], full)),
            Case(Compare(own, "<=", bottom), Fire(least[0], ZERO)),
        )
        self.readings.append("最大值、最小值须先由考核单位在全部单位中算出，一行数据本身给不出")
        self.part.gains.append(Term(most[0], Choose(cases, Fire(between[0], Product((full, part))))))
        groups.answers.remove(most)
        groups.zeros.remove(least)
        groups.lost.remove(between)

    def _take_requirement(self) -> None:
        """每个单位拓展1个应用场景，无拓展者不得分（平阴 no. 8）: to have done what is asked earns the full points."""
        groups = self.groups
        asked = next((p for p in groups.asked if p[1].bands and p[1].unread is None), None)
        undone = next((p for p in groups.zeros if NEGATED.match(p[1].subject)), None)
        busy = (
            groups.quantities or groups.answers or groups.counts or groups.states or groups.formulas or groups.several
        )
        if asked is not None and groups.shares and not busy:
            self._share_requirement(asked, undone)
            return
        if asked is None or undone is None or busy or groups.shares:
            return
        band = asked[1].bands[0]
        own = Observed(self._observe_band(replace(band, subject=asked[1].subject)))
        cases = (
            Case(Compare(own, "<=", ZERO), Fire(undone[0], ZERO)),
            Case(_inside(own, band), Fire(asked[0], self.full)),
        )
        self.readings.append("达到要求的数量得满分（原文只写了要求和不得分的情形）")
        self.part.gains.append(
            Term(asked[0], Choose(cases, Unruled("未达到要求但也不是零的情形方案没有规定", ZERO, self.full)))
        )
        groups.zeros.remove(undone)

    def _share_requirement(self, asked: Ruled, undone: Ruled | None) -> None:
        share = self.groups.shares.pop(0)
        band = asked[1].bands[0]
        edge = exact(band.low.value) if band.low else Decimal(1)
        own = Observed(self._observe_band(replace(band, subject=asked[1].subject)))
        tree: Expression = Fire(share[0], Product((self.full, Quotient(Least((own, Number(edge))), Number(edge)))))
        if undone is not None:
            self.groups.zeros.remove(undone)
            tree = choose(Compare(own, "<=", ZERO), Fire(undone[0], ZERO), tree)
        self.part.gains.append(Term(share[0], tree))

    # --- states ---------------------------------------------------------------------------------------------------
    def _add_states(self) -> None:  # noqa: C901, PLR0912 - a case for each form
        """优秀得10分，良好得8分，合格得6分: one of the states holds."""
        pairs = self.groups.states
        if not pairs:
            return
        named: list[tuple[str, str, Expression, bool]] = []
        label = ""
        for rule, statement in pairs:
            if statement.series and statement.names:
                label = label or statement.subject
                loss = statement.act is Act.DEDUCT
                for name, points in zip(statement.names, statement.series, strict=False):
                    number = Number(exact(points))
                    named.append((name, rule, negate(number) if loss else number, loss))
            elif statement.series:
                self.lost.append(rule)
            else:
                named.append((statement.subject or "其他", rule, self._amount(statement), statement.act is Act.DEDUCT))
        if len(named) < 2:
            return
        if self._is_counted_series(pairs):
            return
        if all(taken for _, _, _, taken in named):
            for option, rule, tree, _ in named:  # 被省、市通报的分别扣20、10分: both may happen
                held = Holds(self.inputs.add_answer(option))
                self.part.losses.append(Term(rule, choose(held, Fire(rule, tree)), pairs[0][1].sentence))
            return
        rest = self.groups.rest
        named, before = _part_label(named)
        label = label or before
        prefix = _common(tuple(name for name, _, _, _ in named))
        options = tuple(dict.fromkeys(name for name, _, _, _ in named))
        other = rest[1].subject if rest is not None and rest[1].subject else "其他"
        extra = () if any(tree == ZERO for _, _, tree, _ in named) and rest is None else (other,)
        name = self.inputs.add_choice(label or prefix or self.inputs.name, (*options, *extra))
        cases = tuple(Case(Is(name, option), Fire(rule, tree)) for option, rule, tree, _ in named)
        loss = all(taken for _, _, _, taken in named)
        amounts = [tree.value for _, _, tree, _ in named if isinstance(tree, Number)]
        if rest is not None:
            otherwise: Expression = Fire(rest[0], self._amount(rest[1]))
        elif loss:
            otherwise = ZERO
        else:
            otherwise = Unruled(UNSAID, ZERO, Number(min(amounts))) if extra and amounts else ZERO
        tree = Choose(cases, otherwise)
        (self.part.losses if loss else self.part.gains).append(Term(pairs[0][0], tree, pairs[0][1].sentence))

    def _is_counted_series(self, pairs: Sequence[Ruled]) -> bool:
        return not pairs

    # --- counts ---------------------------------------------------------------------------------------------------
    def _add_count(self, pair: Ruled) -> None:
        rule, statement = pair
        step = statement.step
        if step is None:
            return
        loss = statement.act is Act.DEDUCT_PER
        if statement.series and statement.names:
            self._add_counted_names(pair)
            return
        if statement.series:
            self._add_ratios(pair)
            return
        label = self._count_label(pair)
        unit = "个百分点" if step.unit == "百分点" else step.unit
        points = self._number(statement)
        count = self._count(pair, label, unit)
        amount = times(points, count)
        tree: Expression = Fire(rule, negate(amount) if loss else amount)
        period = PERIODS.get(statement.period or "")
        if "at_least" in statement.names and period is not None and not loss:
            tree = Fire(
                rule,
                Between(
                    "没有说各期各有几次",
                    times(points, Least((count, ONE))),
                    times(points, Least((count, Number(period)))),
                ),
            )
        if loss:
            self.part.losses.append(Term(rule, tree, statement.sentence))
        else:
            self.part.gains.append(Term(rule, tree, statement.sentence, statement.bonus))

    def _count_label(self, pair: Ruled) -> str:
        statement = pair[1]
        label = statement.subject
        if label in {"", "部分"} and statement.step is not None and statement.step.beyond is not None:
            earlier = next((s for _, s in self.groups.counts if s is not statement and s.step), None)
            return earlier.subject if earlier else label
        return label

    def _count(self, pair: Ruled, label: str, unit: str) -> Expression:
        """Return how many steps are counted; half a step is open, 逾期1天 without 每 may count once."""
        statement = pair[1]
        step = statement.step
        if step is None:
            return ZERO
        size = exact(step.n)
        reach = self._reach(statement) * size
        missing = self._missing(statement)
        if missing is not None:
            return missing
        counted = (
            unit_key(unit) not in {"%", "‰"}
            and not unit.startswith(("万", "亿"))
            and unit not in {"元", "万元", "亿元", "吨", "公里", "亩", "平方米", "小时", "天", "日"}
        )
        kind: InputKind = "count" if counted else "number"
        own = Observed(
            self.inputs.add(
                label,
                kind,
                "%" if unit == "个百分点" and "率" in label else unit,
                minimum=Decimal(0),
                reach=reach,
            )
        )
        if step.once:
            once = choose(Compare(own, ">", ZERO), ONE)
            return Between(ONCE_OR_EACH, once, divide(own, size))
        if step.beyond is not None:
            return Greatest((ZERO, subtract(own, Number(exact(step.beyond)))))
        beyond = next(
            (s.step.beyond for _, s in self.groups.counts if s.step is not None and s.step.beyond is not None), None
        )
        amount: Expression = Least((own, Number(exact(beyond)))) if beyond is not None else own
        return steps(amount, size, whole=counted, up=False, gain=statement.act is Act.AWARD_PER)

    def _missing(self, statement: Statement) -> Expression | None:
        """每季度召开会议1次得1.5分，少1次扣1.5分: what is missing to the four, or it only does not earn."""
        if statement.act is not Act.DEDUCT_PER or statement.step is None or statement.step.toward != "less":
            return None
        gain = next(
            (
                s
                for _, s in self.groups.counts
                if s.act is Act.AWARD_PER and s.period and s.step and s.step.unit == statement.step.unit
            ),
            None,
        )
        if gain is None:
            return None
        most = PERIODS.get(gain.period or "")
        if most is None:
            return None
        done = Observed(
            self.inputs.add(gain.subject, "count", gain.step.unit if gain.step else "", minimum=Decimal(0), reach=most)
        )
        return Between("少的是只不得分还是再扣分没有写明", ZERO, Greatest((ZERO, subtract(Number(most), done))))

    def _reach(self, statement: Statement) -> Decimal:
        points = (
            exact(statement.points) if isinstance(statement.points, int | float) and statement.points else Decimal(1)
        )
        worth = self.worth if self.worth is not None else Decimal(100)
        return (worth / points).to_integral_value(rounding="ROUND_CEILING") + 2

    def _add_ratios(self, pair: Ruled) -> None:
        """省级1篇，市级2篇得5分，多投稿一篇按2:1比例加分: what goes beyond each bound."""
        rule, statement = pair
        asked = next((s.bands for _, s in self.groups.several if len(s.bands) == len(statement.series)), ())
        if not asked:
            self.lost.append(rule)
            return
        terms = []
        for band, points in zip(asked, statement.series, strict=True):
            own = Observed(self._observe_band(band))
            least = exact(band.low.value) if band.low else Decimal(0)
            terms.append(times(Number(exact(points)), Greatest((ZERO, subtract(own, Number(least))))))
        self.part.gains.append(Term(rule, Fire(rule, add(terms)), statement.sentence, bonus=True))

    def _add_counted_names(self, pair: Ruled) -> None:
        """县、镇、村三级活动每开展一次分别得3分、2分、1分: a count for each."""
        rule, statement = pair
        loss = statement.act is Act.DEDUCT_PER
        terms = []
        for name, points in zip(statement.names, statement.series, strict=False):
            own = Observed(
                self.inputs.add(
                    name,
                    "count",
                    statement.step.unit if statement.step else "",
                    minimum=Decimal(0),
                    reach=self._reach(statement),
                )
            )
            terms.append(times(Number(exact(points)), own))
        tree = Fire(rule, add(terms))
        (self.part.losses if loss else self.part.gains).append(
            Term(rule, negate(tree) if loss else tree, statement.sentence, statement.bonus)
        )

    # --- answers --------------------------------------------------------------------------------------------------
    def _add_answers(self) -> None:
        groups = self.groups
        awards = [p for p in groups.answers if p[1].act is Act.AWARD]
        losses = [p for p in groups.answers if p[1].act is Act.DEDUCT]
        others = bool(self.part.gains)
        for pair in awards:
            self._add_award(pair, awards, alone=len(awards) == 1 and not others)
        for pair in losses:
            self._add_loss(pair)
        if groups.best is not None:
            levels = [t for t in self.part.gains if any(t.rule == rule for rule, _ in awards)]
            if len(levels) > 1:
                kept = [t for t in self.part.gains if t not in levels]
                self.part.gains = [
                    *kept,
                    Term(levels[0].rule, Greatest(tuple(t.tree for t in levels)), levels[0].sentence, levels[0].bonus),
                ]

    def _add_award(self, pair: Ruled, awards: list[Ruled], *, alone: bool) -> None:
        """Add a fixed award; one that stands alone before losses is what remains when nothing is taken."""
        groups, (rule, statement) = self.groups, pair
        points = self._number(statement)
        takes = bool(groups.counts or self.part.losses or [p for p in groups.answers if p[1].act is Act.DEDUCT])
        lossy = any("loss" in s.names for _, s in groups.shares)
        takes = (
            lossy
            or (takes and any(p[1].act in {Act.DEDUCT_PER, Act.DEDUCT} for p in (*groups.counts, *groups.answers)))
            or bool(self.part.losses)
        )
        gates = [
            p
            for p in groups.zeros
            if not self._complements(p[1], statement) and (takes or not NEGATED.match(p[1].subject))
        ]
        if alone and not statement.bonus and (takes or gates):
            self.part.gains.append(Term(rule, Fire(rule, points), statement.sentence))
            return
        if statement.points == "full" and self.part.gains:
            holds = Holds(self.inputs.add_answer(statement.subject))
            earned = add([term.tree for term in (*self.part.gains, *self.part.losses)])
            self.part.gains = [Term(rule, choose(holds, Fire(rule, points), Floor(earned, ZERO)), statement.sentence)]
            self.part.losses = []
            return
        if not statement.subject:
            self.lost.append(rule)
            return
        holds = Holds(self.inputs.add_answer(statement.subject))
        self.part.gains.append(Term(rule, choose(holds, Fire(rule, points)), statement.sentence, statement.bonus))
        for zero in [
            p
            for p in groups.zeros
            if self._complements(p[1], statement)
            or (len(awards) == 1 and len(groups.zeros) == 1 and NEGATED.match(p[1].subject) and not groups.counts)
        ]:
            groups.zeros.remove(zero)
            term = self.part.gains[-1]
            self.part.gains[-1] = replace(term, tree=choose(holds, Fire(rule, points), Fire(zero[0], ZERO)))
        if groups.rest is not None and len(awards) == 1:
            term = self.part.gains[-1]
            self.part.gains[-1] = replace(
                term, tree=choose(holds, Fire(rule, points), Fire(groups.rest[0], self._amount(groups.rest[1])))
            )

    def _complements(self, zero: Statement, award: Statement) -> bool:
        """Whether 未成立的不得分 only says what 成立的得5分 leaves."""
        core = NEGATED.sub("", zero.subject)
        return bool(NEGATED.match(zero.subject)) and (not core or core in award.subject or award.subject in core)

    def _add_loss(self, pair: Ruled) -> None:
        rule, statement = pair
        points = self._number(statement)
        if not statement.subject:
            self.lost.append(rule)
            return
        before = [
            p
            for p in self.groups.counts
            if p[1].act is Act.DEDUCT_PER and p[1].order < statement.order and p[1].sentence <= statement.sentence
        ]
        again = statement.bonus and before
        if again and before[-1][1].step is not None:  # 整改不到位的加扣0.5分: once, or for each of them
            own = Observed(
                self.inputs.add(
                    statement.subject,
                    "count",
                    before[-1][1].step.unit,
                    minimum=Decimal(0),
                    reach=self._reach(statement),
                )
            )
            count = Between(ONCE_OR_EACH, choose(Compare(own, ">", ZERO), ONE), own)
            self.part.losses.append(Term(rule, Fire(rule, negate(times(points, count))), statement.sentence))
            return
        holds = Holds(self.inputs.add_answer(statement.subject))
        self.part.losses.append(Term(rule, choose(holds, Fire(rule, negate(points))), statement.sentence))

    # --- formulas, shares, judgements -----------------------------------------------------------------------------
    def _add_formula(self, pair: Ruled) -> None:
        tree = build_formula(pair[1], self.inputs, self.full, self.constants)
        if tree is None:
            self.lost.append(pair[0])
            return
        self.part.gains.append(Term(pair[0], Floor(Fire(pair[0], tree), ZERO), pair[1].sentence))

    def _add_share(self, pair: Ruled) -> None:
        rule, statement = pair
        subject = statement.subject
        hundred = Number(Decimal(100))
        if statement.text.startswith("根据") or len(subject) > 16 or (not subject and "loss" not in statement.names):
            self.lost.append(rule)
            return
        label = subject if subject.endswith(("比例", "率", "占比")) else f"{subject}比例"
        own = Observed(self.inputs.add(label, "number", "%", minimum=Decimal(0), reach=Decimal(100)))
        if "loss" not in statement.names:
            self.part.gains.append(
                Term(rule, Fire(rule, Product((self.full, Quotient(own, hundred)))), statement.sentence)
            )
            return
        left = own if NEGATED.match(subject) else subtract(hundred, own)
        self.part.losses.append(
            Term(rule, negate(Fire(rule, Product((self.full, Quotient(left, hundred))))), statement.sentence)
        )

    def _add_judged(self, pair: Ruled) -> None:
        """材料不齐全的扣1-3分: how much is for a person; whether is not."""
        rule, statement = pair
        least = Number(exact(statement.points)) if isinstance(statement.points, int | float) else ZERO
        most = Number(exact(statement.most)) if statement.most is not None else least if least != ZERO else self.full
        if statement.grade is None:
            self.lost.append(rule)
            return
        loss = statement.grade == "loss"
        inner: Expression = Between(JUDGES, negate(most), negate(least)) if loss else Between(JUDGES, least, most)
        if statement.subject:
            tree = choose(Holds(self.inputs.add_answer(statement.subject)), Fire(rule, inner))
        else:
            tree = Fire(rule, Between(JUDGES, negate(most), ZERO) if loss else Between(JUDGES, ZERO, most))
        (self.part.losses if loss else self.part.gains).append(Term(rule, tree, statement.sentence, not loss))

    # --- gates, limits, beyond ------------------------------------------------------------------------------------
    def _add_gates(self) -> None:
        for rule, statement in self.groups.zeros:
            core = NEGATED.sub("", statement.subject)
            counted = [s for _, s in self.groups.counts if s.act is Act.AWARD_PER]
            if NEGATED.match(statement.subject) and counted:
                near = next(
                    (
                        p
                        for p in self.groups.counts
                        if p[1].act is Act.AWARD_PER and core and (core in p[1].subject or p[1].subject in core)
                    ),
                    None,
                )
                if near is not None and near[1].step is not None:
                    own = Observed(
                        self.inputs.add(
                            near[1].subject, "count", near[1].step.unit, minimum=Decimal(0), reach=self._reach(near[1])
                        )
                    )
                    self.part.gates.append((rule, Compare(own, "<=", ZERO)))
                    continue
                if len(self.part.gains) == 1:
                    self.mute.append(rule)  # 未上报的不得分: a count of zero earns nothing anyway
                    continue
            band = next((b for _, s in self.groups.several for b in s.bands if core and core in b.subject), None)
            if NEGATED.match(statement.subject) and band is not None:
                self.part.gates.append((rule, Compare(Observed(self._observe_band(band)), "<=", ZERO)))
                continue
            missing = next(
                (
                    s
                    for _, s in self.groups.counts
                    if s.act is Act.DEDUCT_PER
                    and s.step
                    and s.step.unit in {"项", "个"}
                    and re.match(r"缺|少", s.subject)
                ),
                None,
            )
            match = re.match(r"(?P<n>[两二三四五六七八九])(?:项|个)(?:均|都|全)(?:无|未|没|缺)", statement.subject)
            if missing is not None and match is not None:
                own = Observed(
                    self.inputs.add(
                        missing.subject,
                        "count",
                        missing.step.unit if missing.step else "项",
                        minimum=Decimal(0),
                        reach=self._reach(missing),
                    )
                )
                number = Decimal("零一二三四五六七八九".index(match["n"].replace("两", "二")))
                self.part.gates.append((rule, Compare(own, ">=", Number(number))))
                continue
            if not statement.subject:
                self.lost.append(rule)
                continue
            award = next(
                (
                    s
                    for _, s in self.groups.answers
                    if s.act is Act.AWARD and NEGATED.match(statement.subject) and core and core in s.subject
                ),
                None,
            )
            if award is not None:
                self.part.gates.append((rule, Not(Holds(self.inputs.add_answer(award.subject)))))
            else:
                self.part.gates.append((rule, Holds(self.inputs.add_answer(statement.subject))))

    def _add_limit(self, pair: Ruled) -> None:
        rule, statement = pair
        part = self.part
        if statement.act is Act.DEDUCT_CAP:
            limit = exact(statement.points) if isinstance(statement.points, int | float) else None
            if limit is None or (self.worth is not None and limit >= self.worth and not part.below):
                part.floor_rule = rule
                return
            same = [t for t in part.losses if t.sentence == statement.sentence] or part.losses
            if len(same) < len(part.losses) and same:
                rest = [t for t in part.losses if t not in same]
                part.losses = [
                    *rest,
                    Term(rule, Floor(add([t.tree for t in same]), Number(-limit), rule), statement.sentence),
                ]
            else:
                part.loss_cap = (rule, limit)
            return
        if statement.points == "full":
            part.cap = part.cap or (rule, self.worth) if self.worth is not None else None
            return
        limit = exact(statement.points) if isinstance(statement.points, int | float) else Decimal(0)
        if statement.step is not None:
            self._add_each_cap(pair, limit)
            return
        same = [t for t in part.gains if t.sentence == statement.sentence]
        whole = (
            self.worth is None
            or limit >= self.worth
            or not same
            or re.search(r"本项|该项|此项|总|合计|累计|满分", statement.text) is not None
        )
        extra = [t for t in same if t.bonus]
        if extra and len(extra) < len(part.gains) and ("加" in statement.text):
            same, whole = extra, False
        if (whole and len(same) == len(part.gains)) or not same or whole:
            part.cap = (rule, limit)
        else:
            rest = [t for t in part.gains if t not in same]
            tree = Cap(add([t.tree for t in same]), Number(limit), rule)
            part.gains = [*rest, Term(same[0].rule, tree, statement.sentence, all(t.bonus for t in same))]

    def _add_each_cap(self, pair: Ruled, limit: Decimal) -> None:
        """制度体系、组织保障、人员配备、经费支持四个方面情况，每个单项最高0.7分: each is judged up to that."""
        from extractor.rulebook.build.inputs import count_listed

        names = count_listed(pair[1].subject)
        if not names:
            self.lost.append(pair[0])
            return
        awarded = [Observed(self.inputs.add_judged(f"{name}评定得分", limit)) for name in names]
        self.part.gains.append(
            Term(
                pair[0],
                Sum(tuple(Fire(pair[0], Cap(one, Number(limit), pair[0])) for one in awarded)),
                pair[1].sentence,
            )
        )

    def _add_beyond(self, pair: Ruled) -> None:
        rule, statement = pair
        when: Test | None = None
        amount: Expression | None = None
        if statement.step is not None:
            own = Observed(
                self.inputs.add(statement.subject, "count", statement.step.unit, minimum=Decimal(0), reach=Decimal(20))
            )
            amount = Fire(rule, negate(times(self._number(statement), own)))
        elif statement.bands:
            when = _inside(Observed(self._observe_band(statement.bands[0])), statement.bands[0])
        elif statement.subject:
            when = Holds(self.inputs.add_answer(statement.subject))
        elif self.effects and self.effects[-1].when is not None:
            when = self.effects[-1].when  # 被约谈的取消评优资格，并在总分中扣减3分
        else:
            self.lost.append(rule)
            return
        if statement.act is Act.TOTAL_LOSS:
            if amount is None:
                amount = Fire(rule, negate(self._number(statement)))
            self.effects.append(TotalEffect(rule=rule, table=self.table, kind="total_points", when=when, amount=amount))
        elif statement.act is Act.TOTAL_ZERO:
            self.effects.append(TotalEffect(rule=rule, table=self.table, kind="total_zero", when=when))
        elif statement.act is Act.NOT_GRADE:
            self.effects.append(
                TotalEffect(rule=rule, table=self.table, kind="not_grade", when=when, grade=statement.grade)
            )
        else:
            self.effects.append(
                TotalEffect(
                    rule=rule, table=self.table, kind="total_points", when=when,
                    amount=Fire(rule, Unruled("一票否决的后果没有写明", Number(Decimal(-1000)), ZERO)),
                )
            )  # fmt: skip

    mute: list[str] = []  # noqa: RUF012 - set by each builder


def _inside(own: Expression, band: Band) -> Test:
    tests: list[Test] = []
    if band.low is not None and band.high is not None and band.low.value == band.high.value:
        return Compare(own, "==", Number(exact(band.low.value)))
    if band.low is not None:
        tests.append(Compare(own, ">=" if band.low.closed else ">", Number(exact(band.low.value))))
    if band.high is not None:
        tests.append(Compare(own, "<=" if band.high.closed else "<", Number(exact(band.high.value))))
    return tests[0] if len(tests) == 1 else Every(tuple(tests))


def _part_label(named: list[tuple[str, str, Expression, bool]]) -> tuple[list[tuple[str, str, Expression, bool]], str]:
    """满意度评价很满意5分，满意4分: the first state stands behind what it is of.

    >>> _part_label([("满意度评价很满意", "r1", ONE, False), ("满意", "r2", ZERO, False)])[1]
    '满意度评价'
    """
    first, others = named[0], [name for name, _, _, _ in named[1:]]
    for ladder in LADDERS:
        if others and all(name in ladder for name in others):
            word = next(
                (
                    word
                    for word in sorted(ladder, key=len, reverse=True)
                    if first[0].endswith(word) and first[0] != word
                ),
                None,
            )
            if word is not None:
                label = re.sub(r"(?:为|是|评定为|评为|达到|属)$", "", first[0][: -len(word)])
                return [(word, *first[1:]), *named[1:]], label
    return named, ""


def _common(names: tuple[str, ...]) -> str:
    """Return what all names begin with, two characters at least."""
    shortest = min(names, key=len)
    for size in range(len(shortest), 1, -1):
        if all(name.startswith(shortest[:size]) for name in names):
            return shortest[:size]
    return ""
