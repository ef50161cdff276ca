"""In: the plans of two runs. Out: what the second has that the first had not, value by value, as a user would say it.

Items are told apart by their ids, which hang on their printed words; an item whose id is new is paired by its title.
Not handled: alignment, whose groups are compared by `list_regrouped`, and texts, which two runs of one file share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extractor.language.tidying import tidy
from extractor.model.compared.alignment import Alignment
from extractor.model.facts.fields import METADATA_FIELDS
from extractor.model.facts.plan import Indicator, Plan, Task
from extractor.report.labels import ROLES
from extractor.report.phrasing import describe_deadline, describe_target, show_number
from extractor.report.tables.facts.indicators import all_rules
from extractor.report.tables.table import title_of

Item = Task | Indicator
KINDS = {"points": "分值", "units": "单位", "deadlines": "时限", "targets": "目标", "rules": "计分", "problems": "问题"}


@dataclass(frozen=True, slots=True)
class RunChange:
    """One value: `was` is empty where it is new, `now` where it is gone. `item` is empty for the plan itself."""

    plan: str
    item: str
    title: str
    what: str
    was: str
    now: str


def find_run_changes(before: Sequence[Plan], after: Sequence[Plan]) -> tuple[RunChange, ...]:
    """Return what changed, plan by plan in the order of the second run, plans that are gone last."""
    old = {plan.id: plan for plan in before}
    new = {plan.id: plan for plan in after}
    found: list[RunChange] = []
    for plan in after:
        if plan.id in old:
            found.extend(_compare_plans(old[plan.id], plan))
        else:
            found.append(RunChange(plan.id, "", "", "方案", "", tidy(plan.metadata.title or plan.main.name)))
    gone = [plan for plan in before if plan.id not in new]
    found.extend(RunChange(one.id, "", "", "方案", tidy(one.metadata.title or one.main.name), "") for one in gone)
    return tuple(found)


def _compare_plans(old: Plan, new: Plan) -> Iterator[RunChange]:
    for field in METADATA_FIELDS:
        was, now = getattr(old.metadata, field.key), getattr(new.metadata, field.key)
        if was != now:
            yield RunChange(new.id, "", "", field.zh, tidy(str(was or "")), tidy(str(now or "")))
    told = [[problem.message for problem in plan.problems] for plan in (old, new)]
    yield from _pair_off(RunChange(new.id, "", "", KINDS["problems"], "", ""), *told)
    pairs = _pair_items(old.items, new.items)
    for was, now in pairs:
        yield from _compare_items(new.id, was, now)


def _pair_items(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[Item | None, Item | None]]:
    ids = {item.id for item in new}
    by_id = {item.id: item for item in old}
    spare: dict[str, list[Item]] = {}
    for item in old:
        if item.id not in ids:
            spare.setdefault(title_of(item), []).append(item)
    pairs: list[tuple[Item | None, Item | None]] = []
    for item in new:
        alike = spare.get(title_of(item), [])
        pairs.append((by_id.get(item.id) or (alike.pop(0) if alike else None), item))
    return pairs + [(item, None) for rest in spare.values() for item in rest]


def _compare_items(plan: str, was: Item | None, now: Item | None) -> Iterator[RunChange]:
    if was is None or now is None:
        for item, come in ((was, False), (now, True)):
            if item is not None:
                yield _come_or_gone(plan, item, come=come)
        return
    title = tidy(title_of(now))
    if title_of(was) != title_of(now):
        yield RunChange(plan, now.id, title, "标题", tidy(title_of(was)), title)
    old, new = _list_values(was), _list_values(now)
    for kind, name in KINDS.items():
        yield from _pair_off(RunChange(plan, now.id, title, name, "", ""), old.get(kind, ()), new.get(kind, ()))


def _come_or_gone(plan: str, item: Item, *, come: bool) -> RunChange:
    title = tidy(title_of(item))
    name = f"{'任务' if isinstance(item, Task) else '指标'} {item.no or ''}".strip()
    return RunChange(plan, item.id, title, name, "" if come else title, title if come else "")


def _pair_off(about: RunChange, old: Iterable[str], new: Iterable[str]) -> Iterator[RunChange]:
    """Yield what is in one list and not in the other; values that stand in the same place are told as one change."""
    before, after = list(old), list(new)
    for value in list(before):
        if value in after:
            before.remove(value)
            after.remove(value)
    for was, now in zip_longest(before, after, fillvalue=""):
        yield replace(about, was=was, now=now)


def _list_values(item: Item) -> Mapping[str, tuple[str, ...]]:
    units = tuple(f"{tidy(one.name)}（{ROLES[one.role.value].zh}）" for one in item.units)
    if isinstance(item, Task):
        return {
            "units": units,
            "deadlines": tuple(describe_deadline(one).zh for one in item.deadlines),
            "targets": tuple(f"{tidy(one.metric or '')} {describe_target(one).zh}".strip() for one in item.targets),
        }
    points = () if item.points is None else (f"{show_number(item.points)}分",)
    return {"units": units, "points": points, "rules": tuple(tidy(rule.text) for _, rule in all_rules(item))}


def list_regrouped(old: Alignment, new: Alignment) -> tuple[tuple[str, str, bool], ...]:
    """Return the pairs of items that stand in one group now and did not before (True), or the other way (False)."""
    before, after = _pairs_of(old), _pairs_of(new)
    known = {member for group in old.groups for member in ((m.plan, m.item) for m in group.members)}
    come = sorted(pair for pair in after - before if all(one in known for one in pair))
    gone = sorted(before - after)
    told = [(f"{a[0]}:{a[1]}", f"{b[0]}:{b[1]}", True) for a, b in come]
    return tuple(told + [(f"{a[0]}:{a[1]}", f"{b[0]}:{b[1]}", False) for a, b in gone])


def _pairs_of(alignment: Alignment) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    found = set()
    for group in alignment.groups:
        members = sorted({(member.plan, member.item) for member in group.members})
        found |= {(a, b) for i, a in enumerate(members) for b in members[i + 1 :]}
    return found
