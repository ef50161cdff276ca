"""In: one record of a plan. Out: `Fact`s as the page shows them: words, printed quote, where it stands, details.

Not handled: layout; the page decides what is shown where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypedDict

from extractor.language.tidying import tidy
from extractor.model.facts.fields import METADATA_FIELDS, ROW_FIELDS
from extractor.model.facts.plan import Deadline, Indicator, IndicatorPart, Plan, Rule, Target, Task, Unit
from extractor.model.paper.place import Place
from extractor.report.labels import DEADLINES, FLAGS, LEVELS, ROLES, RULES, WHERE, Wording
from extractor.report.phrasing import describe_deadline, describe_rule, describe_target, show_number
from extractor.report.quoting import find_page
from extractor.report.tables.facts.indicators import all_rules
from extractor.report.tables.table import title_of

Pair = tuple[str, str]
"""Chinese and English."""

Interval = list[int | None]
"""Start, end, page."""


class Fact(TypedDict):
    """One value: `kind` for its colour, `label` on its chip, `at` its printed stretches (None: no place kept)."""

    kind: str
    label: Pair
    quote: str
    at: list[Interval] | None
    details: list[tuple[Pair, Pair]]


def same(text: str) -> Pair:
    """Return words that are the same in both languages: those of the plan."""
    return (text, text)


def build_intervals(place: Place | None) -> list[Interval] | None:
    """Return the printed stretches of `place`."""
    if place is None:
        return None
    if place.pieces:
        return [[piece.start, piece.end, piece.page] for piece in place.pieces]
    return [[place.start, place.end, find_page(place)]]


def build_fact(
    kind: str, label: Pair, quote: str | None, place: Place | None, details: list[tuple[Pair, Pair]]
) -> Fact:
    """Return a fact; `details` without a value are left out."""
    address = [(Wording("单元格", "Cell"), same(place.address))] if place and place.address else []
    kept = [(name, value) for name, value in (*details, *address) if value[0]]
    return {"kind": kind, "label": label, "quote": tidy(quote or ""), "at": build_intervals(place), "details": kept}


def build_unit(unit: Unit, functions: Mapping[str, str]) -> Fact:
    """Return a responsible body, its role behind the name unless it merely answers for the item."""
    name, role = tidy(unit.name), ROLES[unit.role.value]
    plain = unit.role.value == "responsible"
    label = same(name) if plain else (f"{name}（{role.zh}）", f"{name} ({role.en})")
    details = [
        (Wording("角色", "Role"), role),
        (Wording("职能", "Function"), same(functions.get(unit.function or "", unit.function or ""))),
        (Wording("泛指", "Generic"), FLAGS["1"] if unit.generic else same("")),
    ]
    return build_fact("unit", label, unit.name, unit.place, list(details))


def build_deadline(deadline: Deadline) -> Fact:
    """Return a time limit."""
    working = "" if deadline.working_days is None else str(int(deadline.working_days))
    times = deadline.timing.per_year()
    details: list[tuple[Pair, Pair]] = [
        (Wording("类型", "Kind"), DEADLINES[deadline.kind.value]),
        (Wording("出处", "Found in"), WHERE[deadline.where]),
        (Wording("起始日", "From"), same(deadline.start or "")),
        (Wording("截止日", "Last day"), same(deadline.date or "")),
        (Wording("每年次数", "Times a year"), same(show_number(times) if times is not None else "")),
        (Wording("按工作日", "Working days"), FLAGS.get(working, Wording("", ""))),
        (Wording("起算事件", "Trigger"), same(tidy(deadline.trigger or ""))),
    ]
    return build_fact("deadline", describe_deadline(deadline), deadline.text, deadline.place, details)


def build_target(target: Target) -> Fact:
    """Return a number to reach."""
    details: list[tuple[Pair, Pair]] = [
        (Wording("衡量对象", "Metric"), same(tidy(target.metric or ""))),
        (Wording("要求", "Bound"), describe_target(target)),
    ]
    return build_fact("target", describe_target(target), target.text, target.place, details)


def build_rule(part: int | None, rule: Rule) -> Fact:
    """Return a scoring statement."""
    details: list[tuple[Pair, Pair]] = [
        (Wording("类型", "Kind"), RULES[rule.kind.value]),
        (Wording("分项", "Part"), same("" if part is None else str(part))),
        (Wording("计分", "Reads"), describe_rule(rule)),
    ]
    return build_fact("rule", describe_rule(rule), rule.text, rule.place, details)


def build_item(item: Task | Indicator, functions: Mapping[str, str]) -> dict[str, object]:
    """Return a task or indicator with all its facts."""
    task = isinstance(item, Task)
    heading = item.places.get("title" if task else "name") or item.place
    section = tidy((item.section if isinstance(item, Task) else item.level1) or "")
    title = title_of(item)
    return {
        "id": item.id,
        "kind": "task" if task else "indicator",
        "no": item.no or "",
        "section": section,
        "title": build_fact("title", same(title), title, heading, [(Wording("所在章节", "Section"), same(section))]),
        "points": build_points(item) if isinstance(item, Indicator) else None,
        "units": [build_unit(unit, functions) for unit in item.units],
        "deadlines": [build_deadline(deadline) for deadline in item.deadlines] if isinstance(item, Task) else [],
        "limits": [deadline.kind.value for deadline in item.deadlines] if isinstance(item, Task) else [],
        "months": [due_months(deadline) for deadline in item.deadlines] if isinstance(item, Task) else [],
        "targets": [build_target(target) for target in item.targets] if isinstance(item, Task) else [],
        "rules": [build_rule(*found) for found in all_rules(item)] if isinstance(item, Indicator) else [],
        "texts": list(_texts(item)),
    }


def due_months(deadline: Deadline) -> list[int] | None:
    """Return the months of any year in which a time limit falls due; None where none is printed.

    >>> from extractor.model.facts.plan import DeadlineKind
    >>> due_months(Deadline(text="6月底前", where="label", kind=DeadlineKind.DATE, month_day="06-30"))
    [6]
    >>> due_months(Deadline(text="每月26日前", where="label", kind=DeadlineKind.RECURRING,
    ...                     rrule="FREQ=MONTHLY;BYMONTHDAY=26"))
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    """
    if deadline.date:
        return [int(deadline.date[5:7])]
    if deadline.month_day:
        return [int(deadline.month_day[:2])]
    parts = dict(part.partition("=")[::2] for part in (deadline.rrule or "").split(";"))
    if "BYMONTH" in parts:
        return [int(month) for month in parts["BYMONTH"].split(",")]
    often = parts.get("FREQ") in {"DAILY", "WEEKLY"} or (parts.get("FREQ") == "MONTHLY" and "INTERVAL" not in parts)
    return list(range(1, 13)) if often else None


def build_points(indicator: Indicator) -> Fact | None:
    """Return what an indicator is worth, None where that is not stated."""
    if indicator.points is None:
        return None
    shown = show_number(indicator.points)
    level1 = "" if indicator.level1_points is None else show_number(indicator.level1_points)
    details: list[tuple[Pair, Pair]] = [
        (Wording("分值", "Points"), same(shown)),
        (Wording("一级指标分值", "Points of the category"), same(level1)),
    ]
    place = indicator.places.get("points")
    return build_fact("points", (f"{shown}分", f"{shown} points"), None, place or indicator.place, details)


def _texts(item: Task | Indicator) -> Iterator[Fact]:
    """Yield the longer texts of an item, a part's led by its number."""
    if isinstance(item, Task):
        if item.text:
            yield build_fact("text", Wording("任务全文", "Full text"), item.text, item.place, [])
        for head, words in item.columns.items():
            yield build_fact("text", same(tidy(head)), words, item.places.get(head) or item.place, [])
        return
    holders: tuple[Indicator | IndicatorPart, ...] = (item, *item.parts)
    for number, holder in enumerate(holders):
        for key, label, value in _list_texts(holder):
            points = "" if not number or holder.points is None else f"（{show_number(holder.points)}分）"
            part = Wording(f"{label.zh} {number}{points}", f"{label.en} {number}") if number else label
            yield build_fact("text", part, value, holder.places.get(key) or holder.place, [])


