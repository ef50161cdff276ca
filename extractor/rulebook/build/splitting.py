"""In: the statements of a cell. Out: its parts, each with the statements that work together; series written out.

Not handled: what a part comes to (`parts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.model.facts.scoring import Act, Band, Edge, Statement, Step, exact, unit_class
from extractor.rulebook.build.alike import GENERIC
from extractor.rulebook.build.numbers.stepped import Ruled
from extractor.rulebook.build.parts.start import PartTerms

GAINS = frozenset({Act.AWARD, Act.AWARD_PER, Act.FORMULA, Act.PROPORTIONAL, Act.WORTH})
LOSSES = frozenset({Act.DEDUCT, Act.DEDUCT_PER})
MOST_WRITTEN = 20
"""So many places of a series are written out at most."""
ALL_POINTS = 100
"""More than that no series takes."""


class CellSplitter:
    """Parts a cell; `unread` are statements that go on from nothing."""

    def __init__(self, ruled: Sequence[Ruled]) -> None:
        self.ruled = ruled
        self.unread: list[Ruled] = []

    def split(self) -> list[PartTerms]:
        """Part a cell: by its numbers, by points in brackets, and where a new award follows what was taken."""
        parts: list[PartTerms] = []
        number = None
        for pair in self._expanded():
            statement = pair[1]
            current = parts[-1] if parts else None
            if statement.act is Act.WORTH and not statement.subject and current is not None and current.worth is None:
                own = self._own_sentence(current, statement)
                if own:
                    parts.append(PartTerms(own))
                parts[-1].worth = pair
                continue
            fresh = (
                current is None
                or number != statement.part
                or statement.act is Act.WORTH
                or self._begins(current, statement)
            )
            if fresh:
                current = PartTerms([])
                parts.append(current)
            number = statement.part
            if statement.act is Act.WORTH:
                current.worth = pair  # type: ignore[union-attr]
            else:
                current.ruled.append(pair)  # type: ignore[union-attr]
        return [self._finish(part) for part in parts]

    def _own_sentence(self, current: PartTerms, worth: Statement) -> list[Ruled]:
        """达到80%得15分，每低5个点扣1分；被通报的每起扣5分（10分）: behind an award they are of the last sentence."""
        own = [pair for pair in current.ruled if pair[1].sentence == worth.sentence]
        before = [pair for pair in current.ruled if pair not in own]
        earned = any(s.act is Act.AWARD and isinstance(s.points, int | float) for _, s in before)
        if not own or not earned or any(s.act not in LOSSES for _, s in own):
            return []
        current.ruled = before
        return own

    def _begins(self, current: PartTerms, statement: Statement) -> bool:
        """建立制度得5分，缺一项扣1分；开展培训得5分，少一次扣2分: each award with what is taken from it."""
        if (
            statement.act is not Act.AWARD
            or statement.bonus
            or statement.rest
            or not statement.subject
            or statement.points == "full"
        ):
            return False
        last = current.ruled[-1][1] if current.ruled else None
        if last is None or statement.sentence == last.sentence:
            return False
        units = {unit_class(band.unit) for _, s in current.ruled for band in s.bands}
        if any(unit_class(band.unit) in units for band in statement.bands) and all(
            GENERIC.match(b.subject) for b in statement.bands
        ):
            return False
        acts = [s.act for _, s in current.ruled]
        return Act.AWARD in acts and any(act in LOSSES for act in acts)

    def _finish(self, part: PartTerms) -> PartTerms:
        """A part that only has its points in brackets is an award of them; before deductions it is the base."""
        if part.worth is not None and not any(s.act in GAINS | LOSSES or s.act is Act.JUDGED for _, s in part.ruled):
            rule, statement = part.worth
            part.ruled.insert(0, (rule, replace(statement, act=Act.AWARD)))
            part.worth = None
        elif part.worth is not None and part.worth[1].bands and not any(s.act is Act.AWARD for _, s in part.ruled):
            part.ruled.insert(0, (part.worth[0], replace(part.worth[1], act=Act.AWARD)))
        return part

    def _expanded(self) -> list[Ruled]:
        """Write series out: 前三名的分别得10分、8分、6分; 第一名10分，第二名9分，以此类推."""
        expanded: list[Ruled] = []
        for rule, statement in self.ruled:
            if statement.series and statement.bands and not statement.names and statement.step is None:
                band = statement.bands[0]
                begin = band.low.value if band.low is not None and not band.last else 1
                for place, points in enumerate(statement.series, int(begin)):
                    edge = Edge(place, firm=True)
                    one = Band(subject=band.subject, unit="名", low=edge, high=edge)
                    expanded.append((rule, replace(statement, series=(), points=points, bands=(one,))))
            elif statement.act is Act.GO_ON and expanded and "nth" in expanded[-1][1].names:
                self._go_on_in_turn(rule, statement, expanded)
            elif statement.act is Act.GO_ON:
                expanded.extend(self._go_on(rule, statement, expanded))
            else:
                expanded.append((rule, statement))
        return expanded

    def _go_on_in_turn(self, rule: str, statement: Statement, expanded: list[Ruled]) -> None:
        """第一起、第二起、第三起火灾，分别扣5分、6分、7分，以此类推: each costs by so much more."""
        last_rule, last = expanded[-1]
        changes = {exact(two) - exact(one) for one, two in pairwise(last.series)}
        if len(changes) != 1 or last.bands[0].low is None:
            self.unread.append((rule, statement))
            return
        by, points = changes.pop(), exact(last.series[-1])
        series = [exact(one) for one in last.series]
        while len(series) < MOST_WRITTEN and sum(series) < ALL_POINTS and points + by > 0:
            points += by
            series.append(points)
        band = replace(last.bands[0], high=Edge(last.bands[0].low.value + len(series) - 1, firm=True))
        expanded[-1] = (last_rule, replace(last, series=tuple(map(float, series)), bands=(band,)))

    def _go_on(self, rule: str, statement: Statement, before: list[Ruled]) -> list[Ruled]:
        steps = [
            s
            for _, s in before
            if s.act in {Act.AWARD, Act.DEDUCT}
            and len(s.bands) == 1
            and s.bands[0].low is not None
            and isinstance(s.points, int | float)
        ]
        if len(steps) < 2:
            self.unread.append((rule, statement))
            return []
        last, earlier = steps[-1], steps[-2]
        values = [exact(s.bands[0].low.value) for s in (earlier, last) if s.bands[0].low is not None]
        points = [exact(s.points) for s in (earlier, last) if isinstance(s.points, int | float)]
        change = points[1] - points[0]
        if unit_class(last.bands[0].unit) == "%" and last.act is Act.AWARD and change and values[1] != values[0]:
            written = self._go_on_by_shares(rule, last, values[1] - values[0], change)
            if written:
                return written
        if values[1] - values[0] != 1 or not change:
            self.unread.append((rule, statement))
            return []
        act = Act.DEDUCT_PER if change < 0 else Act.AWARD_PER
        if last.act is Act.DEDUCT:
            self.unread.append((rule, statement))
            return []
        size = float(abs(change))
        toward = "less" if last.bands[0].unit == "名" and change < 0 else "more"
        step = Step(n=1, unit=last.bands[0].unit, toward=toward)  # type: ignore[arg-type]
        return [(rule, replace(statement, act=act, points=int(size) if size.is_integer() else size, step=step))]

    def _go_on_by_shares(self, rule: str, last: Statement, by: Decimal, change: Decimal) -> list[Ruled]:
        """完成90%得9分，完成80%得8分，依次类推; 超额10%至20%加1分，20%至30%加2分，依次类推，最多加5分."""
        band, points = last.bands[0], exact(last.points if isinstance(last.points, int | float) else 0)
        limit = next((s.points for _, s in self.ruled if s.act is Act.CAP and s.order > last.order), None)
        if band.low is None or (by > 0) != (change > 0) or (change > 0 and not isinstance(limit, int | float)):
            return []
        top = exact(limit) if isinstance(limit, int | float) else Decimal(0)
        written: list[Ruled] = []
        for place in range(1, MOST_WRITTEN):
            low, worth = exact(band.low.value) + by * place, points + change * place
            if worth <= 0 or low <= 0:
                edge = Edge(float(low - by), closed=False, firm=True)
                none = replace(band, low=None, high=edge, bare=False)
                written.append((rule, replace(last, act=Act.ZERO, points=0, bands=(none,))))
                break
            if change > 0 and worth > top:
                break
            high = None if band.high is None else replace(band.high, value=float(exact(band.high.value) + by * place))
            if change > 0 and worth == top:
                high = None
            own = replace(band, low=replace(band.low, value=float(low)), high=high)
            written.append((rule, replace(last, points=float(worth), bands=(own,))))
        return written
