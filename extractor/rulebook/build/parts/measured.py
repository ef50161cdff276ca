"""In: quantities with bands and steps. Out: their gains, losses and gates. Not handled: things that are counted."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.language.needs import Guarded, compile_late
from extractor.model.facts.scoring import Act, Band, Statement, exact, unit_class
from extractor.model.scored.expression import (
    ZERO,
    Cap,
    Case,
    Choose,
    Every,
    Expression,
    Fire,
    Floor,
    Holds,
    Number,
    Observed,
    Unruled,
)
from extractor.rulebook.build.alike import NEGATED
from extractor.rulebook.build.numbers.quantities import QuantityRules
from extractor.rulebook.build.numbers.regions import TWICE, Entry, span_of
from extractor.rulebook.build.parts.several import SeveralBuilder
from extractor.rulebook.build.parts.start import Term, inside
from extractor.rulebook.build.terms import choose, negate

MISSED_OF = Guarded(r"(?:未|没有?|不)(?:能|按时|按期|及时)?(?P<what>[\u4e00-\u9fff]{2})", ("不", "未", "没"))
MISSED = re.compile(r"(?:未|不|没有)(?:达标|达到|合格|完成|达)")
"""有一个断面不达标扣5分 behind 达标率100%得10分."""
TOTALLED = compile_late(r"^(?:全年|年度|年内|累计|合计|共|总计|达到?)+|(?:达到?|共|累计)$")
CONSEQUENCE = compile_late(r"(?:的)?,?(?:另|再)?(?:扣|得|不得分|减|计|不).*$")


class MeasuredBuilder(SeveralBuilder):
    """90%以上得5分，每低1个百分点扣1分."""

    def _add_quantity(self, quantity: QuantityRules) -> None:
        if not quantity.bands and quantity.base is None and quantity.step is None:
            self.lost.extend(quantity.rules())
            return
        if quantity.against:
            self._add_difference(quantity)
            return
        if quantity.step is not None and quantity.base_edge() is None:
            self._add_unfounded(quantity)
            return
        last = self._split_last(quantity) if any(band.last for _, _, band in quantity.bands) else []
        if not quantity.bands and quantity.step is None:
            self._add_rest_of_last(quantity, last)
            return
        if self._only_zeros(quantity) or self._is_base_of_counts(quantity) or self._tops_a_count(quantity):
            return
        if not quantity.subject:
            quantity.subject = self._any_subject()
        loss = quantity.loss
        zeros = [(rule, s, b) for rule, s, b in quantity.bands if s.act is Act.ZERO] if loss else []
        tree = quantity.build()
        if last:
            tree = self._put_last(tree, last, quantity)
        first = next(iter(quantity.rules()))
        sentence = (
            quantity.bands[0][1].sentence if quantity.bands else quantity.step[1].sentence if quantity.step else 0
        )
        if loss:
            self.part.losses.append(Term(first, tree, sentence))
            self.part.gates.extend((rule, inside(quantity.own, band)) for rule, _, band in zeros)
        else:
            acts = {pair[1].act for pair in quantity.steps()}
            limited = Floor(tree, ZERO) if Act.DEDUCT_PER in acts else tree
            if Act.AWARD_PER in acts and self.worth is not None:
                most = self._most(quantity)
                limited = Cap(limited, Number(most))
                self.part.over = most > self.worth
            bonus = bool(quantity.bands) and quantity.bands[0][1].bonus
            self.part.gains.append(Term(first, limited, sentence, bonus))

    def _most(self, quantity: QuantityRules) -> Decimal:
        """Return what it may give at most: the row's points, or more where 加 has a printed limit above them."""
        worth = self.worth or Decimal(0)
        best = max(
            (
                exact(s.points) if isinstance(s.points, int | float) else worth
                for _, s, _ in quantity.bands
                if s.act is Act.AWARD
            ),
            default=Decimal(0),
        )
        over = [
            exact(s.points)
            for _, s in quantity.limits.values()
            if s.act is Act.CAP and isinstance(s.points, int | float)
        ]
        whole = [
            exact(s.points) for _, s in self.groups.limits if s.act is Act.CAP and isinstance(s.points, int | float)
        ]
        return max(worth, *whole, best + max(over, default=Decimal(0)))

    def _only_zeros(self, quantity: QuantityRules) -> bool:
        """逾期3天以上不得分 without an award by days: a gate."""
        filled = (quantity.step, quantity.base, quantity.share, quantity.formula, quantity.between, quantity.rest)
        if any(filled) or any(s.act is not Act.ZERO for _, s, _ in quantity.bands):
            return False
        award = self._find_own_award(quantity)
        if award is None:
            self.zeroed.append(quantity)
            return True
        for rule, statement, band in quantity.bands:
            own = replace(band, subject=award.subject)
            self.groups.zeros.append((rule, replace(statement, bands=(own,), subject=award.subject)))
        return True

    def _find_own_award(self, quantity: QuantityRules) -> Statement | None:
        """开展培训得3分，少于两天的不得分 beside other awards: the days are of the training."""
        awards = [s for _, s in self.groups.answers if s.act is Act.AWARD and not s.bonus]
        own = [s for s in awards if s.sentence == quantity.bands[0][1].sentence and s.subject]
        return own[0] if not quantity.subject and len(awards) > 1 and len(own) == 1 else None

    def _add_zeroed(self) -> None:
        """超5天以上不得分 is about the days that 超1天扣0.2分 counts."""
        for quantity in self.zeroed:
            quantity.subject = TOTALLED.sub("", quantity.subject)
            near = [
                one
                for one in self.inputs.found
                if one.kind in {"count", "number"} and unit_class(one.unit) == unit_class(quantity.unit)
            ]
            shared = len(near) == 1 and (len(quantity.subject) <= 2 or quantity.subject in near[0].label)
            for rule, _, band in quantity.bands:
                test = (
                    inside(Observed(near[0].name), band)
                    if shared
                    else self._test(replace(band, subject=quantity.subject))
                )
                self.part.gates.append((rule, test))

    def _is_base_of_counts(self, quantity: QuantityRules) -> bool:
        """覆盖率达到100%得4分，每少一户扣0.1分: the award is what is left when nothing is missing."""
        counted = [
            s
            for _, s in self.groups.counts
            if s.act is Act.DEDUCT_PER
            and s.step
            and (s.step.toward == "less" or is_missed(s.subject, quantity.subject))
        ]
        counted += [
            s
            for other in self.groups.quantities
            for _, s, b in other.bands
            if s.act is Act.DEDUCT and other is not quantity and is_missed(b.subject, quantity.subject)
        ]
        alone = len(quantity.bands) == 1 and quantity.bands[0][1].act is Act.AWARD and quantity.step is None
        if alone:
            counted += [s for _, s in self.groups.counts if _passes(s, quantity.bands[0][2])]
        if not counted or not alone or quantity.share or quantity.rest or quantity.formula or self.part.gains:
            return False
        rule, statement, _ = quantity.bands[0]
        if statement.sentence != counted[0].sentence:
            return False
        self.part.gains.append(Term(rule, Fire(rule, self._number(statement)), statement.sentence))
        return True

    def _tops_a_count(self, quantity: QuantityRules) -> bool:
        """每编发1期得0.2分，全年编发20期以上的得满分: from so many on the count earns all."""
        single = len(quantity.bands) == 1 and not quantity.steps() and quantity.share is None and quantity.rest is None
        if not single or quantity.bands[0][1].act is not Act.AWARD or quantity.bands[0][1].points != "full":
            return False
        rule, _, band = quantity.bands[0]
        named = TOTALLED.sub("", quantity.subject)
        pair = next(
            (
                pair
                for pair in self.groups.counts
                if pair[1].act is Act.AWARD_PER
                and pair[1].step is not None
                and unit_class(pair[1].step.unit) == unit_class(quantity.unit)
                and (not named or named in pair[1].subject or pair[1].subject in named)
            ),
            None,
        )
        if pair is None or band.low is None or band.high is not None:
            return False
        self.topped[pair[0]] = (rule, band)
        return True

    def _any_subject(self) -> str:
        asked = next((s.subject for _, s in self.groups.asked if s.subject), "")
        return asked if len(asked) < 20 else ""

    def _split_last(self, quantity: QuantityRules) -> list[tuple[Holds, Entry]]:
        """末三位: told by a yes/no, since the number of places that take part is not known; awards are returned."""
        awards: list[tuple[Holds, Entry]] = []
        ranked = quantity.rest is not None or any(
            not band.last and s.act is Act.AWARD and not s.bonus for _, s, band in quantity.bands
        )
        for rule, statement, band in [one for one in quantity.bands if one[2].last]:
            quantity.bands.remove((rule, statement, band))
            label = statement.text
            label = CONSEQUENCE.sub("", label)
            holds = Holds(self.inputs.add_answer(label.strip(",的")))
            if statement.act is Act.ZERO:
                self.part.gates.append((rule, holds))
            elif ranked and statement.act is Act.AWARD and not statement.bonus:
                known = statement.points if isinstance(statement.points, int | float) else None
                worth = exact(known) if known is not None else self.worth or Decimal(100)
                awards.append((holds, Entry(rule, band, Fire(rule, self._number(statement)), worth)))
            else:
                tree = choose(holds, Fire(rule, self._number(statement)))
                loss = statement.act is Act.DEDUCT
                (self.part.losses if loss else self.part.gains).append(Term(rule, negate(tree) if loss else tree))
        return awards

    def _add_rest_of_last(self, quantity: QuantityRules, last: list[tuple[Holds, Entry]]) -> None:
        """后三名的得2分，其他的得5分: no other place is spoken of."""
        rest = quantity.rest
        if rest is None:
            return
        otherwise = Fire(rest[0], self._number(rest[1]) if rest[1].act is Act.AWARD else ZERO)
        cases = tuple(Case(holds, entry.amount) for holds, entry in last)
        tree = Choose(cases, otherwise) if cases else otherwise
        self.part.gains.append(Term(rest[0], tree, rest[1].sentence))

    @staticmethod
    def _put_last(tree: Expression, last: list[tuple[Holds, Entry]], quantity: QuantityRules) -> Expression:
        """前三名得6分，后三名得2分，其他得4分: one of them; where few take part a place may be of both."""
        others = [one for one in quantity.list_entries() if one.band.high is not None]
        cases: list[Case] = []
        for holds, entry in last:
            for other in others:
                both = span_of([(one.worth, one.amount) for one in (entry, other)], TWICE)
                cases.append(Case(Every((holds, inside(quantity.own, other.band))), both))
            cases.append(Case(holds, entry.amount))
        return Choose(tuple(cases), tree)

    def _add_unfounded(self, quantity: QuantityRules) -> None:
        """每低1个百分点扣0.3分 and no base is printed: anything from nothing to all."""
        rule = quantity.step[0] if quantity.step else ""
        self.part.losses.append(Term(rule, Fire(rule, Unruled("没有写从多少起算", negate(self.full), ZERO))))


def _passes(statement: Statement, awarded: Band) -> bool:
    """24小时内处置的得满分，超过24小时的每起扣1分: the cases are counted that pass the award's bound."""
    edge = awarded.high or awarded.low
    if statement.act is not Act.DEDUCT_PER or statement.step is None or edge is None or len(statement.bands) != 1:
        return False
    band = statement.bands[0]
    other = band.low if awarded.high is not None else band.high
    apart = unit_class(band.unit) == unit_class(awarded.unit) != unit_class(statement.step.unit)
    return apart and other is not None and other.value == edge.value


def is_missed(counted: str, awarded: str) -> bool:
    """Whether what is counted is what the award before lacks: 有一件未按时整改 behind 整改率达到100%.

    >>> is_missed("有断面不达标", "水质达标率"), is_missed("未按时整改", "差评按时整改率")
    (True, True)
    >>> is_missed("未报送材料", "覆盖率")
    False
    """
    core = NEGATED.sub("", counted.removeprefix("有"))
    said = core != counted.removeprefix("有") and len(core) > 1 and core[:2] in awarded
    of = MISSED_OF.search(counted)  # 有1个单位未接入 behind 接入率达到100%
    return said or (of is not None and of["what"] in awarded) or MISSED.search(counted) is not None
