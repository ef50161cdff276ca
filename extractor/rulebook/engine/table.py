"""In: `Rulebook`, and a column of values for each input. Out: points, totals and grades of all rows at once.

Every column is checked first; all that is wrong is told in one run. A cell without a value is not a zero: the points
that depend on it have two ends. Not handled: files (`io.tables`), why a row got its points (`score`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from extractor.errors import ExtractorError
from extractor.model.scored.expression import print_number
from extractor.model.scored.rulebook import Input, Rulebook
from extractor.rulebook.engine.conflicts import find_conflicts
from extractor.rulebook.engine.lower import Lowered
from extractor.rulebook.engine.program import Program, RuledTotal, build_program, find_range, name_points
from extractor.rulebook.engine.values import (
    MOST_TOLD,
    SMALL_SHARE,
    ObservationError,
    describe_allowed,
    find_bounds,
    parse_value,
)
from extractor.rulebook.engine.vectors import Machine, ValueColumn, build_column, round_column, to_floats

if TYPE_CHECKING:
    import numpy as np

CHUNK = 1 << 16
"""Rows that are computed together, so that their columns stay in the processor's cache."""
Ends = tuple[Any, Any]
"""Two arrays of floats: the least and the most of each row; the same array where both are equal everywhere."""


class TableError(ExtractorError):
    """A table of observations cannot be used: nothing is scored. `faults` are the lines, one for each fault."""

    def __init__(self, message: str, *, hint: str = "", faults: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.faults = faults or (str(self),)


class TableScores(msgspec.Struct, frozen=True):
    """Points of many rows: by indicator id and by table, each with its two ends; grades by table, "" where open."""

    rows: int
    points: Mapping[str, Ends]
    totals: Mapping[int, Ends]
    grades: Mapping[int, Any]


def score_columns(
    rulebook: Rulebook, columns: Mapping[str, Any], rows: int, *, on: str | None = None, checked: bool = False
) -> TableScores:
    """Return the scores of `rows` rows. A column is an array or a list; what has none was not observed anywhere.

    Numbers may be numbers or text, yes/no may be true/false, 1/0 or 是/否; None, "" and not-a-number are not observed.
    Raises TableError with all values that are not allowed; `checked` tells that they were checked before.
    """
    import numpy as np

    arrays = {}
    faults: list[str] = []
    for item in rulebook.inputs:
        if item.name in columns:
            arrays[item.name] = read_column(item, columns[item.name], faults, checked=checked)
            if not checked:
                faults += _doubt_shares(rulebook, item, arrays[item.name])
    if not checked and not faults:
        faults += find_conflicts(rulebook, arrays)
    if faults:
        rest = f"\n…… 另有{len(faults) - MOST_TOLD}处" if len(faults) > MOST_TOLD else ""
        shown = "\n".join(faults[:MOST_TOLD])
        raise TableError(f"有{len(faults)}处不能用，没有计分：\n{shown}{rest}", faults=tuple(faults))
    missing = {
        item.name for item in rulebook.inputs if item.name not in arrays or bool(np.isnan(arrays[item.name]).any())
    }
    program = build_program(rulebook, missing, on=on)
    parts = [
        _score_chunk(rulebook, program, arrays, missing, start, min(start + CHUNK, rows))
        for start in range(0, max(rows, 1), CHUNK)
    ]
    return _join(rows, program, parts)


def _doubt_shares(rulebook: Rulebook, item: Input, floats: np.ndarray) -> list[str]:
    """Doubt per cents that are shares of one: a whole column, or 0.65 beside 85 and 92 and nothing from 1 to 5."""
    import numpy as np

    bounds = find_bounds(rulebook, item)
    told = floats[np.isfinite(floats) & (floats != 0)]
    if item.unit != "%" or not bounds or min(bounds) < SMALL_SHARE or not len(told):
        return []
    if len(told) >= FEWEST_SHARES and told.max() <= 1:
        return [f"“{item.name} {item.label}”一列都不大于1，像是比例而不是百分数。65%请写65"]
    others = told[told >= 1]
    if told.min() < 0 or (len(others) and others.min() < float(SMALL_SHARE)):
        return []
    with np.errstate(invalid="ignore"):
        places = np.flatnonzero((floats > 0) & (floats < 1))
    return [
        f"第{place + 1}行“{item.name} {item.label}”的值“{floats[place]:g}”像是比例而不是百分数。65%请写65"
        for place in places
    ]


NUMBERED = {"0": "否", "1": "是", "0.0": "否", "1.0": "是"}
"""How programs write an answer; never the place of an option."""
FEWEST_SHARES = 3
"""A column is doubted from this many values on."""


def read_column(item: Input, values: Any, faults: list[str], *, checked: bool = False) -> np.ndarray:
    """Return a column as floats, not-a-number where nothing was observed; what is not allowed goes to `faults`."""
    import numpy as np

    array = np.asarray(values)
    if array.dtype.kind not in "iufb" or (item.kind == "choice" and not checked):
        return _parse_column(item, array, faults)
    floats = array.astype(np.float64)
    if checked:
        return floats
    low = float(item.minimum) if item.minimum is not None else -np.inf
    high = float(item.maximum) if item.maximum is not None else np.inf
    if item.kind in {"yes_no", "choice", "date"}:
        low, high = (float(end) for end in find_range(item))
    with np.errstate(invalid="ignore"):
        wrong = (floats < low) | (floats > high) | np.isinf(floats)
        if item.whole:
            wrong |= np.isfinite(floats) & (floats != np.rint(floats))
    for place in np.flatnonzero(wrong):
        what = "不是整数" if low <= floats[place] <= high and np.isfinite(floats[place]) else "超出范围"
        faults.append(
            f"第{place + 1}行“{item.name} {item.label}”的值“{floats[place]:g}”{what}。允许：{describe_allowed(item)}"
        )
    return floats


def _parse_column(item: Input, array: np.ndarray, faults: list[str]) -> np.ndarray:
    import numpy as np

    known: dict[Any, float] = {None: np.nan, "": np.nan}
    floats = np.empty(len(array), dtype=np.float64)
    for place, value in enumerate(array.tolist()):
        if value not in known or value != value:  # noqa: PLR0124 - not-a-number differs from itself
            try:
                known[value] = _parse_cell(value, item, f"第{place + 1}行", set())
            except ObservationError as fault:
                faults.append(str(fault))
                floats[place] = np.nan
                continue
        floats[place] = known[value]
    return floats


def _parse_cell(value: Any, item: Input, where: str, bounds: set[Decimal]) -> float:
    if isinstance(value, float) and value != value:  # noqa: PLR0124
        return value
    if isinstance(value, bool):
        value = ("是" if value else "否") if item.kind in {"yes_no", "choice"} else str(value)
    if item.kind == "yes_no" and value in {0, 1}:
        return float(value)
    if item.kind == "choice" and value in {0, 1}:  # not the place of an option: 1 is 是
        value = "是" if value else "否"
    words = str(value).strip()
    if not words:
        return float("nan")
    if item.kind == "yes_no" and words in {"0", "1", "0.0", "1.0"}:
        return float(words)
    if item.kind == "choice" and words in NUMBERED:
        words = NUMBERED[words]
    if isinstance(value, float) and value.is_integer():
        words = str(int(value))
    return float(parse_value(words, item, where, bounds))


def _score_chunk(  # noqa: PLR0913, PLR0917 - a stretch of the table and what runs over it
    rulebook: Rulebook, program: Program, arrays: Mapping[str, Any], missing: set[str], start: int, stop: int
) -> dict[str, Any]:
    import numpy as np

    columns: dict[str, ValueColumn] = {}
    for item in rulebook.inputs:
        low, high = (float(end) for end in find_range(item))
        if item.name not in arrays:
            columns[f"{item.name}.low"] = _constant(low)
            columns[f"{item.name}.high"] = _constant(high)
            continue
        part = arrays[item.name][start:stop]
        if item.name not in missing:
            columns[item.name] = build_column(part)
            continue
        absent = np.isnan(part)
        columns[f"{item.name}.low"] = build_column(np.where(absent, low, part))
        columns[f"{item.name}.high"] = build_column(np.where(absent, high, part))
    return _run(program, Machine(columns), stop - start)


def _constant(value: float) -> ValueColumn:
    exact = Decimal(repr(value))
    top, bottom = exact.as_integer_ratio()
    return ValueColumn(top, bottom, abs(top), bottom)


def _run(program: Program, machine: Machine, rows: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, row in program.rows.items():
        ends = _round_ends(machine, row, program.places)
        for key, column in zip(name_points(name, row), ends, strict=True):
            machine.columns[key.input] = column
        found[f"row {name}"] = _as_floats(ends, rows)
    for total in program.totals:
        low = round_column(machine.amount(total.low), program.places)
        high = low if total.low == total.high else round_column(machine.amount(total.high), program.places)
        found[f"total {total.table}"] = _as_floats((low, high), rows)
        found[f"grade {total.table}"] = _find_grades(machine, total, rows)
    return found


def _round_ends(machine: Machine, row: Lowered, places: int) -> tuple[ValueColumn, ValueColumn]:
    low = round_column(machine.amount(row.low), places)
    return low, low if row.low == row.high else round_column(machine.amount(row.high), places)


def _as_floats(ends: tuple[ValueColumn, ValueColumn], rows: int) -> Ends:
    low = to_floats(ends[0], rows)
    return low, low if ends[1] is ends[0] else to_floats(ends[1], rows)


def _find_grades(machine: Machine, total: RuledTotal, rows: int) -> np.ndarray:
    """Return the number of the one grade that is possible, -1 where there is none or several."""
    import numpy as np

    count, grade = np.zeros(rows, dtype=np.int8), np.full(rows, -1, dtype=np.int8)
    for place, (_, possible) in enumerate(total.grades):
        holds = np.broadcast_to(np.asarray(machine.holds(possible)), (rows,))
        count += holds
        grade = np.where(holds, place, grade)
    return np.where(count == 1, grade, -1)


def _join(rows: int, program: Program, parts: Sequence[Mapping[str, Any]]) -> TableScores:
    import numpy as np

    def ends(key: str) -> Ends:
        low = np.concatenate([part[key][0] for part in parts])[:rows]
        if all(part[key][0] is part[key][1] for part in parts):
            return low, low
        return low, np.concatenate([part[key][1] for part in parts])[:rows]

    grades = {}
    for total in program.totals:
        names = np.array([*(name for name, _ in total.grades), ""], dtype=object)
        grades[total.table] = names[np.concatenate([part[f"grade {total.table}"] for part in parts])[:rows]]
    return TableScores(
        rows,
        {name: ends(f"row {name}") for name in program.rows},
        {total.table: ends(f"total {total.table}") for total in program.totals},
        grades,
    )


def list_totals(scores: TableScores, place: int) -> list[str]:
    """Return the totals of one row in words, an interval where they are open."""
    words = []
    for number, (low, high) in scores.totals.items():
        ends = [print_number(Decimal(repr(round(float(end[place]), 6)))) for end in (low, high)]
        grade = scores.grades[number][place]
        shown = ends[0] if ends[0] == ends[1] else "～".join(ends)
        words.append(f"{f'表{number} ' if len(scores.totals) > 1 else ''}{shown}{f' {grade}' if grade else ''}")
    return words


def list_values(rulebook: Rulebook, columns: Mapping[str, Any], place: int) -> dict[str, Decimal]:
    """Return what was observed in one row, exactly; for its scorecard."""
    values = {}
    for item in rulebook.inputs:
        if item.name in columns:
            value = _parse_cell(_plain(columns[item.name][place]), item, f"第{place + 1}行", set())
            if value == value:  # noqa: PLR0124 - not-a-number differs from itself
                exact = Decimal(repr(value))
                values[item.name] = exact if exact % 1 else exact.to_integral_value()
    return values


def _plain(value: Any) -> Any:
    value = value.item() if hasattr(value, "item") else value
    return "" if value is None else value
