"""In: a plan. Out: problems where two places of it say two things of one matter, with both places.

The body of 平阴 asks for 2 publicity activities a year, its annex gives full marks for 4. Task and row are paired by
their titles or by what is measured; two values are held against each other only where they measure the same.
Not handled: numbers without a unit in common, and what is said in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from extractor.check.alike import bare_words, pair_alike
from extractor.check.policy import CheckPolicy
from extractor.check.stated import Asked, find_asked
from extractor.language.dates import parse_days
from extractor.language.folding import fold
from extractor.language.numerals import parse_number
from extractor.model.facts.plan import Deadline, DeadlineKind, Grade, Indicator, Plan, Task, Unit
from extractor.model.paper.place import Place
from extractor.model.paper.reading import UnreadKind
from extractor.model.problem import Problem, Severity

VAGUE_UNITS = frozenset({"", "%", "‰", "工作日", "日", "小时", "个月", "周", "元", "万元"})
"""Units that may be of anything; a count (次, 篇, 家) tells by itself what is counted."""
FIGURES = re.compile(r"[\d.]+%?")
INNER = re.compile(r"[科股室处]$")
COUNTED = re.compile(
    r"(?:共[有计]?|提出|明确|确定|部署|安排|以下|如下|下列)(?:了)?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:项|条|个)"
    r"(?:重点|主要|具体)?(?P<what>任务|工作任务|工作|措施|举措|指标)"
)
BLANKET = re.compile(r"(?:完成时限|完成时间|时限)(?:均|统一|一律|全部)(?:为|是|在)(?P<date>[^,。;)]{3,16})")
# 80分以上为优秀, 90分(含)以上的评为优秀等次
GRADE = re.compile(
    r"(?P<low>\d{2,3}(?:\.\d)?)分(?:\(含[^()]{0,6}\))?(?:及)?以上(?![,，\d])的?[,，]?(?:为|评为|评定为|确定为|定为|是)"
    r"(?P<name>优秀|优|良好|良|合格|达标|先进|好|较好|一般)(?:等次|等级|档次|单位)?"
)
YEAR = re.compile(r"(20\d{2})年")


def find_contradictions(plan: Plan, policy: CheckPolicy) -> Iterator[Problem]:
    """Yield each pair once."""
    asked = list(find_asked(plan))
    yield from _compare_values(asked, policy)
    yield from _compare_units(plan, policy)
    yield from _compare_labels(plan)
    yield from _compare_grades([*plan.grades, *_find_grades(plan)])
    yield from _compare_counts(plan)
    yield from _compare_blanket(plan)


def _compare_values(asked: Sequence[Asked], policy: CheckPolicy) -> Iterator[Problem]:
    body = [one for one in asked if one.where == "body"]
    annex = [one for one in asked if one.where == "annex"]
    told: set[tuple[str, str, str, bool]] = set()
    for one in body:
        rivals = [other for other in annex if _same_scale(one, other) and _is_one_matter(one, other, body, policy)]
        if not rivals or any(one.values & other.values for other in rivals):
            continue
        other = max(rivals, key=lambda rival: (rival.full, _likeness(one, rival)))
        key = one.item, other.item, one.unit, one.upper
        if key in told:
            continue
        told.add(key)
        yield Problem(
            "check", "body-differs-from-annex", Severity.WARNING, one.place,
            f"正文“{_tidy(one.text)}”（{one.shown}）与附表“{_tidy(other.text)}”（{other.shown}）不一致",
            f"The body asks for {one.shown}, the annex for {other.shown}",
            other.item, other.place,
        )  # fmt: skip
    yield from _tell_pairs(body, policy)


def _same_scale(one: Asked, other: Asked) -> bool:
    """Tell whether two values have a unit in common; whether they bound from above must agree for vague units."""
    if one.unit != other.unit:
        return False
    return one.upper == other.upper or one.unit not in VAGUE_UNITS


def _is_one_matter(one: Asked, other: Asked, body: Sequence[Asked], policy: CheckPolicy) -> bool:
    likeness = _likeness(one, other)
    if likeness >= policy.same_matter:
        return True
    if _title_likeness(one.title, other.title) < policy.same_title:
        return False
    alone = sum(rival.item == one.item and rival.unit == one.unit for rival in body) == 1
    return alone and (one.unit not in {"", "%", "‰"} or likeness >= policy.near_matter)


def _likeness(one: Asked, other: Asked) -> float:
    left, right = (bare_words(FIGURES.sub("", fold(side.about))) for side in (one, other))
    if min(len(left), len(right)) < 2:
        return 0.0
    return fuzz.partial_ratio(left, right) if len(left) >= 3 else 100.0 * (left in right)


def _title_likeness(one: str, other: str) -> float:
    return _bare_likeness(bare_words(one), bare_words(other))


def _bare_likeness(left: str, right: str) -> float:
    if min(len(left), len(right)) < 2:
        return 0.0
    turned = len(left) == len(right) and sorted(left) == sorted(right)  # 受理补贴申请, 补贴申请受理
    return max(fuzz.ratio(left, right), 90.0 if turned or left in right or right in left else 0.0)


def _tell_pairs(body: Sequence[Asked], policy: CheckPolicy) -> Iterator[Problem]:
    """Two tasks that set one rate, in nearly the same words, to two values."""
    bare = [bare_words(one.about) for one in body]
    for first, second in pair_alike([one.unit for one in body], bare, policy):
        one, other = body[first], body[second]
        if one.item == other.item or not _same_scale(one, other) or one.values & other.values:
            continue
        yield Problem(
            "check", "targets-differ", Severity.WARNING, one.place,
            f"“{_tidy(one.text)}”（{one.shown}）与“{_tidy(other.text)}”（{other.shown}）对同一事项要求不同",
            f"Two tasks set one rate to {one.shown} and to {other.shown}", one.item, other.place,
        )  # fmt: skip


def _compare_units(plan: Plan, policy: CheckPolicy) -> Iterator[Problem]:
    """A task and a row of nearly the same name that answer to bodies with none in common."""
    rows = [(row, bare_words(row.name or ""), theirs) for row in plan.indicators if (theirs := _named(row.units))]
    answered = [(task, bare_words(task.title), mine) for task in plan.tasks if (mine := _named(task.units))]
    for task, title, mine in answered:
        for row, name, theirs in rows:
            if _bare_likeness(title, name) < policy.equal_title or _share(mine, theirs):
                continue
            left, right = "、".join(unit.name for unit in mine), "、".join(unit.name for unit in theirs)
            yield Problem(
                "check", "bodies-differ", Severity.WARNING, mine[0].place,
                f"“{task.title}”正文由{left}负责，附表由{right}负责",
                f"The body names {left}, the annex {right}", row.id, theirs[0].place,
            )  # fmt: skip


def _named(units: Sequence[Unit]) -> list[Unit]:
    """Return the bodies that can be held against others: no groups, no offices inside a bureau."""
    return [unit for unit in units if not unit.generic and not INNER.search(unit.name)]


def _share(mine: Sequence[Unit], theirs: Sequence[Unit]) -> bool:
    names = {unit.name for unit in mine} | {unit.function for unit in mine if unit.function}
    return any(unit.name in names or (unit.function and unit.function in names) for unit in theirs)


def _compare_labels(plan: Plan) -> Iterator[Problem]:
    """A task whose sentence sets a later day than its own label."""
    for task in plan.tasks:
        yield from _compare_lengths(task)
        labels = _dated(task, "label")
        bodies = _dated(task, "body")
        if len(labels) == len(bodies) == 1 and (labels[0].date or "") < (bodies[0].date or ""):
            yield Problem(
                "check", "deadlines-differ", Severity.WARNING, bodies[0].place,
                f"“{task.title}”正文为 {bodies[0].date}，时限标签为 {labels[0].date}",
                f"The sentence says {bodies[0].date}, the label {labels[0].date}", task.id, labels[0].place,
            )  # fmt: skip


def _compare_lengths(task: Task) -> Iterator[Problem]:
    """A task whose label counts other days than its sentence: 15个工作日内上传, 时限7个工作日."""
    limits = [one for one in task.deadlines if one.kind == DeadlineKind.RELATIVE and one.duration]
    labels, bodies = ([one for one in limits if one.where == where] for where in ("label", "body"))
    if len(labels) == len(bodies) == 1 and labels[0].trigger == bodies[0].trigger:
        one, other = bodies[0], labels[0]
        if (one.duration, one.working_days) != (other.duration, other.working_days):
            yield Problem(
                "check", "deadlines-differ", Severity.WARNING, one.place,
                f"“{task.title}”正文为“{_tidy(one.text)}”，时限标签为“{_tidy(other.text)}”",
                "The sentence and the label count other days", task.id, other.place,
            )  # fmt: skip


def _dated(task: Task, where: str) -> list[Deadline]:
    return [one for one in task.deadlines if one.where == where and one.kind == DeadlineKind.DATE and one.date]


def _compare_grades(grades: Sequence[Grade]) -> Iterator[Problem]:
    for one, other in combinations(grades, 2):
        if one.name == other.name and one.min is not None and other.min is not None and one.min != other.min:
            yield Problem(
                "check", "grades-differ", Severity.WARNING, one.place,
                f"“{one.name}”一处为 {one.min:g} 分以上，另一处为 {other.min:g} 分以上",
                f'"{one.name}" is from {one.min:g} in one place, from {other.min:g} in another', None, other.place,
            )  # fmt: skip


def _find_grades(plan: Plan) -> Iterator[Grade]:
    """Yield what is said of grades outside the plan's own scale: 80分以上为优秀 in a safeguard, in a note."""
    known = {grade.place.start for grade in plan.grades if grade.place}
    for match in GRADE.finditer(fold(plan.text)):
        low = parse_number(match["low"])
        if low is not None and not any(match.start() <= start < match.end() for start in known):
            yield Grade(name=match["name"], min=low, max=None, place=Place(*match.span()))


