"""Faults planted in an office's table, in wordings of other fields: each is told in one line, a sound table in none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from extractor.commands.rulebooks.rulebook import list_plan_problems
from extractor.mappings import load_mappings
from extractor.model.paper.document import Document
from extractor.pipeline import extract_document

ROOT = Path(__file__).parents[2]
PLANTED = Path(__file__).parent / "faults.yaml"
"""28 kinds of fault, each planted alone in a table of points; `told` are words that one line must hold."""


@pytest.fixture(scope="module")
def find_lines():
    mappings = load_mappings()

    def find(*rows, before=""):
        rest = 100 - sum(points for _, _, points in rows)
        lines = [
            "某某市河湖管护考核办法",
            before,
            "附件",
            "某某市河湖管护考核指标（满分100分）",
            "序号\t指标\t评分标准\t分值",
        ]
        every = [*rows, ("日常工作", "完成的得满分，未完成的不得分。", rest)]
        lines += [f"{number}\t{name}\t{criteria}\t{points}" for number, (name, criteria, points) in enumerate(every, 1)]
        document = Document(id="p", name="p.txt", content="\n".join(lines).encode())
        return [problem.message for problem in list_plan_problems(extract_document(document, mappings))]

    return find


@pytest.fixture(scope="module")
def find_plain():
    mappings = load_mappings()

    def find(text):
        document = Document(id="p", name="p.txt", content=text.encode())
        return [problem.message for problem in list_plan_problems(extract_document(document, mappings))]

    return find


FAULTS = [
    ("水质达标率", "水质达标率达到98%以上的得8分，90%至95%的得5分，90%以下不得分。", 8, ["95%—98%", "没有规定"]),
    ("巡查率", "巡查率90%至100%的得6分，85%至95%的得4分，85%以下不得分。", 6, ["90%—95%", "同时在两档里"]),
    ("清淤验收", "清淤工程被市级验收的得9分，被县级验收的得5分。", 7, ["9", "7"]),
    ("岸线整治", "整治率80%以上的得5分，70%以上的得4分，85%以上的得3分。", 5, ["85%以上", "之内", "反而少"]),
    ("联合执法", "联合执法3次及以上的得8分，最高得6分。", 6, ["8分", "6分"]),
    ("信息采用", "每被采用1条得2分，最高15分。", 10, ["15", "10"]),
    ("台账建设", "建立台账（2分）；明确专人（2分）；按期更新（2分）。", 8, ["8", "6"]),
    ("宣传进村", "宣传6个村，每宣传一个得0.5分。", 4, ["6×0.5", "3分"]),
    ("月度巡河", "每月巡河一次的得0.5分。", 5, ["10个月", "12"]),
    ("季度例会", "每季度召开例会的得1分。", 6, ["6个季度", "4"]),
    ("举报处理", "每发生1起举报扣1分，最多扣9分。", 6, ["9", "6"]),
    ("数据填报", "每发现1处差错扣3分，最多扣2分。", 8, ["3分", "2分"]),
    ("培训", "未参加培训的扣4分。", 3, ["4", "3"]),
    ("评比名次", "评比前2名的得6分，第2名至第4名的得4分，其余得1分。", 6, ["2名", "6分和4分"]),
    ("满意率", "满意率达到110%的得5分，未达到的不得分。", 5, ["110%", "100%"]),
    ("减排幅度", "减排率达到20%的得3分，达到8%的得6分，介于两者之间按比例计分。", 6, ["8%", "20%", "越多越少"]),
    ("防汛值守", "按要求值守的得6分，未值守的得4分，不服从调度的扣1分。", 6, ["最低也得3分"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "points", "words"), FAULTS)
def test_each_fault_is_told_in_one_line(find_lines, name, criteria, points, words):
    lines = find_lines((name, criteria, points))
    assert any(all(word in line for word in (name, *words)) for line in lines), lines


SOUND = [
    ("水质达标率", "水质达标率达到98%以上的得8分，90%以上不足98%的得5分，低于90%不得分。", 8),
    ("月度巡河", "每月巡河一次的得0.5分。", 6),
    ("台账建设", "建立台账（3分）；明确专人（2分）；按期更新（3分）。", 8),
    ("举报处理", "每发生1起举报扣1分，扣完为止。", 6),
    ("信息采用", "每被采用1条得2分，最高10分。", 10),
    ("整治率", "整治率90%以上的得8分，80%以上的得6分，70%以上的得4分。", 8),
    ("投诉量", "投诉量5件以内的得6分，10件以内的得3分。", 6),
    ("等次", "评为优秀的得5分，良好的得3分，合格的得1分。", 5),
    ("双报告", "按月统计，每份报告按时报送的得0.25分。", 6),
    ("增长率", "增长率达到120%的得5分，低于50%不得分，介于两者之间按比例计分。", 5),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "points"), SOUND)
def test_a_sound_row_is_told_in_none(find_lines, name, criteria, points):
    assert find_lines((name, criteria, points)) == []


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("考核得分90分以上为优秀，75分以上90分以下为良好，60分以上70分以下为合格，60分以下为不合格。", ["70分至75分", "没有等级"]),
        ("考核得分85分以上为优秀，75分以上90分以下为良好，60分以上75分以下为合格，60分以下为不合格。", ["85分至90分", "优秀", "良好"]),
    ],
)  # fmt: skip
def test_grades(find_lines, printed, words):
    lines = find_lines(("服务", "服务规范的得10分，不规范的不得分。", 10), before=printed)
    assert any(all(word in line for word in words) for line in lines), lines


def test_what_was_not_understood_is_never_the_offices_fault(find_lines):
    assert find_lines(("综合评价", "由专班酌情评定，视情况加减。", 10)) == []


def list_planted():
    """Return the faults of cases/faults.yaml: what is printed around the table, its rows, and words that must be told."""
    return yaml.safe_load(PLANTED.read_text("utf-8"))


@pytest.mark.parametrize("fault", list_planted(), ids=lambda fault: f"{fault['no']} {fault['fault']}")
def test_each_planted_fault_is_told(find_plain, fault):
    lines = find_plain(fault["text"])
    assert any(all(word in line for word in fault["told"]) for line in lines), lines


@pytest.mark.parametrize("plan", ["changqing", "lingbi"])
def test_plans_without_faults_of_points_have_no_line(plan):
    from extractor.outputs import load_plan

    assert list_plan_problems(load_plan(ROOT / "outputs" / "plans" / f"{plan}.json")) == ()
