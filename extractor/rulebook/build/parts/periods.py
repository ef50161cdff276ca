"""In: statements by month, extremes of all places, requirements. Out: their terms. Not handled: states and counts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Statement, exact
from extractor.model.scored.expression import (
    ZERO,
    Between,
    Case,
    Choose,
    Compare,
    Expression,
    Fire,
    Least,
    Number,
    Observed,
    Product,
    Quotient,
    Unruled,
)
from extractor.rulebook.build.alike import NEGATED
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.measured import CONSEQUENCE, MeasuredBuilder
from extractor.rulebook.build.parts.start import PERIOD_UNITS, PERIODS, Term, inside
from extractor.rulebook.build.terms import choose, negate, subtract, times
from extractor.rulebook.build.wording import print_band
from extractor.rulebook.engine.program import ALL_PLACES

EACH_OR_ALL = "没有写每一期都得还是各期都做到才得"
MOST = re.compile(r"最(?:多|高|大|快)$")
LEAST = re.compile(r"最(?:少|低|小|慢)$")
MONTH_HELD = compile_late(r"[当该本](?:月|季|周|期|半年)")


class PeriodBuilder(MeasuredBuilder):
    """每季度至少1次, 数量最多的单位, 每月不少于2件."""

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
            if self._is_whole(statement) and not zeros:
                self._add_whole((rule, statement), label, unit, most)
                continue
            if not label and zeros:
                bad = Observed(
                    self.inputs.add(zeros[0][1].subject, "count", unit, minimum=Decimal(0), maximum=most, reach=most)
                )
                tree = Fire(rule, times(points, subtract(Number(most), Fire(zeros[0][0], bad))))
                self.readings.append(f"按全年{most}{unit}计")
                zeros = zeros[1:]
            else:
                done = Observed(self.inputs.add(label, "count", unit, minimum=Decimal(0), maximum=most, reach=most))
                each = times(points, done)
                if self._is_far_beyond(statement, most):
                    each = Between(EACH_OR_ALL, choose(Compare(done, ">=", Number(most)), points), each)
                tree = Fire(rule, each)
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
        if not gains:
            zeros = [pair for pair in zeros if not self._is_of_row(pair)]
            for pair in zeros:  # 每缺报一个季度扣1分，全年均未报送的不得分
                if MONTH_HELD.search(pair[1].text):
                    self.lost.append(pair[0])
                else:
                    groups.zeros.append(pair)
            zeros = []
        self.mute = [rule for rule, _ in zeros]

    def _is_whole(self, statement: Statement) -> bool:
        """每季度研究不少于1次得3分 of 3: for the whole year, as the points cannot be had twice."""
        points = statement.points
        return self.worth is not None and isinstance(points, int | float) and exact(points) * 2 > self.worth

    def _is_far_beyond(self, statement: Statement, most: Decimal) -> bool:
        """每月上报信息得5分 of 10 without a limit: twelve times would be far more than the row is worth."""
        points, capped = statement.points, any(s.act is Act.CAP for _, s in self.groups.limits)
        if self.worth is None or not isinstance(points, int | float) or statement.bonus or capped:
            return False
        return exact(points) * most >= 2 * self.worth

    def _add_whole(self, pair: Ruled, label: str, unit: str, most: Decimal) -> None:
        """少一次扣1分 takes from it; without such words it is open what a missing month leaves."""
        rule, statement = pair
        points = Fire(rule, self._number(statement))
        lacking = [
            s
            for _, s in self.groups.counts
            if s.act is Act.DEDUCT_PER and s.sentence == statement.sentence and s.step and s.step.toward == "less"
        ]
        tree: Expression = points
        if not lacking:
            done = Observed(self.inputs.add(label, "count", unit, minimum=Decimal(0), maximum=most, reach=most))
            part = Unruled("没有写有一期没有做到时怎样计分", ZERO, points)
            tree = choose(Compare(done, ">=", Number(most)), points, choose(Compare(done, "<=", ZERO), ZERO, part))
        self.part.gains.append(Term(rule, tree, statement.sentence, statement.bonus))

    def _is_of_row(self, pair: Ruled) -> bool:
        """召开会议计0.5分，少于每月一次不计分: no month is counted, so that it is asked for the year; 当月 is open."""
        rule, statement = pair
        if not statement.bands:
            return False
        if MONTH_HELD.search(statement.text):
            self.lost.append(rule)
        else:
            label = CONSEQUENCE.sub("", statement.text).strip(",的")
            self.groups.zeros.append((rule, replace(statement, bands=(), period=None, subject=label)))
        return True

    def _period_label(self, statement: Statement) -> str:
        if not statement.bands:
            return statement.subject
        band = statement.bands[0]
        first = next((b.subject for _, s in self.groups.periods for b in s.bands if b.subject), "")
        subject = band.subject or first
        if band.unit == "" and band.low is not None and band.low.value == 0:
            return f"{subject}{'为0' if band.high is not None else '不为0'}"
        return print_band(replace(band, subject=subject))

    def _take_extremes(self) -> None:
        """数量最多的得满分，最少的得0分，其他的按比例计分（平阴 no. 3）: the row needs the other places' numbers."""
        groups = self.groups
        most = next((p for p in groups.answers if MOST.search(p[1].subject)), None)
        least = next((p for p in groups.zeros if LEAST.search(p[1].subject)), None)
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
            Case(inside(own, band), Fire(asked[0], self.full)),
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
