"""Other documents that a plan names."""

import pytest

CITED = (
    # 长清 and 平阴
    (
        "根据《国务院办公厅关于加快推进信用建设的意见》(国办发〔2019〕35号)、《平阴县信用体系建设工作 实施方案》",
        [
            ("国务院办公厅关于加快推进信用建设的意见", "国办发〔2019〕35号"),
            ("平阴县信用体系建设工作实施方案", None),
        ],
    ),
    # 成武 task 2: without title marks
    (
        "按照中央文明委关于开展诚信缺失突出问题专项治理行动的工作方案，部署推进",
        [("中央文明委关于开展诚信缺失突出问题专项治理行动的工作方案", None)],
    ),
    # 成武 task 8: brackets inside the title
    ("要按照《菏泽市公共信用信息数据清单（暂行版）》归集", [("菏泽市公共信用信息数据清单（暂行版）", None)]),
    # title marks in title marks
    ("《关于印发〈监测办法〉的通知》(济信用办〔2022〕1号)", [("关于印发〈监测办法〉的通知", "济信用办〔2022〕1号")]),
    ("《宿州市社会信用条例》立法调研", [("宿州市社会信用条例", None)]),  # 灵璧 task 1
    ("《甲条例》《乙条例》和《甲条例》", [("甲条例", None), ("乙条例", None)]),  # each once
    ("《丙办法》（2021年修订）", [("丙办法", None)]),  # no number
    ("现将《省卫生健康委关于防疫的通知》转发给你们", [("省卫生健康委关于防疫的通知", None)]),  # another's
    ("根据《丁意见》要求，现将《戊方案》印发给你们", [("丁意见", None)]),  # what it issues, not on what ground
)
NONE = (
    # what a notice issues, or hands on with it
    "县商务局制订的《2015年粮食收储贴息资金管理办法》已经县政府同意，现转发给你们，请认真执行",
    "《云溪县2014年小麦保险方案》、《云溪县2014年奶牛保险方案》等两个方案已经县政府研究同意，现印发给你们",
    "经县政府同意，现将《云溪县防汛工作要点》（以下简称《要点》）印发给你们，请认真执行",
    "应填写好《云溪县创建示范社区申报表》并附材料一份",  # a form
    "报送《职称评审表》（附件2）一式三份",
    "与GB6675《玩具安全》相违背的作品",  # a technical standard
    "签署《诚信服务承诺书》",  # 郏县: a form
    "填写《信用修复申请表》",
    "现场填写《现场检查记录表》和《证据先行登记保存清单》",
    "建立《补贴项目清单》",
    "见《各部门任务分解表》（见附件1）",  # 平阴: its own attachment
    "附件:《任务分解表》",
    "依《中华人民共和国著作权法》第五条，具有行政性质的文件不适用著作权法。",  # whoever keeps the copy speaks
    "按照新《条例》等有关规定进行审查",  # the kind of a paper alone names none
    "《》",
    "《没有结尾的标题",
    "没有开头的标题》",
    "贯彻落实党中央、国务院决策部署",
    "",
)


def cite(extract, sentence):
    plan = extract(f"某县信用工作要点\n\n一、重点任务\n\n1.加强。{sentence}。\n")
    return [(citation.title, citation.doc_number) for citation in plan.citations]


@pytest.mark.parametrize(("sentence", "expected"), CITED)
def test_cited(extract, sentence, expected):
    assert cite(extract, sentence) == expected


@pytest.mark.parametrize("sentence", NONE)
def test_not_cited(extract, sentence):
    assert cite(extract, sentence) == []


def test_the_plans_own_title_is_no_citation(extract):
    """成武: the notice names the plan that it issues; 长清 cites a city's plan whose title ends as its own does."""
    text = (
        "成武县关于印发成武县信用工作实施方案的通知\n\n《成武县信用工作实施方案》已经县政府同意。\n\n"
        "按照《济南市信用工作实施方案》执行。\n\n成武县信用工作实施方案\n\n一、重点任务\n\n1.加强。\n"
    )
    assert [citation.title for citation in extract(text).citations] == ["济南市信用工作实施方案"]


def test_a_short_name_is_the_same_document(extract):
    assert cite(extract, "落实《某县消费规划（2020-2022年）》（以下简称《规划》），按《规划》执行") == [
        ("某县消费规划（2020-2022年）", None)
    ]


@pytest.mark.xfail(reason="laws named without title marks are not read")
def test_laws_without_marks(extract):
    assert cite(extract, "依据宪法和行政处罚法")


def test_the_report_that_ones_own_title_hands_on(extract):
    text = "2023年区《政府工作报告》目标任务责任分解方案\n\n对照《政府工作报告》，根据《信访工作条例》，制定本方案。\n\n一、任务\n（一）稳增长。（责任单位：区发改局）\n"
    assert [one.title for one in extract(text).citations] == ["信访工作条例"]


SOURCES = (
    # a cell, and the papers that it names without title marks (平潭)
    (
        "1、某市2024年工作要点（某委〔2024〕5号）2、2024年河湖管护责任书3、关于加强水库整治的意见（某政办〔2023〕19号）",
        [("某市2024年工作要点", "某委〔2024〕5号"), ("关于加强水库整治的意见", "某政办〔2023〕19号")],
    ),
    ("全省河长制工作视频会议", []),
    ("《某省水法实施办法》", [("某省水法实施办法", None)]),
)


@pytest.mark.parametrize("head", ["任务来源", "文件依据"])
@pytest.mark.parametrize(("cell", "expected"), SOURCES)
def test_a_column_of_sources(extract, head, cell, expected):
    plan = extract(
        f"某县2024年河长制任务分解表\n序号\t任务\t责任单位\t{head}\n1\t清理河道\t县水利局\t{cell}\n2\t修复堤防\t各镇\t\n"
    )
    assert [(one.title, one.doc_number) for one in plan.citations] == expected
