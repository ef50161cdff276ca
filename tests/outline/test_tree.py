"""Numbered paragraphs as a tree, with what was lost."""

import pytest


def shape(sections):
    return [(section.number, section.head.printed, shape(section.children)) for section in sections]


def test_levels_in_their_usual_order(outline):
    lines = "某县方案 一、任务 （一）宣传 1.甲。 （1）子。 2.乙。 （二）治理 1.丙。 二、保障 （一）领导。"
    (part,) = outline(lines.replace(" ", "\n\n")).parts
    assert [passage.printed for passage in part.front] == ["某县方案"]
    assert shape(part.sections) == [
        (
            "1",
            "任务",
            [
                ("1", "宣传", [("1", "甲。", [("1", "子。", [])]), ("2", "乙。", [])]),
                ("2", "治理", [("1", "丙。", [])]),
            ],
        ),
        ("2", "保障", [("1", "领导。", [])]),
    ]


def test_a_number_before_a_name_of_digits(outline):
    (part,) = outline("一、项目\n9.青苗项目。\n10.骨干项目。\n11.121梯队项目。\n12.新星项目。\n").parts
    assert [child.number for child in part.sections[0].children] == ["9", "10", "11", "12"]


def test_numbers_that_run_on_through_the_headings(outline):
    """灵璧 numbers its tasks 1 to 38 below nine headings."""
    (part,) = outline("一、甲\n1.一。\n2.二。\n二、乙\n3.三。\n").parts
    assert shape(part.sections) == [
        ("1", "甲", [("1", "一。", []), ("2", "二。", [])]),
        ("2", "乙", [("3", "三。", [])]),
    ]
    assert outline("一、甲\n1.一。\n2.二。\n二、乙\n3.三。\n").problems == ()


def test_a_lost_heading_is_told(outline):
    """平阴: numbers start again where （三） is missing."""
    found = outline("一、任务\n（一）甲\n1、一。\n2、二。\n1、三。\n2、四。\n（四）丁\n1、五。\n")
    (top,) = found.parts[0].sections
    assert [(child.number, len(child.children)) for child in top.children] == [("1", 2), ("", 2), ("4", 1)]
    assert [problem.code for problem in found.problems] == ["heading-lost", "number-missing"]


def test_what_follows_the_signature_is_no_section(outline):
    """长清: the list of attachments is numbered too."""
    text = "一、任务\n1、甲。\n附件: 1. 模板\n- 2. 材料\n- 3. 说明\n\n某县局 2022 年 5 月 23 日\n"
    (part,) = outline(text).parts
    assert shape(part.sections) == [("1", "任务", [("1", "甲。", [])])]
    assert [passage.printed for passage in part.back] == ["附件:1.模板", "2.材料", "3.说明", "某县局2022年5月23日"]


def test_an_attachment_is_a_part_of_its_own(outline):
    found = outline("某县方案\n一、任务\n1.甲。\n附件1\n某县清单\n一、目录\n附件 2：\n某县表\n")
    assert [part.label.printed if part.label else None for part in found.parts] == [None, "附件1", "附件2："]
    assert [passage.printed for passage in found.parts[1].front] == ["某县清单"]


PROBLEMS = (
    # text, codes
    ("1.甲。\n2.乙。\n", []),
    ("1.甲。\n3.乙。\n", ["number-missing"]),
    ("1.甲。\n1.乙。\n", ["number-repeated"]),
    ("一、考核方法\n甲。\n二、考核方法\n乙。\n", ["heading-repeated"]),  # 郏县: 四 and 五
    ("1.甲。\n2.\n3.丙。\n", ["number-alone"]),
    ("一、\n二、乙\n", ["number-alone"]),
)


@pytest.mark.parametrize(("text", "codes"), PROBLEMS)
def test_problems_of_numbering(outline, text, codes):
    found = outline(text)
    assert [problem.code for problem in found.problems] == codes
    for problem in found.problems:
        assert problem.place.words(found.source.text).strip()


def test_ten_thousand_sections(outline):
    marks = ["第一编", "第一章", "第一条", "一、", "（一）", "1.", "（1）", "①"]
    found = outline("".join(f"{mark}甲\n" for _ in range(1250) for mark in marks))
    assert len(found.parts[0].sections) == 1250


def count(sections):
    return sum(1 + count(section.children) for section in sections)


def test_nothing_numbered_is_lost(outline):
    text = "".join(f"{number}.第{number}项。\n（{number}）细则。\n" for number in range(1, 60))
    assert count(outline(text).parts[0].sections) == 118


@pytest.mark.xfail(reason="a list inside a paragraph belongs to its paragraph")
def test_lists_in_running_words(outline):
    (part,) = outline("一、任务\n要做好以下工作：一是宣传；二是治理。\n").parts
    assert part.sections[0].children


def test_a_number_before_a_date(outline):
    """2.6月底前 is the second item, not two point six, where the first stands above it."""
    (part,) = outline("某县方案\n一、任务\n1.开展排查。\n2.6月底前完成修订。\n3.15消费者权益日活动。\n").parts
    assert [(child.number, child.head.text) for child in part.sections[0].children] == [
        ("1", "开展排查。"),
        ("2", "6月底前完成修订。"),
    ]


def test_items_that_open_with_a_date_behind_items_without_a_full_stop(outline):
    """The line above ends with a body, so that its words might go on."""
    bodies = "责任单位：县市场监管局、县农业农村局、县教育局"
    (part,) = outline(
        f"某县方案\n一、任务\n1.一季度制定计划。{bodies}\n2.6月1日前组织从业人员培训。{bodies}\n3.3至5月开展执法检查。{bodies}\n"
    ).parts
    assert [(child.number, child.head.text[:4]) for child in part.sections[0].children] == [
        ("1", "一季度制"),
        ("2", "6月1日"),
        ("3", "3至5月"),
    ]
