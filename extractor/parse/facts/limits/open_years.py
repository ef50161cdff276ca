"""In: the tasks and time limits of a plan. Out: a problem for each day whose year nobody can tell.

Not handled: which year was meant, which a person says in a correction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.language.tidying import tidy
from extractor.model.facts.plan import Deadline, Task
from extractor.model.problem import Problem, Severity


def find_open_years(tasks: Sequence[Task], deadlines: Sequence[Deadline]) -> Iterator[Problem]:
    """Yield a problem for each limit that has a month and day and no year."""
    for item, one in (
        *((task.id, one) for task in tasks for one in task.deadlines),
        *((None, one) for one in deadlines),
    ):
        if one.month_day and not one.date:
            yield Problem(
                "parse", "year-not-printed", Severity.WARNING, one.place,
                f"时限“{tidy(one.text)}”没有写明年份，文中也无从推定，年份留空",
                "The time limit has no year, and the document tells none; the year stays open", item=item,
            )  # fmt: skip
