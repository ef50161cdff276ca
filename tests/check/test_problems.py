"""What a document contradicts itself in."""

import pytest

HEAD = "序号\t指标\t分值\t评分标准\t责任单位\n"


def problems(extract, text):
    """The problems of a text, each with the name of its item."""
    plan = extract(text)
    names = {row.id: row.name for row in plan.indicators}
    return [(problem.code, names.get(problem.item)) for problem in plan.problems]


ROWS = {
    # table, problems
    "sound": ("1\t甲\t5\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n合计\t\t10\t\t\n", []),
    "total": ("1\t甲\t5\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n合计\t\t20\t\t\n", [("total-does-not-add-up", None)]),
    # the bonus may stand within the total or on top of it (郏县)
    "bonus on top": ("1\t甲\t5\t得5分。\t县局\n2\t创新（附加分）\t3\t得3分。\t县局\n合计\t\t5\t\t\n", []),
    "bonus within": ("1\t甲\t5\t得5分。\t县局\n2\t创新（附加分）\t3\t得3分。\t县局\n合计\t\t8\t\t\n", []),
    "tenths": ("1\t甲\t0.1\t得0.1分。\t县局\n2\t乙\t0.2\t得0.2分。\t县局\n合计\t\t0.3\t\t\n", []),
    "category": (
        "一、领导（9分）\n1\t甲\t5\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n",
        [("points-do-not-add-up", None)],
    ),
    "number missing": ("1\t甲\t5\t得5分。\t县局\n3\t乙\t5\t得5分。\t县局\n", [("number-missing", "乙")]),
    "number twice": ("1\t甲\t5\t得5分。\t县局\n1\t乙\t5\t得5分。\t县局\n", [("number-repeated", "乙")]),
    # numbers may begin again below each category
    "anew": ("一、甲（5分）\n1\t甲\t5\t得5分。\t县局\n二、乙（5分）\n1\t乙\t5\t得5分。\t县局\n", []),
    "award": ("1\t甲\t5\t得8分。\t县局\n2\t乙\t5\t得5分。\t县局\n", [("award-above-points", "甲")]),
    "cap": ("1\t甲\t5\t每次得1分，最高8分。\t县局\n2\t乙\t5\t得5分。\t县局\n", [("award-above-points", "甲")]),
    "bonus": ("1\t创新（附加分）\t5\t得8分。\t县局\n2\t乙\t5\t得5分。\t县局\n", []),
    "deduction": ("1\t甲\t5\t每次扣8分。\t县局\n2\t乙\t5\t得5分。\t县局\n", []),
    # one block for each department, each worth the whole: no addends
    "alternatives": (
        "一、县教育局\n1\t甲\t10\t得10分。\t县教育局\n二、县民政局\n1\t乙\t10\t得10分。\t县民政局\n合计\t\t10\t\t\n",
        [],
    ),
    # a wrong group is told once, not again as a wrong total
    "group": (
        "一、甲（9分）\n1\t甲\t5\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n二、乙（1分）\n3\t丙\t1\t得1分。\t县局\n合计\t\t10\t\t\n",
        [("points-do-not-add-up", None)],
    ),
    # points that are not stated add up to nothing that could be wrong
    "unstated": ("1\t甲\t\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n合计\t\t20\t\t\n", []),
}


@pytest.mark.parametrize("name", ROWS)
def test_points(extract, name):
    table, expected = ROWS[name]
    assert problems(extract, f"某县考核指标\n\n{HEAD}{table}") == expected


def test_the_total_above_the_table(extract):
    text = f"某县考核指标\n\n（满分 100 分）\n\n{HEAD}1\t甲\t5\t得5分。\t县局\n2\t乙\t5\t得5分。\t县局\n"
    assert problems(extract, text) == [("total-does-not-add-up", None)]


def annexed(asked, scored):
    return (
        f"某县实施方案\n\n一、重点任务\n\n1.开展诚信宣传教育活动。{asked}\n\n附件\n\n某县考核指标\n\n"
        f"{HEAD}1\t诚信宣传教育活动\t5\t{scored}\t县局\n2\t信用修复\t5\t得5分。\t县局\n"
    )


ANNEXES = (
    ("每年至少开展2次。", "全年开展4次及以上的得满分。", True),  # 平阴 asks for 2 and scores 4
    ("每年至少开展4次。", "全年开展4次及以上的得满分。", False),
    ("每季度开展1次。", "全年开展4次及以上的得满分。", False),  # by the quarter and by the year
    ("每年至少开展2次。", "报送4篇及以上的得满分。", False),  # no unit in common
    ("", "全年开展4次及以上的得满分。", False),
    ("每月至少开展1次。", "全年开展4次及以上的得满分。", True),
    ("诚信宣传覆盖率达到90%以上。", "诚信宣传覆盖率达到95%以上的得满分。", True),
    ("诚信宣传覆盖率达到90%以上。", "群众满意率达到95%以上的得满分。", False),
    ("诚信投诉率低于5%。", "诚信投诉率达到10%以上的得满分。", False),  # one bounds from above
    ("每年至少开展2次。", "全年开展4次及以上的得3分。", False),  # 3 of 5 points are not full marks
    ("每年至少开展4次。", "全年开展4次及以上的得满分，开展2次的得3分。", False),
)


@pytest.mark.parametrize(("asked", "scored", "differs"), ANNEXES)
def test_body_against_annex(extract, asked, scored, differs):
    found = problems(extract, annexed(asked, scored))
    assert (("body-differs-from-annex", "诚信宣传教育活动") in found) is differs


NAMES = (
    # printed in a plan of 郏县; told or not
    ("（责任单位：郑县工信局）", True),  # one character off
    ("（责任单位：叶县工信局）", True),  # another county of the list
    ("（责任单位：郏县工信局）", False),
    ("（责任单位：郟县工信局）", False),
    ("（责任单位：全县各单位）", False),
    ("（责任单位：平顶山市生态环境局）", False),
)


@pytest.mark.parametrize(("words", "told"), NAMES)
def test_bodies_of_another_place(extract, words, told):
    text = f"郏县2022年信用工作要点\n\n一、重点任务\n\n1.加强宣传。{words}\n"
    assert (("place-of-another", None) in problems(extract, text)) is told


NOTHING = ("今天天气很好。我们去公园玩。", "某县实施方案\n加强组织领导。\n强化考核。\n", "一", "。", HEAD)


@pytest.mark.parametrize("text", NOTHING)
def test_a_document_that_may_be_no_plan_is_told(extract, text):
    plan = extract(text)
    assert [problem.code for problem in plan.problems] == ["nothing-found"]
    assert (plan.tasks, plan.indicators, plan.phases, plan.grades) == ((), (), (), ())


def test_a_time_limit_that_names_no_time_is_told(extract):
    """平阴: 长期坚持 behind a label."""
    text = "某县要点\n\n一、重点任务\n\n1.严防失信。（责任科室：各科室。完成时限：长期坚持）\n"
    (problem,) = extract(text).problems
    assert (problem.code, problem.place.words(text)) == ("deadline-not-understood", "长期坚持")


def test_problems_stand_in_the_order_of_the_text(extract, corpus):
    for document in corpus:
        starts = [problem.place.start if problem.place else -1 for problem in extract(document.content).problems]
        assert starts == sorted(starts)
