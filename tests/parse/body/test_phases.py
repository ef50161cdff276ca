"""Steps of the schedule."""

import pytest

from extractor.model.facts.plan import Phase

STEPS = (
    # 成武
    ("（一）创建启动阶段（2022年3月）。制定创建工作实施方案。", ("创建启动阶段", "2022-03-01", "2022-03-31")),
    ("（一）全面推进阶段（2022年4-8月）。全面开展创建工作。", ("全面推进阶段", "2022-04-01", "2022-08-31")),
    ("（一）评估验收阶段（2022年9月-11月）。迎接验收。", ("评估验收阶段", "2022-09-01", "2022-11-30")),
    # the beginning is open
    ("（一）第一阶段：动员部署（即日起至4月底）。召开会议。", ("第一阶段：动员部署", None, "2022-04-30")),
    ("（一）自评阶段（4月30日前）。开展自评。", ("自评阶段", None, "2022-04-30")),
    # limits in the words of a step: it ends with the last of them, and has no start
    ("（一）集中整治阶段。2022年9月底前，排查隐患。11月底前，完成整改。", ("集中整治阶段", None, "2022-11-30")),
    ("（一）部署阶段：4月底前，印发通知。", ("部署阶段", None, "2022-04-30")),
    ("（一）常态巩固阶段（11月30日前完成并长期坚持）。完善制度。", ("常态巩固阶段", None, "2022-11-30")),
    ("（一）信用宣传阶段（3月14日至20日）。走进社区。", ("信用宣传阶段", "2022-03-14", "2022-03-20")),
    ("（一）长效管护阶段（7月1日至长期）。完善制度。", ("长效管护阶段", "2022-07-01", None)),
    # steps that name no days have none
    ("（一）宣传发动阶段。召开会议。", ("宣传发动阶段", None, None)),
)


@pytest.mark.parametrize(("line", "expected"), STEPS)
def test_steps(extract, line, expected):
    plan = extract(f"某县2022年信用工作实施方案\n\n一、创建步骤\n\n{line}\n")
    assert plan.phases == (Phase(name=expected[0], start=expected[1], end=expected[2]),)
    assert plan.tasks == ()


def test_a_dated_stage_needs_no_heading_of_steps(extract):
    plan = extract("某县2022年信用工作实施方案\n\n一、工作内容\n\n（一）启动阶段（2022年3月）。动员。\n")
    assert [phase.name for phase in plan.phases] == ["启动阶段"]


def test_a_stage_below_any_heading_is_no_task(extract):
    plan = extract(
        "某县2024年安全大检查通知\n一、检查安排\n（一）自查阶段（9月10日前）。企业自查。\n（二）检查阶段（9月11日至10月5日）。\n"
        "（三）通报问题。10月10日前通报检查结果。（责任单位：县安委办）\n"
    )
    assert [phase.end for phase in plan.phases] == ["2024-09-10", "2024-10-05"]
    assert [task.title for task in plan.tasks] == ["通报问题"]
    assert plan.deadlines == ()


@pytest.mark.parametrize("line", ["（一）加强信用信息归集（2022年修订）。", "（一）完善制度。", "（一）"])
def test_no_steps(extract, line):
    assert extract(f"某县2022年信用工作实施方案\n\n一、重点任务\n\n{line}\n").phases == ()


def test_steps_without_numbers(extract):
    plan = extract(
        "某县2025年殡葬改革方案\n\n一、实施步骤\n\n第一阶段（2025年4月）：宣传发动。\n\n第二阶段（2025年5月至11月）：全面推进。\n"
    )
    assert [(one.name, one.start, one.end) for one in plan.phases] == [
        ("第一阶段", "2025-04-01", "2025-04-30"),
        ("第二阶段", "2025-05-01", "2025-11-30"),
    ]


def test_what_a_stage_hands_to_somebody_is_work_and_has_its_time(extract):
    plan = extract(
        "某县2024年养老服务行动方案\n二、实施步骤\n（一）动员部署阶段（2024年3月—4月）\n1.制定方案。（责任单位：县民政局）\n"
        "（二）全面排查阶段（2024年5月—8月）\n1.排查隐患。7月底前完成。（责任单位：县消防大队）\n（三）总结阶段（9月）\n总结经验。\n"
        "三、保障措施\n（一）加强领导。各镇要高度重视。\n"
    )
    assert [(task.title, [(one.start, one.date) for one in task.deadlines]) for task in plan.tasks] == [
        ("制定方案", [("2024-03-01", "2024-04-30")]),
        ("排查隐患", [(None, "2024-07-31")]),
    ]
    assert [phase.end for phase in plan.phases] == ["2024-04-30", "2024-08-31", "2024-09-30"]


STAGED = (
    # what stands below 三、实施步骤, the phases' ends, the tasks with their limits, and the plan's limits (平潭)
    (
        ("（一）动员部署阶段（3月1日至3月31日）\n1.制定方案（3月10日前完成）\n各镇结合实际制定方案。\n2.开展培训（3月11日至20日）\n分批培训。\n"
        "（二）集中整治阶段（4月1日至9月30日）\n对照台账整改。\n"),
        ["2024-03-31", "2024-09-30"],
        [("制定方案", [(None, "2024-03-10")]), ("开展培训", [("2024-03-11", "2024-03-20")])],
        [],
    ),
    (
        "（一）部署阶段（2024年3月）\n第一步：制定方案（3月10日前）。各部门制定方案。\n第二步：摸底建账（3月31日前）。建立台账。\n（二）整治阶段（4月至10月）\n全面整治。\n",
        ["2024-03-31", "2024-10-31"],
        [("制定方案", [(None, "2024-03-10")]), ("摸底建账", [(None, "2024-03-31")])],
        [],
    ),
    (
        "第一阶段：自查摸底（4月1日—20日）\n（一）全面摸底。各校开展自查，4月10日前报县教育局。\n（二）建立台账。汇总建账。\n第二阶段：集中整治（4月21日—8月31日）\n（一）整改问题。落实整改。\n",
        ["2024-04-20", "2024-08-31"],
        [],
        ["2024-04-10"],
    ),
    (
        ("整治分三个阶段进行：\n第一阶段：摸底阶段（4月1日至4月30日）\n各镇开展排查，并于4月8日前将方案报县住建局。\n第二阶段：整改阶段（5月1日至5月31日）\n"
        "县住建局对前阶段发现的问题督促整改。\n"),
        ["2024-04-30", "2024-05-31"],
        [],
        ["2024-04-08"],
    ),
)  # fmt: skip


@pytest.mark.parametrize(("steps", "ends", "tasks", "limits"), STAGED)
def test_items_below_a_stage(extract, steps, ends, tasks, limits):
    plan = extract(
        f"某县2024年燃气安全整治方案\n一、总体要求\n坚持标本兼治。\n二、实施步骤\n{steps}三、保障措施\n（一）加强领导。各镇要高度重视。\n"
    )
    assert [phase.end for phase in plan.phases] == ends
    assert [(task.title, [(one.start, one.date) for one in task.deadlines]) for task in plan.tasks] == tasks
    assert [one.date for one in plan.deadlines] == limits
    assert {problem.code for problem in plan.problems} <= {"nothing-found"}
