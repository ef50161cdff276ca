"""In: folded words of a scoring cell. Out: `Phrase`s, what scoring sentences are made of.

`PHRASES` is tried in its order at each character; what none of them fits is plain words (`WORDS`).
Not handled: what phrases mean together, which is the grammar's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.rulebook.numerals import NUMERAL

MEASURE = (
    r"(?:个工作日|工作日|个月|个百分点|亿元|万元|万条|万人|万户|亿|万|元|%|‰"
    r"|个|项|次|篇|件|例|条|家|名|类|人|户|笔|场|期|处|份|起|位|字|天|日|月|季度|年|级|分)"
)
POINTS = r"\d+(?:\.\d+)?|[一二两三四五六七八九十]+"
ALONE = r"(?![\d.]|[-~至到]\d)"
"""Not the beginning of a range: 酌情扣1-3分 says no number."""
WHOLE = r"(?:本项(?:指标)?|该项(?:指标)?|该指标|此项(?:指标)?|全项)"
PERIOD = r"每(?:个)?(?:月|季度|季|年|周|日|半年)|全年|按[月季年](?:度)?(?:统计|核算|计算)*|[月季年]均"
LEVEL = r"(?:国家|省部|省|市|县|区|乡镇|乡|镇)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: its kind, its interval in the passage, and its named parts."""

    kind: str
    start: int
    end: int
    text: str
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class PhraseKind:
    """How a kind of phrase is recognised, with a real example that begins with it."""

    name: str
    pattern: str
    example: str


