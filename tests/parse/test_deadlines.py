"""Time limits: their kinds, their days, and the words that name none."""

import pytest

from extractor.parse.facts.deadlines import find_deadlines

DATES = (
    # where, text, words quoted, last day (the plan's own year is 2022)
    ("label", "2022年11月底前", "2022年11月底前", "2022-11-30"),  # 成武
    ("label", "2022年6月底前", "2022年6月底前", "2022-06-30"),  # 成武 task 5
    ("label", "2022年10月", "2022年10月", "2022-10-31"),
    ("label", "二〇二二年十月底前", "二〇二二年十月底前", "2022-10-31"),
    ("label", "2024年2月底前", "2024年2月底前", "2024-02-29"),
    ("label", "12月20日前", "12月20日前", "2022-12-20"),
    ("label", "5月中旬前", "5月中旬前", "2022-05-20"),
    ("label", "2022.6.30", "2022.6.30", "2022-06-30"),
    ("label", "2022-06-30", "2022-06-30", "2022-06-30"),
    ("label", "2022/6/30前", "2022/6/30前", "2022-06-30"),
    ("label", "2022.06", "2022.06", "2022-06-30"),
    ("label", "2023年", "2023年", "2023-12-31"),
    ("label", "2022年内", "2022年内", "2022-12-31"),
    ("label", "10月前", "10月前", "2022-09-30"),  # before October begins
    ("label", "四季度前", "四季度前", "2022-09-30"),
    ("label", "不迟于8月15日", "不迟于8月15日", "2022-08-15"),
    ("body", "最迟于9月10日下班前报送", "最迟于9月10日下班前", "2022-09-10"),
    ("label", "2023年底", "2023年底", "2023-12-31"),
    ("label", "年底前", "年底前", "2022-12-31"),
    ("label", "2022年第三季度", "2022年第三季度", "2022-09-30"),
    ("label", "2022年上半年", "2022年上半年", "2022-06-30"),
    ("body", "年底前完成所有业务往来欠款的偿还", "年底前", "2022-12-31"),  # 平阴 task 7
    ("body", "到2022年底，覆盖全社会的平台功能齐备", "到2022年底", "2022-12-31"),  # 成武
    ("body", "力争到2023年底,入驻平台市场主体占比", "到2023年底", "2023-12-31"),  # 灵璧 task 19
    ("body", "到2025年，建成", "到2025年", "2025-12-31"),
    ("body", "2025年前建成", "2025年前", "2024-12-31"),
    ("body", "到2030年前基本建成", "到2030年前", "2030-12-31"),  # till that year, not before it
    ("body", "于2022年全面实施并形成机制", "于2022年", "2022-12-31"),
    ("body", "11月底之前完成", "11月底之前", "2022-11-30"),
    ("body", "明年6月底前完成", "明年6月底前", "2023-06-30"),
    ("body", "今年底前完成", "今年底前", "2022-12-31"),
)


def test_a_year_that_is_the_goal_of_the_paper(extract):
    """2025年前 ends with 2025 where the paper sets its goal 到2025年."""
    goal = "一、目标\n\n到2025年，建成12处。\n\n"
    work = "二、重点任务\n\n（一）制定计划。2025年前完成总目标的75%。\n"
    for before, day in ((goal, "2025-12-31"), ("", "2024-12-31")):
        plan = extract(f"某县2022年场所建设实施方案\n\n{before}{work}")
        assert [deadline.date for deadline in plan.tasks[-1].deadlines] == [day]


