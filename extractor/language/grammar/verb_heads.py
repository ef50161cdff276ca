"""In: the first words of a clause, folded. Out: whether they are a verb of work that no list holds (包联, 新创, 更换).

Verbs of work are too many for a list; nearly all of two characters begin with one that means doing. Words that begin
so and name a thing (建设内容, 工作安排) are nouns by their end. Not handled: verbs of one character.
"""

from __future__ import annotations

import re

HEADS = (
    "刷印喷绘录摄删销洗扫喂探帮促聚串连铲砍割灌浇垫埋延凝募轮巡"
    "办包备搞补播测拆拨拍参查拓撤筹创存搭打带档调定冻督堵疏防放扶改赶巩固关管贯规归核护划换汇集济加架监兼建健降奖讲更交缴教接结解紧警救聚捐开勘"
    "考控扩拉理立联练履落盘培配聘评普铺启签强抢勤清请取确让认融入设申审升守授收输树谈提添填贴停推挖完围维慰新修宣选训研演验养引应营用"
    "优育预援造增展招整征执治植制置种筑抓转装追组做夯严压盯抽走"
    "检登上出送复衬举接撤移迁注采消除认挂搬摸梳腾退销租约访回输运投贮扑灭吸纳承兑缴攻编保发破"
)
VERB = re.compile(rf"[{HEADS}][\u4e00-\u9fff]")
STATIVE = re.compile(
    r"(?:参照|参加过|包括|包含|调研组|定点|规上|规模|规定|管理费|管辖|结合|加上|建有|建议|集体|集中|关于|关键|交通|教育|教师|接近|监测点|考虑|立足"
    r"|联合体|配套|评价|启动|签约率|清单|请|取决|确定|认为|融资|设有|设备|申请人|审批|收入|输入|提出|停车|完整|围绕|维持|新型|新兴|新的|新区|新闻|修订版|宣传|选择"
    r"|上级|上年|上述|上市|上海|上报率|出口|出生|出行|出现|出勤|发电|发病|发生|发现|发达|发言|保险|保额|承担|移动|移民|注册资|消费|消防员|消息|除外|认识|退休|退役|退伍"
    r"|回报|运营|运动|运输量|投资|接触|访谈|编号|编制内|破损|破碎|销量|销售额|租金|租期|举报|上午|上班|上学|出租|承包地|吸毒|保有|除了|回族|复杂|复合"
    r"|训练|研究生|演员|验收|养老|引领|应急|应当|应|营业|营商|营收|用于|用地|用水|优秀|优先|优良|优质|优势|育龄|预计|预算|预期|造成|增长|增速|展现|招标|整体|征地|执行|治安"
    r"|植物"
    r"|制度|置信|种类|转为|装备|组成|组织|做到"
    r"|严重|严格|压力|抽样|走势|城|开展|开放|落实|落后|存量|存在|打击|带动|档案|补充|补助|补贴|测算|播种|解释|降雨|改革|防汛|放在|收费|推进|推动|确保|降至|提高|提升|控制|增加|减少|达到)"
)
NOUN_END = re.compile(
    r"(?:内容|对象|范围|时间|安排|要求|方式|程序|步骤|标准|条件|原则|目标|主题|地点|机构|人员|经费|说明|依据|情况|办法|名单|意义|形式|方法|思路|期限|流程|事项"
    r"|措施|任务|重点|结果|指标|细则|体系|构成|类别|种类|分类|定义|等次|等级|背景|现状|形势|基础|资源|活动|环境|秩序|状况|水平|能力|质量|成效|评价|分值|权重|资格|材料"
    r"|局|委|院|中心|公司|银行|学校|大学|协会|联合会|大队|支队|办公室|政府|街道|办事处)$"
)
ADVERB = (
    r"(?:全面|深入|扎实|持续|着力|大力|积极|切实|稳步|进一步|不断|严格|依法|集中|认真|有序|精准|统筹|加快|及时"
    r"|力争|确保|计划|全年|年内|共|再)*"
)
EACH = (
    r"(?:[^,。;:]{0,16}(?:每一?[人名个家户位]|(?<![目空提])前|年内|期间|[\d#]{4}年|季度|半年|[\d#]月份?|[春夏秋冬暑寒]季?[季期假]"
    r"|(?:局|委|办|镇|乡|站|所|校|院|中心|公司|单位|部门|街道|社区|馆|园)))?"
)
"""县级领导每人包联1个; 2021年9月底前更换首批18公里"""
OPENING = re.compile(rf"{EACH}{ADVERB}(?P<verb>[{HEADS}][\u4e00-\u9fff])(?P<what>[^,。;:\d]{{0,16}})$")
PEOPLE_END = re.compile(r"[员师者长生兵]$")
MAKING = "新创改更扩增争"
"""新创文明村2个: verbs after which the thing may stand before its count; 招才引智专员8名 counts what there is."""
TITLE_MOST = 16


def find_opening_verb(lead: str) -> re.Match[str] | None:
    """Return the unlisted verb with which the words before a count open; None where they name a thing.

    >>> [bool(find_opening_verb(lead)) for lead in ("更换首批", "新创省级文明村", "招才引智专员", "包括", "营业网点")]
    [True, True, False, False, False]
    """
    match = OPENING.fullmatch(lead)
    if match is None or STATIVE.match(lead, match.start("verb")):
        return None
    if PEOPLE_END.search(match["what"]) and match["verb"][0] not in MAKING:
        return None
    return match


def opens_with_verb(words: str) -> bool:
    """Tell whether words begin with an unlisted verb of work.

    >>> opens_with_verb("出让工业用地500亩"), opens_with_verb("增速达到5%")
    (True, False)
    """
    return VERB.match(words) is not None and STATIVE.match(words) is None


def is_verb_phrase(title: str) -> bool:
    """Tell whether a heading asks for work with a verb that no list holds (办好展览), not (建设内容).

    >>> [is_verb_phrase(title) for title in ("办好展览", "盘活闲置校舍", "建设内容", "设施状况")]
    [True, True, False, False]
    """
    if not 4 <= len(title) <= TITLE_MOST or NOUN_END.search(title) or STATIVE.match(title):
        return False
    return OPENING.fullmatch(title) is not None
