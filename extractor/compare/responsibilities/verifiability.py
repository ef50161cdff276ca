"""In: plans. Out: for each task whether one can tell at the year's end that it was done, and a score with its parts.

The score (0 to 1) is the sum of three parts less a fourth:
- number_part: 0.4 where a number to reach is printed, 0.2 where all are approximate (约30%);
- time_part: 0.3 where a day, a recurrence or a span is printed, 0.1 where only 及时, 立即;
- body_part: 0.3 where one body is named or leads, 0.2 where several answer together, 0.1 where only a group (各单位);
- soft_part: 0.05 off for each soft word (力争, 鼓励; terms.yaml, soft) that the task prints, at most 0.2.
`level` asks for a number, a time limit and a body by name: all there, some, none.
Not handled: whether the number is a good one, and indicators, which are checkable by their criteria.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extractor.model.compared.duties import Checkability, Level, PlanCheckability, SoftWord
from extractor.model.facts.plan import DeadlineKind, Plan, Role, Task

SOFT_EACH = 0.05
SOFT_MOST = 0.2


def find_checkability(plans: Sequence[Plan], soft: Sequence[str]) -> Iterator[Checkability]:
    """Yield how checkable each task is; `soft` are the words that ask without binding."""
    # The longest first, so that 有条件的 is not read as a shorter word that it begins with.
    pattern = re.compile("|".join(map(re.escape, sorted(soft, key=len, reverse=True))) or r"(?!)")
    for plan in plans:
        for task in plan.tasks:
            yield check_task(plan.id, task, pattern)


def check_task(plan: str, task: Task, soft: re.Pattern[str]) -> Checkability:
    """Return how checkable one task is."""
    words = Counter(soft.findall("".join(task.text.split())))
    bodies = len({unit.name for unit in task.units if not unit.generic})
    there = (bool(task.targets), bool(task.deadlines), bool(bodies))
    level: Level = "all" if all(there) else "some" if any(there) else "none"
    parts = score_number(task), score_time(task), score_bodies(task)
    off = min(SOFT_MOST, SOFT_EACH * words.total())
    return Checkability(
        plan=plan,
        item=task.id,
        numbers=len(task.targets),
        times=len(task.deadlines),
        bodies=bodies,
        level=level,
        soft_words=_sort_words(words),
        number_part=parts[0],
        time_part=parts[1],
        body_part=parts[2],
        soft_part=round(off, 2),
        score=round(max(0.0, sum(parts) - off), 2),
    )


def score_number(task: Task) -> float:
    """Return the part for numbers to reach, at most 0.4."""
    if not task.targets:
        return 0.0
    return 0.2 if all(target.approx for target in task.targets) else 0.4


def score_time(task: Task) -> float:
    """Return the part for time limits, at most 0.3."""
    if not task.deadlines:
        return 0.0
    return 0.1 if all(deadline.kind is DeadlineKind.IMMEDIATE for deadline in task.deadlines) else 0.3


def score_bodies(task: Task) -> float:
    """Return the part for bodies, at most 0.3: who answers must be one."""
    named = [unit for unit in task.units if not unit.generic]
    if not named:
        return 0.1 if task.units else 0.0
    heads = {unit.name for unit in named if unit.role is Role.LEAD} or {unit.name for unit in named}
    return 0.3 if len(heads) == 1 else 0.2


def sum_checkability(plans: Sequence[Plan], tasks: Iterable[Checkability]) -> Iterator[PlanCheckability]:
    """Yield one line for each plan that has tasks."""
    by_plan: dict[str, list[Checkability]] = {}
    for task in tasks:
        by_plan.setdefault(task.plan, []).append(task)
    for plan in plans:
        found = by_plan.get(plan.id, [])
        words: Counter[str] = Counter()
        for task in found:
            words.update({soft.word: soft.times for soft in task.soft_words})
        levels = Counter(task.level for task in found)
        if found:
            yield PlanCheckability(
                plan=plan.id,
                tasks=len(found),
                complete=levels["all"],
                partial=levels["some"],
                bare=levels["none"],
                mean_score=round(sum(task.score for task in found) / len(found), 3),
                soft_words=_sort_words(words),
            )


def _sort_words(words: Counter[str]) -> tuple[SoftWord, ...]:
    ordered = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(SoftWord(word=word, times=times) for word, times in ordered)
