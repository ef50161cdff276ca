"""In: a clause that no fact holds. Out: whether none is wanted: it describes, says who is meant, grants, or closes.

What a duty is was decided when the plan was parsed; here only those kinds are known again that give no fact.
Not handled: a duty in the words of a description, which is then not told.
"""

from __future__ import annotations

import re

# 自发布之日起施行, 有效期三年, 联系电话, 印发
CLOSING = re.compile(
    r"施行|有效期|(?:成文|发布|印发|生成|公开|发文)日期|索引号|主题(?:分类|词)|由.{2,20}负责解释|废止|联系(?:人|电话|方式)|(?:传真|邮编|邮箱|电话|地址):|@|https?:|www\.|抄送|抄报|\d日印发|主动公开|此件|印制|共印"
    r"|本(?:办法|方案|细则|通知|意见|措施|规定|标准).{0,12}(?:解释|为准|执行)"
)
# 截至2023年底已建成, 近年来, 去年
PAST = re.compile(
    r"(?:^|[^早不])已(?!于)|曾|去年|上年|前年|截至|截止|以来|近[年几三五]|同比|先后|成立于|历来|目前|现有|现辖|辖区内有|常住人口"
)
# 给予最高30万元奖励, 免收三年租金, 贷款利率
BENEFIT = re.compile(
    r"(?<!行政)奖励|奖补|补助|补贴|资助|给予|贴息|减免|免收|免征|减征|一次性|授信|贷款(?!业务)|利率|租金|补偿|扶持资金|待遇|报销|津贴|退还|缓缴|抵扣|不超过.{0,8}元|最高.{0,10}元|每[人户亩头台家]"
)
# 年产值2000万元以上的企业; 对整改到位的; 符合下列条件
CONDITION = re.compile(
    r"的(?:企业|单位|个人|人员|项目|地区|地方|乡镇|镇|街道|机构|主体|农户|家庭|学校|学生|老年人|法人|申请人|纳税人|用人单位|经营者|部门|村|社区|区域|地块|建筑|企业家|团队|人才|毕业生|劳动者|情况|情形)?$"
    r"|^(?:凡|对于?|若|如|因|当|符合|具备|满足|经|未|属于|除).{0,60}(?:的|时|后|外)$|条件|情形之一|范围内?:?$"
)
# 2023年是…的开局之年, 自2022年1月1日起, 作为年底考核的依据, 共涉及4个一级指标
TELLING = re.compile(
    r"是.{0,40}(?:之年|的一年|关键期|攻坚期)|自.{2,14}日起(?!.{0,20}[至止前内])|作为.{0,16}依据|纳入.{0,20}考核|共?涉及|共有|共设|共\d+[项条个](?:重点|主要)?(?:任务|工作|措施|指标)"
)
# 是指, 包括, 分为, 分别为
DEFINING = re.compile(r"是指|系指|指的是|包括|分为|分成|划分|简称|即[:“\"]|注:|备注|说明|释义|公式|计算|=|＝|÷|×")
NAMING = re.compile(
    r"^[\W_]*(?:附件|附表|附:|表\d|第[一二三四五六七八九十\d]+[章节部]|[一二三四五六七八九十]{1,3}、)[^,。;]{0,30}$"
)
BEARING = re.compile(r"^[\W\d一二三四五六七八九十第条章节、.]*(?:坚持|贯彻|以习近平|遵循|秉持)")
ATTITUDE = re.compile(
    r"^(?:全面)?(?:坚持|贯彻|落实党的|深入贯彻|以习近平|围绕|按照|根据|依据|为(?:了|深入|认真|全面|进一步|切实|贯彻))"
)


MONEY = re.compile(r"元(?!旦|月|宵)")


def is_no_work(sentence: str) -> bool:
    """Tell whether a numbered paragraph that became no item defines, describes or closes."""
    return bool(
        CLOSING.search(sentence) or DEFINING.search(sentence) or PAST.search(sentence) or BEARING.match(sentence)
    )


def is_explained(clause: str, sentence: str) -> bool:
    """Tell whether a clause needs no fact.

    >>> [is_explained(words, words) for words in ("本办法自印发之日起施行", "截至去年底建成12个", "6月底前建成12个")]
    [True, True, False]
    """
    if (
        TELLING.search(clause)
        or CLOSING.search(clause)
        or PAST.search(clause)
        or DEFINING.search(clause)
        or ATTITUDE.search(clause)
    ):
        return True
    if BENEFIT.search(clause) or (MONEY.search(clause) and BENEFIT.search(sentence)):
        return True
    return bool(CONDITION.search(clause) or NAMING.match(sentence))
