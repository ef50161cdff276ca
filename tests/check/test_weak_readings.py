"""A fact that is printed as facts of its kind seldom are is doubted, with the reason."""

from dataclasses import replace

import pytest

from extractor.check import check_plan
from extractor.check.named_bodies import BodyFinder
from extractor.check.weak_readings import find_weak_readings, is_kind_unsure
from extractor.model.facts.plan import Citation, Deadline, Metadata, Plan, Safeguard, SourceInfo, Target, Task, Unit
from extractor.model.paper.place import Piece, Place

HEAD = "某县2024年河湖管护实施方案\n\n一、总体要求\n坚持人水和谐。\n\n二、重点任务\n\n"
TEXT = f"{HEAD}1.扩大服务。每周三服务群众不少于8000人次。（责任单位：县水利局）\n各镇于6月1日前报送方案。\n"


def shorten(fact, by):
    place = fact.place
    return replace(fact, text=fact.text[:-by], place=Place(place.start, place.end - by))


def find_codes(plan, mappings):
    return {doubt.code for doubt in check_plan(plan, mappings).doubts}


def give(plan, **fields):
    return replace(plan, tasks=(replace(plan.tasks[0], **fields), *plan.tasks[1:]))


def stretch(plan, words):
    start = plan.text.index(words)
    return Place(start, start + len(words))


def test_as_read_nothing_is_doubted(parse, mappings):
    plan = parse(TEXT)
    assert plan.tasks[0].targets
    assert find_codes(plan, mappings) == set()


def test_a_value_whose_words_go_on_is_doubted(parse, mappings):
    plan = parse(TEXT)
    assert "value-cut" in find_codes(give(plan, targets=(shorten(plan.tasks[0].targets[0], 1),)), mappings)
    weekly = next(limit for limit in plan.tasks[0].deadlines if limit.text == "每周三")
    assert "value-cut" in find_codes(give(plan, deadlines=(shorten(weekly, 1),)), mappings)


def test_before_a_year_means_two_days(parse, mappings):
    text = f"{HEAD}1.治理河道。2025年前完成治理。（责任单位：县水利局）\n"
    assert find_codes(parse(text), mappings) == {"year-before"}
    assert find_codes(parse(text.replace("2025年前", "2025年底前")), mappings) == set()


def test_a_limit_of_the_closing_paragraph_is_no_sure_limit_of_the_last_item(parse, mappings):
    plan = parse(TEXT)
    limit = plan.deadlines[0]
    task = plan.tasks[0]
    longer = replace(task, deadlines=(limit,), place=Place(task.place.start, limit.place.end))
    assert "beyond-item" in find_codes(replace(plan, tasks=(longer,), deadlines=()), mappings)


def test_a_title_below_its_numbered_line_is_doubted(parse, mappings):
    text = f"{HEAD}1.扩大服务\n组织群众巡河。（责任单位：县水利局）\n"
    plan = parse(text)
    places = {**plan.tasks[0].places, "title": stretch(plan, "组织群众巡河")}
    assert "title-elsewhere" not in find_codes(plan, mappings)
    assert "title-elsewhere" in find_codes(give(plan, title="组织群众巡河", places=places), mappings)


def test_a_safeguard_that_is_a_bodys_duty_is_doubted(parse, mappings):
    plan = parse(f"{TEXT}\n三、保障措施\n（一）县审计局：负责审计。\n")
    duty = Safeguard(no="1", title="县审计局：负责审计", place=stretch(plan, "县审计局：负责审计"))
    assert "safeguard-of-body" in find_codes(replace(plan, safeguards=(duty,)), mappings)
    plain = Safeguard(no="1", title="加强审计", place=stretch(plan, "县审计局"))
    assert "safeguard-of-body" not in find_codes(replace(plan, safeguards=(plain,)), mappings)


RULES = (
    ("1.渠道畅通（15）2.会商到位（15分）", "rules-run-together"),
    ("（20分）", "rule-without-words"),
    ("会商到位（15分）", None),
)


