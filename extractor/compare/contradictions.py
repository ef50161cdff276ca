"""In: the groups of an alignment with their items. Out: pairs of places of one plan that say two things of one matter.

The body of 平阴 asks for 2 publicity activities a year, its table gives full marks for 4; a label may give another
limit than the sentence before it; two tasks may set one rate twice; a section's printed points may not be the sum of
its rows. Values are brought to one scale first (1 a month is 12 a year). Two values of one sentence, or of one table
(a ladder of marks), are no contradiction.
Not handled: what is said in words without a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Literal

from extractor.compare.differences.deadlines import find_days
from extractor.compare.differences.durations import find_durations
from extractor.compare.differences.frequencies import REPORTING, find_frequencies
from extractor.compare.differences.stated_values import Row, Stated, likeness
from extractor.compare.differences.targets import find_targets
from extractor.compare.places import find_reach
from extractor.model.alignment import Group
from extractor.model.place import Place
from extractor.model.plan import Indicator, Plan, Task
from extractor.model.text_reuse import Contradiction, Extract, Statement

Kind = Literal["target", "frequency", "duration", "deadline", "points"]
Where = Literal["body", "label", "annex"]
Side = tuple[str, str]
Scale = tuple[str, str]

ALIKE = 70.0
"""Likeness (0 to 100) of two metrics from which they are the same matter."""
NEARLY_SAME = 90.0
"""The same for two tasks of one plan, which often set one kind of rate for two things."""
FINDERS: tuple[tuple[Kind, Callable[[Row], Iterator[Stated]]], ...] = (
    ("target", find_targets),
    ("frequency", find_frequencies),
    ("duration", find_durations),
    ("deadline", find_days),
)
ZH_WHERE = {"body": "正文", "label": "时限标签", "annex": "附表"}


@dataclass(frozen=True, slots=True)
class Said:
    """A stated value with the kind of fact that it is and where it stands."""

    kind: Kind
    where: Where
    stated: Stated

    @property
    def side(self) -> Side:
        """Return what is asked as one: the tables together, each task's sentences, each task's labels."""
        return self.where, "" if self.where == "annex" else self.stated.item

    @property
    def scale(self) -> Scale:
        """Return the unit and its strict end; a table of a year's work counts 次 where the body counts 次/年."""
        reporting = self.stated.about == REPORTING
        return self.stated.unit if reporting else self.stated.unit.removesuffix("/年"), self.stated.stricter


def find_contradictions(rows: Sequence[tuple[Group, Sequence[Row]]], plans: Sequence[Plan]) -> Iterator[Contradiction]:
    """Yield each pair once, by plan and then by place; those of points after those of values."""
    texts = {plan.id: plan.text for plan in plans}
    found: dict[tuple[str, int, int], Contradiction] = {}
    for _, members in rows:
        for plan, own in groupby(sorted(members, key=lambda row: row.plan), key=lambda row: row.plan):
            said = [one for row in own for one in find_said(row)]
            for one, other in find_opposed(said):
                pair = build_contradiction(one, other, texts[plan])
                found.setdefault((plan, pair.one.said.start, pair.other.said.start), pair)
    order = {plan.id: at for at, plan in enumerate(plans)}
    yield from sorted(found.values(), key=lambda pair: (order[pair.plan], pair.one.said.start, pair.other.said.start))
    for plan in plans:
        yield from find_wrong_sums(plan)


def find_said(row: Row) -> Iterator[Said]:
    """Yield all values of an item that belong to its group."""
    for kind, find in FINDERS:
        for stated in find(row):
            if stated.value is not None and stated.place and row.concerns(stated.about + stated.quote):
                yield Said(kind, _find_where(row.item, stated), stated)


def _find_where(item: Task | Indicator, stated: Stated) -> Where:
    if isinstance(item, Indicator):
        return "annex"
    labels = {deadline.place for deadline in item.deadlines if deadline.where == "label"}
    return "label" if stated.place in labels else "body"


