"""Every number of the workbook, worked out again from the plan JSON; a column without a check fails."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from extractor.language.tidying import tidy
from tests.report.recomputing import TIMES_A_YEAR, Recount, near, rank_values

TEXT_ONLY = {"总览", "简表", "说明"}


def times_a_year(rule):
    """Of the five plans' rules, which name no months and at most one day."""
    if not rule:
        return None
    parts = dict(part.split("=") for part in rule.split(";"))
    return TIMES_A_YEAR[parts["FREQ"]] / int(parts.get("INTERVAL", 1))


@pytest.fixture(scope="module")
def recount(produced):
    return Recount(produced)


@pytest.fixture(scope="module")
def workbook(produced):
    return openpyxl.load_workbook(io.BytesIO((produced / "comparison.xlsx").read_bytes()))


def span(place):
    return {"起": place and place["start"], "止": place and place["end"], "页": place and place["page"]}


def task_rows(r, plan):
    for task in r.plans[plan]["tasks"]:
        counts = {"责任单位数": len(task["units"]), "时限数": len(task["deadlines"]), "目标数": len(task["targets"])}
        yield counts | span(task["place"])


def indicator_rows(r, plan):
    for i in r.plans[plan]["indicators"]:
        counts = {"分项数": len(i["parts"]), "规则数": len(r.rules(i)), "责任单位数": len(i["units"])}
        yield {"表": i["table"], "一级分值": i["level1_points"], "分值": i["points"]} | counts | span(i["place"])


def part_rows(r, plan):
    for i in r.plans[plan]["indicators"]:
        for number, part in enumerate(i["parts"], 1):
            yield {"分项": number, "分值": part["points"], "规则数": len(part["rules"])} | span(part["place"])


def unit_rows(r, plan):
    for item in r.ordered_items(plan):
        for number, unit in enumerate(item["units"], 1):
            yield {"次序": number} | span(unit["place"])


def deadline_rows(r, plan):
    for task in r.plans[plan]["tasks"]:
        for deadline in task["deadlines"]:
            days = {"截止日": as_day(deadline["date"]), "起始日": as_day(deadline["start"])}
            yield days | {"每年次数": times_a_year(deadline["rrule"])} | span(deadline["place"])
    for deadline in r.plans[plan]["deadlines"]:
        days = {"截止日": as_day(deadline["date"]), "起始日": as_day(deadline["start"])}
        yield days | {"每年次数": times_a_year(deadline["rrule"])} | span(deadline["place"])


def target_rows(r, plan):
    for task in r.plans[plan]["tasks"]:
        for target in task["targets"]:
            yield {"数值": target["value"]} | span(target["place"])


def rule_rows(r, plan):
    for i in r.plans[plan]["indicators"]:
        holders = [(None, i), *enumerate(i["parts"], 1)]
        for number, rule in [(n, rule) for n, holder in holders for rule in holder["rules"]]:
            per, condition = rule["per"], rule["condition"]
            points = None if rule["points"] == "full" else rule["points"]
            numbers = {
                "分项": number,
                "分数": points,
                "每": per and per["n"],
                "条件数值": condition and condition["value"],
            }
            yield numbers | span(rule["place"])


def problem_rows(r, plan):
    for problem in r.plans[plan]["problems"]:
        yield span(problem["place"])


def unread_rows(r, plan):
    for told in (*r.plans[plan]["unread"], *r.plans[plan]["doubts"]):
        yield span(told["place"])


def plan_rows(r, plan):
    counts = r.counts(plan)
    names = {"任务数": "tasks", "指标数": "indicators", "指标总分": "points", "责任单位数": "units", "时限数": "deadlines",
             "目标数": "targets", "计分规则数": "rules", "问题数": "problems"}  # fmt: skip
    about = r.plans[plan]
    return [
        {name: counts[key] for name, key in names.items()}
        | {"未读处数": counts["unread"], "存疑数": len(about["doubts"]), "阅读率": counts["read_share"]}
        | {"成文日期": as_day(about["metadata"]["issue_date"]), "页数": about["source"][0]["pages"]}
    ]


def check_rows(r, plan):
    for found in r.comparison["checkability"]:
        if found["plan"] == plan:
            item = r.items[plan, found["item"]]
            parts = [found[part] for part in ("number_part", "time_part", "body_part")]
            assert found["times"] == len(item["deadlines"])
            assert near(found["score"], round(max(0.0, sum(parts) - found["soft_part"]), 4))
            assert found["soft_part"] <= 0.2 + 1e-9
            assert (found["soft_part"] > 0) == bool(found["soft_words"])
            yield {"得分": found["score"], "数量": found["numbers"], "时限": found["times"], "单位": found["bodies"],
                   "数量分": parts[0], "时限分": parts[1], "单位分": parts[2], "软性扣分": found["soft_part"]}  # fmt: skip


def clause_rows(r, plan):
    for clause in r.comparison["clauses"]:
        if clause["here"]["plan"] == plan:
            for side in (clause["here"], clause["other"]):
                assert side is None or r.texts[side["plan"]][side["start"] : side["end"]] == side["quote"]
            yield {"相似度": clause["likeness"]}