RECURRING = (
    ("body", "每月最后一日前上报台账", "每月最后一日前", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("label", "每月26日前", "每月26日前", "FREQ=MONTHLY;BYMONTHDAY=26"),  # 长清
    ("label", "每月30日前, 汇总企业发布融资、获得信贷规模情况", "每月30日前", "FREQ=MONTHLY;BYMONTHDAY=30"),  # 长清
    ("label", "次月5日前", "次月5日前", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ("label", "每年6月底前", "每年6月底前", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1"),
    (
        "label",
        "每季度最后一个月25日前",
        "每季度最后一个月25日前",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=25",
    ),
    ("label", "每半年", "每半年", "FREQ=MONTHLY;INTERVAL=6"),
    ("body", "每季度通报工作进展", "每季度", "FREQ=MONTHLY;INTERVAL=3"),
    ("body", "按月报送信息", "按月报送", "FREQ=MONTHLY"),
    ("body", "每季度次月10日前报送", "每季度次月10日前", "FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
    (
        "body",
        "每季度第二个月10日前报送",
        "每季度第二个月10日前",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTH=2,5,8,11;BYMONTHDAY=10",
    ),
    ("body", "每季度第三个月底前召开", "每季度第三个月底前", "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("body", "每月最后3个工作日报送", "每月最后3个工作日", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    ("body", "每月最后3个工作日前报送", "每月最后3个工作日前", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-3"),
    ("body", "每月前5个工作日内报送", "每月前5个工作日内", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5"),
    ("body", "每月最后一个星期五召开", "每月最后一个星期五", "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1"),
)
RELATIVE = (
    # text, words quoted, duration, working days, event
    ("抵押登记1个工作日内办结。", "1个工作日内", "P1D", True, None),
    ("留抵退税平均5个工作日内到账。", "5个工作日内", "P5D", True, None),
    ("公示期满后10日内公布名单。", "公示期满后10日内", "P10D", False, "公示期满"),
    ("通知下发之日起10日内报送。", "通知下发之日起10日内", "P10D", False, "通知下发之日"),
    (
        "应自作出行政决定之日起,7个工作日内上网",
        "自作出行政决定之日起,7个工作日内",
        "P7D",
        True,
        "作出行政决定之日",
    ),  # 长清 task 3
    ("监督检查等行政行为信息7个工作日内上网公开", "7个工作日内", "P7D", True, None),  # 灵璧 task 7
    ("活动结束后48小时内报送", "活动结束后48小时内", "PT48H", False, "活动结束"),
    ("收到异议协同处理函1个工作日内完成", "收到异议协同处理函1个工作日内", "P1D", True, "收到异议协同处理函"),  # 平阴
    ("并在3个工作日内办结", "在3个工作日内", "P3D", True, None),  # 成武 task 7
    ("三个月内完成整改", "三个月内", "P3M", False, None),
    ("15日内办结", "15日内", "P15D", False, None),
    ("两周内反馈", "两周内", "P2W", False, None),
    ("30分钟内响应", "30分钟内", "PT30M", False, None),
)
AT_ONCE = (
    ("第一时间处置并反馈", "第一时间处置并反馈", None),  # 平阴
    ("发布严重失信主体名单,实时推送至县信用平台", "实时推送至县信用平台", None),  # 灵璧 task 14
    ("一旦发生严重失信事件，应及时响应", "一旦发生严重失信事件，应及时响应", "发生严重失信事件"),
    ("在审批平台准予许可后及时完善", "在审批平台准予许可后及时完善", "审批平台准予许可"),  # 平阴
)
NONE = (
    ("label", "2025年1月1日起执行"),  # a beginning
    ("label", "2022年5月起"),
    ("label", "2024-2025学年第一学期"),
    ("label", "长期坚持"),  # 平阴: it becomes a problem of its task
    ("label", "持续推进"),
    ("label", "2022年2月30日前"),  # no such day: never guessed
    ("label", "2022年13月"),
    ("label", "每月32日前"),
    ("body", "及时总结推广"),  # 成武 task 15: 及时 alone names no time
    ("body", "每年至少开展2次诚信宣传活动"),  # a quota is a target
    ("body", "每月上报信息不少于1篇"),  # 平阴 task 4
    ("body", "每季度开展一次检查"),
    ("body", "自2022年1月1日起,依托市信用平台"),  # 平阴: a beginning
    ("body", "2022年5月23日印发"),
    ("body", "2022年以来"),
    ("body", "协同处理平均时间在5个工作日以内"),  # 成武 task 7: a target
    ("body", "有效期3年内"),
    ("body", "近三年内无失信记录"),
    ("body", "成立3年内的企业"),
    ("body", "不定期检查任务完成情况"),  # 平阴
    ("body", "定期通报"),  # 长清
    ("body", "实时数据"),
    ("body", "第一季度"),
    ("body", "“十四五”期间"),
    ("body", ""),
)


def read(see, text, where, year=2022):
    context, passage = see(text, year)
    return find_deadlines(context, passage, where)


@pytest.mark.parametrize(("where", "text", "words", "day"), DATES)
def test_dates(see, where, text, words, day):
    (found,) = read(see, text, where)
    assert (found.kind, found.text, found.date, found.start) == ("date", words, day, None)


INTERVALS = (
    ("2022年4-8月", "2022-04-01", "2022-08-31"),  # 成武
    ("2022年3月1日至5月31日", "2022-03-01", "2022-05-31"),
    ("9月21日至27日", "2022-09-21", "2022-09-27"),  # 平潭
    ("3月18-22日", "2022-03-18", "2022-03-22"),
    ("2022年9月-2023年3月", "2022-09-01", "2023-03-31"),
    ("3月至6月底", "2022-03-01", "2022-06-30"),
    ("全年", "2022-01-01", "2022-12-31"),
    ("5月中旬", "2022-05-11", "2022-05-20"),
    ("2022.3-2022.12", "2022-03-01", "2022-12-31"),
    ("2022年-2024年", "2022-01-01", "2024-12-31"),
    ("“十四五”期间", "2021-01-01", "2025-12-31"),
)


@pytest.mark.parametrize(("text", "first", "last"), INTERVALS)
def test_intervals(see, text, first, last):
    (found,) = read(see, text, "label")
    assert (found.kind, found.start, found.date) == ("interval", first, last)


@pytest.mark.parametrize(("where", "text", "words", "rule"), RECURRING)
def test_recurrences(see, where, text, words, rule):
    (found,) = read(see, text, where)
    assert (found.kind, found.text, found.rrule, found.date) == ("recurring", words, rule, None)


def test_cycles_with_a_name(see):
    """灵璧 task 6."""
    found = read(see, "继续实行“日监测”“月通报”工作机制", "body")
    assert [(one.text, one.rrule) for one in found] == [("日监测", "FREQ=DAILY"), ("月通报", "FREQ=MONTHLY")]


@pytest.mark.parametrize(("text", "words", "duration", "working", "event"), RELATIVE)
def test_limits_counted_from_an_event(see, text, words, duration, working, event):
    (found,) = read(see, text, "body")
    assert (found.kind, found.text, found.duration) == ("relative", words, duration)
    assert (found.working_days, found.trigger, found.date) == (working, event, None)


@pytest.mark.parametrize(("text", "words", "event"), AT_ONCE)
def test_at_once(see, text, words, event):
    (found,) = read(see, text, "body")
    assert (found.kind, found.text, found.trigger) == ("immediate", words, event)


@pytest.mark.parametrize(("where", "text"), NONE)
def test_no_time_limit(see, where, text):
    assert read(see, text, where) == ()


def test_a_month_without_a_year_needs_the_plans_own(see):
    assert [(one.date, one.month_day) for one in read(see, "6月底前", "label", year=None)] == [(None, "06-30")]
    assert [one.date for one in read(see, "6月底前", "label", year=2024)] == ["2024-06-30"]


def test_several_in_one_sentence_in_their_order(see):
    found = read(see, "3月底前完成自查，6月底前完成整改，24小时内响应，每月25日前报送", "body")
    assert [one.text for one in found] == ["3月底前", "6月底前", "24小时内", "每月25日前"]


def test_where_it_stands_is_kept(see):
    assert [one.where for one in read(see, "2022年11月底前", "label")] == ["label"]
    assert [one.where for one in read(see, "2022年11月底前", "body")] == ["body"]


def test_days_of_the_week(see):
    assert [one.rrule for one in read(see, "每周五前报送", "body")] == ["FREQ=WEEKLY;BYDAY=FR"]


def test_months_of_each_year(see):
    assert [one.rrule for one in read(see, "每年1月、7月底前报送", "body")] == ["FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=-1"]
