"""In: nothing. Out: the class of `sections.yaml`."""

from __future__ import annotations

from extractor.model.mappings.source import MappingFile


class SectionsFile(MappingFile, frozen=True, kw_only=True, eq=False):
    """`sections.yaml`: words of headings that tell what stands below them, and the words plans call themselves."""

    task_words: tuple[str, ...]
    safeguard_words: tuple[str, ...]
    phase_words: tuple[str, ...]
    procedure_words: tuple[str, ...]
    other_words: tuple[str, ...]
    safeguard_titles: tuple[str, ...]
    manner_words: tuple[str, ...]
    work_verbs: tuple[str, ...]
    kinds: tuple[str, ...]
    kind_nouns: tuple[str, ...]
    kind_genres: tuple[str, ...]

    @property
    def heading_words(self) -> tuple[str, ...]:
        """The words that a heading without a number may end with (总体要求, 工作安排)."""
        return (
            *self.task_words, *self.safeguard_words, *self.phase_words, *self.procedure_words, *self.other_words,
        )  # fmt: skip
