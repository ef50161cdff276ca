"""In: the value of a cell and its number format. Out: the words that the cell shows.

A share is stored as 0.95 and shown as 95%; a date is stored as a number of days. Not handled: colours, currencies and
texts within formats, which stay out.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
PLACES = re.compile(r"0\.(0+)")
DATE = re.compile(r"[yd年]|m(?!m?:)", re.IGNORECASE)


def show_value(value: object, form: str = "General") -> str:
    """Return what a cell shows.

    >>> show_value(0.95, "0%"), show_value(12.0), show_value(dt.datetime(2024, 6, 30), 'yyyy"年"m"月"d"日"')
    ('95%', '12', '2024年6月30日')
    >>> show_value(dt.datetime(2024, 6, 1), 'yyyy"年"m"月"'), show_value(dt.date(2024, 6, 30), "m/d/yy")
    ('2024年6月', '2024-06-30')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.datetime | dt.date):
        return show_date(value, form)
    if isinstance(value, int | float | Decimal):
        return show_number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), form)
    return str(value)


def show_number(value: Decimal, form: str) -> str:
    """Return a number as its format shows it: percent and decimal places; otherwise its shortest form."""
    if not value.is_finite() or value.adjusted() > 40:
        return str(value)
    plain = QUOTED.sub("", form.partition(";")[0])
    places = PLACES.search(plain)
    if "%" in plain:
        value *= 100
    if places and ("%" in plain or "E" not in plain.upper()):
        value = round(value, len(places[1]))
    elif "%" in plain:
        value = round(value, 0)
    shown = format(value.normalize(), "f") if value else "0"
    return f"{shown}%" if "%" in plain else shown


def show_date(value: dt.datetime | dt.date, form: str) -> str:
    """Return a date in the order in which its format shows it: 年 and 月 where it has them, else year-month-day."""
    if "年" in form or "月" in form:
        day = f"{value.day}日" if "d" in QUOTED.sub("", form).lower() or "日" in form else ""
        year = f"{value.year}年" if "y" in QUOTED.sub("", form).lower() or "年" in form else ""
        return f"{year}{value.month}月{day}"
    if isinstance(value, dt.datetime) and (value.hour or value.minute or value.second):
        return value.strftime("%Y-%m-%d %H:%M")
    if "d" not in QUOTED.sub("", form).lower() and "y" in form.lower():
        return f"{value.year}-{value.month:02d}"
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
