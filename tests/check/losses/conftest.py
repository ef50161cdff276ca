"""Plans that lost what was read from them."""

from dataclasses import replace

import pytest

from extractor.check import check_plan


@pytest.fixture(scope="session")
def told_without(extract, mappings):
    """Return a function: a text in; out what is told as unread when tasks (all but the first) or their facts are lost."""

    def tell(text, what):
        plan = extract(text)
        bare = replace(plan, indicators=(), safeguards=(), deadlines=(), phases=(), grades=(), problems=())
        if what == "tasks":
            lost = replace(bare, tasks=plan.tasks[:1])
        else:
            lost = replace(bare, tasks=tuple(replace(one, units=(), targets=(), deadlines=()) for one in plan.tasks))
        return [
            f"{entry.kind.value} {entry.text}: {entry.message.split('“')[0]}"
            for entry in check_plan(lost, mappings).unread
        ]

    return tell