def _compare_counts(plan: Plan) -> Iterator[Problem]:
    """全年共8项重点任务, and seven are printed."""
    if any(unread.kind in (UnreadKind.ITEM, UnreadKind.ROW) for unread in plan.unread):
        return  # what was not read may be the one that is missing
    for match in COUNTED.finditer(fold(plan.text)):
        said = int(match["n"]) if match["n"].isdecimal() else _han(match["n"])
        items: Sequence[Task | Indicator] = plan.indicators if match["what"] == "指标" else plan.tasks
        sections = {item.section if isinstance(item, Task) else item.level1 for item in items}
        if said is None or not items or said in (len(items), len(sections)):
            continue
        yield Problem(
            "check", "count-differs", Severity.WARNING, Place(match.start(), match.end()),
            f"文中写“{match.group()}”，实际列出 {len(items)} 项",
            f"The text says {said}, {len(items)} are printed",
        )  # fmt: skip


def _han(words: str) -> int | None:
    value = parse_number(words)
    return int(value) if value is not None else None


def _compare_blanket(plan: Plan) -> Iterator[Problem]:
    """完成时限均为2024年12月底, and a task's own label says October."""
    text = fold(plan.text)
    titled = YEAR.search(fold(plan.metadata.title or ""))
    year = int(titled[1]) if titled else None
    for match in BLANKET.finditer(text):
        days = parse_days(match["date"], year)
        own = [(task, one) for task in plan.tasks for one in _dated(task, "label")]
        unlike = [(task, one) for task, one in own if days and one.date != days.end]
        if days is None or not unlike:
            continue
        task, one = unlike[0]
        shown = "、".join(_tidy(limit.text) for _, limit in unlike)
        yield Problem(
            "check", "deadlines-differ", Severity.WARNING, one.place,
            f"“{_tidy(match.group())}”，而任务的时限标签为{shown}",
            f"One sentence gives {days.end} to all, the labels say {shown}", task.id,
            Place(match.start(), match.end()),
        )  # fmt: skip


def _tidy(text: str) -> str:
    return "".join(text.split())