def _list_texts(row: Indicator | IndicatorPart) -> Iterator[tuple[str, Wording, str]]:
    """Yield the printed texts of a row: the named fields, then the further columns of its table by their heads."""
    for field in ROW_FIELDS:
        value = getattr(row, field.key, None)
        if value:
            yield field.key, Wording(field.zh, capitalize(field.en)), value
    for head, words in row.columns.items():
        if words:
            yield head, Wording(tidy(head), tidy(head)), words


def capitalize(words: str) -> str:
    """Return English words with a capital in front."""
    return words[:1].upper() + words[1:]


def build_about(plan: Plan) -> list[tuple[Pair, Fact]]:
    """Return the elements that identify a plan, as far as they are stated."""
    found: list[tuple[Pair, Fact]] = []
    for field in METADATA_FIELDS:
        value = getattr(plan.metadata, field.key)
        if value:
            label = Wording(field.zh, capitalize(field.en))
            place = plan.metadata.places.get(field.key)
            shown = LEVELS[value] if field.key == "level" else same(tidy(value))
            found.append((label, build_fact("about", shown, value, place, [(label, shown)])))
    return found


def build_others(plan: Plan) -> list[tuple[Pair, list[Fact]]]:
    """Return phases, grades, citations and safeguards, as far as there are any."""
    phases = [
        build_fact("other", same(f"{tidy(p.name)}：{p.start or '…'} 至 {p.end or '…'}"), p.name, p.place, [])
        for p in plan.phases
    ]
    grades = [build_fact("other", same(_grade(g.name, g.min, g.max)), g.name, g.place, []) for g in plan.grades]
    citations = [
        build_fact("other", same(tidy(f"《{c.title}》{c.doc_number or ''}")), c.title, c.place, [])
        for c in plan.citations
    ]
    safeguards = [build_fact("other", same(tidy(s.title)), s.title, s.place, []) for s in plan.safeguards]
    found: tuple[tuple[Pair, list[Fact]], ...] = (
        (Wording("阶段", "Phases"), phases),
        (Wording("等次", "Grades"), grades),
        (Wording("引用文件", "Citations"), citations),
        (Wording("保障措施", "Safeguards"), safeguards),
    )
    return [(label, facts) for label, facts in found if facts]


def _grade(name: str, low: float | None, high: float | None) -> str:
    bounds = [f"≥ {show_number(low)}" if low is not None else "", f"< {show_number(high)}" if high is not None else ""]
    return f"{tidy(name)} {'，'.join(bound for bound in bounds if bound)}".strip()
