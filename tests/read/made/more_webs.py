"""Further web pages and texts: lists, hidden rows, several tables, pages in parts, tables drawn with letters."""

from __future__ import annotations

from tests.read.made import MadeForm
from tests.read.made.webs import page, rows

SAFE = "南浦县消防安全工作任务分解表"
SAFE_ROWS = (
    "{rowspan=2}序号|{rowspan=2}工作任务|{colspan=2}责任单位|{rowspan=2}完成时限",
    "牵头责任单位|协同责任单位",
    "1|整治电动自行车违规充电|县消防救援大队|县住建局<br>县公安局|2025年5月30日前",
    "2|建成乡镇消防站4座|县应急管理局|各乡镇人民政府|2025年11月底前",
)
SAFE_WANT = {
    "tasks": 2,
    "deadlines": ["2025-05-30", "2025-11-30"],
    "roles": [
        ["县消防救援大队", "lead"],
        ["县住建局", "participant"],
        ["县公安局", "participant"],
        ["县应急管理局", "lead"],
        ["各乡镇人民政府", "participant"],
    ],
}
BY_OFFICE = (
    "<h2>南浦县民生实事任务分工</h2><h3>县教育局</h3><table border=1>"
    + rows("序号|工作内容|完成时限", "1|新建幼儿园2所|2025年8月底", "2|开展校园安全检查|2025年3月底")
    + "</table><h3>县卫生健康局</h3><table border=1>"
    + rows("序号|工作内容|完成时限", "1|改造村卫生室12个|2025年10月底")
    + "</table>"
)
BULLETS = (
    "<h1>南浦县林业有害生物防治方案</h1><p>一、防治任务</p><ul style='list-style:none'>"
    "<li>1.清理疫木3000株。（责任单位：县林业局）2025年3月底前完成。</li>"
    "<li>2.释放天敌。（责任单位：县林业局、各国有林场）2025年6月底前完成。</li></ul>"
)
PRE = (
    "<pre>南浦县畜禽粪污治理方案\n\n一、重点任务\n（一）新建处理设施20套。2025年9月底前建成。（责任单位：县农业农村局）\n"
    "（二）划定禁养区。2025年4月底前划定。（责任单位：县生态环境分局）\n</pre>"
)
SITE_HEAD = (
    "<div><h1>南浦县人民政府</h1><div>首页 新闻 公开 服务 互动</div></div><div id=content><h2>南浦县抗旱保供工作方案</h2>"
    "<p>一、工作任务</p><p>（一）新打机井15眼。2025年5月底前完成。（责任单位：县水利局）</p>"
    "<p>（二）落实送水车辆。2025年6月10日前到位。（责任单位：县住建局）</p></div>"
    "<div>网站地图 | 联系我们 | 关于我们<br>南浦县人民政府主办 南浦县政务服务和数据管理局承办<br>© 2025 All Rights Reserved</div>"
)
DROUGHT_WANT = {
    "tasks": 2,
    "titles": ["新打机井15眼", "落实送水车辆"],
    "deadlines": ["2025-05-31", "2025-06-10"],
    "units": ["县水利局", "县住建局"],
    "units_absent": "数据管理局|人民政府",
    "metadata": {"title": "南浦县抗旱保供工作方案"},
}
HEADED = (
    "<table><caption>南浦县殡葬管理考核评分表</caption><thead>"
    + rows("序号|考核指标|分值|评分办法", cell="th")
    + "</thead><tbody>"
    + rows("1|火化率|40|每低1个百分点扣2分。", "2|散埋乱葬整治|35|每新增1座扣5分。", "3|公墓管理|25|管理混乱的不得分。")
    + "</tbody><tfoot>"
    + rows("{colspan=2}合计|100|")
    + "</tfoot></table>"
)
BOX = """南浦县防汛责任考核细则

┌──┬──────┬───┬─────────┐
│序号│ 考核内容   │ 分值 │ 评分标准         │
├──┼──────┼───┼─────────┤
│ 1  │ 隐患排查   │ 40分 │ 每漏查1处扣2分。 │
├──┼──────┼───┼─────────┤
│ 2  │ 物资储备   │ 35分 │ 每缺1类扣3分。   │
├──┼──────┼───┼─────────┤
│ 3  │ 值班值守   │ 25分 │ 脱岗1次扣5分。   │
└──┴──────┴───┴─────────┘
"""
BOX_PARTS = """南浦县消防工作考评细则

┌──┬──────┬──────┬──────┐
│序号│ 考评内容 │ 分值 │评 分 标 准│
├──┼──────┼──────┼──────┤
│ 1 │贯彻执行消防│ 6分 │未组织研究制│
│ │法律法规。 │ │定目标扣6分。│
│ │ ├──────┼──────┤
│ │ │ 5分 │未签订责任书│
│ │ │ │的扣5分。│
├──┼──────┼──────┼──────┤
│ 2 │组织消防宣传│ 4分 │未宣传扣4分。│
└──┴──────┴──────┴──────┘
"""
MARKDOWN = """---
title: 南浦县养老助餐方案
date: 2025-02-01
---

# 南浦县养老助餐实施方案

## 一、重点任务

| 序号 | 任务 | 牵头单位 | 配合单位 | 时限 |
|:---:|:---|:---|:---|---:|
| 1 | 建设助餐点30个 | 县民政局 | 县商务局 | 2025年9月底 |
| 2 | 制定补贴标准 | 县财政局 | 县民政局 | 2025年4月底 |
"""
CELLS = """南浦县双拥工作考核表
序号
考核项目
分值
评分标准
1
走访慰问
30
每少1次扣3分。
2
优待落实
40
每有1项未落实扣5分。
3
宣传教育
30
未开展的不得分。
"""
PIPES = """南浦县统计执法任务表
序号 |
工作任务 |
责任单位 |
完成时限 |
1 |
开展“双随机”检查60户 |
县统计局 |
2025年10月底前 |
2 |
通报典型案例 |
县司法局 |
2025年12月10日前 |
"""