BY_PLAN = {
    "任务": task_rows, "指标": indicator_rows, "指标分项": part_rows, "责任单位": unit_rows, "时限": deadline_rows,
    "目标": target_rows, "评分规则": rule_rows, "问题": problem_rows, "未读与存疑": unread_rows, "文件": plan_rows, "可查程度": check_rows,
    "文本亲缘": clause_rows,
}  # fmt: skip


def matrix_rows(r):
    for group in r.alignment["groups"]:
        found = [d for d in r.comparison["differences"] if d["group"] == group["id"]]
        items = {(member["plan"], member["item"]) for member in group["members"]}
        yield {"地区数": len(r.holders(group)), "条目数": len(items), "差异数": sum(not d["agrees"] for d in found)}


def difference_rows(r):
    for number, d in enumerate(r.comparison["differences"], 1):
        for reading in sorted(d["readings"], key=lambda x: (x["rank"] is None, x["rank"] or 0)):
            printed = reading["end"] > reading["start"]
            yield {
                "差异序号": number, "极差": d["spread"], "严格名次": reading["rank"], "数值": reading["value"],
                "起": reading["start"] if printed else None, "止": reading["end"] if printed else None, "页": None,
            }  # fmt: skip


def ladder_rows(r):
    for number, d in enumerate(r.comparison["differences"], 1):
        if len({x["plan"] for x in d["readings"] if x["rank"] is not None}) > 1:
            yield {"差异序号": number, "极差": d["spread"]}


def coverage_rows(r):
    for concept in r.comparison["coverage"]:
        yield {"地区数": sum(bool(r.concept_items(concept["concept"], plan)) for plan in r.ids)}


def function_rows(r):
    names = {plan: r.plans[plan]["metadata"]["jurisdiction"] for plan in r.ids}
    found = r.functions()
    order = dict.fromkeys(duty["function"] or duty["label"] for duty in r.comparison["duties"])
    rows = []
    for key in order:
        by_plan = {plan: len(set().union(*roles.values())) for plan, roles in found[key].items()}
        role = {n: sum(len(x.get(n, ())) for x in found[key].values()) for n in ("lead", "responsible", "participant")}
        row = {"地区数": len(by_plan), "条目数": sum(by_plan.values()), "牵头": role["lead"], "责任": role["responsible"],
               "配合": role["participant"]}  # fmt: skip
        rows.append(row | {names[plan]: by_plan.get(plan) for plan in r.ids})
    return sorted(rows, key=lambda row: -row["条目数"])


def responsibility_rows(r):
    labels = {duty["function"]: duty["label"] for duty in r.comparison["duties"] if duty["function"]}
    order = ("lead", "responsible", "participant")
    rows = [
        ((labels.get(unit["function"], tidy(unit["name"])), number, order.index(unit["role"])), item.get("points"))
        for number, plan in enumerate(r.ids)
        for item in r.ordered_items(plan)
        for unit in item["units"]
    ]
    for _, points in sorted(rows, key=lambda row: row[0]):
        yield {"分值": points}


OVER_ALL = {
    "政策工具": lambda recount: [{"得分": one["score"]} for one in recount.comparison["instruments"]],
    "政策强度": lambda recount: [
        {"层级分": one["level_score"], "文种分": one["kind_score"], "措施分": one["measure_score"],
         "强度": one["level_score"] * one["kind_score"] * one["measure_score"]}
        for one in recount.comparison["strengths"]
    ],
    "注意力": lambda recount: [
        {"条目数": one["items"], "字数": one["characters"], "占比": one["share"], "年度": one["year"]}
        for one in recount.comparison["attention"]
    ],
    "扩散": lambda recount: [
        {"首见日期": as_day(one["day"]), "次序": one["order"]} for one in recount.comparison["adoptions"]
    ],
    "网络指标": lambda recount: [
        {"单位数": one["bodies"], "任务数": one["tasks"], "边数": one["edges"], "密度": one["density"],
         "中心势": one["centralisation"], "核心单位": one["core_bodies"]}
        for one in recount.comparison["network_measures"] if one["edges"]
    ],
    "网络节点": lambda recount: [
        {"度": one["degree"], "度中心性": one["centrality"], "中介中心性": one["betweenness"], "核数": one["core_number"]}
        for one in recount.comparison["node_measures"]
    ],
    "差异对照": lambda recount: [{"序": n} for n, _ in enumerate(recount.comparison["contrasts"], start=1)],
    "责任清单": responsibility_rows,
    "矩阵": matrix_rows, "差异": difference_rows, "加码阶梯": ladder_rows, "覆盖": coverage_rows, "单位职能": function_rows,
}  # fmt: skip


def as_day(written):
    return written and datetime.combine(date.fromisoformat(written), datetime.min.time())


