"""In: what is counted one by one. Out: gains and losses per thing. Not handled: bands of a count."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.model.facts.scoring import Act, Statement, Step, exact, unit_class
from extractor.model.scored.expression import (
    ONE,
    ZERO,
    Between,
    Compare,
    Expression,
    Fire,
    Greatest,
    Least,
    Number,
    Observed,
)
from extractor.model.scored.rulebook import InputKind
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.periods import PeriodBuilder
from extractor.rulebook.build.parts.start import PERIODS, Term, inside
from extractor.rulebook.build.terms import ONCE_OR_EACH, add, choose, divide, negate, steps, subtract, times

AREAS = frozenset(["亩", "公顷", "平方米", "平方公里", "立方米", "公里", "千米", "米"])
MEASURED = AREAS | frozenset(["元", "万元", "亿元", "吨", "公斤", "小时", "分钟", "天", "日"])
"""What can be observed in parts."""
OF_WHICH = re.compile(r"^[,，;；。 ]*其中")
IN_PLACE = "没有写其中的是另外计分还是已算在内"
BELOW_TARGET = re.compile(
    r"^未(?:能)?(?:完成|达到?|实现)(?P<what>[^,;。]{0,20}?(?:目标|任务|指标|标准|要求|计划|平均|均值|水平)(?:值|数|水平)?)(?:每)?(?:低|差|少|低于|相差)$"
)
"""未完成责任指标的，每低0.1个百分点: how far below what is asked."""


def is_counted(unit: str) -> bool:
    """Whether things of a unit are whole.

    >>> is_counted("起"), is_counted("万条"), is_counted("公里")
    (True, False, False)
    """
    return unit_class(unit) not in {"%", "‰"} and not unit.startswith(("万", "亿")) and unit not in MEASURED


class CountBuilder(PeriodBuilder):
    """每发现1起扣2分, 按2:1:0.5比例加分."""

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
        amount = self._part_of(pair, times(points, count), count)
        tree: Expression = Fire(rule, negate(amount) if loss else amount)
        if rule in self.topped:
            top, band = self.topped[rule]
            own = Observed(self._count_input(statement, label, unit))
            tree = choose(inside(own, band), Fire(top, self.full), tree)
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

    def _part_of(self, pair: Ruled, amount: Expression, count: Expression) -> Expression:
        """每新增1个得0.5分，其中亿元以上的每个得1分: in place of what each of them earns already, or on top."""
        statement = pair[1]
        if not OF_WHICH.match(statement.text) or statement.bonus or not isinstance(statement.points, int | float):
            return amount
        whole = next(
            (
                s
                for _, s in reversed(self.groups.counts)
                if s.order < statement.order and s.act is statement.act and s.sentence == statement.sentence
            ),
            None,
        )
        same = whole is not None and whole.step is not None and statement.step is not None
        if whole is None or not same or not isinstance(whole.points, int | float) or whole.series:
            return amount
        if unit_class(whole.step.unit) != unit_class(statement.step.unit) or whole.points >= statement.points:  # type: ignore[union-attr]
            return amount
        more = times(Number(exact(statement.points) - exact(whole.points)), count)
        return Between(IN_PLACE, more, amount)

    def _add_ordinals(self) -> None:
        """第一起扣1分，第二起扣2分，第三起起每起扣3分: one event after the other, from the first on."""
        pairs = sorted(self.groups.ordinals, key=lambda pair: pair[1].bands[0].low.value if pair[1].bands[0].low else 0)
        if self._goes_on_counting(pairs):
            return
        following = 1
        for _, statement in pairs:
            band = statement.bands[0]
            if band.low is None or band.low.value != following:
                self.lost.extend(rule for rule, _ in pairs)
                return
            following = int(band.high.value) + 1 if band.high is not None else 0
        if not pairs:
            return
        first = pairs[0][1].bands[0]
        label = next((s.subject for _, s in pairs if s.subject), self.inputs.name)
        own = Observed(self.inputs.add(label, "count", first.unit, minimum=Decimal(0), reach=Decimal(len(pairs) + 20)))
        for rule, statement in pairs:
            self._add_ordinal(rule, statement, own)

    def _goes_on_counting(self, pairs: list[Ruled]) -> bool:
        """每迟报一次扣1分，第三次起每次扣2分: the first two by the first sentence."""
        band = pairs[0][1].bands[0] if len(pairs) == 1 else None
        act = {Act.DEDUCT: Act.DEDUCT_PER, Act.AWARD: Act.AWARD_PER}.get(pairs[0][1].act) if pairs else None
        if band is None or act is None or band.low is None or band.high is not None or band.low.value < 2:
            return False
        rule, statement = pairs[0]
        counts = [
            pair
            for pair in self.groups.counts
            if pair[1].act is act and pair[1].step and unit_class(pair[1].step.unit) == unit_class(band.unit)
        ]
        if len(counts) != 1 or counts[0][1].sentence != statement.sentence or statement.subject:
            return False
        step = Step(n=1, unit=band.unit, beyond=band.low.value - 1)
        self.groups.counts.append((rule, replace(statement, act=act, bands=(), step=step, names=())))
        return True

    def _add_ordinal(self, rule: str, statement: Statement, own: Observed) -> None:
        low = statement.bands[0].low
        start = int(low.value) if low is not None else 1
        if statement.act is Act.ZERO:
            self.part.gates.append((rule, Compare(own, ">=", Number(Decimal(start)))))
            return
        if statement.bands[0].high is None:
            count = Greatest((ZERO, subtract(own, Number(Decimal(start - 1)))))
            amount = times(self._number(statement), count)
        elif statement.series:
            amount = add(
                [
                    choose(Compare(own, ">=", Number(Decimal(place))), Number(exact(points)))
                    for place, points in enumerate(statement.series, start)
                ]
            )
        else:
            amount = choose(Compare(own, ">=", Number(Decimal(start))), self._number(statement))
        loss = statement.act is Act.DEDUCT
        terms = self.part.losses if loss else self.part.gains
        terms.append(Term(rule, Fire(rule, negate(amount) if loss else amount), statement.sentence, statement.bonus))

    def _count_label(self, pair: Ruled) -> str:
        statement = pair[1]
        label = BELOW_TARGET.sub(r"低于\g<what>", statement.subject)
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
        missing = self._missing(statement)
        if missing is not None:
            return missing
        counted = is_counted(unit)
        own = Observed(self._count_input(statement, label, unit))
        if step.once:
            once = choose(Compare(own, ">", ZERO), ONE)
            return Between(ONCE_OR_EACH, once, divide(own, size))
        if step.beyond is not None:
            return Greatest((ZERO, subtract(own, Number(exact(step.beyond)))))
        beyond = next(
            (
                s.step.beyond
                for _, s in self.groups.counts
                if s.step is not None and s.step.beyond is not None and unit_class(s.step.unit) == unit_class(step.unit)
            ),
            None,
        )
        amount: Expression = Least((own, Number(exact(beyond)))) if beyond is not None else own
        if pair[0] in self.groups.part_steps:
            return divide(amount, size)
        return steps(
            amount, size, whole=counted, up=pair[0] in self.groups.started, gain=statement.act is Act.AWARD_PER,
            down=pair[0] in self.groups.full_steps,
        )  # fmt: skip

    def _count_input(self, statement: Statement, label: str, unit: str) -> str:
        kind: InputKind = "count" if is_counted(unit) else "number"
        size = exact(statement.step.n) if statement.step is not None else Decimal(1)
        shown = "%" if unit == "个百分点" and label.endswith("率") else unit
        return self.inputs.add(label, kind, shown, minimum=Decimal(0), reach=self._reach(statement) * size)

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

    def _add_scaled(self, pair: Ruled) -> None:
        """漏报的加倍扣分, 地方标准减半计分: by how many; whether they are among those counted before is not written."""
        rule, statement = pair
        gain = statement.grade == "gain"
        act = Act.AWARD_PER if gain else Act.DEDUCT_PER
        before = [s for _, s in self.groups.counts if s.act is act and s.order < statement.order and not s.series]
        near = [s for s in before if s.sentence == statement.sentence] or before
        points = [exact(s.points) for s in near if isinstance(s.points, int | float)]
        if not points or near[-1].step is None or statement.share is None:
            self.lost.append(rule)
            return
        reach = self._reach(near[-1])
        unit = near[-1].step.unit
        own = Observed(self.inputs.add(statement.subject, "count", unit, minimum=Decimal(0), reach=reach))
        share = exact(statement.share)
        least, most = min(points) * share, max(points) * share
        if gain and share > 1:  # 头版采用的加倍计分
            more = times(Number(max(points) * share), own)
            tree: Expression = Fire(rule, Between("没有写是否已计入前面的数", times(Number(min(points)), own), more))
        elif gain or share < 1:
            pairs = [p for p in self.groups.counts if p[1] in near and p[1].step is not None]
            known = [self._count(p, self._count_label(p), p[1].step.unit if p[1].step else "") for p in pairs]
            halved: Expression = own if gain else Least((own, add(known)))
            amount = times(Number(least), halved)
            if least != most:
                amount = Between("没有写是哪项分数的一半", amount, times(Number(most), halved))
            tree = Fire(rule, amount)
        else:
            less = negate(times(Number(min(points)), own))
            tree = Fire(rule, Between("没有写是否已计入前面的数", negate(times(Number(most), own)), less))
        terms = self.part.gains if gain else self.part.losses
        terms.append(Term(rule, tree, statement.sentence, statement.bonus))

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
