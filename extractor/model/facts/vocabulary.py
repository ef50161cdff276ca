"""In: nothing. Out: the closed vocabularies of facts, and the types of their plain values.

Not handled: their words in Chinese and English (`codebook`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from extractor.model.paper.place import Place

Number = int | float
Operator = Literal[">=", ">", "<=", "<", "=="]
Places = dict[str, Place]
"""Where the plain values of a record are printed, by field name."""
Persons = dict[str, str]
"""Who corrected the plain values of a record, by field name."""


class Role(StrEnum):
    """What a body has to do with a task."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    PARTICIPANT = "participant"


class DeadlineKind(StrEnum):
    """What sort of time limit it is."""

    DATE = "date"
    RECURRING = "recurring"
    RELATIVE = "relative"
    IMMEDIATE = "immediate"
    INTERVAL = "interval"


class PlanLevel(StrEnum):
    """The level of government that issued a plan."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    DEPARTMENT = "department"
    TOWNSHIP = "township"


class RuleKind(StrEnum):
    """What a scoring statement does."""

    AWARD = "award"
    ZERO = "zero"
    DEDUCT = "deduct"
    AWARD_PER = "award_per"
    DEDUCT_PER = "deduct_per"
    CAP = "cap"
    DEDUCT_CAP = "deduct_cap"
    PROPORTIONAL = "proportional"
    INTERPOLATE = "interpolate"
    RANK = "rank"
    FORMULA = "formula"
    CONSTRAINT = "constraint"