@pytest.mark.parametrize(("words", "code"), RULES)
def test_rules_that_are_two_or_half_are_doubted(parse, mappings, words, code):
    plan = parse(
        f"{HEAD}1.巡河。（责任单位：县水利局）\n\n附件：考核评分表\n"
        "序号\t指标\t分值\t评分标准\n1\t会商\t15\t会商到位得15分。\n2\t巡河\t10\t每少1次扣2分。\n"
    )
    row = plan.indicators[0]
    rule = replace(row.rules[0], kind="award", text=words)
    changed = replace(plan, indicators=(replace(row, rules=(rule,)), *plan.indicators[1:]))
    assert find_codes(changed, mappings) == ({code} if code else set())


KINDS = (
    # what a rule's kind rests on
    ("award_per", "推广1篇，得3分", True),
    ("award_per", "每推广1篇得3分", False),
    ("award_per", "每月上报，得5分", True),
    ("constraint", "有报送至少得1分", True),
    # given or taken, a cap or a sum, one award or three
    ("award", "未备案的减计5分", True),
    ("award", "最多给付7分", True),
    ("award", "拿满15分", True),
    ("award", "居前三名的分别给付15、12、9分", True),
    ("award", "居前三名的分别得15、12、9分", False),
    ("award", "查看记录（5分，每缺一次扣1分）", False),
    ("constraint", "不得低于全市平均水平", False),
    ("constraint", "有报送至少1分", False),
    ("award", "有报送至少得1分", False),
    ("award", "得5分", False),
    ("award_per", "未备案的减计5分", True),
    ("deduct", "未备案的减计5分", False),
    ("award_per", "每次最多给付7分", False),
    ("deduct", "最多给付7分", False),
    ("award_per", "居前三名的每名分别给付15、12、9分", False),
    ("deduct_per", "迟报1篇,扣1分", True),
    ("deduct_per", "每迟报1篇扣1分", False),
    ("deduct_per", "每月迟报,扣1分", True),
    ("zero", "每月拿满15分", False),
)


@pytest.mark.parametrize(("kind", "words", "unsure"), KINDS)
def test_points_once_or_for_each(kind, words, unsure):
    assert is_kind_unsure(kind, words) is unsure


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("10月份开展检查", {"month-alone"}),
        ("10月底前开展检查", set()),
        ("8月中旬开展检查", {"month-alone"}),
        ("2024年10月开展检查", {"month-alone"}),
        ("到2025年前完成治理", {"year-before"}),
        ("2025年以前完成治理", {"year-before"}),
        ("做好治理。\n◆排查水塘", set()),
        ("开展检查。（责任单位：县水利局）", set()),
        ("开展检查。（责任单位：县水利局）\n排查水塘。（责任单位：县财政局）", {"several-items"}),
        ("做好治理。\n◆排查水塘。6月底前完成。\n◆疏浚沟渠。7月底前完成", {"several-items"}),
        ("做好治理。\n〖一〗排查水塘。6月底前完成。\n〖二〗疏浚沟渠。7月底前完成", {"several-items"}),
        ("做好治理。\n甲、排查水塘。6月底前完成。\n乙、疏浚沟渠。7月底前完成", {"several-items"}),
        (
            "开展检查。（责任单位：县水利局）\n排查水塘。（责任单位：县财政局）\n疏浚沟渠。（责任单位：县教育局）",
            {"several-items"},
        ),
    ],
)
def test_limits_and_items_with_two_readings(parse, mappings, words, codes):
    plan = parse(f"{HEAD}1.治理河道。{words}。\n")
    limits = tuple(replace(one, kind="date") for one in plan.tasks[0].deadlines)
    assert find_codes(give(plan, deadlines=limits), mappings) == codes


TITLES = ("县水利局、县财政局、县教育局", "（牵头单位：县水利局", "请各镇报送方案", "责任单位：县水利局")