PHRASES = (
    # 成武 no. 16: a numbered item at the beginning, or right after a stop
    PhraseKind(
        "ITEM", r"(?:(?<![^。;,.)])|(?<=分))(?:(?P<no>\d{1,2})[.、](?!\d)|\((?P<bracket>\d{1,2})\)|[①-⑳])", "1."
    ),
    # 成武 no. 3, 平阴 no. 3: the rest lies on the straight line
    PhraseKind(
        "BETWEEN",
        r"(?:介于|处于|位于|在)?(?:两者|二者|此|其)之间的?,?按(?:照)?比例(?:计|得|打|赋)分|其[他它余]的?,?按(?:照)?比例(?:计|得|打|赋)分",
        "介于两者之间的按比例计分",
    ),
    # 石城 no. 21
    PhraseKind("SHARE_LOSS", r"按(?P<of>[^,;。]{1,20}?)比例扣分", "按水库退养完成比例扣分"),
    # 石城 part 5: points for each one beyond what was asked
    PhraseKind(
        "BEYOND",
        rf"多[^,;。\d一]{{0,4}}(?:一|1){MEASURE},?按(?P<amounts>(?:{POINTS})(?::(?:{POINTS}))+)(?:的)?比例加分",
        "多投稿一篇按2:1:0.5比例加分",
    ),
    # 平阴 no. 1, no. 4: full points times the share of what was asked
    PhraseKind("SHARE", r"按(?:照)?(?P<of>[^,;。]{0,16}?)的?比例(?:计|得|打|赋)分", "按出台文件数量的比例计分"),
    # 平阴 no. 10, no. 13: a share is scored, and nothing says how
    PhraseKind(
        "BARE_SHARE",
        r"(?:根据|按照|按)(?P<of>[^,;。]{1,60}?比例(?:\([^)]*\))?)(?:计|得|打|赋)分",
        "根据A级纳税人占企业比例打分",
    ),
    # 成武 no. 1: which place's rank counts
    PhraseKind(
        "OF_PLACE",
        r"(?P<who>[县区市旗](?:、[县区市旗])*)按所在(?P<place>(?:地)?(?:地市|市|省|州))排名计分",
        "县、区按所在地市排名计分",
    ),
    # 平阴 no. 6: a rank is scored, and nothing says how
    PhraseKind(
        "BARE_RANK",
        r"(?:根据|按照|按)[^,;。]{1,60}?(?:位次|排名|名次)(?:进行)?(?:计|得|打|赋|评)分",
        "根据全市的位次计分",
    ),
    # 郏县 part 3 no. 1
    PhraseKind("FORMULA", r"得分(?:=|为)(?P<formula>[^,;。]+)", "得分=7*增速"),
    # 石城 part 6: several levels with an amount each
    PhraseKind(
        "EACH_LEVEL", rf"分别(?P<verb>奖|加|得|计|扣)(?P<amounts>(?:{POINTS})(?:、(?:{POINTS}))+)分", "分别奖20、10分"
    ),
    # 成武 no. 2, 郏县 part 2, 平阴 no. 5: the most that can be lost
    PhraseKind("LOSS_ALL", r"(?:直至|至)?扣完(?:本项|该项)?(?:分值?)?为止|(?:本项)?分值?扣完为止", "扣完为止"),
    PhraseKind("LOSS_CAP", rf"(?:最[多高]|累计|共)(?:可|只)?扣(?:除)?(?:不超过)?(?P<n>{POINTS})分", "最多扣2分"),
    PhraseKind("LOSS_CAP", rf"扣分(?:最[多高]|累计)?(?:不超过|以)(?P<n>{POINTS})分(?:为限)?", "扣分最多不超过2分"),
    # 成武 no. 7, no. 14, no. 15, 郏县: the most that can be earned
    PhraseKind(
        "CAP",
        rf"(?P<whole>{WHOLE})?,?(?P<each>每个?单?项)?(?:累计)?(?:最[高多](?:可)?(?:得|加|计|奖)?|满分(?:为)?|共(?:计)?(?:得)?|合计(?:得)?|不超过|上限(?:为)?)(?P<n>{POINTS})分(?:为止|封顶)?",
        "该项指标最高2分",
    ),
    PhraseKind(
        "ZERO",
        rf"(?P<whole>{WHOLE})?(?:均|则|都)?(?:不得分|[得计记为]?(?<![\d.])(?:0|零)分|不计分|不予计分)",
        "该指标不得分",
    ),
    # 按时办结的不扣分: nothing happens
    PhraseKind("NOTHING", r"不(?:扣|加)分", "不扣分"),
    PhraseKind("FULL", rf"(?P<whole>{WHOLE})?[得计记]满分|满分(?!\d)", "得满分"),
    # 平阴 no. 5 prints 扣0.5 without 分
    PhraseKind("LOSS", rf"(?:得)?(?:扣(?:除|减)?|减)(?P<n>{POINTS}){ALONE}(?:分(?:/(?P<by>{MEASURE}))?)?", "扣0.1分"),
    PhraseKind("LEVEL_GAIN", rf"(?P<level>{LEVEL})级的?(?:得|加|计|奖)?(?P<n>{POINTS})分", "省级3分"),
    PhraseKind("GAIN", rf"(?:得|计|加|奖励?|记|赋)(?P<n>{POINTS}){ALONE}分(?:/(?P<by>{MEASURE}))?", "得20分"),
    # SPEC: a bare (8分) after what is asked
    PhraseKind("BRACKET_GAIN", rf"\((?P<n>{POINTS})分\)", "(8分)"),
    # 平阴 no. 3: the largest and the smallest among all places
    PhraseKind("MOST", r"(?:数量|比例|金额)?最[多高大]的", "数量最多的"),
    PhraseKind("LEAST", r"(?:数量|比例|金额)?最[少低小]的", "最少的"),
    # 平阴 no. 13
    PhraseKind("AVERAGE", r"不得?低于(?P<of>全?[国省市县区]平均水平)", "不得低于全市平均水平"),
    PhraseKind("PERIOD", PERIOD, "每月"),
    PhraseKind("EACH_BODY", r"每个(?:部门(?:\(单位\))?|单位|乡镇|镇|街道|村|企业)", "每个部门(单位)"),
    # 成武 no. 5: 每个单项达到100%的得0.2分
    PhraseKind("PER", r"每个?(?P<one>单项)", "每个单项"),
    # 成武 no. 1: 每后10名; no. 2: 每出现1家; 郏县: 每向省“信易贷”平台成功上报一家的; 石城 no. 17: 每出现每一例
    # and the common 每低1个百分点扣0.1分, 每增加1篇加0.5分
    PhraseKind("PER", rf"每(?P<after>后|超过?|高出?|增加|上升|多)(?P<n>{NUMERAL})(?P<unit>{MEASURE})", "每后10名"),
    PhraseKind("PER", rf"每(?P<lack>少|缺少?|低|下降|降低|减少)(?P<n>{NUMERAL})(?P<unit>{MEASURE})", "每低1个百分点"),
    PhraseKind("PER", rf"每(?P<unit>{MEASURE})", "每次"),
    PhraseKind(
        "PER",
        rf"每(?P<verb>(?:(?![得扣加计]\d)[^,;。每]){{0,40}}?)(?:每)?(?P<n>{NUMERAL})(?P<unit>(?!分){MEASURE})",
        "每发现一条",
    ),
    # 成武 no. 9: 缺少一个领域扣0.2分; 郏县: 缺一项得扣1分
    PhraseKind("PER", rf"(?P<lack>缺少?|少)(?P<n>{NUMERAL})(?P<unit>{MEASURE})", "缺少一个"),
    # 平阴 no. 9: 有一例未完成扣1分; no. 14: 出现一例扣2分
    PhraseKind("PER", rf"(?P<verb>出现|发生|发现|查实|存在|有)(?P<n>一|1)(?P<unit>{MEASURE})", "出现一例"),
    # 郏县 part 6 no. 3: 1个典型案例得1分
    PhraseKind(
        "PER",
        r"(?<![^,;。])(?P<n>一|1)(?P<unit>个|项|次|篇|件|例)(?P<rest>[^,;。得扣]{1,12})(?=[得扣加])",
        "1个典型案例得1分",
    ),
    # 迟报一次扣0.5分: a number of one right before the points
    PhraseKind("PER", r"(?P<n>一|1)(?P<unit>次|项|个|例|起|条|篇|件|处|家|人)(?=的?[扣得加]\d)", "一次扣0.5分"),
    # 第一名得10分, 第2至5名得8分; 90%-95%得3分
    PhraseKind("BOUND", rf"第(?P<same>{NUMERAL})(?P<unit>名|位)", "第1名"),
    PhraseKind(
        "BOUND",
        rf"第?(?P<low>{NUMERAL})(?:{MEASURE})?[-~至到](?P<high>{NUMERAL})(?P<unit>(?![年月日分]){MEASURE})(?:之间)?",
        "90%-95%",
    ),
    # 成武 no. 1
    PhraseKind("BOUND", rf"(?P<first>前)(?P<value>{NUMERAL})(?P<unit>名|位)(?:\(含\))?", "前10名(含)"),
    # 平阴 no. 15 prints 3个或3个以上工作日
    PhraseKind(
        "BOUND", rf"{NUMERAL}个或(?P<value>{NUMERAL})个(?P<word>以上|以下)(?P<unit>工作日)?", "3个或3个以上工作日"
    ),
    PhraseKind(
        "BOUND",
        rf"(?P<word>不得?低于|不得?少于|不小于|不得?高于|不得?超过|不多于|不大于|未达到|未达|达不到|不足|不到|低于|少于|小于|高于|大于|多于|超过|达到|达|至少|不为|为)(?P<value>{NUMERAL})(?P<unit>{MEASURE})?(?:\(含\))?",
        "低于0.3%",
    ),
    PhraseKind(
        "BOUND", rf"(?P<value>{NUMERAL})(?P<unit>{MEASURE})(?:\(含\)|及|或)?(?P<word>以上|以下|以内|内)", "3件及以上"
    ),
    # 郏县 part 6 no. 1: 每覆盖一个领域0.5分
    PhraseKind("POINTS", r"(?P<n>\d+(?:\.\d+)?)分", "0.5分"),
    PhraseKind("QUANTITY", rf"(?P<value>{NUMERAL})(?P<unit>{MEASURE})", "12篇"),
    PhraseKind("LEVELS", rf"{LEVEL}级?(?:[、和]{LEVEL}级?)+", "省、市"),
    PhraseKind("AND", r"且|并且|同时", "且"),
    PhraseKind("COMMA", r",|:", ","),
    PhraseKind("STOP", r"[。;]|(?<=[^\d])\.(?!\d)|(?<=\d)\.(?=$)", "。"),
)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind.name, re.compile(kind.pattern)) for kind in PHRASES)


def cut_phrases(words: str) -> Iterator[Phrase]:
    """Yield the phrases of `words` (folded, without layout), in order, without gaps; the last one is a STOP.

    >>> [(phrase.kind, phrase.text) for phrase in cut_phrases("低于0.3%,得4分")]
    [('BOUND', '低于0.3%'), ('COMMA', ','), ('GAIN', '得4分'), ('STOP', '')]
    """
    position = waiting = 0
    while position < len(words):
        found = _match(words, position)
        if found is None:
            position += 1
            continue
        if waiting < position:
            yield _words(words, waiting, position)
        yield found
        position = waiting = found.end
    if waiting < position:
        yield _words(words, waiting, position)
    yield Phrase("STOP", position, position, "", {})


def _words(words: str, start: int, end: int) -> Phrase:
    return Phrase("WORDS", start, end, words[start:end], {})


def _match(words: str, position: int) -> Phrase | None:
    for kind, pattern in _patterns():
        match = pattern.match(words, position)
        if match:
            parts = {name: value for name, value in match.groupdict().items() if value is not None}
            return Phrase(kind, position, match.end(), match.group(), parts)
    return None
