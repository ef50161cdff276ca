"""In: material of a report. Out: the tables of indicators, of their parts, and of scoring rules.

Not handled: what a rule gives for an observation, which is the rulebook's work.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.language.tidying import tidy
from extractor.model.facts.fields import OTHER_COLUMNS, PART_FIELDS, ROW_FIELDS
from extractor.model.facts.plan import Condition, Indicator, IndicatorPart, Plan, Rule, Task
from extractor.report.dataset import Material
from extractor.report.labels import FLAGS, OPERATOR_CODES, OPERATORS, RULES, Wording
from extractor.report.phrasing import describe_condition, describe_rule, show_number
from extractor.report.tables.table import (
    GROUPS_COLUMN,
    ITEM_COLUMNS,
    PLACE_COLUMNS,
    PLAN_COLUMNS,
    Column,
    Row,
    TidyTable,
    item_cells,
    make_column,
    place_cells,
    plan_cells,
    show,
    title_of,
)

ROW_COLUMNS = (*map(make_column, ROW_FIELDS), make_column(OTHER_COLUMNS))
PART_TEXT_COLUMNS = (*map(make_column, PART_FIELDS), make_column(OTHER_COLUMNS))
INDICATOR_COLUMNS = (
    *PLAN_COLUMNS,
    Column("item", "条目", "item", "指标的标识，在方案内唯一", "id of the indicator, unique in its plan", width=9),
    Column("table", "表", "table", "方案中第几张表", "which table of the plan", "number", 5),
    Column("no", "序号", "no.", "原文的序号；无则空", "number as printed; empty where none", width=6),
    Column("level1", "一级指标", "level 1", "一级指标（类别）", "category that the row stands under", width=24),
    Column("level1_points", "一级分值", "level 1 points", "一级指标的分值", "points of the category", "number", 9),
    Column("name", "指标名称", "name", "指标名称", "name of the indicator", width=32),
    Column("points", "分值", "points", "指标分值；原文未给则空", "points; empty where not stated", "number", 7),
    *ROW_COLUMNS,
    Column("parts", "分项数", "parts", "评分标准分几行", "rows of criteria it has", "number", 8),
    Column("rules", "规则数", "rules", "计分规则条数（含分项）", "scoring rules, those of parts too", "number", 8),
    Column("rules_shown", "规则摘要", "rules in short", "各条计分规则的要点", "the scoring rules in short", width=40),
    Column("units", "责任单位数", "bodies", "责任单位数", "number of bodies", "number", 10),
    Column("damaged", "残损", "damaged", "原文残损不可读的字段", "fields whose print is unreadable", width=12),
    GROUPS_COLUMN,
    *PLACE_COLUMNS[2:],
)
PART_COLUMNS = (
    *ITEM_COLUMNS,
    Column("part", "分项", "part", "分项的次序，从 1 起", "number of the part, from 1", "number", 6),
    Column("points", "分值", "points", "分项分值", "points of the part", "number", 7),
    *PART_TEXT_COLUMNS,
    Column("rules", "规则数", "rules", "计分规则条数", "number of scoring rules", "number", 8),
    *PLACE_COLUMNS[2:],
)
RULE_COLUMNS = (
    *ITEM_COLUMNS,
    Column("part", "分项", "part", "属于第几分项；无分项则空", "part it belongs to; empty where none", "number", 6),
    Column("kind", "规则类型", "kind", "计分规则的类型", "kind of scoring rule", width=14, vocabulary=RULES),
    Column("points", "分数", "points", "规则给出的分数", "points that the rule gives", "number", 7),
    Column("points_full", "满分", "full", "给该行的全部分数", "all points of the row", width=7, vocabulary=FLAGS),
    Column("per_n", "每", "per", "每多少计一次", "step of a per-unit rule", "number", 6),
    Column("per_unit", "计件单位", "per unit", "每次的计量单位", "unit of the step", width=9),
    Column("condition_op", "条件关系", "op", "条件与数值的关系", "relation", width=9, vocabulary=OPERATORS),
    Column("condition_value", "条件数值", "value", "条件的数值", "value of the condition", "number", 9),
    Column("condition_unit", "条件单位", "unit", "条件的计量单位", "unit of the condition", width=9),
    Column("condition_also", "并且", "and also", "同时满足的其他条件", "further conditions", width=12),
    Column("meaning", "含义", "meaning", "规则的通俗说法", "the rule in plain words", width=24),
    *PLACE_COLUMNS,
)


def build_indicators_table(material: Material) -> TidyTable:
    """Return one row for each indicator; the criteria of parts are joined, each led by its number and points."""
    rows = tuple(_indicator_row(material, plan, i) for plan in material.plans for i in plan.indicators)
    note = Wording("每行一项指标；多行评分标准合在一格", "one indicator a row; criteria of several parts in one cell")
    return TidyTable("indicators", Wording("指标", "Indicators"), note, INDICATOR_COLUMNS, rows)


def build_parts_table(material: Material) -> TidyTable:
    """Return one row for each of the criteria rows of an indicator that has several."""
    rows = tuple(
        (
            *item_cells(material, plan, indicator),
            number,
            part.points,
            *(show(getattr(part, field.key)) for field in PART_FIELDS),
            list_columns(part),
            len(part.rules),
            *place_cells(plan, part.place, part.criteria)[2:],
        )
        for plan in material.plans
        for indicator in plan.indicators
        for number, part in enumerate(indicator.parts, start=1)
    )
    note = Wording("每行一个分项（一项指标的多行评分标准）", "one part of an indicator a row")
    return TidyTable("parts", Wording("指标分项", "Parts"), note, PART_COLUMNS, rows)


def build_rules_table(material: Material) -> TidyTable:
    """Return one row for each scoring rule."""
    rows = tuple(_rule_rows(material))
    return TidyTable(
        "rules", Wording("评分规则", "Rules"), Wording("每行一条计分规则", "one scoring rule a row"), RULE_COLUMNS, rows
    )


def all_rules(indicator: Indicator) -> Iterator[tuple[int | None, Rule]]:
    """Yield the rules of an indicator, each with the number of its part (None where it has no parts)."""
    for rule in indicator.rules:
        yield None, rule
    for number, part in enumerate(indicator.parts, start=1):
        for rule in part.rules:
            yield number, rule


def join_parts(parts: tuple[IndicatorPart, ...], field: str) -> str | None:
    """Return one field of all parts, a line each with number and points; None where no part has it."""
    lines = []
    for number, part in enumerate(parts, start=1):
        value = show(getattr(part, field, None))
        if value:
            points = f"［{show_number(part.points)}分］" if part.points is not None else ""
            lines.append(f"（{number}）{points}{value}")
    return "\n".join(lines) or None


def list_columns(row: Indicator | IndicatorPart | Task) -> str | None:
    """Return what a row's table holds beyond the named fields, a line each: head and words; None where nothing."""
    return "\n".join(f"{tidy(head)}：{tidy(words)}" for head, words in row.columns.items() if words) or None


