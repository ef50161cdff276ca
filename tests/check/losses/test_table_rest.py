"""Every filled cell of a table is in a fact, in an item's columns, or told."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HEADS = (
    "序号",
    "点位",
    "挂帅领导",
    "重点任务",
    "分值",
    "评分标准",
    "承办单位",
    "办结时点",
    "总投资",
    "甲",
    "",
    "一季度",
    "备注",
)
CELLS = (
    "",
    "1",
    "张明",
    "8600",
    "县水利局",
    "6月底前",
    "建成二期",
    "缺1次扣1分",
    "合计",
    "备注：另行通知",
    "一、基础",
    "城东",
    "长期坚持",
)
SETTINGS = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

COLUMNS = {
    # table, what the first task keeps by head
    "a leader and a place": (
        "序号\t重点工作\t挂帅领导\t承办单位\t地点\n1\t清理河道\t张明\t县水利局\t城东\n2\t划定岸线\t李强\t县水利局\t城西\n",
        {"挂帅领导": "张明", "地点": "城东"},
    ),
    "money": (
        "序号\t项目名称\t总投资\t责任单位\n1\t扩建污水厂\t8600\t县住建局\n2\t改造道路\t4200\t县交通局\n",
        {"总投资": "8600"},
    ),
    "quarters": (
        "序号\t工作名称\t一季度\t二季度\t责任部门\n1\t殡葬改革\t摸底\t总结\t县民政局\n2\t停车场建设\t立项\t施工\t县城管局\n",
        {"一季度": "摸底", "二季度": "总结"},
    ),
    "basis of a duty": (
        "单位\t责任事项\t责任依据\n县应急管理局\t组织综合督查\t《安全生产法》\n县住建局\t监管工地安全\t《管理条例》\n",
        {"责任依据": "《安全生产法》"},
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_beside_are_kept(extract, name):
    table, kept = COLUMNS[name]
    plan = extract(f"某县任务分解表\n\n{table}")
    assert plan.tasks[0].columns == kept
    assert all(plan.tasks[0].places[head].words(plan.text) == words for head, words in kept.items())


def test_a_row_of_totals_in_a_task_table_is_told(extract):
    plan = extract("某县任务表\n\n序号\t项目名称\t总投资\t责任单位\n1\t扩建厂\t8600\t县住建局\n合计\t\t8600\t\n")
    (problem,) = [problem for problem in plan.problems if problem.code == "cells-not-used"]
    assert problem.message == "第1张表有2格不属于任何任务或指标：“合计”、“8600”"


@st.composite
def tables(draw):
    width = draw(st.integers(2, 6))
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width))
    body = st.lists(st.sampled_from(CELLS), min_size=width, max_size=width)
    return [heads, *draw(st.lists(body, min_size=1, max_size=6))]


@SETTINGS
@given(rows=tables())
def test_no_cell_is_lost_in_silence(extract, rows):
    plan = extract("某县工作安排\n\n" + "\n".join("\t".join(row) for row in rows) + "\n")
    owners = [*plan.tasks, *plan.indicators, *plan.deadlines, *plan.grades, *plan.phases]
    parts = [part for row in plan.indicators for part in row.parts]
    facts = [fact for task in plan.tasks for fact in (*task.units, *task.deadlines, *task.targets)]
    facts += [fact for row in plan.indicators for fact in (*row.units, *row.levels)]
    places = [one.place for one in (*owners, *facts, *plan.unread, *plan.doubts, *plan.problems)]
    places += [place for owner in (*plan.tasks, *plan.indicators, *parts) for place in owner.places.values()]
    places += list(plan.metadata.places.values())
    spots = [piece for place in places if place for piece in (place.pieces or (place,))]
    numbers = {task.no for task in plan.tasks} | {row.no for row in plan.indicators}
    for table in plan.tables:
        for cell in table.cells:
            held = any(spot.start < cell.place.end and cell.place.start < spot.end for spot in spots)
            assert held or cell.text in numbers or cell.text in ("合计", "1", "8600"), cell


def test_points_of_groups_and_numbers_of_goals_are_nothing_left(extract):
    plan = extract(
        "某县考核细则\n\n序号\t考核项目\t分值\t考核指标\n一、\t巩固成果\t31\t\n1\t四个到位\t31\t缺1项扣1分\n"
        "二、\t落实重点\t20\t\n2\t健全体系\t20\t缺1项扣2分\n"
    )
    assert [problem.code for problem in plan.problems] == []
    plan = extract(
        "某县任务清单\n\n工作目标\t任务清单\t责任单位\n1.选树典型\t公开信用承诺书\t县审批局\n2.绿色通道\t推行容缺受理\t县人社局\n"
    )
    assert plan.unread == ()


def test_what_two_rows_of_one_indicator_say_beside_is_kept(extract):
    plan = extract(
        "某县考核表\n\n序号\t指标\t分值\t评分标准\t抽查点位\n1\t保洁\t60\t缺1处扣1分\t河东村\n\t\t\t\t河西村\n2\t台账\t40\t缺1项扣1分\t镇政府\n"
    )
    assert [row.columns["抽查点位"] for row in plan.indicators] == ["河东村河西村", "镇政府"]


REST = (
    # | between cells, / between rows
    (
        "某县任务表//序号|项目名称|总投资|责任单位/1|扩建厂|8600|县住建局/合计||8600|/",
        ["第1张表有2格不属于任何任务或指标：“合计”、“8600”"],
    ),
    (
        "某县任务表//序号|项目名称|总投资|责任单位/1|扩建厂|8600|县住建局/小计||8600|/合计||8600|/",
        ["第1张表有4格不属于任何任务或指标：“小计”、“8600”、“合计”、“8600”"],
    ),
    ("某县考核表//序号|指标|分值|评分标准/1|保洁|60|缺1处扣1分/2|台账|40|缺1项扣1分/合计||100|/", []),
    (
        "某县考核表//序号|指标|分值|评分标准/1|保洁|60|缺1处扣1分/2|台账|40|缺1项扣1分/合计|（以上两项）|100|/",
        ["第1张表有1格不属于任何任务或指标：“（以上两项）”"],
    ),
    (
        "某县联系表//姓名|职务|联系电话/张三|局长|5551234/李四|科长|5555678/",
        ["第1张表是待填的表或名单，有6格不属于任何任务或指标：“张三”、“局长”、“5551234”、“李四”、“科长”、“5555678”"],
    ),
    ("某县就业表//乡镇|新增就业|再就业/东镇|70|30/西镇|80|40/", []),
    ("某县名册//甲|乙|丙/丁某|戊某|县水利局2处/庚某|辛某|壬某/", ["丁某|戊某|县水利局2处"]),
    ("某县任务表//序号|任务|责任单位|完成时限/一|水利||/1|清淤|县水利局|6月底/2|护岸|县财政局|9月底/", []),
    (
        "某县任务表//序号|任务|责任单位|完成时限/1|清淤|县水利局|6月底/2|护岸|县财政局|9月底/备注|以上任务按月报送||/",
        ["第1张表有1格不属于任何任务或指标：“备注”"],
    ),
    (
        "某县考核表//序号|考核项目|分值|考核指标/一、|巩固成果|31|/1|四个到位|31|缺1项扣1分/二、|落实重点|20|/2|健全体系|20|缺1项扣2分/",
        [],
    ),
)


@pytest.mark.parametrize(("table", "lines"), REST)
def test_cells_that_are_in_nothing_are_told(extract, table, lines):
    plan = extract(table.replace("|", "\t").replace("/", "\n"))
    left = [problem.message for problem in plan.problems if problem.code == "cells-not-used"]
    assert left + [entry.text.replace("\t", "|") for entry in plan.unread] == lines


def test_both_languages_say_what_a_table_holds(extract):
    form = extract(REST[4][0].replace("|", "\t").replace("/", "\n"))
    plain = extract(REST[0][0].replace("|", "\t").replace("/", "\n"))
    (one,), (other,) = ([p for p in plan.problems if p.code == "cells-not-used"] for plan in (form, plain))
    assert one.message_en.startswith(
        "Table 1 is a form or a list; 6 of its cells belong to no task or indicator: “张三”"
    )
    assert other.message_en == "2 cells of table 1 belong to no task or indicator: “合计”、“8600”"