@pytest.mark.parametrize("title", TITLES)
def test_what_names_no_task_is_doubted(parse, mappings, title):
    assert "title-unlike" in find_codes(give(parse(TEXT), title=title), mappings)


@pytest.mark.parametrize(("title", "doubted"), [("彻底排查，摸清底数", True), ("加强组织领导", False)])
def test_a_safeguard_named_as_work_is_doubted(parse, mappings, title, doubted):
    plan = parse(f"{TEXT}\n三、保障措施\n（一）加强组织领导。各镇要高度重视。\n")
    changed = replace(plan, safeguards=(replace(plan.safeguards[0], title=title),))
    assert ("safeguard-unlike" in find_codes(changed, mappings)) is doubted


SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)


def judge(mappings, text, *tasks):
    plan = Plan(id="a", source=SOURCE, metadata=Metadata(), text=text, tasks=tasks)
    return [doubt.code for doubt in find_weak_readings(plan, BodyFinder(mappings.units))]


def span(text, words):
    start = text.index(words)
    return Place(start, start + len(words))


BODIES = "1.治理河道（县水利局）\n"
CLOSINGS = (
    # the text of an item, the words that are its limit
    (f"{BODIES}各镇于6月1日前报送", "6月1日前", True),
    (f"{BODIES}另于6月1日前报送", "6月1日前", False),
    (f"{BODIES}请于6月1日前报送", "6月1日前", True),
    ("1.治理河道\n各镇于6月1日前报送（县水利局）", "6月1日前", False),
    ("1.治理河道\n请于6月1日前报送（县水利局）", "6月1日前", True),
    ("请于6月1日前报送（县水利局）", "6月1日前", False),
)


@pytest.mark.parametrize(("text", "words", "told"), CLOSINGS)
def test_a_paragraph_that_closes(mappings, text, words, told):
    unit = Unit(name="县水利局", role="responsible", place=span(text, "县水利局"))
    limit = Deadline(text=words, where="body", kind="date", place=span(text, words))
    whole = Place(0, len(text))
    item = Task(id="t1", no="1", section=None, title="治理河道", units=(unit,), deadlines=(limit,), place=whole)
    assert judge(mappings, text, item) == (["beyond-item"] if told else [])
    assert judge(mappings, text, replace(item, place=None)) == []
    pieces = replace(whole, pieces=(Piece(0, len(text)),))
    assert judge(mappings, text, replace(item, place=pieces)) == []
    assert judge(mappings, text, replace(item, deadlines=(replace(limit, place=None),))) == []


OPENINGS = (
    # the text of an item, its title
    ("1.扩大服务\n组织群众巡河", "组织群众巡河", ["title-elsewhere"]),
    ("1.扩大服务\n组织群众巡河", "扩大服务", []),
    ("1.县水利局、县财政局\n组织群众巡河", "组织群众巡河", []),
    ("1.\n组织群众巡河", "组织群众巡河", []),
    (f"1.{'水' * 30}\n组织群众巡河", "组织群众巡河", ["title-elsewhere"]),
    (f"1.{'水' * 31}\n组织群众巡河", "组织群众巡河", []),
    ("1.县水利局、县财政局", "县水利局、县财政局", ["title-unlike"]),
    ("1.县水利局", "县水利局", []),
    ("1.巡河、清淤", "巡河、清淤", []),
    ("1.森林防灭火宣传\n10\n巡护", "森林防灭火宣传", ["row-as-task"]),
    ("1.森林防灭火宣传\n巡护10次\n", "森林防灭火宣传", []),
)


@pytest.mark.parametrize(("text", "title", "codes"), OPENINGS)
def test_titles_and_the_lines_they_stand_on(mappings, text, title, codes):
    whole = Place(0, len(text))
    item = Task(id="t1", no="1", section=None, title=title, place=whole, places={"title": span(text, title)})
    assert judge(mappings, text, item) == codes
    assert judge(mappings, text, replace(item, places={})) == []
    assert judge(mappings, text, replace(item, place=replace(whole, pieces=(Piece(0, len(text)),)))) == []


