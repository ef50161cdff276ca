"""In: two stated values and the words around them. Out: why they are not one measure, in Chinese; None where they are.

A number is ranked beside another only where both count the same thing of the same whole, at the same stage, over the
same scope, by the same statistic, as a level or as a change. What one side does not say is no reason: only what both
say, and say differently, parts them. Not handled: whether two names are one thing (`differences.stated_values`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

ALIKE = 60
"""likeness (0 to 100) from which two wholes are taken for one"""
STAGES = (
    ("受理", r"受理|接收|收件"), ("办结", r"办结|办理完毕|处理完毕|处理完成|完成办理|办完|办好"),
    ("答复", r"答复|反馈|回复|回应"), ("审核", r"初审|审核|审查|核实|核查完"), ("报送", r"上报|报送|上传|归集|推送"),
    ("公示", r"公示|公开|公布"), ("整改", r"整改|修复完|更换|修缮"), ("拨付", r"拨付|兑付|发放|到账"),
    ("到场", r"到场|到达|响应"),
)  # fmt: skip
STAGE = tuple((name, re.compile(words)) for name, words in STAGES)
EACH = re.compile(
    r"(?:每个?|每家|每座|每所|每名|每户|各)(?:业务)?"
    r"(?:部门|单位|科室|乡镇|镇街|街道|镇|村|社区|学校|企业|机构|小区|河长|队|班级|网格|楼栋|居委会|所)"
)
ALL = re.compile(r"全(?:县|市|区|省|镇|街道|域|局)|(?:县|市|区|镇)(?:级|本级)?(?:范围|合计|共|总计)")
MEAN = re.compile(r"平均|均值|人均|户均|日均|月均")
TOTAL = re.compile(r"累计|总量|总数|总额|存量|合计|达到")
NEW = re.compile(r"新增|新建|净增|增量|新注册|新发展")
CHANGE = re.compile(
    r"同比|环比|(?:较|比)(?:上|去|前)?一?(?:年|季度|月|年度|年初|年底|同期|基期)|增长|增速|增幅|降幅"
    r"|(?:提高|上升|增加|降低|下降|减少|压减|压缩)\s*\d+(?:\.\d+)?\s*(?:%|个百分点|‰)"
)
RANK = re.compile(r"位次|排名|名次|前\s*\d+\s*[位名]|第[一二三四五六七八九十\d]+[位名]")
OF = re.compile(
    r"占(?!比)(?P<whole>[^,，。;；、]{1,20}?)的?(?:比重|比例|比值|比率|百分比|份额|比|\d|[不低高大小超达]|$)"
)
TO = re.compile(r"(?:与|和)(?P<whole>[^,，。;；、与和]{1,16}?)(?:数量|总数|数)?(?:的|之)(?:比例|比值|比率|比)")
RATE = re.compile(r"(?P<thing>[^,，。;；、]{0,16}?)(?P<rate>[\u4e00-\u9fff]{2}率)")
COUNTED = (
    ("企业", r"企业|市场主体|经营主体|公司|商户|个体工商户"), ("村", r"行政村|自然村|村庄|村"),
    ("户", r"农户|户"),
    ("镇", r"乡镇|镇街|街道|乡|镇"), ("人", r"居民|群众|公众|市民|人员|人口|学生|老年人|老人"),
    ("部门", r"部门|单位|机关|机构"),
    ("学校", r"学校|中小学|幼儿园"),
    ("小区", r"小区|社区"), ("家庭", r"家庭"), ("断面", r"断面"), ("项目", r"项目|工程"),
    ("信息", r"信息|数据|记录"), ("贷款", r"贷款|授信"), ("河", r"河流|河道|河段|湖泊|水体"),
)  # fmt: skip
LAST = tuple((name, re.compile(rf"(?:{words})(?:数量|总数|总量|数|量)?$")) for name, words in COUNTED)
PART = re.compile(r"申请|获得|参与|抽查|规模以上|规上|新增")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a number counts; None where its words do not tell."""

    thing: str | None = None
    whole: str | None = None
    rate: str | None = None
    stage: str | None = None
    scope: str | None = None
    statistic: str | None = None
    change: bool = False
    rank: bool = False
    flow: str | None = None


def find_identity(about: str, quote: str, sentence: str = "") -> Identity:
    """Return what a number counts, from its metric, its printed words and the clause around them.

    >>> find_identity("注册企业占在营企业比重", "注册企业占在营企业比重达到40%").whole
    '在营企业'
    >>> find_identity("", "1个工作日内", "收到申请后受理").stage
    '受理'
    """
    words = about + quote
    near = words + sentence
    whole = OF.search(words) or TO.search(words)
    rate = RATE.search(about)
    change = CHANGE.search(words) is not None
    return Identity(
        thing=_name_counted(rate["thing"] if rate else ""),
        whole=whole["whole"] if whole else None,
        rate=rate["rate"] if rate and not whole else None,
        stage=next((name for name, stage in STAGE if stage.search(sentence or words)), None),
        scope="each" if EACH.search(near) else "all" if ALL.search(words) else None,
        statistic="mean" if MEAN.search(near) else None,
        change=change,
        rank=RANK.search(words) is not None,
        flow="new" if NEW.search(words) else "total" if TOTAL.search(about) else None,
    )


def find_reason(one: Identity, other: Identity, *, timed: bool = False) -> str | None:
    """Return why two numbers are not one measure, None where nothing parts them; `timed`: both are time limits.

    >>> find_reason(find_identity("名单主体占比", "占比低于1%"), find_identity("名单主体数量", "较上年下降10%"))
    '一为水平，一为变化幅度'
    """
    for found in (_compare_kinds(one, other), _compare_wholes(one, other)):
        if found:
            return found
    if timed and one.stage and other.stage and one.stage != other.stage:
        return f"环节不同：{one.stage}与{other.stage}"
    if {one.scope, other.scope} in ({"each", "all"}, {"each", None}):
        return "范围不同：逐个单位与全域合计"
    if one.statistic != other.statistic:
        return "统计方式不同：平均值与逐件"
    return None


def _compare_kinds(one: Identity, other: Identity) -> str | None:
    if one.rank != other.rank:
        return "一为位次，一为数值"
    if one.change != other.change:
        return "一为水平，一为变化幅度"
    if {one.flow, other.flow} == {"new", "total"}:
        return "一为新增，一为累计"
    return None


def _compare_wholes(one: Identity, other: Identity) -> str | None:
    if one.thing and other.thing and one.thing != other.thing:
        return f"统计对象不同：{one.thing}与{other.thing}"
    if one.whole and other.whole and not _alike(one.whole, other.whole):
        return f"分母不同：{one.whole}与{other.whole}"
    named, share = (one, other) if one.rate else (other, one)
    if named.rate and share.whole and not share.rate:
        return f"口径不同：{named.rate}与占{share.whole}的比例"
    return None


def _alike(one: str, other: str) -> bool:
    if fuzz.ratio(one, other) >= ALIKE or one in other or other in one:
        return not _differ(one, other)
    return _name_counted(one) is not None and _name_counted(one) == _name_counted(other) and not _differ(one, other)


def _differ(one: str, other: str) -> bool:
    """Tell whether two wholes end in things that are counted apart, or one is a part only (申请企业)."""
    first, second = _name_counted(one), _name_counted(other)
    return (first != second and bool(first and second)) or (PART.search(one) is None) != (PART.search(other) is None)


def _name_counted(words: str) -> str | None:
    return next((name for name, last in LAST if last.search(words)), None)
