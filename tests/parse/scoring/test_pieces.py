"""Bands, steps and formulas by themselves: each row is a way of printing that forced a rule."""

from __future__ import annotations

import pytest

from extractor.language.grammar.against import find_against
from extractor.language.passages import build_passage
from extractor.language.quantities import load_quantity_words
from extractor.mappings import load_mappings
from extractor.model.facts.scoring import Act
from extractor.parse.scoring.pieces.bands import find_bands
from extractor.parse.scoring.pieces.effects import find_effects
from extractor.parse.scoring.pieces.formulas import parse_formula
from extractor.parse.scoring.pieces.steps import find_step
from extractor.parse.scoring.reader import read_criteria
from extractor.parse.scoring.scoring_words import build_scoring_words
from tests.parse.scoring.printing import show_band

WORDS = build_scoring_words(load_quantity_words(load_mappings()), load_mappings().scoring_plain)


def read_statements(row):
    """Give the statements of a row."""
    return read_criteria(build_passage(row, 0, len(row)).text, WORDS)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("办结率90%以上", "[90,)%"),
        ("办结率90%及以上", "[90,)%!"),
        ("90%(不含)以上", "(90,)%!"),
        ("降至95%以下的", "(,95]%"),
        ("不足80%", "(,80)%!"),
        ("超过3次", "(3,)次!"),
        ("不超过5个", "(,5]个!"),
        ("80%以上90%以下", "[80,90]%"),
        ("80%≤A<90%", "A[80,90)%!!"),
        ("[80%,90%)", "[80,90)%!!"),
        ("95%-90%", "[90,95]%"),
        ("第7名及以后", "[7,)名!"),
        ("前3名", "(,3]名"),
        ("末三位", "[1,3]名!! last"),
        ("第2至4名", "[2,4]名"),
        ("投诉率为0", "[0,0]!!"),
        ("5个工作日以内", "(,5]工作日"),
        ("90%", "[90,)%! bare"),
        ("满意率98以上", "[98,)"),
        ("控制在110以内", "(,110]"),
        ("高于107的", "(107,)!"),
        ("不为0的", "(0,)!"),
        ("后退5位以上", "[5,)位次"),
        ("排名第5位以上", "(,5]名"),
    ],
)
def test_band_is_read(words, shown):
    (found,) = find_bands(words, WORDS)
    assert show_band(found.band) == shown


@pytest.mark.parametrize("words", ["6月30日前完成移交", "亿元以上项目", '推出"一件事"服务', "2022年度"])
def test_figures_that_bound_nothing(words):
    assert find_bands(words, WORDS) == ()


def test_people_are_no_places_where_nothing_is_ranked():
    (people,) = find_bands("3名以上", WORDS, ranked=False)
    (places,) = find_bands("3名以上", WORDS)
    assert (show_band(people.band), show_band(places.band)) == ("[3,)人", "(,3]名")


@pytest.mark.parametrize(
    ("words", "ones", "shown"),
    [
        ("每低于1个百分点", False, (1, "百分点", "less")),
        ("每提高5个百分点", False, (5, "百分点", "more")),
        ("每增减1个", False, (1, "个", "less")),
        ("每下降1名", False, (1, "名", "less")),
        ("每缺报1次", False, (1, "次", "less")),
        ("每发现1起", False, (1, "起", "each")),
        ("缺1项", True, (1, "项", "less")),
        ("推广1项", True, (1, "项", "each")),
        ("每少50万元", False, (50, "万元", "less")),
        ("每低于100%一个百分点", False, (1, "百分点", "less")),
    ],
)
def test_step_is_read(words, ones, shown):
    found = find_step(words, WORDS, ones=ones)
    assert (found.step.n, found.step.unit, found.step.toward) == shown


def test_step_beyond_and_once():
    beyond = find_step("3个(不含)以上部分每个", WORDS, ones=False).step
    late = find_step("逾期1天", WORDS, ones=False).step
    assert (beyond.beyond, late.once) == (3, True)


@pytest.mark.parametrize("words", ["每万人达到30人", "每个单项达到100%以上的", "第1次", "各1次", '"一件事"'])
def test_no_step(words):
    found = find_step(words, WORDS, ones=True)
    assert found is None or found.step.unit == "个"