def test_every_number_of_every_sheet_is_that_of_the_plans(workbook, recount):
    checked = 0
    for sheet in workbook:
        name = sheet.title.split(" ")[0]
        if name in TEXT_ONLY:
            continue
        rows = list(OVER_ALL[name](recount)) if name in OVER_ALL else []
        if name in BY_PLAN:
            rows = [row for plan in recount.ids for row in BY_PLAN[name](recount, plan)]
        assert len(rows) == sheet.max_row - 1, sheet.title
        for column in sheet.iter_cols():
            head = column[0].value.split("\n")[0]
            cells = [cell.value for cell in column[1:]]
            if any(isinstance(cell, int | float | datetime) for cell in cells):
                assert cells == [row[head] for row in rows], (sheet.title, head)
                checked += sum(cell is not None for cell in cells)
    assert checked > 5000


def test_every_number_of_the_compact_sheet_is_a_reading_or_the_printed_points(workbook, recount):
    rows = list(workbook["简表 Compact"].iter_rows(min_row=2))
    checked = 0
    for row, group in zip(rows, recount.alignment["groups"], strict=True):
        assert row[1].value == len(recount.holders(group))
        readings = [d for d in recount.comparison["differences"] if d["group"] == group["id"]]
        for cell, plan in zip(row[3:], recount.ids, strict=True):
            assert (str(cell.value) in "—∅") == (plan not in recount.holders(group))
            if isinstance(cell.value, int | float):
                values = [x["value"] for d in readings for x in d["readings"] if x["plan"] == plan]
                items = [recount.items[plan, m["item"]] for m in group["members"] if m["plan"] == plan]
                assert cell.value in [*values, *(item.get("points") for item in items)]
                checked += 1
    assert checked > 30


def test_differences_are_made_of_the_items_own_numbers(recount):
    for difference in recount.comparison["differences"]:
        valued = [reading for reading in difference["readings"] if reading["value"] is not None]
        for reading in valued:
            allowed = recount.may_be(reading["plan"], reading["item"])
            assert any(near(value, reading["value"]) for value in allowed), reading
        values = [reading["value"] for reading in valued]
        if difference["spread"] is not None:
            assert near(max(values) - min(values), difference["spread"])
        ranked = [reading for reading in valued if reading["rank"] is not None]
        if ranked:
            ranks, positions = rank_values([reading["value"] for reading in ranked], difference["stricter"])
            assert [reading["rank"] for reading in ranked] == ranks
            assert all(near(p, reading["position"]) for p, reading in zip(positions, ranked, strict=True))
            # a row of several measures that prints no points for its parts stands there without a value
            told = len(valued) == len(difference["readings"])
            assert difference["agrees"] == (told and len(set(values)) == 1)


def read_sections(sheet):
    """The rows below each numbered heading of the overview, by the heading's Chinese words."""
    sections, current = {}, None
    for row in ([cell.value for cell in cells] for cells in sheet.iter_rows()):
        head = str(row[0] or "").split(" ")[0]
        if head[1:2] == "、":
            current = sections.setdefault(head[2:].split("（")[0], [])
        elif current is not None and any(cell is not None for cell in row):
            current.append(row)
    return sections


def check_kinship(rows, recount):
    shares = {}
    for found in recount.comparison["kinships"]:
        shares[found["left"], found["right"]] = found["left_share"]
        shares[found["right"], found["left"]] = found["right_share"]
    for row, left in zip(rows, recount.ids, strict=True):
        for cell, right in zip(row[1:], recount.ids, strict=False):
            assert cell == (1 if left == right else shares.get((left, right), 0))


def test_the_overview_counts_what_the_plans_have(workbook, recount):
    sections = read_sections(workbook["总览 Overview"])
    names = [recount.plans[plan]["metadata"]["jurisdiction"] for plan in recount.ids]
    for row, plan in zip(sections.pop("各地方案")[1:], recount.ids, strict=True):
        counts = recount.counts(plan)
        assert [cell for cell in row if isinstance(cell, int | float)] == [n for n in counts.values() if n is not None]
    for title, part in (("两两重合度", 1), ("共有事项数", 0)):
        head, *square = sections.pop(title)
        assert [name for name in head if name] == names
        for row, left in zip(square, recount.ids, strict=True):
            assert row[1 : len(names) + 1] == [recount.shared(left, right)[part] for right in recount.ids]
    check_kinship(sections.pop("文本亲缘")[1:], recount)
    spread = {row[0]: row[1] for row in sections.pop("事项分布：有几个地区提出")[1:]}
    sizes = [len(recount.holders(group)) for group in recount.groups.values()]
    assert spread == {size: sizes.count(size) for size in set(sizes)}
    for row, concept in zip(sections.pop("概念")[1:], recount.comparison["coverage"], strict=True):
        counts = [len(recount.concept_items(concept["concept"], plan)) or None for plan in recount.ids]
        assert row[1 : len(names) + 1] == counts
    for row in sections.pop("工作表"):
        assert row[1] == workbook[row[0]].max_row - 1
    assert all(not isinstance(cell, int | float) for rows in sections.values() for row in rows for cell in row)
