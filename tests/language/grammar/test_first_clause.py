"""A long first sentence is named by its first clause that asks for something; a name keeps all of its own."""

import pytest

from extractor.language.grammar.first_clause import find_first_duty

NAMES = (
    # the sentence, its name
    ("积极做好政策解读工作,持续提升政策解读质量,丰富解读形式", "积极做好政策解读工作"),
    ("暂停校外培训机构线下教学活动,切实保障广大学生身体健康和人民群众生命安全", "暂停校外培训机构线下教学活动"),
    ("完成水库除险加固,新增库容二百万方,灌溉面积达到三千亩", "完成水库除险加固"),
    ("疫情期间严禁组织各类聚集、聚餐(必要的生产除外,但要做好防护),各单位要带头执行", "疫情期间严禁组织各类聚集、聚餐"),
    ("按照网格划分方案,逐户核实外来人口信息,建立动态更新的电子台账", "按照网格划分方案,逐户核实外来人口信息"),
    (
        "为避免人群聚集,倡导错峰出行并减少不必要的跨区域流动,做好个人防护",
        "为避免人群聚集,倡导错峰出行并减少不必要的跨区域流动",
    ),
    ("各乡镇人民政府、街道办事处,要全面排查辖区自建房,逐栋建立台账", "各乡镇人民政府、街道办事处,要全面排查辖区自建房"),
    ("做好河道日常管护(含沟渠),逐段落实责任人并建立长效管护机制和考核办法", "做好河道日常管护(含沟渠)"),
    ("做好河道)日常管护(含沟渠),逐段落实责任人并建立长效管护机制和考核办法", "做好河道)日常管护(含沟渠)"),
    ("严把“源头清洗关”,规范冲洗设施运行", None),  # two clauses of one length are a heading
    ("彻底排查,摸清底数", None),
    ("抓好春耕,保障农时,统筹调度农机具和化肥种子等各类农资", None),  # its first clause names nothing
    ("开展信用核查,依法依规落实联合奖惩措施", None),  # short enough to be a name
    ("对整改到位的乡镇,减少检查频次并在下一年度的项目安排中优先考虑", None),  # who is meant and what is done
    ("各牵头部门要会同配合部门,结合年度任务,制定细化方案并报县政府审定后印发", None),  # who does it with whom
)


@pytest.mark.parametrize(("sentence", "name"), NAMES)
def test_the_name_of_a_first_sentence(sentence, name):
    assert sentence[: find_first_duty(sentence)] == (name or sentence)


@pytest.mark.parametrize(
    ("first", "second", "pair"), [(14, 17, True), (17, 14, True), (13, 17, False), (15, 17, False)]
)
def test_two_clauses_of_about_one_length_are_a_heading(first, second, pair):
    sentence = f"做好{'甲' * (first - 2)},{'乙' * second}"
    assert find_first_duty(sentence) == (len(sentence) if pair else first)
