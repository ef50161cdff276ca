"""In: nothing. Out: `PATTERNS`, how officials print time limits, from the most to the least particular.

Not handled: here is no reading of what is matched (`deadlines`).
"""

from __future__ import annotations

import re

from extractor.language.dates import DAY, MONTH, SPAN, YEAR
from extractor.language.numerals import HAN, NUMBER

BEFORE = r"(?:之?前|以前|止|前后)"
TILL = r"(?P<till>到|至|截至|截止到?|于|在)?"
PERIOD = r"(?P<period>半年|季度|年度?|季|月度?|周|星期|日|天)"
# 自作出行政决定之日起, / 活动结束后 / 收到异议协同处理函 (平阴): the event that a duration counts from
TRIGGER = (
    r"(?:(?:自|从)(?P<since>[^,。;:]{2,30}?)(?:起|算起),?"
    r"|(?:在|于|请在|应在)?(?P<after>[^,。;:、\"]{2,24}?)(?:后|之后|以后),?"
    r"|(?P<upon>(?:收到|接到|接|获悉)[^,。;:]{2,20}?)后?,?)"
)
SPAN_UNIT = r"(?P<unit>工作日|自然日|日历日|小时|分钟|日|天|周|个?月|年)"
# 15个工作日内; 48小时内; 3日之内
WITHIN = rf"(?P<n>{NUMBER})个?{SPAN_UNIT}(?P<within>之内|以内|内)?"

# 每月26日前; 每季度最后一个月25日前; 每年6月底前; 次月5日前
MONTHLY_DAY = (
    rf"(?:每个?{PERIOD}|(?P<next>次月|下月))(?:的?(?P<which>最后一个?月|末月|首月|第一个月|次月|下月))?"
    rf"(?:的?(?P<ymonth>\d{{1,2}})月)?(?:(?P<mday>\d{{1,2}})[日号]|(?P<end>月底|底|末)){BEFORE}?"
)
# 2022年11月底前; 到2023年6月30日; 11月底前
DATE = rf"{TILL}{YEAR}?{MONTH}(?:{DAY}|(?P<part>底|末|上旬|中旬|下旬))?(?P<before>{BEFORE})?"
SEASON = r"上半年|下半年|第?[一二三四1-4]季度[末底]?"
# 年底; 年内, but not 近3年内
BARE_YEAR = rf"年底|年末|(?<![\d{HAN}])年内|{SEASON}"
# 2023年底; 年底前; 2022年上半年; 到2025年
WHOLE_YEAR = rf"{TILL}(?:{YEAR}(?P<ypart>年?底|年?末|内|{SEASON})?|(?P<bare>{BARE_YEAR}))(?P<before>{BEFORE})?"
# 全年 behind a 完成时限 label: from the year's first day to its last
WHOLE_TERM = r"全年"
# 当月完成清理 (平阴); 当日办结
SAME_PERIOD = (
    r"(?:当月|当日|当天|当季度?|当周)(?:内|之内)?"
    r"[^,。;]{0,2}(?:完成|办结|清零|整改|处理|上报|报送|反馈|清理)"
)
# “日监测”“月通报” (灵璧); 按月报送
NAMED_CYCLE = (
    r"\"?(?P<cycle>日|周|旬|月|季|季度|年)(?:监测|通报|调度|报告|巡查|小结|总结|排名|公示)\""
    r"|按(?P<by>日|周|月度?|季度?|年度?)(?:报送|上报|通报|调度|报告|填报|汇总|监测|公布)"
)
# 实时推送至县信用平台 (灵璧); 第一时间处置并反馈 (平阴); 立即
IMMEDIATE = r"实时(?!性|数据|监测数据)|第一时间|立即|即刻|立刻|当即|即时(?!通)|随时(?=[上报]报)"
# 一旦发生…,应及时响应; 在审批平台准予许可后及时完善 (平阴): 及时 is a limit only behind an event
TIMELY = (
    r"(?:(?:一旦|如遇|若|凡)(?P<once>[^。;]{2,30}?)(?:时|后|的)?,?|(?:在|当)?(?P<event>[^,。;:]{2,24}?)(?:后|时),?)"
    r"[^。;,]{0,8}?及时"
)

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("monthly_day", re.compile(MONTHLY_DAY)),
    ("interval", SPAN),
    ("relative", re.compile(rf"{TRIGGER}?(?:在|于|(?<![申邀提])请)?{WITHIN}")),
    ("date", re.compile(DATE)),
    ("year", re.compile(WHOLE_YEAR)),
    ("whole_term", re.compile(WHOLE_TERM)),
    ("same_period", re.compile(SAME_PERIOD)),
    ("named_cycle", re.compile(NAMED_CYCLE)),
    ("every", re.compile(rf"每个?{PERIOD}(?!\d)")),
    ("immediate", re.compile(IMMEDIATE)),
    ("timely", re.compile(TIMELY)),
)
