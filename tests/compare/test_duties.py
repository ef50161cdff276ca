"""Who owes what by when: staffing, duties by function, networks, last days."""

from __future__ import annotations

from collections import Counter

import pytest

from extractor.compare.differences.rows import GroupedItem
from extractor.compare.responsibilities.duties import find_body, find_breadth, find_duties
from extractor.compare.responsibilities.networks import find_networks
from extractor.compare.responsibilities.timetables import build_timetable, count_days
from extractor.model.compared.alignment import Alignment, Group, Member
from extractor.model.facts.plan import Deadline, DeadlineKind, Metadata, Plan, Role, SourceInfo, Task, Unit
from extractor.model.paper.place import Place
from tests.compare.contract_vocabulary import CONTRACT

SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)
LEAD, RESPONSIBLE, PARTICIPANT = Role.LEAD, Role.RESPONSIBLE, Role.PARTICIPANT


def unit(name, role=RESPONSIBLE, *, generic=False, optional=False, function=None):
    return Unit(name=name, role=role, generic=generic, optional=optional, function=function)


def make_plan(plan_id, *unit_lists):
    tasks = tuple(
        Task(id=f"t{at}", no=None, section=None, title=f"任务{at}", units=tuple(units))
        for at, units in enumerate(unit_lists)
    )
    return Plan(id=plan_id, source=SOURCE, metadata=Metadata(), tasks=tasks)


@pytest.mark.parametrize(
    ("units", "breadth"),
    [
        ([], "none"),
        ([unit("县税务局")], "single"),
        ([unit("县税务局"), unit("县税务局")], "single"),
        ([unit("县税务局"), unit("县财政局")], "several"),
        ([unit("各业务科室", generic=True)], "everybody"),
        ([unit("县税务局"), unit("各镇街", generic=True)], "everybody"),
        # 灵璧: one body leads, the members of the joint meeting help
        ([unit("县发展改革委", LEAD), unit("联席会议成员单位", generic=True)], "single"),
        ([unit("县税务局"), unit("等有关部门", generic=True, optional=True)], "single"),
        ([unit("县税务局"), unit("各单位", PARTICIPANT, generic=True)], "single"),
        ([unit("有关部门", generic=True, optional=True)], "everybody"),
    ],
)
def test_breadth(units, breadth):
    assert find_breadth(units) == breadth


def test_every_item_is_staffed_once(five, plans):
    assert [(s.plan, s.item) for s in five.staffing] == [(p.id, item.id) for p in plans for item in p.items]
    for staffing, item in zip(five.staffing, (item for plan in plans for item in plan.items), strict=True):
        assert staffing.named + staffing.generic == len(item.units)
        assert (staffing.breadth == "none") == (not item.units)


def test_the_printed_list_is_covered(five, texts):
    found = next(s for s in five.staffing if (s.plan, s.item) == ("changqing", "t01d0718a"))
    assert found.named == 5
    assert texts["changqing"][found.start : found.end] == "宣传科、消费者权益保护科、食品生产科、食品流通科、餐饮科"


def test_who_leads_where_by_function(five):
    """发展改革 is the busiest of 灵璧, under the name that is printed there."""
    busiest = next(duty for duty in five.duties if duty.plan == "lingbi")
    assert (busiest.function, busiest.names) == ("development-reform", ("县发展改革委",))
    assert len(busiest.lead) == 15


def test_duties_hold_every_named_body_once(five, plans):
    for plan in plans:
        duties = [duty for duty in five.duties if duty.plan == plan.id]
        names = [name for duty in duties for name in duty.names]
        printed = {u.name for item in plan.items for u in item.units if not u.generic}
        assert set(names) == printed
        assert len(names) == len(printed)
        for role, field in ((LEAD, "lead"), (RESPONSIBLE, "responsible"), (PARTICIPANT, "participant")):
            owed = {(u.name, item.id) for item in plan.items for u in item.units if u.role is role and not u.generic}
            assert sum(len(getattr(duty, field)) for duty in duties) <= len(owed)
            assert {item for _, item in owed} == {item for duty in duties for item in getattr(duty, field)}


