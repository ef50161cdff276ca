"""In: a plan. Out: doubts about tasks that lack what nearly all others have, or hold what stands in another.

Of fifteen items of a list fourteen name who answers: the words of the fifteenth may name him too, in a way that nobody
read. A body or a time that is printed within another item was given to the wrong one. Not handled: lists of three.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from extractor.check.ledger import list_stretches
from extractor.check.policy import CheckPolicy
from extractor.model.facts.plan import Plan, Task
from extractor.model.paper.place import Place
from extractor.model.paper.reading import Doubt

NESTED = 4
"""items that may stand one within another"""
SENTENCE_STOP = re.compile(r"[。\n]")
OWN_LINE = re.compile(r"[\s（(【\[]*(?:[\u4e00-\u9fff]{2,8}[:：])?\s*$")
Has = Callable[[Task], bool]
LACKS: tuple[tuple[str, str, str, Has], ...] = (
    ("units", "责任单位", "bodies", lambda task: bool(task.units)),
    ("deadlines", "完成时限", "time limits", lambda task: any(limit.where == "label" for limit in task.deadlines)),
)


def find_unlike_siblings(plan: Plan, policy: CheckPolicy) -> Iterator[Doubt]:
    """Yield one doubt for each task and field that nearly all tasks of its section, or of the plan, have."""
    sections: dict[str | None, list[Task]] = defaultdict(list)
    for task in plan.tasks:
        sections[task.section].append(task)
    for field, zh, en, has in LACKS:
        whole = _is_usual(plan.tasks, has, policy)
        for tasks in sections.values():
            if not whole and not _is_usual(tasks, has, policy):
                continue
            for task in tasks:
                if not has(task) and task.place is not None:
                    opening = _find_opening(plan.text, task.place)
                    yield Doubt(
                        code="unlike-siblings", item=task.id, field=field, text=opening.words(plan.text), place=opening,
                        message=f"同列各项多有{zh}，“{task.title[:30]}”没有读出，可能漏读",
                        message_en=f"Nearly all items beside it have {en}; here none were found",
                    )  # fmt: skip


def _find_opening(text: str, place: Place) -> Place:
    """Return where the first sentence of an item stands."""
    end = SENTENCE_STOP.search(text, place.start, place.end)
    return Place(place.start, end.start() if end else place.end)


def find_shared_lists(plan: Plan) -> Iterator[Doubt]:
    """Yield a doubt for a list of bodies on a line of its own below the last item of a section that has no other."""
    sections: dict[str | None, list[Task]] = defaultdict(list)
    for task in plan.tasks:
        sections[task.section].append(task)
    for section, tasks in sections.items():
        *others, last = tasks
        places = [unit.place for unit in last.units if unit.place is not None]
        if not others or section is None or not places or any(task.units for task in others):
            continue
        first, end = min(place.start for place in places), max(place.end for place in places)
        line = plan.text.rfind("\n", 0, first) + 1
        if last.place is not None and line > last.place.start and OWN_LINE.match(plan.text, line, first):
            words = plan.text[first:end]
            yield Doubt(
                code="list-for-several", item=last.id, field="units", text=words, place=Place(first, end),
                message=f"“{words[:30]}”单独成行，同节其他 {len(others)} 项没有单位，可能由各项共有",
                message_en="This list stands on a line of its own and may belong to all items of its section",
            )  # fmt: skip


def _is_usual(tasks: Sequence[Task], has: Has, policy: CheckPolicy) -> bool:
    return len(tasks) >= policy.least_siblings and sum(map(has, tasks)) >= policy.share_of_siblings * len(tasks)


def find_strangers(plan: Plan) -> Iterator[Doubt]:
    """Yield a doubt for each body, time or number of a task that is printed within another task and not in its own."""
    owned = sorted(
        (start, end, task.id) for task in plan.tasks for start, end in list_stretches(task.place) if start < end
    )
    starts = [start for start, _, _ in owned]
    for task in plan.tasks:
        own = list(list_stretches(task.place))
        for field in ("units", "deadlines", "targets"):
            for fact in getattr(task, field):
                place: Place | None = fact.place
                if place is None or any(start < place.end and place.start < end for start, end in own):
                    continue
                at = bisect_right(starts, place.start)
                near = owned[max(0, at - NESTED) : at]
                if any(start <= place.start < end and item != task.id for start, end, item in near):
                    words = getattr(fact, "text", None) or getattr(fact, "name", "")
                    yield Doubt(
                        code="in-another-item", item=task.id, field=field, text=words, place=place,
                        message=f"“{words}”印在另一项任务之内，可能不属于“{task.title[:30]}”",
                        message_en="It is printed within another item and may belong to that one",
                    )  # fmt: skip
