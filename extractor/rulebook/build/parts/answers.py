"""In: states of one thing and conditions without a number. Out: choices and yes/no questions. Not handled: numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.language.needs import compile_late
from extractor.model.facts.scoring import Act, Statement, exact
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
    Greatest,
    Holds,
    Is,
    Not,
    Number,
    Observed,
    Unruled,
)
from extractor.rulebook.build.alike import LADDERS, NEGATED, PLACE_SHARE
from extractor.rulebook.build.numbers.quantities import UNSAID
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.dated import DatedBuilder
from extractor.rulebook.build.parts.start import Term
from extractor.rulebook.build.terms import ONCE_OR_EACH, add, choose, negate, times

COPULA = compile_late(r"(?:为|是|评定为|评为|达到|属|居|列)$")
HEADED = compile_late(r"^(?P<of>[^:,;。]{2,20}):(?P<state>[^:]+)$")
"""农资配送中心建设：建成并投入运营得4分."""
OF_ROW = compile_late(r"[本该此](?:项|指标|大项)|全部|全项|总分")
ORDINAL = compile_late(r"^[一二三四五特甲乙丙丁ABCDE][级等类档星][^,;。]{0,4}$")
BEST_OR_ALL = "没有写几级都有时是取最高的还是累计"
NONE_AT_ALL = re.compile(r"^(?:全年|年内|全年度|本年度?)?(?:无|未发生|未出现|没有)")
HAVING = compile_late(r"^(?:如|若|凡)?(?:有|存在|发生|出现)[^,，;；。]{1,16}的?[,，]")
STANDS = compile_late(r"^(?:居|列|为|属)(?=[一二三四五甲乙丙丁][类等档级])")
REST = compile_late(r"其余|其他|其它")
SINCE = compile_late(
    r"^(?:与|同|和|较|比|跟)?(?:上年|去年|上一年|上季度|上月|往年|前一年|同期|同比|环比)度?(?:同期|同比)?(?:水平)?(?:相比|比较|相较)?,?"
)
"""与上年持平: the state behind 较上年下降."""


class AnswerBuilder(DatedBuilder):
    """好、较好、一般; 建立制度得4分."""

    def _add_states(self) -> None:  # noqa: C901, PLR0912 - a case for each form
        """优秀得10分，良好得8分，合格得6分: one of the states holds."""
        pairs = self.groups.states
        if not pairs or self._take_dates(pairs):
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
        other = _name_rest(rest[1]) if rest is not None else "其他"
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

    def _add_answers(self) -> None:
        groups = self.groups
        awards = [p for p in groups.answers if p[1].act is Act.AWARD]
        losses = [p for p in groups.answers if p[1].act is Act.DEDUCT]
        others = bool(self.part.gains)
        for pair in awards:
            self._add_award(pair, awards, alone=(len(awards) == 1 and not others) or self._is_base(pair, awards))
        for pair in losses:
            self._add_loss(pair)
        if groups.best is not None or groups.levels:
            levels = [t for t in self.part.gains if any(t.rule == rule for rule, _ in awards)]
            if len(levels) > 1:
                kept = [t for t in self.part.gains if t not in levels]
                tree: Expression = Greatest(tuple(t.tree for t in levels))
                if groups.best is None:
                    tree = Between(BEST_OR_ALL, tree, add([t.tree for t in levels]))
                self.part.gains = [*kept, Term(levels[0].rule, tree, levels[0].sentence, levels[0].bonus)]

    def _is_base(self, pair: Ruled, awards: list[Ruled]) -> bool:
        """走访慰问各1次得2分，缺1次扣1分: the only award of its sentence, before what is missing takes from it."""
        sentence = pair[1].sentence
        alone = sum(s.sentence == sentence for _, s in awards) == 1
        return (
            alone
            and not pair[1].bonus
            and any(
                s.act is Act.DEDUCT_PER
                and s.sentence == sentence
                and s.step
                and s.step.toward == "less"
                and s.order > pair[1].order
                for _, s in self.groups.counts
            )
        )

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
            or any(s.grade == "loss" for _, s in groups.judged)  # 效果好，计4分，效果不好，适当扣分
        )
        gates = [
            p
            for p in groups.zeros
            if not self._complements(p[1], statement) and (takes or not NEGATED.match(p[1].subject))
        ]
        if alone and not statement.bonus and (takes or gates):
            self.part.gains.append(Term(rule, Fire(rule, points), statement.sentence))
            return
        spared = NONE_AT_ALL.match(statement.subject) is not None and self._told_otherwise(statement)
        earning = [term for term in self.part.gains if not term.bonus]
        if (statement.points == "full" or spared) and earning:  # 每超2个百分点加1分 comes on top
            holds = Holds(self.inputs.add_answer(statement.subject))
            earned = add([term.tree for term in (*earning, *self.part.losses)])
            whole = Term(rule, choose(holds, Fire(rule, points), Floor(earned, ZERO)), statement.sentence)
            self.part.gains = [whole, *(term for term in self.part.gains if term.bonus)]
            self.part.losses = []
            return
        if not statement.subject:
            self.lost.append(rule)
            return
        holds = Holds(self.inputs.add_answer(statement.subject))
        self.part.gains.append(Term(rule, choose(holds, Fire(rule, points)), statement.sentence, statement.bonus))
        self._withhold(pair, awards, holds)
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

    def _withhold(self, pair: Ruled, awards: list[Ruled], holds: Holds) -> None:
        """开会得1分，少于每月一次不得分；发文得1分: what withholds an award in its own sentence is of it alone."""
        rule, statement = pair
        own = [p for p in awards if p[1].sentence == statement.sentence]
        if len(own) > 1 or len(awards) < 2:
            return
        near = [
            p
            for p in self.groups.zeros
            if p[1].sentence == statement.sentence
            and p[1].order > statement.order
            and p[1].subject
            and not self._complements(p[1], statement)
            and not OF_ROW.search(p[1].text)
        ]
        for zero in near:
            self.groups.zeros.remove(zero)
            term = self.part.gains[-1]
            lost = self._test(zero[1].bands[0]) if zero[1].bands else Holds(self.inputs.add_answer(zero[1].subject))
            test = Every((holds, Not(lost)))
            tree = choose(test, Fire(rule, self._number(statement)), Fire(zero[0], ZERO))
            self.part.gains[-1] = replace(term, tree=tree)

    def _told_otherwise(self, none: Statement) -> bool:
        """全年无积案得5分；有积案的，化解率达到80%得3分: the sentences behind are for who has some."""
        later = [s for _, s in self.part.ruled if s.order > none.order and s.act in {Act.AWARD, Act.AWARD_PER}]
        first = min(later, key=lambda s: s.order, default=None)
        return first is not None and HAVING.match(first.text.lstrip("，,；;。")) is not None

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


def _name_rest(rest: Statement) -> str:
    """Return the word by which a sentence names what is left: 其余得4分."""
    said = REST.match(rest.text.lstrip("，,；; "))
    return rest.subject or (said.group() if said is not None else "其他")


def _part_label(named: list[tuple[str, str, Expression, bool]]) -> tuple[list[tuple[str, str, Expression, bool]], str]:
    """满意度评价很满意5分，满意4分: the first state stands behind what it is of.

    >>> _part_label([("满意度评价很满意", "r1", ONE, False), ("满意", "r2", ZERO, False)])[1]
    '满意度评价'
    """
    first, others = named[0], [STANDS.sub("", SINCE.sub("", name)) for name, _, _, _ in named[1:]]
    head = HEADED.match(first[0])
    shares = [PLACE_SHARE.search(name) for name in (first[0], *others)]
    if shares[0] is not None and all(shares):
        states = [one.group() for one in shares if one is not None]
        return [(state, *more) for state, (_, *more) in zip(states, named, strict=True)], first[0][: shares[0].start()]  # type: ignore[misc]
    graded = next((one for one in others if ORDINAL.match(one)), None)
    if head is not None and not any(":" in name for name in others):
        return [(head["state"], *first[1:]), *named[1:]], head["of"]
    if graded is not None and len(first[0]) > len(graded) and ORDINAL.match(first[0][-len(graded) :]):
        state = first[0][-len(graded) :]
        if state[1:] == graded[1:]:
            return [(state, *first[1:]), *named[1:]], COPULA.sub("", first[0][: -len(state)])
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
                label = COPULA.sub("", first[0][: -len(word)])
                rest = [(name, *more) for name, (_, *more) in zip(others, named[1:], strict=True)]
                return [(word, *first[1:]), *rest], label  # type: ignore[list-item]
    return named, ""


def part_label(states: Sequence[str]) -> tuple[str, ...]:
    """Return what states are of, and the states.

    >>> part_label(["工作推进情况好", "较好", "一般"])
    ('工作推进情况', '好', '较好', '一般')
    """
    prefix = _common(tuple(states))
    if prefix and all(len(state) > len(prefix) for state in states):  # 工作成效好、工作成效较好
        return (prefix, *(state.removeprefix(prefix) for state in states))
    named, label = _part_label([(state, "", ZERO, False) for state in states])
    return (label, *(name for name, _, _, _ in named))


def _common(names: tuple[str, ...]) -> str:
    """Return what all names begin with, two characters at least."""
    shortest = min(names, key=len)
    for size in range(len(shortest), 1, -1):
        if all(name.startswith(shortest[:size]) for name in names):
            return shortest[:size]
    return ""
