"""In: the words of a task. Out: the numbers it must reach or stay within, each with what is measured.

Not handled: goals without a number (保持全市前列, 低于上年), and numbers of scoring criteria, which are rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.language.cover import Cover
from extractor.language.numerals import FRACTION, NUMBER, parse_fraction, parse_number
from extractor.model.place import Passage
from extractor.model.plan import Number, Operator, Target
from extractor.parse.context import Context

Period = Literal["year", "quarter", "month", "day"]

# What stands before the number, and the relation it states; longer words first.
WORDS: dict[Operator, str] = {
    ">=": "不得低于 不得少于 不低于 不少于 不小于 至少 最少 力争达到 达到 达 提高到 提高至 提升到 提升至 稳定在 保持在",
    ">": "突破 超过 超 高于 大于 多于",
    "<=": "不得超过 不超过 不高于 不大于 不多于 至多 最多 控制在 降低到 降低至 降至 压缩至 压减至 缩短至 压缩到 在",
    "<": "低于 小于 少于",
    "==": "为 保持",
}
OPERATORS: dict[str, Operator] = {word: op for op, words in WORDS.items() for word in words.split()}
RELATION = "|".join(sorted(OPERATORS, key=lambda word: (-len(word), word)))
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

# 比例低于0.3%; 比重超过30%; 在5个工作日以内; 覆盖全县70%左右行政村; 小于十万分之一(含)
MEASURE = re.compile(
    rf"(?P<op>{RELATION})?(?P<scope>全[县区市省镇])?(?:约)?(?P<value>{FRACTION}|{NUMBER})"
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
    r"(?P<verb>组织|开展|举办|召开|建成|建设|新建|培育|新增|打造|选树|创建|发布|报送|上报|完成|推出|评选|培训|制定"
    r"|出台|形成|遴选|编制|推荐|覆盖|盘活|引进|发放|归集|新签|签约|争取)"
    rf"(?P<what>[^,。;:、\d\"]{{0,14}}?)(?P<value>{NUMBER})(?P<unit>{COUNT})"
)
# 重错码率为零; 动态清零; 零存量、零增量
ZERO = re.compile(
    r"(?<=[率数量比])为(?:零|0)(?!\.)|动态清零|全部清零|清零"
    r"|零(?P<of>存量|增量|新增|发生|事故|积压|拖欠|失信|投诉|差错)"
)
ZERO_LIST = re.compile(r"[\"“]?(?:零(?:存量|增量|新增|发生|事故|积压|拖欠|失信|投诉|差错)、)*$")
# 平均时间, 办理时长: what may be bounded by days without being a time limit
DURATION_METRIC = re.compile(r"(?:平均|时间|时长|用时)[^,。;]{0,4}$")
PREFACE = re.compile(r"^(?:力争|并?确保|实现|其中|使|到\d{4}年底?(?:前)?)+")
NO_DEED = re.compile(r"[^,。;、]{0,2}(?:以上|以内|方面|环节|一级|二级)")
CLAUSE_MOST = 200
"""Characters before a number that may name what is measured."""
VAGUE = re.compile(r"^(?:一|两|几|数)(?:个|项|批|类|种|名|支|套|家|条|件|人|处)")
ORDINAL = re.compile(r"(?:第|期|[\d年月./])$")
SHARE = re.compile(r"(?:率|占比|比例|比重)$")
RATE = re.compile(r"(?:率|数|量|度|占比|比例)$")
EACH = re.compile(r"(?:均|都|分别)+$")
# 合格率、优良率分别达到98%、60%以上: one number for each, in order
RESPECTIVE = re.compile(rf"[、和](?P<value>{NUMBER})(?P<unit>{UNIT})(?:以上|以内|以下|左右)?")
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
    what: tuple[int, int] | None = None
    """where a counted thing is named between verb and number (上报信息不少于1篇)"""


def find_targets(context: Context, passage: Passage, start: int = 0, end: int | None = None) -> tuple[Target, ...]:
    """Return the targets in `passage.text[start:end]`, in order; several metrics of one number are several targets."""
    stop = len(passage) if end is None else end
    targets: list[Target] = []
    right = start
    for found in _scan(passage.text, start, stop):
        if found.start < right:
            continue  # a number listed behind 分别, which is read with the first
        left = _clause_start(passage.text, found.start, start)
        metrics = _find_metrics(passage, left, found)
        values, right = _read_values(passage.text, found, len(metrics))
        for metric, value in zip(metrics, values, strict=True):
            targets.append(
                Target(
                    text=context.quote(passage, left, right),
                    metric=metric,
                    op=found.op,
                    value=value,
                    unit=found.unit,
                    period=found.period,
                    approx=found.approx,
                    place=context.place(passage, left, right),
                )
            )
    return tuple(targets)


def _read_values(text: str, found: _Found, count: int) -> tuple[tuple[Number, ...], int]:
    """Return the value of each of `count` metrics (one for all, or behind 分别 one for each) and where they end."""
    values, end = [found.value], found.end
    match = RESPECTIVE.match(text, found.end) if text.endswith("分别", 0, found.start) else None
    while match and match["unit"] == found.unit and (value := parse_number(match["value"])) is not None:
        values.append(value)
        end = match.end()
        match = RESPECTIVE.match(text, end)
    return (tuple(values), end) if len(values) == count else ((found.value,) * count, found.end)


def _scan(text: str, start: int, stop: int) -> Iterator[_Found]:
    found: list[_Found] = []
    taken = Cover(start, stop)
    for finder in (_find_quotas, _find_far_shares, _find_measures, _find_deeds, _find_zeros):
        for item in finder(text, start, stop):
            if not taken.meets(item.start, item.end):
                found.append(item)
                taken.add(item.start, item.end)
    yield from _share_year(text, sorted(found, key=lambda item: (item.start, item.end)))


def _share_year(text: str, found: Sequence[_Found]) -> Iterator[_Found]:
    """全年盘活僵尸企业10家,盘活存量土地400亩: the second count of the sentence is the year's too."""
    yearly_end: int | None = None
    for item in found:
        counted = item.what is not None and item.period is None and item.unit
        if counted and yearly_end is not None and "。" not in text[yearly_end : item.start]:
            yield replace(item, period="year")
            continue
        if item.period == "year" and text.startswith("全年", item.start):
            yearly_end = item.end
        yield item