def join_columns(parts: tuple[IndicatorPart, ...]) -> str | None:
    """Return the same of all parts, each led by its number."""
    lines = [f"（{number}）{listed}" for number, part in enumerate(parts, start=1) if (listed := list_columns(part))]
    return "\n".join(lines) or None


def _indicator_row(material: Material, plan: Plan, indicator: Indicator) -> Row:
    texts = (show(getattr(indicator, field.key)) or join_parts(indicator.parts, field.key) for field in ROW_FIELDS)
    rules = [rule for _, rule in all_rules(indicator)]
    return (
        *plan_cells(material, plan),
        indicator.id,
        indicator.table,
        indicator.no,
        show(indicator.level1),
        indicator.level1_points,
        title_of(indicator) or None,
        indicator.points,
        *texts,
        list_columns(indicator) or join_columns(indicator.parts),
        len(indicator.parts),
        len(rules),
        "；".join(describe_rule(rule).first(material.lang) for rule in rules) or None,
        len(indicator.units),
        " ".join(indicator.damaged) or None,
        " ".join(material.group_ids.get((plan.id, indicator.id), ())),
        *place_cells(plan, indicator.place, indicator.name)[2:],
    )


def _rule_rows(material: Material) -> Iterator[Row]:
    for plan in material.plans:
        for indicator in plan.indicators:
            for part, rule in all_rules(indicator):
                full = rule.points == "full"
                yield (
                    *item_cells(material, plan, indicator),
                    part,
                    rule.kind.value,
                    None if rule.points == "full" else rule.points,
                    str(int(full)),
                    rule.per.n if rule.per else None,
                    rule.per.unit if rule.per else None,
                    *_condition_cells(rule.condition),
                    describe_rule(rule).first(material.lang),
                    *place_cells(plan, rule.place, rule.text),
                )


def _condition_cells(condition: Condition | None) -> Row:
    if condition is None:
        return (None, None, None, None)
    further = []
    also = condition.also
    while also is not None:
        further.append(describe_condition(also.op, also.value, also.unit))
        also = also.also
    return (OPERATOR_CODES[condition.op], condition.value, condition.unit, "，".join(further) or None)
