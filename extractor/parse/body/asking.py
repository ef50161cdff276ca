"""In: the words of a numbered item. Out: whether it asks somebody to do something, or describes, lists or sets terms.

Not handled: irony, and duties that only a table of the same document spells out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.language.grammar.body_names import find_function, is_generic
from extractor.language.grammar.brackets import drop_end_bracket
from extractor.language.grammar.verb_heads import is_verb_phrase
from extractor.language.needs import Guarded, compile_late
from extractor.model.mappings import SectionsFile, UnitsFile

# 环境卫生是市场管理的基础; 由消费者评价和商户评价两部分组成; 本办法所称…是指…
DESCRIBES = compile_late(
    r"^[^。]{2,12}。(?:主要)?(?:反映|体现|衡量|考察|考量|是指|指的?是)|(?:反映|体现|衡量|评估|考察)(?:了|出|的是)?[^,。;]{0,30}(?:水平|情况|程度|面貌|成效|效果|状况|能力|质量|能力|变化|差异|感受)"
    r"|\d月[^,。;]{0,14}[为是][^,。;]{0,8}期(?:[,。;]|$)"
    r"|由[^,。;]{2,40}(?:组成|构成|得出)|(?:是指|指的是|系指|所称)|是[^,。;]{2,20}(?:基础|关键|前提|核心|保障|途径|依据|根基|根本|命脉|生命线|灵魂|底线|底色|支撑|载体|标志|名片|要义)(?:[,。;]|$)"
    r"|(?:分为|包括|包含|涵盖|主要有)[^。;]{0,60}(?:方面|部分|内容|类型?|档|级|项指标|指标)"
    r"|(?:通过|用|以|从|采用|依据|根据|按照?)[^。;]{2,50}(?:指标|因素|数据|维度|方面|指数|率|数量?)(?:等)?(?:来|加以|进行|予以|综合)?(?:反映|体现|衡量|考察|考量|度量|刻画|说明|呈现|评判|度量|测度|折算|得出)"
    r"|(?:取决于|侧重(?:评估|评价|考察|考量|衡量|反映)|旨在(?:考察|考量|衡量|评价|评估|反映|检验)|主要(?:考量|考察|衡量|依据|取决|看)|(?:为|作为)(?:主要|重要|核心)?(?:观测点|观测指标|衡量指标|评价指标|考量因素))"
    r"|直接关系(?!到群众生命)|权重(?:为|占|是)|各占"
)
TELLING = compile_late(
    r"^[^。:]{2,14}[。:](?:主要)?(?:反映|体现|衡量|考察|是指|指的?是)"
    r"|^(?P<head>[^。:]{2,10})[。:](?P=head)(?:程?度|水平|情况|质量|好坏)?(?:主要|重点|旨在|直接|集中|着重)*"
    r"(?:反映|体现|衡量|考察|考量|检验|评估|看|是|取决于|突出|侧重|关系|包括|分为)"
)
# 就近办；延时办；上门办。 试点范围：A镇；B镇
NAMES = compile_late(r"^(?:[^。;:]{0,30}:)?(?:[^,。;:]{2,14}[;、]){2,}[^,。;:]{2,14}。?$")
NAMED_LIST = compile_late(
    r"^[^。;:]{0,12}(?:范围|名单|对象|地点|地区|类别|分类|品种|标准)(?:为|是)?[。:]"
    r"(?![^。;]{0,40}(?:牵头|负责|组织|开展|配合|协助|完成|报送|上报))"
)
COUNTED = compile_late(
    r"^[^。;:,]{0,12}(?:方面|类别?|领域|层面)\d+[项个类条](?:[:。(]|$)|^[^。;:,]{2,14}(?:共|有)?\d+[项条类种]:[^。,;:]{2,14}[;、。]"
)
# 有下列情形之一的，不得评为优秀
TERMS = re.compile(
    r"(?:情形|情况|行为|条件)之一|不得(?:评定|评为|评选|参评|参加评|推荐|申报|认定|享受)|一票否决|(?:应当?|须|需)?(?:同时)?(?:具备|符合|满足)(?:以下|下列)"
    r"|取消.{0,10}(?:资格|称号|评优)|(?:视为|认定为|评定为|确定为)[^,。;]{0,12}(?:不合格|优秀|良好|合格|等次|放弃|弃权|无效)"
)
FORFEITS = compile_late(
    r"[^。;]{4,80}的,(?:一律|均|将)?被?(?:视为|视同|取消)[^。;]{0,16}(?:放弃|弃权|无效|资格|名额)[^。;]{0,20}。?$"
)
"""入围但不能参加复评的，视为自动放弃资格: whatever word it opens with"""
# 本办法由…负责解释; 自…起施行; 为规范…，制定本办法
ABOUT_ITSELF = re.compile(
    r"^(?:本|此)(?:办法|方案|细则|规定|措施|意见|制度|标准|规程|通知|要点)[^。]{0,40}(?:适用|所称|解释|施行|执行|实施|有效)"
    r"|制定本(?:办法|方案|细则|规定|措施|意见|制度|标准|规程)|^为(?:了|进一步)?[^。]{2,200}制定|负责解释|起(?:施行|实施|执行)"
)
NO_OWNER = re.compile(
    r"\d|要(?![点求素闻道])|应当|必须|成立|设立|组建|更[^,]{0,2}[快好易优]?办$|[的报送将把每]|年底|按照|根据|完成|负责"
)
# 应急办, 党政办, 经发办: offices of a township
TOWN_OFFICE = Guarded(
    r"(?!.*(?:举|承|督|主|协|代|帮|通|即|上门)办$)(?!.*(?:驿|充电|加油|加气|补给|休息|服务|换电|泵|电|车|托育|回收|中转|气象|微型消防)站$)[\u4e00-\u9fff]{2,6}[办站所]",
    ("办", "所", "站"),
)
OWNER_STOP = re.compile(r"[。:;,]")
# 第三条 县交通运输局职责：
OWNER_DUTIES = re.compile(r"的?(?:主要|工作|具体|部门)*(?:职责|任务)(?:分工)?$")
URGED = compile_late(
    r"[^。;:]{2,60}?(?:(?<![需重主首摘纪概])要(?![求素点闻件道塞])|必须|应当|不得|严禁|一律|暂停)[\u4e00-\u9fff]"
    r"|(?:暂停|停止|取缔|谢绝|严禁|禁止|不得|避免|减少)[\u4e00-\u9fff]{2}"
)
"""各商场要落实验码; 暂停线下教学"""
OWNER_LEAST = 3
OWNER_MOST = 30
"""Characters of one name; of several, parted by 、, each has as many."""
PLURAL = re.compile(r"(?!其[他它余])[\u4e00-\u9fff]{2,6}部门")
"""城管执法部门"""
OWNERS_END = re.compile(r"等(?=(?:各|有关|相关|其他)?[\u4e00-\u9fff]{0,8}(?:部门|单位|机构|成员单位)(?:\([^()]*\))?$)")
"""县教育局、县民政局等成员单位"""
GROUP_START = compile_late(r"各|全|所有|有关|相关|其他|其余")
"""各村民小组 answers, 涉气企业 is what is dealt with"""
NAMES_APART = re.compile(r"[、/]")
"""县教育局、县民政局; 民政局/财政局"""
NAMES_A_TIME = re.compile(r"(?:防[范汛火疫]|高发|多发|易发|关键|攻坚|汛|窗口)期$|时段$|时期$|形势$|概况$|现状$")
"""重点防范期"""
WORK_START = r"(?:{manner}|,)*(?:{verbs})|对[^,。]{{2,60}}[,的]"
"""积极,稳妥推进…; 对未按时报送的单位,…"""


def describes(text: str) -> bool:
    """Tell whether an item only says what something is, names names, or sets terms.

    >>> describes("环境卫生。通过保洁频次等指标反映市场面貌。"), describes("全面摸底。各镇完成摸底。")
    (True, False)
    """
    return any(pattern.search(text) for pattern in (DESCRIBES, TERMS, ABOUT_ITSELF)) or lists_names(text)


QUESTION = compile_late(r"(?:^|[\u4e00-\u9fff])是否[\u4e00-\u9fff]")
LOOKS_FOR = compile_late(r"(?:查|看|验|核|评估|判断|摸清|了解|关注|督促|确认|检验|核实|甄别|询问)[^,。;]{0,12}是否")
"""排查是否存在隐患 is work"""


def asks_question(text: str) -> bool:
    """Tell whether an item is a question of a check-list, which asks nobody to do anything.

    >>> asks_question("校舍是否存在安全隐患;消防设施是否完好。"), asks_question("排查校舍是否存在隐患。")
    (True, False)
    """
    first = text[: min((at for mark in "。;" if (at := text.find(mark)) > 0), default=len(text))]
    return bool(QUESTION.search(first)) and not LOOKS_FOR.search(first)


def opens_telling(text: str) -> bool:
    """Tell whether an item says what it shows (创新活力。反映城市创新能力), counts names or forfeits a right."""
    return bool(TELLING.match(text) or COUNTED.match(text) or FORFEITS.match(text))


def lists_names(text: str) -> bool:
    """Tell whether an item is a list of names (办事方面3项：就近办；延时办；上门办)."""
    return bool(NAMES.match(text) or NAMED_LIST.match(text) or COUNTED.match(text))


def sets_terms(text: str) -> bool:
    """Tell whether a heading opens terms (有下列情形之一的，不得评为优秀), not work."""
    return bool(TERMS.search(text) or ABOUT_ITSELF.search(text))


def is_work_title(sections: SectionsFile, title: str) -> bool:
    """Tell whether a heading asks for work: it begins with a verb of work (抓好乡村绿化), or with whom it is for.

    >>> from extractor.mappings import load_mappings
    >>> [is_work_title(load_mappings().sections, title) for title in ("抓好乡村绿化", "设施状况")]
    [True, False]
    """
    if NAMES_A_TIME.search(title):
        return False
    return bool(_work_start(sections).match(title)) or is_verb_phrase(title)


def asks_openly(sections: SectionsFile, title: str) -> bool:
    """Tell whether a flat item asks for something: with a verb of work, or of whoever it names (各商场要…, 暂停…).

    >>> from extractor.mappings import load_mappings
    >>> words = load_mappings().sections
    >>> [asks_openly(words, text) for text in ("全体党员要带头执行", "暂停线下教学活动", "本县概况")]
    [True, True, False]
    """
    return is_work_title(sections, title) or URGED.match(title) is not None


@lru_cache(maxsize=4)
def _work_start(sections: SectionsFile) -> re.Pattern[str]:
    verbs = "|".join(sorted(map(re.escape, sections.work_verbs), key=len, reverse=True))
    manner = "|".join(sorted(map(re.escape, sections.manner_words), key=len, reverse=True))
    return re.compile(WORK_START.format(manner=manner, verbs=verbs))


PLACED = re.compile(r"[县市区省州旗镇乡各本]")
"""县委宣传部 begins with whose body it is, not with a verb."""


def owner_end(units: UnitsFile, sections: SectionsFile, text: str) -> int:
    """Return where a heading ends that is a body (县教育局。负责统筹协调), 0 where it is none."""
    stop = OWNER_STOP.search(text)
    heading = OWNER_DUTIES.sub("", text[: stop.start()] if stop else text)
    names = [name for name in NAMES_APART.split(drop_end_bracket(OWNERS_END.sub("、", heading))) if name]
    if len(heading) < OWNER_LEAST or not names or max(map(len, names)) > OWNER_MOST or NO_OWNER.search(heading):
        return 0
    last = names[-1]
    named = last.endswith(units.sure_ends) or PLURAL.fullmatch(last) or is_generic(units, heading)
    works = _work_start(sections).match(heading) or (is_verb_phrase(heading) and not PLACED.match(heading))
    sure = (named or find_function(units, heading)) and not works  # 县委编办; 共建物流中心 and 做大产业集团 are work
    if not sure and is_work_title(sections, heading):
        return 0
    return len(heading) if all(_is_owner(units, name) for name in names) else 0


def _is_owner(units: UnitsFile, name: str) -> bool:
    """Tell whether a name that heads duties is a body's or a group's beyond doubt."""
    if PLURAL.fullmatch(name):
        return True
    if is_generic(units, name) and (name.endswith(units.suffixes) or GROUP_START.match(name)):
        return True
    known = find_function(units, name) or name.endswith(units.sure_ends) or TOWN_OFFICE.fullmatch(name)
    return name.endswith(units.suffixes) and bool(known)


# 选拔范围、对象及规模; 评选名额
CHOSEN = compile_late(
    r"(?:(?:评选|选拔|申报|推荐|认定|评审|遴选|参评|参加|招聘|招募|参赛|试点|表彰|适用|实施)?(?:范围|对象|名额|规模)[、和及与]?){1,3}$"
)


def says_who_is_chosen(heading: str) -> bool:
    """Tell whether a heading only announces who may be chosen, and how many: its numbers ask nothing of anybody.

    >>> says_who_is_chosen("选拔范围、对象及规模"), says_who_is_chosen("扩大评选范围的宣传")
    (True, False)
    """
    return CHOSEN.match(heading) is not None


OBLIGES = compile_late(r"(?:^|[,。;:])[^,。;:]{0,14}?(?:要(?![点求素闻道])|必须|务必|须|应当)[\u4e00-\u9fff]{2,}")
"""水利部门要在汛前再次进行检查"""


def obliges(text: str) -> bool:
    """Tell whether running words put a duty on somebody, though they name neither limit nor list.

    >>> obliges("对险要堤防,水利部门要在汛前再次进行检查。"), obliges("本镇堤防总长12公里。")
    (True, False)
    """
    return OBLIGES.search(text) is not None
