"""In: a table whose columns were read. Out: which of them group the rows, which names them, and what stands beside.

Of several naming columns the finest names the row and those left of it are its groups. Not handled: groups that are
rows of their own (`categories`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.model.mappings import ColumnField
from extractor.parse.tables.column_profiles import ColumnProfile
from extractor.parse.tables.table_kinds import TableReading

FIELDS: tuple[ColumnField, ...] = (
    "criteria", "content", "evidence", "method", "target", "points", "units", "lead_units", "participants",
)  # fmt: skip
TASK_NAMING = ("level", "problem", "goal", "name", "measure", "content", "target", "criteria")
WISHES = ("goal", "target", "criteria")
"""Columns that tell what is to be reached, never what is done."""
HOLDING = ("body", "lead_units", "units", "participants", "deadline")
"""Columns whose merged cell holds for each row beside it."""
SCORING = 0.25
FULL = 0.8
NOTED = 0.5
GROUP_NAME = 16
SHORT = 12
"""Characters of a name; more are a sentence."""


class Arrangement(msgspec.Struct, frozen=True):
    """The columns of an indicator table by what they do; each index once.

    `level_points` are columns of points that belong to the group column left of them, by that column.
    """

    number: int | None
    levels: tuple[int, ...]
    name: int | None
    fields: dict[int, ColumnField]
    level_points: dict[int, int]
    extras: dict[int, str]


def arrange(reading: TableReading, year: int | None = None) -> Arrangement:
    """Return what each column of an indicator table is for; of several years' targets that of `year` is the target."""
    fields = _fields(reading)
    _choose_target(reading, fields, year)
    numbers = reading.columns("no")
    number = numbers[0] if numbers else None
    naming = _naming(reading, fields)
    name, levels = _choose_name(reading, fields, naming, number)
    for index in (*levels, *([name] if name is not None else [])):
        fields.pop(index, None)
    level_points = _level_points(fields, levels, name)
    for index in level_points.values():
        fields.pop(index, None)
    taken = {number, name, *levels, *fields, *level_points.values()}
    extras = {
        role.index: role.head or f"第{role.index + 1}栏"
        for role in reading.roles
        if role.index not in taken and role.field != "score"
    }
    return Arrangement(number, levels, name, fields, level_points, extras)


def _fields(reading: TableReading) -> dict[int, ColumnField]:
    """Return the columns that hold something of SPEC's; work is content here, and a body answers."""
    fields: dict[int, ColumnField] = {}
    for role in reading.roles:
        field = role.field
        if field == "measure":
            field = "content"
        elif field == "body" and reading.has("name", "level"):
            field = "units"
        if field in FIELDS:
            fields[role.index] = field
    return fields


def _choose_target(reading: TableReading, fields: dict[int, ColumnField], year: int | None) -> None:
    """Leave one column of targets: that of the plan's year, else the last; the others stand beside by their heads."""
    targets = [index for index, field in fields.items() if field == "target"]
    own = [index for index in targets if year is not None and str(year) in reading.roles[index].head]
    kept = own[0] if own else (targets[-1] if targets else None)
    for index in targets:
        if index != kept:
            del fields[index]


def _naming(reading: TableReading, fields: dict[int, ColumnField]) -> list[int]:
    """Return the columns that name the row or its groups; one that holds sentences says what is asked instead."""
    named = [role.index for role in reading.roles if role.field in ("level", "name", "problem", "body")]
    numbers = [index for index in reading.columns("no") if index > 0]
    opening = _unknown_group(reading, named)
    naming = [
        role
        for role in reading.roles
        if (role.index in named and role.index not in fields)
        or role.index == opening
        or (role.field in ("content", "measure") and role.index < max((*named, *numbers), default=0))
    ]
    for role in naming:
        fields.pop(role.index, None)
    kept: list[int] = []
    for role in naming:
        profile = reading.profiles[role.index]
        long = profile.wordy or profile.scoring > SCORING
        if kept and long and profile.noted < NOTED:
            fields[role.index] = "content" if "criteria" in fields.values() else "criteria"
        elif kept and role.field == "level" and any(reading.roles[index].field == "name" for index in kept):
            continue  # 指标类别 behind the name is a remark on it
        else:
            kept.append(role.index)
    return kept


