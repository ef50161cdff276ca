"""In: nothing. Out: the words of the views of one plan, of years, of levels, of a place itself, of citing.

Not handled: the words that all views share (`words`).
"""

from __future__ import annotations

from extractor.report.labels import Wording

VIEW_WORDS = {
    "unpacking": Wording("正在展开数据……", "Unpacking the data …"),
    "planView": Wording("单份方案", "One plan"),
    "planItems": Wording("任务 {n} 项，指标 {m} 项", "{n} tasks, {m} indicators"),
    "planRules": Wording("计分句可运行 {n} 条，待核 {m} 条", "{n} scoring sentences run, {m} are open"),
    "planProblems": Wording("问题 {n} 处，未读或存疑 {m} 处", "{n} problems, {m} stretches unread or doubtful"),
    "outline": Wording("目录", "Outline"),
    "no": Wording("序号", "No."),
    "indicatorTable": Wording("指标表", "Table of indicators"),
    "damaged": Wording("印刷残损", "damaged in print"),
    "openRules": Wording("待核的计分句", "Scoring sentences that do not run"),
    "ownView": Wording("我县", "My county"),
    "ownTitle": Wording("{n}与各地相比", "{n} beside the others"),
    "ownNote": Wording(
        "严、宽只在每个取值都严于或宽于其他各地时才说；此类文件不涉及的不算缺项；分值高低不是宽严。",
        "Stricter or looser is said only where each value is stricter or looser than every other place's. "
        "What such a document does not ask is not lacking; more points are not stricter.",
    ),
    "own_lacks": Wording("缺", "lacks"),
    "own_alone": Wording("独有", "alone has"),
    "own_looser": Wording("较宽", "looser"),
    "own_stricter": Wording("较严", "stricter"),
    "own_heavier": Wording("分值较高", "more points"),
    "weightWay": Wording("分值高低，不是宽严", "more or fewer points; not stricter or looser"),
    "weightFirst": Wording("分值从高到低", "most points first"),
    "ownYear": Wording("按各方案自己的年度", "within each plan's own year"),
    "nextYear": Wording("次年{n}月", "month {n}, next year"),
    "own_lighter": Wording("分值较低", "fewer points"),
    "own": Wording("本地", "Own"),
    "ownOthers": Wording("其他各地", "The others"),
    "ownPlace": Wording("我县", "My county"),
    "showOwn": Wording("我县{n}", "my county: {n}"),
    "yearsView": Wording("年度", "Years"),
    "yearsNote": Wording(
        "同一地区上下年度之间的变化；随年度推移的日期不算收紧或放松。",
        "What became of a place's plan from year to year; a date that moves with the year is no change.",
    ),
    "levelsView": Wording("层级", "Levels"),
    "levelsNote": Wording(
        "下级方案与上级方案相比：严、宽、持平、未承接或自有。",
        "A plan beside its superior's: stricter, looser, equal, not taken up, or its own.",
    ),
    "change": Wording("变化", "Change"),
    "gap": Wording("差距", "Gap"),
    "lensSigns": Wording(
        "● 提出（数字为条目数）　— 未提出　∅ 此类文件一般不列，不作“未提出”论",
        "● asked for (with how many items)   — not asked for   ∅ hardly listed in such a document",
    ),
    "networkFind": Wording("找单位或条目", "Find a body or an item"),
    "networkLeast": Wording("连线至少见于", "A tie stands in"),
    "networkLeastOf": Wording("{n} 地", "{n} places or more"),
    "networkMost": Wording("画出的单位", "Bodies drawn"),
    "networkMostOf": Wording("任务最多的 {n} 家", "the busiest {n}"),
    "networkTold": Wording(
        "连线太多看不清，画出 {n} 条，全部 {m} 条；放宽上面的条件，或按名称查找。",
        "Too many ties to follow: {n} of {m} are drawn; choose more above, or look for a name.",
    ),
    "level": Wording("层级", "Level"),
    "field": Wording("领域", "Field"),
    "province": Wording("省份", "Province"),
    "year": Wording("年度", "Year"),
    "limit_date": Wording("有最后期限", "With a last day"),
    "dueIn": Wording("到期月份", "Due in"),
    "monthOf": Wording("{n} 月", "month {n}"),
    "pointsShare": Wording("{n}分值占比", "points, {n}"),
    "withNumber": Wording("有数量", "with number"),
    "withTime": Wording("有时限", "with time limit"),
    "withBody": Wording("有单位", "with body"),
    "pickerSearch": Wording("找地区", "Find a place"),
    "elsewhere": Wording("（未写明省市）", "(no province printed)"),
    "reference": Wording("参照值", "Reference"),
    "reference_stricter": Wording("严于参照", "stricter"),
    "reference_looser": Wording("宽于参照", "looser"),
    "reference_equal": Wording("同参照", "equal"),
    "referenceTold": Wording("严于参照的：{n}", "Stricter than the reference: {n}"),
    "address": Wording("网址", "Address"),
    "item": Wording("条目标识", "Item"),
    "copyItem": Wording("复制条目引文", "Copy citation of the item"),
    "wholeText": Wording("看全文", "See the whole text"),
}
