"""Plans that are written with known facts, and read again."""

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TITLES = (
    "开展诚信宣传活动", "加强信用信息归集共享", "推进信用核查系统使用", "拓展“信易+”应用场景", "严防发生严重失信事件",
    "畅通信用修复渠道", "加强公务员诚信建设", "推进“双公示”工作",
)  # fmt: skip
BODIES = (
    "县委宣传部", "县发展和改革局", "县人民法院", "县行政审批服务局", "县市场监督管理局",
    "市生态环境局某县分局", "县税务局",
    "各镇政府", "街道办事处", "县经济开发区管委会", "中国人民银行某县支行", "县公安局", "县委网信办",
)  # fmt: skip
LIMITS = (
    # printed, the field that holds it, its value
    ("2022年11月底前", "date", "2022-11-30"),
    ("2022年6月30日前", "date", "2022-06-30"),
    ("每月26日前", "rrule", "FREQ=MONTHLY;BYMONTHDAY=26"),
    ("每季度最后一个月20日前", "rrule", "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
    ("2022年4-8月", "start", "2022-04-01"),
)
GOALS = (
    # sentence, op, value, unit, period
    ("确保归集率达到{n}%。", ">=", "%", None),
    ("确保重错码率不超过{n}%。", "<=", "%", None),
    ("每年至少开展{n}次宣传活动。", ">=", "次", "year"),
    ("每月报送信息不少于{n}篇。", ">=", "篇", "month"),
)
RULES = (
    # printed, kind, whether the number is its points
    ("成立机构的得{n}分", "award"),
    ("每出现1条错误数据扣{n}分", "deduct_per"),
    ("最多扣{n}分", "deduct_cap"),
    ("每采用一篇加{n}分", "award_per"),
    ("最高{n}分", "cap"),
    ("未报送的扣{n}分", "deduct"),
)
HAN = "一二三四五六七八九"


@dataclass(frozen=True)
class Item:
    """A task as it was planted."""

    title: str
    lead: tuple
    others: tuple
    limit: tuple | None
    goal: tuple | None
    number: int


@st.composite
def items(draw):
    bodies = draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=6, unique=True))
    cut = draw(st.integers(0, len(bodies)))
    return Item(
        title=draw(st.sampled_from(TITLES)),
        lead=tuple(bodies[:cut]),
        others=tuple(bodies[cut:]),
        limit=draw(st.none() | st.sampled_from(LIMITS)),
        goal=draw(st.none() | st.sampled_from(GOALS)),
        number=draw(st.integers(1, 100)),
    )


def write_item(item, labels):
    parts = []
    if item.lead:
        parts.append(f"牵头单位：{'、'.join(item.lead)}")
    if item.others:
        parts.append(f"{'配合单位' if item.lead else '责任单位'}：{'、'.join(item.others)}")
    if item.limit:
        parts.append(f"{labels}：{item.limit[0]}")
    goal = item.goal[0].format(n=item.number) if item.goal else ""
    return f"{item.title}。各有关部门要落实责任。{goal}（{'；'.join(parts)}）"


def write_plan(groups, *, labels, heads, end):
    lines, number = ["某县2022年信用工作实施方案", "为做好信用工作，制定本方案。", "一、重点任务"], 0
    for index, group in enumerate(groups):
        if heads:
            lines.append(f"（{HAN[index]}）第{HAN[index]}方面工作。")
        for item in group:
            number += 1
            lines.append(f"{number}.{write_item(item, labels)}")
    lines += ["二、保障措施", "（一）加强组织领导。各单位要高度重视。", "某县人民政府办公室", "2022年3月30日"]
    return end.join(lines) + end


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    groups=st.lists(st.lists(items(), min_size=1, max_size=4), min_size=1, max_size=5),
    labels=st.sampled_from(["完成时限", "完成时间", "时限要求"]),
    heads=st.booleans(),
    end=st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_exactly_the_planted_tasks(extract, groups, labels, heads, end):
    plan = extract(write_plan(groups, labels=labels, heads=heads, end=end))
    planted = [item for group in groups for item in group]
    assert [(task.no, task.title) for task in plan.tasks] == [(str(n), item.title) for n, item in enumerate(planted, 1)]
    for task, item in zip(plan.tasks, planted, strict=True):
        roles = ["lead"] * len(item.lead) + ["participant" if item.lead else "responsible"] * len(item.others)
        assert [(unit.name, str(unit.role)) for unit in task.units] == list(
            zip(item.lead + item.others, roles, strict=True)
        )
        check_limit(task, item)
        check_goal(task, item)
    assert [(one.no, one.title) for one in plan.safeguards] == [("一", "加强组织领导")]
    assert (plan.indicators, plan.phases, plan.grades, plan.citations) == ((), (), (), ())
    assert plan.metadata.issue_date == "2022-03-30"
    allowed = {"heading-repeated", "targets-differ"} if sets_one_matter_twice(planted) else {"heading-repeated"}
    assert {problem.code for problem in plan.problems} <= allowed


def sets_one_matter_twice(planted):
    """Whether two tasks were planted that set one rate to two values, which a plan is told of."""
    numbers = {}
    for item in planted:
        if item.goal:
            numbers.setdefault(item.goal[0], set()).add(item.number)
    return any(len(found) > 1 for found in numbers.values())


def check_limit(task, item):
    if item.limit is None:
        assert task.deadlines == ()
    else:
        (found,) = task.deadlines
        assert (found.text, found.where, getattr(found, item.limit[1])) == (item.limit[0], "label", item.limit[2])


def check_goal(task, item):
    if item.goal is None:
        assert task.targets == ()
    else:
        (found,) = task.targets
        assert (found.op, found.value, found.unit, found.period) == (item.goal[1], item.number, *item.goal[2:])


@st.composite
def rows(draw):
    chosen = draw(st.lists(st.tuples(st.sampled_from(RULES), st.integers(1, 9)), min_size=1, max_size=4))
    return draw(st.sampled_from(TITLES)), draw(st.integers(9, 40)), chosen, draw(st.sampled_from(BODIES))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.lists(rows(), min_size=2, max_size=12),
    page=st.integers(1, 12),
    categories=st.booleans(),
    total=st.booleans(),
)
def test_exactly_the_planted_rows(extract, table, page, categories, total):
    head = "序号\t考核指标\t分值\t评分标准\t责任单位"
    lines = ["某县2022年信用工作考核办法", "", head]
    if categories:
        lines.append(f"一、工作情况（{sum(points for _, points, _, _ in table)}分）")
    for number, (name, points, rules, body) in enumerate(table, 1):
        scoring = "；".join(rule.format(n=n) for (rule, _), n in rules) + "。"
        lines.append(f"{number}\t{name}\t{points}\t{scoring}\t{body}")
        if number % page == 0 and number < len(table):
            lines += ["", head]
    if total:
        lines.append(f"合计\t\t{sum(points for _, points, _, _ in table)}\t\t")
    plan = extract("\n".join(lines) + "\n")
    assert [(row.no, row.name, row.points) for row in plan.indicators] == [
        (str(number), name, points) for number, (name, points, _, _) in enumerate(table, 1)
    ]
    for row, (_, _, rules, body) in zip(plan.indicators, table, strict=True):
        assert [(str(rule.kind), rule.points) for rule in row.rules] == [(kind, n) for (_, kind), n in rules]
        assert [unit.name for unit in row.units] == [body]
        assert (row.level1 is not None) == categories
    assert (plan.tasks, plan.problems) == ((), ())
