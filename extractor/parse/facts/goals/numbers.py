"""In: a quantity and its clause. Out: `NumberInClause`, which tells why a number is nothing that must be reached.

It says who is meant (800万元以上的项目), what a recipient gets, a step (每引进1名), a permitted cap, an order (第3次).
Not handled: what makes it a goal (`relations`, `counts`).
"""

from __future__ import annotations

import re

import msgspec

from extractor.language.grammar.clause_work import ClauseWork, WorkingClause
from extractor.language.needs import Guarded, compile_late
from extractor.language.quantities import QuantityWords
from extractor.model.facts.quantity import Quantity
from extractor.parse.facts.goals.deeds import DeedPatterns
from extractor.parse.facts.goals.heads import WIDENED, counts_head, says_who_opens
from extractor.parse.facts.goals.shares import INDEX, is_share_of_doers, is_share_of_work, measures_recipients
from extractor.parse.facts.goals.ways import NAME_MOST, is_way
from extractor.parse.facts.metrics import CLAUSE_MOST, FROM
from extractor.parse.facts.periods import GOING

KEPT_RATE = compile_late(
    r"(?:(?<![贴补息销利费税])率|(?:支付|报销|普惠|参保|覆盖|完成)[^,。;\d]{0,6}(?:比例|占比))[^,。;\d]{0,6}$"
)
LONG_TIMES = frozenset({"个月", "年"})
GONE_THROUGH = compile_late(
    r"(?:累计|脱产|(?:锻炼|挂职|轮训|进修|跟岗|实习|见习|驻村|驻点|蹲点|轮岗|跟班|服务|培训|学习|实践)(?:时间|期)?)(?:应|须|要|原则上)*$"
)
"""脱产培训累计不少于3个月: what somebody goes through, no age of a right"""
FULFILLED = "服修学训做干"
NOUN_AFTER = re.compile(r"(?![、和及,;。)的])[\u4e00-\u9fff]{2}")
"""不少于10天供应量"""
NO_DURATION = re.compile(r"(?:每次|事项|案件|的)$")
"""复杂事项不超过5个工作日 says by when."""
EVENT_LEAD = compile_late(r"(?:后|之日起|逾期|超期|未|有效期|任期|期限)[^,。;]{0,4}$")
CHOSEN = compile_late(r"(?:评选|遴选|认定|推荐|选树|表彰|评定)[^,。;\d]{0,10}$")
HELPED = compile_late(
    r"^(?:[^,。;:\d每]{0,8}(?:全年|年内|累计|共|计划))?(?:(?:资助|补助|救助|慰问|奖励|补贴)(?!标准|资金|金额)[^,。;:\d每费款金]{0,16}|发放[^,。;:\d每]{0,10}(?:补贴|补助|救助金|慰问金|助学金))$"
)
HELPED_UNITS = frozenset({"户次", "件", "例"})
"""资助困难学生1.5万人次: how many are helped, not what each gets"""
WIDE = compile_late(r"(?:率|覆盖面|比例|占比|范围)$")
"""覆盖面扩大到80%的行政村"""
AIM_BEHIND = re.compile(r"的(?:[^,。;:的\d]{0,6})?(?:目标|任务要求|目标任务)(?![^,。;])")
"""实现供水率92%、水质达标率85%的目标"""
JOINT = compile_late(r"[、或且和及并]")
PERIOD_THERE = "[两二三四五六七八九十]?个?(?:{})"

