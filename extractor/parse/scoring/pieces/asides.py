"""In: nothing. Out: figures in a scoring cell that bound nothing: in names, days, titles, sorts of things.

Not handled: figures that bound something (`bands`).
"""

from __future__ import annotations

import re

BENIGN = re.compile(
    r"\"[^\"]{1,30}\"|\((?![^()]*(?:含|除外|[≥≤<>\d]))[^()]*\)|《[^》]{1,40}》|(?:19|20)\d\d年(?:度)?|\d{1,2}月(?:\d{1,2}[日号]|底|末|初|份|上旬|中旬|下旬)?(?:之前|以前|前|内)?"
    r"|\d{2}周?岁(?:\(含\)|及)?以[上下](?=[^,;。\d]{0,8}(?:达|占|不少于|不低于))|\d+强|第三方|第[一二三]产业|(?:\d{1,2}[日号])(?:之前|以前|前)|12345|12315|12388|110|119|120|\d+号(?:文|令)?|[A-Z]级|[A-D]类|第[一二三四五六七八九十]+(?:档|类|条|款|批|阶段)|5G|4A|5A|3A|\d{1,2}时|\d{1,2}[:点]\d{0,2}"
)
"""Figures that bound nothing: years, days, hot lines, what stands in quotes. "双公示"信息; 2022年度; 12345热线; A级纳税人."""
ASIDE = re.compile(
    r"各(?:\d+|[一二两三])(?:次|场|个|项|家|期|篇|处|名)(?=[^\d]{0,4}(?:[得,;。、]|$))|PM ?(?:2\.5|10)|\d+(?:\.\d+)?(?:分钟|个?小时|个?工作日|天|日|公里|千米|米|周?岁|个月|年|元|万元|亿元|亩|吨|平方米)(?:及|\(含\))?(?:以上|以下|以内|之内|内|以外)?的?(?=[^,。;、\d≥≤<>得扣低超不每]{0,12}(?:率|圈|比例|占比|比重)[^,。;\d]{0,8}[\d≥≤\0])|\"[^\"]*\"|《[^》]*》|\d{1,2}月(?:\d{1,2}[日号]|底|末|初|份|上旬|中旬|下旬)(?:前|后|之前|以前|之后|以后)?|(?:19|20)\d\d年(?:度)?"
    r"|(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万亿]+)(?:元|万元|亿元|亩|吨|人|户|岁|周岁|千瓦|公里|米|平方米|立方米|蒸吨|床|头)?(?:\(含\)|及)?(?:以上|以下)的?"
    r"(?=[^,。;、得扣加减计分不未\d]{0,6}(?:项目|企业|工程|老年人|老人|人口|儿童|残疾人|单位|合同|农户|工业|小区|基地|合作社|水库|道路|桥梁|自然村|行政村|医院|学校|市场|商场|超市|大户|贷款|采购|河流|耕地|养殖场|锅炉|纳税人|景区))"
)
"""Figures that are no bound: in a name, a day, or what sort of thing is counted (亿元以上项目每个得2分)."""


def mask(pattern: re.Pattern[str], words: str) -> str:
    r"""Return words of the same length, with what the pattern finds as nulls.

    >>> mask(ASIDE, "亿元以上项目每个得2分").lstrip("\0")
    '项目每个得2分'
    """
    return pattern.sub(lambda match: "\0" * len(match.group()), words)
