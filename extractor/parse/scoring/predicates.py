"""In: folded scoring text. Out: its predicates (得5分, 不得分, 按比例计分), in order, none overlapping.

Each pattern is built from named parts and stands below a real sentence. Not handled: points printed in words
(得五分 is read, 得半数分 is not).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.language.cover import Cover
from extractor.language.numerals import NUMBER, parse_number
from extractor.model.plan import Number

POINTS = rf"(?P<points>{NUMBER})"
OTHER_POINTS = rf"(?P<other>{NUMBER})"
STEP = r"(?:/(?P<step>[次条项个家例篇]))?"
SCORES = r"(?:计分|得分|赋分|折算|给分|打分)"
GIVES = r"(?:得|计|记|加|奖励?|赋|给|可得|可加)"
ENDS = r"(?=[,。;)]|$)"
MOST = r"(?:最多|最高|至多|累计最多|共计最多|累计)"

# 得分=7*增速 (郏县)
FORMULA = r"(?:得分|分值|计分)=[^,。;]+"
# 最多扣2分 (平阴); 最高扣7.5分 (郏县); 扣分最高不超过5分; 扣完为止 (成武)
DEDUCT_CAP = (
    rf"{MOST}(?:可|只)?扣减?至?(?:不超过)?{POINTS}分?"
    rf"|扣分(?:最高|最多)?不超过{OTHER_POINTS}分"
    r"|扣完(?:本项分值?|该项分值?|分值)?为止|扣至[0零]分?(?:为止)?"
)
# 介于两者之间的按比例计分 (成武); 其他的按比例计分 (平阴)
INTERPOLATE = (
    rf"(?:介于|处于|居于|在)[^,。;]{{0,12}}?(?:之间|中间|区间)[^,。;]{{0,6}}?,?按[^,。;]{{0,8}}?{SCORES}"
    rf"|(?:其他|其余|其它)[^,。;]{{0,6}}按[^,。;]{{0,8}}?比例[^,。;]{{0,4}}?{SCORES}"
    r"|采用?(?:线性)?(?:内)?插值法[^,。;]{0,6}(?:计分|得分)?"
)
# 在全市的位次计分 (平阴); 按所在地市排名计分 (成武)
# 在全市排名1-5名的依次赋予60分、57分、54分
RANK = (
    rf"(?:位次|排名|名次|排序)[^,。;]{{0,8}}?(?:{SCORES}|计算得分)"
    r"|(?:位次|排名|名次)[^,。;]{0,14}?(?:依次|分别)(?:赋予?|得|计|加)\d+(?:\.\d+)?分(?:、\d+(?:\.\d+)?分)+"
)
# 本项按出台文件数量的比例计分; 占辖区内法人企业比例打分 (平阴); 按水库退养完成比例扣分 (石城)
PROPORTIONAL = rf"(?:按|依|根据)[^,。;]{{0,80}}?(?:比例|百分比)(?:\([^()]*\))?(?:进行)?(?:{SCORES}|扣分|计算|加分)"
# 未出台文件本项不得分; 最少的得0分 (平阴)
ZERO = r"不得分|不计分|不予计分|不给分|不予得分|(?:得|计|记|为)[0零]分|零分"
# 数量最多的得满分 (平阴)
FULL = rf"(?:得|计|记)满分|(?<!\d)满分{ENDS}"
# 最高4分 (成武); 共3分; 满分5分 (郏县); 累计不超过10分
CAP = (
    r"(?:最高(?:不超过)?|最多(?:不超过)?|至多|不超过|共计?|合计|满分为?|上限为?|封顶为?|累计不超过)"
    rf"可?(?:得|加|计|记|奖励?)?{POINTS}分(?:封顶)?|{OTHER_POINTS}分封顶"
)
# 每迟报1条数据扣0.1分; 每一条扣0.5,最多扣2分 (平阴)
DEDUCT = rf"(?:扣减?|减|扣除|倒扣)除?{POINTS}(?:分|(?=[,。;]|$)){STEP}"
# 得10分 (成武); 每覆盖一个领域0.5分 (郏县); 组织领导到位(8分)
AWARD = rf"{GIVES}{POINTS}分{STEP}|(?<![\d.扣减高多共满])(?P<bare>\d+(?:\.\d+)?)分{ENDS}"

# The order in which predicates are tried: what contains another stands before it.
PREDICATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("formula", re.compile(FORMULA)),
    ("deduct_cap", re.compile(DEDUCT_CAP)),
    ("interpolate", re.compile(INTERPOLATE)),
    ("rank", re.compile(RANK)),
    ("proportional", re.compile(PROPORTIONAL)),
    ("zero", re.compile(ZERO)),
    ("full", re.compile(FULL)),
    ("cap", re.compile(CAP)),
    ("deduct", re.compile(DEDUCT)),
    ("award", re.compile(AWARD)),
)
# 分别奖20、10分; 分别扣20、10分 (石城)
SHARED = re.compile(rf"分别(?P<verb>奖励?|加|得|扣)(?P<list>{NUMBER}分?(?:、{NUMBER}分?)+)")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate: its kind in PREDICATES, its interval, its points, and the step printed behind a stroke (分/次)."""

    kind: str
    start: int
    end: int
    points: Number | None
    step: str | None = None
    bracketed: bool = False


def find_predicates(text: str) -> list[Predicate]:
    """Return the predicates of folded `text`.

    >>> [(p.kind, p.points) for p in find_predicates("每一条扣0.5,最多扣2分")]
    [('deduct', 0.5), ('deduct_cap', 2)]
    """
    found = [predicate for match in SHARED.finditer(text) for predicate in _shared(match)]
    taken = Cover(0, len(text))
    for predicate in found:
        taken.add(predicate.start, predicate.end)
    for kind, pattern in PREDICATES:
        for match in pattern.finditer(text):
            if taken.meets(match.start(), match.end()):
                continue
            groups = match.groupdict()
            if groups.get("bare") and not _is_bare_award(text, match):
                continue
            printed = groups.get("points") or groups.get("other") or groups.get("bare")
            points = parse_number(printed) if printed else None
            bracketed = bool(groups.get("bare")) and text[: match.start()].endswith("(")
            found.append(Predicate(kind, match.start(), match.end(), points, groups.get("step"), bracketed))
            taken.add(match.start(), match.end())
    return sorted(found, key=lambda predicate: predicate.start)


def _shared(match: re.Match[str]) -> list[Predicate]:
    kind = "deduct" if match["verb"] == "扣" else "award"
    start = match.start("list")
    return [
        Predicate(kind, start + number.start(), start + number.end(), parse_number(number.group()))
        for number in re.finditer(NUMBER, match["list"])
    ]


def _is_bare_award(text: str, match: re.Match[str]) -> bool:
    """0.5分 without a verb awards behind 每… or in brackets (组织领导到位(8分)); elsewhere it is a mention."""
    before = text[max(0, match.start() - 60) : match.start()]
    if before.endswith("("):
        return text[match.end() : match.end() + 1] in (")", ",") and not re.search(r"满分\(?$", before)
    clause = re.split(r"[,。;]", before)[-1]
    return bool(re.search(r"每|缺", clause)) and not re.search(r"[扣得加计]", clause)
