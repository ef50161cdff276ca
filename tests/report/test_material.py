"""What a report refuses, and how it names the plans."""

from dataclasses import replace

import pytest

from extractor.errors import PlanFileError
from extractor.model.compared.alignment import Group, Member
from extractor.report import build_report
from extractor.report.dataset import build_material, name_plans


def test_an_alignment_of_other_plans_is_refused(comparison, alignment, plans):
    with pytest.raises(PlanFileError, match="提到方案 changqing，但没有给出它。请"):
        build_report(comparison, alignment, plans[:2])


def test_an_item_that_no_plan_has_is_named(comparison, alignment, plans):
    lost = Group(id="g99", label="", concept=None, members=(Member("pingyin", "t99", "task", ""),))
    with pytest.raises(PlanFileError, match="组 g99 提到 pingyin:t99"):
        build_report(comparison, replace(alignment, groups=(*alignment.groups, lost)), plans)


def test_a_plan_given_twice_is_refused(comparison, alignment, plans):
    with pytest.raises(PlanFileError, match="方案 pingyin 给了 2 次"):
        build_report(comparison, alignment, (*plans, plans[0]))


def test_plans_of_one_place_are_told_apart(plans):
    second = replace(plans[0], id="pingyin-2023")
    nameless = replace(plans[1], metadata=replace(plans[1].metadata, jurisdiction=None))
    names = name_plans((plans[0], second, nameless))
    assert names == {
        "pingyin": "平阴县（pingyin）",
        "pingyin-2023": "平阴县（pingyin-2023）",
        "chengwu": "成武县人民政府办公室",
    }


def test_an_item_knows_its_groups(comparison, alignment, plans):
    material = build_material(comparison, alignment, plans, "zh")
    for group in alignment.groups:
        for member in group.members:
            assert group.id in material.group_ids[member.plan, member.item]