def find_opposed(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs that speak of one matter in two places with no value in common.

    A place that repeats the other's value among several agrees with it: 每月报送1篇 beside 全年报送12篇.
    """
    values: dict[tuple[Side, Scale], list[float | None]] = {}
    for one in said:
        values.setdefault((one.side, one.scale), []).append(one.stated.value)
    for one, other in combinations(said, 2):
        if one.side == other.side or one.scale != other.scale:
            continue
        mine, theirs = values[one.side, one.scale], values[other.side, other.scale]
        alone = len(mine) == len(theirs) == 1
        if set(mine).isdisjoint(theirs) and _is_one_matter(one, other, alone=alone):
            yield one, other


def _is_one_matter(one: Said, other: Said, *, alone: bool) -> bool:
    """Tell whether two values measure the same: by their words, or since each is the only one of its side and scale.

    Two tasks must name it in nearly the same words; what a table marks is taken for what the task asks for.
    """
    apart = one.stated.item != other.stated.item and one.where != "annex" != other.where
    if likeness(one.stated.about, other.stated.about) >= (NEARLY_SAME if apart else ALIKE):
        return True
    return alone and not apart and _counts(one) and _counts(other)


def _counts(said: Said) -> bool:
    """Tell whether a value counts things (次, 篇, 家), whose unit says what is measured; 5% may be of anything."""
    return said.stated.unit not in {"", "%", "日期", "工作日", "日"} and said.stated.about != REPORTING


def build_contradiction(one: Said, other: Said, text: str) -> Contradiction:
    """Return the pair, the one printed first standing first."""
    first, second = sorted((one, other), key=lambda said: find_reach(said.stated.place))
    statements = [_build_statement(said, text) for said in (first, second)]
    kinds: set[Kind] = {first.kind, second.kind}
    return Contradiction(
        plan=first.stated.plan,
        kind=first.kind if len(kinds) == 1 else "frequency" if "frequency" in kinds else first.kind,
        unit=first.stated.unit or second.stated.unit,
        one=statements[0],
        other=statements[1],
        note=f"{ZH_WHERE[first.where]}为{first.stated.shown}，{ZH_WHERE[second.where]}为{second.stated.shown}",
    )


def _build_statement(said: Said, text: str) -> Statement:
    return Statement(
        where=said.where,
        said=_cut(said.stated.plan, said.stated.place, text, said.stated.item),
        value=said.stated.value,
        shown=said.stated.shown,
    )


def _cut(plan: str, place: Place | None, text: str, item: str) -> Extract:
    start, end = find_reach(place)
    return Extract(plan=plan, start=start, end=end, quote=text[start:end], item=item)


def find_wrong_sums(plan: Plan) -> Iterator[Contradiction]:
    """Yield the sections of a table whose printed points are not the sum of their rows' points."""
    sections: dict[tuple[int, str | None, float], list[Indicator]] = {}
    for row in plan.indicators:
        if row.level1_points is not None:
            sections.setdefault((row.table, row.level1, float(row.level1_points)), []).append(row)
    for (_, level1, printed), rows in sections.items():
        total = sum(float(row.points or 0) for row in rows)
        if total == printed or any(row.points is None for row in rows):
            continue
        head = rows[0].places.get("level1_points") or rows[0].places.get("level1")
        points = [part.places.get("points") for row in rows for part in row.parts or (row,)]
        sum_shown = "＋".join(f"{row.points:g}" for row in rows)
        yield Contradiction(
            plan=plan.id,
            kind="points",
            unit="分",
            one=Statement(
                where="annex",
                said=_cut(plan.id, head, plan.text, rows[0].id),
                value=printed,
                shown=f"{printed:g}分",
            ),
            other=Statement(
                where="annex",
                said=_cut(plan.id, next((place for place in points if place), None), plan.text, rows[0].id),
                value=total,
                shown=f"{sum_shown}＝{total:g}分",
            ),
            note=f"“{level1 or ''}”印为{printed:g}分，其下各项之和为{total:g}分",
        )
