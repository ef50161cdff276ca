"""In: what a person decides (酌情扣1至2分, 好的得4—5分). Out: terms, open between both ends. Not handled: answers."""

from __future__ import annotations

from decimal import Decimal

from extractor.model.facts.scoring import Act, Statement, exact
from extractor.model.scored.expression import (
    ZERO,
    Between,
    Case,
    Choose,
    Expression,
    Fire,
    Holds,
    Is,
    Number,
    Observed,
)
from extractor.rulebook.build.alike import is_ladder
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.answers import AnswerBuilder, part_label
from extractor.rulebook.build.parts.start import JUDGES, Term
from extractor.rulebook.build.terms import choose, negate, times


class JudgedBuilder(AnswerBuilder):
    """视情况扣1至3分."""

    def _add_judged(self, pair: Ruled) -> None:
        """材料不齐全的扣1-3分: how much is for a person; whether is not."""
        rule, statement = pair
        least = Number(exact(statement.points)) if isinstance(statement.points, int | float) else ZERO
        most = Number(exact(statement.most)) if statement.most is not None else least if least != ZERO else self.full
        if statement.grade is None and not self._is_given(statement):
            self.lost.append(rule)
            return
        loss = statement.grade == "loss"
        inner: Expression = Between(JUDGES, negate(most), negate(least)) if loss else Between(JUDGES, least, most)
        if statement.step is not None and statement.subject:  # 视火灾面积扣3—8分/次
            own = Observed(
                self.inputs.add(
                    statement.subject, "count", statement.step.unit, minimum=Decimal(0), reach=self._reach(statement)
                )
            )
            tree: Expression = Fire(rule, times(inner, own))
        elif statement.subject:
            tree = choose(Holds(self.inputs.add_answer(statement.subject)), Fire(rule, inner))
        else:
            tree = Fire(rule, Between(JUDGES, negate(most), ZERO) if loss else Between(JUDGES, ZERO, most))
        (self.part.losses if loss else self.part.gains).append(Term(rule, tree, statement.sentence, not loss))

    def _is_given(self, statement: Statement) -> bool:
        """记录不全的酌情给分 behind 记录齐全得4分: less than all, as a person decides."""
        awards = [s for _, s in self.groups.answers if s.act is Act.AWARD and s.sentence == statement.sentence]
        return bool(statement.subject and awards) and "减" not in statement.text and statement.step is None

    def _add_judged_states(self) -> bool:
        """好的得4—5分，较好的得2—3分，一般的得0—1分: which state it is, and a person decides how much."""
        pairs = self.groups.judged
        ranged = all(s.grade is None and s.most is not None and s.subject and s.step is None for _, s in pairs)
        states = [s.subject for _, s in pairs]
        if len(pairs) < 2 or not ranged or not is_ladder(states):
            return False
        names = [*part_label(states)]
        chosen = self.inputs.add_choice(names.pop(0) or self.inputs.name, tuple(names))
        cases = []
        for name, (rule, s) in zip(names, pairs, strict=True):
            least = Number(exact(s.points)) if isinstance(s.points, int | float) else ZERO
            cases.append(Case(Is(chosen, name), Fire(rule, Between(JUDGES, least, Number(exact(s.most or 0))))))
        self.part.gains.append(Term(pairs[0][0], Choose(tuple(cases), ZERO), pairs[0][1].sentence))
        return True
