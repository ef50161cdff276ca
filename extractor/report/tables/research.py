"""In: material of a report. Out: tables of what researchers code and count.

Instruments, strength, attention, first days, measures of networks. Not handled: plots of them.
"""

from __future__ import annotations

from extractor.language.tidying import tidy
from extractor.report.dataset import Material
from extractor.report.labels import LEVELS, Vocabulary, Wording
from extractor.report.tables.table import ITEM_COLUMNS, PLAN_COLUMNS, Column, Row, TidyTable, as_date, item_rows

CENSORING: Vocabulary = {
    "none": Wording("观察到", "observed"),
    "left": Wording("或更早（语料始于此）", "or earlier"),
    "right": Wording("截至该日未见", "not yet by then"),
    "mentioned": Wording("仅在目标、保障等处提及", "in passing only"),
    "outside": Wording("未见（此类文件一般不列）", "such plans would hardly ask for it"),
}
FAMILIES: Vocabulary = {
    "supply": Wording("供给型", "supply"),
    "environment": Wording("环境型", "environment"),
    "demand": Wording("需求型", "demand"),
}
ALL = "全部"
NETWORK_COLUMN = Column(
    "plan", "方案", "plan", "方案的标识；全部方案合成的网络写“全部”", "id of the plan, or all", width=11
)
INSTRUMENT_COLUMNS = (
    *ITEM_COLUMNS,
    Column("family", "工具大类", "family", "供给型、需求型、环境型；无线索则空", "supply, demand, environment",
           width=10, vocabulary=FAMILIES),
    Column("code", "工具小类", "instrument", "编码册的小类", "subclass of the codebook", width=12),
    Column("meaning", "小类名称", "name", "小类的中文名", "name of the subclass", width=12),
    Column("cues", "线索", "cues", "据以判断的字词", "words that decided", width=30),
    Column("score", "得分", "score", "线索的权重合计", "weight of the cues", "number", 7),
    Column("runner_up", "次选", "runner-up", "得分次高的小类", "the next subclass", width=12),
)  # fmt: skip
STRENGTH_COLUMNS = (
    *ITEM_COLUMNS,
    Column("level_score", "层级分", "level", "发文层级，1–5", "issuer's level, 1 to 5", "number", 7),
    Column("kind_score", "文种分", "kind", "文种，1–5", "kind of document, 1 to 5", "number", 7),
    Column("measure_score", "措施分", "measure", "措施的约束程度，1–5", "how far it binds, 1 to 5", "number", 7),
    Column("strength", "强度", "strength", "三者之积", "product of the three", "number", 7),
    Column("basis", "依据", "basis", "措施分的依据", "why the measure has its score", width=16),
)
ATTENTION_COLUMNS = (
    *PLAN_COLUMNS,
    Column("level", "层级", "level", "发文层级", "issuer's level", width=8, vocabulary=LEVELS),
    Column("year", "年度", "year", "方案年度", "the plan's year", width=8),
    Column("theme", "主题", "theme", "国家清单一级指标，清单以外为事项名", "section of the list, or measure", width=26),
    Column("items", "条目数", "items", "涉及的条目数", "items that speak of it", "number", 8),
    Column("characters", "字数", "characters", "条目字数，多主题均分", "characters, shared among themes", "number", 8),
    Column("share", "占比", "share", "占全部条目字数", "of the characters of all items", "number", 8),
)
DIFFUSION_COLUMNS = (
    Column("group", "对齐组", "group", "对齐组的标识", "id of the group", width=18),
    Column("group_label", "事项", "measure", "该组条目共同的事项", "what the items of the group share", width=26),
    Column("place", "地区", "place", "地区", "place", width=11),
    Column("day", "首见日期", "first day", "首份载有该事项的方案日期；未见则为末份方案日期",
           "day of the first plan that has it, else of the last plan", "date", 12),
    Column("plan", "方案", "plan", "首份载有该事项的方案", "the first plan that has it", width=11),
    Column("order", "次序", "order", "各地首见的先后", "order among places", "number", 7),
    Column("censored", "可观察性", "censoring", "语料所见的限度", "what is not seen", width=18, vocabulary=CENSORING),
)  # fmt: skip
NETWORK_COLUMNS = (
    NETWORK_COLUMN,
    Column("bodies", "单位数", "bodies", "单位（职能）节点数", "bodies", "number", 8),
    Column("tasks", "任务数", "tasks", "任务节点数", "tasks", "number", 8),
    Column("edges", "边数", "edges", "单位与任务之间的边，不计角色", "ties, roles left out", "number", 8),
    Column("density", "密度", "density", "边数／（单位数×任务数）", "edges over bodies x tasks", "number", 9),
    Column("centralisation", "中心势", "centralisation", "单位度中心性的集中程度", "of bodies by degree", "number", 9),
    Column("core_bodies", "核心单位", "core bodies", "最内层核的单位数", "bodies of the innermost core", "number", 9),
)
NODE_COLUMNS = (
    NETWORK_COLUMN,
    Column("label", "单位", "body", "单位的职能名或印刷名", "function or printed name", width=18),
    Column("degree", "度", "degree", "涉及的任务数", "tasks it has to do with", "number", 7),
    Column("centrality", "度中心性", "centrality", "度／任务数", "degree over tasks", "number", 9),
    Column("betweenness", "中介中心性", "betweenness", "Brandes 2001，标准化；过大的网络不算",
           "Brandes 2001, normalised; empty for large networks", "number", 10),
    Column("core_number", "核数", "core number", "k-核数", "core number", "number", 7),
    Column("core", "核心", "core", "是否属最内层核", "of the innermost core", width=7),
)  # fmt: skip
SHARED_COLUMNS = (
    NETWORK_COLUMN,
    Column("left", "单位甲", "body", "单位", "body", width=18),
    Column("right", "单位乙", "other body", "另一单位", "other body", width=18),
    Column("tasks", "共担任务", "shared tasks", "共同负责的任务数", "tasks of both", "number", 8),
)
YES, NO = "是", "否"


