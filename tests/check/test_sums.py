"""What of a table's points does not add up (each / a new row)."""

import pytest

from extractor.check.sums import find_sum_problems
from extractor.model.facts.plan import (
    Indicator,
    IndicatorPart,
    Level,
    Metadata,
    Plan,
    Role,
    Rule,
    RuleKind,
    SourceInfo,
    Unit,
)

HEAD, TAB, LINE = "序号\t指标\t分值\t评分标准\t责任单位\n", "\t", "\n"
CASES = {
    "a total": (
        "1|甲|5|得5分。|县局/2|乙|5.5|得5.5分。|县局/合计||20||",
        ["表1各项分值之和为 10.5，与印出的总分 20 不符 | 20"],
    ),
    "the nearer sum is told where a bonus may count": (
        "1|甲|5|得5分。|县局/2|创新（附加分）|3|得3分。|县局/合计||9||",
        ["表1各项分值之和为 8，与印出的总分 9 不符 | 9"],
    ),
    "two numbers beside 合计 are no total": ("1|甲|5|得5分。|县局/2|乙|5|得5分。|县局/合计|2|20||", []),
    "满分 in a cell is no total": ("1|甲|5|完成得满分5分。|县局/2|乙|5|得5分。|县局", []),
    "a group and its rows": (
        "一、领导（9分）/1|甲|5|得5分。|县局/2|乙|5|得5分。|县局/二、保障（5分）/3|丙|5|得5分。|县局",
        ["“一、领导”印为 9 分，其下各项之和为 10 分 | 一、领导 | 5"],
    ),
    "rows without numbers are groups": ("|甲|10||/1|乙|5|得5分。|县局/2|丙|5|得5分。|县局/合计||10||", []),
    "a number is missing": (
        "1|甲|5|得5分。|县局/2|乙|5|得5分。|县局/5|丙|5|得5分。|县局",
        ["表1编号不连续：2 之后是 5 | 5"],
    ),
    "a number stands twice": (
        "1|甲|5|得5分。|县局/2|乙|5|得5分。|县局/2|丙|5|得5分。|县局",
        ["表1中编号 2 出现了两次 | 5"],
    ),
    "numbers may begin with any": ("3|甲|5|得5分。|县局/4|乙|5|得5分。|县局", []),
    "numbers run on below groups, one is missing": (
        "一、领导（5分）/1|甲|5|得5分。|县局/二、保障（5分）/3|丙|5|得5分。|县局",
        ["表1编号不连续：1 之后是 3 | 5"],
    ),
    "a cap above the worth": (
        "1|甲|5|每次得1分，最高8分。|县局/2|乙|5|得5分。|县局",
        ["“甲”的评分标准给 8 分，超过该项分值 5 分 | 最高8分"],
    ),
    "a cap of the worth": ("1|甲|5|每次得1分，最高5分。|县局/2|乙|5|得5分。|县局", []),
    "items with their points": (
        "1|甲|10|1.编制方案（3分）2.完成覆土（4分）|县局/2|乙|5|得5分。|县局",
        ["“甲”印为 10 分，其小项合计 7 分 | 1.编制方案（3分）2.完成覆土（4分）"],
    ),
    "items that add up": ("1|甲|7|1.编制方案（3分）2.完成覆土（4分）|县局/2|乙|5|得5分。|县局", []),
    "items below a scoring sentence": ("1|甲|10|1.编制方案得3分（3分）2.完成覆土（4分）|县局/2|乙|5|得5分。|县局", []),
    "one item": ("1|甲|10|1.编制方案（3分）|县局/2|乙|5|得5分。|县局", []),
    "points without numbers are no items": ("1|甲|10|编制方案（3分）完成覆土（4分）|县局/2|乙|5|得5分。|县局", []),
    "items of a bonus": ("1|加分项|5|1.编制方案（3分）2.完成覆土（4分）|县局/2|乙|5|得5分。|县局", []),
    "each body's rows are worth the total": ("1|甲|10|得10分。|县教育局/2|乙|10|得10分。|县民政局/合计||10||", []),
    "one body's rows are not": (
        "1|甲|10|得10分。|县教育局/2|乙|8|得8分。|县民政局/合计||10||",
        ["表1各项分值之和为 18，与印出的总分 10 不符 | 10"],
    ),
    "each row is worth its group": ("一、部门（10分）/1|甲|10|得10分。|县教育局/2|乙|10|得10分。|县民政局", []),
    "hundredths": (
        "1|甲|5.25|得5分。|县局/2|乙|5|得5分。|县局/合计||10.5||",
        ["表1各项分值之和为 10.25，与印出的总分 10.5 不符 | 10.5"],
    ),
    "a bonus group on top": (
        "一|组织领导|8||/1|甲|5|得5分。|县局/2|乙|3|得3分。|县局/二|工作创新（附加分）|5|得5分。|县局/合计||8||",
        [],
    ),
    "a total above the sum by the bonus": (
        "一|组织领导|8||/1|甲|5|得5分。|县局/2|乙|3|得3分。|县局/二|工作创新（附加分）|5|得5分。|县局/合计||13||",
        [],
    ),
    "a bonus that counts once": (
        "1|甲|5|得5分。|县局/2|创新（附加分）|3|得3分。|县局/合计||6||",
        ["表1各项分值之和为 5，与印出的总分 6 不符 | 6"],
    ),
    "each group is worth the total": (
        "一、教育（10分）/1|甲|10|得10分。|县局/二、民政（10分）/2|乙|10|得10分。|县局/合计||10||",
        [],
    ),
    "the groups add up, the rows of one do not": (
        "一、教育（10分）/1|甲|6|得6分。|县局/2|乙|5|得5分。|县局/二、民政（5分）/3|丙|5|得5分。|县局/合计||15||",
        ["“一、教育”印为 10 分，其下各项之和为 11 分 | 一、教育 | 6"],
    ),
    "an award above the worth": (
        "1|甲|5|每少1次扣6分。|县局/2|乙|5|每次得6分。|县局",
        ["“乙”的评分标准给 6 分，超过该项分值 5 分 | 每次得6分"],
    ),
    "总分 in the last row": ("1|甲|5|得5分。|县局/2|乙|5|得5分。|县局/总分|10|||", []),
    "总分 in the last row, another": (
        "1|甲|5|得5分。|县局/2|乙|5|得5分。|县局/总分|11|||",
        ["表1各项分值之和为 10，与印出的总分 11 不符 | 11"],
    ),
    "a total in the text": (
        "1|甲|5|得5分。|县局/2|乙|5|得5分。|县局//总分为11分。",
        ["表1各项分值之和为 10，与印出的总分 11 不符 | 总分为11分"],
    ),
    "the total in the text": ("1|甲|5|得5分。|县局/2|乙|5|得5分。|县局//满分为10分。", []),
}


