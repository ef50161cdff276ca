"""In: material of a report. Out: tables of changes over years, of gaps to superiors' plans, and of states by measure.

Not handled: drawing them.
"""

from __future__ import annotations

from extractor.language.tidying import tidy
from extractor.report.dataset import Material
from extractor.report.labels import Vocabulary, Wording
from extractor.report.tables.table import PLAN_COLUMNS, Column, TidyTable

CHANGES: Vocabulary = {
    "added": Wording("新增", "added"),
    "dropped": Wording("取消", "dropped"),
    "tightened": Wording("收紧（加码）", "tightened"),
    "loosened": Wording("放松", "loosened"),
    "moved": Wording("随年度推移", "moved with the year"),
    "unchanged": Wording("未变", "unchanged"),
    "reworded": Wording("改写", "reworded"),
    "unlike": Wording("口径不同，不作比较", "not one measure"),
}
GAPS: Vocabulary = {
    "stricter": Wording("严于上级（加码）", "stricter than the superior"),
    "looser": Wording("宽于上级", "looser than the superior"),
    "equal": Wording("与上级相同", "as the superior"),
    "unlike": Wording("口径不同，不作比较", "not one measure"),
    "not_taken_up": Wording("未承接", "not taken up"),
    "own": Wording("自有", "of its own"),
}
STATES: Vocabulary = {
    "number": Wording("有数值或时限", "number"),
    "words": Wording("仅文字", "words only"),
    "points": Wording("仅计分", "points only"),
    "penalty": Wording("仅罚则", "penalty only"),
    "context": Wording("目标或保障等处提及", "in a goal, a safeguard or in passing"),
    "absent": Wording("全文未见", "not in the text"),
    "outside": Wording("未见（此类文件一般不列）", "not in the text; such a document would hardly ask for it"),
}
GROUP_COLUMNS = (
    Column("group", "对齐组", "group", "对齐组的标识", "id of the group", width=18),
    Column("compared", "事项", "compared", "比较什么", "what is compared", width=28),
)
CHANGE_COLUMNS = (
    Column("earlier", "上年方案", "earlier plan", "较早的方案", "the earlier plan", width=14),
    Column("later", "本年方案", "later plan", "较晚的方案", "the later plan", width=14),
    *GROUP_COLUMNS,
    Column("change", "变化", "change", "变成了什么", "what became of it", width=14, vocabulary=CHANGES),
    Column("left_quote", "上年原文", "earlier words", "上年方案的原文", "words of the earlier plan", width=36),
    Column("right_quote", "本年原文", "later words", "本年方案的原文", "words of the later plan", width=36),
)
GAP_COLUMNS = (
    Column("superior", "上级方案", "superior", "上级的方案", "the superior's plan", width=14),
    *PLAN_COLUMNS,
    *GROUP_COLUMNS,
    Column(
        "verdict", "与上级相比", "verdict", "严、宽、持平、未承接或自有", "how it stands", width=16, vocabulary=GAPS
    ),
    Column("gap", "差距", "gap", "本方案减上级", "the plan's number less the superior's", "number", 9),
    Column("unit", "单位", "unit", "差距的单位", "unit of the gap", width=9),
    Column("left_quote", "上级原文", "superior's words", "上级方案的原文", "words of the superior's plan", width=36),
    Column("right_quote", "本级原文", "own words", "本方案的原文", "words of the plan", width=36),
)
STATE_COLUMNS = (
    Column("group", "对齐组", "group", "对齐组的标识", "id of the group", width=18),
    Column("group_label", "事项", "measure", "该组条目共同的事项", "what the items of the group share", width=26),
    *PLAN_COLUMNS,
    Column(
        "state", "写法", "state", "印着数值、文字、罚则，或全文未见", "what is printed", width=16, vocabulary=STATES
    ),
    Column("item", "条目", "item", "任务或指标的标识", "id of the task or indicator", width=9),
    Column("quote", "原文", "words", "印着的原文", "printed words", width=40),
)


def build_changes_table(material: Material) -> TidyTable:
    """Return one row for each item, or number of it, that a place's next plan has, changes or drops."""
    rows = tuple(
        (one.earlier, one.later, one.group, one.label, one.change, tidy(one.left_quote), tidy(one.right_quote))
        for one in material.comparison.changes
    )
    note = Wording("每行一项在同一地区上下年度之间的变化", "what became of one thing from year to year a row")
    return TidyTable("changes", Wording("年度变化", "Changes"), note, CHANGE_COLUMNS, rows)


def build_gaps_table(material: Material) -> TidyTable:
    """Return one row for each number of a plan against its superior's."""
    rows = tuple(
        (one.superior, one.plan, material.names[one.plan], one.group, one.label, one.verdict, one.gap, one.unit,
         tidy(one.left_quote), tidy(one.right_quote))
        for one in material.comparison.gaps
    )  # fmt: skip
    note = Wording("每行一项与上级方案的差距", "one thing against the superior's plan a row")
    return TidyTable("gaps", Wording("层级差距", "Gaps"), note, GAP_COLUMNS, rows)


def build_states_table(material: Material) -> TidyTable:
    """Return one row for each measure and plan: what is printed of it."""
    labels = {group.id: group.label for group in material.alignment.groups}
    rows = tuple(
        (one.group, labels.get(one.group, one.group), one.plan, material.names[one.plan], one.state, one.item,
         tidy(one.quote))
        for one in material.comparison.states
    )  # fmt: skip
    note = Wording("每行一个事项在一份方案中的写法", "what one plan prints of one measure a row")
    return TidyTable("states", Wording("写法", "States"), note, STATE_COLUMNS, rows)
