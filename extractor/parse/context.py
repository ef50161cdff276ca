"""In: `Outline` and `Mappings`. Out: `Context`, what every parser of one document shares; frozen.

Not handled: facts of other documents; a plan is read from itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from extractor.language.folding import fold
from extractor.language.needs import Guarded
from extractor.language.quantities import QuantityWords, load_quantity_words
from extractor.model.facts.plan import Role
from extractor.model.mappings import Mappings, RolesFile
from extractor.model.paper.document import Source
from extractor.model.paper.place import Passage, Place

if TYPE_CHECKING:
    from extractor.parse.facts.units import UnitList

# 带*为牵头单位; 注:标★的单位为牵头单位
LEAD_MARK = re.compile(
    r"(?:带|标|加|注|\(|,|;|。)[^,。;*★▲△※☆#]{0,4}([*★▲△※☆#])[^,。;]{0,8}(?:为|是|表示|代表)[^,。;]{0,3}牵头"
)
UNIT_LABEL = r"(?:{labels})(?:及分工)?{note}?:|(?<=\[)(?:{whole})\]:?"
"""责任单位及分工:; [责任单位]; 责任单位(列首位的为牵头单位):"""
ORDER_NOTE = r"(?:\([^()]{{2,16}}牵头(?:单位|部门)?[^()]{{0,4}}\))"
LABEL = r"(?:{labels}){note}?:|(?<=\[)(?:{whole})\]:?"
"""完成时限:; [完成时限]"""
LABEL_ENDS = (":", "]")
LABEL_LEAST = 4
"""Characters of a label that stands in square brackets."""


LABEL_END = re.compile(r"(?:\([^()]*\))?[:\]]*$")


class Lexicon(msgspec.Struct, frozen=True):
    """Patterns built from `roles.yaml`; each alternation is tried longest word first."""

    unit_label: Guarded
    deadline_label: Guarded
    any_label: Guarded
    phrase: Guarded
    label_roles: dict[str, Role]
    phrase_roles: dict[str, Role]

    def label_role(self, printed: str) -> Role | None:
        """Return the role of a label as it is printed, mark and note behind it (责任单位（列首位的为牵头单位）：)."""
        return self.label_roles.get(LABEL_END.sub("", printed))


@dataclass(frozen=True, slots=True)
class Context:
    """The source, the mappings, the patterns made of them, and the year that dates without one belong to."""

    source: Source
    mappings: Mappings
    lexicon: Lexicon
    year: int | None = None
    issued: str | None = None
    """the day of issue, by which 本月 is known"""
    lead_marks: str = ""
    """Marks of which the document says that they stand at the leading body (带*为牵头单位)."""
    first_leads: bool = False
    """whether the paper says of its lists that the first body leads (注：责任单位第一个为牵头单位)"""
    lists: dict[tuple[int, str], tuple[UnitList, ...]] = field(default_factory=dict, compare=False, repr=False)
    """The lists of bodies of each paragraph that was asked for them: kept, since several parsers ask."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The field's own words, folded."""
        return tuple(map(fold, self.mappings.terms.terms))

    @property
    def quantities(self) -> QuantityWords:
        """Measure words, relations and periods, as patterns and meanings."""
        return load_quantity_words(self.mappings)

    def place(self, passage: Passage, start: int = 0, end: int | None = None, address: str | None = None) -> Place:
        """Return where `passage.text[start:end]` is printed."""
        return self.source.build_place(passage, start, end, address)

    def quote(self, passage: Passage, start: int = 0, end: int | None = None) -> str:
        """Return the exact printed words of `passage.text[start:end]`, layout included."""
        stop = len(passage) if end is None else end
        return "".join(self.source.text[left:right] for left, right in passage.spans(start, stop))


def build_context(source: Source, mappings: Mappings) -> Context:
    """Return what every parser of `source` shares, before the plan's year is known."""
    marks = "".join(sorted(set(LEAD_MARK.findall(fold(source.text)))))
    return Context(source, mappings, build_lexicon(mappings.roles), lead_marks=marks)


@lru_cache(maxsize=8)
def build_lexicon(roles: RolesFile) -> Lexicon:
    """Return the patterns for labels and phrases of `roles`."""
    label_roles = {
        **_compose(roles.responsible_words, roles.label_nouns, Role.RESPONSIBLE),
        **_compose(roles.participant_words, roles.label_nouns, Role.PARTICIPANT),
        **_compose(roles.lead_words, roles.label_nouns, Role.LEAD),
        **dict.fromkeys(roles.responsible_labels, Role.RESPONSIBLE),
        **dict.fromkeys(roles.participant_labels, Role.PARTICIPANT),
        **dict.fromkeys(roles.lead_labels, Role.LEAD),
    }
    phrase_roles = {
        **_compose(roles.responsible_openers, roles.phrase_acts, Role.RESPONSIBLE),
        **_compose(roles.participant_openers, roles.phrase_acts, Role.PARTICIPANT),
        **_compose(roles.lead_openers, roles.phrase_acts, Role.LEAD),
        **dict.fromkeys(roles.responsible_phrases, Role.RESPONSIBLE),
        **dict.fromkeys(roles.participant_phrases, Role.PARTICIPANT),
        **dict.fromkeys(roles.lead_phrases, Role.LEAD),
    }
    labels = (*label_roles, *roles.deadline_labels, *roles.other_labels)
    return Lexicon(
        unit_label=_compile_labels(UNIT_LABEL, label_roles),
        deadline_label=_compile_labels(LABEL, roles.deadline_labels),
        any_label=_compile_labels(LABEL, labels),
        phrase=Guarded(_either(phrase_roles), _leave_longer(phrase_roles)),
        label_roles=label_roles,
        phrase_roles=phrase_roles,
    )


def _compose(words: tuple[str, ...], nouns: tuple[str, ...], role: Role) -> dict[str, Role]:
    """Return what words of a role make with words for who has it (协办 + 科室), or with an act (负责 + 实施)."""
    return {word + noun: role for word in words for noun in nouns}


def _leave_longer(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words one of which stands in each of `words`.

    >>> _leave_longer(["牵头", "牵头负责", "配合"])
    ('牵头', '配合')
    """
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(known in word for known in kept):
            kept.append(word)
    return tuple(kept)


def _compile_labels(form: str, labels: Iterable[str]) -> Guarded:
    """Return the pattern of labels; in square brackets (县水利局[牵头]) a short word is a role of the name before."""
    words = tuple(labels)
    whole = tuple(word for word in words if len(word) >= LABEL_LEAST)
    return Guarded(form.format(labels=_either(words), whole=_either(whole), note=ORDER_NOTE.format()), LABEL_ENDS)


def _either(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))  # type: ignore[call-overload]
