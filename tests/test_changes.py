from dataclasses import replace

from extractor.model.facts.plan import Citation, Role, Unit
from extractor.model.paper.place import Place
from tests.upkeep.changes import find_changes, format_changes


def spoil(plan):
    """Lose a unit, gain a citation, change a title; and move a place, which is no change."""
    first, second, *rest = plan.tasks
    lost = replace(first, units=first.units[1:], place=Place(0, 1))
    changed = replace(second, title="改过的标题")
    return replace(plan, tasks=(lost, changed, *rest), citations=(*plan.citations, Citation(title="新文件")))


def test_a_plan_has_no_changes_against_itself(plans):
    assert [find_changes(plan, plan) for plan in plans] == [[], [], [], [], []]


def test_gains_losses_and_changes_are_told_apart_by_kind(plans):
    plan = next(plan for plan in plans if plan.id == "chengwu")
    changes = {change.kind: change for change in find_changes(plan, spoil(plan))}
    assert sorted(changes) == ["citations", "tasks", "tasks.units"]
    assert "新文件" in changes["citations"].gained[0].words
    assert plan.tasks[0].units[0].name in changes["tasks.units"].lost[0].words
    ((before, after),) = changes["tasks"].changed
    assert (before.owner, "改过的标题" in before.words, "改过的标题" in after.words) == (plan.tasks[1].id, False, True)
    table = "\n".join(format_changes(list(changes.values())))
    assert "chengwu       tasks.units" in table


def test_what_is_said_twice_counts_twice(plans):
    plan = next(plan for plan in plans if plan.id == "chengwu")
    unit = Unit(name="县财政局", role=Role.LEAD)
    twice = replace(plan, tasks=(replace(plan.tasks[0], units=(unit, unit)),))
    once = replace(plan, tasks=(replace(plan.tasks[0], units=(unit,)),))
    (change,) = find_changes(twice, once)
    assert (len(change.gained), len(change.lost), len(change.changed)) == (0, 1, 0)


def test_a_new_plan_is_all_gain(plans):
    assert {len(change.lost) for change in find_changes(None, plans[0])} == {0}
