"""In: the words of a condition. Out: the day that bounds it, on which side, and what is done by then.

6月30日前完成移交; 12月20日以后报送; 年底前开工. Not handled: spans of two days, parts of a month (上旬).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.language.needs import Guarded
from extractor.model.scored.expression import YearDay, build_month_end
from extractor.rulebook.build.alike import NEGATED

BOUND = Guarded(
    r"^(?P<head>[^,;。\d]{0,16}?)(?:于|在|至|截至|到)?(?:当年|本年度?|全年)?"
    r"(?:(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]|(?P<end>底|末)|(?=[以之]?后))|(?P<last>年底|年末))"
    r"(?P<side>[及之以]?前|及以前|以内|之内|内|[之以]?后|及以后)?(?P<tail>[^,;。\d]{0,20})$",
    ("月", "年底", "年末"),
)
OR_NEVER = re.compile(r"(?:或者?|及)(?:仍|尚)?[未没][^,;。\d]{0,12}$")
"""5月以后印发或未印发."""
LATER = re.compile(
    r"^(?:其后|此后|之后|以后|逾期(?!未)|晚于此|超过(?:此|上述|规定)?(?:时限|时间|日期|期限))(?P<tail>[^,;。\d]{0,12})$"
)


@dataclass(frozen=True, slots=True)
class DayBound:
    """A day, whether what is done lies before or after it, and whether the day itself is said to be in."""

    done: str
    side: str
    day: YearDay | None = None
    firm: bool = False
    or_never: bool = False


def read_day(words: str) -> DayBound | None:
    """Return the bound that a condition prints.

    >>> read_day("6月30日前完成移交")
    DayBound(done='完成移交', side='before', day=YearDay(month=6, day=30), firm=False, or_never=False)
    >>> read_day("5月以后印发或未印发").day
    YearDay(month=4, day=30)
    >>> read_day("项目年底前开工").done, read_day("其后完成").side, read_day("年底未完成").side, read_day("提高5%")
    ('项目开工', 'after', 'never', None)
    """
    never = OR_NEVER.search(words)
    bound = _read_bound(words if never is None else words[: never.start()])
    if never is None or bound is None:
        return bound
    return replace(bound, or_never=True) if bound.side == "after" else None


def _read_bound(words: str) -> DayBound | None:
    later = LATER.match(words)
    if later is not None:
        return DayBound(later["tail"], "after")
    match = BOUND.match(words)
    if match is None:
        return DayBound(NEGATED.sub("", words), "never") if NEGATED.match(words) else None
    if NEGATED.match(match["tail"]):
        return DayBound(match["head"] + NEGATED.sub("", match["tail"]), "never")
    side = match["side"] or ""
    month = 12 if match["last"] else int(match["month"])
    whole = match["last"] or match["end"]
    if not 1 <= month <= 12 or (not side and not whole):
        return None
    last = build_month_end(month)
    alone = not whole and match["day"] is None  # 5月以后: from the first of May on
    day = last if whole else build_month_end(month - 1 or 12) if alone else YearDay(month, int(match["day"] or 0))
    if not 1 <= day.day <= (day if alone else last).day or (alone and month == 1):
        return None
    after = side.endswith("后")
    return DayBound(match["head"] + match["tail"], "after" if after else "before", day, bool(whole) or "及" in side)


def same_deed(words: Sequence[str]) -> bool:
    """Whether all conditions are bounded by days and about one deed.

    >>> same_deed(["5月底前完成编制", "6月底前完成"]), same_deed(["5月底前制定方案", "6月底前完成排查"])
    (True, False)
    """
    bounds = [read_day(one) for one in words]
    if any(one is None for one in bounds) or sum(one is not None and one.day is not None for one in bounds) < 2:
        return False
    deeds = sorted({one.done for one in bounds if one is not None}, key=len)
    return all(deed in deeds[-1] for deed in deeds)