def _unknown_group(reading: TableReading, named: Sequence[int]) -> int | None:
    """Return the first column where no word of its head is known, and short names stand in it left of the named one.

    新“八有” | 指标 | 考评内容: 有高产高效的农业设施 groups what is measured of it.
    """
    first = reading.roles[0]
    profile = reading.profiles[0]
    if first.field is not None or not first.head or 1 not in named or profile.numbers >= NOTED:
        return None
    return 0 if profile.filled and profile.length < GROUP_NAME and profile.scoring <= SCORING else None


def _choose_name(
    reading: TableReading, fields: dict[int, ColumnField], naming: list[int], number: int | None
) -> tuple[int | None, tuple[int, ...]]:
    """Return the column that names the row and those that group it: the last naming one, or a text beside it."""
    texts = [index for index, field in fields.items() if field in ("criteria", "content")]
    if not naming:
        return _name_among_texts(reading, texts)
    plain = [index for index in texts if reading.profiles[index].scoring <= SCORING]
    last = naming[-1]
    beside = _text_that_names(reading, fields, naming, plain, number)
    return (last, tuple(naming[:-1])) if beside is None else (beside, tuple(naming))


def _text_that_names(
    reading: TableReading,
    fields: dict[int, ColumnField],
    naming: list[int],
    plain: list[int],
    number: int | None,
) -> int | None:
    """Return the text column that names the rows where all naming ones only group them.

    Groups carry 一、 or points in brackets, or rows below one name answer to bodies of their own. The number stands
    before what it numbers (评价内容 | 序号 | 评价标准); a head of groups groups (一级指标, 维度, or a body over what is
    assessed of it); points told by their bare numbers stand beside the name; numbered items with their points in
    brackets are finer than a merged name.
    """
    last = naming[-1]
    role, profile = reading.roles[last], reading.profiles[last]
    if number is not None and last < number:
        behind = [index for index in plain if index > number]
        return behind[0] if behind else None
    beside = [index for index in plain if index > last and _is_finer(reading.profiles[index], profile)]
    bare = any(fields.get(other.index) == "points" and other.why.startswith("各格") for other in reading.roles)
    only_groups = role.field in ("level", "body") or (len(naming) == 1 and role.depth == 1)
    marked = profile.own_numbers < NOTED and (profile.noted >= NOTED or profile.grouping >= NOTED)
    apart = number is None and profile.own_numbers < NOTED and _answers_apart(reading)
    if beside and (bare or only_groups or marked or apart):
        return beside[0]
    items = [index for index in beside if fields.get(index) == "content" and _names_items(reading, index, last, number)]
    if items:
        return items[0]
    noted = [index for index in beside if reading.profiles[index].noted >= NOTED]
    return noted[0] if noted and number is None else None


def _names_items(reading: TableReading, index: int, last: int, number: int | None) -> bool:
    """Tell whether a column of contents holds the items: each is worth something, and is short or has its own number.

    校舍安全 | 15 beside a merged 办学条件; 1 | 设施建设 | 每个街道建成1处… | 15, where 设施建设 is merged over 1 and 2.
    A name that is merged over few of the numbered rows (郏县) stays the name.
    """
    worth = [reading.profiles[at] for at in reading.columns("points")]
    if not any(profile.filled >= FULL * profile.rows for profile in worth):
        return False
    numbers = reading.profiles[number] if number is not None else None
    numbered = numbers is not None and numbers.filled >= FULL * numbers.rows and not numbers.merged
    numbered = numbered and reading.profiles[last].filled <= NOTED * reading.profiles[last].rows
    return numbered or (reading.profiles[index].length < SHORT and not reading.profiles[index].wordy)


def _answers_apart(reading: TableReading) -> bool:
    """Tell whether each row has bodies of its own, so that each is an item of its own."""
    profiles = [reading.profiles[index] for index in reading.columns("units", "lead_units")]
    return any(profile.filled >= FULL * profile.rows and not profile.merged for profile in profiles)


def _is_finer(one: ColumnProfile, other: ColumnProfile) -> bool:
    """Tell whether a column has cells of its own where another's are merged or blank."""
    return one.rows > 0 and one.filled >= FULL * one.rows and other.filled < one.filled