SECTIONS = (
    # the line above an item without a number, what stands between, the item's own number
    ("1.强化主体责任", "\n", None, ["title-elsewhere"]),
    ("1.强化主体责任", "\n \n", None, ["title-elsewhere"]),
    ("1.强化主体责任", "\n", "1", []),
    ("强化主体责任", "\n", None, []),
    ("1.强化主体责任", "", None, []),
    ("1.强化主体责任", "\n另见\n", None, []),
)


@pytest.mark.parametrize(("line", "between", "number", "codes"), SECTIONS)
def test_a_numbered_line_above_an_item_without_a_number(mappings, line, between, number, codes):
    text = f"{line}{between}组织群众巡河"
    item = Task(
        id="t1", no=number, section="强化主体责任", title="组织群众巡河", place=span(text, "组织群众巡河"),
        places={"section": span(text, "强化主体责任")},
    )  # fmt: skip
    assert judge(mappings, text, item) == codes


CITED = (("县水利局、县财政局", ["citation-unlike"]), ("河道管理条例", []))


@pytest.mark.parametrize(("title", "codes"), CITED)
def test_a_citation_that_is_a_list_of_bodies(mappings, title, codes):
    plan = Plan(id="a", source=SOURCE, metadata=Metadata(), citations=(Citation(title=title),))
    assert [doubt.code for doubt in find_weak_readings(plan, BodyFinder(mappings.units))] == codes


ENDS = (
    ("县应急管理", "局", ["value-cut"]),
    ("县应急管理局", "牵头", []),
    ("县应急管理局盯办", "。", ["name-runs-on"]),
)


@pytest.mark.parametrize(("name", "behind", "codes"), ENDS)
def test_names_and_what_stands_behind_them(mappings, name, behind, codes):
    text = f"1.治理（{name}{behind}）"
    item = Task(id="t1", no="1", section=None, title="治理",
                units=(Unit(name=name, role="responsible", place=span(text, name)),))  # fmt: skip
    assert judge(mappings, text, item) == codes


GOING_ON = (
    ("8000人", "次", True),
    ("8000人", "次性", False),
    ("60场", "以上", True),
    ("100名", "左右", True),
    ("20", "余人", True),
    ("20", "余粮", False),
    ("3", "倍", True),
    ("3场", "活动", False),
)


@pytest.mark.parametrize(("words", "behind", "told"), GOING_ON)
def test_values_and_what_stands_behind_them(mappings, words, behind, told):
    text = f"服务{words}{behind}"
    target = Target(text=words, metric="服务", op=">=", value=1, unit="次", place=span(text, words))
    item = Task(id="t1", no="1", section=None, title="服务", targets=(target,))
    assert judge(mappings, text, item) == (["value-cut"] if told else [])
    cut = replace(target, place=replace(target.place, end=3, pieces=(Piece(2, 3), Piece(3, 2 + len(words)))))
    assert judge(mappings, text, replace(item, targets=(cut,))) == (["value-cut"] if told else [])


DUTIES = (
    # the title of a means of support, and the words that are doubted
    ("县审计局", "县审计局\n负责审计"),
    ("县审计局:负责全县审计", "县审计局:负责全县审计"),
)


@pytest.mark.parametrize(("title", "words"), DUTIES)
def test_a_body_alone_is_doubted_with_the_line_below_it(mappings, title, words):
    text = f"{title}\n负责审计\n另行通知\n"
    duty = Safeguard(no=None, title=title, place=Place(0, len(title)))
    plan = Plan(id="a", source=SOURCE, metadata=Metadata(), text=text, safeguards=(duty,))
    (found,) = find_weak_readings(plan, BodyFinder(mappings.units))
    assert (found.code, found.place.words(text)) == ("safeguard-of-body", words)
    nowhere = replace(plan, safeguards=(replace(duty, place=None),))
    assert [doubt.place for doubt in find_weak_readings(nowhere, BodyFinder(mappings.units))] == [None]
