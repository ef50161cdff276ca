"""In: a recurrence or a time from an event. Out: its words for a reader, Chinese and English; no code in either.

Not handled: single days and spans, which say themselves (`timing`).
"""

from __future__ import annotations

from extractor.model.timing.parts import (
    EVERY_MONTH,
    OFFICE_DAYS,
    QUARTER,
    QUARTER_ENDS,
    QUARTER_MIDDLES,
    QUARTER_STARTS,
    WEEKDAYS,
    RecurrenceParts,
    TimeUnit,
    Words,
)

ZH_WEEKDAYS = dict(zip(WEEKDAYS, "一二三四五六日", strict=True))
EN_WEEKDAYS = dict(
    zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)
EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
EVERY = {
    ("year", 1): Words("每年", "yearly"),
    ("month", 1): Words("每月", "monthly"),
    ("month", 3): Words("每季度", "quarterly"),
    ("month", 6): Words("每半年", "half-yearly"),
    ("week", 1): Words("每周", "weekly"),
    ("day", 1): Words("每日", "daily"),
    ("hour", 1): Words("每小时", "hourly"),
}
QUARTER_MONTHS = {
    QUARTER_STARTS: Words("第一个月", "its first month"),
    QUARTER_MIDDLES: Words("第二个月", "its second month"),
    QUARTER_ENDS: Words("最后一个月", "its last month"),
}
UNITS = {
    "year": Words("年", "year"), "month": Words("个月", "month"), "week": Words("周", "week"),
    "day": Words("天", "day"),
    "working_day": Words("个工作日", "working day"), "hour": Words("小时", "hour"), "minute": Words("分钟", "minute"),
    "second": Words("秒", "second"),
}  # fmt: skip


def describe_recurrence(one: RecurrenceParts) -> Words:
    """Return how often and by which day."""
    every, months, day = _describe_step(one), _describe_months(one), _describe_days(one)
    if not months.zh:
        return Words(every.zh + day.zh, f"{every.en} {day.en}".strip())
    by = "底前" if one.days == (-1,) else day.zh
    return Words(every.zh + months.zh + by, f"{every.en} {f'{day.en} of' if day.en else 'in'} {months.en}")


def _describe_step(one: RecurrenceParts) -> Words:
    unit, step = one.unit, one.step
    if one.weekdays == OFFICE_DAYS and unit == "week" and step == 1:
        return Words("每个工作日", "every working day")
    if unit == "month" and one.months and step in (3, 6):
        return EVERY[(unit, step)]
    if unit == "month" and one.months:
        return EVERY[("year", 1)]
    known = EVERY.get((unit, step))
    if known:
        return known
    name = UNITS[unit]
    return Words(f"每{step}{name.zh}", f"every {step} {name.en}s")


def _describe_months(one: RecurrenceParts) -> Words:
    months = one.months
    if not months or (one.season and months == EVERY_MONTH):
        return Words("", "")
    if one.unit == "month" and one.step == QUARTER and months in QUARTER_MONTHS:
        return QUARTER_MONTHS[months]
    if one.season:
        first = next(month for month in months if (month - 2) % 12 + 1 not in months)
        last = next(month for month in months if month % 12 + 1 not in months)
        return Words(
            f"{first}月至{'次年' if last < first else ''}{last}月", f"{EN_MONTHS[first - 1]} to {EN_MONTHS[last - 1]}"
        )
    return Words("、".join(f"{month}月" for month in months), " and ".join(EN_MONTHS[month - 1] for month in months))


def _describe_days(one: RecurrenceParts) -> Words:
    if one.position is not None:
        return _describe_position(one.position, one.weekdays)
    if one.weekdays and one.weekdays != OFFICE_DAYS:
        zh = "、".join(ZH_WEEKDAYS[day] for day in one.weekdays)
        return Words(zh if one.step == 1 else f"周{zh}", "on " + " and ".join(EN_WEEKDAYS[day] for day in one.weekdays))
    if one.days:
        zh = "、".join("最后一日" if day == -1 else f"{day}日" for day in one.days)
        english = " and ".join("the last day" if day == -1 else f"day {day}" for day in one.days)
        return Words(f"{zh}前", f"by {english}")
    return Words("", "")


def _describe_position(position: int, weekdays: tuple[str, ...]) -> Words:
    """第5个工作日前, 最后一个周五: a working day is a limit, a day of the week is the day itself."""
    if position > 0:
        zh, en = f"第{position}个", f"its {_ordinal(position)}"
    elif position == -1:
        zh, en = "最后一个", "the last"
    else:
        zh, en = f"倒数第{-position}个", f"the {_ordinal(-position)} last"
    if weekdays == OFFICE_DAYS:
        return Words(f"{zh}工作日前", f"by {en} working day")
    days = "、".join(ZH_WEEKDAYS[day] for day in weekdays)
    return Words(f"{zh}周{days}", f"on {en} {' or '.join(EN_WEEKDAYS[day] for day in weekdays)}")


def _ordinal(number: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")


def describe_within(amount: int | None, unit: TimeUnit, since: str, *, rolls: bool) -> Words:
    """Return how long from which event; the event alone where no length is printed."""
    if amount is None:
        return Words(since, since)
    name = UNITS[unit]
    length = Words(f"{amount}{name.zh}", f"{amount} {name.en}{'' if amount == 1 else 's'}")
    if rolls:
        zh = f"{since}起满{length.zh}后的下一个工作日" if since else f"满{length.zh}后的下一个工作日"
        return Words(zh, f"the working day after {length.en}" + (f" from {since}" if since else ""))
    if not since:
        return Words(f"{length.zh}内", f"within {length.en}")
    return Words(f"{since}起{length.zh}内", f"within {length.en} of {since}")
