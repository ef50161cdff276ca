"""Broken lines joined again, and lines that stand for themselves."""

import pytest

from extractor.language.passages import build_passage
from extractor.outline.paragraphs import is_heading, is_open_bracket, join_lines
from extractor.outline.reading_order import TextLine

JOINED = {
    # 长清: a page break inside a label
    "cut label": ["6、加大平台推广。提高信贷规模。(责", "任单位: 个私服务中心; 完成时限: 每月30日前)"],
    # 长清: a blank line inside a sentence
    "cut sentence": [
        '3、提升"双公示"工作质量。根据权责清单,对"双公示"',
        '涉及的行政处罚信息公示目录进行动态更新。严格落实"双公示"工作要求。',
    ],
    # 成武 task 9
    "cut list": [
        "9. 推进特定信用信息归集。在依法依规获得市场主体授权前提下，归集整合企业社保、纳税、",
        "公积金、水、电、气、仓储物流、知识产权等信用信息。（责任单位：县水务局）",
    ],
}
APART = {
    "closed": ["加强学习，每季度组织一次专题学习，形成学习记录并按月报送。", "各单位要切实加强领导"],
    "numbers": ["1、加强理论学习和业务培训以及各类信用制度文件的学习贯彻", "2、提升工作质量"],
    "bracket closed": ["(责任单位:各业务科室、信息技术科、投资建设科、民生事务科)", "下一段"],
    "heading": ["（四）权益保护", "开展企业异议处理和信用修复工作。"],
    "attachment": ["以上各项工作请各科室于每月二十五日以前报送至信用监管科邮箱", "附件：1.模板"],
    "date": ["平阴县行政审批服务局", "2022年6月2日"],
    "number of the document": ["成武县人民政府办公室关于印发实施方案的通知", "成政办字〔2022〕10号"],
    "salutation": ["关于印发《郏县2022年社会信用体系建设工作季度考核办法》的通知", "各乡镇人民政府、街道办事处："],
    "field": ["签发人: 韩鲁", "平阴县行政审批服务局落实信用状况监测工作实施方案"],
}


WHOLE = "提高" * 40 + "。"
"""A paragraph on one line: in such a document a short line may be cut as well."""


def join(texts):
    lines = [TextLine(build_passage(text, 0, len(text)), 1) for text in (WHOLE, WHOLE, *texts, WHOLE)]
    return [paragraph.passage.printed for paragraph in join_lines(lines)][2:-1]


def clean(text):
    return build_passage(text, 0, len(text)).printed


@pytest.mark.parametrize("name", JOINED)
def test_cut_lines_are_joined(name):
    assert join(JOINED[name]) == ["".join(clean(text) for text in JOINED[name])]


@pytest.mark.parametrize("name", APART)
def test_lines_that_stand_for_themselves(name):
    assert join(APART[name]) == [clean(text) for text in APART[name]]


HEADINGS = ("（四）权益保护", "一、指导思想", "**三、创建任务**", "1.组织领导")
NO_HEADINGS = ("（一）完善制度。各单位要加强学习。", "加强领导", "一、加强领导，", "1、" + "加强" * 40, "")


@pytest.mark.parametrize(("text", "expected"), [(t, True) for t in HEADINGS] + [(t, False) for t in NO_HEADINGS])
def test_headings(text, expected):
    assert is_heading(build_passage(text, 0, len(text))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("规模。(责", True), ("(责任单位:县局)", False), ("1)甲", False), ("(甲(乙)丙", False), ("", False)],
)
def test_open_brackets(text, expected):
    assert is_open_bracket(text) is expected


@pytest.mark.xfail(reason="a break that falls on a full stop cannot be told from the end of a paragraph")
def test_a_break_on_a_full_stop():
    assert len(join(["1、加强学习。各单位要切实加强理论学习。", "组织开展一次集体学习活动。"])) == 1
