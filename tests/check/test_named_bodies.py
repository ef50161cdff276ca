"""Which names of bodies stand where duties are given, behind no label that is known."""

import pytest

from extractor.check.named_bodies import BodyFinder

SENTENCES = (
    ("整治渠道(县财政局、县民政局)", ["县财政局", "县民政局"]),
    ("整治渠道(县财政局、县民政局;时间:尽快)", ["县财政局", "县民政局"]),
    ("整治渠道(挂帅单位:县侨联)", ["县侨联"]),
    ("整治渠道(县财政局、县民政局)并验收", ["县财政局", "县民政局"]),
    ("整治渠道(县财政局)并验收", []),
    ("整治渠道(县财政局)", ["县财政局"]),
    ("县文明办、各镇政府、县融媒体中心", ["县文明办", "各镇政府", "县融媒体中心"]),
    ("县文明办、各镇政府、融媒", []),
    ("县文明办、甲、乙、丙", []),
    ("县体育局:利用体育场馆避险", ["县体育局"]),
    ("县体育局、县教育局:利用体育场馆避险", ["县体育局、县教育局"]),
    ("学校:开放操场并登记", []),
    ("县体育局:开放", []),
    ("整治渠道(县水利局(河长办)、县财政局;完成时间:6月)", ["县水利局(河长办)", "县财政局"]),
    ("整治渠道(县财政局、县民政局", ["县财政局", "县民政局"]),
    ("整治渠道(学校、车站)", []),
    ("整治渠道(县财政局、学校、车站)", []),
    ("整治渠道(县财政局、县民政局、学校、车站、码头)", []),
    ("各有关单位", []),
    ("(各有关单位)", []),
    ("(有关部门)", []),
    ("1.县教育局:负责校车检查", ["县教育局"]),
    ("重点单位:县水利局、县财政局", []),
    ("整治(县水利局/县财政局)", ["县水利局", "县财政局"]),
    ("整治(县水利局,县财政局)", ["县水利局", "县财政局"]),
    ("整治【县水利局、县财政局】", ["县水利局", "县财政局"]),
    ("包保部门:县水利局、各镇", ["县水利局", "各镇"]),
    ("此项工作交由县水利局、县财政局", ["县水利局", "县财政局"]),
    ("由县住建局、县城管局分头推进", ["县住建局", "县城管局"]),
    ("整治渠道--县水利局、县财政局", ["县水利局", "县财政局"]),
    ("整治渠道(体育总局、财政部经管)", ["体育总局", "财政部"]),
    ("整治渠道(海关总署经管)", ["海关总署"]),
    ("整治渠道(县财政局长)", []),
    ("整治渠道(报县财政局备案)", []),
    ("由企业向县财政局申报", []),
    ("由市委、市政府进行表彰", []),
    ("由县数字办经管,归集存量数据", ["县数字办"]),
    ("由知识产权科、县总工会办理", []),
    ("由县总工会办理", ["县总工会"]),
    ("由区财政金融局将租地资金拨付至各乡镇", []),
    # how many of a list are bodies, and how many beyond doubt
    ("整治渠道(县财政局、县民政局、渠道)", []),
    ("整治渠道(县财政局、县民政局、县教育局、渠道)", ["县财政局", "县民政局", "县教育局", "渠道"]),
    ("整治渠道(县财政局、县民政局、县教育局、渠道、台账)", []),
    ("(县财政局、县民政局、学校、车站)", ["县财政局", "县民政局", "学校", "车站"]),
    ("县财政局、县民政局、渠道", []),
    ("交由县财政局、县民政局、渠道", ["县财政局", "县民政局", "渠道"]),
    ("交由县财政局、县民政局、渠道、台账", []),
    (
        "交由县财政局、县民政局、县教育局、渠道、台账",
        ["县财政局", "县民政局", "县教育局", "渠道", "台账"],
    ),
    ("交由县财政局、渠道", []),
    ("由财政局办理", ["财政局"]),
    ("由财局办理", []),
    ("由省政府办理", []),
    # a verb of six characters behind the last name, and of seven
    ("整治渠道(县财政局分头推进落实)", ["县财政局"]),
    ("整治渠道(县财政局分头推进落实好)", []),
    ("整治渠道(县财政局盯办,各镇跟进)", ["县财政局"]),
    ("由县数字办负责,归集存量数据", []),
    # a duty of four characters before which a body stands, and of three
    ("县体育局:利用场馆", ["县体育局"]),
    ("县体育局:利用场", []),
    ("县体育局、渠道:利用体育场馆避险", []),
    # brackets
    ("{县财政局、县民政局}", ["县财政局", "县民政局"]),
    ("整治(县财政局、县民政局;)", ["县财政局", "县民政局"]),
    ("整治()县财政局", []),
    ("整治(甲(县财政局、县民政局))后", []),
    ("县水利局", ["县水利局"]),
    ("县水利局。", []),
)


@pytest.mark.parametrize(("words", "names"), SENTENCES)
def test_names_that_answer(mappings, words, names):
    assert [words[start:end] for start, end in BodyFinder(mappings.units).find_names(words)] == names


CELLS = (
    ("县水利局、县财政局", True),
    ("县水利局", True),
    ("县水利局、渠道", False),
    ("按期清淤", False),
    ("各有关单位", False),
)


@pytest.mark.parametrize(("words", "named"), CELLS)
def test_cells_of_nothing_but_bodies(mappings, words, named):
    assert BodyFinder(mappings.units).is_cell(words) is named


NAMES = (
    ("县教育局", True),
    ("县教育局、县水利局", True),
    ("教育局", True),
    ("学校", False),
    ("堤岸", False),
    ("县财政局将资金", False),
    (f"县{'水' * 22}局", True),
    (f"县{'水' * 23}局", False),
)


@pytest.mark.parametrize(("words", "named"), NAMES)
def test_words_that_are_a_name(mappings, words, named):
    assert BodyFinder(mappings.units).is_name(words) is named


RUNS_ON = (
    ("县金融监管局盯办", True),
    ("县金融监管局", False),
    ("县财政局经管", True),
    ("财政局长", False),
    ("财政部分头推进", True),
)


@pytest.mark.parametrize(("name", "more"), RUNS_ON)
def test_names_that_go_on_with_a_verb(mappings, name, more):
    assert BodyFinder(mappings.units).runs_on(name) is more


CUT = (
    ("海关", "总署牵头", True),
    ("海关", "和总署", False),
    ("海关", "", False),
    ("县应急管理", "局负责", True),
    ("县卫生健康", "执法大队负责", True),
    ("县卫生健康", "综合执法大队", False),
    ("县水利", "服务中心", True),
    ("县水利", "工程服务中心", False),
)


@pytest.mark.parametrize(("name", "behind", "cut"), CUT)
def test_names_whose_end_stands_behind_them(mappings, name, behind, cut):
    assert BodyFinder(mappings.units).is_cut(name, behind) is cut
