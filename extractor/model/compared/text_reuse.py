"""In: nothing. Out: what texts owe to each other: shared passages, inherited clauses, citations, a parent rebuilt from
its children; and where one plan says two things.

All places are half-open offsets into the text of the plan that they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Origin = Literal["inherited", "adapted", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Printed words of one plan: `quote` is `text[start:end]`; `item` is the task or indicator that they stand in."""

    plan: str
    start: int
    end: int
    quote: str
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """Words that two plans share, without their punctuation: `length` characters, the same one for one."""

    left: Extract
    right: Extract
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """How much of each of two texts stands in the other word for word.

    `left_share` is the share of the left text's distinct runs of eight characters (folded, without punctuation and
    blanks) that the right text has too. `parents` are the keys of documents that both cite (`ResolvedCitation.key`).
    """

    left: str
    right: str
    left_share: float
    right_share: float
    shared: int
    passages: tuple[SharedPassage, ...]
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of a task: found in another plan word for word (inherited), nearly (adapted), or in none (new).

    `other` is the clause of another plan that is most like it, None where it is new; `likeness` (0 to 1) is that of
    the words without punctuation. Which of the two came first is not told: both may come from a third.
    """

    here: Extract
    origin: Origin
    likeness: float
    other: Extract | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedCitation:
    """A cited document, and whose it is. A code alone (济信用办) may be that of several cities.

    `issuer_place` is the place whose document it is (国家, a province, a city, a county), None where that cannot be
    told; `why` says by what it was told, or why not (Chinese). `key` names the document across plans
    ("济南市:济信用办[2022]1号"), None for one that is not resolved; `plan_in_corpus` is the plan that it is.
    """

    plan: str
    title: str
    doc_number: str | None
    start: int
    end: int
    issuer_place: str | None
    resolved: bool
    why: str
    key: str | None = None
    plan_in_corpus: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentClause:
    """One clause of the unseen parent, inferred. Where the children differ, `wording` has 〔one｜other〕.

    `agrees` tells whether all `children` print the same words.
    """

    wording: str
    agrees: bool
    children: tuple[Extract, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredParent:
    """The likely wording of a document that was not seen, rebuilt from plans that cite it. Always inferred.

    `titles` are the titles that the children give it; `clauses` stand in the order of the first child.
    """

    key: str
    doc_number: str | None
    titles: tuple[str, ...]
    children: tuple[str, ...]
    clauses: tuple[ParentClause, ...]
    inferred: Literal[True] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two places of one plan that say two things of one matter, as its problem `code` tells; `note` in Chinese."""

    plan: str
    code: str
    one: Extract
    other: Extract
    note: str
