"""Which concepts a sentence carries, and which it only seems to: sentences of real plans and of likely ones."""

from __future__ import annotations

import pytest

from extractor.align.concepts import DECIDED, ConceptIndex, _stands_alone, decide_hits
from extractor.align.normalizing import clean, split_sentences
from extractor.align.policy import Policy
from extractor.model.judgement import Judgement
from extractor.model.mappings import Concept, ConceptsFile

CARRIED = [
    # title, body, concepts that must be among those found
    ("提升“双公示”工作质量", "", ["double-publicity"]),
    ("行政许可和行政处罚信息公示与报送", "", ["double-publicity"]),
    (
        "加大除“双公示”外的其他信用信息归集",
        "依托市信用平台上传信用承诺和履约践诺情况等信息。",
        ["information-collection", "commitment-reporting"],
    ),
    (
        "推进信用信息归集和应用",
        "积极开展中小微企业信用培育与银企对接等活动。",
        ["information-collection", "cultivation-matching"],
    ),
    ("深入推进“信易贷”工作", "推进市场主体入驻全国“信易贷”平台。", ["credit-loan-registration"]),
    (
        "健全保障机制",
        "健全社会信用体系配套制度，配备专门人员，保障信用工作经费。",
        ["policy-files", "organisation-staff", "funding"],
    ),
    ("开展企业异议处理和信用修复工作", "", ["objections", "credit-repair"]),
    ("完善工作推进机制", "完善社会信用体系建设联席会议制度。", ["organisation-staff"]),
    ("提升重错码治理水平", "降低统一社会信用代码重码率。", ["code-errors"]),
    ("推动信用修复“一件事”", "优化失信信息信用修复流程。", ["credit-repair"]),
    ("开展“屡禁不止、屡罚不改”专项治理", "", ["dishonesty-campaigns"]),
    ("清理拖欠民营企业账款", "", ["arrears"]),
]
NOT_CARRIED = [
    # title, body, concept that must not be found
    ("加大除“双公示”外的其他信用信息归集", "", "double-publicity"),
    ("信用核查和联合奖惩系统应用情况", "", "rewards-punishments"),
    ("推动城市信用排名争先进位", "大力推进信用信息归集、信用宣传、信用承诺等工作。", "information-collection"),
    ("强化信用培训教育", "围绕“双公示”、“信易贷”等重点工作，组织开展培训。", "double-publicity"),
    ("培育信用服务机构", "通过共享信用信息、购买信用服务等方式，引入信用服务机构。", "information-collection"),
    ("开展诚信宣传教育活动", "开展干部群众喜闻乐见的诚信宣传。", "public-servants"),
    # other fields: these words alone are no credit measure
    ("拓展农产品销售途径", "建立产销风险预警机制，加强组织保障和专项资金。", "risk-warning"),
    ("加强组织领导", "加强组织保障，明确分管领导。", "organisation-staff"),
    ("强化考核督导", "将任务纳入绩效考核。", "assessment"),
    ("加快5G网络建设", "优化网络功能。", "platform"),
]


@pytest.fixture(scope="module")
def index(mappings):
    return ConceptIndex(mappings.concepts.concepts, Policy())


def find(index, title, body):
    return [hit.concept for hit in index.find(clean(title), split_sentences(clean(body)))]


@pytest.mark.parametrize(("title", "body", "expected"), CARRIED)
def test_concepts_that_an_item_carries(index, title, body, expected):
    assert set(expected) <= set(find(index, title, body))


@pytest.mark.parametrize(("title", "body", "concept"), NOT_CARRIED)
def test_concepts_that_an_item_only_seems_to_carry(index, title, body, concept):
    assert concept not in find(index, title, body)


def test_at_most_three_the_strongest_first(index):
    title = "双公示、信用修复、异议处理、信易贷规模、信用培训"
    hits = index.find(title, ())
    assert len(hits) == Policy().measures
    assert [hit.strength for hit in hits] == sorted((hit.strength for hit in hits), reverse=True)


def test_a_title_is_stronger_than_a_sentence(index):
    (titled,) = (hit for hit in index.find("开展信用修复", ()) if hit.concept == "credit-repair")
    (stated,) = (hit for hit in index.find("保护权益", ("做好信用修复",)) if hit.concept == "credit-repair")
    assert titled.titled
    assert not stated.titled
    assert stated.sentences == (0,)
    assert titled.strength > stated.strength


def test_every_concept_can_be_found_by_its_own_words(mappings):
    """The first word of each group, put in one title, shows the concept unless words against it are among them."""
    for concept in mappings.concepts.concepts:
        title = "、".join(group[0] for group in concept.all)
        everything = ConceptIndex((concept,), Policy()).find(clean(title), ())
        assert [hit.concept for hit in everything] == [concept.id], concept.id


MADE = Policy(
    title_hit=1.0, mixed_hit=0.8, body_hit=0.65, scattered=0.7, repeat_hit=0.04, passing=0.4, floor=0.26, measures=2
)  # fmt: skip


def make_concept(name, *groups, none=(), field=""):
    return Concept(id=name, name=name, name_en=name, all=tuple(map(tuple, groups)), none=none, field=field)


