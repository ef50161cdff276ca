"""In: a few plans. Out: as many varied ones as are wanted, each by a seed: other words, numbers, order, bodies, items.

The n-th plan depends on its number and the seed alone, never on how many are made. An item keeps the id of the item
that it was made from, with its plan before it ("chengwu.t3.1.1"), so that a test knows which items belong together.
Not handled: wording that no official would write is possible, which makes aligning harder, not easier.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.model.facts.plan import Indicator, Metadata, Plan, Task, Unit

SYNONYMS = (
    ("推进", "推动"),
    ("加强", "强化"),
    ("健全", "完善"),
    ("开展", "组织开展"),
    ("建立", "构建"),
    ("提升", "提高"),
    ("及时", "按时"),
    ("信用信息", "公共信用信息"),
    ("市场主体", "经营主体"),
    ("行政许可", "许可"),
    ("宣传", "宣介"),
    ("归集", "汇集"),
    ("监管", "监督管理"),
    ("企业", "各类企业"),
    ("落实", "抓好"),
    ("机制", "制度"),
    ("整治", "治理"),
    ("各部门", "各有关部门"),
    ("确保", "保证"),
)
SYLLABLES = "平安宁成阳曲商东西南北临武清河泰昌丰永新固德兴义长乐和顺"
DUTIES = (
    "发展改革局",
    "财政局",
    "市场监管局",
    "行政审批局",
    "教体局",
    "公安局",
    "司法局",
    "人社局",
    "自然资源局",
    "住建局",
    "交通局",
    "农业农村局",
)
SUBJECTS = (
    "农村电商",
    "家政服务",
    "校外培训",
    "物业服务",
    "文化旅游",
    "养老服务",
    "医疗保障",
    "工程招标",
    "政府采购",
    "统计调查",
    "水利建设",
    "粮食流通",
    "食品安全",
    "药品流通",
    "特种设备",
    "道路运输",
    "快递物流",
    "种子经营",
    "社会组织",
    "律师执业",
    "公共资源",
    "知识产权",
    "电力供应",
    "燃气经营",
    "殡葬服务",
)
MATTERS = (
    "诚信档案",
    "分类名录",
    "风险预警",
    "满意度测评",
    "示范街区",
    "培训讲座",
    "自律公约",
    "明察暗访",
    "积分管理",
    "联络员队伍",
    "台账管理",
    "投诉热线",
    "承诺公示",
    "红色驿站",
    "志愿服务",
    "服务专区",
)
OPENINGS = (
    "面向{0}领域推出{1}",
    "在{0}行业逐户建起{1}，由行业协会认领",
    "{0}单位须有{1}，新设单位三个月内补齐",
    "把{1}做进{0}的日常巡查",
    "编印{0}{1}指南，送到经营场所",
    "年内选十家{0}单位试行{1}",
)
CLOSINGS = (
    "{0}会同乡镇汇总",
    "结果报县政府办公室",
    "群众可扫码查看",
    "由{0}抽查，做得不到位的约谈负责人",
    "经费列入{0}预算",
    "试行一年后评估",
    "村（社区）网格员协助登记",
)
NUMBER = re.compile(r"\d+")
ALTER, DROP, MOVE_BODY, OTHER_NUMBER, OWN = 0.3, 0.12, 0.25, 0.4, 2


def vary_plans(plans: Sequence[Plan], count: int, *, seed: int = 7) -> Iterator[Plan]:
    """Yield `count` varied plans, the first ones made from each of `plans` in turn."""
    for number in range(count):
        yield vary_plan(plans, number, random.Random(f"{seed}:{number}"))  # noqa: S311 - a repeatable draw, no secret


def vary_plan(plans: Sequence[Plan], number: int, draw: random.Random) -> Plan:
    """Return one plan made from the `number`-th of `plans`, counted round."""
    base, other = plans[number % len(plans)], draw.choice(plans)
    place = "".join(draw.sample(SYLLABLES, 2)) + "县"
    swaps = [pair for pair in SYNONYMS if draw.random() < ALTER]
    items = [_vary_item(base, item, swaps, draw) for item in base.items if draw.random() >= DROP]
    if other is not base:
        lent = draw.sample(other.items, min(3, len(other.items)))
        items += [_vary_item(other, item, swaps, draw) for item in lent]
    own = [_make_task(n, draw) for n in range(draw.randint(0, OWN))]
    draw.shuffle(items)
    data = base.metadata
    return Plan(
        id=f"v{number:05d}",
        source=base.source,
        metadata=Metadata(title=(data.title or "").replace(data.jurisdiction or "\0", place), jurisdiction=place),
        tasks=(*(item for item in items if isinstance(item, Task)), *own),
        indicators=tuple(item for item in items if isinstance(item, Indicator)),
    )


def _vary_item(
    plan: Plan, item: Task | Indicator, swaps: Sequence[tuple[str, str]], draw: random.Random
) -> Task | Indicator:
    offset = draw.randint(1, 9) if draw.random() < OTHER_NUMBER else 0

    def vary(text: str | None) -> str | None:
        if text is None:
            return None
        for old, new in swaps:
            text = text.replace(old, new)
        return NUMBER.sub(lambda match: str(int(match.group()) + offset), text) if offset else text

    name = f"{plan.id}.{item.id}"
    units = tuple(_vary_unit(unit, draw) for unit in item.units)
    if isinstance(item, Task):
        return replace(
            item,
            id=name,
            title=vary(item.title) or "",
            text=vary(item.text) or "",
            section=vary(item.section),
            units=units,
            targets=tuple(replace(one, value=one.value + offset) for one in item.targets),
        )
    return replace(
        item, id=name, name=vary(item.name), content=vary(item.content), criteria=vary(item.criteria), units=units
    )


def _vary_unit(unit: Unit, draw: random.Random) -> Unit:
    if draw.random() >= MOVE_BODY:
        return unit
    name = draw.choice(DUTIES)
    return replace(unit, name=f"县{name}", function=name)


def _make_task(number: int, draw: random.Random) -> Task:
    """Return a task of the plan's own, on a subject that no concept names; others may draw the same."""
    subject, matter = draw.choice(SUBJECTS), draw.choice(MATTERS)
    text = (
        draw.choice(OPENINGS).format(subject, matter) + "，" + draw.choice(CLOSINGS).format(draw.choice(DUTIES)) + "。"
    )
    return Task(id=f"own{number}.{subject}.{matter}", no=None, section=None, title=f"{subject}{matter}", text=text)
