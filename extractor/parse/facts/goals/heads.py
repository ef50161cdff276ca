"""In: a number with a relation, and the words around it. Out: whether the noun behind 以上 is what is counted.

新建30个以上的充电站 counts stations, 支持50张床位以上的机构 says which ones are meant. Not handled: measures that
people and things also have (人, 户, 张, 元), which stay thresholds.
"""

from __future__ import annotations

from extractor.language.needs import compile_late

COUNTERS = frozenset("个名家所座支处条场次项部期篇件只")
"""Words that count things one by one and are no attribute of a thing."""
HELD = compile_late(r"(?:拥有|建有|设有|配有|配备有|(?:各|每)[^,。;:、\d]{1,12}?(?:均|都|至少|要|应)?有)$")
TAKEN_IN = compile_late(r"(?:^|[,、])[^,。;:、\d]{0,10}[将把]$")
"""将15个以上社区纳入建设范围"""
MADE_OF = compile_late(r"^的?[^,。;:的\d]{2,30}(?:纳入|列入|列为|确定为|作为|打造|建成|建设成|培育|转为|改造为|升级为)")
WHO_OPENS = compile_late(
    r"^(?:且|及?有|[^,。;:\d]{0,14}?且|[^,。;:\d]{0,14}?的)[^,。;:]{0,14}?(?:的|[村居])?"
    r"(?:村|组|社区|镇|街道?|乡|学校|企业|单位|场所|小区|机构|园区|点|医院|公司)[^,。;:的]{0,4}(?:均|都|应|要|须|全部|普遍|一律|必须|可)"
)
"""20户以上且有需求的自然村都通硬化路"""
BEHIND_SIGN = ("以上", "以内", "以下", "左右")
WIDENED = compile_late(
    r"(?:线|标准|范围|条件|门槛|对象|年龄)[^,。;]{0,4}[由从][^,。;\d]{0,20}\d[\d.]*[^,。;\d]{0,5}以[上下内](?:调整|放宽|扩大)?$"
)
"""将收入线由9600元以下提高到15600元以下: who is meant was changed, nothing is reached"""


LEADS = compile_late(r"(?:引导|组织|动员|带动|帮助|推动|促进|推荐|吸引)$")
"""引导800名以上毕业生到基层就业"""


def counts_head(lead: str, printed: str, rest: str, unit: str, *, verb: bool) -> bool:
    """Tell whether the noun behind N个以上(的) is counted; `verb` tells of a verb right before the number.

    >>> counts_head("新建", "30个以上", "的充电站", "个", verb=True)
    True
    >>> counts_head("支持", "50张以上", "的机构", "张", verb=True)
    False
    """
    if unit.lstrip("万") not in COUNTERS or not printed.endswith(BEHIND_SIGN):
        return False
    if TAKEN_IN.search(lead):
        return MADE_OF.match(rest) is not None
    return verb or HELD.search(lead) is not None or LEADS.search(lead) is not None


TAKEN_WHOLE = compile_late(
    r"^(?![^,。;:]{0,8}(?:部门|单位|领域|行业|事项))[^,。;:的\d]{2,24}(?:纳入|列入|打造|建成|培育)"
)
"""将1200名环卫工人纳入体检范围"""
SUPPORTS = compile_late(r"(?:^|[,、])[^,。;:、\d]{0,8}(?<!用于)(?:支持|引导|动员|促进|鼓励和?支持)$")
"""支持200家规上企业开展改造: so many are to be supported; 支持10人以上的团队 says which"""


def counts_supported(lead: str, unit: str) -> bool:
    """Tell whether a number without relation is how many are supported.

    >>> counts_supported("支持", "家"), counts_supported("支持", "人")
    (True, False)
    """
    return unit.lstrip("万") in COUNTERS and SUPPORTS.search(lead) is not None


def counts_taken_in(lead: str, rest: str, unit: str) -> bool:
    """Tell whether a number without relation is how many are taken in: 将1200名环卫工人纳入体检范围.

    >>> counts_taken_in("将", "环卫工人纳入体检范围", "名"), counts_taken_in("将", "部门纳入成员", "个")
    (True, False)
    """
    return (
        unit.lstrip("万") in (COUNTERS | {"户", "人"})
        and TAKEN_IN.search(lead) is not None
        and TAKEN_WHOLE.match(rest) is not None
    )


def says_who_opens(lead: str, rest: str) -> bool:
    """Tell whether a clause opens with so many or more, and goes on with what such a place has.

    >>> says_who_opens("", "且有需求的自然村都通硬化路"), says_who_opens("", "骨干教师参加培训")
    (True, False)
    """
    return lead == "" and WHO_OPENS.match(rest) is not None
