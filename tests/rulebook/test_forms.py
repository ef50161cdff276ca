"""Forms of people: ids that stay, forms of another plan, all faults at once, what contradicts itself."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from extractor.errors import ExtractorError
from extractor.model.scored.scorecard import Observation, Observations
from extractor.rulebook import build_inputs_workbook, build_rulebook, read_observations, score
from extractor.rulebook.engine.values import find_form_id
from tests.rulebook.support import find_names, make_book, make_plan

ROWS = (
    ("水质达标率达到95%以上得10分，80%以上不足95%得6分，低于80%不得分。", 10, "水质达标"),
    ("每季度开展巡查一次得2分，最高8分。", 8, "巡查"),
    ("建立制度的得5分，未建立的不得分。", 5, "制度"),
    ("每发现一处乱堆扣1分，扣完为止。", 6, "岸线"),
)  # fmt: skip
NEW = ("报送总结的得3分，未报送的不得分。", 3, "总结")


def observe(values):
    return Observations(
        "表.csv", tuple(Observation(name, text, f"第{n}行") for n, (name, text) in enumerate(values.items(), 2))
    )


def test_a_row_put_in_between_renames_nothing():
    before, after = make_book(*ROWS), make_book(ROWS[0], NEW, *ROWS[1:])
    old = {item.label: item.name for item in before.inputs}
    new = {item.label: item.name for item in after.inputs}
    assert len(new) == len(old) + 1
    assert {label: new[label] for label in old} == old


def test_names_are_fit_for_every_engine():
    for item in make_book(*ROWS).inputs:
        assert item.name.isascii()
        assert item.name.isidentifier()


def test_each_input_quotes_its_own_sentence():
    book = make_book(("建立台账的得2分；每培训一次得1分，最高3分；每缺一人扣0.5分。", 5, "基础"))
    for item in book.inputs:
        core = item.label.split("（")[0]
        assert core[0] in item.reference.quote, (item.label, item.reference.quote)


def test_form_of_another_plan_is_refused_with_the_difference():
    book, other = (
        make_book(*ROWS),
        make_book(
            ("绿化率达到30%得5分。", 5, "绿化"),
            ("每植树一亩得1分，最高5分。", 5, "植树"),
            ("成立专班的得2分。", 2, "专班"),
        ),
    )
    filled = observe({item.name: "是" if item.kind == "yes_no" else "3" for item in other.inputs})
    with pytest.raises(ExtractorError, match="不是") as caught:
        score(book, filled)
    assert "规则要而表上没有" in str(caught.value)
    assert "水质达标率" in str(caught.value)


def test_template_of_another_edition_is_refused():
    plan = make_plan(*ROWS)
    old, new = build_rulebook(plan), build_rulebook(replace(plan, id="p2023"))
    workbook = openpyxl.load_workbook(io.BytesIO(build_inputs_workbook(old)))
    workbook["观测值"]["D5"] = 96
    buffer = io.BytesIO()
    workbook.save(buffer)
    observed = read_observations(buffer.getvalue(), "表.xlsx")
    assert observed.form == find_form_id(old)
    assert score(old, observed).indicators[0].points.low == 10
    with pytest.raises(ExtractorError, match="方案或版本不同"):
        score(new, observed)


def test_label_beside_a_name_must_fit_it():
    book = make_book(*ROWS)
    content = f"编号,观测内容,观测值\n{book.inputs[0].name},森林覆盖率年度增长情况,96\n".encode()
    with pytest.raises(ExtractorError, match="表上写的是“森林覆盖率年度增长情况”"):
        score(book, read_observations(content, "表.csv"))


def test_all_faults_are_told_in_one_run():
    book = make_book(*ROWS)
    names = [item.name for item in book.inputs]
    with pytest.raises(ExtractorError) as caught:
        score(book, observe({names[0]: "120", names[1]: "两", names[2]: "也许", names[3]: "1.5"}))
    assert "有4处不能用" in str(caught.value)
    assert str(caught.value).count("第") >= 4


@pytest.mark.parametrize(
    ("written", "fine"), [("0.65", False), ("0.65%", True), ("65", True), ("65%", True), ("0", True)]
)
def test_a_share_where_per_cents_are_asked_for(written, fine):
    book = make_book(*ROWS)
    if fine:
        score(book, observe({book.inputs[0].name: written}))
    else:
        with pytest.raises(ExtractorError, match="像是比例"):
            score(book, observe({book.inputs[0].name: written}))


def test_own_number_above_the_largest_of_all(books):
    names = find_names(books["pingyin"])
    own, most, least = (names[f"x1_03_{n}"] for n in (1, 2, 3))
    with pytest.raises(ExtractorError, match="不应大于"):
        score(books["pingyin"], observe({own: "120", most: "100", least: "2"}))
    with pytest.raises(ExtractorError, match="不应小于"):
        score(books["pingyin"], observe({most: "100", least: "200"}))


def test_weights_belong_to_the_rulebook_and_not_to_the_form(books):
    book = books["pingyin"]
    assert len(book.parameters) == 15
    assert not [item for item in book.inputs if "分值" in item.label]


def test_template_tells_period_example_and_who_fills_it_in():
    workbook = openpyxl.load_workbook(io.BytesIO(build_inputs_workbook(make_book(*ROWS))))
    sheet = workbook["观测值"]
    assert [sheet.cell(2, column).value for column in (1, 4, 7, 10)] == [
        "填报单位：",
        "时期：",
        "填报人：",
        "填报日期：",
    ]
    heading = [cell.value for cell in sheet[4]]
    assert {"时期与口径", "示例", "依据材料附件或链接"} <= set(heading)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (
        9,
        "landscape",
    ) or sheet.page_setup.paperSize == "9"


def test_each_kind_of_body_has_a_sheet(books):
    workbook = openpyxl.load_workbook(io.BytesIO(build_inputs_workbook(books["jiaxian"])))
    assert len([name for name in workbook.sheetnames if name.startswith("观测值")]) == 2


def test_card_says_whose_form_it_is():
    """The head of the form: unit, period, who filled it in and when; a workbook keeps a date as a number of days."""
    from datetime import date

    from extractor.rulebook.cards.lines import describe_card

    book = make_book(*ROWS)
    workbook = openpyxl.load_workbook(io.BytesIO(build_inputs_workbook(book)))
    sheet = workbook["观测值"]
    sheet["B2"], sheet["E2"], sheet["K2"] = "某某县水务局", "2023年三季度", date(2023, 10, 8)
    sheet["D5"] = 96
    buffer = io.BytesIO()
    workbook.save(buffer)
    card = score(book, read_observations(buffer.getvalue(), "表.xlsx"))
    assert dict(card.filled) == {"填报单位": "某某县水务局", "时期": "2023年三季度", "填报日期": "2023-10-08"}
    assert describe_card(card) == "方案（填报单位：某某县水务局，时期：2023年三季度，填报日期：2023-10-08）"
    assert describe_card(replace(card, filled=())) == "方案（表.xlsx）"