def build_instruments_table(material: Material) -> TidyTable:
    """Return one row for each item: its policy instrument by the rules of the codebook."""
    rows = item_rows(
        material,
        material.comparison.instruments,
        lambda one: (one.family, one.code, one.name, "、".join(one.cues) or None, one.score, one.runner_up or None),
    )
    note = Wording("每行一个条目的政策工具，由编码册规则判定（第一编码者）", "the policy instrument of one item a row")
    return TidyTable("instruments", Wording("政策工具", "Instruments"), note, INSTRUMENT_COLUMNS, rows)


def build_strength_table(material: Material) -> TidyTable:
    """Return one row for each item: how strongly it binds."""
    rows = item_rows(
        material,
        material.comparison.strengths,
        lambda one: (one.level_score, one.kind_score, one.measure_score, one.strength, one.basis),
    )
    note = Wording(
        "每行一个条目的强度＝层级×文种×措施，各1–5分；分值为本项目自拟，不是已发表的量表",
        "level x kind x measure of one item a row, 1 to 5 each; this project's own scale, no published one",
    )
    return TidyTable("strength", Wording("政策强度", "Strength"), note, STRENGTH_COLUMNS, rows)


def build_attention_table(material: Material) -> TidyTable:
    """Return one row for each theme of each plan."""
    rows = tuple(
        (one.plan, material.names[one.plan], one.level, one.year, tidy(one.theme), one.items, one.characters, one.share)
        for one in material.comparison.attention
    )
    note = Wording("每行一份方案对一个主题的着墨", "how much of a plan one theme takes a row")
    return TidyTable("attention", Wording("注意力", "Attention"), note, ATTENTION_COLUMNS, rows)


def build_diffusion_table(material: Material) -> TidyTable:
    """Return one row for each measure and place: when it first stands in a plan."""
    labels = {group.id: tidy(group.label) for group in material.alignment.groups}
    rows = tuple(
        (one.group, labels.get(one.group), one.place, as_date(one.day), one.plan, one.order, one.censored)
        for one in material.comparison.adoptions
    )
    note = Wording("每行一个事项在一地首见的日期与可观察性", "first day of one measure in one place a row")
    return TidyTable("diffusion", Wording("扩散", "Diffusion"), note, DIFFUSION_COLUMNS, rows)


def build_network_table(material: Material) -> TidyTable:
    """Return one row for each network as a whole."""
    rows = tuple(
        (one.plan or ALL, one.bodies, one.tasks, one.edges, one.density, one.centralisation, one.core_bodies)
        for one in material.comparison.network_measures
        if one.edges
    )
    note = Wording("每行一个单位—任务二模网络的整体指标", "one two-mode network a row")
    return TidyTable("network", Wording("网络指标", "Network"), note, NETWORK_COLUMNS, rows)


def build_network_nodes_table(material: Material) -> TidyTable:
    """Return one row for each body of each network."""
    rows: tuple[Row, ...] = tuple(
        (one.plan or ALL, one.label, one.degree, one.centrality, one.betweenness, one.core_number,
         YES if one.core else NO)
        for one in material.comparison.node_measures
    )  # fmt: skip
    note = Wording("每行一个单位在网络中的位置", "one body of a network a row")
    return TidyTable("network_nodes", Wording("网络节点", "Network nodes"), note, NODE_COLUMNS, rows)


def build_shared_work_table(material: Material) -> TidyTable:
    """Return one row for each two bodies that share tasks."""
    rows = tuple((one.plan or ALL, one.left, one.right, one.tasks) for one in material.comparison.shared_work)
    note = Wording("每行两个单位共担的任务数", "how many tasks two bodies share a row")
    return TidyTable("shared_work", Wording("共担任务", "Shared work"), note, SHARED_COLUMNS, rows)
