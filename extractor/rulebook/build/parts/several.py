"""In: conditions that hold together. Out: cases over how many hold. Not handled: one condition by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.language.folding import fold
from extractor.model.facts.scoring import Act, Band, Statement, exact, unit_class
from extractor.model.scored.expression import (
    ONE,
    ZERO,
    Between,
    Case,
    Choose,
    Compare,
    Every,
    Expression,
    Fire,
    Floor,
    Holds,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Test,
    Unruled,
)
from extractor.rulebook.build.numbers.observing import observe
from extractor.rulebook.build.numbers.quantities import UNSAID
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.compared import ComparedBuilder
from extractor.rulebook.build.parts.start import Term, inside
from extractor.rulebook.build.terms import add, choose, negate, subtract, times

TOGETHER = re.compile(r"且|并|同时|以及|和|、")
STILL_EARNED = "没有写有一项没有做到时是否还得分"
FOR_WHOM = re.compile(r"的(?:县|市|区|镇|乡|街道|单位|部门|地区|企业|学校|村)?,")


class SeveralBuilder(ComparedBuilder):
    """达标率≥98%且投诉量≤5件, 三率均达到100%, 仅满足一项."""

    def _take_several(self) -> None:
        """达标率≥98%且投诉量≤5件, 三率均达到100%, 仅满足一项: conditions that hold together."""
        groups = self.groups
        if not groups.several:
            return
        first = groups.several[0]
        if self._take_gate(first) or self._take_zeros():
            return
        single = any(s.also or len(s.bands) == 1 for _, s in groups.several)
        if single and not any("met" in s.names for _, s in groups.several):
            groups.several.sort(key=lambda pair: self._rank_case(pair[1]))
            first = groups.several[0]
        tests = self._tests(first[1])
        number = Number(Decimal(len(tests)))
        held = add([choose(test, ONE) for test in tests])
        cases = []
        for rule, statement in groups.several:
            if "met" in statement.names:
                cases.append(Case(inside(held, statement.bands[0]), Fire(rule, self._amount(statement))))
            elif statement is first[1]:
                whole = _every(tests)
                if statement.together == "each":
                    whole = Compare(held, ">=", ONE)
                cases.append(Case(whole, Fire(rule, self._amount(statement))))
            else:
                cases.append(Case(_every(self._tests(statement)), Fire(rule, self._amount(statement))))
        self._finish_several(first, cases, held, number)

    def _take_zeros(self) -> bool:
        """死亡2人以上且重伤5人以上的不得分, and nothing is earned by both: it takes all that the row gives."""
        several = self.groups.several
        if any(s.act is not Act.ZERO or "met" in s.names for _, s in several):
            return False
        for rule, statement in several:
            tests = self._tests(statement)
            test = _every(tests)
            if statement.together == "each":
                test = Compare(add([choose(one, ONE) for one in tests]), ">=", ONE)
            self.part.gates.append((rule, test))
        return True

    def _rank_case(self, statement: Statement) -> tuple[bool, Decimal]:
        """What takes everything for a condition of its own comes first, then the highest award."""
        zero = statement.act is Act.ZERO
        points = exact(statement.points) if isinstance(statement.points, int | float) else self.worth or Decimal(0)
        return not (zero and bool(statement.also)), -points

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
        lacking = self._find_lacking(statement) if per is None and len(groups.several) == 1 else None
        if lacking is not None:  # 培训不少于4次，每次不少于50人，完成得4分，少1次扣1分
            award = Fire(rule, self._amount(statement))
            kept = Between(STILL_EARNED, ZERO, award)
            self.part.gains.append(Term(rule, Choose(tuple(cases), kept), statement.sentence))
            return
        if per is not None:
            groups.counts.remove(per)
            missed = subtract(number, held)
            taken = Fire(per[0], times(self._number(per[1]), missed))
            tree: Expression = Floor(add([Fire(rule, self._amount(statement)), negate(taken)]), ZERO)
            tree = self._drop_item(tree, statement)
            said = tuple(case for case, (_, s) in zip(cases, groups.several, strict=True) if "met" in s.names)
            tree = Choose(said, tree) if said else tree
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
                unsaid = list_unsaid(groups.several, len(statement.bands))
                between = any(count > 0 for count in unsaid) and len(unsaid) < len(statement.bands)
                most = max(points) if between else least
                otherwise = Unruled(UNSAID, ZERO, Number(most)) if unsaid else ZERO
            else:
                otherwise = ZERO
            tree = Choose(tuple(cases), otherwise)
        self.part.gains.append(Term(rule, tree, statement.sentence))

    def _find_lacking(self, statement: Statement) -> Ruled | None:
        """Return what takes for each that is missing of a thing that the award counts."""
        units = {unit_class(band.unit) for band in statement.bands}
        return next(
            (
                pair
                for pair in self.groups.counts
                if pair[1].act is Act.DEDUCT_PER
                and pair[1].step is not None
                and pair[1].step.toward == "less"
                and unit_class(pair[1].step.unit) in units
            ),
            None,
        )

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
        if len(statement.bands) != 2 or statement.names or TOGETHER.search(text):
            return False
        gate, own = statement.bands
        later = [q for q in self.groups.quantities if unit_class(q.unit) == unit_class(own.unit)]
        if not later or not FOR_WHOM.search(text):
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

    def _tests(self, statement: Statement) -> list[Test]:
        """Return what has to hold: 前5名且无安全事故 is a place and an answer."""
        said: list[Test] = [Holds(self.inputs.add_answer(words)) for words in statement.also]
        return [*(self._test(band) for band in statement.bands), *said]

    def _test(self, band: Band) -> Test:
        return inside(Observed(self._observe_band(band)), band)

    def _observe_band(self, band: Band) -> str:
        unit = "%" if band.unit == "百分点" else "名" if band.unit == "位" else band.unit
        largest = max((abs(exact(e.value)) for e in (band.low, band.high) if e is not None), default=Decimal(1))
        return observe(self.inputs, band.subject, unit, largest)[0]


def _every(tests: list[Test]) -> Test:
    return tests[0] if len(tests) == 1 else Every(tuple(tests))


def list_unsaid(several: list[Ruled], total: int) -> list[int]:
    """Return how many conditions may hold without a sentence that says what it gives: all, one, none of two.

    >>> list_unsaid([], 1)
    [0]
    """
    said = {total}
    for _, statement in several:
        band = statement.bands[0]
        if "met" in statement.names and band.low is not None and band.high is not None:
            said.update(range(int(band.low.value), int(band.high.value) + 1))
    return [count for count in range(total) if count not in said]
