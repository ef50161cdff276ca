"""In: the folded words of a scoring cell. Out: `Statement`s: the one reading of a scoring sentence.

A statement ends with its effect (得5分, 不得分); what stands between the last effect and this one says when it holds.
What cannot be read is a statement with `unread`. Not handled: points that stand in another cell (见附表).
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.model.facts.scoring import Statement
from extractor.parse.scoring.cell import MARKER, SENTENCE, LeadWords
from extractor.parse.scoring.conditions import ConditionReader
from extractor.parse.scoring.mend import mend
from extractor.parse.scoring.pieces.effects import Effect, find_effects
from extractor.parse.scoring.pieces.subjects import trim
from extractor.parse.scoring.scoring_words import ScoringWords

LEAD = re.compile(
    r"(?:^|[,;。])(?:以|按|根据)(?P<of>[^,;。\d]{2,20}?)(?:情况)?(?:进行)?(?:计分|评分|打分|赋分|分档计分|分段计分)(?=[,:;。])"
)
"""以办结率计分，90%得5分."""


class CriteriaReader(ConditionReader):
    """Reads one cell."""

    def read(self) -> tuple[Statement, ...]:
        """Return the statements of the cell in order."""
        at = 0
        for effect in find_effects(self.text):
            at = self._read_effect(effect, at)
        self._read_plain(at, len(self.text))
        return tuple(self.statements)

    def _read_effect(self, effect: Effect, at: int) -> int:
        found = self._cut(at, effect)
        if found.lead:
            self._read_plain(found.lead_start, found.lead_start + len(found.lead))
        statement = self._build(effect, found)
        if statement is not None and not (
            effect.name == "bare" and trim(found.text) in {"", "本项", "该项", "此项", "分值"} and not statement.step
        ):
            self.statements.append(self._lead_subject(statement, found))
        return effect.end

    def _lead_subject(self, statement: Statement, found: LeadWords) -> Statement:
        """以办结率计分，90%得5分: the lead names what is measured."""
        match = LEAD.search(found.lead + found.text)
        if match is None or not statement.bands or statement.bands[0].subject not in {"", trim(match.group())}:
            return statement
        bands = (replace(statement.bands[0], subject=match["of"]), *statement.bands[1:])
        unread = statement.unread if statement.unread and "计分" not in statement.unread else None
        return replace(statement, bands=bands, subject=match["of"], unread=unread)

    def _cut(self, at: int, effect: Effect) -> LeadWords:
        """Part the words before an effect into what belongs to it and plain sentences before that."""
        start = at
        for marker in MARKER.finditer(self.text, at, effect.start):
            if marker.start() >= at:
                self.part += 1
                self.monthly = None
                start = marker.end()
        if start > at:
            lead_start = at
            self._read_plain(lead_start, start)
        stretch = self.text[start : effect.start]
        cut = 0
        for mark in SENTENCE.finditer(stretch):
            after, before = stretch[mark.end() :], stretch[cut : mark.start()]
            if (
                mark.group() == ";"
                and trim(before)
                and not self._is_requirement(before)
                and cut == 0
                and start > at
                and trim(after)
            ):
                continue
            if trim(after) or not trim(before):
                cut = mark.end()
            if trim(before):
                self.monthly = None
        words = stretch[cut:]
        return LeadWords(words, start + cut, stretch[:cut], start)


def read_criteria(text: str, words: ScoringWords) -> tuple[Statement, ...]:
    """Return the statements of a cell's folded words, repairs that need the whole cell made."""
    return mend(CriteriaReader(text, words).read())
