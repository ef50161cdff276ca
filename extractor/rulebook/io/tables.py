"""In: many units and periods as a table (CSV, XLSX, Parquet, a frame), wide or long. Out: their values in columns.

Wide: a row for each unit and period, a column for each input (by its name or label). Long: a row for each value, with
编号 and 观测值 and the columns that say whose it is. What is neither an input nor a value says whose row it is.
Periods are gathered as the plan prints (mean of months, sum of quarters, last of the year) where that is asked for.
Not handled: what the values are worth (`engine.table`), writing (`score_files`).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from typing import Any

import msgspec

from extractor.model.scored.rulebook import Gathering, Input, Rulebook
from extractor.rulebook.engine.table import TableError
from extractor.rulebook.engine.values import ObservationError, parse_value
from extractor.rulebook.io.observations import NAME_HEADINGS, VALUE_HEADINGS, read_csv_rows
from extractor.rulebook.io.xlsx_reader import read_sheets

PERIOD_HEADINGS = frozenset({"时期", "期间", "月份", "月", "季度", "年月", "period", "month", "quarter"})
UNIT_HEADINGS = frozenset({
    "地区", "单位名称", "被考核单位", "考核对象", "县", "县区", "县市区", "乡镇", "部门",
    "place", "unit", "county", "body",
    *PERIOD_HEADINGS, "年份", "年度", "year",
})  # fmt: skip
"""Headings that make a list of values a table of several units."""
SAME_WORDS = str.maketrans("（）：，", "():,")


class ObservedTable(msgspec.Struct, frozen=True):
    """Values of many rows: `keys` say whose they are, `columns` hold a list for each input that has a column."""

    keys: Mapping[str, list[Any]]
    columns: Mapping[str, Any]
    rows: int

    def name_row(self, place: int) -> str:
        """Return whose a row is: 曹县 2023年3月."""
        return " ".join(str(values[place]) for values in self.keys.values()) or f"第{place + 1}行"


def is_table(content: bytes, name: str, rulebook: Rulebook) -> bool:
    """Whether a file holds many units, not one form."""
    ending = name.lower().rpartition(".")[2]
    if ending == "parquet":
        return True
    if ending not in {"csv", "xlsx"}:
        return False
    rows = _read_rows(content, name)
    return bool(rows) and (_is_wide(rows[0], rulebook) or _is_long(rows[0]))


def read_table(content: bytes, name: str, rulebook: Rulebook) -> ObservedTable:
    """Return the values of a file. Raises TableError, with all faults, where its columns do not fit the rulebook."""
    if name.lower().endswith(".parquet"):
        return read_frame(_read_parquet(content, name), rulebook)
    rows = _read_rows(content, name)
    if not rows:
        raise TableError(f"{name}: 表是空的", hint="第一行应是列名")
    heading, body = rows[0], [row for row in rows[1:] if any(cell.strip() for cell in row)]
    columns = {
        title.strip(): [row[place].strip() if place < len(row) else "" for row in body]
        for place, title in enumerate(heading)
        if title.strip()
    }
    if _is_long(heading) and not _is_wide(heading, rulebook):
        return _widen(columns, rulebook, name)
    return sort_columns(columns, len(body), rulebook, name)


def read_frame(frame: Any, rulebook: Rulebook) -> ObservedTable:
    """Return the values of a pandas or polars frame, or of a mapping from columns to lists."""
    if isinstance(frame, Mapping):
        columns = dict(frame)
        rows = len(next(iter(columns.values()), ()))
    else:
        columns = {str(title): frame[title].to_numpy() for title in frame.columns}
        rows = len(frame)
    lists = dict(columns)
    if _is_long(list(lists)) and not _is_wide(list(lists), rulebook):
        return _widen({title: _as_words(values) for title, values in lists.items()}, rulebook, "表")
    return sort_columns(lists, rows, rulebook, "表")


def _as_words(values: Any) -> list[str]:
    return ["" if value is None or value != value else str(value) for value in values]  # noqa: PLR0124


def sort_columns(columns: Mapping[str, Any], rows: int, rulebook: Rulebook, name: str) -> ObservedTable:
    """Return columns apart: those of inputs, and those that say whose a row is."""
    inputs = _find_inputs(rulebook)
    known: dict[str, Any] = {}
    keys: dict[str, list[Any]] = {}
    faults = []
    for title, values in columns.items():
        item = inputs.get(_fold(title))
        if item is None:
            keys[title] = list(values)
        elif item.name in known:
            faults.append(f"{name}: “{title}”一项有两列")
        else:
            known[item.name] = values
    if not known:
        shown = "、".join(list(columns)[:6])
        raise TableError(
            f"{name}: 没有一列是这份规则的观测项（列名：{shown}）", hint="列名用编号或观测内容，见 rulebook inputs"
        )
    if faults:
        raise TableError("\n".join(faults), faults=tuple(faults))
    return ObservedTable(keys, known, rows)


def _find_inputs(rulebook: Rulebook) -> dict[str, Input]:
    found: dict[str, Input] = {}
    for item in rulebook.inputs:
        found[_fold(item.label)] = item
    return found | {_fold(item.name): item for item in rulebook.inputs}


def _fold(title: str) -> str:
    return "".join(title.split()).translate(SAME_WORDS)


def _is_wide(heading: Sequence[str], rulebook: Rulebook) -> bool:
    inputs = _find_inputs(rulebook)
    return any(_fold(title) in inputs for title in heading)


def _is_long(heading: Sequence[str]) -> bool:
    words = {title.strip().lower() for title in heading}
    return bool(words & set(NAME_HEADINGS)) and bool(words & set(VALUE_HEADINGS)) and bool(words & UNIT_HEADINGS)


def _widen(columns: Mapping[str, list[str]], rulebook: Rulebook, name: str) -> ObservedTable:
    """Turn a row for each value into a row for each unit and period, in the order of their first mention."""
    lowered = {title.lower(): title for title in columns}
    named = columns[next(lowered[word] for word in NAME_HEADINGS if word in lowered)]
    values = columns[next(lowered[word] for word in VALUE_HEADINGS if word in lowered)]
    titles = [title for title in columns if title.lower() in UNIT_HEADINGS]
    inputs, faults = _find_inputs(rulebook), []
    places: dict[tuple[str, ...], int] = {}
    found: dict[str, dict[int, str]] = {}
    for number, (key, value) in enumerate(zip(named, values, strict=True), 2):
        item = inputs.get(_fold(key))
        if item is None:
            faults.append(f"{name}: 第{number}行没有名为“{key}”的观测项")
            continue
        whose = tuple(columns[title][number - 2] for title in titles)
        place = places.setdefault(whose, len(places))
        if place in found.setdefault(item.name, {}):
            faults.append(f"{name}: 第{number}行“{key}”对“{' '.join(whose)}”已经填过一次")
        found[item.name][place] = value
    if faults:
        raise TableError("\n".join(faults[:20]), faults=tuple(faults))
    keys = {title: [whose[at] for whose in places] for at, title in enumerate(titles)}
    wide = {key: [cells.get(place, "") for place in range(len(places))] for key, cells in found.items()}
    return ObservedTable(keys, wide, len(places))


def _read_rows(content: bytes, name: str) -> list[list[str]]:
    if name.lower().endswith(".csv"):
        return read_csv_rows(content, name)
    sheets = read_sheets(content, name)
    return [[cell for cell, _ in row] for row in sheets[0][1]] if sheets else []


def _read_parquet(content: bytes, name: str) -> Any:
    try:
        import polars as pl
    except ImportError:
        try:
            pd = import_module("pandas")
        except ImportError:
            raise TableError(f"{name}: 读 Parquet 需要 polars 或 pandas", hint="请安装本程序的 export 附加包") from None
        return pd.read_parquet(io.BytesIO(content))
    return pl.read_parquet(io.BytesIO(content))


def gather_periods(table: ObservedTable, rulebook: Rulebook) -> ObservedTable:
    """Return one row for each unit: the periods of each input as one value, as the plan prints it.

    A value that some period lacks is not observed: neither a sum nor a mean can be told. Raises TableError where the
    table has no column of periods.
    """
    titles = [title for title in table.keys if title.strip().lower() in PERIOD_HEADINGS]
    if not titles:
        raise TableError("表里没有时期一列，无法合并", hint=f"列名用{'、'.join(sorted(PERIOD_HEADINGS))}之一")
    units = {title: values for title, values in table.keys.items() if title not in titles}
    groups: dict[tuple[Any, ...], list[int]] = {}
    for place in range(table.rows):
        groups.setdefault(tuple(values[place] for values in units.values()), []).append(place)
    inputs = {item.name: item for item in rulebook.inputs}
    columns: dict[str, list[Any]] = {}
    faults: list[str] = []
    for name, values in table.columns.items():
        cells = list(values)
        columns[name] = []
        for places in groups.values():
            try:
                columns[name].append(_gather(inputs[name], [cells[place] for place in places]))
            except ObservationError as fault:
                faults.append(str(fault))
    if faults:
        raise TableError("\n".join(faults[:20]), faults=tuple(faults))
    keys = {title: [key[at] for key in groups] for at, title in enumerate(units)}
    return ObservedTable(keys, columns, len(groups))


def find_gathering(item: Input) -> Gathering:
    """Return how the periods of an input become one value: as printed, else as its kind suggests."""
    default: Gathering = "sum" if item.kind == "count" else "mean" if item.kind == "number" else "last"
    return item.gather or default


def _gather(item: Input, cells: Sequence[Any]) -> Any:
    if any(cell is None or cell != cell or not str(cell).strip() for cell in cells):  # noqa: PLR0124
        return ""
    way = find_gathering(item)
    if way == "last" or item.kind in {"yes_no", "choice", "date"}:
        return cells[-1]
    values = [parse_value(_word(cell), item, "") for cell in cells]
    if way == "mean":
        return format(sum(values, Decimal(0)) / len(values), "f")
    return format({"sum": sum(values, Decimal(0)), "most": max(values), "least": min(values)}[way], "f")


def _word(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
