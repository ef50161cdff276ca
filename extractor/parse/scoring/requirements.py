"""In: a stretch of a cell without an effect. Out: its requirements (不少于3件), and words that nobody read as unread.

Not handled: what stands before an effect and says when it holds (`conditions`).
"""

from __future__ import annotations

import re

from extractor.model.facts.scoring import Act, Statement
from extractor.parse.scoring.cell import MARKER, TRIGGER, CellWords
from extractor.parse.scoring.pieces.formulas import DEFINITION
from extractor.parse.scoring.pieces.subjects import trim
from extractor.parse.scoring.plain_words import find_doubt, is_plain

REST = re.compile(
    r"^(?:其余|其他|其它|否则|余下|除此之外|此外|其他?情况|其他?情形)(?:的|情况|情形|单位|部门|乡镇|名次|位次|档次|等次|者|均|一律|则|,)*$"
)
BOUND = re.compile(
    r"不得?(?:低于|少于|超过|高于|多于)|至少|不小于|不大于|每(?:个|家)?(?:部门|单位|县|区|镇|街道|乡镇|年度?|季度?|月度?|周|半年)[^,。;\d]{0,24}?(?:\d|[一二三四五六])"
)
CLAUSES = re.compile(r"[^。;|\n]+")
CLAUSE = re.compile(r"(?:\([^()]*\)|[^,。;()|])+")
BRACKETED = re.compile(r"(?<=\()[^()]+(?=\))")
BRACKETS = re.compile(r"\([^()]*\)")
NULLS = re.compile("\0+")
SAYS_MORE = re.compile(r"以.{1,16}为准|不|未|应(?!用)|须|要")
MEAN = re.compile(r"平均|均值|水平")


class RequirementReader(CellWords):
    """Reads the stretches between effects."""

    def _is_requirement(self, words: str) -> bool:
        return bool(self._bands(words)) or bool(TRIGGER.search(words))

    def _read_plain(self, start: int, end: int) -> None:
        """Read a stretch without an effect: requirements are statements, scoring words that were not read are unread."""
        for match in CLAUSES.finditer(self.text, start, end):
            sentence = trim(MARKER.sub("", match.group()))
            defined = DEFINITION.fullmatch(sentence)
            if not sentence or REST.match(sentence) or (defined is not None and defined["name"] in self.defined):
                continue
            known = len(self.statements)
            self._read_requirements(match.start(), match.end())
            left = self._left_over(match.start(), match.end(), self.statements[known:])
            doubt = find_doubt(MARKER.sub("", left), self.words.plain)
            if doubt:
                self._add(Act.CONSTRAINT, match.start(), match.end(), unread=f"“{doubt}”可能给分或扣分，未能读懂")
            elif TRIGGER.search(self._plain(sentence)) and not is_plain(sentence, self.words.plain):
                self._add(Act.CONSTRAINT, match.start(), match.end(), unread="句中有计分的词，未能读懂")

    def _left_over(self, start: int, end: int, known: list[Statement]) -> str:
        """Return the words of a stretch that none of `known` holds."""
        rest = list(self.text[start:end])
        for one in known:
            left, right = max(one.start, start) - start, min(one.end, end) - start
            rest[left:right] = "," * max(right - left, 0)
        return "".join(rest)

    def _read_requirements(self, start: int, end: int) -> int:
        """Add the requirements of a stretch (不少于3件, 字数不少于300字) and return where the last one ends."""
        last = start
        for match in CLAUSE.finditer(self.text, start, end):
            inner = [(one.start(), one.group()) for one in BRACKETED.finditer(match.group())]
            outer = BRACKETS.sub(lambda one: "\0" * len(one.group()), match.group())
            for offset, clause in ((0, outer), *inner):
                if self._is_bound(clause):
                    at = match.start() + offset
                    bands = tuple(self._name_band(one, clause) for one in self._bands(clause))
                    stop = at + len(clause) if offset else self._extend(match.end(), end)
                    self._add(Act.CONSTRAINT, at, stop, bands=bands, subject=trim(NULLS.sub("", clause)))
                    last = max(last, match.end(), stop if not offset else 0)
        return last

    def _extend(self, at: int, end: int) -> int:
        """每个单位拓展1个"信易+"，便民惠企应用场景: a clause behind that says nothing of its own belongs to it."""
        following = CLAUSE.match(self.text, at + 1, end) if self.text[at : at + 1] == "," else None
        if following is None or len(following.group()) > 12 or (following.end() >= end - 1 and end == len(self.text)):
            return at
        words = following.group()
        plain = not self._bands(words) and not TRIGGER.search(words) and not SAYS_MORE.search(words)
        return following.end() if plain else at

    def _is_bound(self, clause: str) -> bool:
        if not BOUND.search(clause) or TRIGGER.search(clause):
            return False
        return bool(self._bands(clause)) or MEAN.search(clause) is not None
