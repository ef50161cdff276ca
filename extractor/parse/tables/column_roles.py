"""In: a grid, how heads are worded, and what its columns hold. Out: the field of each column, with the reason.

A head proposes, the cells decide: bare numbers under 评分标准 are points, 单位 over lists of bodies is no measure.
Not handled: what the table is taken for (`table_kinds`), and which of several naming columns names the row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from extractor.language.grammar.body_names import is_body
from extractor.language.heads import STAGE_HEAD, STAGE_LIMIT, plain_head, read_head, speaks_of
from extractor.language.needs import compile_late
from extractor.model.mappings import ColumnField, ColumnsFile, Mappings
from extractor.model.paper.outline import Grid
from extractor.parse.tables.column_profiles import ColumnProfile, build_profiles


class RolePolicy(msgspec.Struct, frozen=True):
    """How many of a column's cells must be of a kind before they overrule its head, or speak where it is silent."""

    overrule: float = 0.8
    speak: float = 0.6
    scoring: float = 0.25
    least_cells: int = 2
    least_months: int = 3
    bare: float = 0.5
    short: int = 8
    brief: int = 3
    number: int = 6


POLICY = RolePolicy()
SAYING = compile_late(r"(?:情况|简要)?说 *明")
"""a head that is for remarks unless nothing else tells of the indicators"""
UNSURE: tuple[ColumnField | None, ...] = (None, "method", "note", "content", "evidence", "measure")
YEAR = re.compile(r"20\d{2}年?(?:\([^()]*\))?")
YEARLY = compile_late(r"20\d{2}年?\S{0,6}$")
"""2025年规划, over values"""
GAINS_OR_LOSSES = re.compile(r"扣分|扣减|倒扣|减分|加分|奖分|得分|奖励|满分")
"""计分办法 | 减分情形 | 加分情形: columns that score beside the one that tells how."""
PAST = compile_late(r"实际|现状|基期|基础|完成|已|上年|去年")
GUESSED = ("各格为名称，表头不识", "its cells are names under a head that is not known")
NAMING: tuple[ColumnField, ...] = ("level", "problem", "goal", "name", "measure", "content")
TELLING: tuple[ColumnField, ...] = ("criteria", "method", "evidence", "content", "measure", "units")
BODIES: tuple[ColumnField, ...] = ("units", "lead_units", "participants")


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What a column holds and by what that was told; `depth` is that of 二级指标, 0 where the head names none."""

    index: int
    head: str
    field: ColumnField | None
    why: str
    why_en: str
    depth: int = 0
    measuring: bool = False
    working: bool = False


def find_roles(mappings: Mappings, grid: Grid) -> tuple[ColumnRole, ...]:
    """Return the role of each column of a table."""
    profiles = build_profiles(mappings, grid)
    roles = [_read(mappings.columns, grid, index) for index in range(len(profiles))]
    _spread_names(roles, profiles)
    roles = [_settle(role, profile) for role, profile in zip(roles, profiles, strict=True)]
    _find_milestones(roles, profiles)
    _find_months(roles, profiles)
    _find_goals(roles, profiles)
    _find_years(roles, profiles)
    _find_scoring(roles, profiles)
    _find_asked(roles, profiles)
    _find_points(roles, profiles)
    _find_bodies(roles, profiles)
    _find_worth(roles, profiles)
    _find_marks(mappings, roles, profiles)
    _find_name(roles, profiles)
    _find_explaining(roles, profiles)
    return tuple(_once(roles))


def _read(columns: ColumnsFile, grid: Grid, index: int) -> ColumnRole:
    path = tuple(passage.text for passage in grid.head_path(index))
    words = "".join(map(plain_head, path))
    readings = read_head(columns, path) if path else ()
    first = readings[0] if readings else None
    head = path[-1] if path else ""
    why = f"表头“{head}”" if first else ("表头不识" if head else "没有表头")
    english = f'head "{head}"' if first else ("head not known" if head else "no head")
    return ColumnRole(
        index, head, first.field if first else None, why, english, first.depth if first else 0,
        measuring=speaks_of(columns.measuring, words), working=speaks_of(columns.working, words),
    )  # fmt: skip


def _told(role: ColumnRole, field: ColumnField, kind: str, english: str) -> ColumnRole:
    return replace(role, field=field, why=f"各格为{kind}", why_en=f"its cells are {english}")


def _settle(role: ColumnRole, profile: ColumnProfile) -> ColumnRole:
    """Let the cells of a column speak against its head, or for it where it is silent."""
    if profile.filled < POLICY.least_cells and role.field != "body":
        return role
    return _speak(role, profile) if role.field is None else _overrule(role, profile)


def _overrule(role: ColumnRole, profile: ColumnProfile) -> ColumnRole:
    """Let the cells speak against the head: a column 单位 that holds no bodies, a number column of words."""
    field, bodies, digits = role.field, profile.bodies, profile.numbers
    short = profile.length <= POLICY.short and digits < POLICY.speak
    spoken = profile.noted or profile.length > POLICY.number
    told: tuple[tuple[bool, ColumnField, str, str], ...] = (
        (field == "body" and bool(profile.filled) and bodies < POLICY.speak and not short,
         "other", "计量单位或其他文字", "no bodies"),
        (field in ("points", "score") and profile.signed >= POLICY.bare, "criteria", "加减的分数", "gains and losses"),
        (field == "points" and digits < POLICY.bare and profile.scoring >= POLICY.speak,
         "criteria", "计分语句", "scoring sentences"),
        (field == "points" and digits < POLICY.bare and bool(spoken),
         "name", "名称，或括注分值", "names, perhaps with points"),
        (field == "other" and bodies >= POLICY.speak and role.head.endswith(("对象", "单位名称")),
         "body", "单位名称", "names of bodies"),
        (field in ("measure", "content", "note") and bodies >= POLICY.speak and role.index > 0,
         "units", "单位名称", "names of bodies"),
        (field == "deadline" and profile.dates == 0 and profile.length > POLICY.brief, "content", "文字", "words"),
        (field in BODIES and bodies == 0 and digits >= POLICY.overrule, "other", "数字", "numbers"),
        (field == "no" and profile.sequence < POLICY.speak and profile.length > POLICY.number, "name", "文字", "words"),
    )  # fmt: skip
    return next((_told(role, now, kind, english) for holds, now, kind, english in told if holds), role)


def _speak(role: ColumnRole, profile: ColumnProfile) -> ColumnRole:
    """Let the cells speak where no head does."""
    told: tuple[tuple[bool, ColumnField, str, str], ...] = (
        (profile.bodies >= POLICY.speak, "units", "单位名称", "names of bodies"),
        (profile.natures >= POLICY.speak, "other", "性质", "kinds of indicators"),
        (profile.formulas >= POLICY.speak, "criteria", "公式", "formulas"),
        (profile.dates >= POLICY.overrule, "deadline", "时间", "dates"),
        (
            role.index == 0 and profile.sequence >= POLICY.overrule and profile.length <= POLICY.brief,
            "no",
            "编号",
            "numbers in a row",
        ),
    )
    for holds, field, kind, english in told:
        if holds:
            return _told(role, field, kind, english)
    return role


def _spread_names(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """A column without a head of its own belongs to the naming one left of it; one of numbers in a row numbers them."""
    for index in range(1, len(roles)):
        left = roles[index - 1]
        if _counts_rows(roles, profiles, index):
            roles[index] = _told(roles[index], "no", "编号", "numbers in a row")
            continue
        if not roles[index].head and roles[index].field is None and left.field in NAMING and profiles[index].filled:
            roles[index] = replace(
                roles[index], field=left.field, head=left.head, why=left.why, why_en=left.why_en,
                measuring=left.measuring, working=left.working,
            )  # fmt: skip


def _find_milestones(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """Columns headed by times over words say what is done by when: 3月底前 | 6月底前 over 完成设计 | 进场施工."""
    found = [
        role
        for role in roles
        if STAGE_HEAD.fullmatch(role.head)
        and STAGE_LIMIT.search(role.head)
        and profiles[role.index].filled
        and max(profiles[role.index].numbers, profiles[role.index].values, profiles[role.index].marks) < POLICY.bare
        and profiles[role.index].bodies < POLICY.speak
    ]
    if len(found) < POLICY.least_cells or any(role.field in ("points", "criteria") for role in roles):
        return
    for role in found:
        roles[role.index] = replace(
            role, field="milestone", why=f"表头“{role.head}”为时间", why_en=f'the time "{role.head}"'
        )


def _find_months(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """Months or seasons as heads over marks say when each row is done: 2月 | 3月 over √."""
    found = [
        role
        for role in roles
        if STAGE_HEAD.fullmatch(role.head)
        and (not profiles[role.index].filled or profiles[role.index].marks >= POLICY.overrule)
    ]
    filled = [role for role in found if profiles[role.index].filled]
    if len(found) < POLICY.least_months or len(filled) < POLICY.least_cells:
        return
    for role in filled:
        roles[role.index] = _told(role, "milestone", "记号，表头为月份或季度", "marks below a month or a season")


def _counts_rows(roles: list[ColumnRole], profiles: Sequence[ColumnProfile], index: int) -> bool:
    """Tell whether a column under another's head holds the rows' numbers: 工作任务 over the group and 1, 2, 3."""
    role, profile, left = roles[index], profiles[index], roles[index - 1]
    if not left.head:
        return False  # a table without a header: 1 | 甲 | 5 | 得5分。
    bare = not role.head and role.field is None and profile.length <= POLICY.brief
    counted = bare and profile.filled >= POLICY.least_cells and profile.counted >= POLICY.overrule
    return counted and not any(other.field == "no" for other in roles)


def _find_years(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """Columns headed by years alone hold values of what is measured; the last year's is the value to reach."""
    years = [role for role in roles if profiles[role.index].filled and _is_yearly(role, profiles[role.index])]
    if len(years) < 1 or not any(role.measuring and role.field in NAMING for role in roles):
        return
    for role in years:
        past = bool(PAST.search(role.head))
        last = role is years[-1] and not past and not any(other.field == "target" for other in roles)
        roles[role.index] = replace(
            role,
            field="target" if last else "other",
            why=f"表头“{role.head}”，各年数值",
            why_en=f'the year "{role.head}"',
        )


