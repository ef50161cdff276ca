"""In: material of a report. Out: the input-output table of a PMC index (policy modelling consistency), 0 or 1 a cell.

Each secondary variable is a yes-or-no question that the extracted facts answer by themselves; a primary variable is the
mean of its own, the index their sum. Not handled: questions that a reader must judge (tone, soundness), which are left
out instead of guessed.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from extractor.model.facts.plan import DeadlineKind, Plan, Role, RuleKind
from extractor.report.dataset import Material
from extractor.report.exports.tabular.pairs import find_level
from extractor.report.labels import Wording
from extractor.report.tables.facts.indicators import all_rules
from extractor.report.tables.table import PLAN_COLUMNS, Column, Row, TidyTable, plan_cells

Question = Callable[[Plan], bool]
LOSSES = {RuleKind.DEDUCT, RuleKind.DEDUCT_PER, RuleKind.DEDUCT_CAP, RuleKind.ZERO}
GAINS = {RuleKind.AWARD, RuleKind.AWARD_PER, RuleKind.PROPORTIONAL, RuleKind.INTERPOLATE, RuleKind.RANK}


class Primary(msgspec.Struct, frozen=True):
    """A primary variable: its name, and its secondary variables, each a name and a question."""

    name: Wording
    inner: tuple[tuple[Wording, Question], ...]


def _has_deadline(*kinds: DeadlineKind) -> Question:
    return lambda plan: any(deadline.kind in kinds for task in plan.tasks for deadline in task.deadlines)


def _has_role(*roles: Role) -> Question:
    return lambda plan: any(unit.role in roles for item in plan.items for unit in item.units)


def _has_rule(kinds: set[RuleKind]) -> Question:
    return lambda plan: any(rule.kind in kinds for i in plan.indicators for _, rule in all_rules(i))


def _has_level(level: str) -> Question:
    return lambda plan: find_level(plan.metadata.jurisdiction_code) == level


FIXED = (
    Primary(Wording("政策层级", "level"), (
        (Wording("省级", "province"), _has_level("province")),
        (Wording("市级", "city"), _has_level("city")),
        (Wording("县级", "county"), _has_level("county")),
    )),
    Primary(Wording("政策时效", "time"), (
        (Wording("有截止日期或期间", "last day or interval"), _has_deadline(DeadlineKind.DATE, DeadlineKind.INTERVAL)),
        (Wording("有定期要求", "recurring"), _has_deadline(DeadlineKind.RECURRING)),
        (Wording("有办理时限", "limit from an event"), _has_deadline(DeadlineKind.RELATIVE, DeadlineKind.IMMEDIATE)),
        (Wording("有实施阶段", "phases"), lambda plan: bool(plan.phases)),
    )),
    Primary(Wording("责任主体", "bodies"), (
        (Wording("明确牵头单位", "leading body"), _has_role(Role.LEAD)),
        (Wording("明确责任单位", "responsible body"), _has_role(Role.RESPONSIBLE, Role.LEAD)),
        (Wording("明确配合单位", "helping body"), _has_role(Role.PARTICIPANT)),
    )),
    Primary(Wording("政策目标", "targets"), (
        (Wording("有量化目标", "numbers to reach"), lambda plan: any(task.targets for task in plan.tasks)),
        (Wording("有比例目标", "shares"), lambda p: any(x.unit == "%" for t in p.tasks for x in t.targets)),
        (Wording("有次数目标", "quotas"), lambda p: any(x.period for t in p.tasks for x in t.targets)),
    )),
    Primary(Wording("政策评价", "assessment"), (
        (Wording("有考核指标", "indicators"), lambda plan: bool(plan.indicators)),
        (Wording("有分值", "points"), lambda plan: any(i.points is not None for i in plan.indicators)),
        (Wording("有等次", "grades"), lambda plan: bool(plan.grades)),
    )),
    Primary(Wording("激励约束", "incentives"), (
        (Wording("有得分规则", "awards"), _has_rule(GAINS)),
        (Wording("有扣分规则", "losses"), _has_rule(LOSSES)),
    )),
    Primary(Wording("政策保障", "support"), (
        (Wording("有保障措施", "safeguards"), lambda plan: bool(plan.safeguards)),
        (Wording("引用其他文件", "cites others"), lambda plan: bool(plan.citations)),
    )),
    Primary(Wording("政策公开", "openness"), (
        (Wording("有文号", "document number"), lambda plan: bool(plan.metadata.doc_number)),
        (Wording("有发文机关", "issuer"), lambda plan: bool(plan.metadata.issuer)),
        (Wording("有成文日期", "date of issue"), lambda plan: bool(plan.metadata.issue_date)),
    )),
)  # fmt: skip


def build_pmc_table(material: Material) -> TidyTable:
    """Return one row for each plan: every secondary variable as 0 or 1, every primary one, and the index."""
    primaries = (*FIXED, *_find_fields(material))
    columns = [*PLAN_COLUMNS]
    for number, primary in enumerate(primaries, start=1):
        columns += [_ask(f"x{number}_{n}", inner) for n, (inner, _) in enumerate(primary.inner, start=1)]
    for number, primary in enumerate(primaries, start=1):
        note = Wording("二级变量的平均", "mean of its secondary variables")
        columns.append(Column(f"x{number}", primary.name.zh, primary.name.en, *note, "number"))
    total = Wording("PMC 指数", "PMC index")
    columns.append(Column("pmc", *total, "一级变量之和", "sum of the primary variables", "number"))
    note = Wording("每行一份文件的 PMC 投入产出表", "PMC input-output table, one document a row")
    return TidyTable(
        "pmc", total, note, tuple(columns), tuple(_row(material, plan, primaries) for plan in material.plans)
    )


def _ask(name: str, words: Wording) -> Column:
    return Column(name, words.zh, words.en, "1 是，0 否（由提取结果判定）", "1 yes, 0 no, as extracted", "number", 9)


def _find_fields(material: Material) -> tuple[Primary, ...]:
    """Return the variable of fields: one question for each category of the concept list."""
    having: dict[str, set[str]] = {}
    for concept in material.comparison.coverage:
        if concept.level1:
            having.setdefault(concept.level1, set()).update(concept.plans)
    inner = tuple((Wording(level, level), _is_among(plans)) for level, plans in having.items())
    return (Primary(Wording("政策领域", "fields"), inner),) if inner else ()


def _is_among(plans: set[str]) -> Question:
    return lambda plan: plan.id in plans


def _row(material: Material, plan: Plan, primaries: tuple[Primary, ...]) -> Row:
    answers = [[int(ask(plan)) for _, ask in primary.inner] for primary in primaries]
    means = [sum(answer) / len(answer) for answer in answers]
    flat = [cell for answer in answers for cell in answer]
    return (*plan_cells(material, plan), *flat, *(round(mean, 4) for mean in means), round(sum(means), 4))
