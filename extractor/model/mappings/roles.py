"""In: nothing. Out: the class of `roles.yaml`."""

from __future__ import annotations

from extractor.model.mappings.source import MappingFile


class RolesFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`roles.yaml`: labels that open a list of bodies or a deadline, and phrases that follow a body."""

    lead_labels: tuple[str, ...]
    responsible_labels: tuple[str, ...]
    participant_labels: tuple[str, ...]
    deadline_labels: tuple[str, ...]
    lasting_labels: tuple[str, ...]
    other_labels: tuple[str, ...]
    lead_phrases: tuple[str, ...]
    responsible_phrases: tuple[str, ...]
    participant_phrases: tuple[str, ...]
    lead_words: tuple[str, ...] = ()
    responsible_words: tuple[str, ...] = ()
    participant_words: tuple[str, ...] = ()
    label_nouns: tuple[str, ...] = ()
    lead_openers: tuple[str, ...] = ()
    responsible_openers: tuple[str, ...] = ()
    participant_openers: tuple[str, ...] = ()
    phrase_acts: tuple[str, ...] = ()
