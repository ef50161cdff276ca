"""In: material. Out: what a leader reads first, in a few sentences with their numbers.

How much was found, what all ask and only one asks, where the places are furthest apart, what was not read. Not handled:
differences without a rank, which the sheet of contrasts shows side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.tidying import tidy
from extractor.model.compared.comparison import Difference, Reading
from extractor.report.dataset import Material
from extractor.report.labels import Wording
from extractor.report.tables.compared.ladders import find_rungs

MOST_DIFFERENCES = 3
ASKED = frozenset({"target", "duration", "deadline", "frequency"})


def tell_key(material: Material) -> Iterator[Wording]:
    """Yield the sentences; those without a number of their own are left out."""
    yield _tell_amount(material)
    yield from _tell_shared(material)
    for difference, rungs in _find_widest(material)[:MOST_DIFFERENCES]:
        yield _tell_difference(material, difference, rungs)
    yield _tell_unread(material)


def _tell_amount(material: Material) -> Wording:
    plans, tasks = len(material.plans), sum(len(plan.tasks) for plan in material.plans)
    rows, groups = sum(len(plan.indicators) for plan in material.plans), len(material.alignment.groups)
    return Wording(
        f"共 {plans} 份方案，任务 {tasks} 项、指标 {rows} 项，归为 {groups} 个事项。",
        f"{plans} plans with {tasks} tasks and {rows} indicators, {groups} measures in all.",
    )


def _tell_shared(material: Material) -> Iterator[Wording]:
    asking = [material.count_places(one.plan for one in group.members) for group in material.alignment.groups]
    places = material.count_places(plan.id for plan in material.plans)
    if places < 2:  # one place has nothing in common with itself
        return
    everywhere, alone = asking.count(places), asking.count(1)
    yield Wording(
        f"{places} 地都提出的事项 {everywhere} 个，仅一地提出的 {alone} 个（见“简表”）。",
        f"All {places} places ask for {everywhere} measures; {alone} are asked for by one alone.",
    )


def _find_widest(material: Material) -> list[tuple[Difference, list[Reading]]]:
    """Return the differences in what is asked (not in what it is worth), most places first, each with its ladder."""
    found = []
    for difference in material.comparison.differences:
        rungs = sorted(find_rungs(difference).values(), key=lambda reading: reading.rank or 0)
        if difference.aspect in ASKED and rungs and rungs[0].rank != rungs[-1].rank:
            found.append((difference, rungs))
    return sorted(found, key=lambda one: -len(one[1]))


def _tell_difference(material: Material, difference: Difference, rungs: list[Reading]) -> Wording:
    """Return the strictest and the loosest place, with the values of both."""
    first, last = (f"{material.names[one.plan]}（{tidy(one.shown)}）" for one in (rungs[0], rungs[-1]))
    group = next((group.label for group in material.alignment.groups if group.id == difference.group), "")
    label = "，".join(dict.fromkeys(tidy(words) for words in (group, difference.label) if words))
    return Wording(f"{label}：最严 {first}，最宽 {last}。", f"{label}: strictest {first}, loosest {last}.")


def _tell_unread(material: Material) -> Wording:
    problems = sum(len(plan.problems) for plan in material.plans)
    unread, doubts = (sum(len(getattr(plan, name)) for plan in material.plans) for name in ("unread", "doubts"))
    scoring = sum(len(found) for found in material.findings.values())
    more = Wording(f"计分自查另有 {scoring} 处，见网页“问题”。", f"{scoring} more of the scoring, on the page.")
    return Wording(
        f"原文问题 {problems} 处，未读 {unread} 处，存疑 {doubts} 处，逐条列在“问题”“未读与存疑”两表。"
        f"{more.zh if scoring else ''}",
        f"{problems} problems in the documents, {unread} stretches unread, {doubts} doubts, listed on their sheets. "
        f"{more.en if scoring else ''}".rstrip(),
    )