@pytest.mark.parametrize("case", CASES)
def test_sums_of_a_table(told, case):
    printed, lines = CASES[case]
    assert told(f"某县考核指标\n\n{HEAD}{printed.replace('|', TAB).replace('/', LINE)}\n") == lines


SOURCE = (SourceInfo(name="x", sha256="", media_type="text/plain", pages=None, how="utf-8"),)
UNITS = (Unit(name="县水利局", role=Role.RESPONSIBLE),)


def row(no, points, *levels, units=(), name="项", **fields):
    """Return a row; each level is its name and its points (领导10), or its name."""
    above = tuple(
        Level(name=words.rstrip("0123456789") or None, points=int(digits) if digits else None)
        for words in levels
        for digits in [words[len(words.rstrip("0123456789")) :]]
    )
    outer = above[0].name if above else None
    return Indicator(
        id=f"i{no}", table=1, no=no, name=name, points=points, levels=above, level1=outer, units=units, **fields
    )


def tell(*rows, unsure=frozenset()):
    plan = Plan(id="a", source=SOURCE, metadata=Metadata(), indicators=rows)
    return [problem.message for problem in find_sum_problems(plan, unsure)]


LEVELS = {
    "groups in a group": (
        [row(None, 3, "领导10", "甲6"), row(None, 3, "领导10", "甲6"), row(None, 4, "领导10", "乙4")],
        [],
    ),
    "groups in a group, one is not right": (
        [row(None, 3, "领导10", "甲6"), row(None, 4, "领导10", "甲6"), row(None, 4, "领导10", "乙4")],
        ["“领导”印为 10 分，其下各项之和为 11 分", "“甲”印为 6 分，其下各项之和为 7 分"],
    ),
    "a group without points of its rows counts once": (
        [row(None, None, "领导10", "甲6"), row(None, None, "领导10", "甲6"), row(None, 4, "领导10")],
        [],
    ),
    "a group of groups counts once": (
        [row(None, None, "领导10", "甲6", "子"), row(None, None, "领导10", "甲6", "丑"), row(None, 4, "领导10")],
        [],
    ),
    "groups of one name below two others count each": (
        [row(None, None, "领导14", "子", "甲6"), row(None, None, "领导14", "丑", "甲6"), row(None, 2, "领导14")],
        [],
    ),
    "a group that counts once is not enough": (
        [row(None, None, "领导10", "甲6"), row(None, None, "领导10", "甲6"), row(None, 5, "领导10")],
        ["“领导”印为 10 分，其下各项之和为 11 分"],
    ),
    "the inner of two groups counts": (
        [row(None, None, "领导10", "甲9", "子6"), row(None, 4, "领导10")],
        [],
    ),
    "a row without points": ([row(None, 5, "领导10"), row(None, None, "领导10")], []),
    "no row has points": ([row(None, None, "领导10", "甲6"), row(None, None, "领导10", "乙6")], []),
    "a group without points": ([row(None, 5, "领导"), row(None, 4, "领导")], []),
    "each row is worth the group": ([row(None, 10, "部门10"), row(None, 10, "部门10")], []),
    "one row is not": ([row(None, 10, "部门10"), row(None, 8, "部门10")], ["“部门”印为 10 分，其下各项之和为 18 分"]),
    "one row alone": ([row(None, 8, "部门10")], ["“部门”印为 10 分，其下各项之和为 8 分"]),
    "each block is worth the group": (
        [
            row(None, points, "部门10", name, units=UNITS)
            for name, points in (("甲", 6), ("甲", 4), ("乙", 7), ("乙", 3))
        ],
        [],
    ),
    "one block is not": (
        [
            row(None, points, "部门10", name, units=UNITS)
            for name, points in (("甲", 6), ("甲", 4), ("乙", 7), ("乙", 4))
        ],
        ["“部门”印为 10 分，其下各项之和为 21 分"],
    ),
    "blocks that no body answers for": (
        [row(None, points, "部门10", name) for name, points in (("甲", 6), ("甲", 4), ("乙", 7), ("乙", 3))],
        ["“部门”印为 10 分，其下各项之和为 20 分"],
    ),
    "blocks with points": (
        [
            row(None, points, "部门10", name, units=UNITS)
            for name, points in (("甲10", 6), ("甲10", 4), ("乙10", 7), ("乙10", 3))
        ],
        ["“部门”印为 10 分，其下各项之和为 20 分"],
    ),
    "blocks without a name": (
        [row(None, points, "部门10", name, units=UNITS) for name, points in (("", 6), ("", 4), ("乙", 7), ("乙", 3))],
        ["“部门”印为 10 分，其下各项之和为 20 分"],
    ),
    "numbers begin again with 1": ([row("1", 5, "甲"), row("2", 5, "甲"), row("1", 5, "乙")], []),
    "numbers begin again with 2": (
        [row("1", 5, "甲"), row("2", 5, "甲"), row("2", 5, "乙")],
        ["表1中编号 2 出现了两次"],
    ),
    "numbers begin again one group deeper": ([row("1", 5, "甲"), row("2", 5, "甲"), row("2", 5, "甲", "子")], []),
    "1 stands twice in a group": ([row("1", 5, "甲"), row("1", 5, "甲")], ["表1中编号 1 出现了两次"]),
    "numbers in Han characters are passed over": (
        [row("1", 5), row("二", 5), row("3", 5)],
        ["表1编号不连续：1 之后是 3"],
    ),
    "a category that is its only row is passed over": (
        [row("1", 5, "甲"), row("7", 5, "创新", name="创新"), row("2", 5, "甲")],
        [],
    ),
    "a number is no row's": ([row("1", 5), row(None, 5), row("2", 5)], []),
}


