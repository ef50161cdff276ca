"""Facts in plain words, in both languages."""

import pytest

from extractor.model.facts.plan import Condition, Deadline, DeadlineKind, Per, Rule, RuleKind, Target
from extractor.report.phrasing import describe_deadline, describe_rule, describe_target, show_number

DEADLINES = (
    ({"kind": "date", "date": "2022-11-30"}, "2022-11-30 前", "by 2022-11-30"),
    (
        {"kind": "interval", "start": "2022-03-01", "date": "2022-03-31"},
        "2022-03-01 至 2022-03-31", "2022-03-01 to 2022-03-31",
    ),
    ({"kind": "interval", "date": "2022-03-31"}, "即日起至 2022-03-31", "from now to 2022-03-31"),
    ({"kind": "recurring", "rrule": "FREQ=MONTHLY;BYMONTHDAY=26"}, "每月26日前", "monthly by day 26"),
    ({"kind": "recurring", "rrule": "FREQ=MONTHLY;BYMONTHDAY=-1"}, "每月最后一日前", "monthly by the last day"),
    ({"kind": "recurring", "rrule": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10"}, "每季度10日前", "quarterly by day 10"),
    ({"kind": "recurring", "rrule": "FREQ=DAILY"}, "每日", "daily"),
    ({"kind": "recurring", "rrule": "FREQ=YEARLY;BYMONTH=6"}, "每年6月", "yearly in June"),
    # What cannot be computed is shown as printed, never as something near it, and never as a rule.
    ({"kind": "recurring", "rrule": "FREQ=DAILY;COUNT=3", "text": "连续三天"}, "连续三天", None),
    ({"kind": "relative", "duration": "P7D", "working_days": True}, "7个工作日内", "within 7 working days"),
    (
        {"kind": "relative", "duration": "P1D", "working_days": True, "trigger": "收到异议协同处理函"},
        "收到异议协同处理函起1个工作日内", "within 1 working day of 收到异议协同处理函",
    ),
    ({"kind": "relative", "duration": "PT48H", "working_days": False}, "48小时内", "within 48 hours"),
    ({"kind": "relative", "duration": "P1M15D", "text": "一个月零十五天内"}, "一个月零十五天内", None),
    ({"kind": "immediate", "text": "第一时间 处置"}, "即时：第一时间处置", "at once: 第一时间处置"),
    ({"kind": "date", "text": "年 底前"}, "年底前", "年底前"),
)  # fmt: skip

RULES = (
    (Rule(kind=RuleKind.AWARD, points="full", text=""), "得满分", "full points"),
    (Rule(kind=RuleKind.AWARD, points=6, text="", condition=Condition(">", 3, "%")), "> 3%：得6分", "> 3%: +6"),
    (
        Rule(kind=RuleKind.AWARD, points=2, text="", condition=Condition(">=", 1, "%", Condition("<", 3, "%"))),
        "≥ 1%，< 3%：得2分", "≥ 1%，< 3%: +2",
    ),
    (Rule(kind=RuleKind.ZERO, points=0, text=""), "不得分", "zero"),
    (Rule(kind=RuleKind.DEDUCT_PER, points=0.1, per=Per(1, "条"), text=""), "每1条扣0.1分", "−0.1 each 1 条"),
    (Rule(kind=RuleKind.CAP, points=3, text=""), "最高3分", "at most 3"),
    (Rule(kind=RuleKind.DEDUCT_CAP, points="full", text=""), "扣完为止", "until all is lost"),
    (Rule(kind=RuleKind.DEDUCT_CAP, points=2, text=""), "最多扣2分", "loses at most 2"),
    (Rule(kind=RuleKind.PROPORTIONAL, points=None, text=""), "按比例", "proportional"),
    (Rule(kind=RuleKind.RANK, points=2, per=Per(10, "名"), text=""), "按位次（每10名2分）", "by rank (2 each 10 名)"),
)  # fmt: skip


@pytest.mark.parametrize(("fields", "zh", "en"), DEADLINES)
def test_a_deadline_in_words(fields, zh, en):
    kind = DeadlineKind(fields["kind"])
    deadline = Deadline(**{"text": "", **fields, "kind": kind, "where": "body"})
    assert describe_deadline(deadline) == (zh, en or zh)


@pytest.mark.parametrize(("rule", "zh", "en"), RULES)
def test_a_rule_in_words(rule, zh, en):
    assert describe_rule(rule) == (zh, en)


def test_a_target_in_words():
    target = Target(text="", metric="稿件", op=">=", value=1, unit="篇", period="month")
    assert describe_target(target) == ("每月 ≥ 1 篇", "≥ 1 篇 a month")
    about = Target(text="", metric=None, op="==", value=70, unit="%", approx=True)
    assert describe_target(about) == ("约 = 70%", "about = 70%")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(7, "7"), (100.0, "100"), (0.3, "0.3"), (1e-05, "0.00001"), (1e20, "100000000000000000000"), (-2.5, "-2.5")],
)
def test_numbers_as_people_write_them(value, shown):
    assert show_number(value) == shown
