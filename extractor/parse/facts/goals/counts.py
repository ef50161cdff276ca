"""In: a number without relation in a duty. Out: where the words of the counted thing begin, None if it counts nothing.

A count is a goal behind its verb (新建12个), its period (每年2次), the list before it, or a sum's name (产量30万吨).
Not handled: shares and times, which need a relation or a rate.
"""

from __future__ import annotations

import re

from extractor.language.grammar.verb_heads import find_opening_verb, opens_with_verb
from extractor.language.needs import Guarded, compile_late
from extractor.parse.facts.goals.goal import Goal
from extractor.parse.facts.goals.heads import counts_supported, counts_taken_in
from extractor.parse.facts.goals.numbers import PERSONS, NumberInClause
from extractor.parse.facts.periods import Governing

DIGIT = re.compile(r"\d")
NO_COUNT_BEFORE = re.compile(r"(?:(?<![意方志])向|[在于自从由对为以等和与跟把将近前第共每各这该其按]|中|后|一式)$")
COMPOUND = re.compile(r"^(?:式|制|体化|站式|条龙|揽子|到底|通办|次性|对一|把抓|张网|件事|办(?![公法学案]))")
"""一站式, 一单制, 一箱到底 are ways of doing."""
INVOLVED = re.compile(r"(?:涉及|包括|包含)[^,。;\d]{0,6}$")
SUM_NAME = compile_late(
    r"(?:收入|产值|总额|投资|税收|营收|销售额|零售额|交易额|成交额|余额|进出口|增加值|资金|到位|产量|面积|总量|数量|人数|户数|里程|容量|规模|出栏|存栏|再就业|接待游客|拥有量|保有量|发电|出口)$"
)
TOTAL_COST = compile_late(r"(?:^|[,(、])(?:项目)?(?:计划|预计|概算|估算|匡算)?总投资$")
"""新建公园3个(总投资5000万元): what it costs"""
AIMED = compile_late(r"力争|确保|实现|达到|完成|目标|全年|到20\d{2}年")
TENS_BEHIND = compile_late(r"二[十百千万]|二[至到]")
"""铺设管网二十三公里; 二次, 二级 are orders"""
HAN_RANGE = compile_late(r"[一两二三四五六七八九十][至到~-]")
"""一至两名专职教师"""
POINTED = compile_late(r"[一二两三四五六七八九十百]+点")
"""一点五万亩"""
SMALL_HAN = re.compile(r"^[一二两三四五六七八九几数]$")
VAGUE_UNITS = frozenset("个项批类种级期条层点步位部本面支名家套件处环段档款方") | {"层级", "点位", "标段"}
SHORT_LEAD = 12
SENTENCE_MOST = 600
"""Characters before a sum in which its aim may be told."""
ACTING = compile_late(r"[^,。;:的已未存属]{2,20}(?:参加|赴|到|接受|参与|进入|取得|获得|完成|实现)[^,。;:已未]{2,20}$")
"""300名骨干赴境外培训"""
SUBJECT = re.compile(
    r"(?:要(?!求)|应(?![急用对付答])|须|均(?!衡)|都|逐一|逐个|统一(?!标)|每[日天周月季年]|实行|签订|持证|分片|分别(?!达)|带头|全部(?=[落纳签安挂配])|纳入|挂牌|建档|延长|停靠|安装|建立|落实(?!到))"
)
"""承包大户45户签订承诺书: the words behind say what those who are counted do"""
SENTENCE_MARK = compile_late(r"[。;!?:]")
OWED_TO_HAVE = compile_late(r"(?:应当?|须|必须|需|至少|均|都)有$")
"""班子中40岁以下的成员应有2名"""
HAS_EACH = compile_late(
    r"(?:(?:^|[,、;])[^,。;:、\d]{0,8}各(?!类|种|项)[^,。;:、\d]{1,14}?(?<![现已原只仅共具含没富])"
    r"|(?:^|[,、;])(?:市|县|区|乡|镇|乡镇|街道|镇街|村|社区|组|校|学校)级?)(?:均|都|各)?有$"
)
"""各区(县级市)有1所三甲医院; 县有中心1个、乡镇有1支队伍"""
LIST_JOINT = re.compile(r"[、和及与]|以及")
THING_END = compile_late(
    r"^[^,。;:\d]{2,24}(?<=[站点室所院校园馆厂场库路桥村镇县街区楼栋闸坝渠厕亭房])$"
    r"|^[^,。;:\d]{0,22}(?:[高初]中|小学|中心|企业|基地|平台|项目|品牌|广场|机构|渠道|管网|道路|设施|岗位|床位|线路|车间|工程|团队|队伍|人才|合作社|农场|景区|驿站|产品)$"
)
PREDICATE = compile_late(
    r"完成|建成(?!区)|实现|达到|达标|纳入|参加|参与|受益|获得|获批|投入|投用|启动|接受|享受|用上|通[上过达]|[有到在为是被由让给对将把]|进入|成为|落户|开展|签订|设立|入选|上市"
)
"""4所初中 goes on; 6所学校完成改造 says who does what"""
LISTED_ON = compile_late(r"[^,。;:、\d]{0,6}[、和及]")
PAST_MADE = compile_late(r"(?:20\d{2}年(?:底?前|度|以来)?|去年|上年|已|此前|前期)[^,。;]{0,8}的$|[做抓]好$")
"""把2023年新增的12个安置点纳入管理, 做好3个断面监测: how many there are"""
BUDGET = compile_late(r"每年|安排|列支")
"""引进资金20亿元,市财政安排3000万元: a budget is none of what is to be won"""
DONE_UNITS = frozenset({"次", "场", "届", "场次", "轮", "期", "遍"})
"""组织开展一次 says how often; 一家, 一项 are articles."""
NEVER_COUNTED = frozenset({"批", "些", "类", "种", "款"})
NEVER_BARE = frozenset({"级", "期", "度", "分", "位", "点", "层", "环", "面", "段", "位次", "字", "成", "级次", "层级"})
BUILT = re.compile(r"(?:新建|改建|扩建|修建|建成|开通|铺设|购置|增设|新增|安装|架设|栽植|疏浚)(?:成|了)?$")
"""开通两条旅游专线, 新建三处口袋公园: behind such a verb a small number in words is a count, not a figure of speech"""
ALLOWED = Guarded(r"(?<![不许认])可以?(?![燃再视持回靠用行控防降操追移])[\u4e00-\u9fff]{0,4}$", ("可",))
"""三年内可择校一次 allows"""
CLIENT = re.compile(
    r"(?:职工|群众|企业|市民|居民|村民|申请人|办事人|当事人|用户|经营者|学生|家长|患者|参保人|业主|商户|纳税人|投标人|农户|消费者)[^,。;\d]{0,6}$"
)
"""职工签约一次,由系统自动划转: what those who are served do once is no number of the office's work"""
EACH_DATE = re.compile(r"(?:前|月|日|旬|底|末|半年|季度)各(?:自)?[^,。;\d]{0,8}$")
PEOPLE = frozenset({"户", "名", "人", "家", "位", "个"})
OF_MANY = compile_late(r"[^,。;]{0,4}?(?:行业|部门|领域|场所|单位|类别|环节)[^,。;]{2,}")
"""制定住建、交通等6个行业实施细则: six trades, not six rules"""
FOR_ALL = compile_late(r"(?:^|[,、])为(?:全[县市区省镇乡]|本[县市区]|辖区内?|城区|农村|城乡)$")
"""为全县3.6万名学生建立档案"""
EACH_OF = compile_late(r"[\u4e00-\u9fff]{4}(?:和|、|及|与)?[\u4e00-\u9fff]{2,}各$")
"""推广新品种新技术各20项"""
TOWARD = compile_late(r"(?:^|[^参给赋授])(?P<word>[与同向对])$")
"""加强与1000家企业开展合作"""
SERVED = compile_late(
    r"^[^,。;]{1,14}(?:实施|提供|开展|发放|免费|办理|安装|改造|解决|更换|加装|配备|配置|购买|建立|赠送|进行|缴纳|接种|筛查|体检"
    r"|添置|接通|开通|修缮|新建|建设|搭建|推荐|介绍)"
)
"""为1500户困难家庭实施改造."""
SERVED_WITH = compile_late(
    r"^[^,。;的]{1,14}(?:建立|结成|合作|对接|发放|提供|(?:开展|进行|实施)[^,。;的]{0,8}(?:合作|交流|培训|轮训|慰问|帮扶|救助|改造|服务))"
)
"""对128家机构开展全覆盖检查 says how many there are"""
LIST_BETWEEN = compile_late(r"[、和及]|到[^,。;、\d]{0,8}的?$")
"""Between two counts of one verb: 公园3个、广场2处; 选派10名骨干到有需求的10家企业."""
WITHIN = compile_late(r"\((?:其中:?)?[^,。;、()\d]{0,12}$")
"""改造399公里(其中街道203公里、巷道142公里)"""