LEFT_OUT = """序号
指标
工作任务
完成时限
责任领导
责任股室
（单位）
备注
1
普惠养老
新增养老床位120张。
11月底前
王 某
养老服务股
福利院
2
开展老年助餐服务，覆盖社区8个。
社区股
3
社会救助
完成低保动态核查。
救助股
4
建成乡镇社工站13个。
"""


def build_more_webs() -> list[MadeForm]:
    gone = rows("9|旧任务|县财政局||2024年1月底").replace("<tr>", '<tr style="display:none">')
    hidden = rows(*SAFE_ROWS[:3]) + gone + rows(*SAFE_ROWS[3:])
    ended = '<p><a href="c_2.html">下一页</a></p>'
    return [
        MadeForm("joint-heads.html", page(f"<h1>{SAFE}</h1><table>{rows(*SAFE_ROWS)}</table>"), SAFE_WANT),
        MadeForm("hidden-row.html", page(f"<h1>{SAFE}</h1><table>{hidden}</table>"), SAFE_WANT),
        MadeForm(
            "by-office.html",
            page(BY_OFFICE),
            {
                "tasks": 3,
                "deadlines": ["2025-03-31", "2025-08-31", "2025-10-31"],
                "units": ["县教育局", "县卫生健康局"],
            },
        ),
        MadeForm(
            "typed-bullets.html",
            page(BULLETS),
            {"tasks": 2, "titles": ["清理疫木3000株", "释放天敌"], "deadlines": ["2025-03-31", "2025-06-30"]},
        ),
        MadeForm(
            "preformatted.html",
            page(PRE),
            {"tasks": 2, "deadlines": ["2025-04-30", "2025-09-30"], "metadata": {"title": "南浦县畜禽粪污治理方案"}},
        ),
        MadeForm("site-heading.html", page(SITE_HEAD, title="南浦县人民政府"), DROUGHT_WANT),
        MadeForm("next-page.html", page(f"<div>{SITE_HEAD}{ended}</div>"), {"tasks": 2, "told": "页"}),
        MadeForm(
            "table-parts.html",
            page(HEADED),
            {"indicators": 3, "points": [40, 35, 25], "names": ["火化率", "散埋乱葬整治", "公墓管理"]},
        ),
        MadeForm("box-parts.txt", BOX_PARTS.encode(), {"indicators": 2, "points": [11, 4], "nos": ["1", "2"]}),
        MadeForm("box-drawing.txt", BOX.encode(), {"indicators": 3, "points": [40, 35, 25]}),
        MadeForm(
            "pipes.md",
            MARKDOWN.encode(),
            {
                "tasks": 2,
                "deadlines": ["2025-04-30", "2025-09-30"],
                "roles": [["县民政局", "lead"], ["县商务局", "participant"]],
            },
        ),
        MadeForm(
            "cell-a-line.txt",
            CELLS.encode(),
            {"indicators": 3, "points": [30, 40, 30], "names": ["走访慰问", "优待落实", "宣传教育"]},
        ),
        MadeForm(
            "cells-left-out.txt",
            LEFT_OUT.encode(),
            {
                "tasks": 4,
                "titles": [
                    "新增养老床位120张",
                    "开展老年助餐服务，覆盖社区8个",
                    "完成低保动态核查",
                    "建成乡镇社工站13个",
                ],
                "units": ["养老服务股", "福利院", "社区股", "救助股"],
                "units_absent": "王|股.+股",
                "targets": [{"value": 120}, {"value": 8}, {"value": 13}],
            },
        ),
        MadeForm(
            "pipe-a-line.txt",
            PIPES.encode(),
            {"tasks": 2, "deadlines": ["2025-10-31", "2025-12-10"], "units": ["县统计局", "县司法局"]},
        ),
    ]
