"""In: nothing. Out: `PROBLEM_CODES`, what each code of a problem or a doubt means, in both languages.

`extractor schema codes` prints them, the codebook and the page show the words. A test holds that no code of the program
is missing. Not handled: codes of readers that other packages add, which are shown as they are.
"""

from __future__ import annotations

from extractor.report.labels import Vocabulary, Wording

PROBLEM_CODES: Vocabulary = {
    # Reading
    "annotation-not-read": Wording("批注未读", "an annotation was not read"),
    "attachment-not-read": Wording("附件未读", "an attachment was not read"),
    "beyond-item": Wording("时限可能属于全文收尾", "time limit perhaps of the closing"),
    "contents-left-out": Wording("目录略去", "a table of contents was left out"),
    "formula-without-value": Wording("公式没有数值", "a formula without a value"),
    "framed-page-not-read": Wording("框架网页未读", "a framed page was not read"),
    "explains-a-plan": Wording("是解读，不是方案", "an explanation of a plan, not one"),
    "criteria-not-read": Wording("评分标准有未读懂的", "criteria that were not read"),
    "head-unknown": Wording("表头不识", "a head that is not known"),
    "in-another-item": Wording("印在别的任务内", "printed within another item"),
    "list-not-read": Wording("一组事项没有读作任务", "a list that was not read as tasks"),
    "list-for-several": Wording("单位可能由各项共有", "bodies perhaps of several items"),
    "unlike-siblings": Wording("与同列各项不同", "unlike the items beside it"),
    "name-runs-on": Wording("单位名称连着别的字", "words behind the name of a body"),
    "citation-unlike": Wording("引用像单位名单", "a citation that is a list of bodies"),
    "month-alone": Wording("只写月份", "a month alone"),
    "row-as-task": Wording("可能是评分表的一行", "perhaps a row of points"),
    "rule-kind-unsure": Wording("一次还是每次计分", "points once or for each"),
    "rule-without-words": Wording("计分语句只有分数", "points without words"),
    "rules-run-together": Wording("几条计分语句相连", "scoring sentences run together"),
    "safeguard-of-body": Wording("保障措施可能是任务", "safeguard that may be a task"),
    "safeguard-unlike": Wording("不像保障措施", "hardly a means of support"),
    "several-items": Wording("可能是几项任务", "perhaps several tasks"),
    "several-papers": Wording("一个文件里似有几份文件", "several papers in one file"),
    "further-pages": Wording("另有分页未读", "further pages of the site were not read"),
    "hidden-cells": Wording("隐藏单元格", "hidden cells"),
    "hidden-sheet": Wording("隐藏工作表", "a hidden sheet"),
    "sheets-not-read": Wording("工作表未读", "sheets were not read"),
    "impossible-characters": Wording("文字层不可信", "a text layer with impossible characters"),
    "mojibake": Wording("乱码", "garbled encoding"),
    "nested-table": Wording("表中有表", "a table within a table"),
    "no-text": Wording("没有文字", "no text"),
    "ocr-uncertain": Wording("图像识别不确定", "recognised with little certainty"),
    "open-revisions": Wording("修订未接受", "revisions that nobody accepted"),
    "page-needs-ocr": Wording("页面须图像识别", "a page that needs recognition"),
    "picture-not-read": Wording("图片未读", "a picture was not read"),
    "radicals-folded": Wording("部首字已还原", "radicals read as characters"),
    "scan-below-text": Wording("文字下有扫描图", "a scan below the text"),
    "table-not-joined": Wording("跨页表未接上", "a table over pages was not joined"),
    "text-layer-replaced": Wording("文字层已换", "a text layer was replaced by recognition"),
    "title-elsewhere": Wording("名称可能在别处", "title perhaps elsewhere"),
    "title-unlike": Wording("不像任务名称", "hardly the name of a task"),
    "undecodable-bytes": Wording("有不能解码的字节", "bytes that cannot be decoded"),
    # Structure
    "heading-lost": Wording("标题可能缺失", "a heading may be lost"),
    "heading-repeated": Wording("标题重复", "a heading is repeated"),
    "number-alone": Wording("编号孤立", "a number stands alone"),
    "number-missing": Wording("编号缺失", "a number is missing"),
    "number-repeated": Wording("编号重复", "a number is repeated"),
    # Facts
    "cell-garbled": Wording("单元格印刷混乱", "a garbled cell"),
    "line-garbled": Wording("有无法成句的文字", "a garbled line"),
    "deadline-not-understood": Wording("时限未读懂", "a time limit was not understood"),
    "leads-by-print": Wording("牵头单位由字体表示", "type alone tells who leads"),
    "marks-without-key": Wording("标记没有说明", "marks without a key"),
    "merged-cells-assumed": Wording("按合并单元格推断", "merged cells were assumed"),
    "rows-run-together": Wording("行与行相连", "rows run together"),
    "table-not-read": Wording("表格未读", "a table was not read"),
    "table-of-numbers": Wording("数字表，不作条目", "a table of numbers, no items"),
    "value-cut": Wording("数值或时间可能不完整", "value perhaps cut"),
    "year-before": Wording("“某年前”有两种理解", "before a year: two readings"),
    "year-not-printed": Wording("未写年份", "the year is not printed"),
    "more-of-this-kind": Wording("同类问题从略", "more of this kind, left out"),
    # Self-check
    "award-above-points": Wording("得分高于分值", "an award above the points"),
    "bodies-differ": Wording("单位前后不一", "bodies differ within the document"),
    "body-differs-from-annex": Wording("正文与附表不一致", "body and annex differ"),
    "cells-not-used": Wording("单元格不属于任何条目", "cells that no item uses"),
    "characters-lost": Wording("可能掉字", "characters may be lost"),
    "count-differs": Wording("数目前后不一", "a count differs"),
    "date-outside-years": Wording("日期超出方案年度", "a date outside the plan's years"),
    "second-opinion": Wording("学到的模型有异议", "the learned model disagrees"),
    "deadlines-differ": Wording("时限前后不一", "time limits differ"),
    "grades-differ": Wording("等次前后不一", "grades differ"),
    "items-do-not-add-up": Wording("条目数对不上", "items do not add up"),
    "names-glued": Wording("单位名称相连", "names run together"),
    "no-body-name": Wording("不像单位名称", "hardly the name of a body"),
    "no-such-day": Wording("没有这一天", "no such day"),
    "nothing-found": Wording("没有找到任务或指标", "neither tasks nor indicators were found"),
    "number-glued": Wording("数字相连", "numbers run together"),
    "place-of-another": Wording("出现他地名称", "another place's name"),
    "points-do-not-add-up": Wording("分值合计不符", "points do not add up"),
    "points-too-many": Wording("分值过高", "too many points"),
    "range-reversed": Wording("起止颠倒", "a range is reversed"),
    "share-above-whole": Wording("占比超过整体", "a share above the whole"),
    "targets-differ": Wording("目标前后不一", "targets differ"),
    "total-does-not-add-up": Wording("总分不符", "the total does not add up"),
    # Scoring
    "award-above-cap": Wording("得分高于上限", "an award above its cap"),
    "band-falls": Wording("档次反向", "bands fall"),
    "band-gap": Wording("档次有空缺", "a gap between bands"),
    "band-overlap": Wording("档次重叠", "bands overlap"),
    "body-full-marks": Wording("正文满分与各表不符", "full marks differ from the tables"),
    "bound-impossible": Wording("界限不可能", "an impossible bound"),
    "cap-above-points": Wording("上限高于分值", "a cap above the points"),
    "grade-gap": Wording("等次有空缺", "a gap between grades"),
    "grade-overlap": Wording("等次重叠", "grades overlap"),
    "limit-never-binds": Wording("上限不起作用", "a limit that never binds"),
    "line-falls": Wording("计分线反向", "a line falls"),
    "loss-above-limit": Wording("扣分高于上限", "a loss above its limit"),
    "loss-above-points": Wording("扣分高于分值", "a loss above the points"),
    "never-below": Wording("不会低于满分", "never below full marks"),
    "periods-differ": Wording("周期不一", "periods differ"),
    "points-out-of-reach": Wording("分值够不着", "points out of reach"),
    "rule-never-fires": Wording("规则不会生效", "a rule that never fires"),
    "things-out-of-reach": Wording("件数够不着", "more things than anyone has"),
    # Persons' decisions
    "correction-applied": Wording("更正已照办", "a correction was carried out"),
    "correction-stale": Wording("更正已失去依据", "a correction has lost its place"),
    "correction-refused": Wording("更正无法照办", "a correction cannot be carried out"),
    "correction-conflict": Wording("更正互相矛盾", "corrections contradict"),
    "judgement-unknown-concept": Wording("判定的概念不存在", "a judgement on an unknown concept"),
    "judgement-unknown-item": Wording("判定的条目不存在", "a judgement on an unknown item"),
    "judgements-contradict": Wording("判定互相矛盾", "judgements contradict"),
}


def list_codes() -> str:
    r"""Return all codes, one a line with its meaning in both languages, parted by tabs.

    >>> list_codes().splitlines()[0]
    'annotation-not-read\t批注未读\tan annotation was not read'
    """
    return "\n".join(f"{code}\t{words.zh}\t{words.en}" for code, words in PROBLEM_CODES.items())
