"""In: a clause that no fact holds. Out: whether none is wanted, by words that no duty has.

What a clause does (condition, benefit, description, closing) is decided once, in `language.grammar.clause_work`; here
is what stands outside of tasks, where nothing asks it: contacts, names of parts, terms, purposes, the
year that a plan opens.
Not handled: a duty in the words of a description, which is then not told.
"""

from __future__ import annotations

import re

from extractor.language.needs import Guarded, compile_late
from extractor.language.page_words import is_counter_line

# 联系电话, 抄送, 成文日期
CONTACT = re.compile(
    r"(?:成文|发布|印发|生成|公开|发文)(?:日期|机构|机关|单位):?|索引号|主题(?:分类|词)|联系(?:人|电话|方式)|(?:传真|邮编|邮箱|电话|地址):|@|https?:|www\."
    r"|来源:|抄送|抄报|\d日印发|主动公开|此件|印制|共印|施行|生效|本(?:办法|方案|细则|通知|意见|措施|规定|标准).{0,12}(?:解释|为准|执行)"
)
PHONE = compile_late(r"联系|传真|邮|电话|地址|@|http|www")
"""5月20日前报县统计局（联系电话：…）: what stands before a number to call is not explained by it"""
# 截至去年底, 近五年, 同比, 常住人口
PAST = re.compile(
    r"(?:^|[^早不])已(?!于)|去年|上年|前年|以来|近[年几三五]"
    r"|同比|先后|历来|现辖|辖区内有|常住人口(?:达|为|约|\d)"
)
COMPARED = compile_late(r"同比|上年|去年|前年|先后|近")
"""较上年减少2个, 同比下降0.3个百分点 are asked for in an item."""
# 年产值2000万元以上的企业, 对整改到位的; 纳入考核的范围
CONDITION = re.compile(
    r"的(?:企业|单位|个人|人员|项目|地区|地方|乡镇|镇|街道|机构|主体|农户|家庭|学校|学生|老年人|法人|申请人|纳税人|经营者"
    r"|部门|村|社区|区域|地块|建筑|企业家|团队|人才|毕业生|劳动者|情况|情形|[\u4e00-\u9fff]{1,3}[场户店厂所园站业])$"
    r"|\d[^,]{0,8}(?:以上|以下|以内|以外)的|(?:[年月]|(?<!工作)日)内[^,]{0,12}的(?=[\u4e00-\u9fff]{2})"
    r"|(?:使用|租赁|贷款|保护|服务|合同|试用|优惠)期限?(?:为|是)?\d"
    r"|^(?:对于?|因|符合|具备|满足|经|属于|除).{0,60}(?:的|时|后|外)$|条件|情形之一|范围内?:?$"
)
# 是指, 分为, 注：, 计算公式
DEFINING = re.compile(r"是指|系指|指的是|分为|分成|划分|简称|即[:“\"]|注:|备注|说明|释义|公式|计算|=|＝|÷|×")
# 2023年是…的开局之年, 自2022年1月1日起, 作为年底考核的依据, 共涉及4个一级指标
TELLING = re.compile(
    r"是.{0,40}(?:之年|的一年|关键期|攻坚期|周年)|自.{2,14}日起(?!.{0,20}[至止前内])|作为.{0,16}依据|纳入.{0,20}考核"
    r"|共?涉及|共有|共设|共\d+[项条个](?:重点|主要)?(?:任务|工作|措施|指标)"
)
NAMING = re.compile(
    r"^[\W_]*(?:附件|附表|附:|表\d|第[一二三四五六七八九十\d]+[章节部]|[一二三四五六七八九十]{1,3}、)[^,。;]{0,30}$"
)
# 云溪县…三年行动方案（2024—2026年）, also with its years on a line of their own
TITLE_LINE = re.compile(
    r"^[^,。;]{0,60}(?:方案|计划|要点|办法|意见|规划|细则|措施|清单)?\(20\d{2}年?[-—~至]{1,2}20\d{2}年?\)$"
)
LIMIT = compile_late(r"(?:工作日|[日天]|小时|个月|分钟)(?:之|以)?内|[底末日旬](?:之|以)?前")
# 惠及企业100户以上: how many a benefit is to reach
REACH = compile_late(
    r"(?:惠及|覆盖|受益|服务|支持|救助|资助|补贴)[^,。;\d的]{0,8}\d[\d.]*万?(?:[户人家名]|人次|个)(?!的)"
)
BEARING = re.compile(r"^[\W\d一二三四五六七八九十第条章节、.]*(?:坚持|贯彻|以习近平|遵循|秉持)")
PURPOSE = re.compile(
    r"^(?:全面)?(?:坚持(?!每|逐|[\d两])|贯彻|落实党的|深入贯彻|以习近平|围绕|按照|根据|依据|为(?:了|深入|认真|全面|进一步|切实|贯彻))"
)


