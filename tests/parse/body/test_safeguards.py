"""How a plan is supported: items of 保障措施."""

import pytest

HEADINGS = ("保障措施", "措施和保障", "工作保障", "组织保障", "组织实施")
OTHERS = ("重点任务", "创建任务", "总体要求", "工作目标")


def read(extract, heading):
    text = f"某县2022年信用工作实施方案\n\n三、{heading}\n\n（一）加强组织领导。明确责任人。\n\n（二）强化调度考核。\n"
    return [(one.no, one.title) for one in extract(text).safeguards]


@pytest.mark.parametrize("heading", HEADINGS)
def test_items_below_a_heading_of_safeguards(extract, heading):
    assert read(extract, heading) == [("一", "加强组织领导"), ("二", "强化调度考核")]


@pytest.mark.parametrize("heading", OTHERS)
def test_items_below_other_headings(extract, heading):
    assert read(extract, heading) == []


def test_arabic_numbers(extract):
    """平阴 numbers its safeguards 1、 2、."""
    text = "某县实施方案\n\n三、措施和保障\n\n- 1、加强组织领导。信息科召集。\n- 2、严禁弄虚作假。\n"
    assert [(one.no, one.title) for one in extract(text).safeguards] == [("1", "加强组织领导"), ("2", "严禁弄虚作假")]


def test_work_that_bodies_answer_for_is_no_safeguard(extract):
    """灵璧 heads work with 健全工作保障机制; its items name bodies."""
    items = "1.加强考核。定期通报。（县发展改革委负责）\n\n2.加强宣传。（县委宣传部负责）\n"
    text = f"某县工作要点\n\n七、健全信用工作保障机制\n\n{items}"
    plan = extract(text)
    assert ([task.title for task in plan.tasks], plan.safeguards) == (["加强考核", "加强宣传"], ())


@pytest.mark.xfail(reason="safeguards printed as one paragraph without numbers are not read")
def test_one_paragraph(extract):
    text = "某县实施方案\n\n三、保障措施\n\n要加强组织领导，强化调度考核。\n"
    assert extract(text).safeguards


def test_duties_by_body_behind_the_last_item(extract):
    """2.定期通报。 / 各部门职责： / 县财政局：负责…: what bodies answer for is work, whatever it stands below."""
    duties = "县财政局：负责安排专项资金。\n\n县水利局：负责编制防洪预案。\n\n县应急局：负责调运抢险物资。\n"
    items = "1.统筹全县防汛工作。\n\n2.定期通报工作进展。\n\n各部门工作职责：\n\n"
    plan = extract(f"某县防汛工作方案\n\n三、组织领导及工作职责\n\n{items}{duties}")
    assert [[unit.name for unit in task.units] for task in plan.tasks] == [["县财政局"], ["县水利局"], ["县应急局"]]
    assert [one.title for one in plan.safeguards] == ["统筹全县防汛工作", "定期通报工作进展"]
