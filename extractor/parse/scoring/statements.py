"""In: the passage of a scoring cell. Out: its `Statement`s with their places, and the flat rules that they give.

Not handled: reading the words, which is `reader`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.language.clauses import find_readable
from extractor.model.facts.plan import Rule
from extractor.model.facts.scoring import Act, Statement
from extractor.model.paper.place import Passage
from extractor.parse.context import Context
from extractor.parse.scoring.projection import project_rules
from extractor.parse.scoring.reader import read_criteria
from extractor.parse.scoring.scoring_words import ScoringWords, build_scoring_words

COLUMN = 1000
"""Sentences of another column are counted from here on."""


def find_statements(context: Context, *passages: Passage) -> tuple[Statement, ...]:
    """Return the scoring statements of a row's cells (得分标准, 扣分标准), in order."""
    words = build_scoring_words(context.quantities, context.mappings.scoring_plain)
    return tuple(
        replace(
            statement,
            text=context.quote(passage, statement.start, statement.end),
            place=context.place(passage, statement.start, statement.end),
            column=column,
            sentence=statement.sentence + COLUMN * column,
        )
        for column, passage in enumerate(passages)
        for statement in _read(passage.text, words)
    )


def _read(text: str, words: ScoringWords) -> Iterator[Statement]:
    """Yield the statements of a cell; a sentence longer than any that officials write is one that was not read."""
    endless, position = "", 0
    for start, end in (*find_readable(text), (len(text), len(text))):
        if start > position:
            yield Statement(
                act=Act.CONSTRAINT, text=text[position:start], start=position, end=start, unread="一句过长，未读"
            )
        endless += "。" * (start - position) + text[start:end]
        position = end
    yield from read_criteria(endless, words)


def find_rules(context: Context, passage: Passage) -> tuple[Rule, ...]:
    """Return the flat rules of a cell."""
    return project_rules(find_statements(context, passage))