# 每引进1名, 第3
STEP_BEFORE = re.compile(r"每[^,。;:、\d每]{0,6}$")
STEP_DONE = compile_late(
    r"每(?:个?(?:月|年|季度?|周|日|天|学期)|[^,。;:、\d]{1,5}(?:不少于|不低于|至少|配备|建|设|达|超过|不超过|开展|培训|安排|组织|服满))"
)
# 20户以上自然村, 5年级以上学生, 亿元以上的项目
ATTRIBUTE = Guarded(
    r"^[^,。;:、\d在到达]{0,4}(?:以上|以下|以内|及以上|及以下|周岁)[^,。;:、\d]{0,6}?(?:的|(?=[村户人企项场店单建机地路河库桥学师医群干党]))[\u4e00-\u9fff]",
    ("以上", "以下", "以内", "周岁"),
)
# 由70%提升到100%, 从5个压减为3个
BASE_BEFORE = re.compile(r"(?:由|从)[^,。;:、\d]{0,12}$")
BASE_BEHIND = compile_late(
    r"^[^,。;:\d]{0,3}(?:提高|提升|增加|增长|增至|上升|下降|降低|降|缩短|压缩|压减|减少|减|调整|扩大|扩|优化|精简)"
)
# 较上年增加1.8万吨, 同比: how much was
NUMBER_MOST = 24
# 不少于100名在学科领域起骨干作用的后备人才: what is asked for, though its words end as those of a condition do
ASKED = Guarded(
    r"(?:不(?:得)?(?:少于|低于)|至少)[^,。;\d]{0,3}[\d一二两三四五六七八九十百千万.]+[^,。;\d]{0,3}$",
    ("低于", "少于", "至少"),
)


def is_explained_number(before: str, words: str, after: str) -> bool:
    """Tell whether the words around one number of a duty say that it is a step, a threshold or where a change begins.

    >>> is_explained_number("每引进", "1家", "奖励"), is_explained_number("由", "70%", "提升到100%")
    (True, True)
    >>> is_explained_number("每月", "2次", "")
    False
    """
    before = before[-NUMBER_MOST:]
    step = STEP_BEFORE.search(before)
    if step and not STEP_DONE.search(before, step.start()):
        return True
    if BASE_BEFORE.search(before) and BASE_BEHIND.match(after):
        return True
    return bool(ATTRIBUTE.match(words[-4:] + after) if "以" in words[-3:] else ATTRIBUTE.match(after))


def is_no_work(sentence: str) -> bool:
    """Tell whether a numbered paragraph that became no item defines, describes or closes.

    >>> is_no_work("第三条 本办法所称网格员是指专职人员"), is_no_work("3.修复堤岸")
    (True, False)
    """
    patterns = (CONTACT, DEFINING, PAST)
    return any(pattern.search(sentence) for pattern in patterns) or bool(BEARING.match(sentence))


def is_limit(clause: str) -> bool:
    """Tell whether a clause sets a time for doing something, or how many to reach, though it speaks of a benefit.

    >>> is_limit("收到补贴申请5个工作日内办结"), is_limit("毕业3年内给予补贴")
    (True, False)
    """
    return bool(LIMIT.search(clause) or REACH.search(clause))


def is_explained(clause: str, sentence: str, start: int, end: int, *, owned: bool) -> bool:
    """Tell whether the words at [start, end) of a clause need no fact; in an item (`owned`) a comparison is no past.

    >>> words = "联系电话:5551234"
    >>> is_explained(words, words, 5, 12, owned=True)
    True
    >>> words = "对20户以上的自然村全部通硬化路,通畅率达到95%"
    >>> [is_explained(words, words, at, at + 3, owned=True) for at in (1, 21)]
    [True, False]
    """
    called = (match for match in CONTACT.finditer(clause) if match.start() <= start or not PHONE.match(match.group()))
    if any(called) or DEFINING.search(clause):
        return True
    if (
        PURPOSE.match(clause)
        or NAMING.match(sentence)
        or TITLE_LINE.match(clause)
        or TITLE_LINE.match(sentence)
        or is_counter_line(sentence)
    ):
        return True
    if owned and ASKED.search(clause, 0, end) and not ATTRIBUTE.match(clause[end : end + NUMBER_MOST]):
        return False
    if any(match.end() > start for pattern in (TELLING, CONDITION) for match in pattern.finditer(clause)):
        return True
    past = PAST.search(clause)
    return past is not None and past.start() < end and not (owned and COMPARED.match(past.group()))