DURATION_METRIC = re.compile(
    r"(?:平均|时间|时长|用时|时限|周期|天数|[\u4e00-\u9fff](?<![长宽])期|期限|公示|公告)[^,。;\d]{0,6}$"
)
BY_PERIOD = re.compile(r"每(?:个?学)?[年季月周日天期](?:度)?[^,。;:\d]{0,12}$")
LOOKED_BACK = re.compile(r"(?:[近前]|过去|以往)$")
"""近三年内没有不良记录 looks back: no bound of what is to be done."""
DAYS_METRIC = compile_late(r"天数[^,。;\d]{0,4}$")
REMOVED = compile_late(r"(?:消除|取缔|淘汰|关停|禁止|杜绝|化解|消化)$")
"""消除66人以上超大班额: what is removed is described, not counted."""
PERSONS = frozenset({"名", "人", "户", "人次", "位"})
"""引进200名掌握关键技术的人才: a scope of work is counted by 个 and 项"""
LEVELS = frozenset({"级", "层", "度", "位", "层级"})
"""3层及以上 says which, not how many."""
AT_MOST = (
    "控制在",
    "最多",
    "至多",
    "只",
    "仅",
    "仅限",
    "限",
    "不超过",
    "不得超过",
    "不多于",
    "不得多于",
    "不高于",
    "不得高于",
)
EACH_THING = re.compile(r"每(?P<gap>[^,。;:、\d每]{0,12}?)(?P<about>约|近|满|超过?)?$")
OPEN_FOR = compile_late(rf"(?:每[日天周月晚]|日均|周均|延时|错时)[^,。;\d]{{0,8}}{GOING}$")
NO_MORE = compile_late(r"$|[,。;、)]")
"""公示7天 is a step of a procedure, and so no target."""
LIMITED = re.compile(r"最多|至多|不超过|不多于|不得|(?<!不)(?:[只仅]|限(?![上下额期时]))")
"""每支队伍仅配1名 bounds what each has, 每引进1名 counts steps"""
ATTRIBUTIVE = Guarded(
    r"^[^,。;:、\d(到在于为向由从并]{0,3}?(?<!标)的(?!标准|比例|目标|要求|水平|幅度|速度|份额)(?=[^,。;:])", ("的",)
)
NOUN_BEHIND = re.compile(r"^(?![,。;:、)(]|$|的?(?:目标|水平|标准|要求)|和|及|与|并|且|或|以)[\u4e00-\u9fff]{2}")
MONEY = compile_late(r"^(?:以上)?的?[^,。;:]{0,4}(?:款|资|金|经费|信|补贴|产值|收入|额|费|债|票|券|成本|支出)")
"""引进5亿元以上项目 says which projects, 发放5亿元以上贷款 how much"""
LISTED = re.compile(r"^[^,。;:]{0,12}?(?:、|或者?|且|和|及|以及|并)")
CONDITION_LEAD = compile_late(
    r"^(?:(?:但|并|且|其中|同时)?(?:对于?|凡是?|针对|面向|支持|鼓励|推动|引导|为(?=[^,。;]{0,20}的)))"
)
OBLIGATION = (
    "不少于",
    "不低于",
    "至少",
    "不得少于",
    "不得低于",
    "不超过",
    "不得超过",
    "不小于",
    "最少",
    "不大于",
    "不高于",
)
PERMITTED = re.compile(r"(?:允许|可以?|准予)(?:按照?|以|在)?$")
RECIPIENT = compile_late(r"(?:同一|每[户家个人]|单[户家个]|单个|每[家户]企业)")
BENEFIT_GAP = re.compile(r"奖|补|助|享受|贴|授信|贷款|跑")
CAP = compile_late(r"(?:最高|上限|封顶|限额|额度|每[人户亩家头]|标准)[^,。;]{0,8}$")
WON = compile_late(r"(?:争取|新增|完成)[^,。;]{0,12}(?:额度|限额)[^,。;]{0,3}$")
"""争取专项债额度不低于12亿元"""
STEP_BEFORE = compile_late(r"每(?:新?增加?|引进|减少|提高|下降|扩大)[^,。;:]{0,8}\d[^,。;:]*,$")
"""保有量每增加1万辆,配建停车位1000个: so many for each step"""
AIMED_CLAUSE = compile_late(r"(?:并)?(?:年内|全年|今年|年底前|力争|计划)")
"""对新设网点给予补助,年内布设网点30个"""
CHOICE = compile_late(r"(?:仅限?|只能?|最多|至多)(?:申报|选择?|填报|推荐|报名?|参加|申请)$")
"""仅限申报1个类别"""
OF_WHOM = re.compile(r"(?:以上|以下|以内)?的[^,。;:的]{2,14}")
GETS = compile_late(
    r",(?:可(?!行|视|持)|均可|优先|给予|予以|享受|减免|免[于予费收征]|列[入为]|纳入|一律|不再|暂停|取消|停产|挂牌|降低|适用|按[^,。;]{1,14}(?:补|奖|标准))"
)
WHO = Guarded(
    r"^[^,。;:]{1,24}的[^,。;:的]{0,6}(?:人|者|户|方|儿童|学生|群众|人员|毕业生|对象|主体|家庭|企业|公司|单位|机构|组织|合作社|团队|基地|平台|项目"
    r"|案件|工程|车辆|船舶|场所|场地|门店|店铺|药店|网点|学校|园区|小区|设施|产品|药品|房屋|货物|地块|水域|订单|业务|事项)$",
    ("的",),
)
TASK_OF = re.compile(r"的[^,。;:的]{1,12}(?:任务|目标)")
"""完成2000人的培训任务"""
BARE_COUNT = compile_late(r"(?:人数|户数|人次|件数|数量|总数|总量|家数|用户数?|流量|存栏量?|出栏量?)$")
"""年均新增就业人数24万以上: the words before say what the 万 count"""
ORDINAL = re.compile(r"(?:第|[\d./]|(?<!每)(?<!每[两二三四五\d])(?<!每[两二三四五\d]个)[年月])$")
"""第3次, 2022年3次; 每两年1次 is none"""


