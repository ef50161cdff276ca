"""In: states told apart by days (6月底前得4分，7月底前得2分，其后得1分). Out: a date and its cases.

Not handled: other states.
"""

from __future__ import annotations

from decimal import Decimal

from extractor.model.scored.expression import (
    NEVER,
    ZERO,
    Between,
    Case,
    Choose,
    Compare,
    Expression,
    Fire,
    Number,
    Observed,
    Unruled,
    count_days,
)
from extractor.rulebook.build.dates import DayBound, read_day, same_deed
from extractor.rulebook.build.numbers.quantities import UNSAID
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.counts import CountBuilder
from extractor.rulebook.build.parts.start import Term

ON_THE_DAY = "没有写当天算不算在内"


class DatedBuilder(CountBuilder):
    """10月底前完成得5分，11月底前完成得3分，其余不得分."""

    def _take_dates(self, pairs: list[Ruled]) -> bool:
        """Take states of which each is bounded by a day; False where they are not."""
        subjects = [s.subject for _, s in pairs]
        if not same_deed(subjects) or any(s.series for _, s in pairs):
            return False
        bounds = [(read_day(s.subject), Fire(rule, self._amount(s))) for rule, s in pairs]
        before = [(b, tree) for b, tree in bounds if b is not None and b.side == "before"]
        after = [(b, tree) for b, tree in bounds if b is not None and b.side == "after"]
        never = [tree for b, tree in bounds if b is not None and b.side == "never"]
        before.sort(key=lambda pair: count_days(pair[0].day) if pair[0].day else 0)
        last = before[-1][0].day if before else None
        if last is None or len(after) > 1 or len(never) > 1 or (after and after[0][0].day not in {None, last}):
            return False
        deed = max((b.done for b, _ in bounds if b is not None), key=len)
        own = Observed(self.inputs.add_date(f"{deed}的时间" if deed else "完成的时间"))
        then = after[0][1] if after else self._rest(before[-1][1])
        cases = self._cases(own, before, then)
        said = self.groups.rest is not None or any(b.or_never for b, _ in after)
        undone = never[0] if never else then if said else ZERO
        cases.append(Case(Compare(own, ">=", Number(Decimal(NEVER))), undone))
        self.part.gains.append(Term(pairs[0][0], Choose(tuple(cases), then), pairs[0][1].sentence))
        return True

    def _rest(self, least: Expression) -> Expression:
        rest = self.groups.rest
        return Fire(rest[0], self._amount(rest[1])) if rest is not None else Unruled(UNSAID, ZERO, least)

    def _cases(self, own: Expression, before: list[tuple[DayBound, Fire]], then: Expression) -> list[Case]:
        cases: list[Case] = []
        for place, (bound, tree) in enumerate(before):
            after = before[place + 1][1] if place + 1 < len(before) else then
            day = bound.day
            if day is None:
                continue
            cases.append(Case(Compare(own, "<=" if bound.firm else "<", day), tree))
            if not bound.firm:
                low = after.low if isinstance(after, Unruled) else after
                cases.append(Case(Compare(own, "==", day), Between(ON_THE_DAY, low, tree)))
        return cases
