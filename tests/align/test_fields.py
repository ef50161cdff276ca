"""What is known of single fields is used only for plans of that field."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import extractor
from extractor.align import Policy, align_plans
from extractor.align.concepts import ConceptIndex
from extractor.align.likeness.plan_fields import find_body_field
from extractor.compare.comparison import find_fitting
from extractor.errors import MappingError
from extractor.language.grammar.body_names import find_function
from extractor.mappings import default_folder, load_mappings
from extractor.model.facts.plan import Metadata, Role, Unit
from tests.align.test_alignment import RIVERS, make_plan
from tests.upkeep.likeness import load_set
from tests.upkeep.likeness_figures import find_pairs

CREDIT = ("提升“双公示”工作质量", "规范信用修复流程", "全面推行信用承诺制度")
CREDIT_IN_RIVERS = ("建立涉水企业信用修复机制", "开展河长巡河", "清理河道漂浮物", "整治入河排污口", "建设幸福河湖")
FITS = [
    ("社会信用", ["信用承诺", "信用修复"], {"社会信用"}),
    (None, ["双公示", "信易贷", "宣传活动"], {"社会信用"}),
    (None, ["河长巡河", "河道保洁", "信息报送"], {"河湖长制"}),
    ("河湖长制", ["巡查", "保洁"], {"河湖长制"}),
    ("教育", ["消除大班额", "诚信教育", "作业管理", "课后服务"], set()),
    (None, ["信用村评定", "防汛演练", "物资储备", "值班值守"], set()),
    (None, [], set()),
]


@pytest.mark.parametrize(("field", "texts", "fits"), FITS)
def test_a_pack_fits_where_the_title_or_three_items_in_ten_speak_of_it(mappings, field, texts, fits):
    index = ConceptIndex(mappings.concepts.concepts, Policy(), mappings.concepts.packs)
    assert index.find_fields(field, texts) == fits


def concepts_of(titles, mappings):
    fields = {concept.id: concept.field for concept in mappings.concepts.concepts}
    alignment = align_plans([make_plan("a", [(title, title) for title in titles])], mappings)
    return {fields[group.concept] for group in alignment.groups if group.concept}, alignment


def test_a_credit_concept_fires_on_no_river_plan(mappings):
    assert concepts_of(CREDIT_IN_RIVERS, mappings)[0] == {"河湖长制"}


def test_each_field_is_aligned_with_its_own_concepts(mappings):
    assert concepts_of(CREDIT, mappings)[0] == {"社会信用"}


def test_no_list_of_one_field_checks_plans_of_another(mappings):
    _, alignment = concepts_of(CREDIT_IN_RIVERS, mappings)
    plan = make_plan("a", [(title, title) for title in CREDIT_IN_RIVERS])
    assert {concept.field for concept in find_fitting(mappings.concepts.concepts, [plan], alignment)} == {"河湖长制"}


def test_a_pack_of_a_field_that_is_not_known_is_refused(tmp_path):
    folder = shutil.copytree(default_folder(), tmp_path / "mappings")
    path = folder / "fields" / "river_chiefs" / "concepts.yaml"
    path.write_text(path.read_text("utf-8").replace("field: 河湖长制", "field: 河长"), "utf-8")
    with pytest.raises(MappingError, match=r"river_chiefs/concepts.yaml.*河长.*fields.yaml"):
        load_mappings(folder)


def test_no_group_holds_items_of_two_fields(mappings):
    folders = [Path(__file__).parent / "sets" / name for name in ("flood", "school", "health")]
    documents = [extractor.load_document(path) for folder in folders for path in sorted(folder.glob("*.txt"))]
    plans = [extractor.extract_document(document) for document in documents]
    groups = align_plans(plans, mappings).groups
    mixed = [group.label for group in groups if len({member.plan.split("_")[0] for member in group.members}) > 1]
    assert mixed == []
    assert sum(len(group.members) > 1 for group in groups) > 30


def test_the_five_plans_are_of_one_field(mappings):
    index = ConceptIndex(mappings.concepts.concepts, Policy(), mappings.concepts.packs)
    for document in extractor.load_corpus():
        plan = extractor.extract_document(document)
        texts = [item.title or "" for item in plan.tasks] or [item.name or "" for item in plan.indicators]
        assert index.find_fields(plan.metadata.field, texts) == {"社会信用"}


UNSEEN = Path(__file__).parent / "unseen"


@pytest.mark.parametrize(("name", "right", "least"), [("lessons", 24, 6), ("drought", 24, 16), ("woods", 26, 25)])
def test_plans_of_one_bureau_are_compared_though_a_title_names_no_field(mappings, name, right, least):
    one = load_set(UNSEEN / name)
    found = find_pairs(align_plans(one.plans, replace(mappings, concepts=replace(mappings.concepts, concepts=()))))
    assert (len(one.pairs), len(found & one.pairs) >= least) == (right, True)


@pytest.mark.parametrize(
    ("issuer", "bodies", "field"),
    [
        ("澜港区教体局", [], "教育"),
        (None, ["县水利局", "县水务局", "县财政局", "县水利局"], "水利防汛"),
        (None, ["县水利局", "县财政局", "县教育局"], None),
        ("青石县人民政府", [], None),
    ],
)
def test_a_plan_is_of_the_field_of_its_body(mappings, issuer, bodies, field):
    tasks = [(f"做好工作{n}", f"做好工作{n}。") for n in range(len(bodies))]
    plan = make_plan("a", tasks)
    units = [Unit(name=name, role=Role.LEAD, function=find_function(mappings.units, name)) for name in bodies]
    tasks = tuple(replace(task, units=(unit,)) for task, unit in zip(plan.tasks, units, strict=True))
    plan = replace(plan, tasks=tasks, metadata=replace(plan.metadata, issuer=issuer))
    assert find_body_field(plan, mappings, Policy()) == field


TOLD = (
    # fields that persons told of two plans of the same words, whether their items meet
    ("河湖长制", "河湖长制", True),
    ("河湖", "河湖长制", True),
    ("河湖长制", "教育", False),
)


@pytest.mark.parametrize(("one", "other", "meet"), TOLD)
def test_a_field_that_a_person_told_decides_whether_items_meet(mappings, one, other, meet):
    plans = [
        replace(make_plan(name, RIVERS), metadata=Metadata(field=field, by={"field": "王某"}))
        for name, field in (("east", one), ("west", other), ("north", other))
    ]
    groups = [{member.plan for member in group.members} for group in align_plans(plans, mappings).groups]
    assert any({"east", "west"} <= group for group in groups) is meet
    assert {"west", "north"} in groups or {"east", "west", "north"} in groups