LIFTED = compile_late(r"(?:取消|突破|放宽|打破|废除|解除|不受)[^,。;\d]{0,6}$")
BOUND_BEHIND = compile_late(r"(?:以[上下内])?的?(?:上限|下限|门槛|限制|限额|封顶)")
"""取消15亩上限: a bound that is lifted is none"""
CHOSEN_SHARE = compile_late(r"的比例(?:推荐|推选|评选|遴选|选派|选送)")
"""按不超过职工总数2%的比例推荐候选人: a limit on how many are chosen"""
RHYTHMIC = frozenset({"次", "场", "期", "轮", "课时", "学时"})
QUOTA = compile_late(r"每(?:个?学)?[年季月周期](?:度)?(?:接受|参加|开展|享受|组织|进行|获得|提供|完成|举办)$")
"""家长每年接受4次以上有质量的指导: how often, not which"""
EARNS = compile_late(r",(?:可?再?(?:给予|予以|奖励|奖补|补助|补贴|资助|享受)|可(?:享受|申请|申报|获得))")
EARNING = compile_late(
    r"(?:到位|达到?|满|超过?|突破|新增|缴纳|投资|纳税|产值|收入|销售额|交易额|用工|吸纳|招用|出口)[^,。;\d]{0,6}$"
)
"""当年度投资到位5000万元,给予人才指标1名"""
GIVEN = compile_late(r"给予[^,。;\d]{0,16}$")
"""给予自主认定人才指标1名"""


