"""In: the roles of a table's columns and what its cells are like. Out: what the table is taken for, and why.

Tried in a visible order; a table for which nothing speaks is unknown, and told. Not handled: what its rows mean.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from extractor.language.heads import names_column, speaks_of
from extractor.model.mappings import ColumnsFile, Mappings
from extractor.model.paper.outline import Grid
from extractor.model.paper.table import TableKind
from extractor.parse.tables.column_profiles import ColumnProfile, build_profiles
from extractor.parse.tables.column_roles import BODIES, GUESSED, NAMING, ColumnRole, find_roles
from extractor.parse.tables.tasks.labels import LabelledValue, find_labelled


class KindPolicy(msgspec.Struct, frozen=True):
    """How blank a form is, how full of numbers a table of numbers, how many cells carry their points in brackets."""

    blank: float = 0.35
    numbers: float = 0.6
    noted: float = 0.5
    labels: float = 0.6
    unfilled: float = 0.25


POLICY = KindPolicy()
PERSONS = ("责任人", "负责人", "责任领导", "包保人", "包联领导", "经办人", "分管领导", "包案领导")
MEASURED = ("指标", "评价", "评分", "考评", "测评")


class TableReading(msgspec.Struct, frozen=True):
    """A grid with the roles and profiles of its columns, what it was taken for and by what."""

    grid: Grid
    roles: tuple[ColumnRole, ...]
    profiles: tuple[ColumnProfile, ...]
    kind: TableKind
    why: str
    why_en: str
    labelled: tuple[LabelledValue, ...] = ()
    """the values of a form by their labels, where it is one that was filled in"""

    def columns(self, *fields: str) -> tuple[int, ...]:
        """Return the columns of the given fields, in printed order."""
        return tuple(role.index for role in self.roles if role.field in fields)

    def has(self, *fields: str) -> bool:
        """Tell whether some column holds one of the fields."""
        return bool(self.columns(*fields))


class _KindEvidence(msgspec.Struct, frozen=True):
    columns: ColumnsFile
    grid: Grid
    roles: tuple[ColumnRole, ...]
    profiles: tuple[ColumnProfile, ...]

    def has(self, *fields: str) -> bool:
        return any(role.field in fields and self.profiles[role.index].filled for role in self.roles)

    @property
    def caption(self) -> str:
        return "".join(passage.text for passage in self.grid.caption)

    @property
    def measures(self) -> bool:
        """Whether a head speaks of what is measured: 指标, 考核项目, 评价内容, 评分."""
        return any(role.measuring for role in self.roles if role.field != "other")

    @property
    def works(self) -> bool:
        """Whether a naming head or the caption speaks of work: 任务, 措施, 问题, 职责."""
        named = any(role.working for role in self.roles if role.field in NAMING)
        return named or speaks_of(self.columns.working, self.caption)

    @property
    def guessed(self) -> bool:
        """Whether a head that is not known names the rows, and nothing says by when."""
        return any(role.field == "name" and role.why == GUESSED[0] for role in self.roles) and not self.has("deadline")

    @property
    def noted(self) -> bool:
        return any(self.profiles[role.index].noted >= POLICY.noted for role in self.roles if role.field in NAMING)


Test = tuple[Callable[[_KindEvidence], bool], TableKind, str, str]


def read_table(mappings: Mappings, grid: Grid) -> TableReading:
    """Return what a table was taken for, with the roles of its columns."""
    roles, profiles = find_roles(mappings, grid), build_profiles(mappings, grid)
    labelled = find_labelled(mappings.columns, grid)
    if labelled:
        why, english = "是逐项填写的表：标签与内容相间", "a form that was filled in: labels beside values"
        return TableReading(grid, roles, profiles, TableKind.TASKS, why, english, labelled)
    evidence = _KindEvidence(mappings.columns, grid, roles, profiles)
    for holds, kind, why, english in ORDER:
        if holds(evidence):
            return TableReading(grid, roles, profiles, kind, why, english)
    why, english = "没有读懂它的表头和内容", "neither its heads nor its cells tell what it is"
    return TableReading(grid, roles, profiles, TableKind.UNKNOWN, why, english)


def _is_blank(found: _KindEvidence) -> bool:
    """Tell whether there is next to nothing below the header, as in a form."""
    cells = [profile for role, profile in zip(found.roles, found.profiles, strict=True) if role.field != "no"]
    total = sum(profile.rows for profile in cells)
    filled = sum(profile.filled + profile.merged * profile.rows for profile in cells)
    return not found.grid.rows or total == 0 or (filled < POLICY.blank * total and not _names_rows(found))


def _names_rows(found: _KindEvidence) -> bool:
    """Tell whether some naming column is filled: then other columns may be blank because they are to be filled in."""
    return any(
        found.profiles[role.index].filled >= 2 and found.profiles[role.index].numbers < POLICY.numbers
        for role in found.roles
        if role.field in (*NAMING, "criteria")
    )


def _is_labelled(found: _KindEvidence) -> bool:
    """Tell a form whose labels stand beside blanks: 项目编号 | 2024-01; 填报单位 |  ."""
    cells = [cell.passage.text for row in found.grid.rows for cell in row.cells]
    filled = [text for text in cells if text]
    labels = sum(names_column(found.columns, text) for text in filled)
    blank = len(cells) - len(filled) - sum(len(row.covered) for row in found.grid.rows)
    return labels >= POLICY.labels * max(1, len(filled)) and blank >= POLICY.unfilled * len(cells)


def _is_contacts(found: _KindEvidence) -> bool:
    """Tell a list of persons: 单位 | 姓名 | 职务 | 电话."""
    heads = "".join(role.head for role in found.roles)
    persons = sum(word in heads for word in ("姓名", "职务", "电话", "手机", "联系人", "联系方式"))
    return persons >= 2 and not found.has("points", "criteria", "deadline", "measure", "problem")


def _is_scored(found: _KindEvidence) -> bool:
    return found.has("points") and (found.has(*NAMING, "criteria", "body"))


def _is_noted(found: _KindEvidence) -> bool:
    scored = found.measures or found.has("score") or speaks_of(found.columns.measuring, found.caption)
    return found.noted and scored


def _is_measured(found: _KindEvidence) -> bool:
    told = found.has("criteria", "method", "evidence", "target") or (found.has("content") and not found.has("measure"))
    naming = [role for role in found.roles if role.field in NAMING and role.measuring]
    named = bool(naming) and any(role.field in ("name", "level") or speaks_of(MEASURED, role.head) for role in naming)
    return told and (named or (found.measures and not found.works))


def _is_scoring_text(found: _KindEvidence) -> bool:
    return found.has("criteria") and any(
        max(2 * profile.scoring, profile.formulas, profile.signed) > 0.5
        for role, profile in zip(found.roles, found.profiles, strict=True)
        if role.field == "criteria"
    )


def _is_work(found: _KindEvidence) -> bool:
    bodies, named = found.has(*BODIES), _names_in_words(found) and (found.works or not found.guessed)
    return named and (bodies or (found.has("deadline", "milestone") and found.works))


def _names_in_words(found: _KindEvidence) -> bool:
    """Tell whether some naming column holds words: sums that are handed out to towns name no work."""
    return any(
        found.profiles[role.index].filled and found.profiles[role.index].numbers < POLICY.numbers
        for role in found.roles
        if role.field in NAMING
    )


def _is_answered(found: _KindEvidence) -> bool:
    """Tell a table of work that persons answer for: 风险点 | 防控举措 | 责任人."""
    persons = any(role.head.endswith(PERSONS) and found.profiles[role.index].filled for role in found.roles)
    return (
        persons
        and _names_in_words(found)
        and found.works
        and any(role.working for role in found.roles if role.field in NAMING)
    )


def _is_duties(found: _KindEvidence) -> bool:
    return found.has("body") and found.has("measure", "content", "name", "deadline") and not _mostly_numbers(found)


def _mostly_numbers(found: _KindEvidence) -> bool:
    cells = [
        profile
        for role, profile in zip(found.roles, found.profiles, strict=True)
        if role.field not in ("no", "note") and role.index > 0 and profile.filled
    ]
    return bool(cells) and sum(profile.numbers > POLICY.numbers for profile in cells) >= POLICY.numbers * len(cells)


def _is_numbers(found: _KindEvidence) -> bool:
    return _mostly_numbers(found) and not found.has("points", "criteria", "method", "evidence", *BODIES)


def _is_matrix(found: _KindEvidence) -> bool:
    """Tell a matrix of bodies: what is to be done down the side, bodies across, marks between them."""
    return found.has("mark") and found.has(*NAMING)


ORDER: tuple[Test, ...] = (
    (_is_matrix, TableKind.TASKS, "以单位为栏，以记号分工", "bodies as columns, marks hand out the work"),
    (_is_blank, TableKind.FORM, "各格空白，是待填的表", "its cells are blank: a form to be filled in"),
    (_is_labelled, TableKind.FORM, "是标签与空格相间的表，待填写", "labels beside blanks: a form to be filled in"),
    (_is_contacts, TableKind.FORM, "是人员或联系方式的名单", "a list of persons or contacts"),
    (
        _is_numbers,
        TableKind.NUMBERS,
        "各栏多为数字，没有指标说明和责任单位",
        "mostly numbers, nothing measured or assigned",
    ),
    (_is_scored, TableKind.INDICATORS, "有分值栏", "a column of points"),
    (_is_noted, TableKind.INDICATORS, "各项后括注分值", "points in brackets behind the items"),
    (
        _is_measured,
        TableKind.INDICATORS,
        "列有指标及其说明、方法、来源或目标值",
        "names indicators and how they are measured",
    ),
    (_is_scoring_text, TableKind.INDICATORS, "各格为计分语句或公式", "its cells are scoring sentences or formulas"),
    (_is_duties, TableKind.TASKS, "按单位列出职责", "lists the duties of each body"),
    (_is_work, TableKind.TASKS, "列有事项及责任单位或时限", "names work with bodies or time limits"),
    (_is_answered, TableKind.TASKS, "列有事项及责任人", "names work with persons who answer for it"),
)
