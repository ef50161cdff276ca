"""An attachment that only names things asks for nothing; one that announces work, or whose lines act, does."""

import pytest

FRONT = "某县2024年农机购置补贴实施方案\n\n一、重点任务\n1.做好机具核验。县农业农村局牵头，12月底前完成。\n2.公开补贴信息。县财政局负责。\n\n附件\n"
MACHINES = ("犁", "旋耕机", "微型耕耘机", "深松机", "开沟机", "挖坑（成穴）机", "埋茬起浆机", "起垄机", "铺膜机")
DRUGS = (
    "阿莫西林胶囊",
    "布洛芬片",
    "头孢克肟分散片",
    "硝苯地平缓释片",
    "二甲双胍片",
    "阿司匹林肠溶片",
    "氨氯地平片",
    "辛伐他汀片",
)
DEEDS = (
    "加强农机管理",
    "推广深松作业",
    "建设维修网点",
    "培训操作人员",
    "开展安全检查",
    "落实补贴政策",
    "规范收费行为",
    "完善服务体系",
)


@pytest.mark.parametrize(
    ("title", "names", "tasks"),
    [
        ("补贴机具种类范围", MACHINES, 2),
        ("基本药物目录", DRUGS, 2),
        ("推进要点", DEEDS, 10),
        ("补贴机具种类范围", MACHINES[:3], 2),
    ],
)
def test_names_of_things_are_no_tasks(extract, title, names, tasks):
    lines = "".join(f"{number}.{name}\n" for number, name in enumerate(names, 1))
    assert len(extract(f"{FRONT}{title}\n{lines}").tasks) == tasks


@pytest.mark.parametrize(
    ("heading", "tasks"),
    [("优化办事流程", 3), ("规范审批程序", 3), ("压减审批环节", 3), ("再造业务流程", 3), ("考核程序", 2)],
)
def test_work_on_a_procedure_is_a_task(extract, heading, tasks):
    lines = f"一、加强业务培训。各单位每年培训2次。\n二、{heading}。\n三、推进数据共享。各部门12月底前完成接入。\n"
    assert len(extract(f"某县2024年营商环境工作要点\n\n{lines}").tasks) == tasks
