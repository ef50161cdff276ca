"""In: the words of a task. Out: the numbers it must reach or stay within, each with what is measured.

Not handled: goals without a number (保持全市前列, 低于上年), and numbers of scoring criteria, which are rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.model.place import Passage
from extractor.model.plan import Number, Operator, Target
from extractor.parse.context import Context
from extractor.text.numerals import FRACTION, NUMBER, parse_fraction, parse_number

Period = Literal["year", "quarter", "month", "day"]

# What stands before the number, and the relation it states; longer words first.
BEFORE: tuple[tuple[str, Operator], ...] = (
    ("不得低于", ">="), ("不得少于", ">="), ("不低于", ">="), ("不少于", ">="), ("不小于", ">="), ("至少", ">="), ("最少", ">="),
    ("不得超过", "<="), ("不超过", "<="), ("不高于", "<="), ("不大于", "<="), ("不多于", "<="), ("至多", "<="), ("最多", "<="),
    ("力争达到", ">="), ("达到", ">="), ("达", ">="), ("提高到", ">="), ("提高至", ">="), ("提升到", ">="), ("提升至", ">="), ("稳定在", ">="),
    ("保持在", ">="), ("突破", ">"), ("超过", ">"), ("超", ">"), ("高于", ">"), ("大于", ">"), ("多于", ">"),
    ("控制在", "<="), ("降低到", "<="), ("降低至", "<="), ("降至", "<="), ("压缩至", "<="), ("压减至", "<="), ("缩短至", "<="), ("压缩到", "<="),
    ("低于", "<"), ("小于", "<"), ("少于", "<"), ("为", "=="), ("保持", "=="), ("在", "<="),
)  # fmt: skip
AFTER: dict[str, Operator] = {
    "以上": ">=",
    "及以上": ">=",
    "以内": "<=",
    "之内": "<=",
    "以下": "<",
    "及以下": "<=",
    "内": "<=",
}
COUNT = r"(?:[次篇条件个场期家户名例项份轮套座处所辆人村类部支只种]|批次|人次|公里|亩|万?吨)"
UNIT = rf"(?:%|‰|个百分点|个?工作日|个自然日|小时|天|[万亿]?元|[万亿]{COUNT}|个?{COUNT})"
RELATION = "|".join(word for word, _ in sorted(BEFORE, key=lambda pair: -len(pair[0])))
OPERATORS = dict(BEFORE)

# 比例低于0.3%; 比重超过30%; 在5个工作日以内; 覆盖全县70%左右行政村; 小于十万分之一(含)
MEASURE = re.compile(
    rf"(?P<op>{RELATION})?(?P<scope>全[县区市省镇])?(?:约)?(?P<value>{FRACTION.replace('below', 'below1').replace('above', 'above1')}|{NUMBER})"
    rf"(?P<unit>{UNIT})?(?P<with>\(含\))?(?P<after>左右|及以上|以上|以内|之内|及以下|以下|内)?"
)
# 占比达全县存续市场主体30% (灵璧 task 19): the whole stands between relation and number
FAR_SHARE = re.compile(
    r"(?:占比|比例|比重|率|占)(?P<op>达到?|超过|不低于|不超过|低于|高于)(?P<whole>[^,。;、:\d\"]{2,16}?)(?P<value>\d+(?:\.\d+)?)(?P<unit>%)(?P<after>以上|以内|左右)?"
)
# 每年至少开展2次; 每月上报信息不少于1篇; 全年报送12篇
QUOTA = re.compile(
    rf"(?P<period>每个?(?:年度?|半年|季度?|月|周|日|天)|全年|年均|月均)(?P<what>[^,。;:\d]{{0,24}}?)(?P<value>{NUMBER})(?P<unit>{COUNT})"
)
PERIODS: dict[str, Period] = {"年": "year", "季": "quarter", "月": "month", "日": "day", "天": "day"}
# 组织开展一次…集体学习活动; 新增边缘计算节点12套
DEED = re.compile(
    rf"(?P<verb>组织|开展|举办|召开|建成|建设|新建|培育|新增|打造|选树|创建|发布|报送|上报|完成|推出|评选|培训|制定|出台|形成|遴选|编制|推荐|覆盖)"
    rf"(?P<what>[^,。;:、\d\"]{{0,14}}?)(?P<value>{NUMBER})(?P<unit>{COUNT})"
)
# 重错码率为零; 动态清零; 零存量、零增量
ZERO = re.compile(
    r"(?:(?:率|数|量|比)为(?:零|0)(?!\.)|动态清零|全部清零|清零|零(?P<of>存量|增量|新增|发生|事故|积压|拖欠|失信|投诉|容错|差错))"
)
# 平均时间, 办理时长: what may be bounded by days without being a time limit
DURATION_METRIC = re.compile(r"(?:平均|时间|时长|用时)[^,。;]{0,4}$")
PREFACE = re.compile(r"^(?:力争|并?确保|实现|其中|使|到\d{4}年底?(?:前)?)+")
VAGUE = re.compile(r"^(?:一|两|几|数)(?:个|项|批|类|种|名|支|套|家|条|件|人|处)")
ORDINAL = re.compile(r"(?:第|期|[\d年月./])$")
LIST_OF_RATES = re.compile(
    r"[^、,。;]*(?:率|数|量|度|占比|比例)(?:、[^、,。;]*(?:率|数|量|度|占比|比例))+(?:均|都|分别)?$"
)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    op: Operator
    value: Number
    unit: str
    period: Period | None = None
    approx: bool = False


def find_targets(context: Context, passage: Passage, start: int = 0, end: int | None = None) -> tuple[Target, ...]:
    """Return the targets in `passage.text[start:end]`, in order; several metrics of one number are several targets."""
    stop = len(passage) if end is None else end
    targets: list[Target] = []
    for found in _scan(passage.text, start, stop):
        left = _clause_start(passage.text, found.start, start)
        for metric in _find_metrics(passage, left, found):
            targets.append(
                Target(
                    text=context.quote(passage, left, found.end),
                    metric=metric,
                    op=found.op,
                    value=found.value,
                    unit=found.unit,
                    period=found.period,
                    approx=found.approx,
                    place=context.place(passage, left, found.end),
                )
            )
    return tuple(targets)


def _scan(text: str, start: int, stop: int) -> Iterator[_Found]:
    found: list[_Found] = []
    for finder in (_find_quotas, _find_far_shares, _find_measures, _find_deeds, _find_zeros):
        for item in finder(text, start, stop):
            if not any(item.start < other.end and other.start < item.end for other in found):
                found.append(item)
    yield from sorted(found, key=lambda item: (item.start, item.end))


def _find_quotas(text: str, start: int, stop: int) -> Iterator[_Found]:
    for match in QUOTA.finditer(text, start, stop):
        value = parse_number(match["value"])
        if value is None:
            continue
        op = next((op for word, op in BEFORE if match["what"].endswith(word) and len(word) > 1), ">=")
        bound = re.search(r"不超过|至多|最多|不多于", match["what"])
        letter = next(letter for letter in match["period"] if letter in PERIODS)
        if "半年" in match["period"]:
            continue
        yield _Found(match.start(), match.end(), "<=" if bound else op, value, match["unit"], PERIODS[letter])


def _find_measures(text: str, start: int, stop: int) -> Iterator[_Found]:
    for match in MEASURE.finditer(text, start, stop):
        found = _read_measure(match, start)
        if found is not None:
            yield found


def _read_measure(match: re.Match[str], start: int) -> _Found | None:
    text = match.string
    word, unit, after = match["op"], match["unit"] or "", match["after"]
    fraction = "分之" in match["value"]
    value = parse_fraction(match["value"]) if fraction else parse_number(match["value"])
    if value is None or ORDINAL.search(text[start : match.start()]):
        return None
    days = unit.removeprefix("个") in ("工作日", "自然日", "小时", "天")
    if days and not DURATION_METRIC.search(text[start : match.start()]):
        return None
    if fraction and match["below1"] == "百":
        value, unit = value * 100, "%"
        value = int(value) if float(value).is_integer() else round(value, 9)
    stated = word is not None and word not in ("为", "保持", "在")
    if not (stated or after or (word and unit in ("%", "‰"))) or not (unit or fraction):
        return None
    if word == "在" and not after:
        return None
    op: Operator = OPERATORS[word] if word else ">="
    if after == "左右":
        op = "=="
    elif after in AFTER and (
        not word or word in ("达到", "达", "在", "为", "保持在", "控制在", "稳定在", "提高到", "提升到")
    ):
        op = AFTER[after]
    if match["with"]:
        op = "<=" if op == "<" else ">=" if op == ">" else op
    left = match.start() if word or not match["scope"] else match.start("value")
    return _Found(left, match.end(), op, value, unit.removeprefix("个") if days else unit, None, after == "左右")


def _find_far_shares(text: str, start: int, stop: int) -> Iterator[_Found]:
    for match in FAR_SHARE.finditer(text, start, stop):
        value = parse_number(match["value"])
        op: Operator = AFTER.get(match["after"] or "", OPERATORS[match["op"]])
        if value is not None:
            approx = match["after"] == "左右"
            yield _Found(match.start("op"), match.end(), "==" if approx else op, value, match["unit"], None, approx)


def _find_deeds(text: str, start: int, stop: int) -> Iterator[_Found]:
    for match in DEED.finditer(text, start, stop):
        value = parse_number(match["value"])
        if (
            value is None
            or VAGUE.match(match["value"] + match["unit"])
            or match["what"].endswith(("第", "每", "前", "近"))
        ):
            continue
        if not match["value"][0].isdigit() and match["unit"] in ("个", "期", "级"):
            continue  # 三个方面, 二期升级改造 (灵璧 task 4) count nothing
        if re.match(r"[^,。;、]{0,2}(?:以上|以内|方面|环节|一级|二级)", text[match.end() :]):
            continue
        yield _Found(match.start(), match.end(), ">=", value, match["unit"])


def _find_zeros(text: str, start: int, stop: int) -> Iterator[_Found]:
    for match in ZERO.finditer(text, start, stop):
        yield _Found(match.start(), match.end(), "==", 0, "")


def _clause_start(text: str, at: int, start: int) -> int:
    """Return where the clause that holds the number begins; marks inside quotes and lists do not end it."""
    for index in range(at - 1, start - 1, -1):
        if text[index] in ",。;:(" or (text[index] == ")" and text[index - 2 : index] not in ("单位", "部门")):
            return index + 1
    return start


def _find_metrics(passage: Passage, left: int, found: _Found) -> tuple[str | None, ...]:
    """Return what is measured: the clause before the number, parted where it lists several rates."""
    text = passage.text[left : found.start]
    bare = PREFACE.sub("", text)
    printed = passage.printed[found.start - len(bare) : found.start].strip('"“”‘’')
    listed = LIST_OF_RATES.search(bare)
    if listed:
        names = printed[listed.start() :].rstrip("均都").split("、")
        head = re.match(r"(.*(?:信息|数据|工作|\"))", names[0])
        prefix = head[1] if head else ""
        return tuple(name if not index else prefix + name for index, name in enumerate(names))
    return (printed.rstrip("均都") or None,)
