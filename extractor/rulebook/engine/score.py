"""In: `Rulebook`, `Observations`. Out: `Scorecard`: points, which rules fired, which limits bound, what is open.

A missing observation is not a zero: all that it may be is tried, so the points become an interval.
Not handled: many rows at once (`table`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, localcontext

import msgspec

from extractor.model.facts.plan import RuleKind
from extractor.model.scored.expression import Expression, print_number
from extractor.model.scored.rulebook import Input, Rulebook, RuledIndicator
from extractor.model.scored.scorecard import (
    Bound,
    Fired,
    Observations,
    ObservedValue,
    OpenKind,
    OpenReason,
    Points,
    Scorecard,
    ScoredGroup,
    ScoredIndicator,
    ScoredTable,
)
from extractor.rulebook.engine import plain
from extractor.rulebook.engine.arithmetic import CardPrinter, Words, list_fires, quote_label, reduce, spell, strip
from extractor.rulebook.engine.domains import Domain, Region
from extractor.rulebook.engine.lower import Lowered, Pair, lower
from extractor.rulebook.engine.plain import TRUE
from extractor.rulebook.engine.program import build_known, build_total, find_names, find_when, sort_grades
from extractor.rulebook.engine.totals import TotalGroup, find_full, find_groups
from extractor.rulebook.engine.values import parse_observations, show_value

JUDGED = "没有可执行的评分标准，按人工评定的分数计"
PARTLY = "有句子未能读懂，分数是这些句子可能给出的区间"
Known = Mapping[str, Domain]


class Facts(msgspec.Struct, frozen=True):
    """What one scorecard is computed from: exact values by input name, and what is known of every input."""

    rulebook: Rulebook
    values: Mapping[str, Decimal]
    known: Known
    quotes: Mapping[str, str]

    def round(self, ends: Pair) -> Points:
        """Return both ends rounded as the rulebook says."""
        places = self.rulebook.rounding.places
        return Points(plain.round_half_up(ends[0], places), plain.round_half_up(ends[1], places))


def score(rulebook: Rulebook, observations: Observations, *, on: str | None = None) -> Scorecard:
    """Return the scorecard. Raises ObservationError where values are not allowed; then nothing is scored.

    `on` is the day whose parameters count (2023-06-30); None takes the last ones.

    >>> empty = Rulebook(plan="p")
    >>> score(empty, Observations("a.yaml", ())).tables
    ()
    """
    card = score_values(rulebook, parse_observations(observations, rulebook), observations.file, on=on)
    return replace(card, filled=observations.filled)


def score_values(
    rulebook: Rulebook, values: Mapping[str, Decimal], name: str, *, on: str | None = None
) -> Scorecard:  # fmt: skip
    """Return the scorecard for values that were checked already."""
    with localcontext(prec=plain.DIGITS):
        quotes = {rule.id: rule.reference.quote for rule in rulebook.rules}
        facts = Facts(rulebook, values, build_known(rulebook, values, on=on), quotes)
        rows = tuple(_score_row(facts, row) for row in rulebook.indicators)
        tables = tuple(_score_table(facts, table, rows) for table in rulebook.tables)
    labels = {item.name: item.label for item in rulebook.inputs}
    missing = tuple(dict.fromkeys(name for row in rows for name in row.missing))
    return Scorecard(
        plan=rulebook.plan,
        observations=name,
        title=rulebook.title,
        indicators=rows,
        tables=tables,
        missing=tuple(f"{name} {labels[name]}" for name in missing),
        rounding=f"各指标得分保留{rulebook.rounding.places}位小数（四舍五入），合计为各指标之和",
    )


def find_inputs(rulebook: Rulebook, row: RuledIndicator) -> tuple[Input, ...]:
    """Return the inputs of one row."""
    return tuple(item for item in rulebook.inputs if row.id in item.rows)


def lower_row(row: RuledIndicator, known: Known) -> Lowered:
    """Return least and most of a row's points."""
    return lower(row.tree, Region(TRUE, known))


def _score_row(facts: Facts, row: RuledIndicator) -> ScoredIndicator:
    found = lower_row(row, facts.known)
    points = facts.round(found.ends)
    own = find_inputs(facts.rulebook, row)
    open_reasons = () if points.certain else _explain_open(facts, row, found, points)
    notes = [one.reason for one in found.open_parts]
    if row.status in {"judged", "needs_review"}:
        notes.append(JUDGED)
    elif row.status == "partial" and not points.certain:
        notes.append(PARTLY)
    return ScoredIndicator(
        id=row.id,
        table=row.table,
        no=row.no,
        name=row.name,
        level1=row.level1,
        full=row.points,
        status=row.status,
        points=points,
        arithmetic=_print_arithmetic(facts, row, points),
        fired=tuple(_list_fired(facts, row, found)),
        bounds=tuple(
            Bound(kind=limit.kind, rule=limit.rule, limit=print_limit(limit.at), before=facts.round(limit.before))
            for limit in found.limits
            if _binds(limit.kind, limit.before, limit.at)
        ),
        missing=() if points.certain else tuple(item.name for item in own if item.name not in facts.values),
        open=open_reasons,
        notes=tuple(dict.fromkeys(notes)),
        observed=tuple(
            ObservedValue(name=item.name, label=item.label, text=show_value(item, facts.values[item.name]))
            for item in own
            if item.name in facts.values
        ),
    )


