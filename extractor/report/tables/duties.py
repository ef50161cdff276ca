"""In: material of a report. Out: who owes what: functions by place, duties, who answers for each item, how checkable
each task is, and how each section of the national list is covered.

Not handled: single mentions of bodies, which the table of units has.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.tidying import tidy
from extractor.model.compared.duties import Duty, SoftWord
from extractor.report.dataset import Material
from extractor.report.labels import BREADTHS, CHECKABLE, Wording
from extractor.report.tables.table import ITEM_COLUMNS, PLAN_COLUMNS, Column, Row, TidyTable, item_rows, show

FUNCTION_COLUMN = Column(
    "function_id", "职能代码", "function", "见 units.yaml；未收录则空", "see units.yaml; empty if not there", width=20
)
LABEL_COLUMN = Column(
    "label", "职能", "duty", "职能名称，未收录则为单位原名", "name of the duty, or the printed name", width=24
)
FUNCTION_COLUMNS = (
    LABEL_COLUMN,
    FUNCTION_COLUMN,
    Column("places", "地区数", "places", "有几个地区派给它任务", "places that give it work", "number", 8),
    Column("items", "条目数", "items", "参与的条目总数", "items it takes part in", "number", 8),
    Column("lead", "牵头", "leads", "牵头的条目数", "items that it leads", "number", 8),
    Column("responsible", "责任", "answers", "负责的条目数", "items that it answers for", "number", 8),
    Column("participant", "配合", "helps", "配合的条目数", "items that it helps with", "number", 8),
)
DUTY_COLUMNS = (
    *PLAN_COLUMNS,
    LABEL_COLUMN,
    FUNCTION_COLUMN,
    Column("names", "原文名称", "names", "文中所用名称，以顿号分隔", "names as printed, parted by 、", width=30),
    *FUNCTION_COLUMNS[4:],
    Column("lead_items", "牵头条目", "leads items", "牵头条目的标识", "ids of items that it leads", width=20),
    Column("responsible_items", "责任条目", "answers items", "负责条目的标识", "ids of items it answers for", width=30),
    Column("participant_items", "配合条目", "helps items", "配合条目的标识", "ids of items it helps with", width=20),
)
STAFFING_COLUMNS = (
    *ITEM_COLUMNS,
    Column("breadth", "单位多寡", "breadth", "无、一家、多家或所有单位", "none, single, several or everybody",
           width=10, vocabulary=BREADTHS),
    Column("named", "列名单位数", "named", "列名的单位数", "bodies named", "number", 10),
    Column("generic", "泛指处数", "groups", "泛指一类单位的处数", "groups without a single body", "number", 9),
    Column("leaders", "牵头职能", "leaders", "牵头（无牵头则负责）的职能", "functions that lead or answer", width=30),
    Column("printed", "原文", "printed words", "单位名单原文", "the list of bodies as printed", width=40),
)  # fmt: skip
CHECKABILITY_COLUMNS = (
    *ITEM_COLUMNS,
    Column("level", "可查程度", "level", "数量、时限、单位是否齐全", "number, time and body: all, some, none",
           width=9, vocabulary=CHECKABLE),
    Column("score", "得分", "score", "0 至 1，各部分之和减软性扣分", "0 to 1: parts less soft words", "number", 8),
    Column("numbers", "数量", "numbers", "写明的数量", "numbers printed", "number", 7),
    Column("times", "时限", "time limits", "写明的时限", "time limits printed", "number", 7),
    Column("bodies", "单位", "bodies", "列名的单位", "bodies named", "number", 7),
    Column("number_part", "数量分", "number part", "至多 0.4", "at most 0.4", "number", 8),
    Column("time_part", "时限分", "time part", "至多 0.3", "at most 0.3", "number", 8),
    Column("body_part", "单位分", "body part", "至多 0.3", "at most 0.3", "number", 8),
    Column("soft_part", "软性扣分", "soft part", "至多 0.2", "at most 0.2", "number", 8),
    Column("soft_words", "软性用语", "soft words", "力争、鼓励等及次数", "words that ask without binding", width=24),
)  # fmt: skip
SECTION_COLUMNS = (
    Column("level1", "一级指标", "level 1", "国家清单的一级指标", "section of the national list", width=28),
    Column("edition", "清单版本", "edition", "所在清单的版本", "edition of the list", width=10),
    Column("total", "概念数", "concepts", "该部分的概念数", "concepts of the section", "number", 8),
    Column("all_have", "各地皆有", "all have", "各地都有的概念数", "concepts that all have", "number", 9),
    Column("one_has", "仅一地有", "one has", "仅一地有的概念数", "concepts that one has", "number", 9),
    Column("all_lack", "各地皆缺", "all lack", "各地都缺的概念数", "concepts that all lack", "number", 9),
    *PLAN_COLUMNS,
    Column("concepts", "已有概念", "has", "该地已有的概念数", "concepts that it has", "number", 9),
    Column("share", "占比", "share", "占该部分概念的比例，0 至 1", "of the section's concepts", "number", 8),
    Column("items", "条目数", "items", "该地相应的条目数", "its items there", "number", 8),
    Column("points_share", "分值占比", "points share", "占本地全部分值的百分比；无分值则空",
           "per cent of its points; empty without points", "number", 9,
           blank="not_computable"),
)  # fmt: skip


def build_functions_table(material: Material) -> TidyTable:
    """Return one row for each function of government: how many items it has in each place, the busiest first."""
    found: dict[str, list[Duty]] = {}
    for duty in material.comparison.duties:
        found.setdefault(duty.function or duty.label, []).append(duty)
    rows = sorted((_function_row(material, duties) for duties in found.values()), key=lambda row: -int(row[3] or 0))
    columns = tuple(
        Column(p.id, material.names[p.id], p.id, "该地区的条目数", "its items there", "number", 12)
        for p in material.plans
    )
    note = Wording("每行一项职能，每列一个地区：参与多少条目", "one duty a row, one place a column: in how many items")
    return TidyTable("functions", Wording("单位职能", "Functions"), note, (*FUNCTION_COLUMNS, *columns), tuple(rows))


def _function_row(material: Material, duties: list[Duty]) -> tuple[str | int | None, ...]:
    counts = {duty.plan: count_items(duty) for duty in duties}
    totals = [sum(len(getattr(duty, role)) for duty in duties) for role in ("lead", "responsible", "participant")]
    return (
        tidy(duties[0].label),
        duties[0].function,
        len(counts),
        sum(counts.values()),
        *totals,
        *(counts.get(plan.id) for plan in material.plans),
    )


def count_items(duty: Duty) -> int:
    """Return in how many items a function takes part, each counted once."""
    return len({*duty.lead, *duty.responsible, *duty.participant})


def build_duties_table(material: Material) -> TidyTable:
    """Return one row for each function in each plan."""
    rows = tuple(
        (
            duty.plan,
            material.names[duty.plan],
            tidy(duty.label),
            duty.function,
            "、".join(tidy(name) for name in duty.names),
            *(len(items) for items in (duty.lead, duty.responsible, duty.participant)),
            *(" ".join(items) or None for items in (duty.lead, duty.responsible, duty.participant)),
        )
        for duty in material.comparison.duties
    )
    note = Wording("每行一地的一项职能", "one duty of one place a row")
    return TidyTable("duties", Wording("职能任务", "Duties"), note, DUTY_COLUMNS, rows)


def build_staffing_table(material: Material) -> TidyTable:
    """Return one row for each item: who answers for it, and whether anybody does."""
    rows = item_rows(
        material,
        material.comparison.staffing,
        lambda one: (one.breadth, one.named, one.generic, "、".join(one.leaders) or None, show(one.quote) or None),
    )
    note = Wording("每行一个条目由谁负责", "who answers for one item a row")
    return TidyTable("staffing", Wording("责任配置", "Staffing"), note, STAFFING_COLUMNS, rows)


def build_checkability_table(material: Material) -> TidyTable:
    """Return one row for each task: whether one can tell at the year's end if it was done."""
    rows = item_rows(
        material,
        material.comparison.checkability,
        lambda one: (
            *(one.level, one.score, one.numbers, one.times, one.bodies),
            *(one.number_part, one.time_part, one.body_part, one.soft_part),
            list_words(one.soft_words),
        ),
    )
    note = Wording("每行一项任务可否检查", "how checkable one task is a row")
    return TidyTable("checkability", Wording("可查程度", "Checkability"), note, CHECKABILITY_COLUMNS, rows)


def list_words(words: tuple[SoftWord, ...]) -> str | None:
    """Return soft words with how often each is printed, None where there are none."""
    return "、".join(f"{soft.word}×{soft.times}" if soft.times > 1 else soft.word for soft in words) or None


def build_sections_table(material: Material) -> TidyTable:
    """Return one row for each section of the national list in each plan."""
    return TidyTable(
        "sections",
        Wording("分部分覆盖", "Sections"),
        Wording("每行一地在国家清单一个部分的覆盖", "one place in one section of the list a row"),
        SECTION_COLUMNS,
        tuple(_section_rows(material)),
    )


def _section_rows(material: Material) -> Iterator[Row]:
    for section in material.comparison.sections:
        sizes = (len(section.concepts), len(section.all_have), len(section.one_has), len(section.all_lack))
        for share in section.shares:
            about = (share.plan, material.names[share.plan])
            counts = (share.concepts, share.share, share.items, share.points_share)
            yield (section.level1, section.edition, *sizes, *about, *counts)
