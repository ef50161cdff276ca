"""In: the words of a task, or of its 完成时限 label. Out: the time limits printed there.

Kinds: a date or interval, a recurrence (RFC 5545), a duration from an event (ISO 8601), at once. A quota over
a period (每年至少开展2次) is a target, not a time limit. Not handled: 长期坚持, 适时, 定期, which name no time;
behind a label they become a problem, elsewhere they are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from extractor.language.cover import Cover
from extractor.language.dates import SEASONS, build_date
from extractor.language.numerals import NUMBER, parse_number
from extractor.model.place import Passage
from extractor.model.plan import Deadline, DeadlineKind
from extractor.parse.context import Context
from extractor.parse.facts.deadline_patterns import PATTERNS

Where = Literal["label", "body"]
PERIODS = {
    "年": ("YEARLY", 1), "半年": ("MONTHLY", 6), "季度": ("MONTHLY", 3), "季": ("MONTHLY", 3), "月": ("MONTHLY", 1),
    "周": ("WEEKLY", 1), "星期": ("WEEKLY", 1), "日": ("DAILY", 1), "天": ("DAILY", 1),
}  # fmt: skip
CLASSIFIER = r"[次篇条件个场期家户名例批项份轮]"
# 请在活动结束后48小时 (长清): the request is no part of the limit
POLITE = re.compile(r"(?:请|应|须|要)+(?=[在于自])")
# 年内持续推进 sets no end
ONGOING = re.compile(r"[,]?(?:持续|长期|不断|常态化|分批)")
# 协同处理平均时间在5个工作日以内 (成武) is a target; 有效期3年内, 成立3年内 are conditions
NO_LIMIT = re.compile(r"(?:平均|时间|时长|用时|周期|有效期|成立|注册|为期|不少于|不低于|累计|连续|近)[^,。;]{0,4}$")
QUOTA = re.compile(rf"^[^,。;]{{0,24}}?(?:{NUMBER})\s*(?:{CLASSIFIER}|%)")


LEAD = 48
"""Characters before a sign of haste that are searched for the event it follows; no event takes more than 40."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A time limit in the making: its interval in the passage and its fields."""

    start: int
    end: int
    fields: dict[str, Any]


Reader = Callable[[re.Match[str], Where, int | None], "dict[str, Any] | None"]


def find_deadlines(
    context: Context, passage: Passage, where: Where, start: int = 0, end: int | None = None
) -> tuple[Deadline, ...]:
    """Return the time limits in `passage.text[start:end]`, in order, none overlapping."""
    stop = len(passage) if end is None else end
    return tuple(
        Deadline(
            text=context.quote(passage, found.start, found.end),
            where=where,
            place=context.place(passage, found.start, found.end),
            **found.fields,
        )
        for found in _scan(passage.text, start, stop, where, context.year)
    )


def _scan(text: str, start: int, stop: int, where: Where, year: int | None) -> Iterator[_Found]:
    """Yield readings from left to right; at each stretch the first reading of PATTERNS that makes sense wins."""
    found: list[_Found] = []
    taken = Cover(start, stop)
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text, start, stop):
            left, right = _extent(name, match)
            if taken.meets(left, match.end()):
                continue
            right = taken.next(match.end(), right)
            right = left + len(text[left:right].rstrip("并且及和"))
            fields = READERS[name](match, where, year)
            if fields is not None:
                found.append(_Found(left, right, fields))
                taken.add(left, right)
    yield from _merge_at_once(text, sorted(found, key=lambda item: item.start))


