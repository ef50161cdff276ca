"""Classes of results and the points that part them."""

import pytest

GRADES = (
    # 郏县
    (
        (
            "得分 90 分以上（含本数，下同）为优秀，80 分以上 90 分以下（不含本数，下同）为良好，"
            "60分以上80分以下为合格，60分以下为不合格。"
        ),
        [("优秀", 90, None), ("良好", 80, 90), ("合格", 60, 80), ("不合格", None, 60)],
    ),
    ("得分在90分及以上的为优秀等次,60分以下的为不合格", [("优秀", 90, None), ("不合格", None, 60)]),
    (
        "等次分为优秀（90分以上）、良好（80-89分）、不合格（60分以下）",
        [("优秀", 90, None), ("良好", 80, 89), ("不合格", None, 60)],
    ),
    ("90-100分为优秀，80-89分为良好", [("优秀", 90, 100), ("良好", 80, 89)]),
    # the letter is the name, the words behind 为 tell what it means
    (
        "AA级为信用优秀，评价分数在90分(含90分)以上；A级为信用良好，评价分数在75-90分(不含90分)；C级为信用较差，评价分数在60分(不含60分)以下",
        [("AA级", 90, None), ("A级", 75, 90), ("C级", None, 60)],
    ),
    ("A级（≥90分）、B级（80≤得分＜90分）、C级（得分＜80分）", [("A级", 90, None), ("B级", 80, 90), ("C级", None, 80)]),
    (
        "得分分为三星级、二星级：95分以上为三星级，85-95分为二星级",
        [("三星级", 95, None), ("二星级", 85, 95)],
    ),
    ("绿牌等级：90分以上；黄牌：70—90分；红牌：70分以下", [("绿牌", 90, None), ("黄牌", 70, 90), ("红牌", None, 70)]),
    # places are no points: 第4-8名
    (
        "考核优秀等次为90分以上，第4—8名为良好，80-85名为合格，不合格为60分以下",
        [("优秀", 90, None), ("不合格", None, 60)],
    ),
    ("75分（含75分）至90分评定为较好，60分以下评定为差等次", [("较好", 75, 90), ("差", None, 60)]),
    # how many classes there are is none of them
    (
        "分为四级：一级（90分及以上）、二级（80—89分）、三级（60—79分）、四级（60分以下）",
        [("一级", 90, None), ("二级", 80, 89), ("三级", 60, 79), ("四级", None, 60)],
    ),
    (
        "分优、良、差三个等次。90分以上（含90分）为优；80分以上（含80分）不满90分为良；不满80分为差",
        [("优", 90, None), ("良", 80, 90), ("差", None, 80)],
    ),
    (
        "示范级（95分及以上）、规范级（80分至94分）、整改级（80分以下）",
        [("示范级", 95, None), ("规范级", 80, 94), ("整改级", None, 80)],
    ),
    ("等级A级：90分以上；B级：80-90分；C级：低于80分", [("A级", 90, None), ("B级", 80, 90), ("C级", None, 80)]),
)
NONE = (
    "考核结果分为优秀、良好、合格、不合格四个等级",  # 郏县: names without points
    "考核优秀的单位加5分",
    "前30%为优秀",
    "考核等次分三等：第1至5名为一等，第6至15名为二等，其余为三等",
    "考核等次：前5名以上为优秀，后3名以下为不合格",
    "合格率达到90%以上",
    "",
)


def grade(extract, sentence):
    plan = extract(f"某县考核办法\n\n一、考核方法\n\n{sentence}\n")
    return [(one.name, one.min, one.max) for one in plan.grades]


@pytest.mark.parametrize(("sentence", "expected"), GRADES)
def test_grades(extract, sentence, expected):
    assert grade(extract, sentence) == expected


@pytest.mark.parametrize("sentence", NONE)
def test_no_grades(extract, sentence):
    assert grade(extract, sentence) == []


@pytest.mark.xfail(reason="grades by rank are not read")
def test_grades_by_rank(extract):
    assert grade(extract, "排名前30%的为优秀等次，后10%的为不合格等次")