def _name_among_texts(reading: TableReading, texts: list[int]) -> tuple[int | None, tuple[int, ...]]:
    """Where no head names the row, the columns before the criteria do: 工作内容 | 工作要求 | 评分标准."""
    criteria = [role.index for role in reading.roles if role.field == "criteria"]
    stop = criteria[0] if criteria else len(reading.roles)
    before = [
        role.index
        for role in reading.roles[:stop]
        if role.field in (None, "content", "measure", "goal") and reading.profiles[role.index].filled
    ]
    if not before:
        return (texts[0], ()) if texts and not criteria else (None, ())
    worth = [role.index for role in reading.roles if role.field == "points"]
    if not criteria and worth and before[0] < worth[0]:
        before = [index for index in before if index < worth[0]]  # 巡查内容 | 记分值 | 处理措施
    first = reading.profiles[before[0]]
    whole = reading.roles[before[0]].field is not None and first.filled >= FULL * first.rows and not first.merged
    if whole and len(before) > 1 and all(reading.roles[index].field is None for index in before[1:]):
        return before[0], ()  # 评估内容 | an unknown head | 档次: the known one names
    return before[-1], tuple(before[:1]) if len(before) > 1 else ()


def _level_points(fields: dict[int, ColumnField], levels: tuple[int, ...], name: int | None) -> dict[int, int]:
    """Return the points columns that stand behind a group: 一级指标 | 分值 | 二级指标 | 分值."""
    worth = [index for index, field in fields.items() if field == "points"]
    if len(worth) < 2 or name is None:
        return {}
    found: dict[int, int] = {}
    for index in worth:
        left = [column for column in (*levels, name) if column < index]
        if left and max(left) in levels:
            found[max(left)] = index
    return found


class TaskColumns(msgspec.Struct, frozen=True):
    """The columns of a task table by what they do."""

    number: int | None
    groups: tuple[int, ...]
    title: int | None
    words: tuple[int, ...]
    holding: dict[int, str]
    duties: bool
    """whether a body names the row, its duty the task"""


def arrange_tasks(reading: TableReading) -> TaskColumns:
    """Return what each column of a task table is for: what groups rows, what names them, who answers, by when."""
    numbers = reading.columns("no")
    naming = [index for index in reading.columns(*TASK_NAMING) if reading.profiles[index].filled]
    bodies = [index for index in reading.columns("body", "units") if index < min(naming, default=0)]
    by_body = any(reading.roles[index].field == "body" for index in bodies)
    duties = by_body or (bool(bodies) and not any(reading.roles[index].field == "name" for index in naming))
    groups = tuple(index for index in naming if _is_group(reading, index, naming))
    rest = [index for index in naming if index not in groups]
    titles = [index for index in rest if reading.roles[index].field not in WISHES] or rest
    named = _name_by_cells(reading, titles[0]) if titles else None
    if named is not None:
        titles = [named]
    title = titles[0] if titles else (groups[-1] if groups else None)
    holding = {role.index: role.field for role in reading.roles if role.field in HOLDING}
    return TaskColumns(
        numbers[0] if numbers else None,
        tuple(index for index in groups if index != title and (title is None or index < title)),
        title,
        tuple(index for index in rest if index != title),
        {index: str(name) for index, name in holding.items()},
        duties,
    )


def _name_by_cells(reading: TableReading, first: int) -> int | None:
    """Return the column of short names left of one of sentences where no head says which names: 解读方式 | 工作要求."""
    if reading.roles[first].field not in ("content", "measure"):
        return None
    for role in reading.roles[:first]:
        profile = reading.profiles[role.index]
        full = profile.filled >= FULL * profile.rows and not profile.merged and profile.filled > 1
        short = profile.numbers < NOTED and profile.length < SHORT
        if role.field in ("method", None) and role.head and full and short:
            return role.index
    return None


def _is_group(reading: TableReading, index: int, naming: Sequence[int]) -> bool:
    """Tell whether a naming column groups rows: it is merged, or blank, where a finer one right of it has cells."""
    finer = [other for other in naming if other > index]
    if not finer:
        return False
    profile, field_name = reading.profiles[index], reading.roles[index].field
    if field_name in ("level", "problem"):
        return True
    own = max(reading.profiles[other].filled for other in finer)
    if profile.merged:
        return own > profile.filled
    named = any(reading.roles[other].field in ("name", "measure", "goal") for other in finer)
    return named and own >= FULL * profile.rows and profile.filled < own and _fills_below(reading, index, finer)


def _fills_below(reading: TableReading, index: int, finer: Sequence[int]) -> bool:
    """Tell whether the column is blank in rows whose number and finer cells are printed, as a merged one is."""
    numbers = reading.columns("no")
    rows = [row for row in reading.grid.rows if not row.full_width and not row.cells[index].passage]
    filled = [row for row in rows if any(row.cells[other].passage for other in finer)]
    holding = reading.columns(*HOLDING)
    own = [row for row in filled if any(row.cells[other].passage for other in (*numbers, *holding)) or len(filled) > 1]
    return bool(own)