def _extent(name: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the interval that a reading quotes: the verb belongs to 实时推送, 第一时间处置."""
    if name in ("immediate", "timely"):
        tail = re.compile(r"[^,。;、)]{0,60}").match(match.string, match.end())
        return match.start(), tail.end() if tail else match.end()
    if name == "named_cycle":
        quoted = match.group().startswith('"')
        return match.start() + quoted, match.end() - match.group().endswith('"')
    polite = POLITE.match(match.string, match.start())
    return polite.end() if polite else match.start(), match.end()


def _merge_at_once(text: str, found: list[_Found]) -> Iterator[_Found]:
    """Two signs of haste in one clause (实时查看问题数据并及时修正) are one limit."""
    last: _Found | None = None
    for item in found:
        at_once = item.fields["kind"] is DeadlineKind.IMMEDIATE
        if (
            last
            and at_once
            and last.fields["kind"] is DeadlineKind.IMMEDIATE
            and item.start <= last.end + 1
            and not re.search(r"[。;]", text[last.end : item.start])
        ):
            continue
        if at_once:
            last = item
        yield item


def _read_monthly_day(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    if match["next"]:
        frequency, step = "MONTHLY", 1
    else:
        frequency, step = PERIODS[match["period"].rstrip("度") if match["period"] != "季度" else "季度"]
    day = int(match["mday"]) if match["mday"] else -1
    if match["mday"] and not 1 <= day <= 31:
        return None
    parts = [f"FREQ={frequency}"]
    if step > 1:
        parts.append(f"INTERVAL={step}")
    if match["ymonth"]:
        parts.append(f"BYMONTH={int(match['ymonth'])}")
    elif frequency == "YEARLY":
        parts.append("BYMONTH=12")
    elif step == 3 and match["which"]:
        first = match["which"] in ("首月", "第一个月")
        parts.append("BYMONTH=" + ("1,4,7,10" if first else "3,6,9,12"))
    if frequency in ("MONTHLY", "YEARLY"):
        parts.append(f"BYMONTHDAY={day}")
    return {"kind": DeadlineKind.RECURRING, "rrule": ";".join(parts)}


def _read_interval(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    if not match["m1"] or (
        not match["y1"]
        and not match["d1"]
        and "月" not in match.group()[: match.end("m1") - match.start() + 1]
        and where == "body"
    ):
        return None
    first = int(match["y1"]) if match["y1"] else year
    second = int(match["y2"]) if match["y2"] else first
    begin = build_date(first, int(match["m1"]), int(match["d1"]) if match["d1"] else 1)
    end = build_date(second, int(match["m2"]), int(match["d2"]) if match["d2"] else None, match["part"])
    if not begin or not end or begin > end:
        return None
    return {"kind": DeadlineKind.INTERVAL, "start": begin, "date": end}


def _read_relative(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    trigger = match["since"] or match["after"] or match["upon"]
    text, at = match.string, match.start("n")
    if not match["within"] and not trigger:
        return None
    if not match["within"] and match["unit"] in ("月", "年", "日"):
        return None
    if NO_LIMIT.search(text[max(0, at - 10) : at]):
        return None
    number = parse_number(match["n"])
    if number is None:
        return None
    unit = match["unit"].lstrip("个")
    letters = {"小时": ("PT", "H"), "分钟": ("PT", "M"), "月": ("P", "M"), "年": ("P", "Y"), "周": ("P", "W")}
    prefix, letter = letters.get(unit, ("P", "D"))
    return {
        "kind": DeadlineKind.RELATIVE,
        "duration": f"{prefix}{number}{letter}",
        "working_days": unit == "工作日",
        "trigger": _clean_trigger(trigger),
    }


def _clean_trigger(trigger: str | None) -> str | None:
    if trigger is None:
        return None
    return re.sub(r"^(?:请|应|须|要|并|且)?(?:在|于|自)?", "", trigger) or None


def _read_own_year(match: re.Match[str], year: int | None) -> int | None:
    """Return the year that is printed, the plan's own where none is, the one after it for 明年."""
    if match["year"]:
        return int(parse_number(match["year"]) or 0) or None
    return year + 1 if year is not None and match["coming"] else year


def _read_date(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    bound = match["before"] or match["part"] in ("底", "末") or match["till"] in ("到", "至", "截至", "截止", "截止到")
    if where == "body" and not bound:
        return None
    if match.string[match.start() - 1 : match.start()] in ("自", "从", "-"):
        return None
    own = _read_own_year(match, year)
    month, day = parse_number(match["month"]), parse_number(match["day"]) if match["day"] else None
    date = build_date(own, int(month or 0), int(day) if day else None, match["part"])
    return {"kind": DeadlineKind.DATE, "date": date} if date else None


def _read_year(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    if ONGOING.match(match.string, match.end()):
        return None
    part = match["bare"] or match["ypart"] or ""
    own = _read_own_year(match, year)
    if own is None:
        return None
    bound = part or match["before"] or match["till"] in ("到", "至", "截至", "截止", "截止到")
    if not bound or (
        match["bare"]
        and not match["before"]
        and part != "年内"
        and not match["till"]
        and where == "body"
        and part not in ("年底", "年末")
    ):
        return None
    season = re.search(r"[一二三四1-4](?=季度)", part)
    half = 6 if part == "上半年" else 12
    month = SEASONS[season.group()] if season else half
    if match["before"] and not part:
        own, month = own - 1, 12
    return {"kind": DeadlineKind.DATE, "date": build_date(own, month)}


def _read_whole_term(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    """全年 is a time limit only where one is asked for; in running words it belongs to a quota."""
    if where == "body" or year is None:
        return None
    return {"kind": DeadlineKind.INTERVAL, "start": f"{year}-01-01", "date": f"{year}-12-31"}


def _read_same_period(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    lead = match.string[max(0, match.start() - LEAD) : match.start()]
    before = re.search(r"(?:根据|对|接到|收到)([^,。;]{2,20})(?:,[^,。;]{0,16})?,?$", lead)
    return {"kind": DeadlineKind.RELATIVE, "trigger": before[1] if before else None}


def _read_named_cycle(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    name = (match["cycle"] or match["by"]).removesuffix("度") if (match["cycle"] or match["by"]) != "季度" else "季度"
    if name == "旬":
        return None
    frequency, step = PERIODS[name]
    return {"kind": DeadlineKind.RECURRING, "rrule": f"FREQ={frequency}" + (f";INTERVAL={step}" if step > 1 else "")}


def _read_every(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    """每季度 alone is a recurrence; with a number of times behind it, it is a quota."""
    if QUOTA.match(match.string, match.end()) or QUOTA.match(match.string[match.end() : match.end() + 40]):
        return None
    period = match["period"].removesuffix("度") if match["period"] != "季度" else "季度"
    frequency, step = PERIODS[period]
    return {"kind": DeadlineKind.RECURRING, "rrule": f"FREQ={frequency}" + (f";INTERVAL={step}" if step > 1 else "")}


def _read_immediate(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    clause = re.split(r"[,。;:(]", match.string[max(0, match.start() - LEAD) : match.start()])[-1]
    event = re.match(r"(?:一旦)?((?:发生|发现|出现|接到|收到)[^,。;]{2,24})$", clause)
    return {"kind": DeadlineKind.IMMEDIATE, "trigger": event[1] if event else None}


def _read_timely(match: re.Match[str], where: Where, year: int | None) -> dict[str, Any] | None:
    trigger = match["once"] or match["event"]
    return {"kind": DeadlineKind.IMMEDIATE, "trigger": _clean_trigger(trigger)}


READERS: dict[str, Reader] = {
    "monthly_day": _read_monthly_day,
    "interval": _read_interval,
    "relative": _read_relative,
    "date": _read_date,
    "year": _read_year,
    "whole_term": _read_whole_term,
    "same_period": _read_same_period,
    "named_cycle": _read_named_cycle,
    "every": _read_every,
    "immediate": _read_immediate,
    "timely": _read_timely,
}
