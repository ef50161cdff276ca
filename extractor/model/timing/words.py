"""In: a recurrence or a time from an event. Out: its words for a reader, Chinese and English; no code in either.

Not handled: single days and spans, which say themselves (`timing`).
"""

from __future__ import annotations

from extractor.model.timing.parts import (
    EVERY_MONTH,
    OFFICE_DAYS,
    QUARTER_ENDS,
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
UNITS = {
    "year": Words("年", "year"), "month": Words("个月", "month"), "week": Words("周", "week"),
    "day": Words("天", "day"),
    "working_day": Words("个工作日", "working day"), "hour": Words("小时", "hour"), "minute": Words("分钟", "minute"),
    "second": Words("秒", "second"),
}  # fmt: skip


def describe_recurrence(one: RecurrenceParts) -> Words:
    """Return how often and by which day."""
    every = _describe_step(one)
    months = _describe_months(one)
    day = _describe_days(one)
    if not months.zh:
        return Words(every.zh + day.zh, (every.en + (" " + day.en if day.en else "")).strip())
    if months.zh == "最后一个月":
        tail = f" {day.en} of its last month" if day.en else " in its last month"
        return Words(every.zh + months.zh + day.zh, every.en + tail)
    zh = every.zh + months.zh + (day.zh.removeprefix("最后一日").replace("底前", "底前") if day.zh else "")
    if one.days == (-1,):
        zh = every.zh + months.zh + "底前"
    english = f"{every.en} {f'{day.en} of' if day.en else 'in'} {months.en}"
    return Words(zh, english)


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
    if not months or months == EVERY_MONTH:
        return Words("", "")
    if one.unit == "month" and one.step == 3 and months == QUARTER_ENDS:
        return Words("最后一个月", "")
    if one.unit == "month" and one.step == 3 and months == (1, 4, 7, 10):
        return Words("第一个月", "its first month")
    if one.season:
        first = next((month for month in months if (month - 2) % 12 + 1 not in months), months[0])
        last = next((month for month in months if month % 12 + 1 not in months), months[-1])
        return Words(f"{first}月至{last}月", f"{EN_MONTHS[first - 1]} to {EN_MONTHS[last - 1]}")
    return Words("、".join(f"{month}月" for month in months), " and ".join(EN_MONTHS[month - 1] for month in months))


def _describe_days(one: RecurrenceParts) -> Words:
    if one.position is not None:
        first = one.position > 0
        which = f"第{one.position}个" if first else "最后一个"
        english = f"by {'its' if first else 'the'} {_ordinal(one.position)} working day"
        return Words(f"{which}工作日前", english)
    if one.weekdays and one.weekdays != OFFICE_DAYS:
        zh = "、".join(ZH_WEEKDAYS[day] for day in one.weekdays)
        return Words(zh, "on " + " and ".join(EN_WEEKDAYS[day] for day in one.weekdays))
    if one.days == (-1,):
        return Words("最后一日前", "by the last day")
    if one.days:
        zh = "、".join("最后一日" if day == -1 else f"{day}日" for day in one.days)
        english = " and ".join("the last day" if day == -1 else f"day {day}" for day in one.days)
        return Words(f"{zh}前", f"by {english}")
    return Words("", "")


def _ordinal(number: int) -> str:
    if number < 0:
        return "last"
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
