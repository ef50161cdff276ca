"""In: a number in its clause. Out: the relation printed at it or before the verb in front of it, and its change.

Not handled: numbers without any relation (`counts`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.language.needs import compile_late
from extractor.language.quantities import QuantityWords
from extractor.model.facts.quantity import Change, Sign
from extractor.parse.facts.goals.numbers import AT_MOST, BENEFIT_GAP, NumberInClause

WORDED_AFTER = "(?:{})$"
CHANGE_BEFORE = "(?P<verb>{})(?:幅度|比例)?(?:应|要|须)?$"

FAR_LEAST = re.compile(
    r"(?P<word>不得?少于|不得?低于|至少|最少|不得?超过|不得?多于|不得?高于|至多|最多|(?<![不有要羊船\d万])(?:只能(?=选|报|申|评|推|填|取|参|认|聘|设)|只(?:可(?!行)|允许|准|得(?!到))?(?![要能、和及]))|仅限?|限(?![上下额期时]))(?P<gap>[^,。;:\d]{0,12}?)$"
)
MAY_NAME = re.compile(
    r"(?<![许认是否])可以?(?:择优|遴选|选拔|评选|组织)?(?:推荐|推选|推报|选送|选报|推送|选派|申报)(?:上报)?[^,。;:\d]{0,8}$"
)
"""每校可推荐2个 bounds how many are chosen"""
SHARE_OF_PLACES = compile_late(r"(?:推荐|申报|选送|报送|选派|评选)(?:名额|指标|限额)[^,。;\d]{0,4}$")
"""我县推荐名额为6名"""
FAR_SHARE = re.compile(r"(?P<word>«before»)(?P<gap>[^,。;、:\d\"]{2,16}?|[^,。;、:\d\"]{17,26}的)$")
CUT_BY = compile_late(r"(?:压减|压缩|缩减|精简|削减)[^,。;:\d率比占]{2,12}$")
"""压减检查频次20%以上"""
LEVELS = ("到", "至", "为", "在", "控制在")
LEVEL_OF = r"(?P<verb>{})(?!幅度)(?P<gap>[^,。;:\d由从以]{{2,20}}?(?<![补助奖标贴])[^,。;:\d由从以])(?:到|至)$"
LEVELLED = ("share", "point", "count", "length", "area", "volume", "mass", "energy", "power", "time")
OVER_NAMES = "标限期龄载市前级越额长大员时高低声清薄短导算融图"
"""超标粮食 is a name."""
FAR_BARE = ("达", "达到", "控制在")


def find_sign(number: NumberInClause) -> tuple[Sign, int] | None:
    """Return the relation that is printed at the number or before the verb in front of it, and where it begins."""
    one = number.one
    if SHARE_OF_PLACES.search(number.lead) and one.stated in ("", "为", "是"):
        return "<=", one.number
    bare = one.stated in ("在", "为", "保持", "是")
    after = number.text[one.number : one.end]
    if one.op and not bare:
        return one.op, one.start
    if bare and one.op:
        worded = re.search(WORDED_AFTER.format(number.words.after), after)
        if worded and one.stated == "在":
            return one.op, one.start
        if one.stated in ("为", "保持") and (number.kind == "share" or worded):
            return (">=" if one.value == 100 else one.op), one.start
    return _find_far_sign(number)


def _find_far_sign(number: NumberInClause) -> tuple[Sign, int] | None:
    """最多推荐3个, 不低于合同金额的40%: the relation stands before the verb or the whole."""
    level = _find_level(number)
    if level is not None:
        return level
    if number.kind in ("share", "point") or (number.one.unit == "" and 0 < number.one.value < 1):
        return _find_far_share(number)
    match = FAR_LEAST.search(number.lead) if number.kind not in ("time", "none") else None
    allowed = MAY_NAME.search(number.lead) if number.kind == "count" and match is None else None
    if allowed is not None:
        return (">=" if number.one.most is not None else "<="), number.lead_start + allowed.start()
    if match is None or BENEFIT_GAP.search(match["gap"]):
        return None
    word = match["word"]
    at_most = word in AT_MOST or word.startswith(("仅", "只"))
    return ("<=" if at_most else ">="), number.lead_start + match.start()


def _find_far_share(number: NumberInClause) -> tuple[Sign, int] | None:
    """占比达全县存续市场主体30%: the whole stands between."""
    match = _far_share(number.words).search(number.lead)
    row = number.words.relations.get(match["word"]) if match else None
    if (
        match is None
        or row is None
        or "以" in match["gap"]
        or (match["word"] == "超" and match["gap"][0] in OVER_NAMES)
        or (row.bare and row.word not in FAR_BARE)
    ):
        return None
    return row.op, number.lead_start + match.start()


def _find_level(number: NumberInClause) -> tuple[Sign, int] | None:
    """提高参保率至95%, 压缩办理时限至3个工作日: what changes stands between the verb and its level."""
    match = _level_of(number.words).search(number.lead) if number.kind in LEVELLED else None
    change = number.words.change_words.get(match["verb"]) if match else None
    if match is None or change is None or (number.kind == "time" and change != "fall"):
        return None
    return (">=" if change == "rise" else "<="), number.lead_start + match.start()


def find_named_change(number: NumberInClause) -> Change | None:
    """年均增长不低于5%: the verb of change stands before the relation."""
    if number.one.change:
        return None
    if number.kind == "share" and CUT_BY.search(number.lead) and number.one.stated not in LEVELS:
        return "fall"
    match = _change_before(number.words).search(number.lead) if number.one.stated else None
    return number.words.change_words[match["verb"]] if match else None


@lru_cache(maxsize=4)
def _change_before(words: QuantityWords) -> re.Pattern[str]:
    return re.compile(CHANGE_BEFORE.format(words.changes))


@lru_cache(maxsize=4)
def _level_of(words: QuantityWords) -> re.Pattern[str]:
    return re.compile(LEVEL_OF.format(words.changes))


@lru_cache(maxsize=4)
def _far_share(words: QuantityWords) -> re.Pattern[str]:
    return re.compile(FAR_SHARE.pattern.replace("«before»", words.before))
