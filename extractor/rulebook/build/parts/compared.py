"""In: statements that hold a quantity against another one (高于全市平均水平). Out: their terms over the difference.

Where two others are named (全市平均, 上年) or a second condition stands beside (但实现正增长), each
statement is a case; what two cases claim, and what none does, is open. Not handled: bounds that are numbers.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Band, exact
from extractor.model.scored.expression import (
    ZERO,
    Between,
    Case,
    Choose,
    Compare,
    Every,
    Expression,
    Fire,
    Floor,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Test,
    Unruled,
    rewrite,
)
from extractor.rulebook.build.formulas import build_formula
from extractor.rulebook.build.numbers.differences import name_own
from extractor.rulebook.build.numbers.quantities import UNSAID, QuantityRules
from extractor.rulebook.build.numbers.regions import TWICE
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.start import SIGNS, PartStart, Term, inside
from extractor.rulebook.build.terms import subtract

GROWTH = compile_late(r"增速|增幅|增长")
PERCENT = compile_late(
    r"增速|增幅|增长率|进度$|比例|占比|比重"
    r"|(?:完成|覆盖|办结|合格|达标|满意|优良|化解|回访|整改|到位|支出|支付|投放|入库|普及|巩固|入学|就业)率$"
)
TARGET = compile_late(r"目标|任务|计划|平均|上年|去年|基准|最高")
SPEED = re.compile(r"(?:增速|增幅|增长率)(?:（.*）)?$")
OTHERS = re.compile(r"最高|最低|平均|全[省市县]|第一")
BELOW_NONE = compile_late(r"^(?:[^,;。]{0,6}(?:增速|增幅|增长率))?(?:为|出现|是)?(?:负(?:增长|数|值|的)?|下降)$")
FALLEN = compile_late(r"^(?:为|出现|同比|实现)*(?:负增长|下降|减少)$")


class ComparedBuilder(PartStart):
    """高于全市平均水平的得5分，低于全市平均水平但实现正增长的得3分，负增长的不得分."""

    def _take_compared(self) -> None:
        """Take the statements that need more than one difference, and zeros for what has fallen."""
        groups = self.groups
        held = [q for q in groups.quantities if q.against]
        several = [p for p in groups.several if any(band.against for band in p[1].bands)]
        if not held and not several:
            return
        bands = [b for q in held for _, _, b in q.bands] + [b for _, s in several for b in s.bands]
        own = next((b.subject for b in bands if b.subject), "") or name_own(self.inputs.name)
        others = tuple(dict.fromkeys([b.against for b in bands if b.against] + [q.against for q in held]))
        if GROWTH.search(own):
            self._take_fallen(own)
        if len(others) == 1 and not several:
            return
        pairs = sorted([*((rule, s) for q in held for rule, s, _ in q.bands), *several], key=lambda pair: pair[1].order)
        if any(q.steps() for q in held) or any(s.act is Act.DEDUCT for _, s in pairs):
            self.lost.extend(rule for rule, _ in pairs)
        else:
            rest = next((q.rest for q in held if q.rest is not None), groups.rest)
            groups.rest = None if rest is groups.rest else groups.rest
            self.part.gains.append(Term(pairs[0][0], self._grid(pairs, own, rest), pairs[0][1].sentence))
        groups.quantities = [q for q in groups.quantities if q not in held]
        groups.several = [p for p in groups.several if p not in several]

    def _take_fallen(self, own: str) -> None:
        """负增长的不得分, whatever the others have."""
        for pair in [p for p in self.groups.zeros if FALLEN.match(p[1].subject)]:
            self.groups.zeros.remove(pair)
            self.part.gates.append((pair[0], Compare(self._compared(own), "<", ZERO)))

    def _gate_fallen(self) -> None:
        """得分=（本县增速÷全市最高增速）×8，增速为负的不得分: of the speed that the formula asks for already."""
        speeds = [one for one in self.inputs.found if SPEED.search(one.label) and not OTHERS.search(one.label)]
        if not self.groups.formulas or len(speeds) != 1:
            return
        for pair in [p for p in self.groups.zeros if BELOW_NONE.match(p[1].subject)]:
            self.groups.zeros.remove(pair)
            self.part.gates.append((pair[0], Compare(Observed(speeds[0].name), "<", ZERO)))

    def _compared(self, label: str, own: str = "", unit: str = "") -> Expression:
        unit = unit or ("%" if PERCENT.search(own or label) else "")
        return Observed(self.inputs.add(label, "number", unit, reach=Decimal(100)))

    def _fill_formula(
        self, quantity: QuantityRules, subject: str, one: Expression, two: Expression
    ) -> Expression | None:
        """减排量达到目标值的得8分，未达到的按(实际减排量/目标减排量)×8计分: both numbers are asked for already."""
        if quantity.formula is None or two == ZERO:
            return None
        known = dict(self.constants)
        for token in quantity.formula[1].formula:
            if token in SIGNS or token[0].isdigit():
                continue
            if TARGET.search(token):
                known[token] = two
            elif token.removeprefix("实际") in subject or subject in token:
                known[token] = one
        return build_formula(quantity.formula[1], self.inputs, self.full, known)

    def _asked_gap(self, own: str, other: str) -> Expression:
        self.inputs.found = [one for one in self.inputs.found if one.label != own]
        unit = "个百分点" if PERCENT.search(own) else ""
        return Observed(self.inputs.add(f"{own}高于{other}", "number", unit, reach=Decimal(100)))

    def _grid(self, pairs: list[Ruled], own: str, rest: Ruled | None) -> Expression:
        """Return a case for each statement alone, and what is open where none or more than one holds."""
        tests = [self._holds(pair[1].bands, own) for pair in pairs]
        amounts = [Fire(rule, ZERO if s.act is Act.ZERO else self._number(s)) for rule, s in pairs]
        worths = [self._worth(pair) for pair in pairs]
        cases = [
            Case(Every((test, *(Not(other) for other in tests if other is not test))), amount)
            for test, amount in zip(tests, amounts, strict=True)
        ]
        least, most = (amounts[worths.index(one)] for one in (min(worths), max(worths)))
        nothing: Expression = Unruled(UNSAID, ZERO, most)
        if rest is not None:
            nothing = Fire(rest[0], ZERO if rest[1].act is Act.ZERO else self._number(rest[1]))
        none = Case(Every(tuple(Not(test) for test in tests)), nothing)
        return Choose((*cases, none), Between(TWICE, least, most))

    def _worth(self, pair: Ruled) -> Decimal:
        statement = pair[1]
        if statement.act is Act.ZERO:
            return Decimal(0)
        return exact(statement.points) if isinstance(statement.points, int | float) else self.worth or Decimal(100)

    def _holds(self, bands: tuple[Band, ...], own: str) -> Test:
        one = self._compared(own)
        tests = [inside(subtract(one, self._compared(b.against, own)) if b.against else one, b) for b in bands]
        return tests[0] if len(tests) == 1 else Every(tuple(tests))

    def _add_difference(self, quantity: QuantityRules) -> None:
        """指标值大于全县平均值得10分: two numbers, and bands over their difference."""
        subject = quantity.subject or name_own(self.inputs.name)
        step = next((s.step for _, s in quantity.steps() if s.step is not None), None)
        unit = "" if step is None else "%" if step.unit.endswith("百分点") else "" if step.unit == "%" else step.unit
        one: Expression = self._compared(subject, "", unit)
        two: Expression = ZERO
        if any(e.value for _, _, b in quantity.bands for e in (b.low, b.high) if e is not None):
            one = self._asked_gap(subject, quantity.against)  # 高于全省平均增速3个百分点以上: the gap itself is known
        else:
            two = self._compared(quantity.against, subject, unit)
        quantity.subject = f"{subject}与{quantity.against}之差（增长）"
        loss = quantity.loss
        quantity.filler = self._fill_formula(quantity, subject, one, two)
        known = list(self.inputs.found)
        tree = quantity.build()
        named = quantity.own.input if isinstance(quantity.own, Observed) else ""
        self.inputs.found[:] = [item for item in self.inputs.found if item in known or item.name != named]
        difference, own = subtract(one, two), quantity.own
        if quantity.share is not None and two != ZERO:  # 达到计划数的得4分，未达到的按比例计分
            ratio = Quotient(one, two)
            tree = rewrite(tree, lambda node: ratio if isinstance(node, Quotient) and node.over == own else node)
        if step is not None and step.unit == "%" and two != ZERO and not PERCENT.search(subject):
            share = Quotient(Product((difference, Number(Decimal(100)))), two)  # 不低于上年，每减少1%扣0.5分
            difference = share
        tree = rewrite(tree, lambda node: difference if node == own else node)
        acts = {pair[1].act for pair in quantity.steps()}
        tree = Floor(tree, ZERO) if Act.DEDUCT_PER in acts and not loss else tree
        terms = self.part.losses if loss else self.part.gains
        first = next(iter(quantity.rules()))
        leading = quantity.bands[0][1] if quantity.bands else None
        terms.append(Term(first, tree, leading.sentence if leading else 0, bool(leading and leading.bonus)))