def _find_quotas(text: str, start: int, stop: int) -> Iterator[_Found]:
    for match in QUOTA.finditer(text, start, stop):
        value = parse_number(match["value"])
        if value is None:
            continue
        stated = re.search(rf"(?:{RELATION})$", match["what"])
        op = OPERATORS[stated.group()] if stated and len(stated.group()) > 1 else ">="
        bound = re.search(r"不超过|至多|最多|不多于", match["what"])
        letter = next(letter for letter in match["period"] if letter in PERIODS)
        if "半年" in match["period"]:
            continue
        what = (match.start("what"), match.end("what") - len(stated.group() if stated else ""))
        yield _Found(
            match.start(), match.end(), "<=" if bound else op, value, match["unit"], PERIODS[letter], what=what
        )


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
    if value is None or ORDINAL.search(text[max(start, match.start() - 1) : match.start()]):
        return None
    days = unit.removeprefix("个") in ("工作日", "自然日", "小时", "天")
    if days and not DURATION_METRIC.search(text[max(start, match.start() - 8) : match.start()]):
        return None
    if fraction and match["below"] == "百":
        value, unit = value * 100, "%"
        value = int(value) if float(value).is_integer() else round(value, 9)
    stated = word is not None and word not in ("为", "保持", "在")
    share = unit in ("%", "‰") and (word or SHARE.search(text[max(start, match.start() - 2) : match.start()]))
    if not (stated or after or share) or not (unit or fraction):
        return None
    if word == "在" and not after:
        return None
    op: Operator = OPERATORS[word] if word else ">="
    if after == "左右":
        op = "=="
    elif after in AFTER and (not word or word.endswith(("达", "到", "至", "在", "为"))):
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
        if not match["value"][0].isdecimal() and match["unit"] in ("个", "期", "级"):
            continue  # 三个方面, 二期升级改造 (灵璧 task 4) count nothing
        if NO_DEED.match(text, match.end()):
            continue
        yield _Found(match.start(), match.end(), ">=", value, match["unit"], what=match.span("what"))


def _find_zeros(text: str, start: int, stop: int) -> Iterator[_Found]:
    for match in ZERO.finditer(text, start, stop):
        what = match.span("of") if match["of"] else None
        yield _Found(match.start(), match.end(), "==", 0, "", what=what)


def _clause_start(text: str, at: int, start: int) -> int:
    """Return where the clause that holds the number begins; marks inside quotes and lists do not end it."""
    start = max(start, at - CLAUSE_MOST)
    for index in range(at - 1, start - 1, -1):
        if text[index] in ",。;:(" or (text[index] == ")" and text[index - 2 : index] not in ("单位", "部门")):
            return index + 1
    return start


def _find_metrics(passage: Passage, left: int, found: _Found) -> tuple[str | None, ...]:
    """Return what is measured: the clause before the number, parted where it lists several rates."""
    if found.what is not None:
        return (_counted_thing(passage, left, found),)
    text = passage.text[left : found.start]
    bare = PREFACE.sub("", text)
    printed = _without_lone_quotes(passage.printed[found.start - len(bare) : found.start])
    if LIST_OF_RATES.search(bare):
        names = EACH.sub("", printed).split("、")
        rates = next(index for index in range(len(names)) if all(RATE.search(name) for name in names[index:]))
        head = re.match(r"(.*(?:信息|数据|工作|[\"”]))", "、".join(names[: rates + 1]))
        prefix = head[1] if head else ""
        first = "、".join(names[: rates + 1])
        return (first, *(prefix + name for name in names[rates + 1 :]))
    return (EACH.sub("", printed) or None,)


def _counted_thing(passage: Passage, left: int, found: _Found) -> str | None:
    """Return who counts what: the words around the number, without the verb's bound (各业务科室…上报信息)."""
    start, end = found.what or (left, left)
    after = re.compile(r"[^,。;:、(]{0,24}").match(passage.text, found.end)
    behind = passage.printed[found.end : after.end()] if after else ""
    stop = left + len(ZERO_LIST.sub("", passage.text[left : found.start]))
    before = PREFACE.sub("", passage.text[left:stop])
    subject = passage.printed[stop - len(before) : stop]
    what = re.sub(rf"^(?:至少|最少|{RELATION})", "", passage.text[start:end])
    named = subject + passage.printed[end - len(what) : end] + (behind if found.unit else "")
    return _without_lone_quotes(named) or None


def _without_lone_quotes(text: str) -> str:
    """Drop a quotation mark at either end that has no partner (力争实现“动态清零)."""
    opening = sum(text.count(mark) for mark in "“‘「")
    closing = sum(text.count(mark) for mark in "”’」")
    if opening != closing or text.count('"') % 2:
        return text.strip('"“”‘’「」')
    return text
