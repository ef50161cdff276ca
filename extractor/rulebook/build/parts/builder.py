"""In: a part. Out: the same, filled, with limits, gates and what goes beyond the row.

Not handled: how parts make a row.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Statement, exact
from extractor.model.scored.expression import (
    ZERO,
    Between,
    Cap,
    Compare,
    Expression,
    Fire,
    Floor,
    Holds,
    Not,
    Number,
    Observed,
    Product,
    Quotient,
    Sum,
    Test,
    Unruled,
)
from extractor.model.scored.rulebook import TotalEffect
from extractor.rulebook.build.alike import NEGATED
from extractor.rulebook.build.formulas import build_formula
from extractor.rulebook.build.groups import Sorter
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.judged import JudgedBuilder
from extractor.rulebook.build.parts.start import PartTerms, Term, inside
from extractor.rulebook.build.terms import add, negate, subtract, times

LACKING = re.compile(r"缺|少")
ALL_LACKING = re.compile(r"(?P<n>[两二三四五六七八九])(?:项|个)(?:均|都|全)(?:无|未|没|缺)")
REALLY = compile_late(r"^(?:其|实际)+")
SHARE_END = compile_late(r"(?:比例|率|占比)$")
QUALIFIED = re.compile(r"^(?:按[时期]|及时|如期|准时|按(?:要求|规定|标准)|规范|全面|全部|高质量)")
"""按时完成编制得1.5分，不按时完成扣1分，未编制不得分: to be late is not the same as not to have done it."""
WHOLLY = re.compile(r"齐全|完整|到位|规范|完善|健全|充足|全面|及时|完成|达到|达标|合格|全部")
"""物资储备齐全得3分，缺1种扣0.5分，未储备不得分: what is not complete was stored all the same."""
LOSING = frozenset({Act.DEDUCT, Act.DEDUCT_PER})
SCORING = LOSING | {Act.AWARD, Act.AWARD_PER, Act.FORMULA, Act.PROPORTIONAL, Act.ZERO, Act.BASE}
WHOSE_LIMIT = "没有写最多扣的分只管这一句还是管前面各句"
MOST_ADDED = compile_late(r"加")
ONE_TIME = re.compile(r"[当该本此][次件篇](?:也|均)?(?:不|计0|得0|记0)")
WHOLE_ROW = re.compile(r"本项|该项|此项|总|合计|累计|满分")


class PartBuilder(JudgedBuilder):
    """Builds one part, kind by kind."""

    def build(self) -> PartTerms:
        """Fill the part."""
        self.groups = groups = Sorter(self.part.ruled, self._start, self.inputs.name).sort()
        self.part.base = groups.base
        self.part.below = groups.below is not None or self._only_turned()
        self._take_compared()
        self._take_several()
        self._take_periods()
        self._take_extremes()
        self._take_requirement()
        for quantity in groups.quantities:
            self._add_quantity(quantity)
        self._add_states()
        self._add_ordinals()
        for pair in groups.counts:
            self._add_count(pair)
        for pair in groups.scaled:
            self._add_scaled(pair)
        self._add_zeroed()
        self._add_answers()
        for pair in groups.formulas:
            self._add_formula(pair)
        for pair in groups.shares:
            self._add_share(pair)
        for pair in [] if self._add_judged_states() else groups.judged:
            self._add_judged(pair)
        self._gate_fallen()
        self._add_gates()
        for pair in groups.beyond:
            self._add_beyond(pair)
        for pair in groups.limits:
            self._add_limit(pair)
        self._leave_unsaid()
        self._keep_least()
        self.lost.extend(rule for rule, _ in groups.lost)
        return self.part

    def _leave_unsaid(self) -> None:
        """发生事故的总分按0分, in a row of 13 points: what the row itself is worth is not said, and no zero."""
        part, beyond = self.part, self.groups.beyond
        acting = any(statement.act in SCORING for _, statement in part.ruled)
        if beyond and not acting and self.worth and not (part.gains or part.losses or part.base):
            rule = beyond[0][0]
            part.gains.append(
                Term(rule, Unruled("本行如何得分没有写明", ZERO, Number(self.worth)), beyond[0][1].sentence)
            )

    def _keep_least(self) -> None:
        """最低得5分: what remains whatever is taken."""
        for rule, statement in self.groups.asked:
            if statement.grade == "least" and isinstance(statement.points, int | float):
                self.part.least = (rule, exact(statement.points))

    def _only_turned(self) -> bool:
        """每发生一起倒扣1分，最多倒扣5分: a row that only takes below zero."""
        acting = [s for _, s in self.part.ruled if s.act in SCORING]
        return bool(acting) and all(s.act in LOSING and "倒扣" in s.text for s in acting)

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
        label = self._find_share_label(subject)
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

    def _find_share_label(self, subject: str) -> str:
        """Return the name of a share: 按完成比例计分，完成率低于60%不计分 has one rate."""
        core = _name_share(subject)
        rates = [q.subject for q in self.groups.quantities if q.unit == "%" and _name_share(q.subject) == core]
        if core and rates:
            return rates[0]
        return subject if SHARE_END.search(subject) else f"{subject}比例"

    def _is_plain_gate(self, rule: str, statement: Statement) -> bool:
        """Take a gate with a bound, and 每报送1次得0.5分，迟报的当次不得分: what is counted leaves them out."""
        if statement.bands:
            self.part.gates.append((rule, self._test(statement.bands[0])))
            return True
        if not ONE_TIME.search(statement.text):
            return False
        counts = [s for _, s in self.groups.counts]
        plain = len(counts) == 1 and counts[0].act is Act.AWARD_PER
        (self.mute if plain else self.lost).append(rule)
        return True

    def _add_gates(self) -> None:
        for rule, statement in self.groups.zeros:
            if self._is_plain_gate(rule, statement):
                continue
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
                    if s.act is Act.DEDUCT_PER and s.step and s.step.unit in {"项", "个"} and LACKING.match(s.subject)
                ),
                None,
            )
            match = ALL_LACKING.match(statement.subject)
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
                    if s.act is Act.AWARD
                    and NEGATED.match(statement.subject)
                    and core
                    and core in s.subject
                    and not (self.part.losses and QUALIFIED.match(s.subject) and not QUALIFIED.match(core))
                    and not (self.part.losses and WHOLLY.search(s.subject.rpartition(core)[2]))
                ),
                None,
            )
            if award is not None:
                self.part.gates.append((rule, Not(Holds(self.inputs.add_answer(award.subject)))))
            else:
                self.part.gates.append((rule, Holds(self.inputs.add_answer(statement.subject))))

    def _add_loss_limit(self, pair: Ruled) -> None:
        """最多扣3分: of the losses of its sentence, of all before it, or open between the two."""
        rule, statement = pair
        part = self.part
        if self.effects and not part.losses:
            self._limit_effects(pair)
            return
        limit = exact(statement.points) if isinstance(statement.points, int | float) else None
        if limit is None or (self.worth is not None and limit >= self.worth and not part.below):
            part.floor_rule = rule
            return
        same = [t for t in part.losses if t.sentence == statement.sentence] or part.losses
        if len(same) < len(part.losses) and same and not WHOLE_ROW.search(statement.text):
            rest = [t for t in part.losses if t not in same]
            before = [t for t in rest if t.sentence < statement.sentence]
            own = Floor(add([t.tree for t in same]), Number(-limit), rule)
            if self._limits_each() or not before:
                part.losses = [*rest, Term(rule, own, statement.sentence)]
                return
            every = add([t.tree for t in (*before, *same)])
            tree = Between(WHOSE_LIMIT, add([*(t.tree for t in before), own]), Floor(every, Number(-limit), rule))
            part.losses = [*(t for t in rest if t not in before), Term(rule, tree, statement.sentence)]
        else:
            part.loss_cap = (rule, limit)

    def _add_limit(self, pair: Ruled) -> None:
        rule, statement = pair
        part = self.part
        if statement.act is Act.DEDUCT_CAP:
            self._add_loss_limit(pair)
            return
        if statement.points == "full":
            part.cap = part.cap or (rule, self.worth) if self.worth is not None else None
            return
        limit = exact(statement.points) if isinstance(statement.points, int | float) else Decimal(0)
        if statement.step is not None:
            self._add_each_cap(pair, limit)
            return
        same = [t for t in part.gains if t.sentence == statement.sentence]
        whole = self.worth is None or limit >= self.worth or not same or WHOLE_ROW.search(statement.text) is not None
        extra = [t for t in same if t.bonus]
        if same and len(same) == len(extra) and self.part.losses and MOST_ADDED.search(statement.text):
            whole, same = False, [t for t in part.gains if t.bonus]  # 每项加2分，最多加4分；每户扣2分
        elif extra and len(extra) < len(part.gains) and ("加" in statement.text):
            same, whole = extra, False
        if (whole and len(same) == len(part.gains)) or not same or whole:
            part.cap = (rule, limit)
        else:
            rest = [t for t in part.gains if t not in same]
            capped = Cap(add([t.tree for t in same]), Number(limit), rule)
            part.gains = [*rest, Term(same[0].rule, capped, statement.sentence, all(t.bonus for t in same))]

    def _limit_effects(self, pair: Ruled) -> None:
        """每起在总分中扣3分，最多扣9分: the limit is of what the total loses."""
        rule, statement = pair
        places = [place for place, effect in enumerate(self.effects) if effect.kind == "total_points"]
        amount = self.effects[places[0]].amount if len(places) == 1 else None
        if amount is None or not isinstance(statement.points, int | float):
            self.lost.append(rule)
            return
        limited = Floor(amount, Number(-exact(statement.points)), rule)
        self.effects[places[0]] = replace(self.effects[places[0]], amount=limited)

    def _limits_each(self) -> bool:
        """少1条扣1分，最多扣4分；少1次扣1分，最多扣2分: each sentence has a limit of its own."""
        said = [s.sentence for _, s in self.groups.limits if s.act is Act.DEDUCT_CAP and s.points != "full"]
        return len(said) > 1

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
            when = inside(Observed(self._observe_band(statement.bands[0])), statement.bands[0])
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


def _name_share(subject: str) -> str:
    """按实际完成比例计分，完成率低于60%的不得分: one rate, whatever it is called."""
    return SHARE_END.sub("", REALLY.sub("", subject))