def _is_yearly(role: ColumnRole, profile: ColumnProfile) -> bool:
    valued = max(profile.values, profile.numbers) >= POLICY.overrule
    return bool(YEAR.fullmatch(role.head)) or (role.field is None and valued and bool(YEARLY.match(role.head)))


def _find_goals(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """目标 left of the indicators groups them (目标 | 序号 | 指标); right of them it is the value to reach."""
    named = [role.index for role in roles if role.field == "name"]
    for role in roles:
        if role.field in ("target", "goal") and named and role.index < min(named) and role.measuring is False:
            beside = any(roles[index].measuring for index in named)
            roles[role.index] = replace(role, field="level") if beside else role
        elif (
            role.field == "goal"
            and profiles[role.index].values >= POLICY.overrule
            and any(roles[index].measuring for index in named)
        ):
            roles[role.index] = _told(role, "target", "要达到的数值", "values to reach")


def _find_scoring(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """A column full of 扣…分 holds the criteria, whatever its head; 加分 | 扣分 with sentences below both do."""
    for role in reversed(roles):
        profile = profiles[role.index]
        if role.field == "score" and profile.scoring >= POLICY.speak and profile.length > POLICY.number:
            roles[role.index] = _told(role, "criteria", "计分语句", "scoring sentences")
        elif _scores_beside(role, roles, profile):
            roles[role.index] = _told(role, "criteria", "得分或扣分的语句", "sentences that give or take points")
    if any(role.field == "criteria" and profiles[role.index].numbers < POLICY.overrule for role in roles):
        return
    found = [role for role in roles if role.field in UNSURE and profiles[role.index].scoring > POLICY.scoring]
    if found:
        roles[found[-1].index] = _told(found[-1], "criteria", "计分语句", "scoring sentences")


def _find_asked(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """考核要点 beside 评分规则 says what is looked at, where only the other one says what it is worth."""
    scoring = [role for role in roles if role.field == "criteria" and profiles[role.index].scoring > POLICY.scoring]
    for role in roles:
        asked = role.field == "criteria" and role.head.endswith("要点") and profiles[role.index].scoring == 0
        if asked and scoring:
            roles[role.index] = _told(role, "content", "考核的内容", "what is looked at")


def _scores_beside(role: ColumnRole, roles: Sequence[ColumnRole], profile: ColumnProfile) -> bool:
    """扣分情形, 加分项 over sentences that score, where another column names the row."""
    if role.field in {"criteria", "points", "no", "score"}:
        return False
    if GAINS_OR_LOSSES.search(role.head) is None:  # 基本要求 over 得20分, beside 扣分说明
        besides = any(GAINS_OR_LOSSES.search(other.head) for other in roles if other.field == "criteria")
        return besides and role.field in UNSURE and profile.scoring >= POLICY.overrule
    named = any(other.field in NAMING and other.index < role.index for other in roles)
    return named and profile.scoring >= POLICY.speak and profile.length > POLICY.number


def _find_points(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """Bare numbers under 评分标准 or 得分标准 are points; a 分值 column without any number is to be filled in."""
    for role in roles:
        profile = profiles[role.index]
        if role.field == "points" and profile.filled == 0 and profile.rows:
            roles[role.index] = _told(role, "score", "空白，待填", "blank, to be filled in")
    if any(role.field == "points" for role in roles):
        return
    scored = any(role.field == "score" for role in roles)
    for role in reversed(roles):
        profile = profiles[role.index]
        bare = profile.filled >= POLICY.least_cells and profile.numbers >= POLICY.overrule
        silent = role.field is None and not role.head and role.index > 0
        if bare and silent and any(other.field == "criteria" for other in roles):
            roles[role.index] = _told(role, "points", "数字", "bare numbers")
            return
        worth = role.measuring or "分" in role.head or scored
        if bare and role.field in ("criteria", "score", "content", "method") and worth:
            roles[role.index] = _told(role, "points", "数字", "bare numbers")
            return


def _find_marks(mappings: Mappings, roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """Bodies as heads over cells of marks: 县医保局 | 县财政局 over ●, ○ and √."""
    found = [
        role
        for role in roles
        if profiles[role.index].marks >= POLICY.overrule and is_body(mappings.units, plain_head(role.head))
    ]
    if len(found) >= POLICY.least_cells:
        for role in found:
            roles[role.index] = _told(role, "mark", "记号，表头为单位", "marks below a body")


def _find_worth(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """Bare numbers under an unknown head are points where scoring sentences stand beside."""
    scored = any(role.field == "criteria" and profiles[role.index].scoring > POLICY.scoring for role in roles)
    if not scored or any(role.field in ("points", "score") for role in roles):
        return
    for role in reversed(roles):
        profile = profiles[role.index]
        bare = profile.filled >= POLICY.least_cells and profile.numbers >= POLICY.overrule
        if bare and role.field is None and role.index > 0:
            roles[role.index] = _told(role, "points", "数字，旁有计分语句", "bare numbers beside scoring sentences")
            return


def _find_name(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """Where no head names the rows, the first column of words under an unknown head does: 情形 | 加减分值."""
    known = ("points", "units", "lead_units", "participants", "criteria", "deadline", "score", "mark")
    naming = {role.field for role in roles} & {*NAMING, "body"}
    if naming - {"level"} or not any(role.field in known for role in roles):
        return
    for role in roles:
        profile = profiles[role.index]
        full = profile.filled >= POLICY.least_cells and profile.filled >= POLICY.overrule * profile.rows
        words = max(profile.numbers, profile.dates, profile.values) < POLICY.bare and profile.bodies < POLICY.speak
        if role.field is None and role.head and full and words and profile.length >= POLICY.brief:
            roles[role.index] = replace(role, field="name", why=GUESSED[0], why_en=GUESSED[1])
            return


def _find_explaining(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """Right of indicators of which nothing else is said, words under an unknown head explain them: 怎么看."""
    named = [role for role in roles if role.field in NAMING and role.measuring and profiles[role.index].filled]
    if not named or any(role.field in TELLING for role in roles):
        return
    last = profiles[named[-1].index]
    for role in roles[named[-1].index + 1 :]:
        profile = profiles[role.index]
        words = max(profile.numbers, profile.dates, profile.values, profile.natures) < POLICY.bare
        full = profile.filled >= max(POLICY.least_cells, POLICY.overrule * last.filled)
        unknown = role.field is None or (role.field == "note" and SAYING.fullmatch(role.head))
        if unknown and role.head and full and words and profile.length > last.length:
            roles[role.index] = _told(role, "criteria", "文字，在指标右边", "words right of the indicators")
            return


def _find_bodies(roles: list[ColumnRole], profiles: Sequence[ColumnProfile]) -> None:
    """单位 or 部门 as a head: the row is named by a body where no other column names it, else bodies answer for it."""
    for role in roles:
        if role.field != "body":
            continue
        others = [other for other in roles if other.field in NAMING and other.index != role.index]
        before = [other for other in others if other.index < role.index]
        if before and profiles[role.index].filled and profiles[role.index].bodies < POLICY.speak:
            roles[role.index] = _told(role, "other", "计量单位或其他文字", "no bodies")
        elif before:
            roles[role.index] = replace(role, field="units")
        elif profiles[role.index].bodies >= POLICY.speak and not any(other.field in BODIES for other in roles):
            continue
        elif any(other.field == "name" for other in others):
            roles[role.index] = replace(role, field="units" if profiles[role.index].bodies >= POLICY.speak else "level")


def _once(roles: Sequence[ColumnRole]) -> list[ColumnRole]:
    """Let only one column number the rows, and only one hold their points unless each stands behind a naming one."""
    settled: list[ColumnRole] = []
    numbered = worth = False
    named = True
    for role in roles:
        kept = role
        if role.field == "no":
            kept = replace(role, field="other") if numbered else role
            numbered = True
        elif role.field in NAMING:
            named = True
        elif role.field == "points":
            kept = replace(role, field="other") if worth and not named else role
            worth, named = True, False
        settled.append(kept)
    return settled
