"""In: nothing. Out: `Comparison`, what aligned items share and by how much they differ.

Not handled: why two items stand in one group, which is `Alignment`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model.compared.contrasts import Contrast
from extractor.model.compared.duties import Checkability, Duty, Network, PlanCheckability, Staffing, Timetable
from extractor.model.compared.research import (
    Adoption,
    Attention,
    InstrumentCode,
    NetworkMeasure,
    NodeMeasure,
    SharedWork,
    Strength,
)
from extractor.model.compared.series import Change, Gap, State
from extractor.model.compared.text_reuse import Clause, Contradiction, InferredParent, Kinship, ResolvedCitation
from extractor.model.display import build_html

COMPARISON_SCHEMA = "county-comparison/1"

Aspect = Literal["target", "deadline", "duration", "frequency", "unit", "weight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How much two plans share: `share` of the groups that either has, and of each side's items.

    `left_share` is the share of the left plan's items that stand in a group with an item of the right plan;
    `left_points_share` the same by points of its assessment tables, None where the plan has no points.
    """

    left: str
    right: str
    shared_groups: tuple[str, ...]
    left_only: tuple[str, ...]
    right_only: tuple[str, ...]
    share: float
    left_share: float = 0.0
    right_share: float = 0.0
    left_points_share: float | None = None
    right_points_share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One plan's value in a difference. `quote` is printed; `value` is on the common scale of the difference.

    `text[start:end]` of the plan covers all of it. `rank` counts from the strictest (1); equal values share a rank;
    None where nothing can be ranked. `position` is the place on the ladder, 0 for the loosest and 1 for the strictest
    value; 1 for all where all agree; None where there is no rank.
    """

    plan: str
    item: str
    quote: str
    start: int
    end: int
    value: float | None
    shown: str
    rank: int | None = None
    position: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing on which the members of a group can be compared: a target, a time limit, a weight, the bodies.

    `unit` is the common unit of the values ("%", "工作日", "日", "次/年", "分/百分", "日期", "家"); `stricter` says
    which end of the scale is the strict one; `spread` is the largest value less the smallest, None where fewer than
    two. The value of a date is its day number (proleptic Gregorian ordinal), so that a spread is in days. `note` says
    in Chinese what was converted, and what was kept apart because no factor joins it (工作日 and 日).
    """

    group: str
    aspect: Aspect
    label: str
    unit: str
    stricter: Literal["higher", "lower", "none"]
    readings: tuple[Reading, ...]
    spread: float | None
    agrees: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCount:
    """How many measures `plans` plans state as one measure, ranked, and how many of these differ.

    Bodies and weights in points are no measures. `beside` are those that stand side by side unranked, with a reason.
    """

    plans: int
    comparable: int
    differ: int
    beside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShare:
    """What a plan spends on something: how many of its items, and what share (%) of its tables' points.

    `points_share` is None for a plan without points.
    """

    plan: str
    items: int
    points_share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which plans have a concept of the national list (or of the project's own), and in which groups.

    `edition` is None for concepts beyond the national list; `plans` is empty where all lack it. `shares` has one line
    for each plan that has it; `mentioned` are plans without such an item whose text names it all the same.
    """

    concept: str
    label: str
    edition: str | None
    plans: tuple[str, ...]
    groups: tuple[str, ...]
    level1: str | None = None
    level2: str | None = None
    mentioned: tuple[str, ...] = ()
    shares: tuple[PlanShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionShare:
    """One plan in one section: the concepts of the section that it has, its items there, and their points in %."""

    plan: str
    concepts: int
    share: float
    items: int
    points_share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCoverage:
    """A first-level section of the national list: which of its concepts all have, only one has, all lack.

    `shares` has one line for each plan; `share` there is that of the section's concepts.
    """

    level1: str
    edition: str
    concepts: tuple[str, ...]
    all_have: tuple[str, ...]
    one_has: tuple[str, ...]
    all_lack: tuple[str, ...]
    shares: tuple[SectionShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Overlaps of each pair of plans, differences in each group, and coverage of the concept list.

    `timetables` follow the groups; `staffing` the items of the plans; `duties` are by plan, the busiest function first;
    `networks` one for each plan and a last one (plan None) of all; `clauses` cover the tasks of all plans in order.
    `measures` count what can be compared, by how many plans state it; `changes` are by series of years, `gaps` by
    superior, `states` one for each group and plan; `contrasts` are what a careful reader would list, the weightiest
    first;
    from `instruments` on it is what researchers code and count.
    """

    plans: tuple[str, ...]
    overlaps: tuple[Overlap, ...]
    differences: tuple[Difference, ...]
    coverage: tuple[Coverage, ...]
    schema: str = COMPARISON_SCHEMA
    timetables: tuple[Timetable, ...] = ()
    staffing: tuple[Staffing, ...] = ()
    duties: tuple[Duty, ...] = ()
    networks: tuple[Network, ...] = ()
    sections: tuple[SectionCoverage, ...] = ()
    kinships: tuple[Kinship, ...] = ()
    clauses: tuple[Clause, ...] = ()
    citations: tuple[ResolvedCitation, ...] = ()
    parents: tuple[InferredParent, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    checkability: tuple[Checkability, ...] = ()
    plan_checkability: tuple[PlanCheckability, ...] = ()
    changes: tuple[Change, ...] = ()
    gaps: tuple[Gap, ...] = ()
    states: tuple[State, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    instruments: tuple[InstrumentCode, ...] = ()
    strengths: tuple[Strength, ...] = ()
    attention: tuple[Attention, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    network_measures: tuple[NetworkMeasure, ...] = ()
    node_measures: tuple[NodeMeasure, ...] = ()
    shared_work: tuple[SharedWork, ...] = ()
    measures: tuple[MeasureCount, ...] = ()

    def _repr_html_(self) -> str:
        """Return the differences as a notebook shows them: group, what is compared, its unit, how far apart."""
        rows = [(one.group, one.label, one.unit, one.spread) for one in self.differences]
        return build_html(f"可比差异 {len(rows)} 处", ("组", "比较", "单位", "极差"), rows)