@pytest.mark.parametrize(
    ("printed", "tokens"),
    [
        ("10-(名次-1)×0.5", "10 名次 1 - 0.5 * -"),
        ("满分×(1-投诉率)", "满分 1 投诉率 - *"),
        ("实际完成数÷目标数×10分", "实际完成数 目标数 / 10 *"),
        ("完成率×50%+支付率×50%", "完成率 50% * 支付率 50% * +"),
        ("(最大值-实际值)/(最大值-最小值)×分值", "最大值 实际值 - 最大值 最小值 - / 满分 *"),
        ("本项分值×完成率×100%", "满分 完成率 * 1 *"),
    ],
)
def test_formula_is_read(printed, tokens):
    assert " ".join(parse_formula(printed)) == tokens


@pytest.mark.parametrize("printed", ["(1-投诉率", "满分×", "×10", "Σ各项", "完成率 完成率)", ""])
def test_formula_that_does_not_hold_together(printed):
    assert parse_formula(printed) is None


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("指标值大于全县平均值", "指标值(0,)! -全县平均值"),
        ("增速不低于全市平均水平", "增速[0,)! -全市平均水平"),
        ("费用低于上年同期", "费用(,0)! -上年同期"),
        ("耕地面积大于或等于规划下达的耕地保有量", "耕地面积[0,)! -规划下达的耕地保有量"),
        ("人数等于计划数", "人数[0,0]!! -计划数"),
        ("与全省平均水平持平", "[0,0]!! -全省平均水平"),
        ("增幅达到或超过全市平均增幅", "增幅[0,)! -全市平均增幅"),
    ],
)
def test_comparison_with_another_quantity(words, shown):
    assert show_band(find_against(words)) == shown


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("得该项分值的60%", ["share"]),
        ("减半计分", ["share"]),
        ("扣减总分2分", ["total_loss"]),
        ("相应增减1分", ["award"]),
        ("不计负分", ["deduct_cap"]),
        ("每人次减2.5分,最高减5分", ["deduct", "deduct_cap"]),
        ("按实际值与20%的比值折算得分", ["proportional"]),
        ("按落实率核定得分", ["proportional"]),
        ("按最高项计分,不累计", ["best"]),
        ("档案齐全(15)2.其他", ["worth"]),
        ("越级访扣5分/批次,按户数扣2分/户", ["deduct", "deduct"]),
        ("每查到一次扣1分,总分4分,扣完为止", ["deduct", "cap", "deduct_cap"]),
        ("视面积扣分5-15分/次", ["judged"]),
        ("每增加一个签约项目增加2分", ["award"]),
        ("增加30分钟以上", []),
    ],
)
def test_effect_is_found(words, names):
    assert [one.name for one in find_effects(words)] == names


@pytest.mark.parametrize(
    ("row", "acts"),
    [
        ("有机构、有编制、有经费各得2分。", [Act.AWARD] * 3),
        ("每增减1个加减0.5分。", [Act.DEDUCT_PER, Act.AWARD_PER]),
        ("建成1处得2分，2处得5分。", [Act.AWARD, Act.AWARD]),
        ("国家级媒体刊发每篇加2分，省级1分。", [Act.AWARD_PER, Act.AWARD_PER]),
        ("发生亡人事故的本项0分并在总分中另扣5分。", [Act.ZERO, Act.TOTAL_LOSS]),
        ("完成任务的得基本分6分。", [Act.AWARD]),
        ("渔业安全由县农业农村局负责考评（20分）。", [Act.JUDGED]),
        ("建成1座公厕得10分，每增加一座加5分。", [Act.AWARD, Act.AWARD_PER]),
        ("重伤1人扣3分；重伤2人及以上扣8分。", [Act.DEDUCT, Act.DEDUCT]),
        ("溺水1人扣5分；烫伤2人及以上扣8分。", [Act.DEDUCT_PER, Act.DEDUCT]),
        ("未报送扣12分，其中每少报1个月扣1分。", [Act.DEDUCT_CAP, Act.DEDUCT_PER]),
        ("建章立制得10分，其中建立制度得6分，落实人员得4分。", [Act.CAP, Act.AWARD, Act.AWARD]),
        ("与公安机关一起研究部署的得2分。", [Act.AWARD]),
        ("按照未办结件数进行扣分，每件扣1分。", [Act.DEDUCT_PER]),
    ],
)
def test_acts_of_a_cell(row, acts):
    assert [one.act for one in read_statements(row)] == acts


@pytest.mark.parametrize(
    "row",
    [
        "抽查3个村，每个村2分。",
        "三项工作各得2分。",
        "发现一处扣0.5分，每村扣完为止。",
        "增速5%以下但未达标得2分。",
        "建章立制得10分，其中建立制度得6分，落实人员得5分。",
        "视火灾面积扣5—15分/次。",
    ],
)
def test_words_that_may_carry_points_are_unread(row):
    assert any(one.unread for one in read_statements(row))
