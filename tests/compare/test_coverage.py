"""Who has what: concepts, sections, and what they weigh."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.compare.coverage.point_shares import Weights
from extractor.compare.coverage.presence import find_items
from extractor.compare.differences.rows import GroupedItem
from extractor.compare.states import find_states
from extractor.model.compared.alignment import Group, Member
from extractor.model.facts.plan import Indicator, Metadata, Plan, SourceInfo, Task
from tests.compare.contract_vocabulary import CONTRACT

SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)


def make_plan(*points):
    rows = tuple(Indicator(id=f"i{at}", table=1, no=None, name="x", points=value) for at, value in enumerate(points))
    return Plan(id="a", source=SOURCE, metadata=Metadata(), indicators=rows)


def test_sections_are_those_of_the_2020_list(five, mappings):
    assert [section.level1 for section in five.sections] == ["信用制度和基础建设", "营商环境", "信用监管", "权益保护"]
    assert {section.edition for section in five.sections} == {"2020"}
    national = [concept.id for concept in mappings.concepts.concepts if concept.edition == "2020"]
    assert sorted(c for section in five.sections for c in section.concepts) == sorted(national)


def test_sections_add_up(five):
    having = {coverage.concept: coverage.plans for coverage in five.coverage}
    for section in five.sections:
        assert section.all_have == tuple(c for c in section.concepts if len(having[c]) == len(five.plans))
        assert section.one_has == tuple(c for c in section.concepts if len(having[c]) == 1)
        assert section.all_lack == tuple(c for c in section.concepts if not having[c])
        for share in section.shares:
            assert share.concepts == sum(share.plan in having[c] for c in section.concepts)
            assert share.share == pytest.approx(share.concepts / len(section.concepts), abs=1e-4)


def test_what_all_lack_and_only_one_has(five):
    sections = {section.level1: section for section in five.sections}
    assert "information-security" in sections["权益保护"].all_lack
    assert "double-publicity" in sections["信用制度和基础建设"].all_have
    # 灵璧 alone asks for the county's own credit site
    assert "website" in sections["信用制度和基础建设"].one_has


def test_points_of_a_concept_are_those_of_its_rows(five, five_aligned, plans):
    items = find_items(five_aligned)
    """A share is of one table: 郏县's two tables of 100 are for two groups of bodies, and never 198 points."""
    indicators = {plan.id: {row.id: row.points or 0 for row in plan.indicators} for plan in plans}
    tables = {(plan.id, row.id): row.table for plan in plans for row in plan.indicators}
    for coverage in five.coverage:
        assert [share.plan for share in coverage.shares] == list(coverage.plans)
        for share in coverage.shares:
            rows, members = indicators[share.plan], items[coverage.concept][share.plan]
            assert share.items == len(members)
            if not sum(rows.values()):
                assert share.points_share is None
                continue
            shares = []
            for table in {tables[share.plan, row] for row in rows}:
                own = [row for row in rows if tables[share.plan, row] == table]
                total = sum(rows[row] for row in own)
                shares.append(100 * sum(rows[row] for row in own if row in members) / total)
            assert share.points_share == pytest.approx(max(shares), abs=0.01)


def test_overlap_by_points(five, five_aligned, plans):
    """Of 成武's 100 points 69.6 stand in groups that 郏县 has too."""
    overlap = next(o for o in five.overlaps if (o.left, o.right) == ("chengwu", "jiaxian"))
    rows = {row.id: row.points or 0 for plan in plans if plan.id == "chengwu" for row in plan.indicators}
    shared = set(overlap.shared_groups)
    members = {m.item for g in five_aligned.groups if g.id in shared for m in g.members if m.plan == "chengwu"}
    expected = sum(points for row, points in rows.items() if row in members) / sum(rows.values())
    assert overlap.left_points_share == pytest.approx(expected, abs=1e-4)


def test_shares_lie_between_nothing_and_all(five):
    for overlap in five.overlaps:
        for share in (overlap.share, overlap.left_share, overlap.right_share):
            assert 0 <= share <= 1
        for share in (overlap.left_points_share, overlap.right_points_share):
            assert share is None or 0 <= share <= 1


def test_a_plan_without_points_has_no_share(five):
    """长清 and 灵璧 print no table; 平阴's prints points of sections only."""
    for overlap in five.overlaps:
        for plan, share in ((overlap.left, overlap.left_points_share), (overlap.right, overlap.right_points_share)):
            assert (share is None) == (plan not in {"chengwu", "jiaxian"})


@given(st.lists(st.integers(0, 50), max_size=8), st.sets(st.integers(0, 9)))
def test_any_items_have_a_share(points, chosen):
    weights = Weights.of([make_plan(*points)])
    share = weights.share("a", [f"i{at}" for at in chosen])
    assert (share is None) == (not sum(points))
    assert share is None or 0 <= share <= 1


def test_an_item_counts_once():
    assert Weights.of([make_plan(1, 3)]).share("a", ["i1", "i1"]) == 0.75


@pytest.mark.parametrize(
    ("field", "askers", "text", "state"),
    [
        ("就业", ("河湖长制",), "稳定就业", "outside"),
        ("就业", ("河湖长制", "就业"), "稳定就业", "absent"),
        ("就业", (None,), "稳定就业", "absent"),
        (None, ("河湖长制",), "稳定就业", "absent"),
        ("就业", ("河湖长制",), "稳定就业，办好河长巡河一类的公益性岗位", "outside"),
        ("就业", ("河湖长制", "就业"), "稳定就业，办好河长巡河一类的公益性岗位", "context"),
    ],
)
def test_a_plan_of_another_field_does_not_fail_to_ask(mappings, field, askers, text, state):
    patrol = Task(id="t1", no="1", section=None, title="河长巡河", text="河长巡河", place=None)
    asking = [
        Plan(id=f"p{at}", source=SOURCE, text="河长巡河", metadata=Metadata(field=name), tasks=(patrol,))
        for at, name in enumerate(askers)
    ]
    jobs = Task(id="t1", no="1", section=None, title="稳定就业", text="稳定就业", place=None)
    other = Plan(id="other", source=SOURCE, text=text, metadata=Metadata(field=field), tasks=(jobs,))
    group = Group(
        id="g1",
        label="河长巡河",
        concept=None,
        members=tuple(Member(plan.id, "t1", "task", "河长巡河") for plan in asking),
    )
    rows = [(group, [GroupedItem(plan.id, patrol, None, CONTRACT) for plan in asking])]
    assert {s.plan: s.state for s in find_states([*asking, other], rows, mappings)}["other"] == state
