"""How one plan stands among the others: what it lacks, where it is stricter, what only it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model.compared.alignment import Group
from extractor.model.compared.comparison import Coverage, Difference, Reading

Rank = Literal["stricter", "looser", "heavier", "lighter", "between", "equal"]
"""Against all others; a weight is heavier or lighter, since more points make no demand stricter."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Another plan, with the groups that both have; shares are of the groups of either and of the plan's own items."""

    plan: str
    groups: tuple[Group, ...]
    share: float
    own_share: float


@dataclass(frozen=True, slots=True)
class Lack:
    """A concept of the national list that the plan does not have, with the groups in which others have it."""

    coverage: Coverage
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The plan's value beside those of the others, one for each plan, the strictest first."""

    group: Group
    difference: Difference
    own: Reading
    others: tuple[Reading, ...]
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a plan stands: nearest kin first, what it lacks in the list's order, its values in the groups' order."""

    plan: str
    kin: tuple[Kin, ...]
    lacks: tuple[Lack, ...]
    standpoints: tuple[Standpoint, ...]
    shared: tuple[Group, ...]
    alone: tuple[Group, ...]

    def of(self, rank: Rank) -> tuple[Standpoint, ...]:
        """Return the values of one rank."""
        return tuple(one for one in self.standpoints if one.rank == rank)