def find_counted(number: NumberInClause, before: Goal | None, period: Governing | None) -> int | None:
    """Return where the words of the counted thing begin: behind the verb, the period, or the list before."""
    lead, one = number.lead, number.one
    if before is None or before.start < number.clause.start:
        lead = DIGIT.sub("#", lead)  # 培育年产值超10亿元的企业3家: the threshold between is no number of its own
    printed = number.text[one.number : one.end]
    served = _find_served(number, lead, before)
    if served is not None:
        return served
    owed = period is not None or _is_owed_by_each(number, lead)
    vague = _is_vague(number, printed, before) and not (owed and one.unit not in NEVER_COUNTED)
    # 每年5月底前、11月底前各开展一次: the days say how often
    told = one.value == 1 and (EACH_DATE.search(lead) or (one.unit == "次" and CLIENT.match(lead)))
    match, subject = _find_deed(number, lead)
    if (
        vague
        or told
        or subject
        or ALLOWED.search(lead)
        or NO_COUNT_BEFORE.search(lead)
        or number.deeds.scope_before.search(lead)
        or INVOLVED.search(lead)
        or PAST_MADE.search(number.lead)
        or _is_listed_with_scope(number)
    ):
        return None
    digits = one.op is None and number.text[one.number].isdigit()
    if match or number.helps or (digits and counts_supported(lead, one.unit)):
        return number.lead_start + match.start("what") if match else one.start
    if SUM_NAME.search(lead):
        if TOTAL_COST.search(lead) or (number.kind == "money" and BUDGET.search(lead)):
            return None
        aimed = before is not None and before.start >= number.clause.sentence
        first = max(number.clause.sentence, one.start - SENTENCE_MOST)
        return one.start if aimed or AIMED.search(number.text, first, one.start) else None
    return _find_owed(number, lead, before, period)