class NumberInClause(msgspec.Struct, frozen=True):
    """One number in its clause, with its neighbours; each question about it is a method."""

    words: QuantityWords
    deeds: DeedPatterns
    text: str
    clause: WorkingClause
    one: Quantity
    beside: tuple[Quantity | None, Quantity | None]

    @property
    def lead_start(self) -> int:
        """Where `lead` begins: with the clause, or so far before the number as words can tell what it is."""
        return max(self.clause.start, self.one.start - CLAUSE_MOST)

    @property
    def lead(self) -> str:
        """The words of the clause before the number and its relation; of a clause without end, the nearest."""
        return self.text[self.lead_start : self.one.start]

    @property
    def opening(self) -> str:
        """The words with which the clause begins, which tell a condition (对于, 支持)."""
        return self.text[self.clause.start : min(self.one.start, self.clause.start + CLAUSE_MOST)]

    @property
    def rest(self) -> str:
        """The words of the clause behind the number, the nearest."""
        return self.text[self.one.end : min(self.clause.end, self.one.end + CLAUSE_MOST)]

    @property
    def kind(self) -> str:
        """The kind of its measure; a word that no list has (120榀) counts."""
        kind = self.words.find_measure(self.one.unit).kind
        if self.one.unit in ("万", "亿") and BARE_COUNT.search(self.lead):
            return "count"
        return "count" if kind == "none" and self.one.unit.strip("百千万亿") else kind

    @property
    def lasts(self) -> bool:
        """Whether it is how long something is to go on, without any relation: 日均开放8小时."""
        if self.kind != "time" or self.one.op or self.one.change or self.one.unit in LONG_TIMES:
            return False
        return OPEN_FOR.search(self.lead) is not None and NO_MORE.match(self.rest) is not None

    @property
    def helps(self) -> bool:
        """Whether it is how many are helped: 资助困难学生1.5万人次."""
        return self.one.unit.lstrip("万") in (PERSONS | HELPED_UNITS) and HELPED.search(self.lead) is not None

    @property
    def is_none(self) -> bool:
        """Tell whether nothing must be reached: an order, a step, a threshold, a cap, a benefit, what was."""
        if self.text[self.one.number] == "二" and self.one.value == 2:
            return True  # 二次污染, 二级医院: an order, for two are 两
        if is_way(self.text, (self.clause.start, self.clause.end), (self.one.number, self.one.end)):
            return True
        if self.clause.work is not ClauseWork.DUTY and not self._chosen_in_benefit():
            return True
        if STEP_BEFORE.search(self.text[self.clause.sentence : self.clause.start]):
            return True
        ordinal = ORDINAL.search(self.lead) is not None and not self.one.stated
        ordinal = ordinal or (LIFTED.search(self.lead) is not None and BOUND_BEHIND.match(self.rest) is not None)
        threshold = self._is_step() or self._is_threshold() or self._is_permitted() or self._says_who()
        return ordinal or threshold or self._names_recipient() or self._earns() or not self._has_fit_measure()

    def _chosen_in_benefit(self) -> bool:
        """Among benefits a count of who is chosen is a goal (每年评选10家,给予奖励), what each gets is none."""
        if self.clause.work is not ClauseWork.BENEFIT:
            return False
        if self.kind == "share" and measures_recipients(self.lead):
            return True
        if not self.clause.own and self.kind == "share" and KEPT_RATE.search(self.lead):
            return True  # 零星报销20个工作日内办结,高频事项网办率90%以上
        if self.kind != "count":
            return False
        if self.helps:
            return True
        aimed = not self.clause.own and AIMED_CLAUSE.match(self.opening)
        given = RECIPIENT.search(self.lead) or GIVEN.search(self.lead)
        return not given and bool(aimed or CHOSEN.search(self.lead))

    def _has_fit_measure(self) -> bool:
        """Times are goals only of a duration that is named; sums of money that cap a benefit are none."""
        if self.kind == "time":
            return self._is_fit_time()
        raised = self.one.stated.endswith(("到", "至")) and self.one.stated[0] not in "到至"  # 标准提高到780元
        raised = raised or WON.search(self.lead) is not None
        if self.kind == "money" and ((CAP.search(self.lead) and not raised) or BENEFIT_GAP.search(self.rest[:4])):
            return False
        plain = self.one.unit == "" and self.one.op and (0 < self.one.value < 1 or INDEX.search(self.lead))
        if self.kind == "none" and not plain:
            return False
        return (
            not self.deeds.scope.match(self.rest)
            or self.rest.startswith("(")
            or self.kind in ("share", "point")
            or self.one.unit.lstrip("万") in PERSONS
            or bool(CHOICE.search(self.lead))
        )

    def _is_fit_time(self) -> bool:
        """每年不少于90天, 缩短到5日以内 are goals; 近三年内 only says who is meant."""
        if LOOKED_BACK.search(self.text[self.clause.start : self.one.number]):
            return False
        if self.lasts or (self.one.op and BY_PERIOD.search(self.lead)) or self._is_named_time():
            return True
        metric = FROM.sub("", self.lead)
        return bool(DURATION_METRIC.search(metric)) and bool(self.one.op or DAYS_METRIC.search(metric))

    def _is_named_time(self) -> bool:
        """书面作业不超过60分钟, 发车间隔缩短到20分钟以内, 服满50小时: a bound of whatever the words before it name."""
        if len(self.lead) < 2:
            return False
        if self.words.find_measure(self.one.unit).base in LONG_TIMES and not GONE_THROUGH.search(self.lead):
            return False
        if self.one.stated == "满":
            return self.lead[-1] in FULFILLED
        if NOUN_AFTER.match(self.rest) or NO_DURATION.search(self.lead):
            return False
        level = self.one.stated.endswith(("到", "至")) and self.one.stated[0] not in "到至截"
        return bool(self.one.op) and (self.one.stated in OBLIGATION or level) and not EVENT_LEAD.search(self.lead)

    def _says_who(self) -> bool:
        """违法所得在1000元以下且及时改正的当事人,可不予处罚: the clause ends with who is meant."""
        return bool(self.one.op and WHO.match(self.rest)) and not self.deeds.verb.search(self.lead)

    def _names_recipient(self) -> bool:
        """年检测样品不少于2000份的实验室,给予补贴: the clause ends with who gets, or bears, what the next one says."""
        behind = self.text[self.clause.end : self.clause.end + CLAUSE_MOST]
        whom = self.one.op and OF_WHOM.fullmatch(self.rest) and GETS.match(behind)
        return bool(whom) and not self._counts_head()

    def _earns(self) -> bool:
        """当年度投资到位5000万元,给予奖励: what whoever gets it has reached is nobody's goal."""
        earning = EARNING.search(self.lead) is not None and not CHOSEN.search(self.lead)
        behind = self.text[self.clause.end : self.clause.end + NAME_MOST]
        return earning and not self.rest and EARNS.match(behind) is not None

    def _is_permitted(self) -> bool:
        """可按不超过30%的比例 and 允许不超过五分之一 are caps of what one may do."""
        return self.one.stated in AT_MOST and PERMITTED.search(self.lead) is not None

    def _is_step(self) -> bool:
        """每引进1名, 每增加10个百分点, 每10名学生 count steps; 每镇1个 and 每个乡镇至少2个 do not."""
        if self.lead.endswith("每"):
            return True
        match = EACH_THING.search(self.lead + (self.one.stated if self.one.change else ""))
        if match is None:
            return False
        gap = match["gap"]
        if LIMITED.search(gap):
            return False
        if self._is_rhythm(gap):
            return False
        if self.deeds.each.match(gap) or self.deeds.owed.match(gap) or (self.one.op and not self.one.change):
            return False
        return self.one.value == 1 or bool(self.one.change) or self.clause.work is not ClauseWork.DUTY

    def _is_rhythm(self, gap: str) -> bool:
        """每年, and 每两年 before what is done so often, name a period and no step."""
        return bool(gap and re.match(PERIOD_THERE.format(self.words.period), gap))

    def _is_threshold(self) -> bool:
        """Tell whether the number says who or what is meant, not how many there must be."""
        if WIDENED.search(self.lead) or (self.one.op and says_who_opens(self.lead, self.rest)):
            return True
        if self._counts_head() or self._is_share_to_reach():
            return False
        return self._belongs_to_noun()

    def _is_share_to_reach(self) -> bool:
        """80%的行政村建成…, 按3%的比例配建, 实现供水率92%的目标."""
        if self.kind not in ("share", "point"):
            return self.kind == "count" and bool(self.one.op) and is_share_of_work(self.lead, self.rest)
        level = self.one.stated.endswith(("到", "至")) and WIDE.search(self.lead)
        done = level or is_share_of_doers(self.lead, self.rest) or self.is_share_of_work
        return bool(done) or AIM_BEHIND.match(self.rest) is not None

    def _belongs_to_noun(self) -> bool:
        """800万元以上的项目, 年检测2000份以上的实验室: a noun behind is told by the number."""
        quota = self.one.unit in RHYTHMIC and QUOTA.search(self.lead) is not None and not self.rest.startswith("的")
        task = (
            quota
            or bool(CHOSEN_SHARE.match(self.rest))
            or (bool(TASK_OF.match(self.rest)) and self.lead.endswith(("完成", "承担", "落实")))
        )
        if not task and ((self.one.op and ATTRIBUTIVE.match(self.rest)) or self.rest.startswith("的")):
            if CONDITION_LEAD.match(self.opening) or self.kind == "money":
                return True
            obliged = self.one.stated in OBLIGATION and self.deeds.verb.search(self.lead)
            return not (obliged or (self.kind == "share" and self.deeds.adjacent.search(self.lead)))
        if self._is_listed_with_threshold():
            return True
        if self.one.op is None or self.one.approximate or self.one.stated:
            return self._is_attribute_range()
        if self.one.unit in LEVELS:
            return True
        lead = self.text[self.lead_start : self.one.number]
        adjacent = bool(self.deeds.adjacent.search(lead)) and not REMOVED.search(lead)
        small = self.text.endswith(("以下", "以内"), self.one.number, self.one.end)  # 100万元以下小额工程
        adjacent = adjacent and (self.kind != "money" or (bool(MONEY.match(self.rest)) and not small))
        return bool(NOUN_BEHIND.match(self.rest)) and not (adjacent or quota) and self.kind not in ("share", "point")

    def _is_listed_with_threshold(self) -> bool:
        """营业收入2000万元以上、税收100万元以上的企业."""
        following = self.beside[1]
        if following is None:
            return False
        joined = self.text[self.one.end : following.start]
        if not LISTED.match(joined) or not JOINT.search(joined):
            return False
        other = NumberInClause(self.words, self.deeds, self.text, self.clause, following, (self.one, None))
        return other._is_threshold() and not self.deeds.adjacent.search(self.lead)

    def _counts_head(self) -> bool:
        """新建30个以上的充电站: the noun behind is what is counted."""
        lead = self.text[self.lead_start : self.one.number]
        verb = self.deeds.adjacent.search(lead) is not None and not REMOVED.search(lead)
        printed = self.text[self.one.number : self.one.end]
        return bool(self.one.op) and counts_head(lead, printed, self.rest, self.one.unit, verb=verb)

    @property
    def is_share_of_work(self) -> bool:
        """Whether work is done by this share: 按住宅面积3%—5%的比例配建社区用房."""
        return not self.one.stated and is_share_of_work(self.lead, self.rest)

    def _is_attribute_range(self) -> bool:
        """6家250-1500头养猪场: a number between another one and the noun that both belong to."""
        previous = self.beside[0]
        if previous is None or previous.end != self.one.start or self.one.stated or not self.rest:
            return False  # 46户163人 counts twice
        if self.text.endswith(("每", "每隔"), 0, previous.start):
            return False  # 每两年1次
        return not self.text.endswith("第", 0, previous.number)
