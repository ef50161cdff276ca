"""In: a plan and its standing. Out: the draft checklist for its office, as Markdown, Chinese first.

Every line can be traced: items are named by id, values are quoted as printed. Not handled: whether a lack is a fault,
which the office decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.model.compared.alignment import Group
from extractor.model.compared.standing import Kin, Lack, Standing, Standpoint
from extractor.model.facts.plan import Indicator, Plan, Task
from extractor.model.problem import Severity

KIN, EXAMPLES, QUOTE = 3, 2, 60
SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")


def build_checklist(plan: Plan, standing: Standing, plans: Sequence[Plan]) -> str:
    """Return the checklist of `plan` among the other `plans`."""
    names = name_places([*plans, plan])
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("最近的方案 Nearest kin", _write_kin(standing.kin, names)),
        ("先核对：文件自身的疑点 Check first: doubts inside the document", _write_problems(plan)),
        ("可考虑补充：全国指标清单有而本方案没有 Not here, on the national list", _write_lacks(standing.lacks, names)),
        ("比其他各地都松 Looser than all others", _write_standpoints(standing.of("looser"), names)),
        ("比其他各地都严 Stricter than all others", _write_standpoints(standing.of("stricter"), names)),
        ("分值占比低于其他各地 Weighs less than elsewhere", _write_standpoints(standing.of("lighter"), names)),
        ("分值占比高于其他各地 Weighs more than elsewhere", _write_standpoints(standing.of("heavier"), names)),
        ("只有本方案有 Only here", _write_groups(standing.alone, plan)),
        ("条目与时限 Items and time limits", (line for item in plan.items for line in _write_item(item))),
    )
    body = [line for title, lines in sections for line in ("", f"## {title}", "", *(list(lines) or ["无。 None."]))]
    return "\n".join([*_write_head(plan, standing, names), *body]) + "\n"


def _write_head(plan: Plan, standing: Standing, names: Mapping[str, str]) -> Iterator[str]:
    data, tasks, rows = plan.metadata, len(plan.tasks), len(plan.indicators)
    shared, alone = len(standing.shared), len(standing.alone)
    yield f"# {quote(names[plan.id])}：对照清单（草稿） Checklist, draft"
    yield ""
    yield f"- 方案 Plan：{quote(data.title or plan.id)}{_in_brackets(data.doc_number)}（{quote(plan.id)}）"
    yield f"- 任务 {tasks} 项，指标 {rows} 项；与他处共有 {shared} 组事项，独有 {alone} 组"
    yield f"- {tasks} tasks, {rows} indicators; {shared} measures shared with other plans, {alone} only here"
    yield f"- 对照 Compared with：{'、'.join(quote(names[one.plan]) for one in standing.kin) or '无 none'}"
    yield "- 由程序比对原文而成，逐条请人核定。 Made by comparing printed words; every line is for a person to confirm."


def name_places(plans: Iterable[Plan]) -> dict[str, str]:
    """Return what each plan is called: its place, with its id where two plans are of one place."""
    names = {plan.id: plan.metadata.jurisdiction or plan.id for plan in plans}
    shown = list(names.values())
    return {key: name if shown.count(name) == 1 else f"{name}（{key}）" for key, name in names.items()}


def quote(text: str) -> str:
    r"""Return words as Markdown shows them: on one line, nothing taken for markup.

    >>> quote("信用|修复\n<3")
    '信用\\|修复 \\<3'
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _in_brackets(text: str | None) -> str:
    return f" {quote(text)}" if text else ""


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return quote(flat if len(flat) <= QUOTE else flat[: QUOTE - 1] + "…")


def _write_kin(kin: Sequence[Kin], names: Mapping[str, str]) -> Iterator[str]:
    if not kin:
        return
    yield "| 方案 Plan | 共有事项 Shared | 占双方全部 Of either | 占本方案条目 Of own items | 例 Examples |"
    yield "| --- | ---: | ---: | ---: | --- |"
    for one in kin[:KIN]:
        examples = "；".join(quote(group.label) for group in one.groups[:KIN])
        yield (f"| {quote(names[one.plan])} | {len(one.groups)} | {one.share:.0%} | {one.own_share:.0%} | {examples} |")


def _write_problems(plan: Plan) -> Iterator[str]:
    for problem in plan.problems:
        if problem.severity is not Severity.NOTE:
            english = f" {quote(problem.message_en)}" if problem.message_en else ""
            yield f"- [ ] {quote(problem.message)}{english}{_in_brackets(problem.item)}"


def _write_lacks(lacks: Sequence[Lack], names: Mapping[str, str]) -> Iterator[str]:
    """Those that most others have come first; what none has is one line at the end."""
    for lack in sorted(lacks, key=lambda one: -len(one.coverage.plans)):
        coverage = lack.coverage
        if not coverage.plans:
            continue
        where = " · ".join(quote(level) for level in (coverage.level1, coverage.level2) if level)
        count, places = len(coverage.plans), "、".join(quote(names[one]) for one in coverage.plans)
        yield f"- [ ] **{quote(coverage.label)}**（{where}；{coverage.edition} 年版）"
        yield f"  - {count} 处已有 In {count} of the others：{places}"
        first = {member.plan: member for group in reversed(lack.groups) for member in reversed(group.members)}
        for name in sorted(first)[:EXAMPLES]:
            yield f"  - {quote(names[name])}：{_shorten(first[name].title)}（{quote(first[name].item)}）"
    nowhere = [quote(lack.coverage.label) for lack in lacks if not lack.coverage.plans]
    if nowhere:
        yield f"- 各地均未写到 In no plan：{'、'.join(nowhere)}"


def _write_standpoints(standpoints: Sequence[Standpoint], names: Mapping[str, str]) -> Iterator[str]:
    for one in standpoints:
        label = f"**{quote(one.group.label)}** {quote(one.difference.label)}"
        yield f"- [ ] {label}：本方案 {quote(one.own.shown)}（{quote(one.own.item)}）"
        yield f"  - 原文 Printed：“{_shorten(one.own.quote)}”"
        shown = "；".join(f"{quote(names[reading.plan])} {quote(reading.shown)}" for reading in one.others)
        yield f"  - 他处，由严到宽 Others, strictest first：{shown}"


def _write_groups(groups: Sequence[Group], plan: Plan) -> Iterator[str]:
    for group in groups:
        titles = "；".join(f"{_shorten(m.title)}（{quote(m.item)}）" for m in group.members if m.plan == plan.id)
        yield f"- {quote(group.label)}：{titles}"


def _write_item(item: Task | Indicator) -> Iterator[str]:
    words: tuple[tuple[str, Iterable[str]], ...] = (("单位 Units", (unit.name for unit in item.units)),)
    if isinstance(item, Task):
        title = item.title
        words += (
            ("时限 By", (deadline.text for deadline in item.deadlines)),
            ("目标 Targets", (target.text for target in item.targets)),
        )
    else:
        title = item.name or item.content or item.criteria or ""
        words += (("分值 Points", () if item.points is None else (f"{item.points:g}",)),)
    yield f"- [ ] {_shorten(title)}（{quote(item.id)}）"
    for label, found in words:
        listed = "、".join(dict.fromkeys(map(quote, found)))
        if listed:
            yield f"  - {label}：{listed}"