def _is_listed_with_scope(number: NumberInClause) -> bool:
    """开展4个专项、12个方面的整治: beside a number that only says what about."""
    following = number.beside[1]
    if following is None or not LISTED_ON.fullmatch(number.text, number.one.end, following.start):
        return False
    return number.deeds.scope.match(number.text[following.end : number.clause.end]) is not None


def _find_owed(number: NumberInClause, lead: str, before: Goal | None, period: Governing | None) -> int | None:
    """每年2次, 应有2名, 每个乡镇有1所: a period, or who is told to have them, carries the number."""
    if OWED_TO_HAVE.search(lead):
        return number.lead_start
    if period is not None and period.start >= number.clause.start and number.kind != "money":
        return period.end
    if "每" in lead and number.deeds.owed.fullmatch(lead.rpartition("每")[2]):
        return number.one.start
    owed = period is not None or _is_owed_by_each(number, lead)
    has_each = lead.endswith("有") and ((owed and "每" in lead) or HAS_EACH.search(lead))  # 每个乡镇有1所标准化卫生院
    return number.one.start if has_each or _is_listed(number, before) else None


def _is_owed_by_each(number: NumberInClause, lead: str) -> bool:
    return "每" in lead and number.deeds.each.search(lead.rpartition("每")[2]) is not None


def _find_served(number: NumberInClause, lead: str, before: Goal | None) -> int | None:
    """向1200户困难家庭发放报警器, 公园3个和广场2处, 新增甲、乙等5个: whom it serves or what is listed carries it."""
    served: object = None
    if (number.one.stated == "为" or (FOR_ALL.search(lead) and "每" not in number.rest)) and number.one.unit.lstrip(
        "万"
    ) in PEOPLE:
        served = SERVED.match(number.rest)
    elif TOWARD.search(lead) and number.one.unit.lstrip("万") in (PEOPLE - {"个"}) | {"所"}:
        served = SERVED_WITH.match(number.rest)
    digits = number.one.op is None and number.text[number.one.number].isdigit()
    taken = digits and counts_taken_in(lead, number.rest, number.one.unit)
    if served or taken or (lead.endswith(("和", "及")) and _is_listed(number, before)):
        return number.one.start
    if EACH_OF.search(lead) and number.deeds.verb.search(lead.removesuffix("各")):
        return number.one.start
    return _find_sum(number) if before is None or before.start < number.clause.start else None


def _find_sum(number: NumberInClause) -> int | None:
    """新增甲、乙、丙等5个, 建成甲、乙共12处: the number behind a list answers the verb with which the clause opens."""
    unfit = number.one.unit in (*NEVER_COUNTED, *NEVER_BARE) or number.text[number.one.number] in "一几数"
    if (
        number.lead_start != number.clause.start
        or number.kind == "money"
        or unfit
        or number.deeds.scope.match(number.rest)
        or OF_MANY.match(number.rest)
    ):
        return None
    match = number.deeds.listed.match(number.lead) or number.deeds.summed.match(number.lead)
    if match is None or (match.groupdict().get("kind") and number.rest):
        return None
    return number.lead_start + match.start("what")


