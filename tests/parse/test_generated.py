"""Sentences put together at random: no exception, each place shows its own words, nothing is said twice as fact."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.check.ledger import list_stretches

PIECES = (
    "县水利局", "县教育局县人社局", "各镇政府", "县委宣传部", "国网供电公司", "县委县政府督查室", "牵头", "配合", "负责",
    "由", "会同", "一是", "二是", "每周", "每月25日前", "2024年6月底前", "下月10日前", "次年1月底", "半天", "即日起", "第3季度",
    "不少于", "不超过", "提高", "压减至", "每", "第", "前", "后", "至", "12", "3.5", "二十", "三分之二", "30-20", "1/6", "万",
    "%", "个百分点", "公里", "个", "工作日", "分", "名", "元", "得", "扣", "满分", "扣完为止", "责任单位：", "完成时限：",
    "牵头：", "配合单位：", "优秀", "合格", "为", "的", "新建", "推送", "组织", "排查", "奖励", "注：", "附件", "（", "）",
    "(", ")", "，", "、", "；", "。", "：", "《", "》", "—", "\n", "\t", " ", "一、", "（一）", "1.", "第一条 ", "①",
)  # fmt: skip
HEADS = (
    "序号",
    "任务",
    "指标",
    "目标值",
    "年度目标（公里）",
    "责任单位",
    "分值",
    "评分标准",
    "加分",
    "完成时限",
    "要求",
    "解读方式",
)
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=24).map("".join)
CELLS = st.lists(st.sampled_from(PIECES), max_size=6).map(
    lambda parts: "".join(parts).replace("\n", "").replace("\t", "")
)


@st.composite
def tables(draw):
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=2, max_size=6, unique=True))
    rows = draw(st.lists(st.lists(CELLS, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=5))
    return "\n".join("\t".join(row) for row in (heads, *rows))


def hold(extract, text):
    plan = extract(text)
    facts = [fact for task in plan.tasks for fact in (*task.units, *task.deadlines, *task.targets)]
    facts += [*plan.deadlines, *plan.grades, *plan.unread]
    facts += [fact for row in plan.indicators for fact in (*row.units, *row.rules)]
    for fact in facts:
        for start, end in list_stretches(fact.place):
            assert 0 <= start < end <= len(plan.text), fact
    for task in plan.tasks:
        told = [(one.text, one.place.start, one.value, one.metric) for one in task.targets]
        assert len(told) == len(set(told)), told
        limits = [(one.text, one.place.start, one.date, one.rrule, one.duration) for one in task.deadlines]
        assert len(limits) == len(set(limits)), limits
    for entry in plan.unread:
        assert plan.text[entry.place.start : entry.place.end] == entry.text


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_sentences(extract, sentences):
    items = "\n".join(f"{number}.{words}" for number, words in enumerate(sentences, 1))
    hold(extract, f"某县2024年工作实施方案\n\n一、重点任务\n{items}\n")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tables(), WORDS)
def test_tables(extract, table, note):
    hold(extract, f"某县2024年工作任务分解表\n{table}\n注：{note}\n")