PATROL = ConceptIndex((make_concept("patrol", ("巡河", "河长"), ("记录", "台账"), none=("校园",)),), MADE)
WEIGHED = (
    # title, sentences, strength, whether the title has it in part, sentences that do, words
    ("巡河记录", (), 1.0, True, (), "巡河、记录"),
    ("巡河记录", ("完善巡河台账",), 1.0, True, (0,), "巡河、记录"),
    ("巡河", ("报送", "做好记录"), 0.8, True, (1,), "巡河、记录"),
    ("履职", ("巡河记录",), 0.65, False, (0,), "巡河、记录"),
    ("履职", ("坚持巡河,做好记录",), 0.455, False, (0,), "巡河、记录"),
    ("履职", ("坚持巡河:做好记录",), 0.455, False, (0,), "巡河、记录"),
    ("履职", ("巡河记录", "巡河台账"), 0.69, False, (0, 1), "巡河、记录"),
    ("履职", ("河长巡河记录",), 0.69, False, (0,), "巡河、记录"),
    ("履职", ("报送", "河长巡河记录"), 0.69, False, (1,), "巡河、记录"),
    ("履职", ("巡河记录",) * 6, 0.77, False, (0, 1, 2, 3, 4, 5), "巡河、记录"),
    ("履职", ("围绕巡河记录开展培训",), 0.26, False, (0,), "巡河、记录"),
    ("履职", ("围绕巡河,提供记录",), None, False, (), ""),
    ("履职", ("坚持巡河", "做好记录"), None, False, (), ""),
    ("校园巡河记录", (), None, False, (), ""),
    ("履职", ("校园巡河记录",), None, False, (), ""),
    ("履职", ("校园巡河记录", "巡河台账"), 0.65, False, (1,), "巡河、台账"),
    ("记录", ("坚持巡河",), 0.65, False, (0,), "巡河、记录"),
    ("记录", ("报送",), None, False, (), ""),
)


@pytest.mark.parametrize(("title", "sentences", "strength", "titled", "places", "words"), WEIGHED)
def test_how_strongly_an_item_carries_a_concept(title, sentences, strength, titled, places, words):
    hits = PATROL.find(title, sentences)
    if strength is None:
        assert hits == ()
        return
    (hit,) = hits
    assert hit.strength == pytest.approx(strength)
    assert (hit.titled, hit.sentences, hit.words) == (titled, places, words)


def test_of_equal_concepts_the_first_of_the_list_and_no_more_than_are_allowed():
    index = ConceptIndex(tuple(make_concept(name, (name,)) for name in ("巡河", "保洁", "清淤")), MADE)
    assert [hit.concept for hit in index.find("清淤保洁巡河", ())] == ["巡河", "保洁"]
    assert [hit.concept for hit in index.find("清淤", ("保洁巡河",))] == ["清淤", "巡河"]


COVERED = (
    # word, words of other concepts, text, whether it stands for itself somewhere
    ("信用信息归集", ["特定信用信息"], "特定信用信息归集", False),
    ("信用信息归集", ["特定信用信息"], "特定信用信息归集、信用信息归集", True),
    ("信用信息", ["特定信用信息归集"], "特定信用信息归集", True),
    ("信用信息", ["特定信用信息"], "特定信用信息归集", True),
    ("归集", ["信用信息"], "信用信息归集", True),
    ("信用信息归集", ["息归集"], "信用信息归集", True),
    ("信用信息归集", ["个信"], "个信用信息归集", False),
)


@pytest.mark.parametrize(("word", "others", "text", "alone"), COVERED)
def test_a_word_inside_what_names_another_measure_is_none(word, others, text, alone):
    assert _stands_alone(word, others, text) is alone


def test_a_plan_on_a_field_need_not_say_so_in_each_item():
    pack = ConceptsFile(source="", date="", concepts=(), field="河湖长制", field_words=("河长", "河湖"))
    concepts = (make_concept("patrol", ("河长", "河湖"), ("巡查",), field="河湖长制"),)
    index = ConceptIndex(concepts, MADE, [pack])
    assert index.find("加强巡查", ()) == ()
    assert [hit.concept for hit in index.find("加强巡查", (), plan_title="2022年河长制工作要点")] == ["patrol"]
    assert index.find("加强巡查", (), plan_title="2022年教育工作要点") == ()
    assert [hit.concept for hit in index.find("河长巡查", (), fields=frozenset({"河湖长制"}))] == ["patrol"]
    assert index.find("河长巡查", (), fields=frozenset()) == ()


def test_more_than_three_items_in_ten_must_speak_of_a_field():
    pack = ConceptsFile(source="", date="", concepts=(), field="河湖长制", field_words=("河长",))
    index = ConceptIndex((), Policy(pack_share=0.3), [pack])
    assert index.find_fields(None, ["河长"] * 3 + [""] * 7) == frozenset()
    assert index.find_fields(None, ["河长"] * 4 + [""] * 6) == {"河湖长制"}
    assert index.find_fields("河湖长制", [""]) == {"河湖长制"}


def test_persons_concepts_stand_in_place_of_those_of_the_words():
    hits = PATROL.find("巡河记录", ())
    signed = {"reason": "", "person": "王某", "date": "2026-11-21", "items": ("a:t1",)}
    decided = [Judgement(decision="concept", concept=name, **signed) for name in ("clean", "none")]
    assert decide_hits(hits, (), 2) == hits
    assert decide_hits(hits, decided[1:], 2) == ()
    (hit,) = decide_hits(hits, decided[:1], 2)
    assert (hit.concept, hit.strength, hit.words, hit.titled, hit.sentences) == ("clean", 1.0, DECIDED, True, (0, 1))