def test_two_names_of_one_function_are_one_duty():
    names = {"reform": "发展改革"}
    plan = make_plan("a", [unit("县发改委", LEAD, function="reform")], [unit("县发展和改革局", function="reform")])
    (duty,) = find_duties([plan], names)
    assert (duty.label, duty.names) == ("发展改革", ("县发改委", "县发展和改革局"))
    assert (duty.lead, duty.responsible) == (("t0",), ("t1",))


def test_a_body_of_no_known_function_goes_by_its_name():
    assert find_body(unit("县信用中心"), {}) == (None, "县信用中心")
    assert find_body(unit("县信用中心", function="lost"), {}) == (None, "县信用中心")


def test_degrees_are_counts_of_edges(five):
    assert [network.plan for network in five.networks] == [*five.plans, None]
    for network in five.networks:
        ends = Counter(end for edge in network.edges for end in (edge.source, edge.target))
        ids = [node.id for node in network.nodes]
        assert len(ids) == len(set(ids))
        assert set(ends) <= set(ids)
        assert all(node.degree == ends[node.id] for node in network.nodes)


def test_the_network_of_all_is_that_of_the_groups(five, five_aligned, plans):
    network = five.networks[-1]
    items = {(plan.id, item.id): item for plan in plans for item in plan.items}
    assert {node.ref for node in network.nodes if node.kind == "group"} == {g.id for g in five_aligned.groups}
    for edge in network.edges[::10]:
        group = next(g for g in five_aligned.groups if f"task:{g.id}" == edge.target)
        found = {
            m.plan
            for m in group.members
            for u in items[m.plan, m.item].units
            if u.role == edge.role and f"body:{u.function or u.name}" == edge.source
        }
        assert set(edge.plans) == found


def test_two_places_meet_in_the_network_of_all():
    names = {"reform": "发展改革"}
    plans = [
        make_plan("a", [unit("发改委", LEAD, function="reform")]),
        make_plan("b", [unit("发改局", LEAD, function="reform")]),
    ]
    members = tuple(Member(plan, "t0", "task", "任务") for plan in "ab")
    alignment = Alignment(plans=("a", "b"), groups=(Group(id="g", label="任务", concept=None, members=members),))
    (edge,) = list(find_networks(alignment, plans, names))[-1].edges
    assert (edge.source, edge.target, edge.role, edge.plans) == ("body:reform", "task:g", "lead", ("a", "b"))


def dated(plan, *days):
    deadlines = tuple(
        Deadline(text=day, where="label", kind=DeadlineKind.DATE, date=day, place=Place(at, at + 2))
        for at, day in enumerate(days)
    )
    return GroupedItem(plan, Task(id="t1", no=None, section=None, title="任务", deadlines=deadlines), None, CONTRACT)


GROUP = Group(id="g", label="任务", concept=None, members=())


def test_the_earliest_and_the_latest_of_a_group():
    table = build_timetable(GROUP, [dated("b", "2023-12-31"), dated("a", "2022-11-30"), dated("c")])
    assert (table.earliest, table.latest, table.days_apart) == ("2022-11-30", "2023-12-31", 396)
    assert [due.plan for due in table.dues] == ["a", "b"]
    assert table.undated == ("c:t1",)


@pytest.mark.parametrize(
    ("rows", "apart"), [([dated("a", "2022-11-30", "2022-12-01")], None), ([dated("a")], "no table")]
)
def test_one_plan_has_nothing_to_be_apart_from(rows, apart):
    table = build_timetable(GROUP, rows)
    assert (table.days_apart if table else "no table") == apart


def test_credit_loans_are_due_a_year_apart(five):
    table = next(t for t in five.timetables if t.group == "credit-loan-registration")
    assert (table.earliest, table.latest, table.days_apart) == ("2022-11-30", "2023-12-31", 396)


def test_last_days_are_printed_where_they_say(five, texts):
    for table in five.timetables:
        for due in table.dues:
            assert "".join(due.quote.split()) in "".join(texts[due.plan][due.start : due.end].split())
        assert [due.date for due in table.dues] == sorted(due.date for due in table.dues)
        assert table.days_apart is None or table.days_apart == count_days(table.earliest, table.latest)