def _find_deed(number: NumberInClause, lead: str) -> tuple[re.Match[str] | None, bool]:
    """Return the verb before a count, and whether the words behind say that those who are counted do something.

    出海渔船30艘安装定位: who does it is counted, not what is done.
    """
    listed = (number.deeds.money if number.kind == "money" else number.deeds.verb).search(lead)
    match = listed or (find_opening_verb(lead) if number.kind != "money" else None)
    if match is None:
        return None, False
    return match, bool(SUBJECT.match(number.rest)) or (listed is None and opens_with_verb(number.rest))


def _is_listed(number: NumberInClause, before: Goal | None) -> bool:
    """新建公园3个、广场2处; 培育省级企业10家,国家级2家: the verb before the list holds for both."""
    if before is None or before.op != ">=" or before.start < number.clause.sentence:
        return False
    between = number.text[before.end : number.one.start]
    if before.end == number.one.start and not number.rest:
        return True  # 搬迁群众46户163人
    if before.start >= number.clause.start:
        part = _bare(before.unit) == _bare(number.one.unit) and WITHIN.fullmatch(between) is not None
        return part or LIST_BETWEEN.search(between) is not None
    same = number.words.find_measure(before.unit).kind == number.kind
    same = same and not (number.kind == "money" and BUDGET.search(number.lead))
    alike = same and (not number.rest or number.rest[0] == ")") and len(number.lead) <= SHORT_LEAD
    if (
        number.lead.startswith("其中")
        and len(number.lead) <= SHORT_LEAD
        and _bare(before.unit) == _bare(number.one.unit)
    ):
        return SENTENCE_MARK.search(between) is None  # 送戏120场,其中县剧团80场
    if number.lead == "" and (_runs_parallel(number, before) or _goes_on(number, before)):
        return True
    return alike and SENTENCE_MARK.search(between) is None and between.count(",") == 1


def _bare(unit: str) -> str:
    """套(间) and 套 are one measure."""
    return unit.partition("(")[0]


def _goes_on(number: NumberInClause, before: Goal) -> bool:
    """建成2所高中,4所初中和6所小学: the next clause is nothing but so many more of what is built."""
    tail = number.text[before.end : number.clause.start - 1]
    if number.clause.start - 1 < before.end or not number.text[number.one.number].isdigit():
        return False
    first = LIST_JOINT.split(number.rest, maxsplit=1)[0]
    things = [one for one in (tail, first) if not (THING_END.search(one) and not PREDICATE.search(one))]
    return not things and SENTENCE_MARK.search(number.text[before.end : number.one.start]) is None


def _runs_parallel(number: NumberInClause, before: Goal) -> bool:
    """支持300名人才赴境外培训,1000名骨干参加研修: the next clause opens with so many of the like who do the like."""
    comma = number.clause.start - 1
    tail = number.text[before.end : max(before.end, comma)]
    if before.unit.lstrip("万") != number.one.unit.lstrip("万") or number.one.unit.lstrip("万") not in PERSONS:
        return False
    does = ACTING.match(number.rest) is not None and ACTING.match(tail) is not None
    return does and number.text[number.one.number].isdigit()


def _is_vague(number: NumberInClause, printed: str, before: Goal | None) -> bool:
    """三个方面, 一批, 五大行动 count nothing that must be reached; 组织开展一次 and 新建两处公园、三座公厕 do."""
    numeral = printed[0]
    if (numeral == "二" and not TENS_BEHIND.match(printed)) or COMPOUND.match(number.rest):
        return True
    if numeral not in "一几数" and number.one.unit not in (*NEVER_COUNTED, *NEVER_BARE):
        listed = before is not None and before.start >= number.clause.start and number.lead.endswith("、")
        if BUILT.search(number.lead) or (listed and _is_listed(number, before)):
            return False
    if not SMALL_HAN.match(numeral) or (len(printed) > 1 and printed[1] in "十百千万两三四五六七八九"):
        return False
    if POINTED.match(printed) or (number.one.most is not None and HAN_RANGE.match(printed)):
        return False
    if numeral in "一两几数":
        return number.one.unit not in DONE_UNITS or number.lead.endswith("新")
    return number.one.unit in VAGUE_UNITS
