"""Papers that only explain a plan, and a second paper in one file, are told."""

import pytest

EXPLAINING = "《某县河长制工作方案》政策解读\n一、主要内容\n（一）清理乱堆。2024年6月底前完成清理。由县水利局负责。\n"
TWO = """某水发〔2024〕3号
某县2024年河道清淤工作方案
一、主要任务
（一）清淤河道。（责任单位：县河道所）
（二）加固堤防。（责任单位：县河道所）
某县水利局
2024年3月1日

某水发〔2024〕9号
某县2024年节水实施方案
一、主要任务
（一）推广器具。（责任单位：县节水办）
某县水利局
2024年5月6日
"""


@pytest.mark.parametrize(
    ("text", "code"), [(EXPLAINING, "explains-a-plan"), (TWO, "several-papers"), (TWO.replace("9号", "3号"), None)]
)
def test_what_is_no_plan_of_its_own_is_told(extract, text, code):
    plan = extract(text)
    told = {problem.code for problem in plan.problems} & {"explains-a-plan", "several-papers"}
    assert told == ({code} if code else set())
    assert bool(plan.tasks) is (code != "explains-a-plan")
