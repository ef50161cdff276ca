"""In: material of a report and, if given, accuracy figures. Out: a paragraph for a paper's methods section.

Figures are those of an evaluation file; without one, the paragraph claims no accuracy. Not handled: a reading of the
figures, which is the author's.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.model.exporting import Accuracy
from extractor.model.facts.plan import PLAN_SCHEMA
from extractor.model.report import ReportFile
from extractor.report.dataset import Material
from extractor.report.labels import Wording
from extractor.report.phrasing import show_number
from extractor.report.quoting import cite_plan

NAMES = {
    "metadata": Wording("文件要素", "metadata"),
    "tasks": Wording("任务", "tasks"),
    "task_units": Wording("责任单位", "bodies of tasks"),
    "deadlines": Wording("时限", "deadlines"),
    "targets": Wording("目标值", "targets"),
    "indicators": Wording("指标", "indicators"),
    "points": Wording("分值", "points"),
    "rules": Wording("计分规则", "scoring rules"),
    "citations": Wording("引用", "citations"),
    "alignment": Wording("对齐", "alignment"),
}
"""Figures that a paper wants, in its order."""


PAIR = 2
PARAGRAPH = Wording(
    "本文以 {plans} 份方案为语料，用 extractor（数据格式 {schema}）自动提取：任务 {tasks} 项、指标 {indicators} 项、"
    "责任单位 {units} 处、时限 {deadlines} 个、目标值 {targets} 个、计分规则 {rules} 条；每个值都记有原文起止位置"
    "（Unicode 码点，左闭右开）。随后按词语、数值、单位与概念的加权证据把条目对齐为 {groups} 组，其中 {shared} 组见于"
    "两地以上；同组数值换算到同一单位后比较：两份以上方案写明的同一指标 {comparable} 个，其中 {differ} 个不一致"
    "（只有两份写明的 {pairs} 个）；另有 {beside} 处口径不同，并列而不排序。全程按固定规则，无随机成分，同样的输入得到"
    "逐字节相同的结果；原文未写明的留空，残损与矛盾之处单列 {problems} 条。",
    "The corpus has {plans} plans. With extractor (data format {schema}) we extracted {tasks} tasks, {indicators} "
    "indicators, {units} mentions of responsible bodies, {deadlines} deadlines, {targets} targets and {rules} scoring "
    "rules; each value keeps its place in the printed text (Unicode code points, half-open). Items were aligned by "
    "weighted evidence of words, numbers, bodies and concepts into {groups} groups, {shared} of which are shared by "
    "two or more places; values of a group were brought to one unit and compared: two plans or more state {comparable} "
    "measures, {differ} of which differ ({pairs} are stated by two plans only); {beside} more are not one measure and "
    "stand side by side unranked. All steps follow fixed rules without randomness: the same input gives the same "
    "output, byte for byte. What a plan does not state is left empty; {problems} damaged or contradictory passages are "
    "listed apart.",
)


def build_methods(material: Material, figures: Mapping[str, Accuracy]) -> tuple[ReportFile, ...]:
    """Return `methods.zh.md` and `methods.en.md`."""
    counts = _count(material)
    sources = "\n".join(f"- {cite_plan(plan)}" for plan in material.plans)
    told = _tell_figures(figures)
    zh = f"{PARAGRAPH.zh.format_map(counts)}{told.zh}\n"
    en = f"{PARAGRAPH.en.format_map(counts)}{' ' if told.en else ''}{told.en}\n"
    return (
        ReportFile("methods.zh.md", f"# 数据与方法\n\n{zh}\n## 语料\n\n{sources}\n".encode()),
        ReportFile("methods.en.md", f"# Data and methods\n\n{en}\n## Corpus\n\n{sources}\n".encode()),
    )


def _count(material: Material) -> dict[str, int | str]:
    plans, groups = material.plans, material.alignment.groups
    items = [item for plan in plans for item in plan.items]
    tasks = [task for plan in plans for task in plan.tasks]
    measures = material.comparison.measures
    indicators = [indicator for plan in plans for indicator in plan.indicators]
    return {
        "schema": PLAN_SCHEMA,
        "plans": len(plans),
        "tasks": len(tasks),
        "indicators": len(indicators),
        "units": sum(len(item.units) for item in items),
        "deadlines": sum(len(task.deadlines) for task in tasks),
        "targets": sum(len(task.targets) for task in tasks),
        "rules": sum(len(i.rules) + sum(len(part.rules) for part in i.parts) for i in indicators),
        "groups": len(groups),
        "shared": sum(len({member.plan for member in group.members}) > 1 for group in groups),
        "comparable": sum(one.comparable for one in measures),
        "differ": sum(one.differ for one in measures),
        "pairs": sum(one.comparable for one in measures if one.plans == PAIR),
        "beside": sum(one.beside for one in measures),
        "problems": sum(len(plan.problems) for plan in plans),
    }


def _tell_figures(figures: Mapping[str, Accuracy]) -> Wording:
    shown = [(NAMES[name], figures[name]) for name in NAMES if name in figures]
    if not shown:
        return Wording("", "")
    zh = "，".join(
        f"{name.zh} F1 {_round(f.f1)}（P {_round(f.p)}，R {_round(f.r)}，n={f.expected}）" for name, f in shown
    )
    en = ", ".join(
        f"{name.en} F1 {_round(f.f1)} (P {_round(f.p)}, R {_round(f.r)}, n={f.expected})" for name, f in shown
    )
    return Wording(f"对照人工标注：{zh}。", f"Against annotations made by hand: {en}.")


def _round(value: float) -> str:
    return show_number(round(value, 3))
