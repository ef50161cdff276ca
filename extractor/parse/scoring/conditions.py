"""In: the words of a scoring statement before its predicate. Out: its numeric condition and its step (每1条).

Not handled: conditions in words (取得成效的), which stay in the rule's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from extractor.language.cover import Cover
from extractor.language.numerals import NUMBER, parse_number
from extractor.model.plan import Condition, Operator, Per

COUNTS = "[次篇条件个场期家户名例项份轮套处类起人村月年天日册只辆宗幅点]"
CLASSIFIER = rf"(?:百分点|工作日|万条|亿元|万元|元|{COUNTS}|批次|人次|单项|[万亿])"
MEASURE = rf"(?:%|‰|{CLASSIFIER}|分|字|亩|公里|小时)"

# 每1条, 每后10名, 每归集一类, 每条, 每向…上报一家, 缺少一个领域, 出现一例
BODY = r"个?(?:部门|单位|乡镇|街道|镇|县|区|科室|成员)"
STEP = re.compile(
    rf"每(?!{BODY})(?P<far>[^,。;每]{{0,40}}?)(?P<n>{NUMBER})(?:个)?(?P<unit>{CLASSIFIER})"
    rf"|每(?:低|少|下降|降低|降|增加|增长|提高|提升|高|差|超过?|上升)(?P<share>{NUMBER})个?(?P<of>%|百分点)"
    rf"|每(?!{BODY})(?:一|1)?(?P<near>个单项|单项|个|条|次|项|家|例|篇|件|起|人|户|名|处|类|份|场)"
    r"|每(?P<time>月|天|日|年|季度)(?=[得加扣计]|$)"
)
LACK = re.compile(
    r"(?:缺少?|少|出现|发现|发生|有|漏报|迟报|瞒报|错报|查实|逾期|多投?稿?)"
    rf"(?P<far>[^,。;]{{0,8}}?)(?P<n>一|1)(?:个)?(?P<unit>{CLASSIFIER})"
)
# 1个典型案例得1分: a single counted thing before an award
SINGLE = re.compile(
    r"^(?:[^,。;]{0,6}[,。;])?(?P<n>1|一)(?P<unit>[个次条项家例篇件起])(?=[^,。;]{1,12}(?:得|加|计|奖))"
)
PER_UNITS = {"个单项": "个", "单项": "个"}

WORDS: dict[Operator, str] = {
    ">=": "不得低于 不低于 不少于 不小于 至少 大于等于 达到 达 满",
    ">": "超过 高于 大于 多于 超 不为",
    "<": "达不到 未达到 没有达到 未达 不足 不满 低于 少于 小于",
    "<=": "不超过 不高于 不大于 前",
    "==": "为 是",
}
OPERATORS: dict[str, Operator] = {word: op for op, words in WORDS.items() for word in words.split()}
RELATION = "|".join(sorted(OPERATORS, key=lambda word: (-len(word), word)))
AFTER_WORDS: dict[Operator, str] = {">=": "及以上 以上 或以上 (含)以上", "<=": "及以下 以内 之内 内 之前", "<": "以下"}
AFTER: dict[str, Operator] = {word: op for op, words in AFTER_WORDS.items() for word in words.split()}
# 第1名得6分
NTH = re.compile(r"第(?P<value>\d+)(?P<unit>[名位])")
NUMERIC = re.compile(
    rf"(?P<op>{RELATION})?(?:约|了)?(?P<value>{NUMBER})(?:个)?(?P<unit>{MEASURE})?(?P<with>\(含\))?"
    rf"(?P<after>{'|'.join(sorted(AFTER, key=len, reverse=True))}|(?=个或))?"
)
# 500-1000条的得6分
RANGE = re.compile(rf"(?P<low>{NUMBER})(?:{MEASURE})?(?:-|~|至)(?P<value>{NUMBER})(?:个)?(?P<unit>{MEASURE})")
# 3个或3个以上工作日; 12篇且被采用6篇及以上
OR_MORE = re.compile(
    rf"(?P<value>{NUMBER})(?:个|{CLASSIFIER})?或(?P=value)(?:个|{CLASSIFIER})?以上(?P<unit>{MEASURE})?"
)
WITHIN_DAYS = re.compile(rf"(?P<value>{NUMBER})个?(?P<unit>工作日|小时|日|天)(?:之内|以内|内)")
RANK_BELOW = ("名", "位")
OPPOSITE: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}

# 每个部门(单位)出台制度文件不少于3件; 字数不少于300字; 不得低于全市平均水平
BOUND = re.compile(rf"(?:不得?(?:低于|少于|超过|高于|多于)|至少|不小于|不大于)(?P<value>{NUMBER})?(?P<unit>{MEASURE})?")
# 每个单位拓展1个; 每季度开展1次; 每月报送1篇
EACH = re.compile(
    r"每(?:个|家)?(?:部门|单位|县|区|镇|街道|乡镇|年|季度?|月|周|半年)(?:\([^()]*\))?"
    rf"[^,。;\d]{{0,20}}?(?P<value>{NUMBER})(?P<unit>[次篇条件个场期家项份])"
)
AVERAGE = re.compile(r"不得?(?:低于|高于|超过)[^,。;]{0,12}(?:平均|均值|水平)")


def find_per(words: str, step: str | None = None, *, deduct: bool = False) -> Per | None:
    """Return the step by which points are counted; the last one before the predicate counts.

    >>> find_per("每后10名,扣2分"), find_per("缺少一个领域扣0.2分", deduct=True), find_per("出台的得2分")
    (Per(n=10, unit='名'), Per(n=1, unit='个'), None)
    """
    if step:
        return Per(1, step)
    best: tuple[int, Per] | None = None
    patterns = (STEP, LACK) if deduct else (STEP, SINGLE)
    for pattern in patterns:
        for match in pattern.finditer(words):
            per = _step_of(match)
            if per is not None and (best is None or match.start() >= best[0]):
                best = (match.start(), per)
    return best[1] if best else None


def _step_of(match: re.Match[str]) -> Per | None:
    groups = match.groupdict()
    near = groups.get("near") or groups.get("time")
    if near:
        return Per(1, PER_UNITS.get(near, near))
    if groups.get("share"):
        share = parse_number(groups["share"])
        return Per(share, groups["of"]) if share is not None else None
    number = parse_number(groups["n"])
    unit = groups["unit"]
    if number is None or unit == "分":
        return None
    return Per(number, PER_UNITS.get(unit, unit))


def find_condition(words: str, per: Per | None) -> Condition | None:
    """Return the numeric condition of a statement, the one nearest to its predicate; the step is none.

    >>> find_condition("常住人口数量少于100万人的县,数据量超过7000万的", None)
    Condition(op='>', value=7000, unit='万', also=None)
    >>> find_condition("月均低于100名,该指标", None).op
    '>'
    """
    found = sorted(_conditions(words, per), key=lambda pair: pair[0])
    if not found:
        return None
    last = found[-1][1]
    if len(found) > 1 and "且" in words[found[-2][0] : found[-1][0]]:
        first = found[-2][1]
        return Condition(first.op, first.value, first.unit, last)
    return last


def _conditions(words: str, per: Per | None) -> Iterator[tuple[int, Condition]]:
    """Yield each condition with where it stands; of readings that overlap the more particular one counts."""
    taken = Cover(0, len(words))
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Condition | None]], ...] = (
        (NTH, partial(_read_stated, op="==")),
        (OR_MORE, partial(_read_stated, op=">=")),
        (WITHIN_DAYS, partial(_read_stated, op="<=")),
        (RANGE, _read_range),
        (NUMERIC, partial(_read_numeric, per=per)),
    )
    for pattern, read in readers:
        for match in pattern.finditer(words):
            if taken.meets(match.start(), match.end()):
                continue
            condition = read(match)
            if pattern is not NUMERIC:
                taken.add(match.start(), match.end())
            if condition is not None:
                yield match.start(), condition


def _read_stated(match: re.Match[str], op: Operator) -> Condition | None:
    value = parse_number(match["value"])
    return Condition(op, value, match["unit"] or "") if value is not None else None


def _read_range(match: re.Match[str]) -> Condition | None:
    """Return both ends of a band as one condition: from the low one, up to the high one."""
    low, high, unit = parse_number(match["low"]), parse_number(match["value"]), match["unit"]
    if low is None or high is None or low >= high or unit == "分":
        return None
    return Condition(">=", low, unit, Condition("<=", high, unit))


def _read_numeric(match: re.Match[str], per: Per | None) -> Condition | None:
    words, unit = match.string, match["unit"] or ""
    value = parse_number(match["value"])
    if value is None or unit == "分":
        return None
    word, after = match["op"], match["after"]
    if word is None and not after:
        if _is_step(match, per) or not _counts(words, match):
            return None
        return Condition(">=", value, unit)
    if word in ("为", "是", "不为") and not (value == 0 or unit in ("%", "‰")):
        return None
    if word == "前" and unit not in RANK_BELOW and not after:
        return None
    op = OPERATORS[word] if word else AFTER[after]
    if after and word in ("达到", "达", "满", "为"):
        op = AFTER[after]
    if unit in RANK_BELOW and word != "前":
        op = OPPOSITE[op]
    return Condition(op, value, unit)


def _is_step(match: re.Match[str], per: Per | None) -> bool:
    """Tell whether a bare number is the step itself (每后10名, 出现一例)."""
    return per is not None and parse_number(match["value"]) == per.n


def _counts(words: str, match: re.Match[str]) -> bool:
    """Tell whether a bare count is asked for: 全年报送12篇, 受省级媒体推广1篇; names such as 一期 are none."""
    if not match["value"][0].isdecimal() or not match["unit"]:
        return False
    before, after = words[: match.start()], words[match.end() :]
    asked = re.search(r"(?:报送|开展|举办|完成|出台|全年|组织|提供|被采用|用稿|召开)[^,。;\d]{0,10}$", before)
    return bool(asked) or not after.strip(",的")


def find_bound(clause: str) -> Condition | str | None:
    """Return the bound that a clause without points sets: a condition, or its words where it has no number.

    >>> find_bound("每个部门(单位)每季度开展1次宣传活动")
    Condition(op='>=', value=1, unit='次', also=None)
    >>> find_bound("不得低于全市平均水平"), find_bound("以市信用办监测月报为准")
    ('不得低于全市平均水平', None)
    """
    match = BOUND.search(clause)
    if match and match["value"]:
        value = parse_number(match["value"])
        upper = re.search(r"超过|高于|多于|大于", match.group())
        op: Operator = "<=" if upper and "不" in match.group() else ">="
        return Condition(op, value, match["unit"] or "") if value is not None else None
    average = AVERAGE.search(clause)
    if average:
        return average.group()
    match = EACH.search(clause)
    if match:
        value = parse_number(match["value"])
        return Condition(">=", value, match["unit"]) if value is not None else None
    return None