def _list_fired(facts: Facts, row: RuledIndicator, found: Lowered) -> list[Fired]:
    """Return what each sentence gave or took; one that took nothing is listed only if it says 不得分."""
    zeros = {rule.id for rule in row.rules if rule.kind is RuleKind.ZERO}
    reduced = reduce(row.tree, facts.known)
    applied = list(list_fires(reduced))
    sure = {fire.rule for fire, certain in applied if certain}
    shown = []
    for rule, ends in found.fired.items():
        points = facts.round(ends)
        if points.low or points.high or (rule in zeros and rule in sure):
            own = [_spell(facts, fire.of) for fire, _ in applied if fire.rule == rule]
            words = " + ".join(own) if rule in sure else "、".join(dict.fromkeys(own))
            plainly = {print_number(abs(end)) for end in (points.low, points.high)}
            quote = facts.quotes.get(rule, "")
            shown.append(Fired(rule=rule, quote=quote, points=points, arithmetic="" if words in plainly else words))
    return shown


def _spell(facts: Facts, node: Expression) -> str:
    return CardPrinter(_name_values(facts)).print(strip(node))


def _name_values(facts: Facts) -> Words:
    """Return what stands in arithmetic for an input or parameter: the observed value, else its label in brackets."""
    inputs = {item.name: item for item in facts.rulebook.inputs}
    labels = {one.name: one.label for one in facts.rulebook.inputs}

    def words(name: str) -> str:
        domain = facts.known[name]
        if name in inputs and name in facts.values:
            return show_value(inputs[name], facts.values[name])
        return print_limit((domain.low, domain.high)) if domain.is_point else quote_label(labels.get(name, "本项分值"))

    return words


def _print_arithmetic(facts: Facts, row: RuledIndicator, points: Points) -> str:
    return spell(reduce(row.tree, facts.known), facts.known, _name_values(facts), str(points))


def print_limit(ends: Pair) -> str:
    """Return a limit in words: a number, or both ends where it is open."""
    low, high = (print_number(plain.round_half_up(end, 4)) for end in ends)
    return low if low == high else f"{low}～{high}"


def _binds(kind: str, before: Pair, at: Pair) -> bool:
    """Whether a limit changes an end of what was there before it."""
    if kind == "cap":
        return plain.compare(before[1], ">", at[1]) == TRUE
    return plain.compare(before[0], "<", at[0]) == TRUE


def _explain_open(facts: Facts, row: RuledIndicator, found: Lowered, points: Points) -> tuple[OpenReason, ...]:
    """Return what keeps a row open, the heaviest first: by how much narrower the points get without it."""
    width = points.high - points.low
    reasons = [
        OpenReason(kind=one.kind, reason=one.reason, name=None, weight=_narrowed(facts.round(one.span), width))
        for one in found.open_parts
    ]
    for name in dict.fromkeys(_list_open_names(row, facts.known)):
        ends = (facts.known[name].low, facts.known[name].high)
        spans = [
            facts.round(lower_row(row, {**facts.known, name: Domain(end, end, options=facts.known[name].options)}).ends)
            for end in ends
        ]
        weight = width - min(span.high - span.low for span in spans)
        labels = {item.name: item.label for item in facts.rulebook.inputs}
        labels |= {one.name: one.label for one in facts.rulebook.parameters}
        kind: OpenKind = "missing" if any(item.name == name for item in facts.rulebook.inputs) else "setting"
        reasons.append(OpenReason(kind=kind, reason=labels[name], name=name, weight=weight))
    unique = {(one.kind, one.reason): one for one in reasons}
    return tuple(sorted(unique.values(), key=lambda one: -one.weight))


def _narrowed(span: Points, width: Decimal) -> Decimal:
    return min(width, span.high - span.low)


def _list_open_names(row: RuledIndicator, known: Known) -> list[str]:
    return [name for name in find_names(row.tree) if not known[name].is_point]


def _score_table(facts: Facts, table: int, rows: tuple[ScoredIndicator, ...]) -> ScoredTable:
    points: dict[str, Pair] = {
        row.id: (plain.number(row.points.low), plain.number(row.points.high)) for row in rows
    }  # fmt: skip
    total = build_total(facts.rulebook, table, points, facts.known)
    own = {row.id: row.points for row in rows}
    groups = [group for group in find_groups(facts.rulebook) if group.table == table]
    effects = [
        effect
        for effect in facts.rulebook.effects
        if effect.table == table and find_when(effect, facts.known)[0] != plain.FALSE
    ]
    return ScoredTable(
        table=table,
        full=find_full(facts.rulebook, table),
        points=facts.round((total.low, total.high)),
        grades=tuple(name for name, possible in total.grades if possible == TRUE),
        categories=tuple(
            ScoredGroup(table=table, name=group.name, full=group.points, points=_sum_group(group, own))
            for group in groups
            if group.name
        ),
        effects=tuple(facts.quotes.get(effect.rule, effect.rule) for effect in effects),
        open_rows=tuple(row.name for row in rows if row.table == table and not row.points.certain),
    )


def _sum_group(group: TotalGroup, points: Mapping[str, Points]) -> Points:
    low = sum((points[name].low for name in group.rows), Decimal(0))
    high = sum((points[name].high for name in group.rows), Decimal(0))
    return Points(low, high) if group.limit is None else Points(min(low, group.limit), min(high, group.limit))


def find_grades(rulebook: Rulebook, total: Points) -> tuple[str, ...]:
    """Return the grades that a total may have by its points alone, best first."""
    return tuple(
        grade.name
        for grade in sort_grades(rulebook)
        if (grade.minimum is None or total.high >= grade.minimum)
        and (grade.maximum is None or total.low < grade.maximum)
    )


def find_most(rulebook: Rulebook, row: RuledIndicator) -> Points:
    """Return least and most that a row can give, whatever is observed."""
    with localcontext(prec=plain.DIGITS):
        ends = lower_row(row, build_known(rulebook)).ends
        return Points(*(plain.round_half_up(end, rulebook.rounding.places) for end in ends))
