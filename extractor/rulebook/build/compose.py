"""In: the statements of one cell. Out: one tree for its points, and for each rule whether it runs.

The order of work: bands over one quantity, other gains, losses, conditions under which nothing is earned, caps.
Not handled: cells whose sentences refer to another row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.model.expression import (
    ZERO,
    Cap,
    Case,
    Choose,
    Compare,
    Expression,
    Fire,
    Floor,
    Greatest,
    Holds,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Sum,
    Test,
    walk,
)
from extractor.model.plan import RuleKind
from extractor.rulebook.build import counted_awards as gains
from extractor.rulebook.build.bands import Ruled
from extractor.rulebook.build.inputs import RowInputs
from extractor.rulebook.build.special_forms import GAINS, Quantities
from extractor.rulebook.statements import NEGATED, Statement, is_rest

BONUS = re.compile(r"奖扣|加扣|扣分项|加分项|减分")
"""Rows that only add to or take from the other rows' points; nothing is there to begin with."""


@dataclass(slots=True)
class Block:
    """One cell on its way to a tree: its statements by rule id, its inputs, and what an official must confirm."""

    inputs: RowInputs
    ruled: list[Ruled]
    readings: list[str] = field(default_factory=list)
    earned: list[tuple[str, Expression]] = field(default_factory=list)
    lost: list[tuple[str, Expression]] = field(default_factory=list)
    floor_rule: str | None = None
    cap: tuple[str, Decimal] | None = None
    own_zero: dict[str, str] = field(default_factory=dict)

    @property
    def is_bonus(self) -> bool:
        """Whether the row only adds or takes, so that it may end below zero."""
        return BONUS.search(self.inputs.name) is not None

    def build(self) -> Expression | None:
        """Return the tree of the whole cell, between its floor and its cap; None where nothing is given or taken."""
        items = list(dict.fromkeys(statement.item for _, statement in self.ruled))
        terms = [self._build_item([pair for pair in self.ruled if pair[1].item == item]) for item in items]
        if all(term.gain is None for term in terms):
            terms = self._start_from(terms)
        if all(term.gain is None and term.loss is None for term in terms):
            return None
        several = len(terms) > 1
        body = _add([_gated(term, skip=several and term.whole) for term in terms if term.gain or term.loss])
        for term in terms:  # 本项不得分 counts for the whole row, and so does an item that says nothing else
            if term.gates and ((several and term.whole) or not (term.gain or term.loss)):
                body = _gate(term.gates, body)
        if not self.is_bonus:
            body = Floor(body, ZERO, self.floor_rule)
            if self.floor_rule is None and any(term.loss for term in terms):
                self.readings.append("原文没有写“扣完为止”，按最低0分计")
        limit: Expression = Number(self.cap[1]) if self.cap else self.inputs.add_full()
        return Cap(body, limit, self.cap[0] if self.cap else None)

    def _start_from(self, terms: list[_Item]) -> list[_Item]:
        """Tell what there is before anything is taken: all points; where only 不得分 is said, what a person awards."""
        losing = next((place for place, term in enumerate(terms) if term.loss), None)
        gated = next((place for place, term in enumerate(terms) if term.gates), None)
        started = list(terms)
        if losing is not None and not self.is_bonus:
            started[losing] = replace(terms[losing], gain=self.inputs.add_full())
        elif losing is None and gated is not None:
            self.readings.append("只写了不得分的情形，其余情形由人工评定得分")
            awarded = Observed(self.inputs.add_judged("本指标评定得分", self.inputs.full_points))
            started[gated] = replace(terms[gated], gain=awarded)
        return started

    def _build_item(self, ruled: list[Ruled]) -> _Item:
        self.earned, self.lost = [], []
        rest = Quantities(self.inputs, self.readings, self.earned).take(ruled)
        gates = self._take_zeros(rest)
        for pair in rest:
            self._add_statement(pair, rest)
        self._choose_alternatives(rest)
        gain = _add([tree for _, tree in self.earned]) if self.earned else None
        loss = _add([tree for _, tree in self.lost]) if self.lost else None
        said = {rule for rule, statement in self.ruled if statement.whole}
        return _Item(gain, loss, gates, any(rule in said for rule, _ in gates))

    def _take_zeros(self, ruled: list[Ruled]) -> tuple[tuple[str, Test], ...]:
        """Take the conditions out under which nothing is earned, and return them with their rules' ids."""
        zeros = [p for p in ruled if p[1].kind is RuleKind.ZERO and not p[1].extreme and not p[1].bounds]
        counted = [p[1] for p in ruled if p[1].kind is RuleKind.AWARD_PER and p[1].step]
        awards = [p[1] for p in ruled if p[1].kind is RuleKind.AWARD and not p[1].bounds]
        gates = []
        for pair in zeros:
            award = self._find_own_award(pair, ruled)
            if award:
                self.own_zero[award] = pair[0]
            else:
                gates.append((pair[0], self._zero_test(pair[1], counted, awards, alone=len(zeros) == 1)))
        for pair in zeros:
            ruled.remove(pair)
        return tuple(gates)

    @staticmethod
    def _find_own_award(zero: Ruled, ruled: list[Ruled]) -> str | None:
        """Return the award right before, where more follows: 按时报送得2分，未按时报送不得分；质量高的得3分."""
        place = ruled.index(zero)
        before, behind = ruled[max(0, place - 1) : place], ruled[place + 1 :]
        more = any(statement.kind in GAINS for _, statement in behind)
        if zero[1].whole or not more or not zero[1].negated or not before:
            return None
        (rule, statement) = before[0]
        return rule if statement.kind is RuleKind.AWARD and not statement.bounds else None

    def _zero_test(self, zero: Statement, counted: list[Statement], awards: list[Statement], *, alone: bool) -> Test:
        stem = NEGATED.sub("", zero.label.split(",")[-1])
        if zero.negated and counted:
            same = [s for s in counted if stem and (stem in s.label or stem in s.context)] or counted
            if len(same) == 1 or stem in same[0].label:
                count = gains.build_counted("", same[0], self.inputs, self.inputs.full_points)
                observed = next(node for node in walk(count) if isinstance(node, Observed))
                return Compare(observed, "<=", ZERO)
        paired = len(awards) == 1 and (alone or stem in awards[0].label)
        if (zero.negated or is_rest(zero)) and paired and awards[0].label:
            return Not(Holds(self.inputs.add_answer(awards[0].label)))
        return Holds(self.inputs.add_answer(zero.label or zero.context))

    def _is_base(self, pair: Ruled, ruled: Sequence[Ruled]) -> bool:
        """Whether an award is what remains when nothing is taken: 信用良好的得2分，被列入失信被执行人的扣2分."""
        others = [p for p in ruled if p is not pair and p[1].kind in GAINS and not p[1].factor]
        losses = [p for p in self.ruled if p[1].item == pair[1].item and _takes(p[1])]
        gates = [p for p in self.ruled if p[1].item == pair[1].item and p[1].kind is RuleKind.ZERO]
        return not others and not self.earned and bool(losses or gates)

    def _add_statement(  # noqa: C901, PLR0912 - a case for each kind of statement
        self, pair: Ruled, ruled: list[Ruled]
    ) -> None:
        rule, statement = pair
        match statement.kind:
            case RuleKind.AWARD if statement.amounts:
                self.earned.append((rule, gains.build_levels(rule, statement, self.inputs)))
            case RuleKind.AWARD if statement.levels:
                self._add_level(pair, ruled)
            case RuleKind.AWARD if self._is_base(pair, ruled):
                self.earned.append((rule, Fire(rule, gains.build_points(statement, self.inputs))))
            case RuleKind.AWARD:
                self._add_award(pair)
            case RuleKind.AWARD_PER if statement.amounts:
                asked = next((s.bounds for _, s in self.ruled if s.kind is RuleKind.AWARD and s.bounds), ())
                self.earned.append((rule, gains.build_beyond(rule, statement, asked, self.inputs)))
            case RuleKind.AWARD_PER:
                limit = self._find_limit(pair, ruled)
                self.earned.append((rule, gains.build_counted(rule, statement, self.inputs, limit)))
            case RuleKind.FORMULA:
                name = self.inputs.add(statement.label, "number", "倍", minimum=Decimal(-1), reach=Decimal(2))
                product = Product((Number(statement.factor or Decimal(1)), Observed(name)))
                self.readings.append(f"“{statement.label}”按小数填写：增长50%填0.5")
                self.earned.append((rule, Fire(rule, product)))
            case RuleKind.PROPORTIONAL if statement.factor:
                self._add_share_loss(pair)
            case RuleKind.DEDUCT if statement.amounts:
                self.lost.append((rule, gains.build_levels(rule, statement, self.inputs)))
            case RuleKind.DEDUCT:
                self.lost.append((rule, gains.build_loss(rule, statement, self.inputs)))
            case RuleKind.DEDUCT_PER if statement.bounds:
                self.lost.append((rule, gains.build_shortfall(rule, statement, self.inputs)))
            case RuleKind.DEDUCT_PER:
                counted = gains.build_counted(rule, statement, self.inputs, self.inputs.full_points)
                self.lost.append((rule, counted))
            case RuleKind.CAP:
                self._add_cap(pair)
            case RuleKind.DEDUCT_CAP:
                self._add_loss_cap(pair)
            case RuleKind.RANK:
                self.inputs.mark_place("所在地市")

    def _add_award(self, pair: Ruled) -> None:
        rule, statement = pair
        full = statement.points in ("full", self.inputs.full_points)
        if full and self.earned:  # 未出现异议处理的部门得满分（平阴 no. 15）, whatever else the row says
            holds = Holds(self.inputs.add_answer(statement.label))
            earned = _add([tree for _, tree in self.earned] + [tree for _, tree in self.lost])
            points = gains.build_points(statement, self.inputs)
            self.earned, self.lost = [(rule, Choose((Case(holds, Fire(rule, points)),), earned))], []
        else:
            self.earned.append((rule, gains.build_award(rule, statement, self.inputs, self.own_zero.get(rule))))

    def _add_level(self, pair: Ruled, ruled: list[Ruled]) -> None:
        together = [p for p in ruled if p[1].kind is RuleKind.AWARD and p[1].levels and not p[1].amounts]
        if together[0] is pair:
            self.earned.append((pair[0], gains.build_best_level(together, self.inputs)))

    def _add_share_loss(self, pair: Ruled) -> None:
        """未完成按水库退养完成比例扣分（石城 no. 21）: what is not reached is lost."""
        rule, statement = pair
        hundred = Decimal(100)
        name = self.inputs.add(
            statement.label + "比例", "number", "%", minimum=Decimal(0), maximum=hundred, reach=hundred
        )
        left = Sum((Number(hundred), Product((gains.MINUS_ONE, Observed(name)))))
        full = self.inputs.add_full()
        self.lost.append((rule, Fire(rule, Quotient(Product((gains.MINUS_ONE, full, left)), Number(hundred)))))

    def _find_limit(self, pair: Ruled, ruled: list[Ruled]) -> Decimal | None:
        after = ruled[ruled.index(pair) + 1 :]
        cap = next((s.points for _, s in after if s.kind is RuleKind.CAP), None)
        return cap if isinstance(cap, Decimal) else self.inputs.full_points

    def _add_cap(self, pair: Ruled) -> None:
        rule, statement = pair
        if statement.each:
            tree = gains.build_each_listed(rule, statement, self.inputs)
            if tree is not None:
                self.earned.append((rule, tree))
            return
        limit = Decimal(statement.points or 0)
        whole = statement.whole or self.inputs.full_points is None or limit >= self.inputs.full_points
        if whole or not self.earned:
            self.cap = (rule, limit)
        else:  # 每提供1个具体案例的得4分，共8分（郏县）: only what stands right before is capped
            last, tree = self.earned[-1]
            self.earned[-1] = (last, Cap(tree, Number(limit), rule))

    def _add_loss_cap(self, pair: Ruled) -> None:
        rule, statement = pair
        if statement.points in ("full", self.inputs.full_points) or not self.lost:
            self.floor_rule = rule
            return
        total = _add([tree for _, tree in self.lost])
        self.lost = [(rule, Floor(total, Number(-Decimal(statement.points or 0)), rule))]

    def _choose_alternatives(self, ruled: list[Ruled]) -> None:
        """Where several fixed awards add up to more than the row is worth, the best one counts."""
        full = self.inputs.full_points
        awards = [p for p in ruled if p[1].kind is RuleKind.AWARD and isinstance(p[1].points, Decimal)]
        if full is None or self.is_bonus or len(awards) < 2 or len(awards) != len(self.earned):
            return
        points = [Decimal(str(s.points)) for _, s in awards]
        if sum(points) > full >= max(points):
            self.readings.append("各项得分之和超过本项分值，按取最高的一项计")
            self.earned = [(self.earned[0][0], Greatest(tuple(tree for _, tree in self.earned)))]


@dataclass(frozen=True, slots=True)
class _Item:
    gain: Expression | None
    loss: Expression | None
    gates: tuple[tuple[str, Test], ...]
    whole: bool = False


def _gated(item: _Item, *, skip: bool) -> Expression:
    total = _add([tree for tree in (item.gain, item.loss) if tree is not None])
    return total if skip or not item.gates else _gate(item.gates, total)


def _gate(gates: tuple[tuple[str, Test], ...], total: Expression) -> Expression:
    return Choose(tuple(Case(test, Fire(rule, ZERO)) for rule, test in gates), total)


def _add(terms: list[Expression]) -> Expression:
    if not terms:
        return ZERO
    return terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _takes(statement: Statement) -> bool:
    banded = statement.step is not None and statement.step.after
    return not banded and (statement.kind in {RuleKind.DEDUCT, RuleKind.DEDUCT_PER} or bool(statement.factor))