@pytest.mark.parametrize("case", LEVELS)
def test_groups_and_numbers(case):
    rows, lines = LEVELS[case]
    assert tell(*rows) == lines


def test_a_table_that_was_not_read_whole_is_not_summed():
    rows = [row("1", 8, "部门10"), row("3", 8, "部门10")]
    assert len(tell(*rows)) == 2
    assert tell(*rows, unsure=frozenset({1})) == []


AWARDS = (
    (RuleKind.AWARD, 6, 5, True),
    (RuleKind.AWARD, 5, 5, False),
    (RuleKind.AWARD, "full", 5, False),
    (RuleKind.AWARD, 6, None, False),
    (RuleKind.AWARD, None, 5, False),
    (RuleKind.AWARD_PER, 6, 5, True),
    (RuleKind.CAP, 6, 5, True),
    (RuleKind.DEDUCT, 6, 5, False),
)


@pytest.mark.parametrize(("kind", "given", "worth", "told"), AWARDS)
def test_what_a_rule_gives_and_what_its_row_is_worth(kind, given, worth, told):
    rules = (Rule(kind=kind, points=given, text="每次得分"),)
    lines = [f"“项”的评分标准给 {given} 分，超过该项分值 {worth} 分"] if told else []
    assert tell(row("1", worth, rules=rules)) == lines
    assert tell(row("1", 20, parts=(IndicatorPart(points=worth, rules=rules),))) == lines
    assert tell(row("1", worth, rules=rules, name="加分项")) == []
    assert tell(row("1", worth, "加分项", rules=rules)) == []
