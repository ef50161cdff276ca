"""In: the passage of a scoring cell. Out: its `Statement`s with their places, and the flat rules that they give.

Not handled: reading the words, which is `reader`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.language.grammar.clauses import find_readable
from extractor.model.facts.plan import Rule
from extractor.model.facts.scoring import Act, Statement
from extractor.model.paper.place import Passage
from extractor.parse.context import Context
from extractor.parse.scoring.projection import project_rules
from extractor.parse.scoring.reader import read_criteria
from extractor.parse.scoring.scoring_words import ScoringWords, build_scoring_words

MASKED = repr("\0").strip("'")
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
    yield from (_unmask(text, statement) for statement in read_criteria(endless, words))


def _unmask(text: str, statement: Statement) -> Statement:
    """Give the words back that were masked while reading: 向省"信易贷"平台上报 is named in full."""
    if MASKED not in repr(statement):
        return statement
    bands = tuple(replace(band, subject=_restore(text, band.subject)) for band in statement.bands)
    names = tuple(_restore(text, name) for name in statement.names)
    return replace(statement, subject=_restore(text, statement.subject), bands=bands, names=names)


def _restore(text: str, words: str) -> str:
    r"""Return the printed words for words with nulls in them, without the nulls where they are not found.

    >>> _restore('向省"信易贷"平台上报', "向省\0\0\0\0\0平台"), _restore("上报", "省\0平台")
    ('向省"信易贷"平台', '省平台')
    """
    if "\0" not in words:
        return words
    found = re.search("".join("." if sign == "\0" else re.escape(sign) for sign in words), text, re.DOTALL)
    return found.group() if found else words.replace("\0", "")


def find_rules(context: Context, passage: Passage) -> tuple[Rule, ...]:
    """Return the flat rules of a cell."""
    return project_rules(find_statements(context, passage))
