"""In: the words around a share without relation before it. Out: whether so many of a whole are told to do something.

80%的行政村建成…, 按3%的比例配建…, 享受服务的老人占老人总数的6%. Not handled: shares behind their rate (`finding`).
"""

from __future__ import annotations

from extractor.language.needs import compile_late

OPENS = compile_late(
    r"^(?:各[\u4e00-\u9fff]{1,4}?|力争|确保|努力|使|做到|\d[\d.]*%(?:以上)?的?[^,。;:\d]{1,10}、|实现|保证|推动|其中|且|并|至少|有|让|(?:全[县市区域省镇乡旗州国]|城区|建成区|农村|城镇|乡村|[县市区镇]域)(?:内|范围内)?"
    r"|(?:所有|全部|全体)[^,。;:\d]{2,14}(?:和|及|、))*$"
)
DOES = compile_late(
    r"^的?[^,。;:被]{0,28}?(?:达到|达标|建成|建立|建有|建设|设有|设立|配有|配备|配齐|拥有|签订|签约|完成|实现|开展|开设|通达|通过|通上|接入|纳入|用于|投向|投入"
    r"|落实|参与|参加|接受|享有|覆盖|使用|采用|应用|运用|执行|开工|参保|就业|入学|建档|加入|就诊|就医|延伸|提升|转型|提供|能够|具有|持有|创成|安装|实行|推行|创建|成为|得到|获得|取得|掌握|具备|改造|整治|合格|持证|上线|挂牌|开放|公开|网上|办结|脱贫|消除)"
)
WHOSE = compile_late(
    r"^的?+[^,。;:]{0,40}的(?:[^,。;:、]{0,4}(?:学校|企业|单位|村|地区|乡镇|机构|人员|部门|个人|家庭|项目|主体))"
)
"""80%以上的考生达线的学校 names who is meant"""
BY = compile_late(r"(?:^|[,、])[^,。;:、\d]{0,12}?按照?(?:不低于|不少于|至少)?[^,。;:、\d]{0,24}$")
COVERS = compile_late(r"(?:覆盖|惠及)(?![率面])[^,。;:]{0,30}$")
"""覆盖所有城市社区、85%以上的乡镇和55%以上的行政村"""
RATIO = compile_late(
    r"^(?:左右)?的?(?:比例|标准)(?:要求)?[^,。;:的\d]{0,6}?(?:配建|配套|配备|配置|设置|提取|计提|预留|安排|建设|规划|抽取|抽查|抽检|遴选|选派|落实|储备|设立|列支|划拨|招收|录用)"
)
"""按住宅面积3%—5%的比例配建社区用房"""
RECEIVES = compile_late(
    r"(?:享受|获得|领取|接受|纳入)[^,。;:\d]{2,24}的[^,。;:\d]{1,12}(?:占|占比|比例|比重|覆盖率)[^,。;:\d]{0,16}$"
)
"""享受居家养老服务的老人占全市老人总数的6%以上 measures who is served, it gives nothing"""


ALL = compile_late(r"[\"\u4e00-\u9fff]{2}(?<![的按以占])$|(?:\d%[^,。;:\d]{2,6})、$")
ALL_DONE = compile_late(
    r"^(?:全部)?(?:全?覆盖|配套|完成|落实|接入|纳入|达标|到位|整改|办结|检测|建档|签订|入学|就业|持证|参保|上岗|公开|安装|配备|回访|兑现|处置|受理|网办|可办"
    r"|上线|治理|参与|知晓|响应|见面|评价)"
)
"""安全培训100%覆盖, 毕业生当年实现100%就业"""


def is_whole(lead: str, rest: str) -> bool:
    """Tell whether 100% says that all of it is done: 安全培训100%覆盖.

    >>> is_whole("安全培训", "覆盖"), is_whole("按照", "的比例")
    (True, False)
    """
    return ALL.search(lead) is not None and ALL_DONE.match(rest) is not None


def is_share_of_doers(lead: str, rest: str) -> bool:
    """Tell whether a clause opens with so many of those who do something.

    >>> is_share_of_doers("", "的行政村通达三级公路"), is_share_of_doers("", "的考生达到分数线的学校予以通报")
    (True, False)
    """
    if COVERS.search(lead) and rest:
        return True
    return OPENS.match(lead) is not None and DOES.match(rest) is not None and WHOSE.match(rest) is None


INDEX = compile_late(r"(?:收入比|师生比|生师比|医护比|床护比|之比|比值|系数|指数|倍数)[^,。;\d]{0,6}$")
"""城乡居民收入比缩小到2.1以内: a measure without a unit"""


def is_share_of_work(lead: str, rest: str) -> bool:
    """Tell whether work is done by a share: 按住宅面积3%的比例配建.

    >>> is_share_of_work("按住宅面积", "的比例配建社区用房"), is_share_of_work("按投资额的", "给予补助")
    (True, False)
    """
    return BY.search(lead) is not None and RATIO.match(rest) is not None


def measures_recipients(lead: str) -> bool:
    """Tell whether a share is of those who receive something: 享受服务的老人占老人总数的.

    >>> measures_recipients("享受补贴的托位占全部托位的"), measures_recipients("享受补贴")
    (True, False)
    """
    return RECEIVES.search(lead) is not None
